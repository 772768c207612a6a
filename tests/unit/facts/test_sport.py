"""Whether a document reports on sport."""

import pytest

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.reading import Reading
from pipelines.facts.sport import is_sport

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


@pytest.mark.parametrize(("text", "reports"), [(RACE, True), (FINAL, True), (LEAGUE, False), (HOST, False)])
def test_sport(text: str, reports: bool, annotator: Annotator) -> None:
    assert is_sport(Reading(annotator.load(next(annotator.annotate([text]))), text, None)) is reports
