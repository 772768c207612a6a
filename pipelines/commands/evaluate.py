"""`attache eval`: the facts of a folder with gold, judged."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import json
import sys
import tempfile
from pathlib import Path

import typer

from pipelines.settings import Settings


def run(settings: Settings, folder: Path | None, is_json: bool, errors: Path | None, is_calibrating: bool) -> int:
    """Print precision, recall, F1 and calibration; with `errors` write the list of errors too (`-`: print it)."""
    folder = folder or settings.project_root / "seeds"
    articles, gold_folder = folder / "articles", folder / "gold"
    for needed in (articles, gold_folder):
        if not needed.is_dir():
            raise typer.BadParameter(f"{needed} is not there; an evaluation needs DIR/articles and DIR/gold")
    from pipelines.facts.confidence import COEFFICIENTS
    from pipelines.report import evaluation
    from pipelines.report.calibration import calibration_errors, errors_in_use, examples, write_coefficients
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
        rows = examples(gold, predicted, warehouse)
        calibration, in_use = calibration_errors(rows), errors_in_use(rows)
        if is_json:
            errors_of_confidence = {"calibration_error": calibration, "calibration_error_in_use": in_use}
            print(json.dumps(evaluation.as_json(scores) | errors_of_confidence))
        else:
            print(evaluation.as_text(scores))
            for fitted, found in (("as it is", in_use), ("fitted anew, cross-validated", calibration)):
                told = ", ".join(f"{family} {error:.3f}" for family, error in found.items())
                print(f"expected calibration error of confidence ({fitted}): {told}")
        if is_calibrating:
            write_coefficients(rows, COEFFICIENTS)
            print(f"coefficients written to {COEFFICIENTS}", file=sys.stderr)
        if errors:
            listed = evaluation.find_errors(gold, predicted)
            lines = "\n".join(as_lines(describe(listed, trace(warehouse)))) + "\n"
            if str(errors) == "-":
                print(lines)
            else:
                errors.write_text(lines, encoding="utf-8")
                print(f"{len(listed)} errors listed in {errors}", file=sys.stderr)
    return 0
