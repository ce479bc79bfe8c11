"""The shipped rules pass their own examples, and say in plain words when one fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.model.verdict import Verdict
from checker.reading import Reader
from checker.rulebook.book import Rulebook, load_rulebook, shipped_folder
from checker.rulelab.examples import ExampleResult, junit, run_example, run_examples
from checker.rulelab.lint import lint


def test_every_shipped_example_comes_out_as_written(book: Rulebook, reader: Reader) -> None:
    failed = [one.text("en") for one in run_examples(book, reader) if not one.passed]
    assert failed == []


def test_a_wrong_expectation_is_told_with_what_was_read(book: Rulebook, reader: Reader) -> None:
    rule = book.rule("troops-disagree")
    assert rule is not None
    wrong = replace(rule.examples[0], verdict=Verdict.MISREPORT)
    result = run_example(book, reader, rule, wrong, 1)
    assert not result.passed
    told = result.text("en")
    assert "expected an alert (misreport), found an alert (contradiction)" in told
    assert "troops = 11,000 · " in told
    assert "se esperaba un aviso (misreport), salió un aviso (contradiction)" in result.text("es")
    assert '<failure message="expected an alert (misreport)' in junit([result])


def test_a_fact_that_is_not_shipped_is_read_by_yaml_alone(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(
        """
facts:
  drones_shot: {label: {es: drones derribados}, counts: drone, evolves: up, nouns: {es: [dron], en: [drone]}}
rules:
  - id: drones
    title: {es: Drones}
    fact: drones_shot
    same: [place]
    check: {kind: quantity}
    examples:
      - alerts: dispute
        given:
          - {outlet: A, on: 2025-01-10, says: "Según Kiev, fueron derribados 30 drones sobre Odesa."}
          - {outlet: B, on: 2025-01-10, says: "Según Moscú, fueron derribados 4 drones sobre Odesa."}
""",
        encoding="utf-8",
    )
    book = load_rulebook([tmp_path])
    assert [one.text("en") for one in run_examples(book, Reader(facts=book.facts)) if not one.passed] == []


def test_what_is_worth_mending(tmp_path: Path) -> None:
    text = "facts: {x: {label: x, nouns: {es: [cosa]}}}\nrules: [{id: r, title: {es: t}, fact: x, check: {kind: quantity}}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    told = "\n".join(str(one) for one in lint([tmp_path])[1])
    assert "has 0 examples that alert" in told
    assert "has no title in 'en'" in told


@pytest.mark.parametrize(
    ("where", "passes"),
    [
        ("{office: interior-minister, of: España}", True),
        ('{office: "*-minister", of: Spain}', True),
        ("{office: office:interior-minister}", True),
        ("{office: defence-minister}", False),
        ("{of: Francia}", False),
    ],
)
def test_where_takes_an_office_however_it_is_written(
    book: Rulebook, reader: Reader, tmp_path: Path, where: str, passes: bool
) -> None:
    result = _narrowed(book, reader, tmp_path, "office_holder", "holder", where, *MINISTERS)
    assert result.passed is passes
    assert passes or "'where' does not take both" in result.text("en")


@pytest.mark.parametrize(
    ("told", "where", "passes"),
    [
        ("Lorca", "Lorca", True),  # in no list but that of small towns
        ("Toledo, España", "Toledo", True),  # one of several of the name
        ("el barrio de La Viña", "Barrio de la Viña", True),  # in no list at all
        ("Lorca", "España", True),
        ("Lima", "Lorca", False),
    ],
)
def test_where_takes_a_place_by_its_name(
    book: Rulebook, reader: Reader, tmp_path: Path, told: str, where: str, passes: bool
) -> None:
    says = (f"Según {who}, el choque dejó {count} heridos en {told}." for who, count in (("X", 100), ("Y", 420)))
    says = (one.replace("X,", "la policía,").replace("Y,", "los bomberos,") for one in says)
    assert _narrowed(book, reader, tmp_path, "injured", "quantity", f"{{place: {where}}}", *says).passed is passes


MINISTERS = (
    "El ministro del Interior de España, Fernando Arocena, visitó Algeciras.",
    "El ministro del Interior español, Ramiro Ledesma, visitó Ceuta.",
)


def _narrowed(
    book: Rulebook, reader: Reader, folder: Path, fact: str, kind: str, where: str, *says: str
) -> ExampleResult:
    """What a rule finds in two sentences that disagree; it is to alert."""
    alerts = "contradiction" if kind == "holder" else "dispute"
    given = "".join(f'\n          - {{outlet: O{at}, on: 2031-07-12, says: "{one}"}}' for at, one in enumerate(says))
    (folder / "r.yaml").write_text(
        f"rules:\n  - id: r\n    title: {{es: t, en: t}}\n    fact: {fact}\n    where: {where}\n    check: {{kind: {kind}}}\n"
        f"    examples:\n      - alerts: {alerts}\n        given:{given}\n",
        encoding="utf-8",
    )
    mine = load_rulebook([folder], [shipped_folder()])
    return next(iter(run_examples(mine, reader)))


def test_a_count_that_is_told_with_decimals_is_a_measure(tmp_path: Path) -> None:
    fact = "facts:\n  seized: {label: {es: incautado, en: seized}, counts: tonne, nouns: {es: [tonelada]}}\n"
    says = "La Policía incautó 3,5 toneladas en Cádiz."
    (tmp_path / "r.yaml").write_text(
        f"{fact}rules:\n  - id: r\n    title: {{es: t, en: t}}\n    fact: seized\n    check: {{kind: quantity}}\n    examples:\n"
        f'      - alerts: dispute\n        given:\n          - {{outlet: A, on: 2031-07-12, says: "{says}"}}\n',
        encoding="utf-8",
    )
    mine = load_rulebook([tmp_path])
    (one,) = run_examples(mine, Reader(facts=mine.facts))
    assert "solo lee números enteros; para decimales escribe 'kind: measure'" in one.text("es")


def test_what_was_read_is_worded_in_the_language(book: Rulebook, reader: Reader) -> None:
    rule = book.rule("offices-two-holders")
    assert rule is not None
    result = run_example(book, reader, rule, replace(rule.examples[0], verdict=Verdict.MISREPORT), 1)
    assert "en el cargo" in result.text("es")
    assert "(afirmado, total; " in result.text("es")
