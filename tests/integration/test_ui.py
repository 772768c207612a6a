"""`attache ui` for real: web server and daemon start, a run is launched over GraphQL, and publishes."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from pipelines.commands.running import run_config

LAUNCH = """
mutation Launch($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}"""
STATUS = "query Status($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
DAEMONS = "{ instance { daemonHealth { allDaemonStatuses { daemonType healthy required } } } }"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def ui(workshop: Any) -> Iterator[str]:
    """The address of a running UI. Its processes are ended with the test."""
    port = free_port()
    log = workshop.root / "ui.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            workshop.command("ui", "--port", str(port)),
            env=workshop.env(),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):  # Dagster's daemon may be in the middle of a run
            process.wait(timeout=60)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def ask(address: str, query: str, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        told = json.load(answer)
    assert "errors" not in told, told
    return told["data"]


def wait_for(what: Any, seconds: float) -> Any:
    """Ask until there is an answer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            if found := what():
                return found
        time.sleep(1)
    raise TimeoutError(f"no answer in {seconds} s")


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_run_launched_in_the_ui_publishes(workshop: Any, ui: str) -> None:
    workshop.write(["tanks", "soldiers"])
    wait_for(lambda: ask(ui, "{ version }"), 120)

    def daemons_are_well() -> bool:
        statuses = ask(ui, DAEMONS)["instance"]["daemonHealth"]["allDaemonStatuses"]
        return all(s["healthy"] for s in statuses if s["required"])

    wait_for(daemons_are_well, 120)
    params = {
        "selector": {
            "repositoryLocationName": "attache",
            "repositoryName": "__repository__",
            "jobName": "nightly",
        },
        "runConfigData": run_config([str(workshop.articles)], workshop.warehouse),
        "mode": "default",
    }
    launched = ask(ui, LAUNCH, params=params)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run_id = launched["run"]["runId"]

    def ended() -> str | None:
        status = ask(ui, STATUS, id=run_id)["runOrError"]["status"]
        return status if status in ("SUCCESS", "FAILURE", "CANCELED") else None

    assert wait_for(ended, 400) == "SUCCESS"
    assert workshop.query("select supplier_country, recipient_country from facts.arms_deals") == [("KOR", "POL")]
    # the command line goes on from there, in the same place
    assert "Nothing new" in workshop.run().stdout
