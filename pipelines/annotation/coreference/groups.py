"""The several for whom a plural stands: "both sides", "the two countries", "the allies", "they", "the deal"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.antecedents import coordinated
from pipelines.annotation.coreference.shapes import is_definite, reference_words, stands_alone
from pipelines.annotation.gazetteers.lexicon import is_state

if TYPE_CHECKING:
    from pipelines.annotation.coreference.antecedents import Antecedent, Antecedents
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.stated import Party
    from pipelines.annotation.reading import Reading

_OFTEN = 2  # sentences in which a document names each of those of whom it tells most
_KINDS = ("country", "institution", "person", "company", "body")
_OF_STATES = (_KINDS[:1], ("country", "person"))  # two countries are no firms, and no body


def group_size(token: Token) -> int | None:
    """How many a phrase speaks of: "the two countries", "both sides", "the trio"; None where it tells no number."""
    if token.lemma not in reference_words("party") and token.lower_ not in reference_words("number"):
        return None
    if token.tag_ in ("NN", "NNP") and token.lower_ not in reference_words("number"):
        return None
    if token.lower_ in reference_words("number") and not stands_alone(token):
        return None
    if any(c.dep_ == "poss" for c in token.children):
        return None  # "his two neighbours" are not those who were named last
    told = [c.lower_ for c in token.children if c.dep_ in ("nummod", "det", "predet", "amod")]
    return next(
        (int(reference_words("number")[w]) for w in (*told, token.lower_) if w in reference_words("number")), None
    )


def _is_bare(noun: Token) -> bool:
    """Whether a noun stands with nothing but its article: "the allies"."""
    return is_definite(noun) and all(c.dep_ == "det" for c in noun.children if c.i < noun.i)


class Groups:
    """The groups of one document.

    Args:
        reading: the document.
        told: for whom its phrases can stand.
    """

    def __init__(self, reading: Reading, told: Antecedents) -> None:
        self._reading = reading
        self._told = told

    def of(self, token: Token) -> list[Party]:
        """The parties to which a plural refers, or none."""
        size = group_size(token)
        if size is None and token.lemma in reference_words("event") and is_definite(token):
            size = 2
        if size is not None:
            return self.last(token, size)
        if token.tag_ == "NNS" and token.lemma in reference_words("party") and _is_bare(token):
            return self._pair_before(token)
        if reference_words("pronoun").get(token.lower_) == "many":
            return self._subjects_before(token)
        return []

    def last(self, token: Token, size: int) -> list[Party]:
        """The so many that the last sentence names together, else those of whom the document tells most, else the last.

        The last are those that follow one another from sentence to sentence.
        """
        if reference_words("party").get(token.lemma) != "states":
            return self._last(token, size, _KINDS)
        return next((told for kinds in _OF_STATES if (told := self._last(token, size, kinds))), [])

    def _last(self, token: Token, size: int, kinds: tuple[str, ...]) -> list[Party]:
        near = [c for c in self._told.before(token, kinds) if c.party and not self._is_where(c)]
        told: dict[str, Party] = {}
        leading = self._leading(token, size, kinds) if group_size(token) else {}
        for sentence in dict.fromkeys(c.sentence for c in near):
            here = [c for c in reversed(near) if c.sentence == sentence]
            subjects = {c.code: c.party for c in here if c.is_subject and c.party}
            own = subjects if len(subjects) == size else coordinated(here, size, self._reading.doc)
            own = own or {c.code: c.party for c in here if c.party}
            if len(own) == size:
                told = own
                break
            told = leading or {**own, **told}
            if len(told) >= size:
                break
        return [p.referred("pair") for p in told.values()] if len(told) == size else []

    def _leading(self, token: Token, size: int, kinds: tuple[str, ...]) -> dict[str, Party]:
        """The so many states that a document has named most before a phrase, where they stand out from all others."""
        far = self._told.before(token, kinds, len(self._reading.sentences))
        named = [(c.sentence, c.party) for c in reversed(far) if c.party and is_state(c.party.code)]
        counts = Counter(code for _, code in {(sentence, party.code) for sentence, party in named})
        ranked = sorted(counts.values(), reverse=True) + [0] * (size + 1)
        if ranked[size - 1] < _OFTEN or ranked[size - 1] == ranked[size]:
            return {}
        return {p.code: p for _, p in named if counts[p.code] >= ranked[size - 1]}

    def _pair_before(self, token: Token) -> list[Party]:
        """The two whom the sentence before names together and alone: "Oslo and Riga signed. The neighbours ..." """
        near = [c for c in self._told.before(token, _KINDS, 1) if c.party and not self._is_where(c)]
        here = [c for c in reversed(near) if near and c.sentence == near[0].sentence]
        pair = coordinated(here, 2, self._reading.doc)
        return [p.referred("pair") for p in pair.values()] if len({c.code for c in here}) == 2 else []

    def _is_where(self, candidate: Antecedent) -> bool:
        """Whether a place is only where something happens: "met in Brussels"."""
        token = self._reading.doc[candidate.index]
        return token.dep_ == "pobj" and token.head.lower_ in reference_words("where")

    def _subjects_before(self, token: Token) -> list[Party]:
        """The subjects named together to which "they" refers, where they are several."""
        near = [c for c in self._told.before(token, _KINDS) if c.is_subject and c.party]
        last = [c for c in reversed(near) if c.sentence == near[0].sentence]
        sizes = range(len(last), 1, -1)
        found = next((told for size in sizes if (told := coordinated(last, size, self._reading.doc))), {})
        return [p.referred("pair") for p in found.values()]
