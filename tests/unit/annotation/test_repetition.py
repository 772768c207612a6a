"""What is a copy and what is news: on pairs of the bundled articles, on variants made of them, on single edits."""

import functools
import itertools
import json
import random
import re
from pathlib import Path

import pytest

from pipelines.annotation.repetition import repeats
from pipelines.text.resemblance import bands

SEEDS = Path(__file__).parents[3] / "seeds"
BODIES = {
    path.stem: path.read_text(encoding="utf-8").split("---\n", 2)[2].strip()
    for path in sorted((SEEDS / "articles").glob("*.md"))
}
COPIES = {
    (gold["duplicate_of"], gold["id"])
    for gold in (json.loads(path.read_text(encoding="utf-8")) for path in (SEEDS / "gold").glob("*.json"))
    if gold.get("duplicate_of")
}
ORIGINALS = [name for name in BODIES if not any(name in (copy, f"{copy}-r2") for _, copy in COPIES)]
SENTENCE_END = re.compile(r"(?<=[a-z0-9][.!?])\s+(?=[A-Z“\"])")
COLOUR = (
    "Residents said they had watched the news with mixed feelings, and shopkeepers near the station expected little "
    "to change.",
    "It was not clear when the next statement could be expected, and a spokeswoman declined to comment further.",
    "The report was first carried by an agency and has been edited for length by this newspaper.",
    "Analysts who follow the matter closely called it a step that had long been in the making.",
)
HEADLINES = ("What we know so far", "Officials confirm long-awaited step", "A closer look at the week's main story")


@functools.cache
def meeting_places(text: str) -> frozenset[int]:
    return frozenset(bands(text))


def links(first: str, second: str) -> bool:
    """Whether the store would link the second text to the first: they meet, and one repeats the other."""
    return bool(meeting_places(first) & meeting_places(second)) and repeats(first, second)


def cut(text: str, dice: random.Random) -> str:
    """A fifth to two fifths of the sentences are left out, the first never."""
    sentences = SENTENCE_END.split(text)
    dropped = set(dice.sample(range(1, len(sentences)), int(len(sentences) * dice.uniform(0.2, 0.4))))
    return " ".join(s for n, s in enumerate(sentences) if n not in dropped)


def headed(text: str, dice: random.Random) -> str:
    return f"{dice.choice(HEADLINES)}\n\n{text}"


def longer(text: str, dice: random.Random) -> str:
    paragraphs = text.split("\n\n")
    paragraphs.insert(dice.randint(1, len(paragraphs)), " ".join(dice.sample(COLOUR, 2)))
    return "\n\n".join(paragraphs)


