"""No text breaks the reader: pieces that have no business together, in any order; text as it comes."""

from __future__ import annotations

import cProfile
import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.statement import Reading
from checker.reading import Reader
from checker.reading.sentences import LONGEST
from tests.reading.layered import cases

PIECES = [
    "9" * 5000, "1.", "2,", "mil ", "«", "»", "según ", "Kiev", "\u202e", "\x00", "a" * 3000, "12/31/9999 ", "31/02/2024 ",
    "2024-99-99 ", "hace 99999 años ", "siglo XXI ", "999999999999999 millones de millones de muertos ", " en 0000 ", "\n",
    "0.0000000001 ", "-", "—", "%", "€", "1e999 ", "1,5e+99 ", "١٢٣ ", "１２３ soldados", "²", "½ millón ", "murieron ", "heridos", "El general ",
    "von der ", "de de de ", "'", "’s ", "e\u0301", "u\u0301n millo\u0301n ", "ᄒ\u1161ᆫ", "\u0301", "tres dosmilésimos ", "nineteen ninety-six ", "a ",
    "\u00ad", "\u200b", "\ufeff", "&oacute;", "&#8203;", "&shy;", "&", "Lea también: ", "Read more\n", "dos días después ", "last year’s ", "10/1-11/7 ", "el mismo mes del año anterior ",
]  # fmt: skip


def quotes_stand(reading: Reading, text: str, title: str = "") -> bool:
    """Whether everything read stands where it says it does."""
    texts = {True: title, False: text}
    evidence = [one.evidence for one in reading.statements if one.evidence is not None]
    mentions = [*reading.mentions, *(mention for entity in reading.entities for mention in entity.mentions)]
    return all(texts[one.in_title][one.start : one.end] == one.quote for one in evidence) and all(
        texts[one.in_title][one.start : one.end] == one.text for one in mentions
    )


@pytest.mark.parametrize("seed", range(60))
def test_never_raises_and_every_quote_is_in_the_text(reader: Reader, seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice(PIECES) + chance.choice(["", " "]) for _ in range(chance.randint(1, 25)))
    for lang in ("es", "en"):
        assert quotes_stand(reader.read(Article(text, id="x", lang=lang, title=text[:80])), text, text[:80])


@settings(deadline=None, max_examples=60)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=15),
    lang=st.sampled_from(["es", "en"]),
)
def test_any_text_at_all(reader: Reader, pieces: list[str], lang: str) -> None:
    text = " ".join(pieces)
    assert quotes_stand(reader.read(Article(text, id="x", lang=lang, title=text[:40])), text, text[:40])


@pytest.mark.parametrize(("lang", "case"), cases("as_it_comes"), ids=lambda one: str(one)[:70])
def test_text_is_read_as_it_comes(reader: Reader, lang: str, case: dict[str, Any]) -> None:
    reading = reader.read(Article(case["text"], lang=lang))
    told = [
        (one.fact, one.value.low or one.value.high) for one in reading.statements if isinstance(one.value, Quantity)
    ]
    assert sorted(told) == [tuple(count) for count in case["counts"]]
    assert quotes_stand(reading, case["text"])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Mil semanas antes del 3 de enero de 0012 murieron 20 personas."),
        ("es", "Novecientos años después del 3 de enero de 9500 murieron 20 personas."),
        ("en", "Ninety weeks after 3 January 9999, 20 people died."),
        ("en", "20 people died 900 years before May 3, 0044."),
    ],
)
def test_a_day_outside_the_calendar_is_no_day(reader: Reader, lang: str, text: str) -> None:
    assert [one.fact for one in reader.read(Article(text, lang=lang)).statements] == ["killed"]


def test_one_sign_that_stands_for_two_letters_keeps_its_place(reader: Reader) -> None:
    text = "Murieron 12 personas &NotEqualTilde; \u0e57\u0331\u0e57\u00ad 30 heridos"
    reading = reader.read(Article(text, lang="es"))
    assert quotes_stand(reading, text)
    assert all(mention.text for mention in reading.mentions)


SLOWED = {  # what once took time by the square of its length, or more
    "dates": ("en", "since 2010, when 12 died, "),
    "dots": ("es", "."),
    "months": ("en", "May "),
    "senders": ("en", "may have killed 12 "),
    "parts": ("es", "12 en Madrid, "),
    "needs": ("en", "12 Russian soldiers "),
    "causes": ("es", "12 muertos y 13 heridos. "),
    "carried": ("es", "Además hubo calma. "),
    "hyphens": ("en", "Jean-Paul "),
    "quotes": ("es", "«Hubo 12 muertos», dijo el alcalde. "),
}


