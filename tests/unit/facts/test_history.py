"""Whether a document tells of the time before 1990."""

from datetime import date

import pytest

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.reading import Reading
from pipelines.facts.history import is_history


@pytest.mark.parametrize(
    ("text", "is_old"),
    [
        ("In 1956 Britain sent 80,000 soldiers to Egypt.", True),
        ("Seventy years ago this week the first convoys reached Murmansk with tanks from Britain.", True),
        (
            "The town marked the 80th anniversary of the battle. In April 1944 a British brigade arrived, and "
            "by June 1944 the road was open. A project begun in 2019 records the last witnesses.",
            True,
        ),
        ("The alliance, founded in 1949, marks its 75th anniversary. In 2022 it sent 5,000 soldiers to Poland.", False),
        ("Seven years ago Kenya sent 600 soldiers to Somalia.", False),
        ("Oman, which bought its first tanks in 1981, ordered 80 howitzers in 2023 and 20 more in 2024.", False),
        ("Oman ordered 80 howitzers on Monday.", False),
        ("Approx. 1300 Italian soldiers serve in Lebanon.", False),
        ("Chad has sent 1500 soldiers and 1200 police to Mali.", False),
        ("The rebels, founded in 1964, have lost ground since 2002, and Bogota sent three battalions.", False),
        ("Security Council resolution 1701, which ended the fighting, allows for more troops.", False),
        ("Oman ordered 80 howitzers from the firm, founded in 1964.", False),
        ("The Security Council passed resolution 1701 on Friday.", False),
        (
            "The 80th anniversary of the battle: in May 1944, in June 1944 and again in 2019 it rained.",
            True,
        ),
        (
            "Soldiers from Brisbane landed in Honiara at dawn. Fiji is sending 120 men and Tonga 60. They will "
            "stay for a year. Their ship lay off the beach on which Marines came ashore in 1942.",
            False,
        ),
        (
            "Our grandfathers never spoke of it. The museum by the harbour, a gift of veterans, has opened an "
            "exhibition. In all some 30,000 men sailed, and two battalions of Gurkhas with them.",
            True,
        ),
        (
            "Talks on Cyprus collapsed on Friday. Ankara would not give up its right under the 1960 treaties. No date "
            "was set. Turkey keeps 30,000 soldiers in the north, where it landed in 1974.",
            False,
        ),
        ("Moscow suspended the 1987 treaty on missiles on Saturday.", False),
        ("The Soviet army crossed the border in 1968, 1969 was quiet.", True),
        ("NATO marks its 75th anniversary with a summit in Washington.", False),
        ("Ministers marked the 75th anniversary of the treaty in Washington.", False),
    ],
)
def test_history(text: str, is_old: bool, annotator: Annotator) -> None:
    doc = annotator.load(next(annotator.annotate([text])))
    assert is_history(Reading(doc, text, date(2024, 5, 2))) is is_old


def test_the_years_just_before_a_document_are_no_history_to_it(annotator: Annotator) -> None:
    text = "Lima said that the country which stood by Argentina in 1982 deserved better than 5,000 rifles for Quito."
    doc = annotator.load(next(annotator.annotate([text])))
    assert not is_history(Reading(doc, text, date(1995, 3, 12)))
    assert is_history(Reading(doc, text, date(2024, 5, 2)))
