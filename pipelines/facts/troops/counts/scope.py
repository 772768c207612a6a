"""Numbers of soldiers that are no deployments: casualties, prisoners, refugees, sizes of armies, drills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.roles import is_verb
from pipelines.facts.troops.counts.count import Count
from pipelines.facts.troops.forces.sides import IN
from pipelines.facts.troops.moves import triggers_over
from pipelines.facts.troops.words import UNITS, force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger

_STEPS = 4
_TELLERS = 20  # of whom fewer may be asked by a reporter
_LONGEST_ASIDE = 12  # tokens between two commas
_NEAR = 4  # tokens around a number in which a word makes it a rule and no event: "usually 3,000 men"
_CLAUSES = ("advcl", "ccomp", "conj", "parataxis")
_LOOSE = (",", ";", "and", "but")


def is_out_of_scope(count: Count) -> bool:
    """Whether a count is one of the dead, of captives, of civilians, of an army's size or of a drill."""
    noun = count.noun
    excluded = senses("troop_exclusions")
    if noun.lemma in excluded or any(_excludes(t, excluded) for t in noun.children):
        return True
    if any(c.dep_ in ("relcl", "acl") and c.lemma_ in setting("charged") for c in noun.children):
        return True  # "four officers whom it had accused of spying"
    first, last = count.number.start - _NEAR, count.number.start + _NEAR
    around = noun.doc.tokens[max(noun.sent.start, first) : min(noun.sent.end, last + 1)]
    if any(t.lower_ in setting("generic") for t in around):
        return True
    if _are_speaking(count):
        return True
    if (count.is_elliptic and _is_toll(count, excluded)) or _is_of_any_unit(noun) or _are_of_a_kind(count):
        return True
    if _is_held(noun) or _is_fallen(noun) or _is_left_dead(noun, excluded) or _is_hurt_beyond(noun, excluded):
        return True
    return _under_excluded(noun, excluded) or _is_army(count) or _is_drill(noun)


def _is_of_any_unit(noun: Token) -> bool:
    """Whether how many men a unit has is told of all its kind: "each battalion consists of 800 soldiers"."""
    subject = next((c for t in noun.ancestors for c in t.children if c.dep_ == "nsubj"), None)
    if subject is None or force_nouns().get(force_lemma(subject)) not in UNITS:
        return False
    beside = [c.lower_ for c in subject.children]
    if beside in (["a"], ["an"]):  # "a division comprises 12,000 men": the tagger may take the verb for a noun
        return subject.head.lemma in setting("composed")
    return "each" in beside or "every" in beside


def _are_speaking(count: Count) -> bool:
    """Whether a few are those who tell: "two officers said", "according to three soldiers"."""
    noun = count.noun
    if (count.number.high or _TELLERS) >= _TELLERS:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lower_ == "according":
        return True
    return noun.dep_ == "nsubj" and is_saying(noun.head) and noun.right_edge.i + 1 == noun.head.i


def _are_of_a_kind(count: Count) -> bool:
    """Whether a number tells what some of those counted are: "30 are women", "12 are officers and 185 soldiers"."""
    noun = count.noun
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return False
    told = [c.lemma for c in noun.head.children if c.dep_ in ("attr", "acomp")]
    if any(lemma in setting("women") for lemma in told):
        return True
    by_rank = any(t.lemma in setting("rank") and t.dep_ == "attr" for t in noun.sent)
    return by_rank and count.is_elliptic and any(lemma in force_nouns() for lemma in told)


def _is_held(noun: Token) -> bool:
    """Whether the counted ones are in somebody's hands: "rebels are holding 500 peacekeepers", "40 are being held"."""
    verb = noun.head
    if verb.lemma_ != "hold" or noun.dep_ not in ("dobj", "nsubjpass") or any(c.dep_ == "prt" for c in verb.children):
        return False
    is_foreign = any(c.dep_ == "amod" and c.text.istitle() for c in noun.children)  # "has held 46 Ivorian soldiers"
    return noun.dep_ == "nsubjpass" or verb.tag_ == "VBG" or (verb.tag_ == "VBN" and is_foreign)


