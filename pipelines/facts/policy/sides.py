"""Who acts and whom it concerns, as the act's own sentence tells: by its arguments and those of the verb over it.

What the sentence does not tell is borrowed in discourse.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses
from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.parties import Party
from pipelines.facts.policy.acts import is_presupposed
from pipelines.facts.policy.joint import joint
from pipelines.facts.roles import arguments, conjuncts, governors, is_passive, is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts import Act

BODIES = frozenset(
    "EU NATO UN AU G7 G20 ECOWAS IAEA OPCW ASEAN CSTO SADC AES GCC EAC IGAD OSCE CARICOM MERCOSUR ARAB_LEAGUE OAS OIC "
    "PIF ECCAS CEMAC COE CELAC UNASUR BRICS SCO EAEU CIS".split()
)
_AGAINST = ("against", "on", "upon", "from", "with", "to", "at", "in", "into", "of", "for", "over")
_UPON = tuple(p for p in _AGAINST if p != "with")  # with whom they are imposed is no target
_FOR = ("to", "for", "with", "into", "in", "between", "of", "on", "across", "over")
_NARROW = {
    "un_action": ("against", "on", "to"),
    **dict.fromkeys(("sanctions", "asset_freeze", "trade_measure", "export_controls", "arms_embargo"), _UPON),
    "weapons_use_permission": ("to", "for", "by"),
    "treaty_action": ("with",),
    "mediation": ("between", "in", "with", "for", "on", "over", "to"),
    "air_defence_support": ("over", "for", "to", "in"),
    "exercise": ("around", "near", "off", "against"),
}
_ALONE = frozenset(
    ("air_defence_support", "un_action", "treaty_action", "exercise", "troop_withdrawal", "base_access")
)  # no side from the clause at large
_THEMES = frozenset(("strike", "recognition", "sanctions", "arms_supply", "other", "mediation"))
_ARGUMENTS = ("pobj", "poss", "amod", "compound", "nmod", "dative")
_HOSTED = frozenset(("troop_deployment", "training"))  # whose other side at large is told by a place alone
_BY_FORCES = frozenset("strike exercise humanitarian_aid air_defence_support troop_deployment".split())
_OF_OWN = frozenset("arms_supply troop_deployment troop_withdrawal".split())  # whose object is the actor's own
_JOINTLY = frozenset("together along jointly".split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SEVERAL = {"they": 2, "both": 2, "two": 2, "three": 3, "four": 4, "trio": 3, "pair": 2}
_PRONOUNS = frozenset("it they he she who which that".split())
_LEVELS = 3  # verbs above an act whose subject is looked at
_STATE = 3  # letters of the code of a state
_DATELINE = 8  # tokens up to the dash behind the place
_REACH = 3  # sentences back in which those are told whom "they" stands for
_MOST = 4  # other sides of one act


def acts_for_itself(party: Party | None) -> bool:
    """States and organisations act; armed groups, companies and persons out of office do not."""
    return party is not None and party.kind != "company" and is_state_or_body(party.code)


def is_state_or_body(code: str) -> bool:
    """Whether a code is that of a state or of an organisation of states."""
    return code in BODIES or f"countries:{code}" in reference().entries


def seated(party: Party, context: Context) -> Party:
    """The party itself, or the organisation whose seat it is: Brussels is the Union's where no Belgium is named."""
    words = context.reading.doc[party.start : party.end].text.lower()
    for cue in cues("shared_seats"):
        if cue.scope == party.code and words == cue.phrase and not _is_named(party.code, cue.phrase, context):
            return replace(party, code=cue.sense, kind="body")
    return party


def _is_named(code: str, seat: str, context: Context) -> bool:
    mentions = context.reading.of_label("country")
    return any(m.code == code and context.reading.doc[m.start : m.end].text.lower() != seat for m in mentions)


