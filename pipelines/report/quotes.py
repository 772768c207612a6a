"""The sentence around a place of a text."""

_ENDS = (". ", "! ", "? ", ".\n", '." ', ".” ", "\n\n")


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around [start, end), by punctuation alone, in one line."""
    before, after = text[:start], text.find
    first = max((at + len(mark) for mark in _ENDS if (at := before.rfind(mark)) >= 0), default=0)
    last = min((at + len(mark) for mark in _ENDS if (at := after(mark, end)) >= 0), default=len(text))
    return " ".join(text[first:last].split())
