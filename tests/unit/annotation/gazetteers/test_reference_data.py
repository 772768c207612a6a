"""What the reference data must know, spot by spot, and how much of it there must be."""

import pycountry
import pytest

from pipelines.annotation.gazetteers.build_places import country_rows
from pipelines.annotation.gazetteers.reference import Entry, reference


def bearers(name: str) -> list[Entry]:
    return list(reference().names.get(name, ()))


def test_every_country_of_iso_3166_is_there_with_the_near_states() -> None:
    codes = {e.id for e in reference().of("countries")}
    assert {c.alpha_3 for c in pycountry.countries} | {"XKX", "SOMALILAND"} == codes


def test_every_state_has_a_demonym_and_a_seat_of_government() -> None:
    states = [e for e in reference().of("countries") if e.entity_class == "state"]
    # Congolese and Dominican are given to the larger namesake; some capitals are called as their state
    assert [e.id for e in states if not e.listed("demonyms")] == ["COG", "DMA", "VAT"]
    assert {e.id for e in states if not e.listed("metonyms")} <= {"ATG", "DJI", "LUX", "MCO", "SGP", "SMR"}


@pytest.mark.parametrize(
    ("file", "at_least"),
    [
        ("countries", 250), ("organisations", 400), ("armed_groups", 120), ("companies", 350),
        ("persons", 900), ("military_units", 150), ("places", 5000), ("weapons", 1200),
    ],
)  # fmt: skip
def test_there_is_enough_of_it(file: str, at_least: int) -> None:
    assert sum(1 for _ in reference().of(file)) >= at_least


@pytest.mark.parametrize(
    ("name", "entity_id", "country"),
    [
        ("ROK", "countries:KOR", "KOR"),
        ("DPRK", "countries:PRK", "PRK"),
        ("Türkiye", "countries:TUR", "TUR"),
        ("DRC", "countries:COD", "COD"),
        ("Congo-Brazzaville", "countries:COG", "COG"),
        ("Ivory Coast", "countries:CIV", "CIV"),
        ("Burma", "countries:MMR", "MMR"),
        ("Swaziland", "countries:SWZ", "SWZ"),
        ("Cabo Verde", "countries:CPV", "CPV"),
        ("Republic of China", "countries:TWN", "TWN"),
        ("Kosovo", "countries:XKX", "XKX"),
        ("State of Palestine", "countries:PSE", "PSE"),
        ("U.S.", "countries:USA", "USA"),
        ("NIS", "organisations:national-intelligence-service", "KOR"),
        ("Pentagon", "organisations:pentagon", "USA"),
        ("Bundeswehr", "organisations:bundeswehr", "DEU"),
        ("Sejm", "organisations:sejm", "POL"),
        ("Knesset", "organisations:knesset", "ISR"),
        ("HUR", "organisations:main-directorate-of-intelligence-of-ukraine", "UKR"),
        ("IRGC", "organisations:islamic-revolutionary-guard-corps", "IRN"),
        ("DSCA", "organisations:defense-security-cooperation-agency", "USA"),
        ("DAPA", "organisations:defense-acquisition-program-administration", "KOR"),
        ("PLA", "organisations:people-s-liberation-army", "CHN"),
        ("FARDC", "organisations:armed-forces-of-the-democratic-republic-of-the-congo", "COD"),
        ("African Union", "organisations:AU", None),
        ("U.N. Security Council", "organisations:UN", None),
        ("OPCW", "organisations:OPCW", None),
        ("Ansar Allah", "armed_groups:HOUTHI", "YEM"),
        ("Hizbullah", "armed_groups:HEZBOLLAH", "LBN"),
        ("Rapid Support Forces", "armed_groups:RSF", "SDN"),
        ("Africa Corps", "armed_groups:AFRICA_CORPS", "RUS"),
        ("Daesh", "armed_groups:ISIS", None),
        ("Hashd al-Shaabi", "armed_groups:PMF", "IRQ"),
        ("Hanwha Aerospace", "companies:hanwha-aerospace", "KOR"),
        ("Hyundai Rotem", "companies:hyundai-rotem", "KOR"),
        ("Baykar", "companies:baykar", "TUR"),
        ("Rosoboronexport", "companies:rosoboronexport", "RUS"),
        ("Saab", "companies:saab", "SWE"),
        ("Kongsberg", "companies:kongsberg", "NOR"),
        ("Rafael Advanced Defense Systems", "companies:rafael", "ISR"),
        ("Hindustan Aeronautics Limited", "companies:hindustan-aeronautics", "IND"),
        ("Volodymyr Zelenskiy", "persons:volodymyr-zelensky", "UKR"),
        ("Dmitry Peskov", "persons:dmitry-peskov", "RUS"),
        ("Sergey Lavrov", "persons:sergei-lavrov", "RUS"),
        ("Hemedti", "persons:mohamed-hamdan-dagalo", "RSF"),
        ("António Guterres", "persons:antonio-guterres", "UN"),
        ("Rafael Mariano Grossi", "persons:rafael-grossi", "IAEA"),
        ("KFOR", "military_units:KFOR", "NATO"),
        ("MINUSMA", "military_units:MINUSMA", "UN"),
        ("Barkhane", "military_units:BARKHANE", "FRA"),
        ("Kadena Air Base", "places:kadena", "JPN"),
        ("Ramstein Air Base", "places:ramstein", "DEU"),
        ("Camp Lemonnier", "places:camp-lemonnier", "DJI"),
        ("Incirlik", "places:incirlik", "TUR"),
        ("Airbase 201", "places:air-base-201", "NER"),
        ("Kursk", "places:kursk", "RUS"),
        ("Donbas", "places:donbas", "UKR"),
        ("Golan Heights", "places:golan-heights", "SYR"),
        ("Goma", "places:goma", "COD"),
        ("Xinjiang", "places:xinjiang", "CHN"),
        ("Red Sea", "places:red-sea", None),
        ("Gdańsk", "places:gdansk", "POL"),
        ("Busan", "places:busan", "KOR"),
    ],
)  # fmt: skip
def test_known_name(name: str, entity_id: str, country: str | None) -> None:
    first = bearers(name)[0]
    assert (first.entity_id, first.country) == (entity_id, country)


