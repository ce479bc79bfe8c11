"""Files that are a kind of something each (a notifier, a source, a check): loaded, and those that are broken told.

A broken file is told with its line and what to do, and stops only what uses it. What it prints while it is loaded
goes to stderr, for stdout is the command's own.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, TypeVar

from checker.model.errors import BadFile, DiscrepaError, Problem
from checker.texts import said

Kind = TypeVar("Kind")


class Kinds(dict[str, Kind]):
    """The kinds of a folder by name; `broken`: those whose file cannot be loaded, and why. To ask for one of these
    raises BadFile."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: dict[str, Problem] = {}

    def __missing__(self, name: str) -> Kind:
        if name in self.broken:
            raise BadFile([self.broken[name]])
        raise KeyError(name)


def load_kinds(package: ModuleType, *needs: str, helpers: bool = False) -> Kinds[Any]:
    """Every module of a package that has what a kind needs. One that has not is broken, unless there are `helpers`
    among them; a name that begins with _ is always a helper's."""
    found: Kinds[Any] = Kinds()
    for name in sorted(module.name for module in iter_modules(package.__path__)):
        if name.startswith("_"):
            continue
        whole = f"{package.__name__}.{name}"
        try:
            with redirect_stdout(sys.stderr):
                loaded = import_module(whole)
        except (Exception, SystemExit) as error:  # whatever somebody's file does, but Ctrl-C is the user's
            spec = find_spec(whole)
            found.broken[name] = _problem((spec.origin if spec else None) or whole, error)
            continue
        lacks = [need for need in needs if not hasattr(loaded, need)]
        if not lacks:
            found[name] = loaded
        elif not helpers:
            what = said("faults.plugin_lacks", names=", ".join(lacks))
            found.broken[name] = _fault(loaded.__file__ or whole, 0, what)
    return found


@contextmanager
def blamed(plugin: object) -> Iterator[None]:
    """Calls something of a kind, or of what one built: what it raises that is no error of ours is its file's fault.
    Raises BadFile."""
    try:
        yield
    except DiscrepaError:
        raise
    except (Exception, SystemExit) as error:
        module = plugin if isinstance(plugin, ModuleType) else sys.modules[type(plugin).__module__]
        raise BadFile([_problem(getattr(module, "__file__", None) or module.__name__, error)]) from error


def _problem(file: str, error: BaseException) -> Problem:
    """What an error says, at the line of the file that it came from."""
    if isinstance(error, SyntaxError) and error.filename == file:
        line, says = error.lineno, error.msg
    else:
        steps = traceback.extract_tb(error.__traceback__)
        line, says = next((step.lineno for step in reversed(steps) if step.filename == file), 0), str(error)
    what = f"{type(error).__name__}: {says}".removesuffix(": ")
    return _fault(file, line or 0, said("faults.plugin_broken", error=what))


def _fault(file: str, line: int, what: str) -> Problem:
    return Problem(file, line, 0, "", what, remedy=said("faults.plugin_remedy"))
