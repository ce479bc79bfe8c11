"""What can go wrong, told to the person who must act: where, what was found, what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file that a user edits.

    `line` and `col` count from 1 (0 = not known); `path` is the dotted way to the key (`rules[2].check.kind`).
    `what` and `remedy` are in English; `key` and `remedy_key` name the texts (`faults.…`) that say the same in other
    languages, filled with `params`.
    """

    file: str
    line: int
    col: int
    path: str
    what: str
    got: str = ""
    remedy: str = ""
    severity: str = "error"  # error | warning
    key: str = field(default="", compare=False)
    remedy_key: str = field(default="", compare=False)
    params: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def where(self) -> str:
        """`file:line:col`, as far as they are known."""
        return ":".join(str(part) for part in (self.file, self.line or None, self.col or None) if part)

    def __str__(self) -> str:
        got = f" (got {self.got})" if self.got else ""
        at = " ".join(f"{part}:" for part in (self.where, self.path) if part)
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{at} {self.what}{got}{remedy}"


class DiscrepaError(Exception):
    """Base of every error that a user can cause and mend."""


class BadFile(DiscrepaError):
    """One or more files cannot be used; `problems` lists every fault found, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BadInput(DiscrepaError):
    """One input (an article, a line, a URL) cannot be used; the others go on."""


class Unknown(BadInput):
    """What an input names is not there."""
