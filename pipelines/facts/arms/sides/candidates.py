"""Who is likeliest to be the side that a deal's sentence leaves open: weighs every party of the document.

What speaks for a party: the clause and the sentence of the deal, whom the sentences before speak of, the deals told
before, the title, how often the document names it, and whose make the weapon is. The weights were set by hand; the
strongest reason names the rule under which the cell is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.parties.words import is_seat
from pipelines.facts.arms.merge import family_of
from pipelines.facts.arms.sides.foes import are_foes
from pipelines.facts.arms.sides.makers import outmakes
from pipelines.facts.arms.sides.named_parties import NamedParties
from pipelines.facts.arms.sides.parted import is_of_next
from pipelines.facts.draft import Draft
from pipelines.facts.roles import clause_of, is_verb
from pipelines.facts.theatre import place_weights
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

OTHER = {"supplier": "recipient", "recipient": "supplier"}
_Add = Callable[..., None]  # code, reason, weight, where it is named
_REFERENCE = "party:reference"
_ENOUGH = {"supplier": 0.8, "recipient": 0.3}  # of weight, below which a side stays unknown
_SAYING = words("arms_words", "saying")
_BUILDING = words("arms_words", "building")
_SUPERSEDING = words("arms_words", "superseding")
_GOALS = ("to", "into", "at", "against")
_FIRM = 0.8  # more for a company as the supplier
_FAR = 6  # sentences after which what was told before counts no more
_OTHERS = 0.5  # of the weight of a topic that stands only on the other side of the document's deals
_OWNER = 0.6
_OTHER_MAKE = 2.5  # less for who did not make the weapon
_HEADED = 1.2  # by a country that heads the paragraph: "CHILE. The first of ..."
_OUTMADE = 0.8  # less for a seller whose customer makes far more weapons than it does
_SUBJECTS_BACK = 2  # sentences


@dataclass
class Candidate:
    """A party and what speaks for it."""

    code: str
    reasons: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    source: Draft | Mention | None = None

    @property
    def weight(self) -> float:
        """The sum of its reasons."""
        return sum(self.reasons.values())

    @property
    def rule(self) -> str:
        """The strongest reason."""
        return max(self.reasons, key=lambda name: self.reasons[name])


class Candidates:
    """The parties of one document as sides of its deals."""

    def __init__(self, drafts: list[Draft], context: Context) -> None:
        self._context, self._reading = context, context.reading
        self._drafts = [d for d in drafts if not _is_of_replaced(context.reading.doc[d.anchor])]
        self._parties = NamedParties(context)
        self._named = {side: named_sides(self._drafts, side) for side in OTHER}

    def best(self, draft: Draft, side: str, kept: list[Draft], origin: str | None) -> Candidate | None:
        """The likeliest party for a missing side, or None where nothing speaks enough for any.

        Args:
            draft: the deal as its sentence tells it.
            side: supplier or recipient.
            kept: the deals told before, completed.
            origin: the country whose make the weapon is, or None.
        """
        found: dict[str, Candidate] = {}
        excluded = draft.get(f"{OTHER[side]}_country")

        def add(code: str | None, reason: str, weight: float, source: Draft | Mention | None = None) -> None:
            if code is not None and code != excluded and code not in draft.others:
                candidate = found.setdefault(code, Candidate(code))
                candidate.reasons[reason] += weight
                candidate.source = candidate.source or source

        self._told_before(draft, side, kept, add)
        rule = draft.rule.split("+")[0]
        if rule not in ("arms.use", "arms.losing"):
            if rule != "arms.table":
                self._in_sight(draft, side, add)
                self._acting(draft, side, add)
            self._spoken_of(draft, side, add)
            if side == "recipient":
                self._owning(draft, add)
            if origin is not None and any(m.code == origin for m in self._parties.mentions):
                add(origin, "maker", 2.0 if side == "supplier" else -3.0)
            if origin is not None and side == "supplier":
                for code in set(found) - {origin}:
                    add(code, "maker", -_OTHER_MAKE)
            if origin is None and side == "supplier" and excluded is not None:
                for code in [c for c in found if outmakes(excluded, c)]:
                    add(code, "maker", -_OUTMADE)
        takers = self._takers_of_same(draft) if side == "supplier" else frozenset()
        known = (c for code, c in found.items() if c.source is not None and code not in takers)
        enough = [c for c in known if c.weight >= _ENOUGH[side]]
        is_off = draft.get("deal_status") == "cancelled"
        friends = [c for c in enough if is_off or not are_foes(c.code, excluded)]
        return max(friends or enough, key=lambda c: c.weight, default=None)  # a deal with a foe is left out later

    def _takers_of_same(self, draft: Draft) -> frozenset[str]:
        """Who is told to receive the same designation from others, and to give it to nobody."""
        same = [d for d in self._drafts if d is not draft and is_same_weapon(d, draft)]
        takers = {str(d.get("recipient_country")) for d in same if d.get("recipient_country")}
        return frozenset(takers - {str(d.get("supplier_country")) for d in same})

    def _told_before(self, draft: Draft, side: str, kept: list[Draft], add: _Add) -> None:
        """The deals of the document in which somebody stands on this side."""
        column, other = f"{side}_country", f"{OTHER[side]}_country"
        here, known = self._reading.sentence_index[draft.anchor], draft.get(other)
        for earlier in reversed(kept):
            far = here - self._reading.sentence_index[earlier.anchor]
            code = earlier.get(column)
            if code is None or far > _FAR or earlier not in self._drafts:
                continue
            agrees = known is None or earlier.get(other) == known
            near = self._context.paragraphs[earlier.anchor] == self._context.paragraphs[draft.anchor]
            add(
                code,
                "earlier",
                (2.0 if agrees else 0.4) * (1 - far / (_FAR + 2)) * (1 if near else 0.4),
                earlier,
            )
            break
        counts = self._named[side] + Counter(d.get(column) for d in kept if "+" in d.rule and d.get(column))
        total = sum(counts.values())
        for code, count in counts.items():
            source = next(d for d in self._drafts if d.get(column) == code)
            add(code, "commonest", 1.6 * count / (total + 2), source)
        for draft_beside in self._drafts:
            if draft_beside is not draft and self._reading.sentence_index[draft_beside.anchor] == here:
                add(draft_beside.get(other), "sight", -0.8)
        for code, count in self._named[OTHER[side]].items():
            add(code, "commonest", -1.0 * count / sum(self._named[OTHER[side]].values()))

    def _in_sight(self, draft: Draft, side: str, add: _Add) -> None:
        """Who is named in the deal's own sentence."""
        reading = self._reading
        sentence, clause = reading.doc[draft.anchor].sent, clause_of(reading.doc[draft.anchor])
        dateline, block = self._context.dateline(draft.anchor), self._context.blocks[draft.anchor]
        here = [
            m
            for m in self._parties.mentions
            if sentence.start <= m.start < sentence.end and self._context.blocks[m.start] == block and m != dateline
        ]
        acting = [m for m in here if m.label in ("country", "organisation") or (m.label == "location" and is_seat(m))]
        named = [
            m
            for m in acting
            if not self._is_taken(m, side) and not is_of_next(m.start, reading.doc[draft.anchor], self._context)
        ]
        firms = {m.code for m in named if (m.entity_id or "").startswith("companies:")}
        seen = {m.code: m for m in named}
        seen.pop(draft.get(f"{OTHER[side]}_country"), None)
        told = f"{OTHER[side]}_country" in draft.values
        for code, mention in seen.items():
            is_near = clause_of(reading.head(mention.start, mention.end)) == clause
            weight = 1.4 if is_near and told else 0.6 if is_near else 0.4
            add(code, "sight", weight if len(seen) == 1 else weight / 2, mention)
            if side == "supplier" and code in firms:
                add(code, "sight", _FIRM, mention)

    def _is_taken(self, mention: Mention, side: str) -> bool:
        """Whether a party has another part in the sentence.

        No company receives, nor does who is sold from; where weapons go to does not supply them.
        """
        head = self._reading.head(mention.start, mention.end)
        while head.dep_ == "conj" and head.head.pos_ in ("PROPN", "NOUN"):
            head = head.head
        if head.dep_ == "nsubj" and head.head.lemma in _SAYING and head.head.dep_ != "ROOT":
            return True  # "whose delivery, Washington says, breaks a resolution"
        if side == "recipient":
            before = self._reading.doc[mention.start - 1].lower_ if mention.start else ""
            is_of = head.dep_ == "pobj" and head.head.lower_ == "of"  # "from Agusta of Italy"
            over = head.head.head if is_of else head
            is_source = before == "from" or any(t.dep_ == "pobj" and t.head.lower_ == "from" for t in (head, over))
            if head.dep_ == "pobj" and head.head.lower_ == "by":
                giving = trigger_table("arms_triggers").at(head.head.head)
                is_source = giving is not None and giving.sense in ("sell", "build")
            is_maker = head.dep_ in ("poss", "amod", "compound", "nmod") and head.head.i in self._context.item_heads
            return is_source or is_maker or (mention.entity_id or "").startswith("companies:")
        if _is_of_replaced(head):
            return True
        place = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head  # "to the territory of"
        if place.dep_ != "pobj" or (mention.entity_id or "").startswith("companies:"):
            return False
        if place.head.lower_ == "in":  # "unloaded in Suva", "at Kings Wharf in Suva"; but "built in", "an official in"
            return place.head.head.pos_ != "NOUN" and place.head.head.lemma not in _BUILDING
        return place.head.lower_ in _GOALS

    def _acting(self, draft: Draft, side: str, add: _Add) -> None:
        """Whom this sentence and those before have as their subject."""
        here, nearest = self._reading.sentence_index[draft.anchor], self._parties.nearest(draft.anchor)
        for back in range(_SUBJECTS_BACK + 1):
            if back <= here and (code := self._parties.subject(here - back)) is not None:
                first = self._reading.sentences[here - back].start
                near = self._context.paragraphs[first] == self._context.paragraphs[draft.anchor]
                weight = 0.9 - (0.15 if near else 0.2) * back
                is_others = self._named[OTHER[side]][code] and not self._named[side][code]
                if is_others and code != self._context.home:
                    weight *= _OTHERS
                add(code, "topic", weight, nearest.get(code))

    def _owning(self, draft: Draft, add: _Add) -> None:
        """Whom a possessive in the deal's own sentence stands for: "two systems protect its cities"."""
        for token in self._reading.doc[draft.anchor].sent:
            party = self._context.parties.of(token) if token.tag_ == "PRP$" else None
            if party is not None:
                add(party.code, "owner", _OWNER, self._parties.nearest(draft.anchor).get(party.code))

    def _spoken_of(self, draft: Draft, side: str, add: _Add) -> None:
        """Whom the dateline, the title and the whole document speak of."""
        nearest = self._parties.nearest(draft.anchor)
        dateline = self._context.dateline(draft.anchor)
        if self._context.home is not None and side == "recipient":
            add(self._context.home, "dateline", 0.7, nearest.get(self._context.home))
        if dateline is not None and side == "recipient":
            add(dateline.code, "dateline", 0.6 if dateline.label == "location" else _HEADED, dateline)
        for code, before in self._parties.titled.items():
            if side == "recipient" and code in self._parties.makers and code not in self._named[side]:
                continue  # the title's company
            is_receiving = before in ("for", "to") and " from " not in f" {self._context.title.lower()}"
            weight = 0.5 if side == "supplier" else 0.4
            if code in self._parties.makers and side == "supplier":
                add(code, "company", 1.0, nearest[code])
            if is_receiving:
                weight = 1.2 if side == "recipient" else 0.0
            add(code, "title", weight, nearest[code])
        for code, share in self._parties.shares.items():
            add(code, "theatre", (1.2 if side == "recipient" else 0.8) * share, nearest[code])
        if side == "recipient":  # where things happen is where weapons go
            places = place_weights(self._reading, draft.anchor)
            total = sum(weight for weight, _ in places.values())
            for code, (weight, mention) in places.items():
                add(code, "theatre", 0.5 * weight / total, mention)


def _is_of_replaced(word: Token) -> bool:
    """Whether a weapon is what is replaced, or a word stands on it: "12 jets to replace its old Soviet MiGs"."""
    below, verb = word, word.head
    while not is_verb(verb) and verb.head != verb:
        below, verb = verb, verb.head
    return verb.lemma in _SUPERSEDING and below.dep_ == "dobj"


def named_sides(drafts: list[Draft], side: str) -> Counter[str]:
    """How often a code is a side by its own name."""
    column = f"{side}_country"
    return Counter(
        d.get(column) for d in drafts if d.get(column) and not d.places[column][0].found_by.startswith(_REFERENCE)
    )


def is_same_weapon(first: Draft, second: Draft) -> bool:
    """Whether two deals are in the same designation."""
    family = family_of(first)
    return family is not None and family == family_of(second)
