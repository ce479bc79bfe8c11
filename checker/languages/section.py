"""What every section of a language file has in common."""

from __future__ import annotations

import re
from itertools import product
from math import prod
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

NEVER = r"(?!)"  # a pattern that nothing matches


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise PydanticCustomError(
            "expression", "is no regular expression: it breaks at character {at}", {"at": (error.pos or 0) + 1}
        ) from error
    return pattern


Expression = Annotated[str, AfterValidator(_compiles)]  # a regular expression, held against what a word ends in

MOST_WORDINGS = 5000  # that one phrase may stand for

_CHOICE = re.compile(r"\(([^()]+)\)(\?)?")


def _spelled_out(listed: list[str]) -> list[str]:
    broken = [phrase for phrase in listed if _pieces(phrase) is None]
    if broken:
        wrong = "a choice is written (one|other) word, with both brackets: {phrase}"
        raise PydanticCustomError("choice", wrong, {"phrase": "; ".join(broken)})
    return [wording for phrase in listed for wording in _wordings(phrase)]


def _pieces(phrase: str) -> tuple[list[tuple[str, str, str]], str] | None:
    """The choices of a phrase, each with what stands before it and its question mark, and what follows the last; None
    where its brackets do not fit."""
    if len(phrase) < 2:
        return [], phrase  # a sign may stand for itself
    *parts, last = _CHOICE.split(phrase)
    groups = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    return None if {*"()|"} & {*last, *"".join(before for before, _, _ in groups)} else (groups, last)


def _wordings(phrase: str) -> list[str]:
    if len(phrase) < 2 or not {*"()|"} & {*phrase}:
        return [phrase]  # a sign may stand for itself
    groups, last = _pieces(phrase) or ([], phrase)
    choices = [([before], ([""] if optional else []) + inner.split("|")) for before, inner, optional in groups]
    if prod(len(words) for _, words in choices) > MOST_WORDINGS:
        wrong = "stands for more than {most} phrases, take fewer choices: {phrase}"
        raise PydanticCustomError("choices", wrong, {"phrase": phrase, "most": MOST_WORDINGS})
    every = product(*(one for pair in choices for one in pair), [last])
    return [" ".join("".join(chosen).split()) for chosen in every]


# words and phrases; of what stands in round brackets any is meant, and before a question mark none as well:
# «(perder|dejar) (su|sus) (casa|casas)» is eight phrases, «las (más )?graves» two
Wordings = Annotated[list[str], AfterValidator(_spelled_out)]


class Section(BaseModel):
    """Base of every section: unknown keys are faults, values never change. Every key has a default, so that a language
    file of a few lines loads."""

    model_config = ConfigDict(extra="forbid", frozen=True)
