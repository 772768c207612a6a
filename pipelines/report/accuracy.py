"""How right the present rules are on the bundled articles: measured once a version, and remembered."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from pipelines.contracts.digest import digest_of
from pipelines.report import evaluation
from pipelines.report.throwaway import extract_folder
from pipelines.settings import Settings


def bundled_accuracy(settings: Settings, version: str) -> dict[str, Any]:
    """{"headline": mean slot F1, "text": the figures for a person} of the rules at a version.

    The last measurement is kept beside Dagster's state, so that a run pays for it only after a change of rules,
    words, articles or gold. Annotations come from the cache of the default warehouse.
    """
    seeds = settings.project_root / "seeds"
    judged_on = sorted(file for folder in ("articles", "gold") for file in (seeds / folder).iterdir())
    measured = f"{version}-{digest_of(*judged_on)}"
    kept = settings.dagster_home / "accuracy.json"
    try:
        figures: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        if figures["measured"] == measured:
            return figures
    except (OSError, ValueError, KeyError, TypeError):
        pass  # never measured, or cut off while it was written: measure
    with tempfile.TemporaryDirectory(prefix="attache-gold-") as temporary:
        annotations = settings.state_paths(None).annotations
        build, _ = extract_folder(seeds / "articles", Path(temporary), settings, annotations=annotations)
        scores = evaluation.score(evaluation.read_gold(seeds / "gold"), evaluation.read_facts(build))
    figures = {
        "measured": measured,
        "headline": evaluation.headline(scores),
        "text": evaluation.as_text(scores),
    }
    kept.parent.mkdir(parents=True, exist_ok=True)
    temporary_file = kept.with_suffix(f".{os.getpid()}.tmp")
    temporary_file.write_text(json.dumps(figures), encoding="utf-8")
    temporary_file.replace(kept)
    return figures
