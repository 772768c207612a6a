"""`attache eval`: the facts of a folder with gold, judged."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.report.calibration import Example
    from pipelines.report.evaluation import Error, FamilyScore


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
    from pipelines.report import calibration, evaluation
    from pipelines.report.throwaway import extract_folder

    try:
        gold = evaluation.read_gold(gold_folder)
    except FileNotFoundError as error:
        raise typer.BadParameter(str(error)) from error
    print(f"extracting the facts of {articles} ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="attache-eval-") as temporary:
        annotations = settings.state_paths(None).annotations  # kept: after a change of rules only facts are read anew
        warehouse, faults = extract_folder(articles.absolute(), Path(temporary), settings, annotations=annotations)
        for fault in faults:
            print(f"attache eval: {fault}", file=sys.stderr)
        predicted = evaluation.read_facts(warehouse)
        rows = calibration.examples(gold, predicted, warehouse)
        _print_figures(evaluation.score(gold, predicted), rows, wish.is_json)
        if wish.is_calibrating or wish.is_rescaling:
            _write_coefficients(rows, anew=wish.is_calibrating)
        if wish.errors:
            _list_errors(evaluation.find_errors(gold, predicted), warehouse, wish.errors)
    return 0


def _print_figures(scores: "dict[str, FamilyScore]", rows: "dict[str, list[Example]]", is_json: bool) -> None:
    from pipelines.report import calibration, evaluation

    fitted_anew, in_use = calibration.calibration_errors(rows), calibration.errors_in_use(rows)
    if is_json:
        errors_of_confidence = {"calibration_error": fitted_anew, "calibration_error_in_use": in_use}
        print(json.dumps(evaluation.as_json(scores) | errors_of_confidence))
        return
    print(evaluation.as_text(scores))
    for fitted, found in (("as it is", in_use), ("fitted anew, cross-validated", fitted_anew)):
        told = ", ".join(f"{family} {error:.3f}" for family, error in found.items())
        print(f"expected calibration error of confidence ({fitted}): {told}")


def _write_coefficients(rows: "dict[str, list[Example]]", *, anew: bool) -> None:
    """Fit the confidence of families that have rows: anew, or what is known in the scale of these rows."""
    from pipelines.facts.confidence import COEFFICIENTS, coefficients
    from pipelines.report.calibration import fit, rescaled, write_coefficients

    known = coefficients()
    models = {
        family: fit(told) if anew else rescaled(known.get(family, {}), told) for family, told in rows.items() if told
    }
    write_coefficients(models, COEFFICIENTS)
    print(f"coefficients written to {COEFFICIENTS}", file=sys.stderr)


def _list_errors(errors: "list[Error]", warehouse: Path, target: Path) -> None:
    """Write the list of errors to a file, or print it (`-`)."""
    from pipelines.report.errors import as_lines, describe, trace

    lines = "\n".join(as_lines(describe(errors, trace(warehouse)))) + "\n"
    if str(target) == "-":
        print(lines)
    else:
        target.write_text(lines, encoding="utf-8")
        print(f"{len(errors)} errors listed in {target}", file=sys.stderr)
