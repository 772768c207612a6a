"""Diplomatic acts that turn out to be none, by their sides: further rules of the table in no_acts.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.facts.policy.acts.case import Case, land_of, with_somebody
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.concerned.phrase_parties import parties_in
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

COUNCILS = frozenset("UN UNHRC IAEA OPCW ICC ICJ WTO".split())  # before which states bring their texts
_VETOING = frozenset("CHN FRA GBR RUS USA".split())
_TEXTS = ("resolution", "motion")
_BALLOTS = words("policy_councils", "ballot")
_BREACHES = words("policy_councils", "breach")
_WARM = words("policy_words", "warm")
_INFORMING = ("tell council", "inform council", "notify council", "write to council")
_OF_COUNCILS = ("veto", "abstain")  # what states do nowhere else
_OF_OTHERS = frozenset("talks ceasefire_proposal treaty_action recognition".split())  # what patrons bring about
_CLOSING = frozenset(("close", "end", "conclude"))
_HOUSING = ("host", "be host to", "play host to", "be host of")
_TWO = 2
_BUSINESS = words("policy_words", "business")
_TO_TALKS = ("invite to", "invite for", "call to")  # whom somebody else wants to see at one table


def is_lonely_talk(case: Case) -> bool:
    """Whether one party talks, and nobody is told with whom; only who refuses to talk at all does so."""
    is_one = case.is_alone and len(case.sides.actors) == 1 and not with_somebody(case.act)
    return is_one and case.telling.stance.code != "ruled_out"


def _is_over(case: Case) -> bool:
    """Whether a gathering has come to its end, which refuses nothing: "closed their summit", "the end of a session"."""
    told = [t for t in (case.act.token, case.act.object) if t is not None]
    cues = [t.lemma for t in (*told, *case.telling.stance.cues)]
    is_named = any(turn_of(t) == "gathering" for t in told) and not case.telling.others
    return is_named and not _CLOSING.isdisjoint(cues)


def _is_in_passing(case: Case) -> bool:
    """Whether several abstain, which is told in passing: "Iran and Cuba abstained", "four members, among them Peru"."""
    if case.act.cue.phrase.split()[0] != "abstain":
        return False
    return len(case.sides.actors) > 1 or any(t.tag_ == "NNS" for t in arguments(case.act.token).agents)


def _is_own_veto(case: Case) -> bool:
    """Whether somebody vetoes who has no veto in the Council: a president a bill, a member of the Union its text."""
    is_veto = "veto" in (case.act.token.lemma, case.act.object.lemma if case.act.object is not None else "")
    return is_veto and _VETOING.isdisjoint(a.code for a in case.sides.actors)


def _is_each_alone(case: Case) -> bool:
    """Whether several are told to do by themselves what takes another: "have both held talks about the missile"."""
    verb = next(iter(predicates(case.act)), case.act.token)
    alone = any(c.lower_ in ("both", "each") and c.dep_ in ("advmod", "preconj", "appos", "dep") for c in verb.children)
    return alone and case.is_alone and len(case.sides.actors) > 1 and not with_somebody(case.act)


def _is_of_lawmakers(case: Case) -> bool:
    """Whether a parliament may object to a sale ("has 30 days to raise objections"), or its text blames no state."""
    if case.act.cue.scope in _TEXTS:
        return case.is_alone
    agents = [t for verb in predicates(case.act)[:1] for t in arguments(verb).agents]
    return any(turn_of(t) == "parliament" for t in agents)


def _is_no_warning(case: Case) -> bool:
    """Whether what is called an act of war is there, and nobody is warned against it."""
    return turn_of(case.act.token) == "deed" and case.telling.stance.code != "considering"


def _is_by_text(case: Case) -> bool:
    """Whether it is a text that ended a war, which is told of the text: "resolution 1701, which ended the fighting"."""
    verb = case.act.token
    agents = [verb.head if t.tag_ == "WDT" and verb.dep_ == "relcl" else t for t in arguments(verb).agents]
    return case.act.cue.scope == "fighting" and any(turn_of(t) == "text" for t in agents)


def _is_no_breach(case: Case) -> bool:
    """Whether a council is told something, and not that another state breaks its word."""
    if case.act.cue.phrase not in _INFORMING:
        return False
    is_blamed = any(t.lemma in _BREACHES for t in case.act.token.subtree)
    return not is_blamed or any(not is_state(a.code) for a in case.sides.actors)


def _is_mere_greeting(case: Case) -> bool:
    """Whether somebody talks to a leader of nobody known, or keeps one out at home."""
    return case.act.cue.scope in ("leader", "emissary") and case.is_alone


def _is_no_break(case: Case) -> bool:
    """Whether something is broken with the help of a state, and nobody breaks with it."""
    return case.act.cue.phrase == "break with" and any(c.dep_ == "dobj" for c in case.act.token.children)


def _is_warmth(case: Case) -> bool:
    """Whether it is told how good relations are, or of trade: "has established cordial relations"."""
    told = case.act.object.children if case.act.object is not None else ()
    return case.act.cue.scope == "relations" and any(c.lower_ in _WARM for c in told if c.dep_ in ("amod", "compound"))


def _is_no_patron(case: Case) -> bool:
    """Whether a noun of auspices tells of no talks of others: "a fund under the aegis of the Union"."""
    if turn_of(case.act.token) != "patronage":
        return False
    index, own = case.context.reading.sentence_index, {a.code for a in case.sides.actors}
    here = (t for t in case.tellings if index[t.act.token.i] == index[case.act.token.i])
    return not any(
        t.act.instrument in _OF_OTHERS and t.actors and own.isdisjoint(a.code for a in t.actors) for t in here
    )


def _is_mere_chair(case: Case) -> bool:
    """Whether somebody leads a meeting, and not one between others or on the war or crisis in another country."""
    noun = case.act.object
    if case.act.cue.phrase in _TO_TALKS:
        return False
    if noun is None or turn_of(noun) != "gathering" or arguments(noun).by("between"):
        return False
    own = {a.code for a in case.sides.actors}
    lands = {land_of(t, case.context) for t in arguments(noun).by("on", "over", "about")}
    if lands - own - {None}:
        return False
    guests = {p.code for p in parties_in(arguments(noun).by("of"), own, case.context)}
    return len(guests) != _TWO  # "a meeting of the Russian and American presidents"


def _is_mere_guest(case: Case) -> bool:
    """Whether a single group is housed, and not brought together with another: "hosts the leaders of the rebels"."""
    if case.act.cue.phrase not in _HOUSING or case.act.cue.scope != "side" or case.act.object is None:
        return False
    mentions = (case.context.reading.mention_at(t.i) for t in case.act.object.subtree)
    told = {m.code for m in mentions if m is not None and m.label in ("armed_group", "country")}
    stated = (case.context.parties.stated(t) for t in case.act.object.subtree if t.pos_ == "NOUN")
    return len(told | {p.code for p in stated if p is not None and told}) == 1


def _is_told_by_guest(case: Case) -> bool:
    """Whether who tells of talks without their host is one of those who talk: "the talks were arranged, Hanoi said"."""
    talking = [{p.code for p in (*t.actors, *t.others)} for t in case.tellings if t.act.instrument == "talks"]
    own = {a.code for a in case.sides.actors}
    return not case.telling.actors and any(len(codes) > 1 and own & codes for codes in talking)


def _is_before_no_council(case: Case) -> bool:
    """Whether a text is passed by a parliament, or where the document names no council of states."""
    if (
        case.act.rule == "noun"
        and case.act.cue.phrase == "draft"
        and not any(t.lemma in _BALLOTS for t in case.act.token.sent)
    ):
        return True  # of a law, a treaty
    if case.act.cue.scope not in _TEXTS or case.act.cue.phrase.split()[0] in _OF_COUNCILS:
        return False
    agents = [t for verb in predicates(case.act)[:1] for t in arguments(verb).agents]
    if any(turn_of(t) == "parliament" for t in agents):
        return True
    councils = [m for m in case.context.reading.of_label("organisation") if m.code in COUNCILS]
    if case.act.object is not None and case.act.object.lemma == "statement":  # others make statements as well
        sentence = case.act.token.sent
        councils = [m for m in councils if sentence.start <= m.start < sentence.end]
    return not councils


def _is_private_complaint(case: Case) -> bool:
    """Whether a complaint is brought against no state, and no council or court of states is told there."""
    sentence = case.act.token.sent
    councils = (m for m in case.context.reading.of_label("organisation") if m.code in COUNCILS)
    is_there = any(sentence.start <= m.start < sentence.end for m in councils)
    return case.act.cue.scope == "case" and case.is_alone and not is_there


def _is_with_company(case: Case) -> bool:
    """Whether a company is one of those who talk, or people at home: "with the shipyard", "with the unions"."""
    told = [t for token in (case.act.token, case.act.object) if token is not None for t in arguments(token).by("with")]
    agents = [t for verb in predicates(case.act)[:1] for t in arguments(verb).agents]
    parties = [[p for t in side if (p := case.context.parties.of(t)) is not None] for side in (told, agents)]
    if told and not parties[0] and all(turn_of(t) == "private" for t in told):
        return True
    return any(side and all(p.kind == "company" for p in side) for side in parties)


def _is_on_arms(case: Case) -> bool:
    """Whether a purchase is talked about, which is a deal and no diplomacy: "talks with Delhi about the missile"."""
    told = [t for t in (case.act.token, case.act.object) if t is not None]
    verbs = predicates(case.act)[:1]
    items = case.context.item_heads
    topics = [t for token in told for t in arguments(token).by("about", "for")]  # "on": more often their limits
    topics = [t for t in topics if not any(c.dep_ == "poss" for c in t.children)]
    if any("arms" in kinds_of(t, case.context) for t in topics):
        return True
    traded = [t for token in (*told, *verbs) for t in arguments(token).by("about", "for", "on", "over", "of")]
    traded += [t for token in told for t in arguments(token).themes if token.lemma_ in ("negotiate", "discuss")]
    traded = [t for t in traded if not any(c.dep_ == "poss" for c in t.children)]  # "talks on its missiles"
    return any(t.i in items or (_is_trade(t) and any(s.i in items for s in t.subtree)) for t in traded)


def _is_of_contract(case: Case) -> bool:
    """Whether the word before the talks tells that they are on a contract: "contract talks", "price negotiations"."""
    told = [t for t in (case.act.token, case.act.object) if t is not None]
    return any(c.lemma in _BUSINESS for t in told for c in t.children if c.dep_ in ("compound", "amod"))


def _is_brought_by_talks(case: Case) -> bool:
    """Whether it is talks that bring leaders together, which nobody mediates by that: "a summit that brought them"."""
    verb = case.act.token
    agents = [verb.head if t.tag_ == "WDT" and verb.dep_ == "relcl" else t for t in arguments(verb).agents]
    talks = trigger_table("policy_instruments")
    named = [talks.at(t) for t in agents]
    is_talk = any(n is not None and n.sense == "talks" for n in named)
    return is_talk or any(turn_of(t) == "gathering" for t in agents)


def _is_no_member(case: Case) -> bool:
    """Whether soldiers join a coalition, or something is left to others, and no state comes into or out of a pact."""
    verb, verbs = case.act.token, predicates(case.act)[:1]
    is_of_troops = any("troops" in kinds_of(t, case.context) for v in verbs for t in arguments(v).agents)
    is_handed_on = verb.lemma == "leave" and bool(arguments(verb).themes) and bool(arguments(verb).by("to"))
    return case.act.cue.scope == "bloc" and (is_of_troops or is_handed_on)


def _is_trade(word: Token) -> bool:
    """Whether a word tells that things change hands: a purchase, a sale, handing over."""
    told = trigger_table("arms_triggers").at(word)
    return told is not None and told.sense in ("buy", "sell")


DIPLOMATIC: tuple[tuple[frozenset[str] | None, Callable[[Case], bool]], ...] = (
    (frozenset(("un_action",)), _is_own_veto),
    (frozenset(("un_action",)), _is_in_passing),
    (frozenset(("un_action",)), _is_no_breach),
    (frozenset(("ceasefire_proposal",)), _is_by_text),
    (frozenset(("talks",)), is_lonely_talk),
    (frozenset(("talks",)), _is_each_alone),
    (frozenset(("talks",)), _is_on_arms),
    (frozenset(("talks",)), _is_with_company),
    (frozenset(("talks",)), _is_of_contract),
    (frozenset(("talks",)), _is_over),
    (frozenset(("talks",)), _is_mere_greeting),
    (frozenset(("other",)), _is_no_warning),
    (frozenset(("other",)), _is_mere_greeting),
    (frozenset(("other", "recognition")), _is_no_break),
    (frozenset(("recognition",)), _is_warmth),
    (frozenset(("mediation",)), _is_brought_by_talks),
    (frozenset(("treaty_action",)), _is_no_member),
    (frozenset(("mediation",)), _is_mere_chair),
    (frozenset(("mediation",)), _is_no_patron),
    (frozenset(("mediation",)), _is_mere_guest),
    (frozenset(("mediation",)), _is_told_by_guest),
    (frozenset(("condemnation",)), _is_of_lawmakers),
    (frozenset(("un_action",)), _is_before_no_council),
    (frozenset(("un_action",)), _is_private_complaint),
)
