"""Whether a document is about sport, a story or a war of old."""

from datetime import date

import pytest

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.reading import Reading
from pipelines.facts.off_topic import is_bygone, is_off_topic, is_sport, is_story

RACE = (
    "Kazakhstan's team deployed all five of its remaining men behind the breakaway, and the peloton ran out of "
    "ammunition on the last climb. Two riders were sanctioned with a 20-second penalty. The Eritrean sprinter took "
    "the jersey and stands on the podium again; the championships follow in September, and the squad is small."
)
FINAL = (
    "Morocco's defence held out under a bombardment of crosses until the goalkeeper was beaten from the penalty "
    "spot. The coach had sent on three strikers after half-time. France fired back, and the semi-final went to them."
)
LEAGUE = (
    "The Arab League said on Monday that its goal was a final ceasefire before the rainy season. A captain of the "
    "army told reporters that the arms race with the neighbour went on. Egypt has sent 200 soldiers to Somalia."
)
HOST = (
    "Rwanda will send 2,500 soldiers to Mozambique, the ministry said. The minister spoke in the stadium that will "
    "host the cycling championships; he has been a football player. The first battalion lands in Pemba on Friday. "
    "The government in Maputo had asked for help against insurgents who attacked the town of Palma in March, and "
    "the regional bloc is to follow with a standby force, of whose size nothing has been said in the capital so far."
)


NOVEL = (
    "In her second novel a division of Chinese soldiers lands on an island off Vladivostok. The hero has twelve men "
    "and a radio; the actress who reads the first chapter aloud was the heroine of the sequel to a war film."
)
PREMIERE = (
    "Poland will send 300 soldiers to Bosnia in March, the minister said after the premiere of a film. They join a "
    "mission of the European Union that had 600 men there and is to be doubled; Sarajevo has asked for more."
)
VALLEY = (
    "For fifty-six days the French paratroopers held the valley. General Giap had 50,000 Viet Minh soldiers in the "
    "hills, and Eisenhower would not send the bombers. Dien Bien Phu fell on a Friday in May."
)
KEEPSAKES = (
    "The museum has been given the diaries of one of the 61,000 British soldiers who landed in Normandy. His "
    "granddaughter found them in the attic. Veterans will lay a wreath."
)
RECALLED = (
    "Not since the Vietnam War has Washington sent so many advisers to the region, historians say. Some 900 of them "
    "are in Manila now, and the ministry there has asked for 200 more by the summer."
)
CANAL = "Nasser and Eisenhower spoke of the 22,000 men whom Eden had landed at Port Said, and Khrushchev of rockets."


def _reading(text: str, annotator: Annotator, published: date | None = None) -> Reading:
    return Reading(annotator.load(next(annotator.annotate([text]))), text, published)


@pytest.mark.parametrize(("text", "reports"), [(RACE, True), (FINAL, True), (LEAGUE, False), (HOST, False)])
def test_sport(text: str, reports: bool, annotator: Annotator) -> None:
    assert is_sport(_reading(text, annotator)) is reports


@pytest.mark.parametrize(("text", "is_played"), [(NOVEL, True), (PREMIERE, False), (LEAGUE, False)])
def test_story(text: str, is_played: bool, annotator: Annotator) -> None:
    assert is_story(_reading(text, annotator)) is is_played


@pytest.mark.parametrize(("text", "is_old"), [(VALLEY, True), (KEEPSAKES, True), (CANAL, True), (RECALLED, False)])
def test_war_of_old_without_a_year(text: str, is_old: bool, annotator: Annotator) -> None:
    assert is_bygone(_reading(text, annotator)) is is_old


def test_paper_of_the_time_tells_news(annotator: Annotator) -> None:
    assert is_bygone(_reading(VALLEY, annotator, date(1994, 5, 7))) is False
    assert is_bygone(_reading(VALLEY, annotator, date(2004, 5, 7))) is True


def test_each_subject_is_off(annotator: Annotator) -> None:
    assert [is_off_topic(_reading(t, annotator)) for t in (RACE, NOVEL, VALLEY, HOST)] == [True, True, True, False]
