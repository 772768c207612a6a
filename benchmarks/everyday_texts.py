"""Texts that tell no fact of defence or foreign affairs: sport, cooking, weather, business, culture.

Sentences are filled from patterns in a fixed order, so that every run reads the same several hundred of them.
"""

from __future__ import annotations

import random

_SLOTS = {
    "club": "Riverside|Harbour United|Northgate|Leeds|Napoli|Benfica|Celtic|the Rovers|Ajax|Valencia|the Jaguars|Lyon",
    "person": "Anna Holm|Peter Marsh|Lucia Ferrari|Tom Okafor|Maya Chen|Jan de Boer|Rosa Diaz|Karim Nasser|Ella Wood",
    "town": "Bath|Porto|Ghent|Bergen|Salzburg|Denver|Perth|Osaka|Cork|Turin|Lima|Kingston|Girona",
    "food": "lentils|leeks|plums|rice|aubergines|barley|carrots|mussels|figs|mushrooms|chickpeas|noodles",
    "spice": "cumin|thyme|black pepper|saffron|ginger|sea salt|paprika|nutmeg|lemon zest|dill",
    "firm": "Bellweather Foods|Orchard Retail|Nimbus Software|Casa Verde|Northern Tea|Halden Paper|Blue Finch",
    "good": "bicycles|running shoes|garden chairs|coffee machines|headphones|school books|solar lamps|sofas",
    "work": "novel|opera|exhibition|documentary|symphony|musical|play|album|short story|television series",
    "sky": "showers|low cloud|sunshine|drizzle|hail|mist|a light breeze|thunder|patchy fog|snow",
    "n": "two|three|12|eighteen|25|forty|140|1,200|half a dozen|six|31",
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|this morning|last week",
    "nation": "Italy|Wales|Japan|Brazil|Kenya|Norway|Canada|Portugal|New Zealand",
    "mood": "cheerful|tired|relieved|surprised|delighted|disappointed|calm|restless",
}
_PATTERNS = {
    "sport": (
        "{club} beat {club} 3-1 on {day} in front of {n} supporters.",
        "{person} scored in the final minute after a long pass from the left.",
        "The coach said his players looked {mood} during the second half.",
        "Tickets for the match in {town} sold out within {n} hours.",
        "{person} won the 800 metres in {town}, {n} seconds ahead of the runner-up.",
        "After {n} games without a win, the team climbed to ninth place.",
        "{nation} beat {nation} by {n} points in a friendly watched by {n} spectators.",
        "{person} will captain {nation} at the championship in {town} next summer.",
        "The goalkeeper saved a penalty and later left the pitch with a sore knee.",
    ),
    "cooking": (
        "Rinse the {food} under cold water and leave them to drain for {n} minutes.",
        "Stir in the {spice}, cover the pan and let it simmer gently.",
        "Serve the {food} with warm bread and a pinch of {spice}.",
        "{person}, who runs a small kitchen in {town}, roasts {food} with {spice}.",
        "Heat the oven to 180 degrees and butter a deep dish.",
        "If the sauce is too thick, add a ladle of stock and taste again.",
        "Chop the {food} finely, then fry them until they turn golden.",
    ),
    "weather": (
        "Forecasters expect {sky} over {town} on {day}.",
        "Temperatures will climb to 24 degrees by the afternoon, with {sky} near the coast.",
        "The night stays dry, though {sky} may linger in the valleys.",
        "Gardeners in {town} have waited {n} days for rain.",
        "{sky} delayed trains between {town} and {town} on {day}.",
        "The same front brings {sky} to {nation} by {day}.",
        "A warm spell follows at the weekend, before {sky} returns.",
    ),
    "business": (
        "{firm} sold {n} {good} more than a year ago, its annual report shows.",
        "Shares in {firm} rose 4 percent on {day} after a good quarter.",
        "{firm} ships {good} to {nation} and {nation}, its largest markets.",
        "{firm} agreed a deal to supply {good} to a chain of shops in {nation}.",
        "{firm} opened {n} shops in {town} and hired {n} people.",
        "{person}, who founded the company in 2009, remains {mood} about demand for {good}.",
        "Prices of {good} fell slightly, while wages rose faster than rents.",
        "The retailer signed a lease for a warehouse outside {town}.",
    ),
    "culture": (
        "The {work} by {person} opened in {town} on {day} to warm applause.",
        "Critics called the {work} {mood}, long and beautifully lit.",
        "Visitors queued for {n} hours to see the {work} at the museum in {town}.",
        "The {work}, made in {nation}, won a prize at the festival in {town}.",
        "The culture minister opened the exhibition in {town} on {day}.",
        "{person} reads from a new {work} at the library on {day}.",
        "The museum restored {n} paintings that had hung in a farmhouse near {town}.",
        "Children sang, a band played, and the {work} ended with a slow waltz.",
    ),
}


def everyday_texts(count: int = 40, sentences: int = 18) -> list[str]:
    """So many texts of so many sentences each, one topic a text, three sentences a paragraph."""
    choose = random.Random(7)
    slots = {name: words.split("|") for name, words in _SLOTS.items()}
    texts = []
    for number in range(count):
        patterns = _PATTERNS[sorted(_PATTERNS)[number % len(_PATTERNS)]]
        lines = []
        for _ in range(sentences):
            line = choose.choice(patterns)
            while "{" in line:
                name = line[line.index("{") + 1 : line.index("}")]
                line = line.replace("{" + name + "}", choose.choice(slots[name]), 1)
            lines.append(line[0].upper() + line[1:])
        texts.append("\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, sentences, 3)))
    return texts
