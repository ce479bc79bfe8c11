"""What the reader knows of each language, as data: one YAML file per language, held against `schema.py`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from checker.languages.schema import LanguageData
from checker.model.errors import BadFile
from checker.yamldoc import load, validate

ROOT = Path(__file__).parent


def known() -> tuple[str, ...]:
    """The languages that can be read, sorted; a new `xx.yaml` is a new language."""
    return tuple(sorted(file.stem for file in ROOT.glob("*.yaml")))


@cache
def language(code: str) -> LanguageData:
    """The data of one language. Raises BadFile with every fault of its file."""
    document = load(ROOT / f"{code}.yaml", name=f"checker/languages/{code}.yaml")
    data, problems = validate(LanguageData, document)
    if data is None:
        raise BadFile(problems)
    return data
