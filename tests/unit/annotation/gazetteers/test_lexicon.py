"""What a code stands for."""

import pytest

from pipelines.annotation.gazetteers.lexicon import is_state


@pytest.mark.parametrize(
    ("code", "expected"), [("POL", True), ("UN", False), ("NATO", False), ("M23", False), ("SOMALILAND", False)]
)
def test_states_are_told_from_bodies_groups_and_lands_without_a_code(code: str, expected: bool) -> None:
    assert is_state(code) is expected
