"""A generated build database of an archive: documents and facts in real proportions, without reading a text.

Few parties, weapons and publishers have most of the facts (a share that falls with their rank), a tenth of the
documents are copies, days lie over ten years. The same size gives the same database.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.contracts.facts import FAMILIES
from pipelines.contracts.tables import TABLES
from pipelines.settings import StatePaths
from pipelines.store.store import Store

ROOT = Path(__file__).parents[1]
# Facts of a hundred.
SHARES = {"arms_deals": 35, "troop_deployment_estimates": 25, "policy_options": 35, "diplomatic_meetings": 5}
_NOW = "TIMESTAMP '2026-01-01'"


def generate(folder: Path, facts: int, documents: int) -> StatePaths:
    """Make the database; returns where it lies."""
    paths = StatePaths(folder / "w.duckdb", folder, folder / "build/w.duckdb", folder / "landing", folder / "notes")
    Store(paths).prepare()
    with duckdb.connect(str(paths.build)) as connection:
        connection.execute("SET threads = 2")
        connection.execute("SELECT setseed(0.5)")
        _helpers(connection)
        _documents(connection, 0, documents)
        _facts(connection, 0, facts, documents)
        connection.execute("INSERT INTO ops.runs VALUES ('r0', TIMESTAMP '2025-12-31', TIMESTAMP '2025-12-31')")
    return paths


def add_night(build: Path, facts: int, documents: int, share: float, night: int) -> None:
    """Another night: new documents and their facts, `share` of those generated; of a tenth as many old ones, all go.

    Args:
        build: the build database.
        facts: how many were generated.
        documents: how many were generated.
        share: how much of both comes.
        night: 0 for the first, then 1, 2 and so on: each brings other documents, and takes the facts of others.
    """
    new_facts, new_documents = int(facts * share), int(documents * share)
    first_fact, first_document = facts + night * new_facts, documents + night * new_documents
    with duckdb.connect(str(build)) as connection:
        connection.execute(f"SELECT setseed({0.25 + night / 100})")
        _helpers(connection)
        _documents(connection, first_document, new_documents, days=(3600 + night, 1))
        _facts(connection, first_fact, new_facts, new_documents, first_document)
        every = int(10 / share)
        connection.execute(f"""
            INSERT INTO ops.touched_documents
            SELECT md5('document' || n) FROM range({first_document}, {first_document + new_documents}) AS r (n);
            CREATE OR REPLACE TEMP TABLE corrected AS
            SELECT md5('document' || n) AS document_id FROM range({3 + night % 5}, {documents}, {every}) AS r (n);
            INSERT INTO ops.touched_documents SELECT document_id FROM corrected""")
        for family in FAMILIES:
            connection.execute(f"""
                UPDATE history.{family} SET valid_to = {_NOW} + INTERVAL 1 DAY, closed_by_run = 'r2'
                WHERE document_id IN (FROM corrected);
                DELETE FROM facts.{family} WHERE document_id IN (FROM corrected)""")
        connection.execute("DELETE FROM facts.evidence WHERE document_id IN (FROM corrected)")


def _helpers(connection: duckdb.DuckDBPyConnection) -> None:
    reference = ROOT / "seeds" / "reference"
    connection.execute(f"""
        CREATE TEMP TABLE parties AS
        SELECT row_number() OVER (ORDER BY hash(id)) AS place, id
        FROM read_csv('{reference}/countries.csv', all_varchar = true);
        CREATE TEMP TABLE weapons AS
        SELECT row_number() OVER (ORDER BY hash(id)) AS place, name, class
        FROM read_csv('{reference}/weapons.csv', all_varchar = true);
        -- a rank of which the first are drawn most: the density falls with the rank
        CREATE TEMP MACRO rank_of(size) AS least(floor(size * pow(random(), 3))::BIGINT + 1, size);
        CREATE TEMP MACRO one_of(words) AS words[1 + floor(random() * len(words))::INT]""")


def _documents(
    connection: duckdb.DuckDBPyConnection, first: int, count: int, days: tuple[int, int] = (0, 3600)
) -> None:
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE made AS
        SELECT
            md5('document' || n) AS document_id,
            'document-' || n AS external_id,
            'Publisher ' || rank_of(400) AS source,
            'https://news.invalid/' || n AS url,
            'Title of document ' || n AS title,
            'en' AS language,
            TIMESTAMP '2016-01-01' + INTERVAL 1 DAY * ({days[0]} + floor(random() * {days[1]}))::INT AS published_at,
            {_NOW} AS ingested_at,
            md5('content' || n) AS content_hash,
            'signed signed signed ' || repeat('180 tanks said ' || n || ' ', 55) AS text,
            'archive#' || n AS origin,
            'x' AS landed_sha256,
            1 AS revision,
            CASE WHEN n % 10 = 9 THEN md5('document' || (n - 1)) END AS duplicate_of
        FROM range({first}, {first + count}) AS r (n);
        INSERT INTO core.documents BY NAME SELECT * FROM made;
        INSERT INTO history.document_revisions BY NAME SELECT * EXCLUDE (revision, duplicate_of) FROM made""")


