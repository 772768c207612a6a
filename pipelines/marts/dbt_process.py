"""dbt as a run starts it: `python -m pipelines.marts.dbt_process`, with the arguments of `dbt`.

Python's search for cyclic garbage is off, at the end too. dbt makes hundreds of thousands of objects that stay until it
ends, so that the search finds nothing; it takes a third of the time of the imports, and half a second at the end.
"""

import atexit
import gc

gc.disable()

from dbt.cli.main import cli  # noqa: E402 - importing is the first that is slow

if __name__ == "__main__":
    atexit.register(gc.freeze)  # Python searches once more when it ends, but not what is frozen
    cli(prog_name="dbt")
