"""What every section of a language file has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

NEVER = r"(?!)"  # a pattern that nothing matches


class Section(BaseModel):
    """Base of every section: unknown keys are faults, values never change. Every key has a default, so that a language
    file of an earlier version, or one of a few lines, goes on to load."""

    model_config = ConfigDict(extra="forbid", frozen=True)
