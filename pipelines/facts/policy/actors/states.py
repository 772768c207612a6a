"""The states and organisations of states that a phrase stands for, if they can act: no companies, no armed groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, senses, words
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.parties.country_classes import country_classes
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.policy.actors.joint import joint
from pipelines.facts.policy.actors.labels import label_before
from pipelines.facts.policy.acts.ships import navy_of
from pipelines.facts.roles import arguments, conjuncts, is_passive, is_verb, prepositional, subjects
from pipelines.facts.standpoint import datelines

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

BODIES = frozenset(
    "EU NATO UN AU G7 G20 ECOWAS IAEA OPCW ASEAN CSTO SADC AES GCC EAC IGAD OSCE IMF CARICOM MERCOSUR ARAB_LEAGUE OAS "
    "OIC PIF ECCAS CEMAC COE CELAC UNASUR BRICS SCO EAEU CIS".split()
)
_GROUPS = words("policy_words", "group")
_EVERY = ("each", "both", "neither", "none", "all")  # of those told last as a list
_OWN = words("policy_words", "own body")
_LEADING = words("policy_words", "leading")
_NAMING = ("country", "nationality", "location")
_STATES = words("policy_words", "land")
_KNOWN = ("the", "this")
_OURS = ("we", "our", "ours", "us")


def acts_for_itself(party: Party | None) -> bool:
    """States and organisations act; armed groups, companies, persons out of office and islands of others do not."""
    if party is None or party.kind == "company" or not is_state_or_body(party.code):
        return False
    entry = reference().entries.get(f"countries:{party.code}")
    return entry is None or entry.entity_class != "territory"


def is_state_or_body(code: str) -> bool:
    """Whether a code is that of a state or of an organisation of states."""
    return code in BODIES or f"countries:{code}" in reference().entries


@cache
def _seats() -> dict[str, list[Cue]]:
    """Code of a country -> the cities in it that stand for an organisation."""
    found: dict[str, list[Cue]] = {}
    for cue in cues("shared_seats"):
        found.setdefault(cue.scope, []).append(cue)
    return found


def seated(party: Party, context: Context) -> Party:
    """The party itself, or the organisation whose seat it is.

    Brussels is the Union's where no Belgium is named, "the council in New York" that of the United Nations.
    """
    for cue in _seats().get(party.code, ()):
        told = context.reading.doc[party.start : party.end].text.lower()
        is_whole = told == cue.phrase or (_is_several(party, context) and told.endswith(f" in {cue.phrase}"))
        is_seat = is_whole and not _is_named(party.code, cue.phrase, context)
        if is_seat or (" in " in cue.phrase and told.endswith(cue.phrase)):
            return replace(party, code=cue.sense, kind="body")
    return party


def _is_several(party: Party, context: Context) -> bool:
    """Whether a phrase is of several who meet there: "ambassadors in Brussels"."""
    return party.rule == "place" and context.reading.head(party.start, party.end).tag_ == "NNS"


def _is_named(code: str, seat: str, context: Context) -> bool:
    mentions = context.reading.of_label("country")
    return any(m.code == code and context.reading.doc[m.start : m.end].text.lower() != seat for m in mentions)


def party_of(token: Token, context: Context) -> Party | None:
    """The party that a phrase stands for; "we" and "our soldiers" outside of quotations are the document's own."""
    told = context.parties.of(token)
    if told is None and token.lower_ in _OURS:
        return _quoted(token, context) if context.is_quoted(token.i) else context.narrator
    if context.own is not None and _is_own_institution(token, told, context):
        return replace(context.own, kind="institution")
    owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ == "our"), None)
    if told is None and owner is not None and token.lemma in (*senses("party_nouns"), *senses("force_nouns")):
        return party_of(owner, context)
    return told


def _quoted(word: Token, context: Context) -> Party | None:
    """The state or body for which somebody speaks who is quoted with "we"."""
    speaker = context.attribution.speaker(word)
    party = context.parties.of(context.reading.head(speaker.start, speaker.end)) if speaker is not None else None
    party = party or label_before(word, context)
    return replace(party, rule="reference") if acts_for_itself(party) and party is not None else None


