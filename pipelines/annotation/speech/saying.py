"""The shapes of speech around one word: verbs of saying and their subjects, whose a report is, what is put in.

Which of them a token of a text is under is told by statements.py.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import senses
from pipelines.annotation.parties.words import party_nouns

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Span, Token

speech_words = partial(senses, "attribution")  # of one scope: lemma -> sense (say, estimate, claim, deny, ...)
_SAYING = ("say", "estimate", "claim")
_INVERTED = ("dobj", "attr", "oprd", "npadvmod", "dep", "appos", "dative")
_OWNERS = ("poss", "amod", "compound", "nmod")
_OWNING = ("PROPN", "NOUN", "PRON")  # an adjective only as a nation's: "the Polish report", not "the swift report"
_TOLD = ("ccomp", "dobj", "xcomp")  # what a verb of saying tells itself
_THUS = ("so", "thus")
_RELATIVES = ("that", "who", "which")
_NAME_WORDS = 4  # between the comma and a name: "the news site", "the daily"
_CLIMB = 4  # verbs that share a subject
_NAMING = ("DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "PUNCT")  # parts of speech of a speaker's phrase
_MARKS = (",", ";", ":")
_LONGEST_NAME = 9  # tokens of it
_LONGEST_END = 8  # words behind "..., the minister told"


class Source(NamedTuple):
    """The token that governs the phrase of a speaker, and the word that tells of the speaking."""

    speaker: Token
    cue: Token
    rule: str


def is_saying(token: Token) -> bool:
    """Whether a token is a verb that gives somebody's words or reckoning."""
    if token.pos_ not in ("VERB", "AUX") or speech_words("verb").get(token.lemma) not in _SAYING:
        return False
    needed = speech_words("with").get(token.lemma)  # "put the number at", not "put soldiers on the streets"
    if needed is not None and not any(t.lower_ == needed and t.i > token.i for t in token.subtree):
        return False
    if token.lemma in speech_words("no number") and any(c.dep_ == "dobj" and c.like_num for c in token.children):
        return False  # "with Nepal adding 880"
    return not any(c.dep_ == "neg" for c in token.children)  # "Ankara has not commented"


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, by an auxiliary or subject of its own."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def subject_of(verb: Token, depth: int = _CLIMB) -> Token | None:
    """The token that governs the phrase of the one who speaks by a verb, or None where the text names nobody."""
    if is_passive(verb):
        return _object_of(verb, "agent")
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if subjects:
        before = [c for c in subjects if c.i < verb.i]
        nearest = before[-1] if before else subjects[0]  # "Pyongyang, Seoul believes, has": the nearer one
        return _beside_comma(nearest, verb) or nearest
    if speaker := _inverted(verb) or _asked(verb):
        return speaker
    head = verb.head
    if depth == 0 or head == verb:
        return None
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma in speech_words("relay"):
        relaying = head.head  # "the minister was quoted as saying"
        wanted = "nsubjpass" if is_passive(relaying) else "dobj"
        return next((c for c in relaying.children if c.dep_ == wanted), None)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
        if head.lemma in speech_words("noun"):
            return head if owner_of(head) else subject_of(head.head, depth - 1)  # "issued a statement saying"
        return head
    if verb.dep_ in ("conj", "xcomp", "advcl"):
        return subject_of(head, depth - 1)
    return None


def _beside_comma(subject: Token, verb: Token) -> Token | None:
    """What the parse takes for an apposition: "Pyongyang, the agency believes, has"."""
    beside = (c for c in subject.children if c.dep_ == "appos" and c.i < verb.i)
    return next((c for c in beside if _has_comma(verb, subject.i, c.i) and not _has_comma(verb, c.i, verb.i)), None)


def _has_comma(token: Token, start: int, end: int) -> bool:
    return any(t.text == "," for t in token.doc[start:end])


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


def _asked(verb: Token) -> Token | None:
    """Who answers, where the parse makes a clause of the asking: "a spokesman, asked about the brigade, said"."""
    for clause in verb.children:
        if clause.dep_ in ("ccomp", "advcl") and clause.tag_ in ("VBN", "VBD") and clause.i < verb.i:
            told = next((c for c in clause.children if c.dep_ == "nsubj"), None)
            if told is not None and _has_comma(verb, told.i, clause.i) and _has_comma(verb, clause.i, verb.i):
                return told
    return None


def is_told_that(clause: Token) -> bool:
    """Whether a that-clause was taken for a relative clause on the hearer: "told a paper that 500 were there"."""
    hearer = clause.head
    if clause.dep_ != "relcl" or hearer.dep_ != "dobj" or hearer.head.lemma not in speech_words("hearer"):
        return False
    own = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in _RELATIVES]
    return bool(own) and any(c.lower_ == "that" and c.i < own[0].i for c in clause.children)


def put_in(token: Token) -> Source | None:
    """Who says it between commas or at the end of the sentence, where the parse makes something else of it.

    "..., the site Le Phare reported."; "Pyongyang, the service believes, has sent 3,000"
    """
    for source in _all_inserted(token.doc).get(token.sent.start, ()):
        verb = source.cue
        if source.speaker.left_edge.i <= token.i <= verb.i:
            continue
        ends = _is_at_end(verb) if verb.i > token.i else False
        if ends or (verb.nbor(1).text == "," and _spans(token, verb)):
            return source
    return None


def _all_inserted(doc: ParsedDoc) -> dict[int, list[Source]]:
    """Those who may be put in, by the first token of their sentence."""
    known: dict[int, list[Source]] = doc.memory(_all_inserted)
    if not known:
        known[-1] = []  # a document may hold none
        for verb in doc.among(_words_of_saying()):
            if (source := _inserted(verb)) is not None:
                known.setdefault(verb.sent.start, []).append(source)
    return known