def _is_fallen(noun: Token) -> bool:
    """Whether the counted ones fell: "43 Danes have fallen in Helmand", not "the troops fell to 2,500"."""
    verb = noun.head
    clauses = (c for c in noun.children if c.dep_ in ("relcl", "acl"))
    if any(f"{v.lemma_} {c.lemma}" in setting("dying") for v in (verb, *clauses) for c in v.children):
        return True  # "41 Ghanaians have laid down their lives there"
    if noun.dep_ not in ("nsubj", "npadvmod") or verb.lemma_ != "fall":
        return False
    return not any(c.lower_ in setting("fallen_short") for c in verb.children)


def _is_left_dead(noun: Token, excluded: dict[str, str]) -> bool:
    """Whether a verb tells what became of the counted ones: "leaving nine policemen dead"."""
    if noun.dep_ not in ("dobj", "nsubj", "nsubjpass") or not is_verb(noun.head):
        return False
    told = [c for c in noun.head.children if c.dep_ in ("oprd", "acomp")]
    if noun.dep_ == "nsubjpass" or noun.head.lemma_ in ("stand", "face"):  # "were put on trial", "stood trial"
        told += [c for c in noun.head.children if c.dep_ == "dobj"]
        told += [t for c in noun.head.children if c.dep_ == "prep" for t in c.children if not t.children]
    return any(excluded.get(t.lemma) == "casualty" for t in told)


def _is_hurt_beyond(noun: Token, excluded: dict[str, str]) -> bool:
    """Whether what became of the counted ones stands behind an aside: "90 men, most of them Italian, were hurt"."""
    doc = noun.doc
    if noun.i + 1 >= len(doc) or doc[noun.i + 1].text != ",":
        return False
    behind = doc[noun.i + 2 : noun.i + 2 + _LONGEST_ASIDE]
    end = next((t for t in behind if t.text == "," and t.i + 2 < len(doc) and doc[t.i + 1].lemma_ == "be"), None)
    if end is None or doc[end.i + 2].lemma not in excluded:
        return False
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in doc[end.i + 2].children)


def _is_toll(count: Count, excluded: dict[str, str]) -> bool:
    """Whether words of casualties stand right before a bare number: "and that of the dead at 600"."""
    doc, start = count.noun.doc, count.number.start
    before: list[Token] = []
    while start > 0 and len(before) < _NEAR and not doc[start - 1].is_punct:
        start -= 1
        before.append(doc[start])
    return any(excluded.get(t.lemma) == "casualty" for t in before)


def _is_in_pay(trigger: Trigger) -> bool:
    """Whether a word tells that somebody takes people into his forces."""
    return trigger.token.lemma_ in setting("enlisting")


def _excludes(child: Token, excluded: dict[str, str]) -> bool:
    if child.dep_ == "appos" and child.tag_ == "NN" and child.head.tag_ in ("NNS", "NNPS"):
        return False  # "11,000 soldiers are in Russia, a claim that Moscow has denied"
    if child.dep_ == "conj" and any(c.dep_ == "nummod" for c in child.children):
        return False  # "4,800 soldiers and 200 civilians"
    if child.dep_ == "conj" and child.lemma in setting("accompanying") and triggers_over(child.head):
        return False  # "is home to 3,200 sailors and their families"
    if child.dep_ == "relcl" and any(c.dep_ in ("nsubj", "nsubjpass") and c.like_num for c in child.children):
        return False  # "160 soldiers, eight of whom were hurt"
    if child.dep_ == "amod" and child.lemma == "retire" and any(_is_in_pay(t) for t in triggers_over(child.head)):
        return False  # "300 retired soldiers hired to guard pipelines"
    return child.lemma in excluded and not (child.dep_ == "relcl" and child.lemma_ in setting("escaping"))