def acting(tokens: Iterable[Token], context: Context, *, with_forces: bool = False) -> list[Party]:
    """The states and organisations among phrases, each once; their ships and aircraft where these act for them."""
    found: dict[str, Party] = {}
    for token in tokens:
        if _is_out_of_office(token):
            continue
        if several := joint(token, context):
            found |= {p.code: p for p in several if p.code not in found and acts_for_itself(p)}
            continue
        if context.parties.is_place_only(token):
            continue
        if token.i in context.item_heads and not with_forces:
            continue
        told = context.parties.of(token)
        if told is None and with_forces:  # "its aircraft"
            told = next((p for c in token.children if c.dep_ == "poss" and (p := context.parties.of(c))), None)
        if told is not None and _is_dateline(told, context):
            told = None
        if told is not None and told.rule == "reference":
            told = _ruling(token, context) or told
        alone = [seated(told, context)] if told is not None else []
        for party in together(token, context) or [*alone, *_nations_beside(token, told, context)]:
            if acts_for_itself(party):
                found.setdefault(party.code, party)
    return list(found.values())


def _is_out_of_office(token: Token) -> bool:
    out = senses("out_of_office")
    titles = (c for c in token.children if c.dep_ in ("compound", "nmod"))
    return any(c.lower_ in out for t in (token, *titles) for c in t.children)


def _nations_beside(token: Token, told: Party | None, context: Context) -> list[Party]:
    """The further nations of one phrase: "American and British aircraft"."""
    if told is None or told.rule != "modifier":
        return []
    beside = (t for c in token.children if c.dep_ in ("amod", "nmod", "compound", "poss") for t in conjuncts(c)[1:])
    return [p for t in beside if (p := context.parties.stated(t)) is not None and p.rule == "name"]


def _ruling(token: Token, context: Context) -> Party | None:
    """Whose junta, regime or generals are meant where the words alone stand: those that the document named."""
    words = senses("regime_nouns")
    if token.lemma_.lower() not in words:
        return None
    named = (t for t in context.reading.doc if t.lemma_.lower() in words and t != token)
    return next((p for t in named if (p := context.parties.stated(t)) is not None), None)


def _is_dateline(party: Party, context: Context) -> bool:
    """Whether a name is the place from which a report is sent: "ABUJA - West African leaders met"."""
    doc = context.reading.doc
    first, mention = doc[party.start], context.reading.mention_at(party.start)
    if not first.is_upper or len(first) <= 3 or mention is None or mention.label not in ("location", "country"):
        return False
    behind = doc[party.start + 1 : party.start + _DATELINE]
    return any(t.text in ("–", "—") or (t.text == "-" and doc[t.i - 1].idx + len(doc[t.i - 1]) < t.idx) for t in behind)


def together(token: Token, context: Context) -> list[Party]:
    """The states that a word for several stands for ("they", "the three", "both countries"): those told last."""
    if token.lower_ == "they" and token.head.dep_ == "ccomp":
        speakers = [t for t in token.head.head.children if t.dep_ == "nsubj" and t.lower_ != "they"]
        return acting(speakers, context)  # "the three announced that they ..."
    words = [token.lower_, *(c.lower_ for c in token.children if c.dep_ in ("nummod", "det", "amod", "predet"))]
    number = next((_SEVERAL[w] for w in words if w in _SEVERAL), None)
    if number is None or not (token.lower_ in _SEVERAL or token.lemma_.lower() in senses("party_nouns")):
        return []
    here = context.reading.sentence_index[token.i]
    codes: dict[str, Party] = {}
    for mention in reversed(context.reading.mentions):
        if mention.start >= token.i or mention.label not in ("country", "location", "organisation", "nationality"):
            continue
        if here - context.reading.sentence_index[mention.start] > _REACH:
            break
        if mention.code and is_state_or_body(mention.code) and len(codes) < max(number, 2):
            codes.setdefault(mention.code, Party(mention.code, mention.start, mention.end, "reference", "country"))
    if token.lower_ == "they" and not _are_coordinated(codes.values(), context):
        return []
    return list(codes.values()) if len(codes) == max(number, 2) else []


def _are_coordinated(parties: Iterable[Party], context: Context) -> bool:
    heads = [context.reading.head(p.start, p.end) for p in parties]
    return any(a.dep_ == "conj" and a.head == b for a in heads for b in heads)


