"""Word of a failed run to a webhook: what is said, and the sending of it. Which runs, is Dagster's business."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import httpx

_SECONDS = 10.0
_TRIES = 3
_LONGEST = 1_000  # characters of a reason


def failure_notice(
    job: str, run_id: str, started_at: datetime | None, failures: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """The payload. `text` alone is what chat services show; the rest is for programs.

    Args:
        job: name of the job.
        run_id: of the run that failed.
        started_at: UTC without a zone.
        failures: (step, reason) of each step that failed; without a step, the run as a whole.
    """
    host = socket.gethostname()
    reasons = [{"step": step, "reason": reason[:_LONGEST]} for step, reason in failures]
    told = "; ".join(f"{r['step'] or 'the run'}: {r['reason']}" for r in reasons) or "no reason was told"
    return {
        "text": f"Attaché: {job} failed on {host} (run {run_id[:8]}): {told}. Nothing was published.",
        "job": job,
        "run_id": run_id,
        "host": host,
        "started_at": started_at.isoformat(timespec="seconds") + "Z" if started_at else None,
        "failures": reasons,
    }


def send(url: str, payload: dict[str, Any]) -> None:
    """Post the payload as JSON; a refused connection is tried again.

    Raises:
        RuntimeError: it could not be delivered. The message leaves out the address, which may hold a secret.
    """
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=_TRIES - 1), timeout=_SECONDS) as client:
            client.post(url, json=payload).raise_for_status()
    except httpx.HTTPStatusError as error:
        raise RuntimeError(f"the webhook answered {error.response.status_code}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise RuntimeError(f"the webhook cannot be reached: {type(error).__name__}") from None