@pytest.mark.parametrize(
    ("seat", "country"),
    [
        ("Seoul", "KOR"), ("Blue House", "KOR"), ("Kremlin", "RUS"), ("Moscow", "RUS"), ("White House", "USA"),
        ("Foggy Bottom", "USA"), ("Whitehall", "GBR"), ("Elysee", "FRA"), ("Kiev", "UKR"), ("Bankova", "UKR"),
        ("Zhongnanhai", "CHN"), ("Delhi", "IND"), ("Pyongyang", "PRK"), ("The Hague", "NLD"), ("Astana", "KAZ"),
        ("Abu Dhabi", "ARE"), ("Naypyidaw", "MMR"), ("Pristina", "XKX"), ("Brasília", "BRA"),
    ],
)  # fmt: skip
def test_seat_of_government(seat: str, country: str) -> None:
    assert [e.id for e in reference().of("countries") if seat in e.listed("metonyms")] == [country]


@pytest.mark.parametrize(
    ("demonym", "country"),
    [("Nigerien", "NER"), ("Nigerian", "NGA"), ("Poles", "POL"), ("Filipino", "PHL"), ("Emirati", "ARE")],
)
def test_demonym(demonym: str, country: str) -> None:
    assert [e.id for e in reference().of("countries") if demonym in e.listed("demonyms")] == [country]


@pytest.mark.parametrize(
    "name", ["Georgia", "Jordan", "Chad", "Turkey", "Niger", "Guinea", "Washington", "Paris", "US"]
)
def test_name_that_needs_context_is_marked(name: str) -> None:
    assert any(name in e.listed("ambiguous") for e in reference().of("countries"))


@pytest.mark.parametrize("word", ["Reading", "Mobile", "Nice", "Of", "Same", "Police", "Van", "Man", "Orange", "Split"])
def test_english_word_is_no_place(word: str) -> None:
    assert bearers(word) == []


def test_holder_of_an_office_has_a_term_that_begins() -> None:
    assert [e.id for e in reference().of("persons") if not e.extras["term_from"]] == []


def test_one_person_in_two_offices_is_told_apart_by_the_term() -> None:
    terms = {e.country: (e.extras["term_from"][:4], e.extras["term_to"][:4]) for e in bearers("Kaja Kallas")}
    assert terms == {"EST": ("2021", "2024"), "EU": ("2024", "")}


@pytest.mark.parametrize(
    ("year", "currency", "low", "high"),
    [(2008, "EUR", 1.45, 1.49), (2022, "KRW", 0.00076, 0.00079), (2023, "PLN", 0.23, 0.245), (2016, "GBP", 1.34, 1.37),
     (2024, "INR", 0.0117, 0.0122), (2019, "USD", 1, 1), (2021, "RUB", 0.0133, 0.0139), (2022, "JPY", 0.0074, 0.0078)],
)  # fmt: skip
def test_exchange_rate(year: int, currency: str, low: float, high: float) -> None:
    assert low <= reference().usd_per_unit[year, currency] <= high


def test_rates_reach_from_1995_to_2026_for_sixty_currencies() -> None:
    currencies = {currency for _, currency in reference().usd_per_unit}
    complete = {c for c in currencies if all((y, c) in reference().usd_per_unit for y in range(1995, 2027))}
    assert len(complete) >= 60
    assert {c for c in currencies if not pycountry.currencies.get(alpha_3=c)} <= {
        "DEM", "EEK", "ESP", "FRF", "HRK", "ITL", "LTL", "LVL", "NLG", "SKK", "BGN",
    }  # fmt: skip


def test_countries_file_is_what_the_builder_writes() -> None:
    built = {row["id"]: (row["name"], row["aliases"], row["metonyms"]) for row in country_rows()}
    kept = {e.id: (e.name, "|".join(e.aliases), e.extras["metonyms"]) for e in reference().of("countries")}
    assert kept == built