def calls(reader: Reader, article: Article) -> int:
    """How many functions a reading calls."""
    profile = cProfile.Profile()
    profile.runcall(reader.read, article)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("piece", SLOWED)
def test_work_grows_with_the_length(reader: Reader, piece: str) -> None:
    lang, text = SLOWED[piece]
    once, thrice = (
        calls(reader, Article("It of the Hubo de la " + text * (size // len(text)), lang=lang)) for size in (3000, 9000)
    )
    assert thrice < 4.5 * once


LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALIKE = {  # names of which thousands differ by a letter, and what is said of them
    "told": "la de {given} Ruiz{a}{b}{c}, ",
    "speaking": "según {given} Ruiz{a}{b}{c}, murieron {n} personas. ",
    "initials": "dijo Ana {A}. Ruiz{a}{b}. ",
    "slips": "dijo Ana Mar{a}{b} Beló{c}{d}usov. ",
    "long": "la de {given} Alex{a}n{b}ros Per{c}{d}ova, ",
    "aliases": "{given} Ruiz{a}{b}{c}, alias Topo{b}{c}{d}, murió. ",
    "families": "dijo Ruiz{a}{b}. Murió {given} Ruiz{a}{b}{c}. ",
    "given": "dijo Ana. La de {given} Ruiz{a}{b}{c}, ",
}


def alike(pattern: str, size: int) -> str:
    """A text of about so many characters, each time the pattern with other letters."""
    chance = random.Random(size)
    said: list[str] = []
    while sum(map(len, said)) < size:
        letters = {key: chance.choice(LETTERS) for key in "abcd"}
        given = chance.choice(["Ana", "Anna", "Anita", "Aina"])
        said.append(pattern.format(**letters, A=letters["a"].upper(), given=given, n=chance.randint(3, 900)))
    return "".join(said)


@pytest.mark.parametrize("told", ALIKE)
def test_thousands_of_names_that_are_alike_take_little_work(reader: Reader, told: str) -> None:
    """Compared are so many and no more: the second half of a list takes no more than the first."""
    once, thrice = (calls(reader, Article(alike(ALIKE[told], size), lang="es")) for size in (20_000, 60_000))
    assert thrice < 3.5 * once
    assert thrice < 15_000_000  # without a bound, some took 85 million


def test_thousands_of_speakers_take_little_work(reader: Reader) -> None:
    """Who speaks is looked for where they were named before, and nowhere else."""
    chance = random.Random(11)
    names = ["".join(chance.choice("bdfglmnprst") + chance.choice("aeiou") for _ in range(4)) for _ in range(1500)]
    told = [f"Según Juan {name.capitalize()}, murieron {at} personas en Lima. " for at, name in enumerate(names, 3)]
    once, thrice = (calls(reader, Article("".join(told[:count]), lang="es")) for count in (500, 1500))
    assert thrice < 3.5 * once


def test_whom_a_crowd_names_again_by_the_same_spelling_is_one_person(reader: Reader) -> None:
    text = alike(ALIKE["told"], 40_000) + "la de Ana Quintana, la de Ana Quintana."
    people = [one for one in reader.read(Article(text, lang="es")).entities if one.name == "Ana Quintana"]
    assert [len(one.mentions) for one in people] == [2]


@pytest.mark.parametrize("gap", ["", " ", " \t  "])
def test_a_list_without_a_full_stop_is_read_in_pieces(reader: Reader, gap: str) -> None:
    text = f"Hubo {gap}" + f"12 muertos en Lima, {gap}" * 1500
    reading = reader.read(Article(text, lang="es"))
    assert len(reading.statements) >= 1490  # a figure that is cut from its noun counts nothing
    assert quotes_stand(reading, text)
    assert max(len(one.evidence.sentence) for one in reading.statements if one.evidence) <= LONGEST


NEWS = {
    "es": "Según el alcalde Andrés Muñoz, más de un millón de niños y dieciséis médicos murieron en Málaga el miércoles 3 de abril.",
    "en": "At least 24 people were killed in Málaga on Friday, the café owner José Muñoz said.",
}


def test_a_sentence_of_many_figures_is_held_once(reader: Reader) -> None:
    text = "Hubo " + ", ".join(f"{number} muertos" for number in range(2, 60)) + "."
    told = {
        id(one.evidence.sentence)
        for one in reader.read(Article(id="a", text=text, lang="es")).statements
        if one.evidence
    }
    assert len(told) == 1


@pytest.mark.parametrize("lang", NEWS)
def test_accents_apart_read_as_accents_do(reader: Reader, lang: str) -> None:
    whole, apart = NEWS[lang], unicodedata.normalize("NFD", NEWS[lang])
    one, other = (reader.read(Article(text, id="x", lang=lang, title=text)) for text in (whole, apart))
    assert quotes_stand(other, apart, apart)
    assert [(s.fact, s.value, s.claimants, s.place) for s in other.statements] == [
        (s.fact, s.value, s.claimants, s.place) for s in one.statements
    ]
    assert [(m.kind, unicodedata.normalize("NFC", m.text), m.value) for m in other.mentions] == [
        (m.kind, m.text, m.value) for m in one.mentions
    ]
    assert one.statements


@pytest.mark.parametrize(
    "embed",
    [
        "Kahramanmaraş depreminde 912 kişi öldü ve 5 bin 385 kişi yaralandı, arama çalışmaları sürüyor.",
        "В результате обстрела погибли 34 человека, ещё 120 получили ранения, сообщили власти.",
        "Bei dem Erdbeben starben 815 Menschen und mehr als 2000 wurden verletzt, sagte der Minister.",
    ],
)
def test_a_language_that_nobody_reads_gives_no_figures(reader: Reader, embed: str) -> None:
    text = f"El temblor dejó 40 muertos en la costa, según los bomberos.\n{embed}\nLas escuelas siguen cerradas."
    reading = reader.read(Article(text, id="x", lang="es"))
    assert [(s.fact, int(s.value.low)) for s in reading.statements] == [("killed", 40)]  # type: ignore[union-attr,arg-type]
    assert [m.text for m in reading.mentions if m.kind == "number"] == ["40"]


def test_a_death_beside_a_language_that_nobody_reads(reader: Reader) -> None:
    text = (
        "Murió Rubén Ochoa, alias El Mocho Viejo, en Lima.\nВ результате обстрела погибли 34 человека, сообщили власти."
    )
    assert quotes_stand(reader.read(Article(text, id="x", lang="es")), text)


def test_an_embed_in_the_other_language_is_read_in_its_own(reader: Reader) -> None:
    text = "El temblor dejó 40 muertos en la costa.\nThe quake has left at least 1,250 people injured, the mayor said.\nSiguen cerradas 3.100 escuelas."
    reading = reader.read(Article(text, id="x", lang="es"))
    figures = [(s.fact, int(s.value.low)) for s in reading.statements]  # type: ignore[union-attr,arg-type]
    assert figures == [("killed", 40), ("injured", 1250)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u00a0", "...", "«»", "\ufeff", "\u200b"])
def test_nothing_to_read(reader: Reader, text: str) -> None:
    reading = reader.read(Article(text, id="x"))
    assert (reading.mentions, reading.statements, reading.entities) == ((), (), ())


def test_a_very_long_article_is_read_to_its_end(reader: Reader) -> None:
    filler = "La calle estaba tranquila y los comercios abrieron a su hora habitual. " * 20_000
    text = f"Murieron 12 personas.\n{filler}\nOtras 30 personas resultaron heridas."
    reading = reader.read(Article(text, id="x", lang="es"))
    assert [(s.fact, int(s.value.low)) for s in reading.statements] == [("killed", 12), ("injured", 30)]  # type: ignore[union-attr,arg-type]
    assert quotes_stand(reading, text)


@pytest.mark.parametrize(
    ("lang", "text", "figures"),
    [
        ("es", "EL TEMBLOR DEJA AL MENOS 1.200 MUERTOS EN LA COSTA", [("killed", 1200)]),
        ("es", "“Hay más de 1\u202f200 muertos”, dijo el alcalde.", [("killed", 1200)]),
        ("es", "Foto: EFEAl menos 24 personas murieron el viernes.", [("killed", 24)]),
        ("es", "• 24 muertos\n• 60 heridos\n• 3 desaparecidos", [("killed", 24), ("injured", 60), ("missing", 3)]),
        ("en", "QUAKE KILLS AT LEAST 1,200 ON THE COAST", [("killed", 1200)]),
        ("en", "‘There are more than 1\u00a0200 dead,’ the mayor’s office said.", [("killed", 1200)]),
        ("en", "• 24 dead\n• 60 injured\n• 3 missing", [("killed", 24), ("injured", 60), ("missing", 3)]),
    ],
)
def test_text_as_it_comes(reader: Reader, lang: str, text: str, figures: list[tuple[str, int]]) -> None:
    reading = reader.read(Article(text, id="x", lang=lang))
    assert [(s.fact, int(s.value.low)) for s in reading.statements] == figures  # type: ignore[union-attr,arg-type]
    assert quotes_stand(reading, text)
