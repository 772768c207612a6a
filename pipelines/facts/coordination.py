"""What is joined to a word: by "and", in a list, by a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_NO_PART = ("according", "because")  # who is quoted takes no part, nor who is the reason
_JOINED = frozenset(("conj", "appos", "npadvmod"))


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it to the right."""
    found = [token]
    for child in token.children:
        if child.dep_ not in _JOINED or _stands_apart(child):
            continue
        if child.dep_ == "conj" or (child.dep_ in ("appos", "npadvmod") and _begins_list(token, child)):
            found += conjuncts(child)
        elif child.dep_ == "appos" and token.pos_ == "NOUN":  # "the envoy, Ann Lee, and Iran's minister"
            found += [t for c in child.children if c.dep_ == "conj" and c.pos_ == "NOUN" for t in conjuncts(c)]
    return found


def _stands_apart(name: Token) -> bool:
    """Whether a name is denied: "but not Chad"."""
    return name.pos_ == "PROPN" and any(c.dep_ == "neg" for c in name.children)


def _begins_list(first: Token, second: Token) -> bool:
    """Whether the second name of a list is parsed as an apposition to the first: "Chad, Niger and Mali"."""
    names = ("PROPN",)
    if first.pos_ not in names or second.pos_ not in names:
        return False
    if second.i > 0 and second.left_edge.i > 0 and second.doc[second.left_edge.i - 1].text != ",":
        return False
    return any(c.dep_ == "conj" and c.pos_ in names for c in second.children)


def prepositional(token: Token) -> list[tuple[str, Token]]:
    """(preposition, object) of the phrases that hang on a token; phrases on phrases ("from stocks in") stay apart."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "dative") or child.lower_ in _NO_PART:
            continue
        if child.lower_ == "by" and any(c.lemma in words("qualifier_words", "reckoning") for c in child.children):
            continue  # "by Kyiv's count"
        if child.pos_ in ("ADP", "SCONJ", "PART", "ADV", "VERB"):
            for part in child.children:
                if part.dep_ in ("pobj", "pcomp"):
                    found += [(child.lower_, t) for t in conjuncts(part)]
                elif part.dep_ == "prep":  # "out of", "from within"
                    inner = (t for c in part.children if c.dep_ == "pobj" for t in conjuncts(c))
                    found += [(part.lower_, t) for t in inner]
    return found
