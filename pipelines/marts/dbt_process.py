"""dbt as a run starts it: `python -m pipelines.marts.dbt_process`, with the arguments of `dbt`.

Python's search for cyclic garbage is off, at the end too. dbt makes hundreds of thousands of objects that stay until it
ends, so that the search finds nothing; it takes a third of the time of the imports, and half a second at the end.

What was read of the project holds for a build database in any folder. dbt reads the whole project anew (9 s) where the
path of the database is another; but no model depends on it, only on the database's name, which dbt compares too.
"""

import atexit
import gc

gc.disable()

from dbt.adapters.duckdb.credentials import DuckDBCredentials  # noqa: E402 - importing is the first that is slow
from dbt.cli.main import cli  # noqa: E402

_compared = DuckDBCredentials._connection_keys
DuckDBCredentials._connection_keys = lambda self: tuple(  # type: ignore[method-assign]
    key for key in _compared(self) if key != "path"
)

if __name__ == "__main__":
    atexit.register(gc.freeze)  # Python searches once more when it ends, but not what is frozen
    cli(prog_name="dbt")
