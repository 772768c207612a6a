"""Finds the words of seeds/cues at the tokens of a parse: verbs with their particles, nouns, fixed phrases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import Cue, cues
from pipelines.annotation.language.parsed import once_a_token
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token

_PARTS = ("prt", "prep", "dobj", "nsubjpass", "advmod", "acomp", "oprd", "pobj")


class Trigger(NamedTuple):
    """A cue at a token."""

    token: Token
    cue: Cue

    @property
    def sense(self) -> str:
        """The cue's sense."""
        return self.cue.sense


class TriggerTable:
    """The rows of one cue file, by lemma. A row's scope is the part of speech: verb, noun or adjective."""

    def __init__(self, name: str) -> None:
        self._single: dict[tuple[str, str], Cue] = {}
        self._phrases: dict[tuple[str, str], list[tuple[list[str], Cue]]] = {}
        for cue in cues(name):
            first, *rest = cue.phrase.split()
            if rest and cue.scope == "verb":
                self._phrases.setdefault((first, "verb"), []).append((rest, cue))
            elif rest and cue.scope == "noun" and "of" in rest:  # "letter of intent": the first word governs
                self._phrases.setdefault((first, "noun"), []).append(([w for w in rest if w != "of"], cue))
            elif rest and cue.scope == "noun":  # "green light": the last word governs
                self._phrases.setdefault((rest[-1], "noun"), []).append(([first, *rest[:-1]], cue))
            else:
                self._single.setdefault((cue.phrase, cue.scope), cue)
        for options in self._phrases.values():
            options.sort(key=lambda o: -len(o[0]))  # "fly out to" before "fly out"
        parts = {word.split("-")[-1] for word, scope in self._single if scope == "noun"}  # "out" of "pull-out"
        self.words = frozenset(word for word, _ in (*self._single, *self._phrases)) | parts  # the first of each cue

    def among(self, doc: ParsedDoc) -> list[Trigger]:
        """The cues of a document, in its order: no other token is looked at."""
        known: dict[None, list[Trigger]] = doc.memory((self, "all"))
        if None not in known:
            known[None] = [trigger for token in doc.among(self.words) if (trigger := self.at(token)) is not None]
        return known[None]

    def at(self, token: Token) -> Trigger | None:
        """The cue at a token, a verb with its particle before the bare verb, or None."""
        if token.lemma not in self.words and token.lower_ not in self.words:
            return None
        known: dict[int, Trigger | None] = token.doc.memories[self]
        if token.i not in known:
            known[token.i] = self._read(token)
        return known[token.i]

    def _read(self, token: Token) -> Trigger | None:
        lemma = token.lemma
        scope = "verb" if is_verb(token) else "noun" if token.pos_ in ("NOUN", "PROPN") else "adjective"
        if scope == "verb" and (options := self._phrases.get((lemma, scope))):
            parts = _parts_of(token)
            for rest, cue in options:
                if parts.issuperset(rest):
                    return Trigger(token, cue)
        if scope == "noun" and (options := self._phrases.get((lemma, scope))):
            before = {c.lemma for c in token.children if c.dep_ in ("compound", "amod", "nmod")}
            before |= {g.lemma for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"}
            for rest, cue in options:
                if before.issuperset(rest):
                    return Trigger(token, cue)
        hyphened = self._single.get((_hyphened(token), scope)) if scope == "noun" else None
        cue_found = self._single.get((lemma, scope)) or self._single.get((token.lower_, scope)) or hyphened
        return Trigger(token, cue_found) if cue_found else None

    def as_adjective(self, token: Token, scope: str = "adjective") -> Trigger | None:
        """The cue of a word that stands for an adjective ("is set to", "is prepared to"), or None.

        Args:
            token: the word.
            scope: of the rows to look in; another than "adjective" for words that mean it in one place only.
        """
        cue = self._single.get((token.lower_, scope))
        return Trigger(token, cue) if cue else None

    def word(self, token: Token) -> Cue | None:
        """The cue of a word whatever its part of speech: for tables and fragments, in which the parse is no help."""
        lemma = token.lemma
        tried = ((word, scope) for scope in ("verb", "noun", "adjective") for word in (lemma, token.lower_))
        return next((cue for key in tried if (cue := self._single.get(key))), None)


def _hyphened(noun: Token) -> str:
    """A noun with what a hyphen joins to it: the tokenizer makes three tokens of "pull-out"."""
    if noun.i < 2 or noun.nbor(-1).text != "-":
        return ""
    return f"{noun.nbor(-2).lower_}-{noun.lemma}"


@once_a_token
def _parts_of(verb: Token) -> set[str]:
    """The words that may belong to a verb: object, particles, prepositions and their objects, the word behind it."""
    apart = {c.i for c in verb.children if c.dep_ == "prep" and any(_is_time(g) for g in c.children)}
    apart |= {c.i for c in verb.children if c.lower_ == "off" and any(_is_sea(g) for g in c.children)}
    apart |= {c.i for c in verb.children if c.dep_ == "prep" and _is_fronted(c)}
    told = [c for c in verb.children if c.i not in apart]  # "had it from 2016", "held drills off Crete": where and when
    parts = {c.lemma for c in told if c.dep_ in _PARTS or (c.dep_ == "advcl" and c.tag_ == "NN")}  # "has an eye on"
    on_object = [g for c in told if c.dep_ == "dobj" for g in c.children if g.lower_ == "on"]  # "has two on order"
    parts |= {c.lemma for c in on_object}
    parts |= {t.lemma for c in told if c.dep_ == "dobj" and (t := _home_behind(c)) is not None}
    goals = [g for c in (*told, *on_object) if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    out_of = [g for c in told if c.dep_ == "prep" and c.lower_ == "out" for g in c.children if g.lower_ == "of"]
    goals += [g for c in out_of for g in c.children if g.dep_ == "pobj"]  # "is out of the question"
    parts |= {c.lemma for c in out_of}
    parts |= {g.lemma for g in goals}
    parts |= {h.lemma for g in goals if g.lemma == "way" for h in g.children if h.lower_ == "home"}  # "on the way home"
    behind = (t for t in verb.doc.tokens[verb.i + 1 : verb.i + 2] if t.i not in apart)
    return parts | {t.lower_ for t in behind if t.dep_ != "det" or t.head.head == verb}  # "said no troops would go"


def _is_fronted(preposition: Token) -> bool:
    """Whether a phrase stands before its verb as a circumstance: "After months of talks, Oslo is to get them"."""
    is_before = preposition.i < preposition.head.i and preposition.right_edge.nbor().text == ","
    return is_before and not any(
        t.tag_ in ("WDT", "WP", "WRB") for t in preposition.subtree
    )  # but "for which it signed"


def _home_behind(noun: Token) -> Token | None:
    """The "home" that the parser hangs on an object or on a place in it: "brought the last of its 95 trainers home"."""
    of = [t for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
    behind = (c for t in (noun, *of) for c in t.children if c.dep_ == "advmod" and c.i > t.i)
    if (own := next((c for c in behind if c.lower_ in ("home", "back")), None)) is not None:
        return own
    ends = (t for c in noun.children if c.dep_ == "prep" and c.lower_ in ("in", "at") for t in c.children)
    return next((t for t in ends if t.lower_ == "home" and t.nbor(-1).pos_ == "PROPN"), None)


def _is_sea(place: Token) -> bool:
    """Whether a place has a coast off which something happens: "off Crete", and not "off the agenda"."""
    return place.dep_ == "pobj" and (place.pos_ == "PROPN" or place.lemma in ("coast", "shore", "island"))


def _is_time(token: Token) -> bool:
    """Whether the object of a preposition is a year or a date: "had it from 2016", "will take over in February"."""
    is_year = len(token.text) == 4 and token.text.isdigit()
    return token.dep_ == "pobj" and (is_year or token.i in token.doc.dated)


@cache
def trigger_table(name: str) -> TriggerTable:
    """The table of seeds/cues/NAME.csv."""
    return TriggerTable(name)
