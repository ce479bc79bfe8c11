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


class Numbers(Section):
    """Number words and signs. `words` add up («ciento dos»), `scales` multiply («dos mil»), `collectives` are
    counted nouns («tres docenas»), `vague` are plurals without a number («decenas de miles»: [low, high])."""

    thousands: str
    decimal: str
    words: dict[str, int]
    articles: list[str] = Field(default_factory=list)  # words of `words` that may be a mere article
    one_before_scale: list[str] = Field(default_factory=list)  # "a" in "a hundred"
    never_after: dict[str, list[str]] = Field(default_factory=dict)  # "one" after "no"
    joiners: list[str]
    scales: dict[str, int]
    collectives: dict[str, int] = Field(default_factory=dict)
    loose: list[str] = Field(default_factory=list)  # collectives that are about: «un centenar»
    fractions: dict[str, str] = Field(default_factory=dict)  # before a scale: «medio» → 0.5
    and_fractions: dict[str, str] = Field(default_factory=dict)  # after one: «y medio» → 0.5
    of: list[str] = Field(default_factory=list)  # between a number and a counted number: «dos docenas de»
    vague: dict[str, tuple[int, int]] = Field(default_factory=dict)
    several: list[str] = Field(default_factory=list)  # «varias» before a vague collective
    ordinals: dict[str, int] = Field(default_factory=dict)
    ordinal_endings: list[str] = Field(default_factory=list)
    percent: list[str] = Field(default_factory=list)
    negative: list[str] = Field(default_factory=list)
    currencies: dict[str, str] = Field(default_factory=dict)  # words after the amount
    currency_signs: dict[str, str] = Field(default_factory=dict)
    currency_of: list[str] = Field(default_factory=list)  # «millones de euros»


class Hedges(Section):
    """Words that make a number a range: `before` and `after` it by qualifier, and pairs that span two numbers."""

    before: dict[str, list[str]]
    after: dict[str, list[str]] = Field(default_factory=dict)
    between: list[tuple[str, str]] = Field(default_factory=list)  # opening word, middle word
    middle: list[str] = Field(default_factory=list)  # alone between two numbers: «10.000 u 11.000»
    skip: list[str] = Field(default_factory=list)  # determiners that may stand between hedge and number


class Sentences(Section):
    """How to tell sentences and the language apart. Abbreviations end with a full stop that ends no sentence."""

    abbreviations: list[str]
    function_words: list[str]


class LanguageData(Section):
    """One language: `name` in the language itself, and the sections."""

    name: str
    facts: dict[str, FactWords] = Field(default_factory=dict)
    sentences: Sentences
    numbers: Numbers
    hedges: Hedges
