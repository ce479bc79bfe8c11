"""The shape of a language file, section by section; each section belongs to the reading module of its name."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """Base of every section: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FactWords(Section):
    """The words by which one fact is recognised. Lists hold lemmas unless a key says otherwise."""

    nouns: list[str] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(default_factory=list)
    needs: list[str] = Field(default_factory=list)


class LanguageData(Section):
    """One language: `name` in the language itself, and the sections."""

    name: str
    facts: dict[str, FactWords] = Field(default_factory=dict)
