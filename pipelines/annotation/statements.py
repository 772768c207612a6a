"""Whose words a text gives: for any token the phrases that its clause is attributed to, nearest first.

Only the shapes of speech stand here: the verb of saying over a clause or beside it, "according to", "citing", the
noun of a source ("Kyiv's claim that"), quotations. For whom a speaker stands is told by parties.py, who denies by
attribution.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues
from pipelines.annotation.stated_parties import is_seat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.parsed import Token
    from pipelines.annotation.reading import Reading

_SAYING = ("say", "estimate", "claim")
_CONTENT = ("ccomp", "xcomp", "dobj", "prep", "advcl", "dep", "parataxis", "oprd", "nsubjpass")
_SPOKEN = ("ccomp", "parataxis", "dep")  # of a verb of saying; of one of estimating any content
_INVERTED = ("dobj", "attr", "oprd", "npadvmod", "dep", "appos", "dative")
_OWNERS = ("poss", "amod", "compound", "nmod")
_OWNING = ("PROPN", "NOUN", "PRON")  # an adjective only as a nation's: "the Polish report", not "the swift report"
_TOLD = ("ccomp", "dobj", "xcomp")  # what a verb of saying tells itself
_RELATIVES = ("that", "who", "which")
_NAME_WORDS = 4  # between the comma and a name: "the news site", "the daily"
_CLIMB = 4  # verbs that share a subject


@dataclass(frozen=True)
class Source:
    """The token that governs the phrase of a speaker, and the word that tells of the speaking."""

    speaker: Token
    cue: Token
    rule: str


@cache
def speech_words(scope: str) -> dict[str, str]:
    """Lemma -> sense (say, estimate, claim, deny, ...) of the words of attribution with a scope."""
    return {c.phrase: c.sense for c in cues("attribution") if c.scope == scope}


def is_saying(token: Token) -> bool:
    """Whether a token is a verb that gives somebody's words or reckoning."""
    if token.pos_ not in ("VERB", "AUX") or speech_words("verb").get(token.lemma_.lower()) not in _SAYING:
        return False
    needed = speech_words("with").get(token.lemma_.lower())  # "put the number at", not "put soldiers on the streets"
    if needed is not None and not any(t.lower_ == needed and t.i > token.i for t in token.subtree):
        return False
    return not any(c.dep_ == "neg" for c in token.children)  # "Ankara has not commented"


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def subject_of(verb: Token, depth: int = _CLIMB) -> Token | None:
    """The token that governs the phrase of the one who speaks by a verb, or None where the text names nobody."""
    if is_passive(verb):
        return _object_of(verb, "agent")
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if subjects:
        before = [c for c in subjects if c.i < verb.i]
        return before[-1] if before else subjects[0]  # "Pyongyang, Seoul believes, has": the nearer one
    if speaker := _inverted(verb):
        return speaker
    head = verb.head
    if depth == 0 or head == verb:
        return None
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma_.lower() in speech_words("relay"):
        relaying = head.head  # "the minister was quoted as saying"
        wanted = "nsubjpass" if is_passive(relaying) else "dobj"
        return next((c for c in relaying.children if c.dep_ == wanted), None)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
        if head.lemma_.lower() in speech_words("noun"):
            return head if owner_of(head) else subject_of(head.head, depth - 1)  # "issued a statement saying"
        return head
    if verb.dep_ in ("conj", "xcomp", "advcl"):
        return subject_of(head, depth - 1)
    return None


def owner_of(noun: Token) -> Token | None:
    """Whose a report, a claim or an estimate is: "Kyiv's claim", "a report by Amnesty", "figures from the navy"."""
    before = [c for c in noun.children if c.dep_ in _OWNERS and (c.pos_ in _OWNING or c.text[:1].isupper())]
    owning = next((c for c in before if c.dep_ == "poss"), None)
    return owning or _object_of(noun, "by", "from", "of") or (before[0] if before else None)


