"""A language and a fact that are not shipped, by YAML alone: what a user lays beside his configuration is read.

The language is Portuguese (tests/languages/pt.yaml), the fact is boats seized; both are read by the program as a
user starts it, in a project of his own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import languages
from checker.config import load_config
from checker.languages.schema import LanguageData
from checker.languages.section import Section
from checker.model.article import Article
from checker.model.errors import BadFile
from checker.model.quantity import Quantity
from checker.reading import Reader
from checker.reading.pool import LARGE, Readers
from checker.shipped import shipped

HERE = Path(__file__).parents[1]
CASES = [json.loads(line) for line in (HERE / "corpus" / "portuguese.jsonl").read_text(encoding="utf-8").splitlines()]
BOATS = """\
facts:
  boats_seized:
    label: {es: barcos apresados, en: boats seized}
    counts: boat
    nouns: {es: [barco, lancha], en: [boat, vessel], pt: [barco, lancha]}
    needs: {es: [apresar, incautar, interceptar], en: [seize, take over, board], pt: [apreender, apresar]}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's project: configuration, one language file, the shipped rules and one of his own."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(shipped("rules"), folder / "rules")
    (folder / "rules" / "boats.yaml").write_text(BOATS, encoding="utf-8")
    (folder / "languages").mkdir()
    shutil.copy(HERE / "languages" / "pt.yaml", folder / "languages")
    (folder / "config.yaml").write_text(
        "rules: rules\nreading: {languages: [es, en, pt], language_folder: languages}\n", encoding="utf-8"
    )
    return folder


