"""Deployments of a document: a count, whose forces it counts, where they are, in what state, who says so."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_country
from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.draft import Draft
from pipelines.facts.roles import is_verb
from pipelines.facts.theatre import theatre
from pipelines.facts.troops.again import told_again
from pipelines.facts.troops.claims.claimants import Claimant, Claims
from pipelines.facts.troops.claims.denials import put_denials
from pipelines.facts.troops.counts.ceilings import force_under_ceiling
from pipelines.facts.troops.counts.civilians import are_civilians
from pipelines.facts.troops.counts.count import Count
from pipelines.facts.troops.counts.counts import find_counts
from pipelines.facts.troops.counts.lines import Row, find_rows, line_spans
from pipelines.facts.troops.counts.listed_names import listed_name
from pipelines.facts.troops.counts.scope import is_out_of_scope
from pipelines.facts.troops.counts.shares import Share, shares
from pipelines.facts.troops.departures import origin_left
from pipelines.facts.troops.details import Details
from pipelines.facts.troops.drafts import Told, draft_of
from pipelines.facts.troops.forces.borrowed import asked_place, no_sender, scene
from pipelines.facts.troops.forces.force_told import force_of
from pipelines.facts.troops.forces.joint import (
    is_of_allies,
    is_of_each,
    is_of_nations,
    is_row_of_nations,
    nations_summed,
)
from pipelines.facts.troops.forces.missions import is_joint, whole_of_mission
from pipelines.facts.troops.forces.phrases import force_in_phrase
from pipelines.facts.troops.forces.sides import PLACES, Side, Topic, is_at_home, side_at, side_of, whom
from pipelines.facts.troops.forces.trainees import trained
from pipelines.facts.troops.forces.unnamed import Around, is_guessed, unnamed_force
from pipelines.facts.troops.moves import MOVES, MOVING, is_owning, triggers_over
from pipelines.facts.troops.places.hosts import host_of, label_of
from pipelines.facts.troops.places.lands import land_of_mission
from pipelines.facts.troops.places.no_land import (
    is_abroad,
    is_at_border,
    is_elsewhere,
    is_of_many_missions,
    is_of_part,
    is_one_of_many,
    is_told_at_home,
)
from pipelines.facts.troops.places.sites import site_of
from pipelines.facts.troops.state import NOT_YET, state_of
from pipelines.facts.troops.status import Status, status_of, status_under
from pipelines.facts.troops.strengths import has_strength, with_strength
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_BORROWED = 0.75  # of a draft's weight, for each side that its own sentence does not tell
_WAYS = {"phrase": 0.85, "unit": 0.8, "ellipsis": 0.7, "gap": 0.75, "share": 0.75, "row": 0.75}


class _Reader:
    """Reads the deployments of one document, count by count."""

    def __init__(self, context: Context, spoken: list[Topic]) -> None:
        self._context = context
        self._spoken = list(spoken)
        self._claims = Claims(context)
        self._lines = line_spans(context)
        self._told: list[Told] = []
        self._details = Details()
        first = next(iter(context.reading.line_ends), 0)
        self._title_ends = first if first and context.reading.doc[first - 1].text != "." else 0
        self._worldwide = -2  # the last sentence with a number of those who serve in the missions of the world
        stage = theatre(context.reading, len(context.reading.doc), title=context.title)
        self._home = next((m.code for m in stage if m.code is not None), None)

    def read(self) -> list[Draft]:
        """The drafts, in the order of the document."""
        context = self._context
        rows = {r.count.number: r for r in find_rows(context, self._lines)}
        counts = [c for c in find_counts(context) if c.number not in rows]
        counts = [c for c in counts if not (is_out_of_scope(c) or are_civilians(c, context))]
        shared = shares(counts, context)
        pending = [*counts, *(r.count for r in rows.values())]
        for count in sorted(pending, key=lambda c: c.number.start):
            if count.number in rows:
                self._keep(self._row(rows[count.number]))
            elif count.number in shared:
                for share in shared[count.number]:
                    self._keep(self._plain(count, share))
            else:
                self._keep(self._gapped(count) or self._plain(count, Share()))
        told_next = zip_longest(self._told, self._told[1:])
        drafts = [draft_of(told, context) for told, behind in told_next if not has_strength(told, behind, context)]
        put_denials(drafts, context)
        return drafts

    def _keep(self, told: Told | None) -> None:
        if told is None or told.force is None or told.status.code is None:
            return
        if told.host is not None and told.host.rule != "host:border" and is_at_home(told.force.code, told.host.code):
            return
        if self._details.holds(told, self._told):
            return
        if self._told and (whole := with_strength(self._told[-1], told)) is not None:
            self._told[-1] = told = whole
        elif (again := told_again(told, self._told, self._title_ends)) is not None:
            self._told[again[0]] = again[1]
        else:
            self._told.append(told)
        self._spoken = [t for t in self._spoken if t.index != told.count.noun.i]
        if told.force is not None and told.force.rule == "force:trained":
            return  # the story is of the trainers
        self._spoken.append(Topic(told.count.noun, told.triggers, told.force, told.host))
        self._spoken.sort(key=lambda t: t.index)

    def _claimant(self, count: Count) -> Claimant | None:
        found = self._claims.of(count.noun, self._context.reading.doc[count.number.end - 1])
        return found if found is not None and found.label is not None else None

    def _plain(self, count: Count, share: Share) -> Told | None:
        context, noun = self._context, count.noun
        triggers = triggers_over(noun)
        way = "share" if share.force or share.host else count.way
        weight = _WAYS[way]
        site = site_of(count.number, context)
        listed = listed_name(count.number.start, context)
        phrase = force_in_phrase(noun, count.number, triggers, context)
        if phrase is None or is_of_nations(noun, context):
            phrase = whole_of_mission(noun, count.number, self._claimant(count), context) or phrase
            if phrase is None and is_joint(noun):
                return None  # "part of a 2,500-strong multinational mission": of no one country
        if is_row_of_nations(phrase, count, context):
            return None
        force = share.force or phrase or self._partitive(count) or listed or force_under_ceiling(count, context)
        force = force or origin_left(noun, triggers, self._spoken, context)
        force = force or trained(count, context) or force_of(noun, count.number, triggers, context)
        if site is not None and force is not None and force.code == site.code:
            force = None  # "Lebanon, with 1,300 men, is the biggest mission"
        own_force = force is not None
        if force is None and not is_of_allies(noun, count.number) and not is_of_each(noun):
            around = Around(context, self._spoken, self._told, self._home)
            force = unnamed_force(count, triggers, self._claimant(count), around)
            weight *= _BORROWED
        if force is None:
            return None
        host = share.host or site or self._served(force) or host_of(noun, count.number, triggers, context, force.code)
        if share.force is not None and host is not None and host.rule == "host:having":
            host = None  # "Brunei and Libya have five each": neither has those of the other
        label = label_of(noun.i, self._lines, context, force.code)
        if label is not None and any(t.force is not None and t.force.start == label.start for t in self._told):
            label = None  # "Estonia: up to 100 engineers. And Prague is to offer 150": whose they are
        host = host or label
        if host is None and is_country(force.code) and is_at_border([noun, *(t.token for t in triggers)]):
            host = replace(force, rule="host:border")
        elif host is not None and share.host is None and (is_one_of_many(host, context) or is_of_part(host, noun)):
            host = None
        elif host is None and not self._is_nowhere(noun, triggers):
            weight *= _BORROWED
            host = self._borrowed_host(noun, triggers, force)
            if host is None or (host.rule == "host:theatre" and is_guessed(force, count, triggers)):
                return None  # neither whose they are nor where is told of them
        host = no_sender(host, force.code, self._spoken, noun, context) if host is not None else None
        if host is not None and host.code in nations_summed(count, context):
            return None  # "12,000 Thai and U.S. troops": some of them are at home
        claimant = self._claimant(count)
        told = Told(count, triggers, force, host, NOT_YET, claimant, way, weight)
        status = state_of(told, self._told, self._spoken, context)
        is_fragment = not is_verb(noun.sent.root)  # "A thousand soldiers from Rwanda."
        bare = status.rule == "status:none" or (status.rule == "status:before" and is_fragment)
        if bare and count.is_elliptic and not own_force and self._is_loose(count, host):
            return None
        return replace(told, status=status)

    def _is_nowhere(self, noun: Token, triggers: list[Trigger]) -> bool:
        """Whether forces are told to be in no one land: abroad, in a region, in the missions of the world."""
        here = self._context.reading.sentence_index[noun.i]
        listed = here - self._worldwide in (0, 1) and all(t.sense in ("be", "keep", "go") for t in triggers)
        if listed or is_of_many_missions(noun):  # a list goes on: "Nepal has 5,700, India 5,300"
            self._worldwide = here
            return True
        return is_abroad(noun, triggers) or is_elsewhere(noun, triggers, self._context)

    def _partitive(self, count: Count) -> Side | None:
        """The force of those of whom a part is told: "Vanuatu let in Chinese policemen, Kiribati has 14 of them"."""
        reading, last = self._context.reading, self._told[-1] if self._told else None
        start, behind = count.number.start, [t.lower_ for t in reading.doc[count.number.end : count.number.end + 2]]
        if behind == ["of", "ours"]:
            return side_of(whom(reading.doc[count.number.end + 1], self._context), "force")
        if behind not in (["of", "them"], ["of", "these"], ["of", "those"]):
            return None
        peoples = (m for m in reading.within(count.noun.sent, "nationality") if m.code is not None and m.end <= start)
        people = next((m for m in reversed(list(peoples)) if reading.doc[m.end - 1].tag_ in ("NNS", "NNPS")), None)
        if people is not None:
            return side_at(people, "force:name")  # "The Danes - 750 of them went home - are to return"
        if last is None or last.force is None or not is_country(last.force.code):
            return None
        near = reading.sentence_index[start] - reading.sentence_index[last.count.number.start] <= 1
        return replace(last.force, rule="force:topic") if near else None

    def _is_loose(self, count: Count, host: Side | None) -> bool:
        """Whether nothing beside a bare number speaks of forces: nobody claims it, no place and no count is near."""
        if host is None or host.rule not in ("host:topic", "host:theatre"):
            return False
        if self._claims.of(count.noun, self._context.reading.doc[count.number.end - 1]) is not None:
            return False
        sentence = self._context.reading.sentence_index
        return not any(0 <= sentence[count.noun.i] - sentence[t.count.noun.i] <= 1 for t in self._told)

    def _borrowed_host(self, noun: Token, triggers: list[Trigger], force: Side) -> Side | None:
        """The place that the sentence of a count does not tell, or None where there is none or none is meant."""
        context = self._context
        if is_told_at_home(noun, triggers, context, force.code):
            return None
        taught = noun
        while taught.dep_ in ("appos", "prep") or (taught != noun and taught.dep_ == "pobj"):
            taught = taught.head  # "battalions of the Somali army, 2,407 soldiers in all"
        if taught.dep_ == "dobj" and taught.head.lemma_ in setting("schooling"):
            return None  # "has taught 40,000 Ukrainians": where is not told
        owned = bool(triggers) and all(is_owning(t) for t in triggers)
        if owned and not any(t.host is not None or any(m.sense in MOVING for m in t.triggers) for t in self._spoken):
            return None  # the document speaks of armies at home
        moved = any(t.sense in MOVES and not is_owning(t) for t in triggers)
        asked = asked_place(noun, context, force.code)
        return asked or scene(self._spoken, noun.i, context, force.code, moved=moved)

    def _served(self, force: Side) -> Side | None:
        """The land of the mission that "the mission" was."""
        mention = self._context.reading.mention_at(force.start) if force.rule == "force:mission" else None
        land = land_of_mission(mention) if mention is not None else None
        return Side(land, force.start, force.end, "host:mission") if land is not None else None

    def _gapped(self, count: Count) -> Told | None:
        """The next item after a clause whose verb it leaves out: "France sent 750 soldiers, Belgium 250"."""
        context = self._context
        name = listed_name(count.number.start, context)
        first = self._told[-1] if self._told else None
        if name is None or first is None or site_of(count.number, context) is not None:
            return None
        if first.count.noun.sent != context.reading.doc[count.number.start].sent:
            return None
        if any(t.pos_ in ("VERB", "AUX") for t in context.reading.doc[name.end : count.number.start]):
            return None
        if name.start < first.count.number.end:
            return None
        verb = next((t for t in first.count.noun.ancestors if is_saying(t)), None)
        counting = first.claimant is not None and verb is not None and first.claimant.end <= verb.i < first.count.noun.i
        over = self._claimant(count)
        if over is None and first.claimant is not None and first.claimant.rule == "claimant:accord":
            over = first.claimant  # "according to the ministry, Uganda will furnish 4,500 soldiers, Ethiopia 2,500"
        claimant = Claimant(name.code, name.start, name.end, "claimant:gap") if counting else over
        hosting = any(t.sense == "host" for t in first.triggers)  # "Kuwait hosts 13,500 of them, Jordan 3,000"
        force = first.force if counting or hosting else name
        host = host_of(count.noun, count.number, [], context, force.code if force else None)
        if hosting or host is None or host.rule != "host:beside":
            host = replace(name, rule="host:list") if hosting else first.host
        if not count.is_elliptic:
            own = status_of(count.noun, triggers_over(count.noun))
            if own.code is not None and own.rule not in ("status:none", "status:told"):
                return Told(count, first.triggers, force, host, own, claimant, "gap", _WAYS["gap"])
        return Told(count, first.triggers, force, host, first.status, claimant, "gap", _WAYS["gap"])

    def _row(self, row: Row) -> Told | None:
        """A row of a list or table: its name is the force, or the place where the heading names the force."""
        context, count, (start, end) = self._context, row.count, row.heading
        name = Side(row.name.code or "", row.name.start, row.name.end, "force:row")
        host: Side | None
        over = [t for t in self._spoken if start <= t.index < end]
        named = [t.force for t in reversed(over) if t.force and not t.force.rule.endswith("reference")]
        force_over = next((f for f in named if f.code != name.code), None)
        host_over = next((t.host for t in reversed(over) if t.host and t.host.code != name.code), None)
        if row.force is not None and row.host is not None:
            force, host = row.force, row.host
        elif row.host is not None and force_over is not None:
            force, host = force_over, row.host
        elif host_over is None and force_over is not None and row.name.label in PLACES and row.force is None:
            force = force_over
            host = Side(name.code, name.start, name.end, "host:row")
        else:
            force = name
            host = host_over or scene(self._spoken, count.noun.i, context, name.code)
        if host is None:
            return None
        doc = context.reading.doc
        status = status_under(*row.span, doc) or status_under(start, end, doc)
        status = status or Status("deployed", (count.noun,), "status:row")
        return Told(count, [], force, host, status, None, "row", _WAYS["row"])


def find_deployments(context: Context, spoken: list[Topic]) -> list[Draft]:
    """The deployments of a document, one draft a place where one is told, in its order."""
    return _Reader(context, spoken).read()