def _object_of(token: Token, *prepositions: str) -> Token | None:
    for child in token.children:
        if child.dep_ == "agent" or child.lower_ in prepositions:
            if child.dep_ == "agent" or child.dep_ == "prep":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _inverted(verb: Token) -> Token | None:
    """The subject behind its verb where the parser took it for an object: "..., said the minister"."""
    if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children) or verb.tag_ in ("VB", "VBG"):
        return None
    for child in verb.children:
        if child.dep_ in _INVERTED and child.pos_ in ("NOUN", "PROPN") and 0 < child.left_edge.i - verb.i <= 1:
            return child
    return None


def _is_told_that(clause: Token) -> bool:
    """Whether a that-clause was taken for a relative clause on the hearer: "told a paper that 500 were there"."""
    hearer = clause.head
    if clause.dep_ != "relcl" or hearer.dep_ != "dobj" or hearer.head.lemma_.lower() not in speech_words("hearer"):
        return False
    own = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in _RELATIVES]
    return bool(own) and any(c.lower_ == "that" and c.i < own[0].i for c in clause.children)


def _put_in(token: Token) -> Source | None:
    """Who says it between commas or at the end of the sentence, where the parse makes something else of it.

    "..., the site Le Phare reported."; "Pyongyang, the service believes, has sent 3,000"
    """
    for verb in token.sent:
        speaker = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if speaker is None or speaker.tag_ in ("WDT", "WP", "PRP") or not is_saying(verb):
            continue
        start = speaker.left_edge.i
        if start <= token.i <= verb.i or _tells_itself(verb) or any(c.dep_ == "mark" for c in verb.children):
            continue
        before = verb.doc[max(verb.sent.start, start - _NAME_WORDS) : start]
        begins = any(t.text == "," for t in before) and not any(is_saying(t) for t in before)
        ends = _is_at_end(verb) if verb.i > token.i else False
        if begins and (ends or (verb.nbor(1).text == "," and _spans(token, verb))):
            return Source(speaker, verb, verb.lemma_.lower())
    return None


def _tells_itself(verb: Token) -> bool:
    """Whether a verb of saying has what is said behind it, and so tells nothing of what stands beside it."""
    hears = verb.lemma_.lower() in speech_words("hearer")  # "..., he told reporters"
    return any(c.dep_ in _TOLD and not (hears and c.dep_ == "dobj") for c in verb.children)


def _spans(token: Token, verb: Token) -> bool:
    """Whether the clause of a token goes on around a verb that is put into it."""
    low, high = sorted((token.i, verb.i))
    return not any(t.dep_ == "cc" and t.head.pos_ in ("VERB", "AUX") for t in token.doc[low:high])


def _is_at_end(verb: Token) -> bool:
    """Whether nothing but the day stands between a verb and the end of its sentence."""
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    return all(t.is_punct or t.is_space or t.is_date or t.lower_ in ("on", "in") for t in rest)


def _is_bare_number(token: Token) -> bool:
    """Whether a number is itself what is said: "Ukraine says 12,000"."""
    return token.like_num and token.dep_ == "dobj"


def _reckoning(verb: Token) -> Token | None:
    """The noun for a report of which a number is told: "its figure is 10,900", "the UN's count stands at 4,000"."""
    if verb.lemma_.lower() not in speech_words("amounts"):
        return None
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    told = next((c for c in subjects if c.lemma_.lower() in speech_words("noun")), None)
    counts = told is not None and any(c.lower_ == "of" for c in told.children)  # "Rwanda's number of soldiers is 2,500"
    return None if counts else told


