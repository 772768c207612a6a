"""What dbt, as a run starts it, takes for the same database: else it would read the whole project anew."""

from __future__ import annotations

import json
import subprocess
import sys

# In a process of its own: importing dbt_process changes dbt and the search for garbage of whoever imports it.
COMPARED = """
import json, sys
import pipelines.marts.dbt_process
from dbt.adapters.duckdb.credentials import DuckDBCredentials
told = [DuckDBCredentials.from_dict(DuckDBCredentials.translate_aliases({"path": p, "schema": "main"}))
        for p in sys.argv[1:]]
print(json.dumps([sorted(map(str, c.connection_info())) for c in told]))
"""


def test_a_parse_holds_for_a_database_of_the_same_name_in_any_folder() -> None:
    paths = ["/a/attache.duckdb", "/b/attache.duckdb", "/a/other.duckdb"]
    done = subprocess.run([sys.executable, "-c", COMPARED, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, moved, renamed = json.loads(done.stdout)
    assert first == moved
    assert first != renamed
