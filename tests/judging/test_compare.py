"""The algebra: every verdict both ways, its order, its reasons in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.judging import compare
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Statement
from checker.model.verdict import Verdict
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import RuleSpec
from checker.texts import spoken, tell
from checker.wire import statement_from_json


def _statement(**given: object) -> Statement:
    base = {"fact": "troops", "of": "norcoreanos", "place": "Kursk", "published": "2024-11-29", "outlet": "A"}
    value = given.pop("n", None)
    if isinstance(value, tuple):
        given["value"] = {"low": value[0], "high": value[1], "qualifier": value[2]}
    elif value is not None:
        given["value"] = {"low": value, "high": value}
    return statement_from_json({**base, **given})


def _rule(book: Rulebook, fact: str) -> RuleSpec:
    return next(rule for rule in book.rules if rule.fact.id == fact and rule.check.kind == "quantity")


MORE = (10000, None, "more_than")
TOWN: dict[str, object] = {"fact": "killed", "n": 43, "place": "Antioquia", "of": None, "claimants": ["Defensa Civil"]}
DEAD: dict[str, object] = {"fact": "killed", "n": 9, "of": None}
MINISTRY: dict[str, object] = {**DEAD, "claimants": ["el Ministerio de Salud"], "published": "2024-11-29T20:15:00Z"}
MAYOR: dict[str, object] = {**DEAD, "n": 15, "claimants": ["el alcalde"], "outlet": "B"}
EIGHT: dict[str, object] = {**DEAD, "n": 12, "published": "2024-11-29T08:00:00Z"}
FIVE_PAST: dict[str, object] = {**DEAD, "published": "2024-11-29T08:05:00Z", "outlet": "B"}
ONE: dict[str, object] = {**DEAD, "article": "1", "claimants": ["el prefecto"]}
OTHER: dict[str, object] = {"place": "Colombia", "claimants": ["un líder comunitario"]}
COUNTRY: dict[str, object] = {**TOWN, "n": 48, "place": "Colombia"}
CASES: list[tuple[dict[str, object], dict[str, object], str]] = [
    ({"n": 11000}, {"n": 300, "fact": "killed"}, "incomparable"),
    ({"n": 11000}, {"n": 300, "of": "polacos"}, "incomparable"),
    ({"n": 11000}, {"n": 3000, "place": "Letonia"}, "incomparable"),
    ({"n": 230000, "fact": "killed", "aspect": "past"}, {"n": 30, "fact": "killed"}, "incomparable"),
    # a spot that counts more than the region which might hold it lies elsewhere
    (
        {**DEAD, "n": 12000, "place": "colonia Las Brisas", "article": "1", "claimants": ["Copeco"]},
        {**DEAD, "n": 3100, "place": "Izabal", "article": "1", "claimants": ["Conred"]},
        "incomparable",
    ),
    # residents are neither side's soldiers; a country's fighters are its soldiers
    ({**DEAD, "of": "soldados paquistaníes"}, {**DEAD, "n": 2, "of": "vecinos"}, "incomparable"),
    ({**DEAD, "of": "soldados rusos"}, {**DEAD, "n": 41, "of": "combatientes rusos"}, "contradiction"),
    ({**DEAD, "aspect": "part", "of": "turistas"}, {**DEAD, "n": 4, "aspect": "part", "article": "2"}, "incomparable"),
    ({"n": 11000}, {"n": 30000, "stance": "possible"}, "prospective"),
    ({"stance": "denied", "claimants": ["Pionyang"]}, {"n": 1500, "claimants": ["Seúl"]}, "denial"),
    (
        {"stance": "denied", "claimants": ["Rusia"]},
        {"stance": "acknowledged", "claimants": ["Rusia"], "published": "2025-04-28"},
        "flip",
    ),
    ({"n": 11000}, {"n": 1000, "aspect": "additional"}, "increment"),
    ({"n": 300, "aspect": "part"}, {"n": 11000}, "scope"),
    ({"n": 3000}, {"n": 11000, "place": "Rusia"}, "scope"),
    ({"n": 300, "fact": "killed"}, {"n": 4000, "fact": "casualties"}, "scope"),
    # by one speaker in one article, a town's figure is a part of the country's; by two it is the grain of the telling
    ({**TOWN, "article": "1"}, {**COUNTRY, "article": "1"}, "scope"),
    ({**TOWN, "article": "1"}, {**COUNTRY, "article": "2", "outlet": "B", "published": "2024-11-28"}, "revision"),
    # two whom one article sets against each other differ, but for a figure far below; «vecinos» are whoever was there
    ({**ONE, "place": "Antioquia", "of": "vecinos"}, {**ONE, **OTHER, "n": 17}, "dispute"),
    ({**ONE, "place": "Antioquia", "of": "vecinos"}, {**ONE, **OTHER, "n": 90}, "scope"),
    ({**ONE, "place": "Antioquia", "of": "turistas"}, {**ONE, **OTHER, "n": 17}, "scope"),
    # who governs a town counts those of the town, which who studies the climate (in which «Lima» is hidden) does not
    (
        {**ONE, "place": "Lima", "claimants": ["el prefecto de Lima"]},
        {**ONE, **OTHER, "place": "Perú", "n": 17},
        "scope",
    ),
    (
        {**ONE, "place": "Lima", "claimants": ["un climatólogo"]},
        {**ONE, **OTHER, "place": "Perú", "n": 17},
        "dispute",
    ),
    # a toll of some months is no rival of one day's, nor is that of a war told in the same article
    ({**DEAD, "when": "2024-11-27"}, {**DEAD, "n": 40, "when": "2024-07-01/2024-11-29"}, "scope"),
    ({**DEAD, "when": "2024-11-27"}, {**DEAD, "n": 14, "when": "2024-11-27"}, "contradiction"),
    ({**DEAD, "when": "2024-11-27"}, {**DEAD, "n": 14, "when": "2024-11-28"}, "incomparable"),
    (
        {**DEAD, "when": "2024-11-27", "claimants": ["la Guardia Nacional"]},
        {**DEAD, "n": 40, "when": "2024-11-28", "claimants": ["la Cruz Roja"]},
        "dispute",
    ),
    (
        {**DEAD, "when": "2024-11-16", "claimants": ["la Guardia Nacional"]},
        {**DEAD, "n": 40, "when": "2024-11-28", "claimants": ["la Cruz Roja"]},
        "incomparable",
    ),
    ({**DEAD, "article": "1"}, {**DEAD, "article": "1", "n": 9000}, "scope"),
    ({**DEAD, "article": "1"}, {**DEAD, "article": "1", "n": 90}, "contradiction"),
    ({"n": 11000}, {"n": 11000}, "same"),
    ({"n": 11000}, {"stance": "neither", "claimants": ["Rusia"]}, "same"),
    ({"n": MORE}, {"n": (11000, 11000, "about")}, "compatible"),
    ({"n": (2000, 9999, "vague")}, {"n": 14000}, "compatible"),
    ({"n": 11000, "claimants": ["Kiev"]}, {"n": 14000, "claimants": ["Kiev"], "published": "2024-12-20"}, "revision"),
    # a rival's higher figure of the same evening is another count, the next morning's may be growth, and days later more
    (MINISTRY, {**MAYOR, "published": "2024-11-29T21:40:00Z"}, "dispute"),
    (MINISTRY, {**MAYOR, "published": "2024-11-30T09:00:00Z"}, "evolution"),
    (MINISTRY, {**MAYOR, "n": 40, "published": "2024-11-30T09:00:00Z"}, "dispute"),
    (MINISTRY, {**MAYOR, "n": 40, "published": "2024-12-02T09:00:00Z"}, "evolution"),
    ({"n": 20, "fact": "killed"}, {"n": 52, "fact": "killed", "published": "2024-11-30", "outlet": "B"}, "evolution"),
    # own voices: within the hour up to three times, or by a few; of one day without an hour less than ten times
    (EIGHT, {**FIVE_PAST, "n": 28}, "evolution"),
    (EIGHT, {**FIVE_PAST, "n": 40}, "contradiction"),
    (EIGHT, {**FIVE_PAST, "n": 400, "published": EIGHT["published"]}, "contradiction"),
    (EIGHT, {**FIVE_PAST, "n": 40, "published": "2024-11-29T09:30:00Z"}, "evolution"),
    ({**EIGHT, "n": 2}, {**FIVE_PAST, "n": 12}, "evolution"),
    ({**EIGHT, "n": (12, None, "at_least")}, {**FIVE_PAST, "n": 137}, "evolution"),
    (DEAD, {**DEAD, "n": 40, "outlet": "B"}, "evolution"),
    (DEAD, {**DEAD, "n": 90, "outlet": "B"}, "contradiction"),
    (EIGHT, {**DEAD, "n": 400, "outlet": "B"}, "contradiction"),
    (DEAD, {**DEAD, "n": 400, "outlet": "B", "published": "2024-11-30"}, "evolution"),
    ({"n": 3000}, {"n": 11000, "published": "2025-06-01", "outlet": "B"}, "evolution"),
    ({"n": 2700, "claimants": ["Seúl"]}, {"n": 270, "claimants": ["Seúl"], "outlet": "B"}, "misreport"),
    ({"n": 12000, "claimants": ["Kiev"]}, {"n": 4000, "claimants": ["Seúl"]}, "dispute"),
    ({"n": 11000}, {"n": 3000, "outlet": "B"}, "contradiction"),
    ({"n": MORE}, {"n": 25000, "outlet": "B"}, "contradiction"),
]


@pytest.mark.parametrize(("a", "b", "verdict"), CASES)
def test_verdicts(book: Rulebook, a: dict[str, object], b: dict[str, object], verdict: str) -> None:
    one, two = _statement(**a), _statement(**b)
    rule = _rule(book, "killed" if "killed" in (one.fact, two.fact) and one.fact != "troops" else one.fact)
    judged = compare(one, two, rule)
    assert judged.verdict == verdict
    assert compare(two, one, rule).verdict == verdict, "the order of the two must not matter"
    for lang in spoken():
        assert tell(judged.reason, lang).endswith((".", ")"))


def test_every_verdict_has_a_case() -> None:
    assert {verdict for _, _, verdict in CASES} == {verdict.value for verdict in Verdict}


def test_a_toll_that_falls_alerts(book: Rulebook) -> None:
    rule = _rule(book, "killed")
    high = _statement(fact="killed", n=48, claimants=["Kiev"])
    low = _statement(fact="killed", n=45, claimants=["Kiev"], published="2024-11-30")
    assert compare(high, low, rule).verdict is Verdict.REVISION
    assert compare(high, low, rule).alert
    up = _statement(fact="killed", n=60, claimants=["Kiev"], published="2024-11-30")
    assert not compare(high, up, rule).alert


def test_reasons_quote_what_decided(book: Rulebook) -> None:
    judged = compare(_statement(n=MORE), _statement(n=(11000, 11000, "about")), _rule(book, "troops"))
    assert tell(judged.reason, "es") == "«más de 10.000» incluye «unos 11.000»."
    assert tell(judged.reason, "en") == "“about 11,000” fits within “more than 10,000”."


def test_a_factor_of_ten_is_named(book: Rulebook) -> None:
    a = _statement(n=2700, claimants=["Seúl"])
    b = _statement(n=270, claimants=["Seúl"], outlet="B")
    assert "factor de diez" in tell(compare(a, b, _rule(book, "troops")).reason, "es")


def test_undated_figures_quarrel_with_nobody(book: Rulebook) -> None:
    a = _statement(n=11000, published=None, article="x")
    b = _statement(n=3000, published=None, article="y", outlet="B")
    assert compare(a, b, _rule(book, "troops")).verdict is Verdict.EVOLUTION


def test_the_gap_is_exact(book: Rulebook) -> None:
    gap = compare(_statement(n=11000), _statement(n=3000, outlet="B"), _rule(book, "troops")).gap
    assert gap is not None
    assert (gap.absolute, round(gap.ratio or Decimal(0), 2)) == (Decimal(8000), Decimal("3.67"))


def test_quantities_only_know_their_own_qualifiers() -> None:
    assert {one.value for one in Qualifier} >= {"exact", "about", "vague"}
    assert Quantity(Decimal("1.50"), None).to_json()["low"] == 1.5


def test_the_reason_names_a_body_in_the_reader_s_language(book: Rulebook) -> None:
    one = _statement(fact="injured", n=2700, claimants=["la inteligencia surcoreana"])
    two = _statement(fact="injured", n=270, claimants=["South Korean intelligence"], outlet="B")
    judged = compare(one, two, _rule(book, "injured"))
    assert judged.verdict is Verdict.MISREPORT
    assert "Según los servicios de inteligencia de Corea del Sur, " in tell(judged.reason, "es")
    assert "South Korean intelligence" in tell(judged.reason, "en")
