"""English is known in a headline; other languages are marked; too little is `und`."""

import pytest

from pipelines.text.language import detect_language, language_code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("zh-Hans-CN", "zh"),
        ("eng", "en"),
        ("English", "en"),
        (" de ", "de"),
        ("deu", None),
        ("Deutsch", None),
        ("", None),
        (None, None),
        ("x-default", None),
        ("42", None),
    ],
)
def test_language_of_the_record(value, code):
    assert language_code(value) == code


@pytest.mark.parametrize(
    "text",
    [
        "Poland buys tanks",
        "K2 tanks arrive in Gdynia",
        "Turkish Baykar TB2 drones to Mali",
        "10,000 soldiers from North Korea are in Kursk",
        "Rheinmetall wins Hungarian Lynx order",
        "MOSCOW DENIES SENDING TROOPS TO NIGER",
        "Yoon Suk-yeol and Andrzej Duda met in Seoul on Thursday. They agreed on K2 tanks.",
        "Hanwha Aerospace signed a $1.6bn contract with Warsaw for Homar-K Chunmoo launchers.",
        "KYIV - Zelenskyy said the Bundeswehr's IRIS-T SLM had arrived in Odesa oblast.",
    ],
)
def test_short_english(text):
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le gouvernement polonais a acheté cent quatre-vingts chars à la Corée du Sud.", "fr"),
        ("Die Bundeswehr liefert der Ukraine zwei weitere Luftverteidigungssysteme.", "de"),
        ("Polska kupuje w Korei Południowej 180 czołgów K2.", "pl"),
        ("El ministro de Defensa anunció el envío de doscientos soldados a Níger.", "es"),
        ("Россия поставит Индии зенитные ракетные комплексы.", "ru"),
        ("Україна отримала нові системи протиповітряної оборони від Німеччини.", "uk"),
        ("韓国はポーランドに戦車を売却した。", "ja"),
        ("أرسلت مصر جنودا إلى الصومال في إطار بعثة الاتحاد الأفريقي.", "ar"),
        ("Türkiye, Mali'ye insansız hava araçları teslim etti.", "tr"),
    ],
)
def test_other_languages(text, code):
    assert detect_language(text) == code


@pytest.mark.parametrize("text", ["", "12.5 %", "K2", "F-16, M1A2", "\n\n---\n"])
def test_too_little_to_tell(text):
    assert detect_language(text) == "und"
