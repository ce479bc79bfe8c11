"""What the reader knows of each language, as data: one YAML file per language, held against `schema.py`.

The shipped files lie beside this one. A user's own lie in a folder that his configuration names (`use`); a file of
his goes before a shipped one of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from os.path import lexists  # a link that leads nowhere is told as one
from pathlib import Path

from checker.languages.schema import LanguageData
from checker.model.errors import BadFile
from checker.yamldoc import load, validate

ROOT = Path(__file__).parent
_own: list[Path] = []  # set once, by what reads the configuration, before anything is read


def use(folders: Iterable[Path]) -> None:
    """Look for languages in these folders too; for the whole process."""
    if list(folders := list(folders)) != _own:
        _own[:] = folders
        known.cache_clear()
        language.cache_clear()


def own() -> tuple[Path, ...]:
    """The folders of the user's own, for a process that is to read as this one does."""
    return tuple(_own)


@cache
def known() -> tuple[str, ...]:
    """The languages that can be read, sorted; a new `xx.yaml` is a new language."""
    return in_folders(_own)


def in_folders(own: Iterable[Path]) -> tuple[str, ...]:
    """The languages that could be read with these folders beside the shipped one, sorted."""
    return tuple(sorted({file.stem for folder in (*own, ROOT) for file in folder.glob("*.yaml")}))


@cache
def language(code: str) -> LanguageData:
    """The data of one language. Raises BadFile with every fault of its file."""
    own = next((file for folder in _own if lexists(file := folder / f"{code}.yaml")), None)
    document = load(own) if own is not None else load(ROOT / f"{code}.yaml", name=f"checker/languages/{code}.yaml")
    data, problems = validate(LanguageData, document)
    if data is None:
        raise BadFile(problems)
    return data


@cache
def reads_itself(fact: str) -> frozenset[str]:
    """The languages whose own data reads a fact, without words of a rule file."""
    found = set()
    for code in known():
        events = language(code).events
        if fact in (*events.verbs, *events.participles, *events.visits, *events.model_fields_set):
            found.add(code)
    return frozenset(found)
