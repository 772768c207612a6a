"""What the data tests of a step look at: what it renewed, and nothing that was tested when it came."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_of_gold import Archive

from tests.in_process_dbt import dbt

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
TESTS = ("build", "--exclude-resource-type", "unit_test")


def test_what_a_step_brings_is_tested_and_nothing_else(first_build: Archive, tmp_path: Path) -> None:
    archive = first_build.copy(tmp_path / "copy")
    archive.change(
        "update facts.evidence set quote = 'nowhere' where fact_id = (select min(fact_id) from facts.evidence)"
    )
    dbt(archive.build, *TESTS)
    archive.begin_night()
    new = next(d for d in archive.unread if archive.evidence[d])
    archive.unread.remove(new)
    archive.arrive(new)
    archive.change(f"update facts.evidence set quote = 'elsewhere' where document_id = '{new}'")
    unproved = archive.rows(f"select min(fact_id) from facts.evidence where document_id = '{new}'")[0][0]
    archive.change(f"delete from facts.evidence where fact_id = '{unproved}'")
    with pytest.raises(AssertionError, match="quotes_stand_in_text") as failed:
        dbt(archive.build, *TESTS)
    quotes = archive.rows(f"select count(*) from facts.evidence where document_id = '{new}'")[0][0]
    assert f"Got {quotes} result" in str(failed.value)
    assert "has_evidence" in str(failed.value)
