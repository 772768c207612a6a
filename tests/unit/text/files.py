"""Files of several records as bytes or text, for the tests of the readers."""

import io
import json

import pyarrow as pa
import pyarrow.parquet as pq

ARTICLE = "Poland received ten K2 tanks from South Korea on Friday, the ministry said."


def json_lines(*records: dict[str, object] | str) -> str:
    """A line of JSON for each record; a string stands as it is."""
    return "".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in records)


def parquet(table: pa.Table) -> bytes:
    """The bytes of a Parquet file that holds the table."""
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()
