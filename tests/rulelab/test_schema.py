"""The JSON Schema fits the shipped files, refuses what loading refuses, and lies beside the files that name it."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checker.rulebook.book import shipped_folder
from checker.rulebook.kinds import CHECK_KINDS
from checker.rulebook.schema import ExampleIn, FactIn, GivenIn, RuleIn
from checker.rulelab.new import NewRule, rule_file
from checker.rulelab.schema import meanings, rule_schema

ROOT = Path(__file__).parent.parent.parent
FILES = sorted(shipped_folder().glob("*.yaml"))


def _as_editors_read(text: str) -> Any:
    """YAML 1.2 as editors have it: dates are text, numbers are numbers."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {  # type: ignore[attr-defined]
        key: [(tag, pattern) for tag, pattern in rows if not tag.endswith("timestamp")]
        for key, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
        if key not in "yYnNoO"
    }
    return yaml.load(text, loader)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_shipped_files_fit_the_schema_that_they_name(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    comment = text.splitlines()[0]
    assert comment == "# yaml-language-server: $schema=rules.schema.json"
    assert (file.parent / "rules.schema.json").exists()
    jsonschema.validate(_as_editors_read(text), rule_schema())


def test_a_new_file_fits_the_schema() -> None:
    new = NewRule("drones", {"es": ("dron", "drones"), "en": ("drone", "drones")})
    jsonschema.validate(_as_editors_read(rule_file(new, "es")), rule_schema())


@pytest.mark.parametrize(
    "text",
    [
        "rules: [{id: r, title: t, fact: x, check: {kind: quantiti}}]",
        "rules: [{id: r, title: t, fact: x, check: {kind: quantity, tolerence: 15%}}]",
        "rules: [{id: r, title: t, fact: x, check: {kind: quantity, tolerance: '15'}}]",
        "rules: [{id: r, titel: t, fact: x, check: {kind: quantity}}]",
        "rules: [{id: r, title: t, fact: x, check: {kind: quantity}, alert_on: [compatible]}]",
        "facts: {x: {label: x, evolves: sideways}}",
    ],
)
def test_what_loading_refuses_the_schema_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(_as_editors_read(text), rule_schema())


def test_every_key_has_its_meaning() -> None:
    for section, model in (("fact", FactIn), ("rule", RuleIn), ("example", ExampleIn), ("given", GivenIn)):
        keys = {info.alias or name for name, info in model.model_fields.items()}
        assert set(meanings()[section]) == keys
    assert set(meanings()["kinds"]) == set(CHECK_KINDS)
    assert set(meanings()["check"]) == {
        "kind",
        "tolerance",
        *(key for one in CHECK_KINDS.values() for key in one.params),
    }


def test_what_is_made_is_as_the_code_makes_it() -> None:
    made = runpy.run_path(str(ROOT / "scripts/reference.py"))["made"]()
    old = [str(file.relative_to(ROOT)) for file, text in made.items() if file.read_text(encoding="utf-8") != text]
    assert old == [], "run: uv run python -m scripts.reference"
    json.loads((ROOT / "rules/rules.schema.json").read_text(encoding="utf-8"))
