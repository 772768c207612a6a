"""The recipient that a document's deals are about: that of most deals, or the heading under which they are listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.arms.merge import family_of

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft

_CLEARLY = 2  # times as many deals as with the next recipient make one whom a document is about


@dataclass(frozen=True)
class About:
    """Whom a document's deals are about.

    Attributes:
        recipient: the one to whom most of them go.
        suppliers: all from whom they come.
        heading: the one under whose name they are listed, or None.
    """

    recipient: str
    suppliers: frozenset[str]
    heading: str | None = None

    @classmethod
    def under(cls, heading: Mention | None, told: list[Draft]) -> About | None:
        """The country whose name heads the lines, or None where there is none."""
        if heading is None or heading.code is None:
            return None
        suppliers = frozenset(d.get("supplier_country") for d in told if d.get("supplier_country"))
        return cls(heading.code, suppliers, heading.code)

    @classmethod
    def of(cls, told: list[Draft], context: Context) -> About | None:
        """Read from its deals, or None where they go to many."""
        # in the order of the text, for what is told as often is chosen by it
        rows = dict.fromkeys((d.get("supplier_country"), d.get("recipient_country"), family_of(d)) for d in told)
        recipients = Counter(recipient for _, recipient, _ in rows if recipient)
        if not recipients:
            return None
        (code, most), *others = recipients.most_common()
        is_clear = most > recipients.total() / 2 or most >= _CLEARLY * max((n for _, n in others), default=0)
        named = context.countries
        if any(named.get(c, 0) > named.get(code, 0) for c, _ in others):
            return None
        if not is_clear and not (most == recipients.total() / 2 and code == context.home):
            return None
        return cls(code, frozenset(d.get("supplier_country") for d in told if d.get("supplier_country")))
