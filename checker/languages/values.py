"""The sections of a language file by which a text is read for values: numbers, their hedges, dates."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from checker.languages.section import NEVER, Expression, Section, Wordings

Month = Annotated[int, Field(ge=1, le=12)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class Numbers(Section):
    """Number words and signs. `words` add up («ciento dos»), and may be several words («quatre-vingts»); `scales`
    multiply («dos mil»), `collectives` are counted nouns («tres docenas»), `vague` are plurals without a number
    («decenas de miles»: [low, high])."""

    thousands: str = ","
    decimal: str = "."
    words: dict[str, int] = Field(default_factory=dict)
    hours: Wordings = Field(default_factory=list)  # behind a number, it is an hour: "p.m."
    led_hours: Wordings = Field(default_factory=list)  # the same, behind one with its article: «las 21 horas»
    services: list[str] = Field(default_factory=list)  # numbers by which services are called: «112»
    before_service: Wordings = Field(default_factory=list)  # behind these, such a number is the service: «el 112»
    behind_service: Wordings = Field(default_factory=list)  # before these, it is as well: "911 dispatchers"
    articles: Wordings = Field(default_factory=list)  # words of `words` that may be a mere article
    one_before_scale: Wordings = Field(default_factory=list)  # "a" in "a hundred"
    never_after: dict[str, Wordings] = Field(default_factory=dict)  # "one" after "no"
    joiners: Wordings = Field(default_factory=list)
    scales: dict[str, int] = Field(default_factory=dict)
    short_scales: Wordings = Field(default_factory=list)  # of these, what is one only glued to digits: "3bn"
    # of these, what may also stand apart behind decimals: "2.3 k"
    after_decimals: Wordings = Field(default_factory=list)
    measures: Wordings = Field(default_factory=list)  # of these, what may be a measure: m, mm
    collectives: dict[str, int] = Field(default_factory=dict)
    loose: Wordings = Field(default_factory=list)  # collectives that are about: «un centenar»
    bare_collectives: Wordings = Field(default_factory=list)  # of these, those that need no «un» …
    before_collective: Wordings = Field(default_factory=list)  # … behind one of these: «cerca del millar de»
    fractions: dict[str, str] = Field(default_factory=dict)  # before a scale: «medio» → 0.5
    and_fractions: dict[str, str] = Field(default_factory=dict)  # after one: «y medio» → 0.5
    vague: dict[str, tuple[int, int]] = Field(default_factory=dict)
    several: Wordings = Field(default_factory=list)  # «varias» before a vague collective
    ordinals: dict[str, int] = Field(default_factory=dict)
    plural_ordinals: dict[str, int] = Field(default_factory=dict)  # never part of a longer one: «primeros»
    ordinal_endings: Wordings = Field(default_factory=list)
    glued_ordinals: bool = False  # numbers are written as one with great ordinals: «dosmilésimo»
    shares: dict[str, str] = Field(default_factory=dict)  # parts of a whole: «la mitad» → 0.5
    parts_from: int = 3  # ordinals from this on name parts: "a third", but Spanish begins with «un cuarto»
    parts: Wordings = Field(default_factory=list)  # behind an ordinal: «tres cuartas partes»
    denominators: dict[str, int] = Field(default_factory=dict)  # further words of parts: «tercio»
    denominator_endings: Wordings = Field(default_factory=list)  # behind a number: «doceavo»
    part_joiners: Wordings = Field(default_factory=list)  # between a number and a part: «y un cuarto»
    # words between part and whole, by when they count: `any`, `one` (only after one), `alone` (no word follows)
    ratios: dict[str, Wordings] = Field(default_factory=dict)
    per: Wordings = Field(default_factory=list)  # before the number that a rate is told for: «por cada»
    per_scale: Wordings = Field(default_factory=list)  # the same, before a bare scale only: «por millón»
    decimal_words: Wordings = Field(default_factory=list)  # «coma» in «dos coma cinco»
    decimal_words_alone: Wordings = Field(default_factory=list)  # where nothing is counted: «dos con cinco»
    negative_after: dict[str, Wordings] = Field(default_factory=dict)  # words that are a minus after some others
    percent: Wordings = Field(default_factory=list)
    negative: Wordings = Field(default_factory=list)
    currencies: dict[str, str] = Field(default_factory=dict)  # words after the amount
    like_people: Wordings = Field(default_factory=list)  # of these, those that people are called, too: «bolivianos» …
    money: Wordings = Field(default_factory=list)  # … which are money in a sentence that has one of these words
    currency_signs: dict[str, str] = Field(default_factory=dict)


class Hedges(Section):
    """Words that make a number a range: `before` and `after` it by qualifier, and pairs that span two numbers."""

    before: dict[str, Wordings] = Field(default_factory=dict)
    after: dict[str, Wordings] = Field(default_factory=dict)
    after_noun: dict[str, Wordings] = Field(default_factory=dict)  # behind what is counted: «900 sacos o más»
    # lemmas, some with the preposition that they need («pasar de»), that make the number behind them a bound; `denied`:
    # of those the other one, behind a negation («no pasan de 30»)
    verbs: dict[str, Wordings] = Field(default_factory=dict)
    denied: dict[str, Wordings] = Field(default_factory=dict)
    between: list[tuple[str, str]] = Field(default_factory=list)  # opening word, middle word
    middle: Wordings = Field(default_factory=list)  # alone between two numbers: «10.000 u 11.000»
    both: Wordings = Field(default_factory=list)  # between two bounds of one number: «más de 100 pero menos de 200»
    contractions: dict[str, str] = Field(default_factory=dict)  # the last word of a hedge with an article: de → del
    skip: Wordings = Field(default_factory=list)  # determiners that may stand between hedge and number
    # by opening word of a range: what before it tells of two figures instead: "rose from 20 to 35"
    moves: dict[str, Wordings] = Field(default_factory=dict)


class Dates(Section):
    """Words of dates and the patterns they stand in (checker/reading/dates/patterns.py says how to write one; what the
    kinds of patterns mean is in datevalues.py). `relative` counts days from the article's own day, `shifts` from
    the day last spoken of; seasons are `MM-DD/MM-DD` (northern); holidays `MM-DD`, `easter-2`, `11-thu-4`, two of
    these with a stroke between, or one day of history in full."""

    day_first: bool = True  # 9/11 is the ninth of November
    small_names: bool = True  # months and weekdays are written small, so that one with a capital may be a name
    needs_capital: Wordings = Field(default_factory=list)  # words that are no date unless written with a capital
    compared: Expression = NEVER  # behind a figure, before the time of another one: «tres puntos menos que en»
    remembered: Expression = NEVER  # an anniversary and its event up to «que»: «se cumplen diez años del seísmo que»
    in_next_week: Wordings = Field(default_factory=list)  # before a weekday: that of next week ("next Friday")
    years_in_pairs: bool = False  # "nineteen ninety-six"
    possessives: Wordings = Field(default_factory=list)  # endings that belong to no date: "Friday's"
    months: dict[str, Month] = Field(default_factory=dict)
    weekdays: dict[str, Weekday] = Field(default_factory=dict)  # Monday is 0
    relative: dict[str, int] = Field(default_factory=dict)
    nights: Wordings = Field(default_factory=list)  # phrases for the night that ended on the article's own day
    shifts: dict[str, int] = Field(default_factory=dict)
    units: dict[str, str] = Field(default_factory=dict)
    seasons: dict[str, str] = Field(default_factory=dict)
    decades: dict[str, int] = Field(default_factory=dict)
    holidays: dict[str, str] = Field(default_factory=dict)
    slots: dict[str, list[str]] = Field(default_factory=dict)  # further classes of words that patterns name
    glued: dict[str, list[str]] = Field(default_factory=dict)  # classes of what stands glued to a number: "5th"
    patterns: dict[str, list[str]] = Field(default_factory=dict)  # by kind
    # words before and between two dates that make one range; "" = nothing needed
    ranges: list[tuple[str, str]] = Field(default_factory=list)
    articles: Wordings = Field(default_factory=list)  # may stand between such a word and its date
    before_date: Wordings = Field(default_factory=list)  # between an amount of time and the day it lies before …
    after_date: Wordings = Field(default_factory=list)  # … or after …
    from_date: Wordings = Field(default_factory=list)  # … or that it lasts from
    # since, until, as_of, before, after: words before a date
    relations: dict[str, Wordings] = Field(default_factory=dict)
    begins: Wordings = Field(default_factory=list)  # between «desde» and the day on which something began
    recalled: Wordings = Field(default_factory=list)  # behind «desde 1973,»: what happened then is told
    future: Wordings = Field(default_factory=list)  # words of what is to come …
    future_before: Wordings = Field(default_factory=list)  # … only before a date: "until Monday"
    intended: Wordings = Field(default_factory=list)  # … and what two words tell of it: «iba a viajar el jueves»
    future_endings: Wordings = Field(default_factory=list)  # … and endings, accents kept
    past: Wordings = Field(default_factory=list)
    past_endings: Wordings = Field(default_factory=list)
    participle_endings: Wordings = Field(default_factory=list)  # of the past only where nothing else tells the time
    passive: Wordings = Field(default_factory=list)  # before such an ending it says nothing of the past: "be"
    clause: Wordings = Field(default_factory=list)  # words that open a clause
    carry: Wordings = Field(default_factory=list)  # a sentence that begins so speaks of the time of the one before
    then: Wordings = Field(default_factory=list)  # behind the comma after a time: «desde 1995, cuando murieron 300»