def _under_excluded(noun: Token, excluded: dict[str, str]) -> bool:
    if noun.dep_ in ("nsubj", "nsubjpass"):
        joined = (c for c in noun.head.children if c.dep_ == "conj" and is_verb(c))
        own = (c for c in joined if not any(x.dep_ in ("nsubj", "nsubjpass") for x in c.children))
        if any(excluded.get(c.lemma_) == "desertion" for c in own):
            return True  # "crossed over and deserted"
    current = noun
    for _ in range(_STEPS):
        if current.head == current:
            return False
        below, current = current, current.head
        if current.lemma in excluded and below.dep_ not in _CLAUSES:
            return not (is_verb(current) and below.dep_ == "prep" and below.lower_ in ("with", "from", "for"))
        if is_verb(current) and current.lemma not in ("be", "have"):
            return False
    return False


def _is_army(count: Count) -> bool:
    """The size of an army: "an army of 1.2 million soldiers", "has cut its army by 5,000"."""
    noun = count.noun
    are_men = noun.lemma in force_nouns() and count.number.end == noun.i  # "has 1,100 military in Mali"
    is_army = noun.lemma in setting("army") and not any(map(_leads_somewhere, noun.children))
    if (is_army and not are_men) or _is_strength_of_an_army(noun):
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ in ("by", "to") and is_verb(noun.head.head):
        changed = (c for c in noun.head.head.children if c.dep_ in ("dobj", "nsubj", "nsubjpass"))
        if any(c.lemma in setting("army") and not any(map(_leads_somewhere, c.children)) for c in changed):
            return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma in setting("army")


def _counted_body(noun: Token) -> Token | None:
    """The subject of a verb that tells how many somebody has, where no place is told."""
    verb = next((t for t in (noun, *noun.ancestors) if is_verb(t)), None)
    if verb is None or verb.lemma_ not in ("be", "have", *setting("counted")):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "from":
        return None  # "has 2,500 soldiers in Iraq, down from 5,200"
    beside = (*verb.children, *noun.children)
    if any(_leads_somewhere(t) or t.lower_ in setting("there") for t in beside):
        return None  # "the army has 500 men in Kosovo"
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject if subject != noun else None


def _leads_somewhere(preposition: Token) -> bool:
    """Whether a place may stand behind a preposition: not "on call", "in all", "at present", "in 2030"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in IN:
        return False
    return any(t.pos_ == "PROPN" or (t.children and not t.like_num) for t in preposition.children)


def _is_strength_of_an_army(noun: Token) -> bool:
    """How many an army has in all: "the national guard is 12,000 strong", "its army has 6,500 men"."""
    subject = _counted_body(noun)
    if subject is None or any(c.dep_ == "amod" and c.text.istitle() for c in noun.children):
        return False  # "the National Guard has 950 Greek officers"
    words = {t.lower_ for t in subject.subtree if t.dep_ in ("amod", "compound")} | {subject.lower_}
    return subject.lower_ in setting("army") or any(words.issuperset(w.split()) for w in setting("whole_army"))


def _names_drill(noun: Token) -> bool:
    """Whether a noun is one for a drill, or the name of one: "the exercise Cold Response"."""
    beside = (noun, *(c for c in noun.children if c.dep_ in ("compound", "nmod", "appos")))
    return any(t.lemma in setting("drill") for t in beside)


def _is_drill(noun: Token) -> bool:
    """Participants of an exercise: "5,000 troops took part in the drill", "an exercise with 5,000 troops"."""
    verb = next((t for t in noun.ancestors if is_verb(t)), None)
    if noun.head.dep_ == "prep" and noun.head.head.lemma in setting("drill"):
        return True
    if verb is not None and verb.dep_ == "relcl" and _names_drill(verb.head):
        return True  # "an exercise which is to bring together 25,000 soldiers"
    if verb is None or verb.lemma not in setting("practising"):
        return False
    drills = (t for t in verb.subtree if t.pos_ == "NOUN" and t.lemma in setting("drill"))
    # not of "will join 400 soldiers who are there on exercise"
    return any(next((a for a in t.ancestors if is_verb(a)), None) == verb for t in drills)
