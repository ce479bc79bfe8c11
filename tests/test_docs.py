"""The documentation keeps up with the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import notifiers
from checker.alertconfig import (
    DeliveryConfig,
    DigestConfig,
    FlapConfig,
    InhibitConfig,
    MatchConfig,
    RouteConfig,
    WindowConfig,
)
from checker.config import Config
from checker.intake.base import kinds
from checker.judging.checks import checks
from checker.languages.schema import LanguageData
from checker.model.discrepancy import Change
from checker.model.verdict import Verdict
from checker.rulebook.kinds import CHECK_KINDS
from checker.rulebook.schema import FactIn, RuleIn
from scripts import alert_reasons, api_reference

ROOT = Path(__file__).parent.parent
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (file.parent / link).exists()] == []


@pytest.mark.parametrize("file", [ROOT / "README.md", *(ROOT / "docs/how-to").glob("*.md")], ids=lambda file: file.name)
def test_every_command_can_be_pasted(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"^ *discrepa [a-z].*|(?<!what )`discrepa [a-z][^`]*`", text, re.MULTILINE) == [], (
        "uv run discrepa …"
    )


def test_every_verdict_stands_in_its_order() -> None:
    page = (ROOT / "docs/reference/verdicts.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == [verdict.value for verdict in Verdict]


def test_every_module_of_reading_is_on_the_map() -> None:
    page = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    table = page.partition("| folder | files |\n|---|---|\n")[2].partition("\n\n")[0]
    named = []
    for row in table.splitlines():
        folder, files = row.strip("|").split("|")
        here = "" if folder.endswith("here ") else re.findall(r"`(\w+)`", folder)[-1] + "/"
        named += [here + name for name in re.findall(r"`(\w+)`", files)]
    root = ROOT / "checker/reading"
    modules = [str(file.relative_to(root).with_suffix("")) for file in root.rglob("*.py") if file.stem != "__init__"]
    assert sorted(named) == sorted(modules), "add a new module to the table of docs/explanation/architecture.md"


def test_every_module_of_judging_is_on_the_map() -> None:
    page = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    table = page.partition("| question | modules |\n|---|---|\n")[2].partition("\n\n")[0]
    modules = [file.stem for file in (ROOT / "checker/judging").glob("*.py") if file.stem != "__init__"]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(modules), (
        "add a new module to docs/explanation/architecture.md"
    )


def test_every_section_of_a_language_is_explained() -> None:
    page = (ROOT / "docs/how-to/add-a-language.md").read_text(encoding="utf-8")
    table = page.partition("## What the file holds")[2].partition("Every key")[0]
    assert [name for name in LanguageData.model_fields if f"`{name}`" not in table and name != "name"] == []


def test_every_key_of_the_configuration_is_explained() -> None:
    page = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
    assert [name for name in Config.model_fields if name not in page] == []
    for found in (kinds(), notifiers.kinds()):
        for kind, module in found.items():
            assert f"| `{kind}` |" in page
            names = [info.alias or name for name, info in module.Options.model_fields.items() if name != "kind"]
            assert [name for name in names if f"`{name}" not in page] == []


def test_every_key_of_a_rule_is_explained() -> None:
    page = (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8")
    for model in (RuleIn, FactIn):
        names = [info.alias or name for name, info in model.model_fields.items()]
        assert [name for name in names if f"`{name}`" not in page and f"{name}`" not in page] == []


def test_the_kinds_of_check_are_those_that_exist() -> None:
    assert set(CHECK_KINDS) == set(checks())


def test_every_template_and_block_is_explained() -> None:
    page = (ROOT / "docs/how-to/change-the-wording.md").read_text(encoding="utf-8")
    for file in (ROOT / "notifiers/templates").iterdir():
        (row,) = re.findall(rf"^\| `{re.escape(file.name)}` \|.*\| (.*) \|$", page, re.MULTILINE)
        blocks = re.findall(r"{% block (\w+)", file.read_text(encoding="utf-8"))
        assert re.findall(r"`(\w+)`", row) == blocks


def test_the_api_is_described_as_it_is() -> None:
    page = api_reference.FILE.read_text(encoding="utf-8")
    assert api_reference.page(api_reference.described()) == page, "run: uv run scripts/api_reference.py"


def test_every_reason_of_alerting_stands_in_its_words() -> None:
    page = alert_reasons.FILE.read_text(encoding="utf-8")
    assert alert_reasons.with_table(page) == page, "run: uv run scripts/alert_reasons.py"
    assert [change for change in Change if f"| `{change}` |" not in page] == []


def test_every_key_of_alerting_is_explained() -> None:
    page = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
    for model in (RouteConfig, MatchConfig, WindowConfig, InhibitConfig, DigestConfig, FlapConfig, DeliveryConfig):
        names = [info.alias or name for name, info in model.model_fields.items()]
        assert [name for name in names if f"{name}`" not in page and f"`{name}" not in page] == [], model


def test_the_newest_change_is_that_of_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.findall(r"^## (\S+) ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    assert newest == project["version"]
    assert f"Discrepa/{newest.rpartition('.')[0]} " in Config().http.user_agent