def predicates(act: Act) -> list[Token]:
    """The verbs that may tell who acts: the act's own, the one of a relative clause on it, those over it."""
    if is_verb(act.token):
        return [act.token]
    above: list[Token] = []
    for token in governors(act.token) if not is_presupposed(act.token) else ():
        if is_verb(token):
            above.append(token)
            if token.dep_ in ("relcl", "advcl", "parataxis") or any(c.dep_ in _SUBJECTS for c in token.children):
                break
    if act.rule == "permission":
        return above
    clauses = (c for c in act.token.children if c.dep_ in ("relcl", "acl") and is_verb(c))
    inside = [c for c in clauses if not any(m.dep_ == "mark" for m in c.children)]
    return [*inside, *above]


def actors_of(act: Act, context: Context) -> list[Party]:
    """Who acts, where the sentence tells it: the owner or agent of a noun, the subject or agent of the verb."""
    told = _subjects_of(predicates(act), context, with_forces=act.instrument in _BY_FORCES)
    is_moved = act.object is not None and act.instrument in _OF_OWN
    if is_moved and (act.rule == "nominal" or (not told and is_passive(act.token))):
        owners = acting([act.object], context, with_forces=True) if act.object is not None else []
        if owners:  # "the withdrawal of Moscow's contingent", "Turkish drones were delivered"
            return owners
    if not told and act.instrument == "condemnation" and is_verb(act.token) and is_passive(act.token):
        hosts = [p for p in acting(arguments(act.token).by("to", "at", "in"), context) if p.kind == "institution"]
        if hosts:  # "was summoned to the foreign ministry in Manila"
            return hosts
    if is_verb(act.token):
        if not told and act.object is not None and act.direction == "own" and is_passive(act.token):
            return acting(arguments(act.object).modifiers, context)  # "the Spanish ambassador was called home"
        return told
    if told and (
        act.rule in ("payment", "assigned sum") or (act.token.dep_ == "dobj" and act.instrument == "sanctions")
    ):
        return told  # "adopted the Union's sanctions"
    own = arguments(act.token)
    owners = acting([t for t in own.modifiers if t.dep_ == "poss" and t.tag_ != "PRP$"] + own.by("by"), context)
    if not owners and act.direction == "target" and own.by("against", "on"):
        owners = acting(own.by("of"), context)  # "sanctions of Switzerland against Belarus"
    rest = [t for t in own.modifiers if t.dep_ != "poss" or t.tag_ == "PRP$"]
    rest = rest if act.instrument != "energy_measure" else []  # Russian gas is not Russia's measure
    return owners or told or acting(rest, context) or (acting(own.by("of"), context) if _is_measure(act) else [])


def _is_measure(act: Act) -> bool:
    return act.rule == "noun" and act.instrument in ("sanctions", "trade_measure", "arms_embargo")


def _subjects_of(verbs: Sequence[Token], context: Context, *, with_forces: bool) -> list[Party]:
    for verb in verbs:
        told = arguments(verb)
        agents = told.by("by") if is_passive(verb) else told.agents or subjects(verb)
        found = acting(agents, context, with_forces=with_forces)
        if not found and (agents or not is_passive(verb)):
            found = _behind(agents, verb, context)
        if found:
            codes = {p.code for p in found}
            return [*found, *(p for p in acting(_partners_in(verb), context) if p.code not in codes)]
    return []


def _behind(agents: Sequence[Token], verb: Token, context: Context) -> list[Party]:
    """Who stands behind a subject that is no party itself: whose decree or services it is, who speaks of "it"."""
    kinds = senses("policy_institutions")
    for agent in agents:
        lemma = agent.lemma_.lower()
        if kinds.get(lemma) == "deed":
            owners = [*arguments(agent).modifiers, *arguments(agent).by("of", "by")]
            if found := acting(owners, context):
                return found
        if lemma not in kinds and lemma not in _PRONOUNS:
            return []
    above = (t for t in governors(verb) if is_verb(t) and not (is_passive(t) and t.dep_ != "conj"))
    for higher in islice(above, _LEVELS):
        if found := acting([t for t in arguments(higher).agents if t not in agents], context):
            return [replace(p, rule="reference") for p in found]
    return _institution(agents, context)


