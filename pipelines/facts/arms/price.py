"""The price of a deal: a sum in its clause, else in nearby sentences about the same deal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.cells import put_value
from pipelines.facts.arms.price_sentences import (
    goes_on,
    holds,
    is_of_noun,
    is_on_deal,
    is_paid_by,
    is_same,
    names_deal,
    opens_with_deal,
    package_price,
    speaks_of_deal,
    tells_price,
)
from pipelines.facts.arms.sums import sums_of
from pipelines.facts.arms.weapons.counts import UNITS
from pipelines.facts.arms.weapons.items import Item
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import clause_of, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Span, Token
    from pipelines.annotation.reading import Money
    from pipelines.facts.context import Context

_AROUND = (1, -1, 2)  # sentences after and before, in the order in which they are tried
_FAR = 2  # a sentence as far away counts only where nothing between speaks of weapons or money
_BEFORE_LIST = 3  # sentences before the lead of a list in which the package's price is looked for
_EACH = ("each", "apiece")
_BEFORE_EACH = 5  # tokens from "each" to the sum: "each at a price of"
_WHOLE = words("arms_words", "whole")
_DOLLARS = {"CAN": "CAD", "AUS": "AUD", "NZL": "NZD", "SGP": "SGD"}
# a text that tells its dollars apart: "US$", "Canadian dollars"
_MARKED = re.compile(r"[A-Z]\$|U\.S\. ?\$|US dollar|American dollar|U\.S\. dollar|(?:an|and|ore) dollar")
_OPEN, _CLOSE = ("(", "["), (")", "]")


def put_price(draft: Draft, item: Item, items: list[Item], lead: Token, context: Context) -> None:
    """Fill the cells of the price, where one is told.

    Args:
        draft: the deal.
        item: the weapon in it.
        items: all of the document, in order.
        lead: the word that tells the deal: of a list it stands in another sentence, and the price beside it.
        context: the document.
    """
    found = _price(item, items, context, draft)
    if found is None and lead.sent != item.head.sent:
        here = context.reading.sentence_index[lead.i]
        near = [context.reading.sentences[n] for n in (here, here + 1) if n < len(context.reading.sentences)]
        near += [s for s in context.reading.sentences[max(here - _BEFORE_LIST, 0) : here][::-1] if tells_price(s)]
        sums = [m for s in near if not holds(s, items) or s == lead.sent for m in sums_of(s, context)]
        found = sums[0] if sums else None
    if found is None:
        found = package_price(item.head.sent, items, context)
    if found is None:
        return
    amount, number = found.amount, draft.get("quantity_low")
    if _is_each(found, context):
        if number is None or number != draft.get("quantity_high"):
            return
        amount *= number
    place = Place(found.start, found.end, "money")
    shared = {i.head.i for i in items if i.head.sent is item.head.sent}
    put_value(draft, amount, _currency(found, draft, context), "package" if len(shared) > 1 else "row", place, context)


def _is_each(money: Money, context: Context) -> bool:
    """Whether a sum is the price of one: "$80 million each", "a missile costs $200,000", "at a unit price of"."""
    doc = context.reading.doc
    after = [t.lower_ for t in doc[money.end : money.end + 3]]
    if after[:1] and (after[0] in _EACH or (after[0] in ("per", "a", "an") and len(after) > 1 and after[1] in UNITS)):
        return True
    if _EACH[0] in [t.lower_ for t in doc[max(money.start - _BEFORE_EACH, 0) : money.start]]:
        return True
    head = context.reading.head(money.start, money.end)
    verb = head.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    prices = [t for t in (*list(head.ancestors)[:2], *([subject] if subject is not None else [])) if not is_verb(t)]
    if any(c.lower_ in ("unit", "per") for t in prices for c in t.children):
        return True
    if subject is None or verb.lemma not in ("cost", "price"):
        return False
    determiners = [c.lower_ for c in subject.children if c.dep_ == "det"]
    return _EACH[0] in (subject.lower_, *determiners) or (
        subject.i in context.item_heads and determiners[:1] in (["a"], ["an"])
    )


def _currency(money: Money, draft: Draft, context: Context) -> str:
    """The currency of a sum: a bare "$" is the dollar of the country that the document is dated from.

    Where it is dated from none, it is that of the country which it names most, in a deal of this one.
    """
    text = context.reading.doc[money.start : money.end].text
    home = context.home
    if home is None:
        sides = {draft.get("supplier_country"), draft.get("recipient_country")}
        most = max(context.countries, key=lambda code: context.countries[code], default=None)
        home = most if most in sides and "USA" not in sides else None
    local = _DOLLARS.get(home or "")
    if money.currency != "USD" or local is None or "$" not in text or _MARKED.search(context.reading.text):
        return money.currency
    return local


def _price(item: Item, items: list[Item], context: Context, draft: Draft) -> Money | None:
    """The sum of an item's own sentence; that of one beside it is of no deal that came to nothing."""
    reading = context.reading
    here = reading.sentence_index[item.head.i]
    told = sums_of(reading.sentences[here], context)
    own = _in_order(item, items, told) or _within(item, items, told)
    if own is not None or draft.get("deal_status") == "cancelled":
        return own
    for distance in _AROUND:
        index = here + distance
        if not 0 <= index < len(reading.sentences):
            continue
        sentence = reading.sentences[index]
        sums = sums_of(sentence, context)
        is_spoken = bool(sums) and (
            speaks_of_deal(sentence, item, items, context)
            or (is_of_noun(sums[0], context) and not holds(sentence, items))
            or (distance < 0 and names_deal(item.head.sent) and is_of_noun(sums[0], context))
            or (distance > 0 and is_paid_by(sentence, items, draft.get("recipient_country"), context))
        )
        if not is_spoken:
            continue
        if distance < 0 and not goes_on(item.head.sent):
            continue  # what was told before is the price of what was told before
        between = reading.sentences[(here + index) // 2] if abs(distance) == _FAR else None
        if between is not None and (sums_of(between, context) or _holds_other(between, item, items)):
            continue
        is_broken = _is_broken(item.head.i, sums[0].start, context)
        is_on = opens_with_deal(sentence) or is_on_deal(item, sentence, context)
        if is_broken and (context.is_listed(index) or (distance > 0 and not is_on)):
            continue
        same = [i for i in items if i.head.sent == sentence and is_same(i, item)]
        if any(_is_other_batch(i, item) for i in same):
            continue
        price = _in_order(item, items, sums) or (_within(same[0], items, sums) if same else sums[0])
        if price is not None:
            return price
    return _at_its_end(here, context)


def _is_other_batch(other: Item, item: Item) -> bool:
    """Whether another number of a weapon is told, whose price is not this one's: "a contract for 12 more"."""
    numbers = {i.number.low for i in (other, item) if i.number is not None}
    return other.number is not None and item.number is not None and len(numbers) > 1


def _in_order(item: Item, items: list[Item], sums: list[Money]) -> Money | None:
    """The sum at an item's place in its list: "are worth 330 million and 183 million dollars respectively"."""
    here = [i for i in items if i.head.sent is item.head.sent]
    if not sums or len(sums) != len(here):
        return None
    is_in_order = any(t.lower_ == "respectively" for t in item.head.doc[sums[0].start].sent)
    return sums[here.index(item)] if is_in_order else None


def _holds_other(sentence: Span, item: Item, items: list[Item]) -> bool:
    """Whether a sentence holds more than words for an item itself: "The howitzers can be moved by rail"."""
    here = (i for i in items if i.head.sent == sentence)
    return not all(i.number is None and _is_definite(i) and is_same(i, item) for i in here)


def _is_definite(item: Item) -> bool:
    return any(c.lower_ in ("the", "these", "those") for c in item.head.children)


def _at_its_end(here: int, context: Context) -> Money | None:
    """The sum that a paragraph tells for all before it: "The total estimated cost is $524 million."."""
    paragraph = context.paragraphs[context.reading.sentences[here].start]
    for sentence in context.reading.sentences[here + 1 :]:
        if context.paragraphs[sentence.start] != paragraph:
            return None
        if sums := sums_of(sentence, context):
            subject = next((c for c in sentence.root.children if c.dep_ == "nsubj"), None)
            is_cost = subject is not None and senses("price_words").get(subject.lemma) == "price"
            return sums[0] if is_cost and sentence[0].lower_ == "the" else None
    return None


def _within(item: Item, items: list[Item], sums: list[Money]) -> Money | None:
    """The sum of the item's own clause: the nearest behind it, where several items have sums of their own."""
    if not sums:
        return None
    doc = item.head.doc
    here = [i for i in items if i.head.sent is item.head.sent]
    for money in sums:  # "48 jets from TAI ($10bn, signed in July)" is of these alone
        if any(t.text in _OPEN for t in doc[item.end : money.start]) and _is_enclosed(money, doc):
            last = max((i for i in here if i.head.i < money.start), key=lambda i: i.head.i)
            if last is item:
                return money
    free = [m for m in sums if not _is_enclosed(m, doc)] or ([] if len(here) > 1 else sums)
    free = [m for m in free if not _is_set_apart(item, here, doc[m.start])]
    if not free:
        return None
    for money in [
        m for m in free if not _is_whole(m, doc)
    ]:  # "a radar that was bought for 14 million" has the sum for itself
        owner = next((i for i in here if _tells(i, doc[money.start])), None)
        if owner is not None and owner is not item:
            free = [m for m in free if m is not money]
    if not free:
        return None
    if len(free) == 1 and len(here) > 1:
        owners = [i for i in here if clause_of(i.head) == clause_of(doc[free[0].start])]
        before = [i for i in owners if i.head.i < free[0].start]
        if before and len(before) < len(owners) and not _is_whole(free[0], doc):
            owners = before  # "jets for 3 billion and three frigates"
        return free[0] if not owners or item in owners else None
    behind = [m for m in free if m.start > item.head.i]
    return min(behind or free, key=lambda m: abs(m.start - item.head.i))


def _is_set_apart(item: Item, here: list[Item], sum_at: Token) -> bool:
    """Whether an item stands in a relative clause that a sum and another item stand outside of."""
    clause = next((t for t in item.head.ancestors if t.dep_ == "relcl"), None)
    if clause is None or clause == sum_at or clause.is_ancestor(sum_at):
        return False
    return any(i is not item and not clause.is_ancestor(i.head) and clause.head != i.head for i in here)


def _is_whole(money: Money, doc: ParsedDoc) -> bool:
    """Whether a sum is of all that the sentence lists: "approved together for $360 million"."""
    return any(t.lower_ in _WHOLE for t in doc[max(money.start - 2, 0) : money.end + 3])


def _tells(item: Item, token: Token) -> bool:
    """Whether a token stands in a relative or participial clause on an item."""
    return any(c.dep_ in ("acl", "relcl") and (c == token or c.is_ancestor(token)) for c in item.head.children)


def _is_enclosed(money: Money, doc: object) -> bool:
    """Whether a sum stands in brackets."""
    sentence = doc[money.start].sent  # type: ignore[index]
    before = [t.text for t in sentence if t.i < money.start]
    depth = sum(t in _OPEN for t in before) - sum(t in _CLOSE for t in before)
    return depth > 0


def _is_broken(first: int, second: int, context: Context) -> bool:
    low, high = sorted((first, second))
    return any("\n" in t.text for t in context.reading.doc[low:high])
