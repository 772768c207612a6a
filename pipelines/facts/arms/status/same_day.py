"""The day of a deal whose entry refers to the entry before: "Place and date as under (a)", "Done on the same date"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.draft import Draft

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_DAYS = ("deal_date_from", "deal_date_to")
_DAY = frozenset(("date", "day"))
_WHERE = ("under", "above", "in", "for", "at", "before")
_REACH = 4  # tokens from "date" to "as above"; in brackets or not, the name of an entry is as short


def date_by_entry_before(drafts: list[Draft], context: Context) -> None:
    """Fill the day of deals whose line says that it is that of an earlier line; drafts in the order of the document."""
    for word in context.reading.doc.among(_DAY):
        if (label := _pointed_at(word)) is None:
            continue
        line = context.lines[word.i]
        dated = [d for d in drafts if d.get(_DAYS[0]) is not None and context.lines[d.anchor] < line]
        meant = [d for d in dated if not label or _begins(context.lines[d.anchor], label, context)]
        if meant:
            for draft in drafts:
                if context.lines[draft.anchor] == line and draft.get(_DAYS[0]) is None:
                    draft.take(meant[-1], *_DAYS)


def _pointed_at(word: Token) -> str | None:
    """The name of the entry whose day is meant, "" for the one before, None where a word for a day points to none."""
    doc, last = word.doc, word.sent.end
    if word.i > word.sent.start and word.nbor(-1).lower_ == "same" and word.lower_ == "date":
        return ""
    behind = [t for t in doc[word.i + 1 : min(word.i + 1 + _REACH, last)] if not t.is_punct]
    if len(behind) < 2 or behind[0].lower_ != "as" or behind[1].lower_ not in _WHERE:
        return None
    return "".join(t.lower_ for t in doc[behind[1].i + 1 : last] if not t.is_punct and not t.is_space)


def _begins(line: int, label: str, context: Context) -> bool:
    """Whether a line begins with the name of an entry: "(a)", "1."."""
    first = next((t for t in context.worded_lines.get(line, ()) if not t.is_punct), None)
    return first is not None and first.lower_.rstrip(".)") == label
