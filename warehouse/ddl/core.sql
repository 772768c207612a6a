-- rendered from pipelines/contracts by `make render`; change it there
CREATE SCHEMA IF NOT EXISTS core;

-- Unique: document_id
CREATE TABLE core.documents (
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
    landed_sha256 VARCHAR NOT NULL,
    revision BIGINT NOT NULL,
    duplicate_of VARCHAR
);
COMMENT ON TABLE core.documents IS 'One row a document: its newest revision by `published_at`.';
COMMENT ON COLUMN core.documents.document_id IS 'Hash of the document''s identity: canonical url, else the record''s id, else its path.';
COMMENT ON COLUMN core.documents.external_id IS 'The record''s `id`, else the file''s name without its ending.';
COMMENT ON COLUMN core.documents.source IS 'Publisher as the record names it.';
COMMENT ON COLUMN core.documents.url IS 'Address as the record gives it.';
COMMENT ON COLUMN core.documents.title IS 'Headline.';
COMMENT ON COLUMN core.documents.language IS 'ISO 639-1 code: the record''s own, else detected; `und` where neither tells.';
COMMENT ON COLUMN core.documents.published_at IS 'When it was published, UTC; midnight where only the day is known.';
COMMENT ON COLUMN core.documents.published_from IS 'Where that stands: metadata (of the record), page (its markup), text (its head); null where no date is known.';
COMMENT ON COLUMN core.documents.ingested_at IS 'When this revision was first read, UTC.';
COMMENT ON COLUMN core.documents.content_hash IS 'SHA-256 (hex) of the title and the text: the same content has the same hash wherever it stands.';
COMMENT ON COLUMN core.documents.text IS 'The article''s text. All offsets of mentions and evidence count Unicode code points in it.';
COMMENT ON COLUMN core.documents.origin IS 'Where it was read from: file or address, with the record''s line behind #.';
COMMENT ON COLUMN core.documents.landed_sha256 IS 'The landed bytes that it was read from (ops.landed_items).';
COMMENT ON COLUMN core.documents.revision IS '1 for the first text that was published under this identity, 2 for its first correction, and so on.';
COMMENT ON COLUMN core.documents.duplicate_of IS 'document_id of the first published document that this one repeats, to the letter or with small edits (no figure, weapon or country another), or null. A duplicate brings no facts of its own.';

-- Unique: document_id, start_char, end_char, label
CREATE TABLE core.mentions (
    document_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    text VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    entity_id VARCHAR,
    entity_name VARCHAR,
    country_code VARCHAR,
    found_by VARCHAR NOT NULL
);
COMMENT ON TABLE core.mentions IS 'One row a mention: a stretch of a document''s text that names a person, place, weapon, number, date and the like.';
COMMENT ON COLUMN core.mentions.document_id IS 'The document that it stands in.';
COMMENT ON COLUMN core.mentions.start_char IS 'First code point in core.documents.text, from 0.';
COMMENT ON COLUMN core.mentions.end_char IS 'Code point after the last.';
COMMENT ON COLUMN core.mentions.text IS 'The words as they stand.';
COMMENT ON COLUMN core.mentions.label IS 'What it is: a code of ref.mention_label.';
COMMENT ON COLUMN core.mentions.entity_id IS 'The entity that it stands for (core.entities), or null where it is not known.';
COMMENT ON COLUMN core.mentions.entity_name IS 'That entity''s name.';
COMMENT ON COLUMN core.mentions.country_code IS 'ISO 3166 alpha-3 or organisation code of the country or body that it belongs to.';
COMMENT ON COLUMN core.mentions.found_by IS 'The gazetteer, rule or model that found it.';

-- Unique: entity_id
CREATE TABLE core.entities (
    entity_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    country_code VARCHAR,
    entity_class VARCHAR,
    note VARCHAR
);
COMMENT ON TABLE core.entities IS 'One row an entity of the reference data that some document mentions.';
COMMENT ON COLUMN core.entities.entity_id IS '`file:id` of the reference row, e.g. `weapons:k2-black-panther`.';
COMMENT ON COLUMN core.entities.name IS 'Usual English name.';
COMMENT ON COLUMN core.entities.label IS 'What it is: a code of ref.mention_label.';
COMMENT ON COLUMN core.entities.country_code IS 'ISO 3166 alpha-3 or organisation code that it belongs to; a weapon''s country of origin.';
COMMENT ON COLUMN core.entities.entity_class IS 'Kind within its label: the weapon''s class, the office held, the kind of organisation.';
COMMENT ON COLUMN core.entities.note IS 'What else the reference data tells.';

-- Unique: file, line
CREATE TABLE core.register_entries (
    file VARCHAR NOT NULL,
    line BIGINT NOT NULL,
    recipient VARCHAR NOT NULL,
    supplier VARCHAR NOT NULL,
    year_of_order BIGINT,
    year_of_order_flag VARCHAR,
    number_ordered BIGINT,
    number_ordered_flag VARCHAR,
    weapon_designation VARCHAR NOT NULL,
    weapon_description VARCHAR,
    number_delivered BIGINT,
    number_delivered_flag VARCHAR,
    years_of_delivery VARCHAR,
    status VARCHAR,
    comments VARCHAR
);
COMMENT ON TABLE core.register_entries IS 'One row a line of a trade register in SIPRI''s layout that the user keeps in the folder `registers` (attache.toml).';
COMMENT ON COLUMN core.register_entries.file IS 'The register: the name of the file that it stands in.';
COMMENT ON COLUMN core.register_entries.line IS 'Its line in the file, from 1.';
COMMENT ON COLUMN core.register_entries.recipient IS 'Recipient, as the register names it.';
COMMENT ON COLUMN core.register_entries.supplier IS 'Supplier, as the register names it.';
COMMENT ON COLUMN core.register_entries.year_of_order IS 'Year of the order.';
COMMENT ON COLUMN core.register_entries.year_of_order_flag IS 'A question mark where the register marks the number before it as uncertain.';
COMMENT ON COLUMN core.register_entries.number_ordered IS 'Number of items ordered.';
COMMENT ON COLUMN core.register_entries.number_ordered_flag IS 'A question mark where the register marks the number before it as uncertain.';
COMMENT ON COLUMN core.register_entries.weapon_designation IS 'Designation of the weapon, as the register writes it.';
COMMENT ON COLUMN core.register_entries.weapon_description IS 'What the weapon is, in the register''s words.';
COMMENT ON COLUMN core.register_entries.number_delivered IS 'Number of items delivered.';
COMMENT ON COLUMN core.register_entries.number_delivered_flag IS 'A question mark where the register marks the number before it as uncertain.';
COMMENT ON COLUMN core.register_entries.years_of_delivery IS 'Years of delivery, with semicolons between them.';
COMMENT ON COLUMN core.register_entries.status IS 'New, second hand and the like, in the register''s words.';
COMMENT ON COLUMN core.register_entries.comments IS 'The register''s comments.';