def _institution(agents: Sequence[Token], context: Context) -> list[Party]:
    """Whose government "the government", "ministers", "parliament" are: of the state told last to act."""
    kinds = senses("policy_institutions")
    for agent in agents:
        if (
            kinds.get(agent.lemma_.lower()) == "state"
            and not arguments(agent).modifiers
            and not arguments(agent).obliques
        ):
            party = context.parties.actor_before(agent)
            if acts_for_itself(party) and party is not None and len(party.code) == _STATE:
                return [replace(party, rule="reference")]
    return []


def _partners_in(verb: Token) -> list[Token]:
    """Who acts along with a subject: "together with Estonia, Poland pledged", "jointly with the Danes"."""
    while verb.dep_ == "xcomp":
        verb = verb.head
    found = []
    for child in verb.children:
        phrases = [child, *child.children] if child.lower_ in (*_JOINTLY, "with") else []
        if any(p.lower_ in _JOINTLY for p in phrases) or (child.lower_ == "alongside" and child.i < verb.i):
            withs = [p for p in (*phrases, child) if p.lower_ in ("with", "alongside")]
            found += [t for p in withs for g in p.children if g.dep_ == "pobj" for t in conjuncts(g)]
    return found


def giver_and_receiver(act: Act, context: Context) -> tuple[list[Party], list[Party]] | None:
    """The two sides where the sentence tells who gets something: "received a loan from Japan"."""
    verb = next(iter(predicates(act)), None)
    if verb is None or is_verb(act.token) or act.token.dep_ not in ("dobj", "conj"):
        return None
    if senses("policy_receiving").get(verb.lemma_.lower()) is None or is_passive(verb):
        return None
    givers = acting([*arguments(verb).by("from"), *arguments(act.token).by("from")], context)
    return givers, acting(subjects(verb), context)


def may_borrow_actor(act: Act) -> bool:
    """Whether the sentence leaves it open who acts: a passive that tells of it as news."""
    verb = next(iter(predicates(act)), None)
    if verb is None or (act.rule == "nominal" and act.token.dep_ != "nsubjpass"):
        return False
    if verb.dep_ in ("acl", "relcl"):
        return False
    is_there = any(c.dep_ == "expl" for c in verb.children)
    return is_passive(verb) or is_there or (act.token.head == verb and act.token.dep_ == "nsubj")


def speaker_of(act: Act, context: Context) -> Party | None:
    """The government that tells of an act without an agent: "Exports were banned, the ministry of commerce said"."""
    for verb in predicates(act)[:1]:
        for child in verb.children:
            if child.dep_ in ("parataxis", "ccomp") and (found := acting(subjects(child), context)):
                return found[0]
        if verb.dep_ in ("ccomp", "parataxis") and (found := acting(subjects(verb.head), context)):
            return found[0]
    return None


def others_of(act: Act, actors: Sequence[Party], context: Context) -> list[Party]:
    """Whom an act concerns, where the sentence tells it: phrases of the act, of its object, its verb, its clause."""
    codes = {a.code for a in actors}
    if act.instrument in ("un_action", "sanctions"):
        codes |= {"UN"}  # where it is done, or whose they are
    if act.direction == "mutual":
        return _partners(act, codes, context)
    found = _told(act, codes, context)
    if act.instrument in ("mediation", "ceasefire_proposal"):
        return sorted(found, key=lambda p: len(p.code) != 3)[:1]  # the parties of one mediation are one side
    return found[:_MOST]