def _is_own_institution(token: Token, told: Party | None, context: Context) -> bool:
    """Whether "the government" is that of the document's own country: no other was named beside it, or it is a name."""
    if senses("policy_institutions").get(token.lemma) != "state" or token.pos_ == "PRON":
        return False
    if told is None:
        is_bare = all(
            c.lower_ == "the" for c in token.children if c.dep_ in ("det", "amod", "compound", "prep", "appos")
        )
        return is_bare and _is_name(token)
    return (
        told.reference == "definite_noun"
        and told.kind != "body"
        and (  # "the Council" of the Union
            _is_name(token) or context.lines[token.i] != context.lines[told.start]
        )
    )


def _is_name(noun: Token) -> bool:
    """Whether a noun is written as one's own institution is: "the Government" within a sentence."""
    return noun.text.istitle() and noun.i > noun.sent.start and noun.lemma in _OWN


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
        told = party_of(token, context)
        if told is None and (leaders := _led_by(token)):  # "a coalition led by Denmark and the Netherlands"
            found |= {p.code: p for p in acting(leaders, context) if p.code not in found}
            continue
        if told is None and with_forces:  # "its aircraft"
            told = navy_of(token, context) or next(
                (p for c in token.children if c.dep_ == "poss" and (p := party_of(c, context))), None
            )
        if told is None and with_forces and token.tag_ in ("NNS", "NNPS"):  # "planes from Egypt and France"
            senders = [t for preposition, t in prepositional(token) if preposition in ("from", "of")]
            named = (context.parties.stated(t) for t in senders)
            found |= {p.code: p for p in named if p is not None and p.rule == "name" and acts_for_itself(p)}
        if told is not None and told.rule != "reference" and _is_dateline(told, context):
            told = None  # but "the Navy" is that of where the report is sent from
        if told is None or told.rule == "reference":
            told = _ruling(token, context) or told
        alone = [seated(told, context)] if told is not None else []
        for party in together(token, context) or [*alone, *nations_beside(token, told, context)]:
            if acts_for_itself(party):
                found.setdefault(party.code, party)
    return list(found.values())


def council_behind(noun: Token, context: Context) -> Party | None:
    """The United Nations, whose Security Council speaks by a resolution: "resolution 2036 bans", "the resolution".

    Their Human Rights Council, which has a code of its own, is theirs as well.
    """
    mention = context.reading.mention_at(noun.i)
    if mention is not None and str(mention.code).lower() in words("policy_councils", "UN body"):
        return Party("UN", mention.start, mention.end, "name", "body")
    is_numbered = any(c.dep_ == "nummod" for c in noun.children)
    is_known = any(c.lower_ in _KNOWN for c in noun.children) and any(
        m.code == "UN" and m.start < noun.sent.end for m in context.reading.of_label("organisation")
    )
    if noun.lemma != "resolution" or not (is_numbered or is_known):
        return None
    return Party("UN", noun.i, noun.i + 1, "reference", "body")


def _led_by(noun: Token) -> list[Token]:
    """Who leads what a noun stands for: "a coalition led by Oslo", "Oslo leads a coalition of states that is to"."""
    clauses = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _LEADING]
    if leaders := [t for c in clauses for t in (arguments(c).by("by") or _agents_of(c))]:
        return leaders
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    is_led = noun.dep_ == "dobj" and noun.head.lemma_ in _LEADING and is_verb(noun.head)
    return _agents_of(noun.head) if is_led else []


def _agents_of(leading: Token) -> list[Token]:
    return [] if is_passive(leading) else [t for t in subjects(leading) if t.tag_ not in ("WDT", "WP")]


def _is_out_of_office(token: Token) -> bool:
    """Whether a phrase is of who holds no office: "former president", "his party"."""
    if token.lower_ == "party" and any(c.tag_ == "PRP$" for c in token.children):
        return True
    out = senses("out_of_office")
    titles = (c for c in token.children if c.dep_ in ("compound", "nmod"))
    return any(c.lower_ in out for t in (token, *titles) for c in t.children)


