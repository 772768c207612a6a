"""What has to be done anew when a word changes: the annotation of an archive takes hours, its facts take minutes."""

import re
import shutil
from pathlib import Path

import pytest

from pipelines.annotation import annotator, cues
from pipelines.facts import extract
from pipelines.settings import Settings

ROOM = Path(annotator.__file__).parent


def _versions() -> tuple[str, str]:
    made = annotator.Annotator(Settings.load())
    return made.version, extract.Extractor(made).version


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of seeds/cues that the versions look at."""
    folder = shutil.copytree(cues.FOLDER, tmp_path / "cues")
    monkeypatch.setattr(annotator, "CUES", folder)
    monkeypatch.setattr(extract, "CUES", folder)
    return folder


@pytest.mark.parametrize("name", ["arms_triggers", "meeting_triggers", "policy_frames", "troop_triggers"])
def test_a_word_of_a_family_leaves_the_annotation_as_it_is(words: Path, name: str) -> None:
    before = _versions()
    with (words / f"{name}.csv").open("a") as file:
        file.write("frobnicate,buy,verb\n")
    after = _versions()
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_a_word_of_annotation_changes_both(words: Path) -> None:
    before = _versions()
    with (words / "references.csv").open("a") as file:
        file.write("frobnicator,noun,\n")
    after = _versions()
    assert after[0] != before[0]
    assert after[1] != before[1]


def test_annotation_reads_no_words_of_a_family() -> None:
    named = re.compile(r"""["'](?:arms|meeting|policy|troop)_[a-z_]+["']""")
    reading = [str(path.relative_to(ROOM)) for path in ROOM.rglob("*.py") if path.name != "annotator.py"]
    assert reading
    assert [path for path in reading if named.search((ROOM / path).read_text())] == []