def _facts(
    connection: duckdb.DuckDBPyConnection, first: int, count: int, documents: int, first_document: int = 0
) -> None:
    start = first
    for family, share in SHARES.items():
        size = count * share // 100
        # an original: every tenth document is a copy and brings no facts
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE drawn AS
            SELECT n, rank_of(200) AS one, rank_of(200) AS other, rank_of(2500) AS weapon,
                {first_document} + 10 * floor(random() * {documents // 10})::BIGINT + floor(random() * 9)::BIGINT
                    AS document,
                random() AS chance
            FROM range({start}, {start + size}) AS r (n)""")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE made AS {_CELLS[family]}")
        columns = ", ".join(TABLES[f"facts.{family}"].column_names)
        connection.execute(f"INSERT INTO facts.{family} ({columns}) SELECT {columns} FROM made")
        connection.execute(
            f"INSERT INTO history.{family} ({columns}, valid_from, opened_by_run) "
            f"SELECT {columns}, {_NOW}, 'r1' FROM made"
        )
        connection.execute("""
            INSERT INTO facts.evidence BY NAME
            SELECT fact_id, column_name, document_id, spot * 7 AS start_char, spot * 7 + 6 AS end_char,
                'signed' AS quote, 'archive' AS found_by, CASE spot WHEN 0 THEN 'trigger' ELSE 'argument' END AS role
            FROM made, (VALUES (0, 'deal_status'), (1, 'claimant'), (2, 'stance')) AS t (spot, column_name)""")
        start += size


_COMMON = "md5('fact' || n) AS fact_id, md5('document' || document) AS document_id, 0.5 + chance / 2 AS confidence"
_SIDES = "JOIN parties AS a ON a.place = drawn.one LEFT JOIN parties AS b ON b.place = drawn.other AND chance < 0.93"
_DAY = "CASE WHEN chance < 0.3 THEN DATE '2016-01-01' + floor(random() * 3600)::INT END"
_CELLS = {
    "arms_deals": f"""
        SELECT {_COMMON}, a.id AS supplier_country, a.id AS supplier_name, b.id AS recipient_country,
            b.id AS recipient_name, CASE WHEN chance < 0.7 THEN w.name END AS weapon_system, w.class AS weapon_class,
            w.name AS weapon_text, q.quantity AS quantity_low, q.quantity AS quantity_high,
            q.quantity::VARCHAR AS quantity_text, CASE WHEN chance < 0.2 THEN q.quantity * 1e6 END AS value_amount,
            CASE WHEN chance < 0.2 THEN 'USD' END AS value_currency,
            CASE WHEN chance < 0.2 THEN q.quantity * 1e6 END AS value_usd,
            CASE WHEN chance < 0.2 THEN one_of(['row', 'package']) END AS value_basis,
            one_of(['considered', 'considered', 'approved', 'agreed', 'agreed', 'delivered', 'cancelled'])
                AS deal_status,
            one_of(['sale', 'aid', NULL]) AS transfer_kind, {_DAY} AS deal_date_from, NULL::DATE AS deal_date_to,
            NULL::VARCHAR AS attributed_to, CASE WHEN chance > 0.97 THEN 'denied' ELSE 'asserted' END AS certainty
        FROM (SELECT *, CASE WHEN random() < 0.5 THEN [6, 12, 24, 48, 100, 180, 300, 1000][rank_of(8)] END AS quantity
              FROM drawn) AS q
        JOIN parties AS a ON a.place = q.one LEFT JOIN parties AS b ON b.place = q.other AND chance < 0.93
        JOIN weapons AS w ON w.place = q.weapon""",
    "troop_deployment_estimates": f"""
        SELECT {_COMMON}, a.id AS force_country, a.id AS force_name,
            one_of(['personnel', 'personnel', 'personnel', 'brigade']) AS unit, c.low AS count_low,
            CASE WHEN chance < 0.8 THEN c.low END AS count_high, NULL::VARCHAR AS count_qualifier,
            c.low::VARCHAR AS count_text, b.id AS host_country, NULL::VARCHAR AS place,
            one_of(['planned', 'deployed', 'deployed', 'withdrawn']) AS deployment_status, {_DAY} AS date_from,
            NULL::DATE AS date_to, CASE WHEN chance < 0.6 THEN a.id END AS claimant,
            CASE WHEN chance < 0.1 THEN [b.id] ELSE [] END AS denied_by,
            CASE WHEN chance < 0.1 THEN 'denied' ELSE 'asserted' END AS certainty
        FROM (SELECT *, [100, 500, 1000, 3000, 10000, 12000, 50000][rank_of(7)] AS low FROM drawn) AS c
        JOIN parties AS a ON a.place = c.one LEFT JOIN parties AS b ON b.place = c.other""",
    "policy_options": f"""
        SELECT {_COMMON}, a.id AS actor, a.id AS actor_name,
            one_of(['diplomatic', 'economic', 'military', 'humanitarian']) AS category,
            one_of(['sanctions', 'talks', 'arms_supply', 'training', 'mediation', 'financial_aid', 'other'])
                AS instrument,
            CASE WHEN chance < 0.5 THEN b.id END AS target, CASE WHEN chance >= 0.5 THEN b.id END AS beneficiary,
            one_of(['considering', 'proposed', 'pledged', 'adopted', 'adopted', 'ruled_out']) AS stance,
            'action' AS action_text, NULL::VARCHAR AS condition_text, {_DAY} AS date_from, NULL::DATE AS date_to,
            NULL::VARCHAR AS attributed_to, 'asserted' AS certainty
        FROM drawn {_SIDES}""",
    "diplomatic_meetings": f"""
        SELECT {_COMMON}, list_sort([a.id, coalesce(b.id, 'UN')]) AS participants, []::VARCHAR[] AS persons,
            'minister' AS meeting_level, one_of(['bilateral', 'visit', 'phone_call']) AS meeting_format,
            one_of(['held', 'planned']) AS meeting_status, b.id AS place_country, NULL::VARCHAR AS place,
            {_DAY} AS date_from, NULL::DATE AS date_to, 'talks' AS topic_text, 'diplomatic' AS topic_category,
            NULL::VARCHAR AS attributed_to, 'asserted' AS certainty
        FROM drawn {_SIDES}""",
}
assert set(_CELLS) == set(SHARES) == set(FAMILIES)
