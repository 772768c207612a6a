-- rendered from pipelines/contracts by `make render`; change it there
CREATE SCHEMA IF NOT EXISTS facts;

-- Unique: fact_id
CREATE TABLE facts.arms_deals (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    supplier_country VARCHAR,
    supplier_name VARCHAR,
    recipient_country VARCHAR,
    recipient_name VARCHAR,
    weapon_system VARCHAR,
    weapon_class VARCHAR,
    weapon_text VARCHAR NOT NULL,
    quantity_low BIGINT,
    quantity_high BIGINT,
    quantity_text VARCHAR,
    value_amount DOUBLE,
    value_currency VARCHAR,
    value_usd DOUBLE,
    value_basis VARCHAR,
    deal_status VARCHAR NOT NULL,
    transfer_kind VARCHAR,
    deal_date_from DATE,
    deal_date_to DATE,
    attributed_to VARCHAR,
    certainty VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);
COMMENT ON TABLE facts.arms_deals IS 'One row a transfer of one weapon from a supplier to a recipient that a document states.';
COMMENT ON COLUMN facts.arms_deals.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN facts.arms_deals.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN facts.arms_deals.supplier_country IS 'Code of the supplier''s country or organisation; a company counts as its home country.';
COMMENT ON COLUMN facts.arms_deals.supplier_name IS 'The supplier as the document names it.';
COMMENT ON COLUMN facts.arms_deals.recipient_country IS 'Code of the country or organisation that receives.';
COMMENT ON COLUMN facts.arms_deals.recipient_name IS 'The recipient as the document names it.';
COMMENT ON COLUMN facts.arms_deals.weapon_system IS 'Canonical designation (ref.weapons), null for a bare class such as `tanks`.';
COMMENT ON COLUMN facts.arms_deals.weapon_class IS 'Class of the weapon: a code of ref.weapon_classes.';
COMMENT ON COLUMN facts.arms_deals.weapon_text IS 'The weapon as written.';
COMMENT ON COLUMN facts.arms_deals.quantity_low IS 'Fewest units in the deal, in `quantity_text`''s words.';
COMMENT ON COLUMN facts.arms_deals.quantity_high IS 'Most units in the deal; equal to quantity_low where one number is told.';
COMMENT ON COLUMN facts.arms_deals.quantity_text IS 'The number as written, with its qualifier.';
COMMENT ON COLUMN facts.arms_deals.value_amount IS 'Price of this row, or of the deal that it is a part of, in units of value_currency.';
COMMENT ON COLUMN facts.arms_deals.value_currency IS 'ISO 4217 code.';
COMMENT ON COLUMN facts.arms_deals.value_usd IS 'The price in US dollars, at the reference rate of the article''s year where told in another currency.';
COMMENT ON COLUMN facts.arms_deals.value_basis IS 'What the price is of: a code of ref.value_basis.';
COMMENT ON COLUMN facts.arms_deals.deal_status IS 'How far the deal has got, the newest state told: a code of ref.deal_status.';
COMMENT ON COLUMN facts.arms_deals.transfer_kind IS 'A code of ref.transfer_kind: sale, aid, lease, licence, upgrade.';
COMMENT ON COLUMN facts.arms_deals.deal_date_from IS 'First day on which the status can have come about, as the document tells.';
COMMENT ON COLUMN facts.arms_deals.deal_date_to IS 'Last such day.';
COMMENT ON COLUMN facts.arms_deals.attributed_to IS 'Code of the country or organisation, else the name, to which the document attributes it.';
COMMENT ON COLUMN facts.arms_deals.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN facts.arms_deals.confidence IS 'Probability, 0 to 1, that the row''s core cells are all right: a logistic model over the rules that read it, the number of its cells and how far apart they stand, fitted on gold and scaled on articles that no rule was written with.';

-- Unique: fact_id
CREATE TABLE facts.troop_deployment_estimates (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    force_country VARCHAR,
    force_name VARCHAR,
    unit VARCHAR NOT NULL,
    count_low BIGINT,
    count_high BIGINT,
    count_qualifier VARCHAR,
    count_text VARCHAR NOT NULL,
    host_country VARCHAR,
    place VARCHAR,
    deployment_status VARCHAR NOT NULL,
    date_from DATE,
    date_to DATE,
    claimant VARCHAR,
    denied_by VARCHAR[] NOT NULL,
    certainty VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);
