"""What a word of stance over an act makes of the stance read below it: it weakens, enacts, retracts or refuses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.policy.stances.conditions import AHEAD, asks_own_house, is_ahead
from pipelines.facts.policy.stances.shifts import NEGATED, refuses, shifted
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

OBJECTS = ("dobj", "nsubjpass", "attr")
_GOVERNED = ("xcomp", "acl", "ccomp", "pcomp")
_SUBORDINATES = words("policy_words", "subordinate")
_POSITIVE = ("adopted", "pledged", "proposed")
_OF_CEASING = {
    "considering": "considering",
    "proposed": "considering",
    "pledged": "ruled_out",
    "adopted": "ruled_out",
    "ruled_out": "adopted",
}  # the stance on an act, from the stance on ending it
_HANDLING = ("dobj", "nsubjpass", "prep")  # relations to a verb that does something with the act, and does not tell it


@dataclass
class StanceSoFar:
    """What has been read on the way up: the code, the tokens that told it, the cue."""

    code: str | None = None
    cues: tuple[Token, ...] = ()
    found_by: str = "policy_stances"
    is_refused: bool = False  # an appeal to somebody else, or a word with which the act is none
    is_measure: bool = False
    is_told_below: bool = False  # by a clause on the noun
    is_ceased: bool = False  # what is told is that it goes on no longer

    def begin(self, code: str, verb: Token) -> None:
        """Take a stance from a verb, as its tense, modality, negation and condition leave it."""
        self.code, cues = shifted(code, verb)
        self.cues = (verb, *cues)

    def turn(self, code: str, word: Token, found_by: str) -> None:
        """Change what was read below a word into what the word makes of it."""
        self.code, cues = shifted(code, word)
        self.cues, self.found_by = (*self.cues, word, *cues), found_by


def governs(word: str, sense: str) -> bool:
    """Whether a verb is of a sense of seeds/cues/policy_governors."""
    return word in words("policy_governors", sense)


def operate(operator: Trigger, relation: str, token: Token, act: Token, told: StanceSoFar) -> bool:
    """Read one word over the act; whether those above it may still change the stance."""
    word, sense = operator.cue.phrase, operator.sense
    if word == "tell" and relation != "xcomp":
        return True
    if governs(word, "hint") and relation == "ccomp" and told.code == "adopted":
        return True  # "photos suggest that it is withdrawing ships"; "suggested that it might" proposes
    if sense == "appeal" and relation == "xcomp" and is_to_own(token):
        return True  # "told his ministers to look into sanctions"
    if sense == "appeal":
        if _asks_to_talk(act, token, told):
            told.turn("proposed", token, operator.cue.cue_id)
        else:
            _appeal(relation, token, told)
        return False
    if governs(word, "enact") and told.is_measure and told.code == "adopted" and relation in ("xcomp", "acl"):
        told.turn("adopted", token, operator.cue.cue_id)  # "decided to expel": it is done by being decided
        return True
    if (answer := _answer(word, relation, act, told)) is not None:
        told.turn(answer, token, operator.cue.cue_id)
        return False
    if word == "deny" and told.code == "adopted" and relation in ("xcomp", "pcomp", "ccomp"):
        told.is_refused = True  # "denies having armed them": a charge; "denied that it would" rules it out
        return False
    if governs(word, "void") and relation in ("prep", "pcomp", "ccomp", "xcomp"):
        told.is_refused = True  # "accused it of arming rebels", "failed to agree on"
        return False
    if sense == "none":
        is_there = relation == "nsubj" and governs(token.lemma, "happen") and told.code is None
        if is_there:
            told.begin("adopted", token)
        else:
            told.is_refused = told.code is None
        return is_there
    if governs(word, "decide") and told.is_measure and told.code == "pledged" and relation == "ccomp":
        told.turn("adopted", token, operator.cue.cue_id)  # "announced that it would restrict exports"
        return True
    if governs(word, "say") and relation not in _HANDLING and (not governs(word, "decide") or told.code is not None):
        return True  # "said that ..."; but "added three names to its list of sanctions"
    if told.is_ceased and relation in _GOVERNED:
        _take(sense, token, operator.cue.cue_id, told)  # "has no plans to stop", "is considering stopping"
        told.code = _OF_CEASING[told.code or sense]
        return False
    if governs(word, "decide") and told.is_measure and relation in (*OBJECTS, "oprd") and not is_verb(act):
        sense = "adopted"  # "announced an embargo"
    if told.code == "ruled_out" and sense == "ruled_out" and (told.found_by != "bare" or refuses(act)):
        told.code, told.cues = "considering", (*told.cues, token)  # "declined to rule out"
        return False
    if told.is_told_below and relation == "prep":
        return False  # "invited journalists to the exercise it is holding"
    if told.found_by == "bare" and told.code in AHEAD and sense == "adopted":
        sense = told.code  # "decided to offer 150 soldiers"
    if told.code is None or told.found_by == "bare" or (sense != "adopted" and told.code != "ruled_out"):
        return _take(sense, token, operator.cue.cue_id, told)
    if sense == "adopted" and _has_no_time(act, relation, told) and is_verb(token) and verdict(token).time != "bare":
        told.turn("adopted", token, operator.cue.cue_id)  # "will go ahead with sending them"
    return True


def is_to_own(verb: Token) -> bool:
    """Whether somebody is told to do something who does it for the one that tells him: "asked his advisers to"."""
    inside = (c for clause in verb.children if clause.dep_ == "xcomp" for c in clause.children if c.dep_ == "nsubj")
    told = (*arguments(verb).themes, *arguments(verb).datives, *inside)
    return any(t.lemma in _SUBORDINATES and any(c.tag_ == "PRP$" for c in t.children) for t in told)


def _asks_to_talk(act: Token, token: Token, told: StanceSoFar) -> bool:
    """Whether somebody calls for talks of his own with another: "called for consultations with the Commission"."""
    if told.code is not None or not is_verb(token) or senses("policy_instruments").get(act.lemma) != "talks":
        return False
    return bool(arguments(act).by("with")) and not arguments(token).themes and not arguments(act).by("between")


def _has_no_time(act: Token, relation: str, told: StanceSoFar) -> bool:
    """Whether nothing but a gerund is told so far, whose time is that of the verb over it."""
    return (
        told.code == "adopted" and act.tag_ == "VBG" and told.cues == (act,) and relation in ("prep", "xcomp", "pcomp")
    )


def _appeal(relation: str, token: Token, told: StanceSoFar) -> None:
    """An appeal to somebody is no stance of who makes it; who rejects one has ruled out what it asks for."""
    if is_verb(token) and asks_own_house(token):
        told.turn("proposed", token, "policy_stances:house")  # "asked parliament to approve sending them"
        return
    above = trigger_table("policy_stances").at(token.head) if token.dep_ in OBJECTS else None
    if above is not None and above.sense in ("ruled_out", "considering") and not is_verb(token):
        told.code, cues = shifted(above.sense, token.head)  # "rejected calls to send troops", "is weighing a request"
        told.cues, told.found_by = (token, token.head, *cues), above.cue.cue_id
    else:
        told.is_refused = not is_verb(token) or relation in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp")


def _answer(word: str, relation: str, act: Token, told: StanceSoFar) -> str | None:
    """The stance of who accepts what was proposed, or takes back what was announced; None where neither is told."""
    if relation not in OBJECTS:
        return None
    if governs(word, "accept") and told.code == "proposed":
        return "adopted"  # "has accepted a proposal to stop the fighting"
    is_decision = told.cues[-1:] != () and told.cues[-1].lemma == "decision"
    if governs(word, "retract") and (told.code in AHEAD or is_ahead(act) or is_decision):
        return "ruled_out"  # "withdrew its offer", "cancelled a planned strike", "reversed a decision to strike"
    return None


def _take(sense: str, token: Token, found_by: str, told: StanceSoFar) -> bool:
    """Take the stance of a word, as its own tense and negation leave it; whether words above may still change it."""
    if sense == "ruled_out" and not told.is_ceased and governs(token.lemma, "cease"):
        return _cease(token, found_by, told)
    is_refused_below = told.found_by == "bare" and told.code == "ruled_out"  # "decided not to send"
    told.code, told.found_by = sense, found_by
    told.cues = (*told.cues, token)
    if is_verb(token) and found_by.endswith(" no"):
        told.code = sense  # "says no to them": its "no" denies nothing else
    elif is_verb(token):
        told.code, cues = shifted(sense, token)
        told.cues = (*told.cues, *cues)
    elif (denied := verdict(_telling(token))).negated and denied.cue is not None:
        told.code, told.cues = NEGATED[sense], (*told.cues, denied.cue)  # "has no plans to", "is not ready to"
        return False
    elif token.dep_ == "acomp" and is_verb(token.head):
        told.code, cues = shifted(sense, token.head)  # "would be ready to, if"
        told.cues = (*told.cues, *cues)
    if is_refused_below and told.code in _POSITIVE:
        told.code = "ruled_out"
    # "declined to rule out", "asked it to drop its embargo"
    if token.dep_ == "pcomp" and token.head.head.lemma in words("qualifier_words", "attitude"):
        return True  # "shows no sign of wanting to"
    is_refused_itself = token.dep_ in ("xcomp", "ccomp") and (
        refuses(token.head) or (told.code == "ruled_out" and _is_appeal(token.head))
    )
    return told.code == "adopted" or not is_verb(token) or is_refused_itself


def _cease(verb: Token, found_by: str, told: StanceSoFar) -> bool:
    """Take what a verb ends; whether words above it tell if it is ended: "will not stop", "is ready to stop"."""
    told.code, cues = shifted("ruled_out", verb)
    if verdict(verb).negated:
        told.code = "adopted"
    told.cues, told.found_by, told.is_ceased = (*told.cues, verb, *cues), found_by, True
    return told.code == "ruled_out" and verb.dep_ in _GOVERNED


def _telling(word: Token) -> Token:
    """The word at which a denial of an adjective or noun stands: "is not ready", "is neither willing nor able"."""
    is_neither = word.dep_ == "conj" and any(c.lower_ in ("neither", "nor") for c in word.head.children)
    return word.head if is_neither or word.dep_ in ("acomp", "attr") else word


def _is_appeal(verb: Token) -> bool:
    operator = trigger_table("policy_stances").at(verb)
    return operator is not None and operator.sense == "appeal"


def pass_through(token: Token, told: StanceSoFar) -> None:
    """A verb that neither weakens nor refuses what it governs: only its own tense and negation count."""
    if told.code is None or not is_verb(token):
        return
    if told.code == "adopted" or told.found_by == "bare":
        told.code, cues = shifted(told.code, token)
        told.cues = (*told.cues, *cues)
        lemma = token.lemma
        if told.found_by == "bare" and (governs(lemma, "pass") or governs(lemma, "gather")):
            told.found_by = "policy_stances"
