"""marts.source_coverage: what each publisher brought."""

from __future__ import annotations

from typing import Any


def test_sources_are_covered_by_publisher(ask: Any) -> None:
    coverage = {r["publisher"]: r for r in ask("select * from marts.source_coverage")}
    assert set(coverage) == {
        *("Berlin Bote", "Copyist", "Kyiv Daily", "Seoul Wire", "Warsaw Post", "news.example", None)
    }
    warsaw, copyist = coverage["Warsaw Post"], coverage["Copyist"]
    assert (warsaw["document_count"], warsaw["corrected_count"], warsaw["fact_count"]) == (2, 1, 6)
    assert (copyist["document_count"], copyist["duplicate_count"], copyist["fact_count"]) == (1, 1, 0)
