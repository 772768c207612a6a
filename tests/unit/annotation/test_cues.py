"""The words of seeds/cues: they load, and a row that cannot be used says where it stands."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.annotation import cues as module
from pipelines.annotation.cues import CueError, cues, words

CODES = Path(__file__).parents[3] / "seeds" / "codes"


def _codes(name: str) -> set[str]:
    return {line.split(",")[0] for line in (CODES / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]}


@pytest.mark.parametrize("name", sorted(p.stem for p in module.FOLDER.glob("*.csv")))
def test_every_file_loads(name: str) -> None:
    assert cues(name)


def test_the_readme_names_every_file_and_no_other() -> None:
    named = re.findall(r"^\| (`.*?) \|", (module.FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    files = [name for cell in named for name in re.findall(r"`(\w+)`", cell)]
    columns = ["phrase", "sense", "scope", "note"]
    assert sorted(files) == sorted([*columns, *(p.stem for p in module.FOLDER.glob("*.csv"))])


def test_words_of_a_sense_are_there_or_missed_by_name() -> None:
    assert {"sign", "seal"} <= words("arms_words", "signing")
    with pytest.raises(CueError, match=r"arms_words\.csv.*'sining'"):
        words("arms_words", "sining")


def test_a_row_with_several_scopes_is_a_cue_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scopes.csv").write_text("phrase,sense,scope,note\nbuy,a,verb|noun,\n", encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    assert [c.scope for c in cues("scopes")] == ["verb", "noun"]


def test_a_verb_tells_one_act_with_a_kind_of_object() -> None:
    told = Counter((c.phrase, c.scope) for c in cues("policy_frames"))
    assert [key for key, times in told.items() if times > 1] == []


def test_instruments_and_their_categories_are_codes() -> None:
    rows = cues("policy_instruments")
    assert {c.sense for c in rows} <= _codes("instrument")
    assert {c.extras["category"] for c in rows} <= _codes("category")
    assert {c.extras["direction"] for c in rows} == {"target", "beneficiary", "mutual"}


def test_statuses_and_kinds_of_deals_are_codes() -> None:
    rows = cues("arms_triggers")
    assert {c.extras["status"] for c in rows} - {""} <= _codes("deal_status")
    assert {c.extras["transfer_kind"] for c in rows} - {""} <= _codes("transfer_kind")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("phrase,sense,scope,note\nbuy,,verb,\n", "line 2"),
        ("phrase,sense,scope,note\nbuy,a,verb,\nbuy,a,verb,\n", "line 3"),
        ("phrase,sense\nbuy,a\n", "line 1"),
        ("phrase,sense,scope,note\nbuy,a\n", "line 2"),
        ("phrase,sense,scope,note\nbuy,a,verb|,\n", "line 2"),
        ("phrase,sense,scope,note\nbuy,a,verb|noun,\nbuy,a,noun,\n", "line 3"),
    ],
)
def test_a_bad_row_is_told_with_its_line(
    text: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"bad_{hash(text)}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(CueError, match=place):
        cues(f"bad_{hash(text)}")
