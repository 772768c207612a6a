"""A plugin of dbt-duckdb: dbt ends as soon as the run that started it is gone.

A run that is killed leaves its dbt behind, which would go on to write the build database beside the next run.
dbt_project/profiles.yml names this module; dbt loads it before it opens the database.
"""

import os
import threading
import time
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

_PARENT = "ATTACHE_DBT_PARENT"
_LOOK_EVERY = 0.1  # seconds


class Plugin(BasePlugin):
    """Watches the process that started dbt. Without one (dbt from a shell) it does nothing."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Begin to watch; end at once if the run is gone already."""
        parent = os.environ.get(_PARENT)
        if parent and parent != str(os.getpid()):  # the run's own process loads the plugin too
            watch = threading.Thread(target=_end_with, args=(int(parent),), daemon=True)
            _end_if_gone(int(parent))
            watch.start()


def _end_if_gone(parent: int) -> None:
    if os.getppid() != parent:
        os._exit(1)


def _end_with(parent: int) -> None:
    while True:
        _end_if_gone(parent)
        time.sleep(_LOOK_EVERY)
