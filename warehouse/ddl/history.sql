-- rendered from pipelines/contracts by `make render`; change it there
CREATE SCHEMA IF NOT EXISTS history;

-- Unique: document_id, content_hash
CREATE TABLE history.document_revisions (
    document_id VARCHAR NOT NULL,
    external_id VARCHAR NOT NULL,
    source VARCHAR,
    url VARCHAR,
    title VARCHAR,
    language VARCHAR NOT NULL,
    published_at TIMESTAMP,
    published_from VARCHAR,
    ingested_at TIMESTAMP NOT NULL,
    content_hash VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    landed_sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE history.document_revisions IS 'One row a revision: every text that a document has ever had, oldest to newest by `published_at`.';
COMMENT ON COLUMN history.document_revisions.document_id IS 'Hash of the document''s identity: canonical url, else the record''s id, else its path.';
COMMENT ON COLUMN history.document_revisions.external_id IS 'The record''s `id`, else the file''s name without its ending.';
COMMENT ON COLUMN history.document_revisions.source IS 'Publisher as the record names it.';
COMMENT ON COLUMN history.document_revisions.url IS 'Address as the record gives it.';
COMMENT ON COLUMN history.document_revisions.title IS 'Headline.';
COMMENT ON COLUMN history.document_revisions.language IS 'ISO 639-1 code: the record''s own, else detected; `und` where neither tells.';
COMMENT ON COLUMN history.document_revisions.published_at IS 'When it was published, UTC; midnight where only the day is known.';
COMMENT ON COLUMN history.document_revisions.published_from IS 'Where that stands: metadata (of the record), page (its markup), text (its head); null where no date is known.';
COMMENT ON COLUMN history.document_revisions.ingested_at IS 'When this revision was first read, UTC.';
COMMENT ON COLUMN history.document_revisions.content_hash IS 'SHA-256 (hex) of the title and the text: the same content has the same hash wherever it stands.';
COMMENT ON COLUMN history.document_revisions.text IS 'The article''s text. All offsets of mentions and evidence count Unicode code points in it.';
COMMENT ON COLUMN history.document_revisions.origin IS 'Where it was read from: file or address, with the record''s line behind #.';
COMMENT ON COLUMN history.document_revisions.landed_sha256 IS 'The landed bytes that it was read from (ops.landed_items).';

-- Unique: fact_id, valid_from
CREATE TABLE history.arms_deals (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    supplier_country VARCHAR,
    supplier_name VARCHAR,
    recipient_country VARCHAR,
    recipient_name VARCHAR,
    weapon_system VARCHAR,
    weapon_class VARCHAR,
    weapon_text VARCHAR,
    quantity_low BIGINT,
    quantity_high BIGINT,
    quantity_text VARCHAR,
    value_amount DOUBLE,
    value_currency VARCHAR,
    value_usd DOUBLE,
    value_basis VARCHAR,
    deal_status VARCHAR,
    transfer_kind VARCHAR,
    deal_date_from DATE,
    deal_date_to DATE,
    attributed_to VARCHAR,
    certainty VARCHAR,
    confidence DOUBLE,
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP,
    opened_by_run VARCHAR NOT NULL,
    closed_by_run VARCHAR
);
COMMENT ON TABLE history.arms_deals IS 'One row a version of a fact of facts.arms_deals: from when to when it was held true.';
COMMENT ON COLUMN history.arms_deals.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN history.arms_deals.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN history.arms_deals.supplier_country IS 'Code of the supplier''s country or organisation; a company counts as its home country.';
COMMENT ON COLUMN history.arms_deals.supplier_name IS 'The supplier as the document names it.';
COMMENT ON COLUMN history.arms_deals.recipient_country IS 'Code of the country or organisation that receives.';
COMMENT ON COLUMN history.arms_deals.recipient_name IS 'The recipient as the document names it.';
COMMENT ON COLUMN history.arms_deals.weapon_system IS 'Canonical designation (ref.weapons), null for a bare class such as `tanks`.';
COMMENT ON COLUMN history.arms_deals.weapon_class IS 'Class of the weapon: a code of ref.weapon_classes.';
COMMENT ON COLUMN history.arms_deals.weapon_text IS 'The weapon as written.';
COMMENT ON COLUMN history.arms_deals.quantity_low IS 'Fewest units in the deal, in `quantity_text`''s words.';
COMMENT ON COLUMN history.arms_deals.quantity_high IS 'Most units in the deal; equal to quantity_low where one number is told.';
COMMENT ON COLUMN history.arms_deals.quantity_text IS 'The number as written, with its qualifier.';
COMMENT ON COLUMN history.arms_deals.value_amount IS 'Price of this row, or of the deal that it is a part of, in units of value_currency.';
COMMENT ON COLUMN history.arms_deals.value_currency IS 'ISO 4217 code.';
COMMENT ON COLUMN history.arms_deals.value_usd IS 'The price in US dollars, at the reference rate of the article''s year where told in another currency.';
COMMENT ON COLUMN history.arms_deals.value_basis IS 'What the price is of: a code of ref.value_basis.';
COMMENT ON COLUMN history.arms_deals.deal_status IS 'How far the deal has got, the newest state told: a code of ref.deal_status.';
COMMENT ON COLUMN history.arms_deals.transfer_kind IS 'A code of ref.transfer_kind: sale, aid, lease, licence, upgrade.';
COMMENT ON COLUMN history.arms_deals.deal_date_from IS 'First day on which the status can have come about, as the document tells.';
COMMENT ON COLUMN history.arms_deals.deal_date_to IS 'Last such day.';
COMMENT ON COLUMN history.arms_deals.attributed_to IS 'Code of the country or organisation, else the name, to which the document attributes it.';
COMMENT ON COLUMN history.arms_deals.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN history.arms_deals.confidence IS 'Probability, 0 to 1, that the row''s core cells are all right: a logistic model over the rules that read it, the number of its cells and how far apart they stand, fitted on gold and scaled on articles that no rule was written with.';
COMMENT ON COLUMN history.arms_deals.valid_from IS 'When this version was first held true, UTC.';
COMMENT ON COLUMN history.arms_deals.valid_to IS 'When it ceased to be held true, UTC; null for the present version.';
COMMENT ON COLUMN history.arms_deals.opened_by_run IS 'The run that brought it (ops.runs).';
COMMENT ON COLUMN history.arms_deals.closed_by_run IS 'The run that ended it; null for the present version.';

-- Unique: fact_id, valid_from
CREATE TABLE history.troop_deployment_estimates (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    force_country VARCHAR,
    force_name VARCHAR,
    unit VARCHAR,
    count_low BIGINT,
    count_high BIGINT,
    count_qualifier VARCHAR,
    count_text VARCHAR,
    host_country VARCHAR,
    place VARCHAR,
    deployment_status VARCHAR,
    date_from DATE,
    date_to DATE,
    claimant VARCHAR,
    denied_by VARCHAR[],
    certainty VARCHAR,
    confidence DOUBLE,
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP,
    opened_by_run VARCHAR NOT NULL,
    closed_by_run VARCHAR
);
COMMENT ON TABLE history.troop_deployment_estimates IS 'One row a version of a fact of facts.troop_deployment_estimates: from when to when it was held true.';
COMMENT ON COLUMN history.troop_deployment_estimates.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN history.troop_deployment_estimates.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN history.troop_deployment_estimates.force_country IS 'Code of the country, organisation or armed group that the force belongs to.';
COMMENT ON COLUMN history.troop_deployment_estimates.force_name IS 'The force as the document names it.';
COMMENT ON COLUMN history.troop_deployment_estimates.unit IS 'What is counted: a code of ref.unit (personnel, brigade, battalion, division, regiment, company, other).';
COMMENT ON COLUMN history.troop_deployment_estimates.count_low IS 'Lower bound of the number; null where none is told (`up to 12,000`).';
COMMENT ON COLUMN history.troop_deployment_estimates.count_high IS 'Upper bound of the number; null where none is told (`more than 3,000`).';
COMMENT ON COLUMN history.troop_deployment_estimates.count_qualifier IS 'The word that bounds the number, as written (`more than`, `up to`, `about`).';
COMMENT ON COLUMN history.troop_deployment_estimates.count_text IS 'The number as written.';
COMMENT ON COLUMN history.troop_deployment_estimates.host_country IS 'Code of the country (or territory) where they are, will be or were.';
COMMENT ON COLUMN history.troop_deployment_estimates.place IS 'The place within it, as written.';
COMMENT ON COLUMN history.troop_deployment_estimates.deployment_status IS 'A code of ref.deployment_status: planned, deployed, withdrawn.';
COMMENT ON COLUMN history.troop_deployment_estimates.date_from IS 'First day on which the status holds, as the document tells.';
COMMENT ON COLUMN history.troop_deployment_estimates.date_to IS 'Last such day.';
COMMENT ON COLUMN history.troop_deployment_estimates.claimant IS 'Code of the country or organisation, else the name, that gives the figure; null where the document tells it as its own.';
COMMENT ON COLUMN history.troop_deployment_estimates.denied_by IS 'Codes of those who deny the deployment or the figure in the document; may be empty.';
COMMENT ON COLUMN history.troop_deployment_estimates.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN history.troop_deployment_estimates.confidence IS 'Probability, 0 to 1, that the row''s core cells are all right: a logistic model over the rules that read it, the number of its cells and how far apart they stand, fitted on gold and scaled on articles that no rule was written with.';
COMMENT ON COLUMN history.troop_deployment_estimates.valid_from IS 'When this version was first held true, UTC.';
COMMENT ON COLUMN history.troop_deployment_estimates.valid_to IS 'When it ceased to be held true, UTC; null for the present version.';
COMMENT ON COLUMN history.troop_deployment_estimates.opened_by_run IS 'The run that brought it (ops.runs).';
COMMENT ON COLUMN history.troop_deployment_estimates.closed_by_run IS 'The run that ended it; null for the present version.';

-- Unique: fact_id, valid_from
CREATE TABLE history.policy_options (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    actor VARCHAR,
    actor_name VARCHAR,
    category VARCHAR,
    instrument VARCHAR,
    target VARCHAR,
    beneficiary VARCHAR,
    stance VARCHAR,
    action_text VARCHAR,
    condition_text VARCHAR,
    date_from DATE,
    date_to DATE,
    attributed_to VARCHAR,
    certainty VARCHAR,
    confidence DOUBLE,
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP,
    opened_by_run VARCHAR NOT NULL,
    closed_by_run VARCHAR
);
COMMENT ON TABLE history.policy_options IS 'One row a version of a fact of facts.policy_options: from when to when it was held true.';
COMMENT ON COLUMN history.policy_options.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN history.policy_options.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN history.policy_options.actor IS 'Code of the state or organisation that would act.';
COMMENT ON COLUMN history.policy_options.actor_name IS 'The actor as the document names it.';
COMMENT ON COLUMN history.policy_options.category IS 'A code of ref.category: diplomatic, economic, military, humanitarian.';
COMMENT ON COLUMN history.policy_options.instrument IS 'A code of ref.instrument, e.g. arms_supply, sanctions, talks.';
COMMENT ON COLUMN history.policy_options.target IS 'Code of the country or group acted against.';
COMMENT ON COLUMN history.policy_options.beneficiary IS 'Code of the country or group helped.';
COMMENT ON COLUMN history.policy_options.stance IS 'A code of ref.stance: considering, proposed, pledged, adopted, ruled_out.';
COMMENT ON COLUMN history.policy_options.action_text IS 'The action as written.';
COMMENT ON COLUMN history.policy_options.condition_text IS 'The condition attached to it, as written.';
COMMENT ON COLUMN history.policy_options.date_from IS 'First day on which the stance holds, as the document tells.';
COMMENT ON COLUMN history.policy_options.date_to IS 'Last such day.';
COMMENT ON COLUMN history.policy_options.attributed_to IS 'Code of the country or organisation, else the name, to which the document attributes it.';
COMMENT ON COLUMN history.policy_options.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN history.policy_options.confidence IS 'Probability, 0 to 1, that the row''s core cells are all right: a logistic model over the rules that read it, the number of its cells and how far apart they stand, fitted on gold and scaled on articles that no rule was written with.';
COMMENT ON COLUMN history.policy_options.valid_from IS 'When this version was first held true, UTC.';
COMMENT ON COLUMN history.policy_options.valid_to IS 'When it ceased to be held true, UTC; null for the present version.';
COMMENT ON COLUMN history.policy_options.opened_by_run IS 'The run that brought it (ops.runs).';
COMMENT ON COLUMN history.policy_options.closed_by_run IS 'The run that ended it; null for the present version.';

-- Unique: fact_id, valid_from
CREATE TABLE history.diplomatic_meetings (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    participants VARCHAR[],
    persons VARCHAR[],
    meeting_level VARCHAR,
    meeting_format VARCHAR,
    meeting_status VARCHAR,
    place_country VARCHAR,
    place VARCHAR,
    date_from DATE,
    date_to DATE,
    topic_text VARCHAR,
    topic_category VARCHAR,
    attributed_to VARCHAR,
    certainty VARCHAR,
    confidence DOUBLE,
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP,
    opened_by_run VARCHAR NOT NULL,
    closed_by_run VARCHAR
);
COMMENT ON TABLE history.diplomatic_meetings IS 'One row a version of a fact of facts.diplomatic_meetings: from when to when it was held true.';
COMMENT ON COLUMN history.diplomatic_meetings.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN history.diplomatic_meetings.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN history.diplomatic_meetings.participants IS 'Codes of the states and organisations that meet, at least two, in the order of the alphabet; a person counts as whom they act for.';
COMMENT ON COLUMN history.diplomatic_meetings.persons IS 'Names of those who meet, as written, in the order of the text; may be empty.';
COMMENT ON COLUMN history.diplomatic_meetings.meeting_level IS 'The highest level of a person or group taking part that the document tells: a code of ref.meeting_level.';
COMMENT ON COLUMN history.diplomatic_meetings.meeting_format IS 'A code of ref.meeting_format: bilateral, multilateral, summit, visit, phone_call.';
COMMENT ON COLUMN history.diplomatic_meetings.meeting_status IS 'Whether it came about, as the document tells last: a code of ref.meeting_status.';
COMMENT ON COLUMN history.diplomatic_meetings.place_country IS 'Code of the country (or territory) in which they meet.';
COMMENT ON COLUMN history.diplomatic_meetings.place IS 'The place, as written.';
COMMENT ON COLUMN history.diplomatic_meetings.date_from IS 'First day on which they can have met or are to meet, as the document tells.';
COMMENT ON COLUMN history.diplomatic_meetings.date_to IS 'Last such day.';
COMMENT ON COLUMN history.diplomatic_meetings.topic_text IS 'What they speak about, as written.';
COMMENT ON COLUMN history.diplomatic_meetings.topic_category IS 'What the topic belongs to, by its words: a code of ref.category; null where no word tells.';
COMMENT ON COLUMN history.diplomatic_meetings.attributed_to IS 'Code of the country or organisation, else the name, to which the document attributes it.';
COMMENT ON COLUMN history.diplomatic_meetings.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN history.diplomatic_meetings.confidence IS '0.5 for every row: there is no gold of meetings on which a probability could be fitted.';
COMMENT ON COLUMN history.diplomatic_meetings.valid_from IS 'When this version was first held true, UTC.';
COMMENT ON COLUMN history.diplomatic_meetings.valid_to IS 'When it ceased to be held true, UTC; null for the present version.';
COMMENT ON COLUMN history.diplomatic_meetings.opened_by_run IS 'The run that brought it (ops.runs).';
COMMENT ON COLUMN history.diplomatic_meetings.closed_by_run IS 'The run that ended it; null for the present version.';