def nations_beside(token: Token, told: Party | None, context: Context) -> list[Party]:
    """The further nations of one phrase: "American and British aircraft", "the navies of Oman and Qatar"."""
    if told is None or told.rule not in ("modifier", "place"):
        return []
    before = [c for c in token.children if c.dep_ in ("amod", "nmod", "compound", "poss")]
    listed = [c for c in before if token.doc[c.i + 1].lower_ in (",", "and")]  # "American, British and Jordanian jets"
    beside = [*listed, *(t for c in before for t in conjuncts(c)[1:])]
    if told.rule == "place":
        beside = [t for preposition, t in prepositional(token) if preposition in ("of", "from")][1:]
    return [p for t in beside if (p := context.parties.stated(t)) is not None and p.rule == "name"]


def _ruling(token: Token, context: Context) -> Party | None:
    """Whose junta, regime or military rulers are meant where the words alone stand.

    Those that the document named so, else the officers of the one state under such that it names most.
    """
    if not _is_regime(token) or any(c.dep_ == "poss" for c in token.children):
        return None
    named = (t for t in context.reading.doc if t != token and _is_regime(t))
    told = next((p for t in named if (p := context.parties.stated(t)) is not None), None)
    return told or (_under_officers(context) if _is_junta(token) else None)


def _is_regime(noun: Token) -> bool:
    return senses("regime_nouns").get(noun.lemma) is not None or _is_junta(noun)


def _is_junta(noun: Token) -> bool:
    """Whether a noun is one of officers who rule: "the junta", "the military government"."""
    words, lemma = senses("regime_nouns"), noun.lemma
    phrases = (f"{c.lower_} {lemma}" for c in noun.children if c.dep_ in ("amod", "compound"))
    return words.get(lemma) == "junta" or any(words.get(phrase) == "junta" for phrase in phrases)


def _under_officers(context: Context) -> Party | None:
    """The state ruled by officers that a document names most, if it names one most."""
    ruled = country_classes("rule")["junta"]
    named = [m for m in context.reading.of_label(*_NAMING) if m.code in ruled]
    counts = Counter(m.code for m in named).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    mention = next(m for m in named if m.code == counts[0][0])
    return Party(str(mention.code), mention.start, mention.end, "reference", "institution")


def _is_dateline(party: Party, context: Context) -> bool:
    """Whether a name is the place from which a report is sent: "ABUJA - West African leaders met"."""
    return any(mention.start == party.start for _, mention in datelines(context.reading))


def together(token: Token, context: Context) -> list[Party]:
    """The states that a word for several stands for ("they", "the three", "both countries", "each")."""
    if token.lower_ in _EVERY and token.dep_ == "nsubj" and not any(c.dep_ == "prep" for c in token.children):
        return _listed_before(token, context)
    clause = token.head
    while clause.dep_ == "conj":
        clause = clause.head
    if token.lower_ == "they" and clause.dep_ == "ccomp" and not context.is_quoted(token.i):
        speakers = [t for t in clause.head.children if t.dep_ == "nsubj" and t.lower_ != "they"]
        if speakers:
            return acting([t for s in speakers for t in conjuncts(s)], context)  # "the three announced that they ..."
    if token.dep_ == "nummod" or (token.tag_ == "NN" and token.lower_ not in _GROUPS):
        return []  # "two jets"; "the deal" has two sides, but does nothing
    owner = next((c for c in token.children if c.dep_ == "poss" and c.tag_ == "NNS"), token)
    several = context.parties.all_of(owner)  # "the two countries' ministries" are theirs
    if owner.lemma in _STATES and any(not is_state(p.code) for p in several):
        return []  # an alliance is no country
    return several if len(several) > 1 else []


def _listed_before(word: Token, context: Context) -> list[Party]:
    """The states named together as a subject in the sentence of "each" or "all" before it, or in the one before."""
    index = context.reading.sentence_index[word.i]
    start = context.reading.sentences[max(index - 1, 0)].start
    verbs = [t for t in context.reading.doc.tokens[start : word.i] if is_verb(t)]
    lists = [told for verb in reversed(verbs) if len(told := subjects(verb, depth=0)) > 1]
    lists += [arguments(t).by("between") for verb in reversed(verbs) for t in subjects(verb, depth=0)]  # "ties between"
    return next((parties for told in lists if len(parties := acting(told, context)) > 1), [])
