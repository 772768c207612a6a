"""The names of the items of a list."""

from collections.abc import Callable

from pipelines.annotation.reading import Reading
from pipelines.facts.context import Context
from pipelines.facts.troops.counts.listed_names import listed_name


def test_a_name_that_holds_its_number_may_end_the_text(read: Callable[[str], Reading]) -> None:
    reading = read("Niger has sent 850 soldiers, Mali 300 and the Group of 7")
    side = listed_name(len(reading.doc) - 1, Context(reading, None))
    assert side is not None
    assert side.code == "G7"
