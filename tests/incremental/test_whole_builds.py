"""When a build is whole, and when a step is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_of_gold import Archive

from tests.in_process_dbt import dbt

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
BUILT = "select name, value from ops.state where name in ('marts', 'seeds') order by name"


@pytest.fixture
def stale(first_build: Archive, tmp_path: Path) -> Archive:
    """Marts with rows that only a whole build mends, for a step knows of no reason to."""
    archive = first_build.copy(tmp_path / "stale")
    make_stale(archive)
    return archive


def make_stale(archive: Archive) -> None:
    archive.change("update marts.deals set weapon_text = 'stale'")


def is_stale(archive: Archive) -> bool:
    return archive.rows("select count(*) > 0 from marts.deals where weapon_text = 'stale'") == [(True,)]


def test_a_step_leaves_what_was_not_touched(stale: Archive) -> None:
    dbt(stale.build, "run")
    assert is_stale(stale)


def test_other_rules_touch_most_and_build_all_anew(stale: Archive) -> None:
    stale.begin_night()
    for document_id in stale.present:
        stale.facts[document_id] = stale.facts[document_id][1:]
    stale.extract(*stale.present)
    dbt(stale.build, "run")
    assert not stale.was_step()
    assert not is_stale(stale)


def test_another_version_of_the_project_builds_all_anew(stale: Archive) -> None:
    dbt(stale.build, "build", "--exclude-resource-type", "test", "unit_test", version="another")
    assert not is_stale(stale)
    assert stale.rows(BUILT) == [("marts", "another"), ("seeds", "another")]


def test_models_of_a_new_version_over_old_seeds_are_not_taken_for_it(stale: Archive) -> None:
    seeds = stale.rows(BUILT)[1]
    dbt(stale.build, "run", version="another")
    assert not is_stale(stale)
    assert stale.rows(BUILT) == [seeds]


def test_a_build_that_did_not_end_is_followed_by_a_whole_one(stale: Archive) -> None:
    stale.begin_night()
    stale.arrive(stale.unread.pop())
    stale.change("alter table marts.troop_timeline drop column is_disputed")
    with pytest.raises(AssertionError, match="troop_timeline"):
        dbt(stale.build, "run")
    assert stale.rows("select count(*) from ops.touched_documents") == [(1,)]
    make_stale(stale)
    dbt(stale.build, "run")
    assert not is_stale(stale)
    assert stale.rows("from ops.touched_documents") == []


def test_models_that_are_selected_are_built_whole_and_all_by_the_next_build(stale: Archive) -> None:
    dbt(stale.build, "run", "--select", "deals")
    assert not is_stale(stale)
    make_stale(stale)
    dbt(stale.build, "run")
    assert not is_stale(stale)


def test_a_dbt_that_was_started_by_hand_builds_all(stale: Archive) -> None:
    seeds = stale.rows(BUILT)[1]
    dbt(stale.build, "run", version="")
    assert not is_stale(stale)
    assert stale.rows(BUILT) == [seeds]
