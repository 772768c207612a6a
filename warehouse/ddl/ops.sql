-- rendered from pipelines/contracts by `make render`; change it there
CREATE SCHEMA IF NOT EXISTS ops;

-- Unique: origin, sha256
CREATE TABLE ops.landed_items (
    origin VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    size_bytes BIGINT NOT NULL,
    modified_at TIMESTAMP,
    told VARCHAR,
    landed_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE ops.landed_items IS 'One row an item that a source gave: a file, kept as bytes in `landing/` under the hash of its content.';
COMMENT ON COLUMN ops.landed_items.origin IS 'Path or address that it came from.';
COMMENT ON COLUMN ops.landed_items.sha256 IS 'SHA-256 (hex) of its bytes, and its name in the landing folder.';
COMMENT ON COLUMN ops.landed_items.source_name IS 'The source (attache.toml) that brought it.';
COMMENT ON COLUMN ops.landed_items.format IS 'How it is to be read: the name of a reader, e.g. markdown, html, json_lines.';
COMMENT ON COLUMN ops.landed_items.size_bytes IS 'Its size in bytes.';
COMMENT ON COLUMN ops.landed_items.modified_at IS 'When the source last changed it, UTC.';
COMMENT ON COLUMN ops.landed_items.told IS 'What the source tells of it beside its bytes, a JSON object: fields of the record (url, title, published), the charset of the answer, or which entry of the feed it is.';
COMMENT ON COLUMN ops.landed_items.landed_at IS 'When it was first landed, UTC.';
COMMENT ON COLUMN ops.landed_items.run_id IS 'The run that brought it.';

-- Unique: run_id, source_name
CREATE TABLE ops.source_visits (
    run_id VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    visited_at TIMESTAMP NOT NULL,
    landed_count BIGINT NOT NULL,
    unchanged_count BIGINT NOT NULL,
    fault_count BIGINT NOT NULL,
    failure VARCHAR
);
COMMENT ON TABLE ops.source_visits IS 'One row a visit of a source: what it brought in one run.';
COMMENT ON COLUMN ops.source_visits.run_id IS 'The run that visited it.';
COMMENT ON COLUMN ops.source_visits.source_name IS 'The source (attache.toml).';
COMMENT ON COLUMN ops.source_visits.visited_at IS 'When the run began, UTC.';
COMMENT ON COLUMN ops.source_visits.landed_count IS 'Items that were not known before.';
COMMENT ON COLUMN ops.source_visits.unchanged_count IS 'Items that were known already.';
COMMENT ON COLUMN ops.source_visits.fault_count IS 'Items that could not be landed.';
COMMENT ON COLUMN ops.source_visits.failure IS 'What ended the visit before its end; null where nothing did.';

-- Unique: item, since, until
CREATE TABLE ops.windows (
    item VARCHAR NOT NULL,
    since DATE NOT NULL,
    until DATE NOT NULL
);
COMMENT ON TABLE ops.windows IS 'One row a stretch of days of which a landed item is read, by a run with --since or --until; without any, all of it is.';
COMMENT ON COLUMN ops.windows.item IS 'Landed sha256 and origin.';
COMMENT ON COLUMN ops.windows.since IS 'The first day of publication that counts; 0001-01-01 where it is open.';
COMMENT ON COLUMN ops.windows.until IS 'The last day of publication that counts; 9999-12-31 where it is open.';

-- Unique: source_name, address
CREATE TABLE ops.fetches (
    source_name VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    fingerprint VARCHAR,
    gone_at TIMESTAMP,
    fetched_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.fetches IS 'One row an address that a source was fetched from; kept in the build database and not published.';
COMMENT ON COLUMN ops.fetches.source_name IS 'The source (attache.toml).';
COMMENT ON COLUMN ops.fetches.address IS 'What was fetched, or the entry of a feed that was taken.';
COMMENT ON COLUMN ops.fetches.etag IS 'The server''s name for what it gave; asked with the next time.';
COMMENT ON COLUMN ops.fetches.last_modified IS 'When the server last changed it, in its own words.';
COMMENT ON COLUMN ops.fetches.fingerprint IS 'Digest of what a feed, a sitemap or a store tells of it; fetched again when it differs.';
COMMENT ON COLUMN ops.fetches.gone_at IS 'When the server said that it is not there (404, 410), UTC; null while it is.';
COMMENT ON COLUMN ops.fetches.fetched_at IS 'When it was fetched, or was found unchanged, UTC.';

-- Unique: origin, line, stage, error_code
CREATE TABLE ops.quarantine (
    origin VARCHAR NOT NULL,
    line BIGINT NOT NULL,
    stage VARCHAR NOT NULL,
    error_code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    landed_sha256 VARCHAR,
    quarantined_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE ops.quarantine IS 'One row a document (or a whole item) that could not be read, with the place and the reason.';
COMMENT ON COLUMN ops.quarantine.origin IS 'Path or address of the item.';
COMMENT ON COLUMN ops.quarantine.line IS 'Line (record) within it, from 1; 0 where the whole item is meant.';
COMMENT ON COLUMN ops.quarantine.stage IS 'The room that gave up: landing, text, annotation, facts or registers.';
COMMENT ON COLUMN ops.quarantine.error_code IS 'The numbered error, e.g. E103, as the README lists them.';
COMMENT ON COLUMN ops.quarantine.message IS 'What is wrong and what to do, in words.';
COMMENT ON COLUMN ops.quarantine.landed_sha256 IS 'The landed bytes, where they could be landed.';
COMMENT ON COLUMN ops.quarantine.quarantined_at IS 'When, UTC.';
COMMENT ON COLUMN ops.quarantine.run_id IS 'The run that met it.';

-- Unique: origin, landed_sha256
CREATE TABLE ops.readings (
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
    origin VARCHAR NOT NULL,
    landed_sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE ops.readings IS 'One row a record that was read: which bytes gave which revision of which document.';
COMMENT ON COLUMN ops.readings.document_id IS 'Hash of the document''s identity: canonical url, else the record''s id, else its path.';
COMMENT ON COLUMN ops.readings.external_id IS 'The record''s `id`, else the file''s name without its ending.';
COMMENT ON COLUMN ops.readings.source IS 'Publisher as the record names it.';
COMMENT ON COLUMN ops.readings.url IS 'Address as the record gives it.';
COMMENT ON COLUMN ops.readings.title IS 'Headline.';
COMMENT ON COLUMN ops.readings.language IS 'ISO 639-1 code: the record''s own, else detected; `und` where neither tells.';
COMMENT ON COLUMN ops.readings.published_at IS 'When it was published, UTC; midnight where only the day is known.';
COMMENT ON COLUMN ops.readings.published_from IS 'Where that stands: metadata (of the record), page (its markup), text (its head); null where no date is known.';
COMMENT ON COLUMN ops.readings.ingested_at IS 'When this revision was first read, UTC.';
COMMENT ON COLUMN ops.readings.content_hash IS 'SHA-256 (hex) of the title and the text: the same content has the same hash wherever it stands.';
COMMENT ON COLUMN ops.readings.origin IS 'Where it was read from: file or address, with the record''s line behind #.';
COMMENT ON COLUMN ops.readings.landed_sha256 IS 'The landed bytes that it was read from (ops.landed_items).';

-- Unique: stage, item
CREATE TABLE ops.stages (
    stage VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE ops.stages IS 'One row a thing that a stage has finished, so that no run does it twice.';
COMMENT ON COLUMN ops.stages.stage IS 'text, annotation, mentions or facts.';
COMMENT ON COLUMN ops.stages.item IS 'What was done: landed sha256 and origin, content_hash, or document_id.';
COMMENT ON COLUMN ops.stages.version IS 'Of the stage''s code, words and input when it was done; done again when it differs.';
COMMENT ON COLUMN ops.stages.finished_at IS 'When, UTC.';
COMMENT ON COLUMN ops.stages.run_id IS 'The run that did it.';

-- Unique: run_id
CREATE TABLE ops.runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP
);
COMMENT ON TABLE ops.runs IS 'One row a run of the pipeline that wrote to this warehouse.';
COMMENT ON COLUMN ops.runs.run_id IS 'Dagster''s id of the run.';
COMMENT ON COLUMN ops.runs.started_at IS 'When it first wrote, UTC.';
COMMENT ON COLUMN ops.runs.published_at IS 'When it published, UTC; null where it did not (failed, or brought nothing new).';

-- Unique: content_hash, band
CREATE TABLE ops.signatures (
    content_hash VARCHAR NOT NULL,
    band BIGINT NOT NULL,
    version VARCHAR NOT NULL
);
COMMENT ON TABLE ops.signatures IS 'One row a band of a present text''s signature: texts that share one may repeat each other. Kept in the build database.';
COMMENT ON COLUMN ops.signatures.content_hash IS 'The text (core.documents).';
COMMENT ON COLUMN ops.signatures.band IS 'Hash of a part of its MinHash.';
COMMENT ON COLUMN ops.signatures.version IS 'How the signature was made; of another version, it is made anew when its document is read.';

-- Unique: content_hash, repeated_by
CREATE TABLE ops.repetitions (
    content_hash VARCHAR NOT NULL,
    repeated_by VARCHAR NOT NULL
);
COMMENT ON TABLE ops.repetitions IS 'One row a pair of present texts of which the second only repeats the first. Kept in the build database.';
COMMENT ON COLUMN ops.repetitions.content_hash IS 'The text that is repeated (core.documents).';
COMMENT ON COLUMN ops.repetitions.repeated_by IS 'The text that tells nothing else, in the same words but for small edits. The other way round is a row of its own.';

-- Unique: document_id
CREATE TABLE ops.touched_documents (
    document_id VARCHAR NOT NULL
);
COMMENT ON TABLE ops.touched_documents IS 'One row a document of which something has changed since the marts were last built; kept in the build database. Whatever is merged into the tables of a document enters it here, in the same transaction; dbt removes it when all marts are built.';
COMMENT ON COLUMN ops.touched_documents.document_id IS 'The document; it may be gone.';

-- Unique: name
CREATE TABLE ops.state (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE ops.state IS 'One row a thing that the store remembers about itself; kept in the build database and not published.';
COMMENT ON COLUMN ops.state.name IS 'changes (how many rows were changed), published (what was last published, and where), or marts (the version of the marts that are built; marts_step while they are renewed step by step).';
COMMENT ON COLUMN ops.state.value IS 'Its value.';
