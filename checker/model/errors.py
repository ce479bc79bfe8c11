"""What can go wrong, told to the person who must act: where, what was found, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file that a user edits.

    `line` and `col` count from 1 (0 = not known); `path` is the dotted way to the key (`rules[2].check.kind`).
    """

    file: str
    line: int
    col: int
    path: str
    what: str
    got: str = ""
    remedy: str = ""
    severity: str = "error"  # error | warning

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line or None, self.col or None) if part)
        got = f" (got {self.got})" if self.got else ""
        path = f" {self.path}:" if self.path else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{where}:{path} {self.what}{got}{remedy}"


class DiscrepaError(Exception):
    """Base of every error that a user can cause and mend."""


class BadFile(DiscrepaError):
    """One or more files cannot be used; `problems` lists every fault found, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BadInput(DiscrepaError):
    """One input (an article, a line, a URL) cannot be used; the others go on."""
