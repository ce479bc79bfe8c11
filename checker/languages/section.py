"""What every section of a language file has in common."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

NEVER = r"(?!)"  # a pattern that nothing matches


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise PydanticCustomError("expression", "is no regular expression: {why}", {"why": str(error)}) from error
    return pattern


Expression = Annotated[str, AfterValidator(_compiles)]  # a regular expression, held against what a word ends in


class Section(BaseModel):
    """Base of every section: unknown keys are faults, values never change. Every key has a default, so that a language
    file of an earlier version, or one of a few lines, goes on to load."""

    model_config = ConfigDict(extra="forbid", frozen=True)