def figure_changed(text: str, dice: random.Random) -> str:
    figure = dice.choice(list(re.finditer(r"(?<![\w.,:-])\d[\d,]*(?:\.\d+)?(?![\w:]|-\d)", text)))
    value = int(figure.group().replace(",", "").split(".")[0])
    changed = value + dice.choice((1, 7, max(2, value // 2)))
    return text[: figure.start()] + (f"{changed:,}" if value > 2100 else str(changed)) + text[figure.end() :]


def country_changed(text: str, dice: random.Random) -> str:
    names = ("Poland", "Germany", "France", "Ukraine", "Russia", "India", "Israel", "Turkey", "Japan", "Kenya", "Niger",
             "Mali", "Syria", "Haiti", "Taiwan", "Nigeria", "Saudi Arabia", "Pakistan", "Australia", "Britain",
             "Azerbaijan", "Somalia", "Romania", "China", "Iran", "Senegal", "Myanmar")  # fmt: skip
    found = list(re.finditer(rf"\b(?:{'|'.join(names)})\b(?!')", text))
    place = dice.choice(found) if found else None
    if place is None:
        return figure_changed(text, dice)
    other = dice.choice([n for n in ("Brazil", "Norway", "Chile", "Malaysia") if n not in text])
    return text[: place.start()] + other + text[place.end() :]


def rewrite(text: str, dice: random.Random) -> str:
    """The small edits of a desk: attribution turned, figures written out, quotes of another form."""
    for old, new in (("according to", "said"), (" about ", " some "), ("in spite of", "despite"), ("twenty", "20"),
                     (" told ", " informed "), ('"', "”"), ("'", "’"), ("last year", "a year ago")):  # fmt: skip
        if dice.random() < 0.7:
            text = text.replace(old, new)
    return text


COPYING = {"cut": cut, "headline": headed, "paragraph": longer, "edits": rewrite}
CHANGING = {"figure": figure_changed, "country": country_changed}


def test_the_copies_of_the_corpus_and_nothing_else_are_linked():
    found = {
        pair
        for one, other in itertools.combinations(BODIES, 2)
        for pair in ((one, other), (other, one))
        if links(BODIES[pair[0]], BODIES[pair[1]])
    }
    wrong = {pair for pair in found if pair not in COPIES and pair[::-1] not in COPIES}
    print(f"corpus: {len(COPIES & found)} of {len(COPIES)} copies linked, {len(wrong)} wrong links")
    assert found >= COPIES
    assert wrong == set()


def test_three_hundred_variants():
    """50 articles, six variants of each; figures are printed with -s."""
    dice = random.Random(20250601)
    kinds = {**COPYING, **CHANGING}
    linked: dict[str, list[bool]] = {kind: [] for kind in kinds}
    for name in dice.sample([n for n in ORIGINALS if re.search(r"\s\d[\d,]*\s", BODIES[n])], 50):
        for kind, vary in kinds.items():
            variant = vary(BODIES[name], dice)
            if kind in COPYING and kind != "headline":
                variant = rewrite(variant, dice)
            assert variant != BODIES[name] or kind == "edits"
            linked[kind].append(links(BODIES[name], variant))
    right = sum(sum(linked[kind]) for kind in COPYING)
    wrong = sum(sum(linked[kind]) for kind in CHANGING)
    recall = right / sum(len(linked[kind]) for kind in COPYING)
    precision = right / (right + wrong)
    print(f"precision {precision:.3f}, recall {recall:.3f}", {kind: sum(told) for kind, told in linked.items()})
    assert sum(map(len, linked.values())) == 300
    assert precision >= 0.98
    assert recall >= 0.95


BASE = """SEOUL, Oct 24 (Wire) - South Korea signed a contract on Thursday to sell 180 K2 tanks to Poland, with
deliveries of the first ten by the end of the year, the ministry said. The price of $3.4 billion covers training
and spare parts.

The minister did not say where later batches would be built. Talks on a second contract are to begin next spring, when
a delegation from Warsaw is expected in the capital, and will take in maintenance, ammunition and the transfer of
technology that the Polish side has asked for since the summer."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SEOUL, Oct 24 (Wire) - ", "WARSAW, Oct 25 (Agencies) - "),
        ("SEOUL, Oct 24 (Wire) - ", ""),
        ("$3.4 billion", "3.4 billion dollars"),
        ("ten", "10"),
        ("a delegation from Warsaw", "a Polish delegation"),
        ("K2 tanks", "K-2 Black Panther tanks"),
        ("The minister did not say where later batches would be built. ", ""),
        ("the ministry said", "according to the ministry"),
        ("the summer", "the summer. Residents of the town near the plant said that they expected a busy winter"),
        ("on Thursday ", ""),
    ],
)
def test_edits_that_a_copy_may_have(old, new):
    assert old in BASE
    assert repeats(BASE, BASE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("180", "190"),
        ("180", "ten"),
        ("$3.4 billion", "$3.4 million"),
        ("K2 tanks", "K9 howitzers"),
        ("K2 tanks", "Leopard 2 tanks"),
        ("to Poland", "to Romania"),
        ("South Korea signed", "Germany signed"),
        ("did not say", "did say"),
        ("signed a contract", "never signed a contract"),
        ("the summer", "the summer. Norway, too, has ordered 54 of them, its defence ministry said on Friday evening"),
    ],
)
def test_edits_that_make_another_report(old, new):
    assert old in BASE
    assert not repeats(BASE, BASE.replace(old, new))


def test_two_figures_that_change_places_are_another_report():
    assert not repeats(BASE, BASE.replace("180", "X").replace("ten", "180").replace("X", "ten"))


def test_a_fuller_article_is_no_copy_of_a_shorter_one_but_the_shorter_of_it():
    brief = BASE.split("\n\n", maxsplit=1)[0] + " " + COLOUR[0]
    assert repeats(BASE + " Norway has ordered 54 of them as well, its ministry said.", BASE)
    assert not repeats(BASE, brief + " Norway has ordered 54 of them as well, its ministry said.")


def test_two_short_texts_are_alike_only_to_the_letter():
    assert repeats("Poland buys tanks.", "Poland buys tanks.")
    assert not repeats("Poland buys tanks.", "Poland buys tanks!")