COMMENT ON TABLE facts.troop_deployment_estimates IS 'One row a number of personnel or units of one origin in, bound for or leaving a place that a document states.';
COMMENT ON COLUMN facts.troop_deployment_estimates.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN facts.troop_deployment_estimates.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN facts.troop_deployment_estimates.force_country IS 'Code of the country, organisation or armed group that the force belongs to.';
COMMENT ON COLUMN facts.troop_deployment_estimates.force_name IS 'The force as the document names it.';
COMMENT ON COLUMN facts.troop_deployment_estimates.unit IS 'What is counted: a code of ref.unit (personnel, brigade, battalion, division, regiment, company, other).';
COMMENT ON COLUMN facts.troop_deployment_estimates.count_low IS 'Lower bound of the number; null where none is told (`up to 12,000`).';
COMMENT ON COLUMN facts.troop_deployment_estimates.count_high IS 'Upper bound of the number; null where none is told (`more than 3,000`).';
COMMENT ON COLUMN facts.troop_deployment_estimates.count_qualifier IS 'The word that bounds the number, as written (`more than`, `up to`, `about`).';
COMMENT ON COLUMN facts.troop_deployment_estimates.count_text IS 'The number as written.';
COMMENT ON COLUMN facts.troop_deployment_estimates.host_country IS 'Code of the country (or territory) where they are, will be or were.';
COMMENT ON COLUMN facts.troop_deployment_estimates.place IS 'The place within it, as written.';
COMMENT ON COLUMN facts.troop_deployment_estimates.deployment_status IS 'A code of ref.deployment_status: planned, deployed, withdrawn.';
COMMENT ON COLUMN facts.troop_deployment_estimates.date_from IS 'First day on which the status holds, as the document tells.';
COMMENT ON COLUMN facts.troop_deployment_estimates.date_to IS 'Last such day.';
COMMENT ON COLUMN facts.troop_deployment_estimates.claimant IS 'Code of the country or organisation, else the name, that gives the figure; null where the document tells it as its own.';
COMMENT ON COLUMN facts.troop_deployment_estimates.denied_by IS 'Codes of those who deny the deployment or the figure in the document; may be empty.';
COMMENT ON COLUMN facts.troop_deployment_estimates.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN facts.troop_deployment_estimates.confidence IS 'Probability, 0 to 1, that the row''s core cells are all right: a logistic model over the rules that read it, the number of its cells and how far apart they stand, fitted on gold and scaled on articles that no rule was written with.';

-- Unique: fact_id
CREATE TABLE facts.policy_options (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    actor_name VARCHAR,
    category VARCHAR NOT NULL,
    instrument VARCHAR NOT NULL,
    target VARCHAR,
    beneficiary VARCHAR,
    stance VARCHAR NOT NULL,
    action_text VARCHAR NOT NULL,
    condition_text VARCHAR,
    date_from DATE,
    date_to DATE,
    attributed_to VARCHAR,
    certainty VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);
COMMENT ON TABLE facts.policy_options IS 'One row a course of action of a state or organisation that a document says it weighs, proposes, promises, takes or rules out.';
COMMENT ON COLUMN facts.policy_options.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN facts.policy_options.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN facts.policy_options.actor IS 'Code of the state or organisation that would act.';
COMMENT ON COLUMN facts.policy_options.actor_name IS 'The actor as the document names it.';
COMMENT ON COLUMN facts.policy_options.category IS 'A code of ref.category: diplomatic, economic, military, humanitarian.';
COMMENT ON COLUMN facts.policy_options.instrument IS 'A code of ref.instrument, e.g. arms_supply, sanctions, talks.';
COMMENT ON COLUMN facts.policy_options.target IS 'Code of the country or group acted against.';
COMMENT ON COLUMN facts.policy_options.beneficiary IS 'Code of the country or group helped.';
COMMENT ON COLUMN facts.policy_options.stance IS 'A code of ref.stance: considering, proposed, pledged, adopted, ruled_out.';
COMMENT ON COLUMN facts.policy_options.action_text IS 'The action as written.';
COMMENT ON COLUMN facts.policy_options.condition_text IS 'The condition attached to it, as written.';
COMMENT ON COLUMN facts.policy_options.date_from IS 'First day on which the stance holds, as the document tells.';
COMMENT ON COLUMN facts.policy_options.date_to IS 'Last such day.';
COMMENT ON COLUMN facts.policy_options.attributed_to IS 'Code of the country or organisation, else the name, to which the document attributes it.';
COMMENT ON COLUMN facts.policy_options.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN facts.policy_options.confidence IS 'Probability, 0 to 1, that the row''s core cells are all right: a logistic model over the rules that read it, the number of its cells and how far apart they stand, fitted on gold and scaled on articles that no rule was written with.';

