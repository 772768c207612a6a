"""The day of a deal from a sentence nearby: "The contract was signed on 4 May", "Done at Oslo on 4 May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.draft import Draft
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_NEAR = 2  # sentences within which the deal is told
_MADE = ("approved", "agreed")  # a signature is no day of what was weighed before it or delivered after
_DEALS = ("buy", "sell", "deal")
_POINTING = frozenset("the this these both its their".split())
_PRONOUNS = ("it", "they", "both")
_SIGNING = words("arms_words", "signing")
_DONE = words("arms_words", "done")


def date_by_signature(drafts: list[Draft], context: Context) -> None:
    """Fill the day of the deals that were told to be made without one."""
    undated = [d for d in drafts if d.get("deal_status") in _MADE and not _is_dated(d, context)]
    if not undated:
        return
    index = context.reading.sentence_index
    told = {index[d.anchor] for d in drafts}
    for verb in context.reading.doc.among(_SIGNING | _DONE):
        if not is_verb(verb) or index[verb.i] in told:
            continue
        here = index[verb.i]
        if _opens(verb) and verb.lower_ != verb.lemma:
            concerned = [d for d in undated if abs(index[d.anchor] - here) <= _NEAR and _is_in_line(d, verb, context)]
        elif verb.lemma in _SIGNING and _is_of_deal(verb):
            last = max((n for n in told if 0 < here - n <= _NEAR), default=None)
            concerned = [d for d in undated if index[d.anchor] == last]
        else:
            continue
        for draft in concerned:
            put_dates(draft, verb, ("deal_date_from", "deal_date_to"), context)


def _is_dated(draft: Draft, context: Context) -> bool:
    """Whether a deal has a day on which it can have been made, and not one that is still to come."""
    last = draft.get("deal_date_to")
    return last is not None and (context.published is None or last <= context.published)


def _opens(verb: Token) -> bool:
    """Whether a participle stands at the beginning of words without a subject: "Done at Oslo", "Signed on 4 May"."""
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "ROOT" and verb.i == verb.sent.start and not has_subject


def _is_in_line(draft: Draft, verb: Token, context: Context) -> bool:
    low, high = sorted((draft.anchor, verb.i))
    return not any(low <= end < high for end in context.reading.line_ends)


def _is_of_deal(verb: Token) -> bool:
    """Whether what was signed is a deal told before: "the contract was signed", "signed in May, the deal is worth"."""
    told = verdict(verb)
    if told.negated or told.time not in ("past", "bare") or (told.time == "bare" and verb.tag_ != "VBN"):
        return False
    concerned = [c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")]
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        concerned.append(verb.head)
    elif verb.tag_ == "VBN" and verb.dep_ == "advcl" and not concerned:
        concerned += [c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    return any(c.lower_ in _PRONOUNS or _is_the_deal(c, verb) for c in concerned)


def _is_the_deal(noun: Token, verb: Token) -> bool:
    found = trigger_table("arms_triggers").at(noun) if not is_verb(noun) else None
    children = [c for c in noun.children if c != verb]
    is_plain = not any(c.dep_ in ("prep", "relcl", "acl", "compound") for c in children)
    is_pointing = any(c.lower_ in _POINTING for c in children)
    return found is not None and found.sense in _DEALS and is_plain and is_pointing