def read(project: Path, articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `discrepa read` prints in a project."""
    given = "".join(json.dumps(article) + "\n" for article in articles)
    command = [sys.executable, "-m", "checker", "read", "-", "--json", "--config", str(project / "config.yaml")]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, cwd=HERE.parent)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_language_and_a_fact_by_yaml_alone(project: Path) -> None:
    articles = [{"id": str(n), "published": case["published"], "text": case["text"]} for n, case in enumerate(CASES)]
    for case, reading in zip(CASES, read(project, articles), strict=True):
        assert [_told(one, want) for one, want in _pairs(reading["statements"], case)] == case["statements"], case


def _pairs(statements: list[dict[str, Any]], case: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    wanted = [*case["statements"], *[{"fact": ""}] * len(statements)]
    return list(zip(statements, wanted, strict=False))


def _told(statement: dict[str, Any], want: dict[str, Any]) -> dict[str, Any]:
    """A statement in the keys that a case tells."""
    value = statement["value"] or {}
    told = {**statement, **value, "claimants": [one["text"] for one in statement["claimants"]]}
    return {key: told[key] for key in want if key in told}


def test_offices_places_and_mentions_of_it(project: Path) -> None:
    text = "O ministro da Defesa da Ucrânia, Oleksandr Kovalenko, chegou a Moscou no dia 12 de outubro de 2023. Gastou R$ 3,5 milhões, 12 por cento do total."
    reading = read(project, [{"id": "a", "text": text, "published": "2024-11-29"}])[0]
    assert reading["lang"] == "pt"
    office = next(one for one in reading["statements"] if one["fact"] == "office_holder")
    assert office["value"]["name"] == "Oleksandr Kovalenko"
    assert office["roles"]["office"]["entity"] == "office:defence-minister"
    assert office["roles"]["of"]["entity"] == "country:ua"
    mentions = {one["kind"]: one["value"] for one in reading["mentions"]}
    assert mentions["date"]["start"] == "2023-10-12"
    assert mentions["money"]["low"] == 3_500_000
    assert mentions["percent"]["low"] == 12
    assert "place:moscu" in {one["value"] for one in reading["mentions"] if one["kind"] == "place"}


@pytest.fixture
def own_languages() -> Iterator[None]:
    """The language files of the tests, in this process."""
    languages.use([HERE / "languages"])
    yield
    languages.use([])


@pytest.mark.usefixtures("own_languages")
def test_processes_of_a_large_batch_read_it_too() -> None:
    case = CASES[0]
    batch = [Article(case["text"], id=str(n), lang="pt") for n in range(LARGE)]
    readings = list(Readers(Reader(["es", "pt"]), 2).read_many(batch))
    assert {reading.lang for reading in readings} == {"pt"}
    assert all(reading.statements[0].fact == case["statements"][0]["fact"] for reading in readings)


def test_without_the_file_the_configuration_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("reading: {languages: [es, xx]}\n", encoding="utf-8")
    with pytest.raises(BadFile) as raised:
        load_config(file)
    assert "config.yaml:1" in str(raised.value)
    assert "put a file xx.yaml into reading.language_folder" in str(raised.value)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('counting: {participle: "(ado"}', "counting.participle"),
        ("dates: {weekdays: {domingo: 7}}", "dates.weekdays.domingo"),
        ("dates: {months: {enero: 0}}", "dates.months.enero"),
    ],
)
def test_what_no_language_can_have_is_told_with_its_line(tmp_path: Path, wrong: str, told: str) -> None:
    (tmp_path / "xx.yaml").write_text(f"name: x\n{wrong}\n", encoding="utf-8")
    languages.use([tmp_path])
    try:
        with pytest.raises(BadFile) as raised:
            languages.language("xx")
    finally:
        languages.use([])
    (problem,) = raised.value.problems
    assert (problem.file.endswith("xx.yaml"), problem.line, problem.path) == (True, 2, told)


FEW_LINES = """\
name: galego
sentences: {function_words: [o, a, en, houbo, dixo]}
numbers: {words: {dous: 2, tres: 3, dez: 10}}
counting: {people: [persoa, persoas]}
facts: {killed: {nouns: [morto, mortos], verbs: [morreron]}}
"""

HYPHENS = """\
name: français
numbers:
  joiners: [et, "-"]
  words: {deux: 2, quatre: 4, sept: 7, vingt: 20, cent: 100, quatre-vingts: 80, quatre-vingt-dix: 90, soixante et onze: 71}
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [("vingt-deux", 22), ("quatre-vingts", 80), ("cent quatre-vingt-dix-sept", 197), ("soixante et onze", 71)],
)
def test_numbers_with_hyphens_and_of_several_words(text: str, number: int, tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text(HYPHENS, encoding="utf-8")
    languages.use([tmp_path])
    try:
        read = Reader(["fr"]).read(Article(f"Il y a {text} personnes.", lang="fr"))
    finally:
        languages.use([])
    told = [one.value.low for one in read.mentions if one.kind == "number" and isinstance(one.value, Quantity)]
    assert told == [number]


@pytest.mark.parametrize(
    ("code", "language", "want"),
    [("gl", FEW_LINES, [("killed", 10), ("killed", 3)]), ("oc", "name: occitan\n", [])],
)
def test_a_language_file_of_a_few_lines_loads_and_reads(
    code: str, language: str, want: list[tuple[str, int]], tmp_path: Path
) -> None:
    (tmp_path / f"{code}.yaml").write_text(language, encoding="utf-8")
    languages.use([tmp_path])
    try:
        reader = Reader([code, "es"])
        found = reader.read(
            Article("Morreron dez persoas en Lugo. Houbo tres mortos o 12 de maio, dixo a policía.", lang=code)
        )
    finally:
        languages.use([])
    told = [(one.fact, one.value.low) for one in found.statements if isinstance(one.value, Quantity)]
    assert told == want


def test_every_key_of_a_language_may_be_left_out() -> None:
    for section in LanguageData.model_fields.values():
        if isinstance(section.annotation, type) and issubclass(section.annotation, Section):
            section.annotation()


def test_a_fault_in_a_language_file_is_told_with_its_line(project: Path, tmp_path: Path) -> None:
    broken = tmp_path / "project"
    shutil.copytree(project, broken)
    file = broken / "languages" / "pt.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("day_first: true", "day_frist: true"), encoding="utf-8")
    command = [sys.executable, "-m", "checker", "read", "-", "--config", str(broken / "config.yaml")]
    done = subprocess.run(command, input="Olá.", capture_output=True, text=True, check=False, cwd=HERE.parent)
    assert done.returncode == 2
    assert "pt.yaml:" in done.stderr
    assert "day_frist" in done.stderr
    assert "Traceback" not in done.stderr


def test_rules_have_examples_in_it(project: Path) -> None:
    rule = """\
rules:
  - id: boats-counted
    title: {es: Barcos, en: Boats}
    fact: boats_seized
    same: [place]
    check: {kind: quantity}
    alert_on: [dispute]
    examples:
      - alerts: dispute
        given:
          - {outlet: A, on: 2024-05-10, says: "Segundo o governo, 120 barcos foram apreendidos em Kiev."}
          - {outlet: B, on: 2024-05-10, says: "Segundo a oposição, 30 barcos foram apreendidos em Kiev."}
"""
    file = project / "rules" / "boats.yaml"
    file.write_text(BOATS + rule, encoding="utf-8")
    command = [sys.executable, "-m", "checker", "rules", "test", str(file), "--config", str(project / "config.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE.parent)
    file.write_text(BOATS, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