-- Unique: fact_id
CREATE TABLE facts.diplomatic_meetings (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    participants VARCHAR[] NOT NULL,
    persons VARCHAR[] NOT NULL,
    meeting_level VARCHAR,
    meeting_format VARCHAR NOT NULL,
    meeting_status VARCHAR NOT NULL,
    place_country VARCHAR,
    place VARCHAR,
    date_from DATE,
    date_to DATE,
    topic_text VARCHAR,
    topic_category VARCHAR,
    attributed_to VARCHAR,
    certainty VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);
COMMENT ON TABLE facts.diplomatic_meetings IS 'One row a meeting, visit or call of two or more states or organisations that a document tells of.';
COMMENT ON COLUMN facts.diplomatic_meetings.fact_id IS 'Hash of the document_id and of the cells that make this fact the one that it is: the same on every run.';
COMMENT ON COLUMN facts.diplomatic_meetings.document_id IS 'The document that states it (core.documents).';
COMMENT ON COLUMN facts.diplomatic_meetings.participants IS 'Codes of the states and organisations that meet, at least two, in the order of the alphabet; a person counts as whom they act for.';
COMMENT ON COLUMN facts.diplomatic_meetings.persons IS 'Names of those who meet, as written, in the order of the text; may be empty.';
COMMENT ON COLUMN facts.diplomatic_meetings.meeting_level IS 'The highest level of a person or group taking part that the document tells: a code of ref.meeting_level.';
COMMENT ON COLUMN facts.diplomatic_meetings.meeting_format IS 'A code of ref.meeting_format: bilateral, multilateral, summit, visit, phone_call.';
COMMENT ON COLUMN facts.diplomatic_meetings.meeting_status IS 'Whether it came about, as the document tells last: a code of ref.meeting_status.';
COMMENT ON COLUMN facts.diplomatic_meetings.place_country IS 'Code of the country (or territory) in which they meet.';
COMMENT ON COLUMN facts.diplomatic_meetings.place IS 'The place, as written.';
COMMENT ON COLUMN facts.diplomatic_meetings.date_from IS 'First day on which they can have met or are to meet, as the document tells.';
COMMENT ON COLUMN facts.diplomatic_meetings.date_to IS 'Last such day.';
COMMENT ON COLUMN facts.diplomatic_meetings.topic_text IS 'What they speak about, as written.';
COMMENT ON COLUMN facts.diplomatic_meetings.topic_category IS 'What the topic belongs to, by its words: a code of ref.category; null where no word tells.';
COMMENT ON COLUMN facts.diplomatic_meetings.attributed_to IS 'Code of the country or organisation, else the name, to which the document attributes it.';
COMMENT ON COLUMN facts.diplomatic_meetings.certainty IS 'A code of ref.certainty: asserted, reported, planned, possible, denied.';
COMMENT ON COLUMN facts.diplomatic_meetings.confidence IS '0.5 for every row: there is no gold of meetings on which a probability could be fitted.';

-- Unique: fact_id, column_name, start_char, end_char, role
CREATE TABLE facts.evidence (
    fact_id VARCHAR NOT NULL,
    column_name VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    quote VARCHAR NOT NULL,
    found_by VARCHAR NOT NULL,
    role VARCHAR NOT NULL
);
COMMENT ON TABLE facts.evidence IS 'One row a place: the characters from which a cell of a fact was read, or the cue that decided it.';
COMMENT ON COLUMN facts.evidence.fact_id IS 'The fact (in one of the tables of schema facts).';
COMMENT ON COLUMN facts.evidence.column_name IS 'The cell of the fact that this place speaks for.';
COMMENT ON COLUMN facts.evidence.document_id IS 'The document that it was read from.';
COMMENT ON COLUMN facts.evidence.start_char IS 'First code point in core.documents.text, from 0.';
COMMENT ON COLUMN facts.evidence.end_char IS 'Code point after the last.';
COMMENT ON COLUMN facts.evidence.quote IS 'The characters at that place, to the letter.';
COMMENT ON COLUMN facts.evidence.found_by IS 'Id of the rule or word (seeds/cues, seeds/reference) that read it.';
COMMENT ON COLUMN facts.evidence.role IS 'trigger (the word that told of the fact), argument (the value itself) or cue (a word that decided it).';