class Statements:
    """The attributions of one document, as its parse and its quotation marks tell them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doc = reading.doc

    def sources(self, token: Token) -> Iterator[Source]:
        """The speakers to whom the clause around a token is attributed, nearest first."""
        yield from self._beside(token)
        current, own = token, 0
        while True:
            yield from (s for s in self._below(current, token) if s.cue.i >= own)
            if current.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in current.children):
                own = max(own, current.left_edge.i)  # "..., the army said, and Ghana sent 200": not of Ghana's
            head = current.head
            if head == current:
                break
            if (source := self._above(current, head)) is not None:
                yield source
            current = head
        if (source := _put_in(token)) is not None:
            yield source
        quotation = self._quotation_at(token.i)
        source = self._speakers[quotation] if quotation is not None else None
        if (source := source or self._headline(token) or self._label(token)) is not None:
            yield source

    def _beside(self, token: Token) -> Iterator[Source]:
        """ "According to X", "citing Y": those that hang on the clause, nearest first; else the only one."""
        found = [s for s in self._adjuncts.get(self._reading.sentence_index[token.i], ()) if s.speaker != token]
        above = {t: n for n, t in enumerate((token, *token.ancestors))}
        near = sorted((s for s in found if s.cue.head in above), key=lambda s: above[s.cue.head])
        yield from (s for s in near or found[: len(found) == 1] if not self._is_apart(token, s.cue))

    def _is_apart(self, one: Token, other: Token) -> bool:
        """Whether a semicolon stands between two tokens of a sentence: two statements in one."""
        low, high = sorted((one.i, other.i))
        return any(t.text == ";" for t in self._doc[low:high])

    @cached_property
    def _adjuncts(self) -> dict[int, list[Source]]:
        found: dict[int, list[Source]] = {}
        for token in self._doc:
            if token.lower_ not in speech_words("adjunct"):
                continue
            speaker = next((c for c in token.children if c.dep_ in ("dobj", "pobj")), None)
            for child in token.children:
                if speaker is None and child.dep_ == "prep" and child.lower_ == "to":
                    speaker = next((c for c in child.children if c.dep_ == "pobj"), None)
            if speaker is not None:
                sentence = self._reading.sentence_index[token.i]
                found.setdefault(sentence, []).append(Source(speaker, token, token.lower_))
        return found

    def _below(self, current: Token, token: Token) -> Iterator[Source]:
        """A verb of saying that hangs on what is said ("..., the army said"), and "by Seoul's estimate"."""
        for child in current.children:
            if (
                child.dep_ in ("parataxis", "ccomp", "advcl", "dep")
                and (child.i > current.i or child.dep_ == "parataxis")
                and is_saying(child)
                and token not in child.subtree
                and not _tells_itself(child)
                and (speaker := subject_of(child, 0))
            ):
                yield Source(speaker, child, child.lemma_.lower())
            if child.dep_ == "prep" and child.lower_ in ("by", "on"):
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.lemma_.lower() in speech_words("noun") and (by := owner_of(noun)):
                        yield Source(by, noun, noun.lemma_.lower())

    def _above(self, current: Token, head: Token) -> Source | None:
        """A verb of saying over the clause, or the noun of a source: "Kyiv's claim that"."""
        if _is_told_that(current):
            speaker = subject_of(head.head)
            return Source(speaker, head.head, head.head.lemma_.lower()) if speaker is not None else None
        if is_saying(head) and current.dep_ in _CONTENT and not (current.i < head.i and self._is_apart(current, head)):
            is_reckoned = speech_words("verb")[head.lemma_.lower()] == "estimate"
            is_said = is_reckoned or current.dep_ in _SPOKEN or _is_bare_number(current)
            speaker = subject_of(head) if is_said else None
            if speaker is not None and speaker != current:
                return Source(speaker, head, head.lemma_.lower())
        if (
            current.dep_ in ("acl", "ccomp", "relcl")
            and head.lemma_.lower() in speech_words("noun")
            and not is_saying(current)
            and (owner := owner_of(head)) is not None
        ):
            return Source(owner, head, head.lemma_.lower())
        if (subject := _reckoning(head)) is not None and current.dep_ in ("attr", "prep", "acomp", "dobj"):
            if subject != current and (owner := owner_of(subject)) is not None:
                return Source(owner, subject, subject.lemma_.lower())
        if current.dep_ == "ccomp" and head.lemma_.lower() in speech_words("shows"):
            subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lemma_.lower() in speech_words("noun"):
                return Source(subject, head, head.lemma_.lower())
        return None

    @cached_property
    def labels(self) -> dict[int, int]:
        """First tokens of lines that are headed by whose words they give -> the colon: "Kyiv: up to 12,000 of them".

        A seat of government speaks where two lines at the least are headed so.
        """
        found: dict[int, int] = {}
        for token in self._doc:
            if token.text == ":" and (mention := self._reading.mention_at(token.i - 1)) is not None:
                start = mention.start
                is_head = mention.end == token.i and (not start or "\n" in self._doc[start - 1].text)
                if is_head and mention.label == "location" and is_seat(mention):
                    found[start] = token.i
        return found if len(found) > 1 else {}

    def _label(self, token: Token) -> Source | None:
        """Whose words the line around a token gives by its head."""
        start = token.i
        while start and "\n" not in self._doc[start - 1].text:
            start -= 1
        colon = self.labels.get(start)
        return Source(self._reading.head(start, colon), self._doc[colon], "label") if colon is not None else None

    def _headline(self, token: Token) -> Source | None:
        """ "Kinshasa: 4,000 foreign troops are on our soil" as the first line of a document."""
        sentence = token.sent
        if sentence.start != 0:
            return None
        colon = next((t for t in sentence if t.text == ":"), None)
        if colon is None or not 0 < colon.i <= 4 or token.i < colon.i:
            return None
        mention = self._reading.mention_at(0)
        is_name = mention is not None and mention.end == colon.i and not self._doc[0].text.isupper()
        if not is_name or not any(t.dep_ in ("nsubj", "nsubjpass") for t in sentence if t.i > colon.i):
            return None
        return Source(self._reading.head(0, colon.i), colon, "headline")

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        """Tokens [start, end) between quotation marks, the marks not counted."""
        found: list[tuple[int, int]] = []
        opened: int | None = None
        for token in self._doc:
            if opened is not None and "\n" in token.text:
                found.append((opened, token.i))  # a quotation of several paragraphs closes at the last of them
                opened = None
            elif token.text in ('"', "''", "``") or (token.text == "'" and token.tag_ in ("''", "``")):
                if opened is None:
                    opened = token.i + 1
                else:
                    found.append((opened, token.i))
                    opened = None
        return [(start, end) for start, end in found if start < end]

    def _quotation_at(self, index: int) -> int | None:
        return next((n for n, (start, end) in enumerate(self._quotations) if start <= index < end), None)

    @cached_property
    def _speakers(self) -> list[Source | None]:
        """The speaker of each quotation: told behind it, before it, or with the quotation before it."""
        found: list[Source | None] = []
        for number, (start, end) in enumerate(self._quotations):
            source = self._told_behind(end) or self._told_before(start)
            if source is None and number and self._continues(self._quotations[number - 1][1], start):
                source = found[-1]
            found.append(source)
        return found

    def _told_behind(self, end: int) -> Source | None:
        if end + 1 >= len(self._doc):
            return None
        if self._doc[end - 1].text not in (",", "?", "!") and self._doc[end].sent.end <= end + 1:
            return None
        for token in self._doc[end + 1 : self._doc[end + 1].sent.end]:
            if token.text == '"':
                break
            if is_saying(token) and (speaker := subject_of(token)):
                return Source(speaker, token, "quotation")
        return None

    def _told_before(self, start: int) -> Source | None:
        mark = start - 1
        if mark == 0:
            return None
        before = self._doc[mark - 1]
        first = before.sent.start
        for index in range(mark - 1, first - 1, -1):
            token = self._doc[index]
            if is_saying(token) and self._quotation_at(index) is None and (speaker := subject_of(token)):
                return Source(speaker, token, "quotation")
        if before.text == ":":
            root = before.sent.root
            if root.i < mark and (speaker := next((c for c in root.children if c.dep_ == "nsubj"), None)):
                return Source(speaker, before, "quotation")
        return None

    def _continues(self, end: int, start: int) -> bool:
        """Whether between two quotations only one sentence stands: "...," said the president. "..."."""
        between = self._doc[end:start]
        if any("\n" in t.text for t in between):
            return False
        return sum(t.is_sent_start is True for t in between[1:-1]) == 0 or len({t.sent.start for t in between}) <= 2
