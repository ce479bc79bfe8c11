"""A trained model as a second opinion on persons: it adds evidence, and takes none away."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from checker.config import load_config
from checker.model.article import Article
from checker.model.errors import BadFile, BadInput
from checker.reading import Reader
from checker.reading.pool import LARGE, Readers

ROOT = Path(__file__).parents[2]
# a word of the dictionary and a strange one, and somebody's profession a little later: almost enough for a person
TEXT = "Poco se sabe de Halcón Ordoz, hasta ayer mismo alcalde de la villa, desde el lunes. La ministra Elena Ríos Vega calla."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model on disk that sees a person that our rules doubt, and takes a body for one."""
    pipeline = spacy.blank("es")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PER", "pattern": "Halcón Ordoz"},
            {"label": "PER", "pattern": "Banco Central"},
        ]
    )
    folder = tmp_path_factory.mktemp("models") / "names_es"
    pipeline.to_disk(folder)
    return folder


def persons(reader: Reader, text: str) -> set[str]:
    """Everybody who is read in a text, by every spelling."""
    entities = reader.read(Article(id="a", text=text, lang="es")).entities
    return {mention.text for one in entities if one.kind == "person" for mention in one.mentions}


def test_it_adds_a_person_that_rules_alone_doubt(model: Path) -> None:
    assert persons(Reader(["es"]), TEXT) == {"Elena Ríos Vega"}
    assert persons(Reader(["es"], models=[str(model)]), TEXT) == {"Elena Ríos Vega", "Halcón Ordoz"}


def test_it_takes_nobody_away_and_makes_no_body_a_person(model: Path) -> None:
    text = "El Banco Central avisó a Pedro Salas en Sierra Norte."
    assert persons(Reader(["es"], models=[str(model)]), text) == persons(Reader(["es"]), text) == {"Pedro Salas"}


def test_other_languages_are_read_without_it(model: Path) -> None:
    both = Reader(["es", "en"], models=[str(model)])
    text = "Nothing is known of Halcón Ordoz since Monday, the minister said on Tuesday."
    plain = Reader(["es", "en"]).read(Article(id="a", text=text, lang="en"))
    assert both.read(Article(id="a", text=text, lang="en")) == plain


def test_processes_read_with_it_as_well(model: Path) -> None:
    office = "Halcón Ordoz, hasta ayer mismo alcalde de la villa, dijo el lunes que había 12 muertos."
    batch = [Article(id=str(number), text=office, lang="es") for number in range(LARGE)]
    here = Reader(["es"], models=[str(model)])
    assert [one.statements for one in Readers(here, 2).read_many(batch)] == [
        one.statements for one in here.read_many(batch)
    ]


def test_the_configuration_names_it_relative_to_itself(model: Path) -> None:
    config = model.parent / "config.yaml"
    config.write_text("reading: {languages: [es], spacy_model: names_es}\n", encoding="utf-8")
    command = [sys.executable, "-m", "checker", "read", "-", "--json", "--config", str(config)]
    done = subprocess.run(command, input=TEXT, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "Halcón Ordoz" in [one["name"] for one in json.loads(done.stdout)["entities"]]


def test_a_model_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("reading:\n  spacy_model: es_core_news_xx\n", encoding="utf-8")
    with pytest.raises(BadFile) as raised:
        load_config(config)
    (problem,) = raised.value.problems
    assert (problem.line, problem.path, problem.got) == (2, "reading.spacy_model", "'es_core_news_xx'")
    assert "none is needed" in problem.remedy


def test_a_broken_model_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match=f"{tmp_path} of reading.spacy_model cannot be used"):
        Reader(["es"], models=[str(tmp_path)])
