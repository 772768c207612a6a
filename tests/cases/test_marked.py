"""A slip in a case file raises; what is well marked is read as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.marked import MarkError, load_cases, parse_case


def test_a_case_is_its_text_with_the_places_of_its_marks() -> None:
    case = parse_case('one | published=2024-10-24 | Up <a x=1 y="two words">to <b>12</b></a> men', "here")
    assert case.text == "Up to 12 men"
    assert [(m.name, case.quote(m), m.attributes) for m in case.marks] == [
        ("a", "to 12", {"x": "1", "y": "two words"}),
        ("b", "12", {}),
    ]
    assert case.options == {"published": "2024-10-24"}


@pytest.mark.parametrize(
    "line",
    [
        "no bar",
        "bad id! | <a>x</a>",
        "one | nothing is marked",
        "one | none | but <a>this</a> is",
        "one | <a>open",
        "one | shut</a>",
        "one | <a>crossed <b>over</a></b>",
        "one | <a></a>empty",
        "one | <a x=1 x=2>twice</a>",
        "one | <a x='single'>quotes</a>",
        "one | <a x=>no value</a>",
    ],
)
def test_a_malformed_line_raises_with_its_place(line: str) -> None:
    with pytest.raises(MarkError, match="file:7"):
        parse_case(line, "file:7")


@pytest.mark.parametrize("text", ["one | <a>x</a>\none | <a>y</a>\n", "# nothing\n\n"])
def test_a_file_with_a_repeated_id_or_without_cases_raises(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.txt"
    path.write_text(text)
    with pytest.raises(MarkError):
        load_cases(path)