def _told(act: Act, codes: set[str], context: Context) -> list[Party]:
    wanted = _NARROW.get(act.instrument, _FOR if act.direction == "beneficiary" else _AGAINST)
    if act.object is not None and (mention := context.reading.mention_at(act.object.i)) is not None:
        if mention.code and mention.label in ("organisation", "country") and mention.code not in codes:
            return [Party(mention.code, mention.start, mention.end, "name", "body")]
    for token in dict.fromkeys((act.token, act.object, *predicates(act)[:1])):
        if token is None:
            continue
        told = arguments(token)
        lent = [c for c in token.children if c.dep_ == "ccomp"] if token.lemma_ == "let" else []
        groups = [[g for c in lent for g in c.children if g.dep_ == "nsubj"]]  # "let Kyiv have"
        groups += [told.datives, *(told.by(preposition) for preposition in wanted)]
        is_given = act.direction == "beneficiary" and act.rule == "noun"  # "American weapons" are not for America
        if not is_verb(token) and not is_given and _NARROW.get(act.instrument, _UPON) == _UPON:
            groups.append(told.modifiers)
        elif is_verb(token) and (act.instrument in _THEMES or act.token in told.agents):
            groups.append([t for t in told.themes if t != act.object])  # "the embargo covers Darfur"
        for group in groups:
            found = _concerned(group, codes, context)
            if found and not (act.instrument in _HOSTED and BODIES.issuperset(p.code for p in found)):
                return found  # a mission of the Union is where it is sent, not to whom
    if act.instrument in _ALONE:
        return []
    if act.object is not None and act.instrument not in _HOSTED:
        below = [t for t in act.object.subtree if t != act.object and context.reading.mention_at(t.i)]
        found = _concerned(below, codes, context)
        if found:
            return found[:1]
    clause = next(iter(predicates(act)), act.token)
    inside = [t for t in clause.subtree if t.dep_ in _ARGUMENTS and (m := context.reading.mention_at(t.i)) and m.code]
    inside = [t for t in inside if next((v for v in t.ancestors if is_verb(v)), clause) == clause]
    if act.instrument in _HOSTED:
        inside = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ in _FOR]
    inside.sort(key=lambda t: abs(t.i - act.token.i))
    return _concerned(inside, codes, context)[:1]


def _concerned(tokens: Iterable[Token], codes: set[str], context: Context) -> list[Party]:
    found: dict[str, Party] = {}
    for token in tokens:
        party = context.parties.of(token) or _place(token, context)
        alone = [seated(party, context)] if party is not None else _inside(token, context)
        parties = joint(token, context) or alone
        for told in parties:
            if told.code not in codes and told.kind != "company" and not _is_fund(told, context):
                found.setdefault(told.code, told)
    return list(found.values())


def _is_fund(party: Party, context: Context) -> bool:
    """Whether a party is neither a state nor a group nor a body of states, but a fund, a court, an agency."""
    mention = context.reading.mention_at(party.start)
    return mention is not None and mention.label == "organisation" and not is_state_or_body(party.code)


def _inside(token: Token, context: Context) -> list[Party]:
    """The parties of a phrase whose head is none: "on members of the juntas in Niger and Mali"."""
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "DET"):
        return []
    for child in token.subtree:
        if child != token and (context.parties.stated(child) or _place(child, context)):
            told = (context.parties.stated(t) or _place(t, context) for t in conjuncts(child))
            return [p for p in told if p is not None]
    return []


def _place(token: Token, context: Context) -> Party | None:
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.code and mention.label in ("location", "facility", "country"):
        return Party(mention.code, mention.start, mention.end, "place", "country")
    return None


def _partners(act: Act, codes: set[str], context: Context) -> list[Party]:
    """The other side of what is done together: "cooperation with Japan", "met with Duda to discuss cooperation"."""
    clauses = [c for c in act.token.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    for token in (act.token, act.object, *clauses, *governors(act.token)):
        if token is None:
            continue
        told = [context.parties.of(t) for t in arguments(token).by("with", "between", "alongside")]
        told += [context.parties.of(t) for t in arguments(token).datives]
        told += [context.parties.of(t) for t in arguments(token).by("to")] if token == act.token else []
        if act.instrument == "talks" and token in (act.token, act.object):  # "offered Iran talks"
            told += [context.parties.stated(t) for t in arguments(token).modifiers]
        others = {p.code: p for p in told if p is not None and p.code not in codes and p.kind != "company"}
        if others:
            return list(others.values())[:_MOST]
    return []