@cache
def _words_of_saying() -> frozenset[str]:
    return frozenset(word for word, sense in speech_words("verb").items() if sense in _SAYING)


def _inserted(verb: Token) -> Source | None:
    """A verb of saying that stands with its subject behind a comma, and tells nothing itself."""
    speaker = _inserted_speaker(verb)
    if speaker is None or speaker.tag_ in ("WDT", "WP", "PRP"):
        return None
    if tells_itself(verb) or any(c.dep_ == "mark" for c in verb.children):
        return None
    start = speaker.left_edge.i
    before = verb.doc[max(verb.sent.start, start - _NAME_WORDS) : start]
    begins = any(t.text == "," for t in before) and not any(is_saying(t) for t in before)
    return Source(speaker, verb, verb.lemma) if begins else None


def _inserted_speaker(verb: Token) -> Token | None:
    """The subject of a verb of saying between commas, which the parse may take for a plural."""
    if is_saying(verb):
        subject = subject_of(verb, 0)
        if subject is not None and subject.i < verb.i:
            return subject
        is_open = subject is None or verb.lemma in speech_words("hearer")  # "..., the chief, X, told reporters"
        return _right_before(verb) if is_open and verb.tag_ == "VBD" else None
    is_plural = verb.dep_ == "appos" and verb.tag_ == "NNS"  # "Pyongyang, the Pentagon estimates, has"
    if is_plural and speech_words("verb").get(verb.lemma) in _SAYING:
        return next((c for c in verb.children if c.dep_ == "compound" and c.i == verb.i - 1), None)
    return None


def _right_before(verb: Token) -> Token | None:
    """Who stands between a comma and a verb that the parse gives no subject: "..., the chief of the staff said"."""
    tokens, end, first = verb.doc.tokens, verb.i, verb.sent.start
    if end > first and tokens[end - 1].text == ",":
        end -= 1  # "..., the chief of the staff, Milan Petrov, told reporters"
    start = end
    while start > first and tokens[start - 1].pos_ in _NAMING and tokens[start - 1].text not in _MARKS:
        start -= 1
    if not 0 < end - start <= _LONGEST_NAME or start - 1 <= first or tokens[start - 1].text != ",":
        return None
    speaker = verb.doc[start:end].root
    return speaker if speaker.pos_ == "PROPN" or speaker.lemma in party_nouns() else None


def tells_itself(verb: Token) -> bool:
    """Whether a verb of saying has what is said behind it, and so tells nothing of what stands beside it."""
    hears = verb.lemma in speech_words("hearer")  # "..., he told reporters"
    return any(c.dep_ in _TOLD and not (hears and c.dep_ == "dobj") for c in verb.children)


def _spans(token: Token, verb: Token) -> bool:
    """Whether the clause of a token goes on around a verb that is put into it."""
    low, high = sorted((token.i, verb.i))
    return not any(t.dep_ == "cc" and t.head.pos_ in ("VERB", "AUX") for t in token.doc[low:high])


def _is_at_end(verb: Token) -> bool:
    """Whether nothing but where, when and to whom stands between a verb and the end of its sentence."""
    rest = [t for t in verb.doc[verb.i + 1 : verb.sent.end] if not (t.is_punct or t.is_space)]
    if any(t.text in _MARKS for t in verb.doc[verb.i + 1 : verb.sent.end]):
        return all(t.is_date or t.lower_ in ("on", "in") for t in rest)
    return len(rest) <= _LONGEST_END and not any(_is_of_clause(t) for t in rest)


def _is_of_clause(token: Token) -> bool:
    """Whether a word behind a verb of saying begins a clause, or counts something."""
    return (token.pos_ in ("VERB", "AUX", "NUM", "CCONJ") and not token.is_date) or token.dep_ == "mark"


def is_bare_number(token: Token) -> bool:
    """Whether a number is itself what is said: "Ukraine says 12,000"."""
    return token.like_num and token.dep_ == "dobj"


def told_of_before(sentence: Span) -> Source | None:
    """Whose the figure of the sentence before is: "That is the estimate of Seoul", "The figure comes from the UN"."""
    verb = sentence.root
    if sentence[0].lower_ in _THUS and is_saying(verb):
        speaker = subject_of(verb, 0)
        return Source(speaker, verb, verb.lemma) if speaker is not None else None  # "So says the ministry"
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or not (
        subject.tag_ == "DT" or (subject.lemma in speech_words("noun") and not owner_of(subject))
    ):
        return None
    if verb.lemma in speech_words("origin") or is_passive(verb):
        origin = _object_of(verb, "agent") if is_passive(verb) else _object_of(verb, "from")
        return Source(origin, verb, verb.lemma) if origin is not None else None
    told = next((c for c in verb.children if c.dep_ == "attr" and c.lemma in speech_words("noun")), None)
    owner = owner_of(told) if told is not None and verb.lemma_ == "be" else None
    return Source(owner, told, told.lemma) if owner is not None and told is not None else None


def reckoning(verb: Token) -> Token | None:
    """The noun for a report of which a number is told: "its figure is 10,900", "the UN's count stands at 4,000"."""
    if verb.lemma not in speech_words("amounts"):
        return None
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    told = next((c for c in subjects if c.lemma in speech_words("noun")), None)
    counts = told is not None and any(c.lower_ == "of" for c in told.children)  # "Rwanda's number of soldiers is 2,500"
    return None if counts else told
