"""`attache eval`: the facts of a folder with gold, judged."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import json
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import typer

from pipelines.settings import Settings


class Wish(NamedTuple):
    """What is asked of an evaluation.

    Attributes:
        folder: holds articles/ and gold/; without it the bundled corpus.
        is_json: the figures as one JSON object.
        errors: where the list of errors is written (`-`: printed).
        is_calibrating: the confidence of rows is fitted on this gold.
        is_rescaling: the confidence is brought into the scale of this gold, its order stays.
    """

    folder: Path | None
    is_json: bool
    errors: Path | None
    is_calibrating: bool
    is_rescaling: bool


def run(settings: Settings, wish: Wish) -> int:
    """Print precision, recall, F1 and calibration, and do what else is wished."""
    folder = wish.folder or settings.project_root / "seeds"
    articles, gold_folder = folder / "articles", folder / "gold"
    for needed in (articles, gold_folder):
        if not needed.is_dir():
            raise typer.BadParameter(f"{needed} is not there; an evaluation needs DIR/articles and DIR/gold")
    from pipelines.facts.confidence import COEFFICIENTS, coefficients
    from pipelines.report import calibration as confidences
    from pipelines.report import evaluation
    from pipelines.report.errors import as_lines, describe, trace
    from pipelines.report.throwaway import extract_folder

    try:
        gold = evaluation.read_gold(gold_folder)
    except FileNotFoundError as error:
        raise typer.BadParameter(str(error)) from error
    print(f"extracting the facts of {articles} ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="attache-eval-") as temporary:
        annotations = settings.state_paths(None).annotations  # kept: after a change of rules only facts are read anew
        warehouse, faults = extract_folder(articles.absolute(), Path(temporary), settings, annotations=annotations)
        predicted = evaluation.read_facts(warehouse)
        scores = evaluation.score(gold, predicted)
        for fault in faults:
            print(f"attache eval: {fault}", file=sys.stderr)
        rows = confidences.examples(gold, predicted, warehouse)
        calibration, in_use = confidences.calibration_errors(rows), confidences.errors_in_use(rows)
        if wish.is_json:
            errors_of_confidence = {"calibration_error": calibration, "calibration_error_in_use": in_use}
            print(json.dumps(evaluation.as_json(scores) | errors_of_confidence))
        else:
            print(evaluation.as_text(scores))
            for fitted, found in (("as it is", in_use), ("fitted anew, cross-validated", calibration)):
                told = ", ".join(f"{family} {error:.3f}" for family, error in found.items())
                print(f"expected calibration error of confidence ({fitted}): {told}")
        if wish.is_calibrating or wish.is_rescaling:
            known = coefficients()
            models = {
                family: confidences.fit(told)
                if wish.is_calibrating
                else confidences.rescaled(known.get(family, {}), told)
                for family, told in rows.items()
                if told
            }
            confidences.write_coefficients(models, COEFFICIENTS)
            print(f"coefficients written to {COEFFICIENTS}", file=sys.stderr)
        if wish.errors:
            listed = evaluation.find_errors(gold, predicted)
            lines = "\n".join(as_lines(describe(listed, trace(warehouse)))) + "\n"
            if str(wish.errors) == "-":
                print(lines)
            else:
                wish.errors.write_text(lines, encoding="utf-8")
                print(f"{len(listed)} errors listed in {wish.errors}", file=sys.stderr)
    return 0
