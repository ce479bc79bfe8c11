"""The shape of a language file, section by section; each section belongs to the reading module of its name."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

NEVER = r"(?!)"  # a pattern that nothing matches


class Section(BaseModel):
    """Base of every section: unknown keys are faults, values never change. Every key has a default, so that a language
    file of an earlier version, or one of a few lines, goes on to load."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FactWords(Section):
    """The words by which one fact is recognised. Lists hold lemmas unless a key says otherwise.

    `verbs` are what the counted do or suffer («murieron 30», "30 died"), `transitive` what is done to them and so
    says nothing of its own subject («dos policías detuvieron a …»). `needs` must stand near, or the noun counts
    nothing. `context` must stand somewhere in the article for the nouns in `in_context` to count («casos»).
    `head_verbs` count only with the noun of a fact that has needs, or a nationality («perdió 300 soldados»).
    """

    nouns: list[str] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    transitive: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(default_factory=list)
    needs: list[str] = Field(default_factory=list)
    in_context: list[str] = Field(default_factory=list)
    context: list[str] = Field(default_factory=list)
    head_verbs: list[str] = Field(default_factory=list)
    unless: list[str] = Field(default_factory=list)  # a sentence with one of them speaks of something else
    occasions: list[str] = Field(default_factory=list)  # people in a sentence with one of them are there: «marcha»
    over: list[str] = Field(default_factory=list)  # its end for those counted: «liberar»; in any form but this one
    # verbs of care, which tell of it unless the article speaks of what the fact `care_unless` is: "hospitalised"
    care: list[str] = Field(default_factory=list)
    care_unless: str = ""
    never: list[str] = Field(default_factory=list)  # people of whom its verbs say nothing: «participaron 40 agentes»
    people_only: bool = False  # its verbs say nothing of other subjects: «se reunieron 20 países»


class Numbers(Section):
    """Number words and signs. `words` add up («ciento dos»), `scales` multiply («dos mil»), `collectives` are
    counted nouns («tres docenas»), `vague` are plurals without a number («decenas de miles»: [low, high])."""

    thousands: str = ","
    decimal: str = "."
    words: dict[str, int] = Field(default_factory=dict)
    hours: list[str] = Field(default_factory=list)  # behind a number, it is an hour: "p.m."
    articles: list[str] = Field(default_factory=list)  # words of `words` that may be a mere article
    one_before_scale: list[str] = Field(default_factory=list)  # "a" in "a hundred"
    never_after: dict[str, list[str]] = Field(default_factory=dict)  # "one" after "no"
    joiners: list[str] = Field(default_factory=list)
    scales: dict[str, int] = Field(default_factory=dict)
    short_scales: list[str] = Field(default_factory=list)  # of these, what is one only glued to digits: "3bn"
    after_decimals: list[str] = Field(
        default_factory=list
    )  # of these, what may also stand apart behind decimals: "2.3 k"
    measures: list[str] = Field(default_factory=list)  # of these, what may be a measure: m, mm
    collectives: dict[str, int] = Field(default_factory=dict)
    loose: list[str] = Field(default_factory=list)  # collectives that are about: «un centenar»
    bare_collectives: list[str] = Field(default_factory=list)  # of these, those that need no «un» …
    before_collective: list[str] = Field(default_factory=list)  # … behind one of these: «cerca del millar de»
    fractions: dict[str, str] = Field(default_factory=dict)  # before a scale: «medio» → 0.5
    and_fractions: dict[str, str] = Field(default_factory=dict)  # after one: «y medio» → 0.5
    of: list[str] = Field(default_factory=list)  # between a number and a counted number: «dos docenas de»
    vague: dict[str, tuple[int, int]] = Field(default_factory=dict)
    several: list[str] = Field(default_factory=list)  # «varias» before a vague collective
    ordinals: dict[str, int] = Field(default_factory=dict)
    plural_ordinals: dict[str, int] = Field(default_factory=dict)  # never part of a longer one: «primeros»
    ordinal_endings: list[str] = Field(default_factory=list)
    glued_ordinals: bool = False  # numbers are written as one with great ordinals: «dosmilésimo»
    shares: dict[str, str] = Field(default_factory=dict)  # parts of a whole: «la mitad» → 0.5
    parts_from: int = 3  # ordinals from this on name parts: "a third", but Spanish begins with «un cuarto»
    parts: list[str] = Field(default_factory=list)  # behind an ordinal: «tres cuartas partes»
    denominators: dict[str, int] = Field(default_factory=dict)  # further words of parts: «tercio»
    denominator_endings: list[str] = Field(default_factory=list)  # behind a number: «doceavo»
    part_joiners: list[str] = Field(default_factory=list)  # between a number and a part: «y un cuarto»
    # words between part and whole, by when they count: `any`, `one` (only after one), `alone` (no word follows)
    ratios: dict[str, list[str]] = Field(default_factory=dict)
    per: list[str] = Field(default_factory=list)  # before the number that a rate is told for: «por cada»
    per_scale: list[str] = Field(default_factory=list)  # the same, before a bare scale only: «por millón»
    decimal_words: list[str] = Field(default_factory=list)  # «coma» in «dos coma cinco»
    decimal_words_alone: list[str] = Field(default_factory=list)  # where nothing is counted: «dos con cinco»
    negative_after: dict[str, list[str]] = Field(default_factory=dict)  # words that are a minus after some others
    percent: list[str] = Field(default_factory=list)
    negative: list[str] = Field(default_factory=list)
    currencies: dict[str, str] = Field(default_factory=dict)  # words after the amount
    currency_signs: dict[str, str] = Field(default_factory=dict)
    currency_of: list[str] = Field(default_factory=list)  # «millones de euros»


class Hedges(Section):
    """Words that make a number a range: `before` and `after` it by qualifier, and pairs that span two numbers."""

    before: dict[str, list[str]] = Field(default_factory=dict)
    after: dict[str, list[str]] = Field(default_factory=dict)
    after_noun: dict[str, list[str]] = Field(default_factory=dict)  # behind what is counted: «900 sacos o más»
    between: list[tuple[str, str]] = Field(default_factory=list)  # opening word, middle word
    middle: list[str] = Field(default_factory=list)  # alone between two numbers: «10.000 u 11.000»
    both: list[str] = Field(default_factory=list)  # between two bounds of one number: «más de 100 pero menos de 200»
    contractions: dict[str, str] = Field(default_factory=dict)  # the last word of a hedge with an article: de → del
    skip: list[str] = Field(default_factory=list)  # determiners that may stand between hedge and number
    # by opening word of a range: what before it tells of two figures instead: "rose from 20 to 35"
    moves: dict[str, list[str]] = Field(default_factory=dict)


class Sentences(Section):
    """How to tell sentences and the language apart. Abbreviations end with a full stop that ends no sentence."""

    abbreviations: list[str] = Field(default_factory=list)
    function_words: list[str] = Field(default_factory=list)
    related: list[str] = Field(default_factory=list)  # what a line begins with that leads to another article
    endings: dict[str, list[str]] = Field(default_factory=dict)  # «ado» -> «ar»: inflections beyond the lemmas


class Dates(Section):
    """Words of dates and the patterns they stand in (checker/reading/patterns.py says how to write one; what the
    kinds of patterns mean is in datevalues.py). `relative` counts days from the article's own day, `shifts` from
    the day last spoken of; seasons are `MM-DD/MM-DD` (northern); holidays `MM-DD`, `easter-2`, `11-thu-4`, two of
    these with a stroke between, or one day of history in full."""

    day_first: bool = True  # 9/11 is the ninth of November
    small_names: bool = True  # months and weekdays are written small, so that one with a capital may be a name
    needs_capital: list[str] = Field(default_factory=list)  # words that are no date unless written with a capital
    in_next_week: list[str] = Field(default_factory=list)  # before a weekday: that of next week ("next Friday")
    years_in_pairs: bool = False  # "nineteen ninety-six"
    possessives: list[str] = Field(default_factory=list)  # endings that belong to no date: "Friday's"
    months: dict[str, int] = Field(default_factory=dict)
    weekdays: dict[str, int] = Field(default_factory=dict)  # Monday is 0
    relative: dict[str, int] = Field(default_factory=dict)
    shifts: dict[str, int] = Field(default_factory=dict)
    units: dict[str, str] = Field(default_factory=dict)
    seasons: dict[str, str] = Field(default_factory=dict)
    decades: dict[str, int] = Field(default_factory=dict)
    holidays: dict[str, str] = Field(default_factory=dict)
    slots: dict[str, list[str]] = Field(default_factory=dict)  # further classes of words that patterns name
    glued: dict[str, list[str]] = Field(default_factory=dict)  # classes of what stands glued to a number: "5th"
    patterns: dict[str, list[str]] = Field(default_factory=dict)  # by kind
    ranges: list[tuple[str, str]] = Field(
        default_factory=list
    )  # words before and between two dates that make one range; "" = nothing needed
    articles: list[str] = Field(default_factory=list)  # may stand between such a word and its date
    before_date: list[str] = Field(default_factory=list)  # between an amount of time and the day it lies before …
    after_date: list[str] = Field(default_factory=list)  # … or after …
    from_date: list[str] = Field(default_factory=list)  # … or that it lasts from
    relations: dict[str, list[str]] = Field(
        default_factory=dict
    )  # since, until, as_of, before, after: words before a date
    begins: list[str] = Field(default_factory=list)  # between «desde» and the day on which something began
    recalled: list[str] = Field(default_factory=list)  # behind «desde 1973,»: what happened then is told
    future: list[str] = Field(default_factory=list)  # words of what is to come …
    future_endings: list[str] = Field(default_factory=list)  # … and endings, accents kept
    past: list[str] = Field(default_factory=list)
    past_endings: list[str] = Field(default_factory=list)
    participle_endings: list[str] = Field(default_factory=list)  # of the past only where nothing else tells the time
    passive: list[str] = Field(default_factory=list)  # before such an ending it says nothing of the past: "be"
    clause: list[str] = Field(default_factory=list)  # words that open a clause
    carry: list[str] = Field(default_factory=list)  # a sentence that begins so speaks of the time of the one before
    then: list[str] = Field(default_factory=list)  # behind the comma after a time: «desde 1995, cuando murieron 300»


class Places(Section):
    """`located`: prepositions that say where; `weak`: those that may. `facilities` begin the name of a place.

    `grounds` are common nouns that are a scene behind a preposition («en un centro comercial»), `plain` those that
    add nothing to the place behind them («las calles de X»), `general` those that point back at one («en la isla»),
    by what they point at: country, region, city, or `any` that the text named so.
    """

    located: list[str] = Field(default_factory=list)
    weak: list[str] = Field(default_factory=list)
    facilities: list[str] = Field(default_factory=list)
    joins: list[str] = Field(default_factory=list)
    sites: list[str] = Field(default_factory=list)  # of `located`, those that make an unknown name a place: «en»
    towards: list[str] = Field(default_factory=list)  # of `located`, those of going there: «hacia»
    struck: list[str] = Field(default_factory=list)  # lemmas whose object is where it happened: "hit", «sacudir»
    elsewhere: list[str] = Field(default_factory=list)  # where something was only felt, or somebody was born
    lengths: list[str] = Field(default_factory=list)  # «a 80 km de X» is not in X
    moved: list[str] = Field(default_factory=list)  # lemmas of taking the hurt somewhere
    care: list[str] = Field(default_factory=list)  # to where they are taken: «hospital»
    directions: list[str] = Field(default_factory=list)  # parts of a place: «sur», "southern"
    definite: list[str] = Field(default_factory=list)  # articles and demonstratives that point at one thing
    indefinite: list[str] = Field(default_factory=list)
    grounds: list[str] = Field(default_factory=list)
    plain: list[str] = Field(default_factory=list)
    general: dict[str, list[str]] = Field(default_factory=dict)
    no_site: list[str] = Field(default_factory=list)  # names that a preposition makes no place: «en Twitter»
    of: list[str] = Field(default_factory=list)
    chain: list[str] = Field(default_factory=list)  # between a place and the one that it lies in
    ands: list[str] = Field(default_factory=list)
    noun_last: bool = False  # adjectives stand before their noun: "a suburban office building"
    premodifiers: int = 1  # words that may stand between preposition and noun
    foreign: list[str] = Field(default_factory=list)  # short names that are a word of this language: «US»
    plurals: list[str] = Field(default_factory=lambda: ["s", "es"])  # endings of nouns and of what agrees with them
    records: list[str] = Field(default_factory=list)  # lemmas whose subject is where it happened: «Chile registra»
    clubs: list[str] = Field(default_factory=list)  # before a city, the name of a team: «Real Madrid»
    happened: list[str] = Field(default_factory=list)  # lemmas of what is called after where it was: «el incendio de X»
    spoke: list[str] = Field(default_factory=list)  # lemmas of speaking, which is done elsewhere: «dijo en Ginebra»
    hearers: list[str] = Field(default_factory=list)  # between such a word and the place: «a periodistas», "reporters"
    sources: list[str] = Field(default_factory=list)  # from where somebody speaks: «habló desde Toluca»
    # for a language that checker/world has nothing of, by ISO code of the country
    names: dict[str, list[str]] = Field(default_factory=dict)
    capitals: dict[str, list[str]] = Field(default_factory=dict)
    demonyms: dict[str, list[str]] = Field(default_factory=dict)
    demonym_endings: dict[str, list[str]] = Field(default_factory=dict)  # what may stand in place of an ending


class Claims(Section):
    """Who says it. Verbs are lemmas, which take the forms of `irregular` and of the longest of the `endings`; what
    claimants are called is in `nouns`, as lemmas; all else is as written."""

    by: list[str] = Field(default_factory=list)  # «según X»: before a claimant
    views: list[str] = Field(default_factory=list)  # the same, at the head of a sentence: «para la policía, …»
    cites: list[str] = Field(default_factory=list)  # «que cita a X»: X speaks, not the subject
    verbs: list[str] = Field(default_factory=list)  # of speech
    figures: list[str] = Field(default_factory=list)  # that give a figure, when a body is their subject: «suma 40»
    irregular: dict[str, list[str]] = Field(default_factory=dict)
    endings: dict[str, list[str]] = Field(default_factory=dict)  # by the ending of a lemma: what stands in its place
    agreeing: dict[str, list[str]] = Field(default_factory=dict)  # endings of a participle that agrees with a noun
    gerund: str = NEVER  # what a form ends in that has no subject of its own, as a pattern
    participle: str = NEVER  # what a participle ends in, as a pattern
    finite: str = NEVER  # what a form ends in that is a verb behind a pronoun: «la elevan», but «la denuncia»
    passive: list[str] = Field(default_factory=list)  # before a form that looks finite: "was confirmed"
    auxiliaries: list[str] = Field(default_factory=list)  # before a participle that speaks: «ha dicho»
    plurals: list[str] = Field(default_factory=list)  # plural without a plural ending: "police say"
    agents: list[str] = Field(default_factory=list)  # «confirmado por X»
    after_quote: str = ""  # what any verb ends in that follows a quotation, as a pattern
    inverted: list[str] = Field(default_factory=list)  # verbs whose subject may follow; none named: all
    to: list[str] = Field(default_factory=list)  # between a verb and whom it concerns: «cita a»
    not_before: list[str] = Field(default_factory=list)  # «contar con», "count on": behind a verb that gives a figure
    estimates: list[str] = Field(default_factory=list)  # what holds figures: «el balance de X»
    source_first: bool = False  # the source stands before what holds the figures: "police estimates"
    official: list[str] = Field(
        default_factory=list
    )  # with one of these, what holds figures is a source by itself: «cifras oficiales»
    nouns: list[str] = Field(default_factory=list)  # heads of nameless claimants
    body_nouns: list[str] = Field(default_factory=list)  # of these, those that point back: «el ministerio»
    same: list[str] = Field(default_factory=list)  # «la misma fuente»
    not_who: list[str] = Field(default_factory=list)  # «según el calendario»
    back: list[str] = Field(default_factory=list)  # pronouns that point at the last claimant
    stop: list[str] = Field(default_factory=list)  # words that end a claimant's name
    lead: list[str] = Field(default_factory=list)  # adverbials before the subject
    joins: list[str] = Field(default_factory=list)
    that: list[str] = Field(default_factory=list)
    nobody: list[str] = Field(default_factory=list)  # may stand between subject and verb, and are no subject
    determiners: list[str] = Field(
        default_factory=list
    )  # before a noun that looks like a verb: «el informe», "the report"
    of: list[str] = Field(default_factory=list)
    gapped: list[str] = Field(default_factory=list)  # before the figure of a second speaker: «X habla de 5; Y, de 9»
    carry: list[str] = Field(default_factory=list)  # a sentence that begins so goes on with what was said before


class StanceWords(Section):
    """Cues by stance. `verbs` are lemmas; `phrases` as written; `conditional` forms mark hearsay."""

    verbs: dict[str, list[str]] = Field(default_factory=dict)
    rises: list[str] = Field(default_factory=list)  # «un balance que podría aumentar» doubts no figure
    phrases: dict[str, list[str]] = Field(default_factory=dict)
    negations: list[str] = Field(default_factory=list)
    refusals: list[str] = Field(default_factory=list)  # before "confirm": «declinó confirmar»
    confirm: list[str] = Field(default_factory=list)
    conditional: list[str] = Field(default_factory=list)
    modals: list[str] = Field(default_factory=list)  # of the phrases, those that doubt nothing before "confirm"
    modifiers: list[str] = Field(default_factory=list)  # of the phrases, those that are told of the noun behind them
    hearsay: list[str] = Field(default_factory=list)  # of the phrases, those that a named source makes needless
    clause: list[str] = Field(default_factory=list)  # words that begin a clause which a cue behind them governs
    refers: list[str] = Field(default_factory=list)  # «cifra que …»: of the figure before the comma
    asks: list[str] = Field(default_factory=list)  # a question with one of these asks of what is taken for granted


class Aspects(Section):
    """Cues by aspect, before and after the number; `superseded` marks an earlier figure: right before it, right after
    it, or anywhere before it in the sentence with no other number between."""

    before: dict[str, list[str]] = Field(default_factory=dict)
    after: dict[str, list[str]] = Field(default_factory=dict)
    anywhere: dict[str, list[str]] = Field(default_factory=dict)
    compared: list[str] = Field(default_factory=list)  # behind "more" they compare: «más de», "more than"
    others: list[str] = Field(default_factory=list)  # behind a number: other people, and not always more of them
    # "the deadliest crash since 2007, when 199 died": the three words that make it a count of another time
    superlatives: list[str] = Field(default_factory=list)
    since: list[str] = Field(default_factory=list)
    told: list[str] = Field(default_factory=list)
    fresh: list[str] = Field(
        default_factory=list
    )  # beside what is counted: those of a day or a week alone, "41 new cases"
    contrasted_before: list[str] = Field(
        default_factory=list
    )  # another's figure of what was counted: «el triple de los»
    superseded_before: list[str] = Field(default_factory=list)
    superseded_after: list[str] = Field(default_factory=list)
    superseded_anywhere: list[str] = Field(default_factory=list)


class Counting(Section):
    """How counts stand in a sentence. `people` are nouns of people in general; `links` are verbs between a noun
    and its number («asciende a»); `not_counts` are nouns that make a number something else (years, homes)."""

    people: list[str] = Field(default_factory=list)
    general: list[str] = Field(default_factory=list)  # people of whom nothing is said
    links: list[str] = Field(default_factory=list)
    numbers_of: list[str] = Field(default_factory=list)  # «cifra», "toll"
    tolls: dict[str, str] = Field(
        default_factory=dict
    )  # words that are a count of a fact by themselves: «balance» -> killed
    filler: list[str] = Field(default_factory=list)
    not_counts: list[str] = Field(default_factory=list)
    senders: list[str] = Field(default_factory=list)  # verbs whose subject the soldiers belong to
    of: list[str] = Field(default_factory=list)
    joins: list[str] = Field(default_factory=list)  # between two counts, or two facts of one count: «muertos y heridos»
    objects: list[str] = Field(default_factory=list)  # between a verb and whom it befalls: «a»
    at: list[str] = Field(default_factory=list)  # between a link and its number: «asciende a», "stands at"
    at_once: list[str] = Field(default_factory=list)  # the same, where no word may stand in between: «cifra en»
    determiners: list[str] = Field(default_factory=list)  # before a noun that was known: «los»
    per: list[str] = Field(default_factory=list)  # behind the counted noun: a rate, no count
    passive: list[str] = Field(default_factory=list)  # before a participle: something is done to the subject
    active: list[str] = Field(default_factory=list)  # before a participle: the subject does it
    participle: str = NEVER  # what a participle ends in, as a pattern
    new_object: list[str] = Field(default_factory=list)  # behind a bare participle: it was a finite verb after all
    ends: list[str] = Field(default_factory=list)  # no noun of a number stands behind them: "since", "during"
    hospitals: list[str] = Field(default_factory=list)  # people who are brought there, or stay there, are hurt
    stays: list[str] = Field(default_factory=list)  # verbs of being there: "12 people remain in a hospital"
    undergo: list[str] = Field(default_factory=list)  # before a noun of what befell people: "who sustained injuries"
    of_named: list[str] = Field(default_factory=list)  # verbs that kill only whom the number names: "claimed 30 lives"
    against: list[str] = Field(default_factory=list)  # before the figure of another time: «frente a los 18 de 2023»
    for_whom: list[str] = Field(default_factory=list)  # «capacidad para 1.200»
    impersonal: list[str] = Field(default_factory=list)  # before a verb that nobody is the subject of: «se habla de 10»
    most: list[str] = Field(default_factory=list)  # «la provincia con más muertos, 18»
    rates_of: list[str] = Field(default_factory=list)  # before a number that is a rate of what was counted
    no_counts: list[str] = Field(default_factory=list)  # phrases whose noun counts nobody: «revisó a la baja»
    demonstratives: list[str] = Field(default_factory=list)  # with a noun behind, no «of them»: «dos de esas naves»
    among: list[str] = Field(default_factory=list)  # «entre los muertos hay 5 niños»
    capacities: list[str] = Field(default_factory=list)  # whose number counts nobody: «una capacidad de 1.200»
    clitics: list[str] = Field(default_factory=list)  # the count as an object: «otros los elevan a 300»
    retells: list[str] = Field(default_factory=list)  # verbs that give a figure of what was counted before
    small: list[str] = Field(default_factory=list)  # may stand between such a verb and its number
    listed_with: list[str] = Field(default_factory=list)  # before the numbers of a list: «seguido de Chiva, con 11»
    endings: dict[str, dict[str, list[str]]] = Field(default_factory=dict)  # further forms, by list and ending


class Persons(Section):
    """`titles` stand before a name («el general»); `speech_after`: what may follow one that speaks; `never`: words
    with a capital that are no name."""

    titles: list[str] = Field(default_factory=list)
    organisations: list[str] = Field(default_factory=list)  # words that make a capitalised phrase a body
    never: list[str] = Field(default_factory=list)
    articles: list[str] = Field(default_factory=list)  # seldom stand before a person's name
    located: list[str] = Field(default_factory=list)  # further prepositions of place
    called: list[str] = Field(default_factory=list)  # «llamado X»
    relative: list[str] = Field(default_factory=list)  # «X, quien»
    age: list[str] = Field(default_factory=list)  # after the number of an age
    no_join: list[str] = Field(default_factory=list)  # particles that join two names rather than parts of one
    generations: list[str] = Field(default_factory=list)  # «III»
    things: list[str] = Field(default_factory=list)  # words of works, prizes, ships, projects
    bare_of: list[str] = Field(default_factory=list)  # «alcalde de X» names a town, «hijo del general X» a person
    saints: list[str] = Field(default_factory=list)  # «San», before the given name in a town's name
    small_months: bool = False  # months and weekdays are written small, so that «Julio» with a capital is a name
    relatives: list[str] = Field(default_factory=list)  # «hijo de X», «la viuda de X»: titles of whom a name follows
    alias: list[str] = Field(default_factory=list)  # «X, alias Y», «X, conocido como Y»: one person


class Offices(Section):
    """Public offices: title -> id. `posts` take a portfolio («ministro de Defensa»), which `portfolios` name."""

    titles: dict[str, str] = Field(default_factory=dict)
    posts: dict[str, str] = Field(default_factory=dict)  # «ministro» -> minister
    portfolios: dict[str, str] = Field(default_factory=dict)  # «Defensa» -> defence
    portfolio_first: bool = False  # "defence minister" beside "minister of defence"
    weak: list[str] = Field(default_factory=list)  # titles that are public only of a public body: «director»
    weak_of: list[str] = Field(default_factory=list)  # the same, but only where a body is named: «presidente de X»
    local: list[str] = Field(default_factory=list)  # ids of offices of a town or region
    generic: list[str] = Field(default_factory=list)  # ids that say nothing beside another office: leader
    of: list[str] = Field(default_factory=list)
    articles: list[str] = Field(default_factory=list)
    joins: list[str] = Field(default_factory=list)
    inside: list[str] = Field(default_factory=list)  # small words inside the name of a body
    modifiers: list[str] = Field(default_factory=list)  # belong to the office: «dirigente estatal», "federal judge"
    prefixes: list[str] = Field(default_factory=list)  # before an office make it another: "deputy"
    bodies: list[str] = Field(default_factory=list)  # nouns of public bodies, written small or not
    common_bodies: list[str] = Field(default_factory=list)  # of these, those that are public if national, say
    states: list[str] = Field(default_factory=list)  # with a country they are the country: «Presidencia rusa»
    private: list[str] = Field(default_factory=list)  # words of bodies that hold no public office
    skip: list[str] = Field(default_factory=list)  # between title and name: ranks, articles
    between: list[str] = Field(
        default_factory=list
    )  # between a name and the office that follows it: «actual», "currently"
    not_after: list[str] = Field(default_factory=list)  # «candidato a»: no office yet
    not_theirs: list[str] = Field(
        default_factory=list
    )  # «la hija del ministro, X»; of «la hija del ministro X» he is it
    posted: list[str] = Field(default_factory=list)  # «embajador en X»: whose, of the offices that are held abroad
    abroad: list[str] = Field(default_factory=list)  # the ids of these offices
    national: list[str] = Field(default_factory=list)  # ids of offices that a country has, where a text tells of one
    death: list[str] = Field(default_factory=list)  # «la muerte del presidente X»
    removal: list[str] = Field(default_factory=list)  # «la destitución del ministro X»
    removed: list[str] = Field(default_factory=list)  # verbs: «destituyó al ministro X»
    asked: list[str] = Field(default_factory=list)  # verbs: «pidió la dimisión de X»: so far nothing happened
    left: list[str] = Field(default_factory=list)  # forms of verbs: the holder is one no longer
    instead: list[str] = Field(default_factory=list)  # «en sustitución de X»
    with_: list[str] = Field(default_factory=list, alias="with")  # «sustituyó a X por Y»
    beside: list[str] = Field(default_factory=list)  # «juró ante el presidente»: before an office of somebody else
    vague: list[str] = Field(default_factory=list)  # «el gobernador del estado»: whose it is, the text says elsewhere
    former: list[str] = Field(default_factory=list)
    former_prefix: list[str] = Field(default_factory=list)
    acting: list[str] = Field(default_factory=list)
    elected: list[str] = Field(default_factory=list)
    deceased: list[str] = Field(default_factory=list)
    died: list[str] = Field(default_factory=list)  # forms of verbs: the holder is dead
    is_now: list[str] = Field(default_factory=list)  # «X es ministro»
    was: list[str] = Field(default_factory=list)  # «X fue ministro»
    appointed: list[str] = Field(default_factory=list)  # lemmas: X is named minister
    resigned: list[str] = Field(default_factory=list)  # lemmas: X leaves as minister
    replaced: list[str] = Field(default_factory=list)  # lemmas: X replaced Y as …
    by: list[str] = Field(default_factory=list)  # «fue sustituido por»
    future: list[str] = Field(default_factory=list)  # before a verb: not yet
    infinitive: str = ""  # what a verb that only may happen ends in, as a pattern
    as_words: list[str] = Field(default_factory=list)
    party_marks: list[str] = Field(default_factory=list)  # letters of parties behind a name: "R" in ", R-Ohio"
    plurals: dict[str, list[str]] = Field(default_factory=lambda: {"": ["s", "es"]})  # in place of an ending
    elsewhere: dict[str, dict[str, str]] = Field(default_factory=dict)  # ids of a title by country («canciller»)
    counterpart: list[str] = Field(default_factory=list)


class StruckWords(Section):
    """Told of a quake or a storm that strikes a place on a day: `causes` are keys of `causes`, `verbs` lemmas, with
    `through` what must follow one of them («entró por»); `definite` stands before the one that everybody means."""

    causes: list[str] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    through: dict[str, list[str]] = Field(default_factory=dict)
    definite: list[str] = Field(default_factory=list)
    unless: list[str] = Field(default_factory=list)  # a sentence with one of them tells of another one


class BlameWords(Section):
    """Told of who did it, as lemmas. `accused` verbs name the blamed first («culpa a X de la explosión»), `credited`
    the event («achaca la explosión a X»); `caused` follow a weapon («un misil ruso alcanzó»), `attacked` the blamed."""

    accused: list[str] = Field(default_factory=list)
    credited: list[str] = Field(default_factory=list)
    caused: list[str] = Field(default_factory=list)
    attacked: list[str] = Field(default_factory=list)
    weapons: list[str] = Field(default_factory=list)
    events: list[str] = Field(default_factory=list)
    unchanging: list[str] = Field(default_factory=list)  # of the verbs, those whose past looks like them: "hit"
    agents: list[str] = Field(default_factory=list)  # «bombardeado por», "bombed by"
    unless: list[str] = Field(default_factory=list)  # words of a condition: «si», "if"


class ChangeWords(Section):
    """Told of by how much a figure changed: `more` and `less` stand behind the percentage, `rising` and `falling` are
    lemmas before it. `first` (words or phrases) stand before the figure of before; `ends` are the two words of «de
    10.000 a 17.000»."""

    more: list[str] = Field(default_factory=list)
    less: list[str] = Field(default_factory=list)
    rising: list[str] = Field(default_factory=list)
    falling: list[str] = Field(default_factory=list)
    first: list[str] = Field(default_factory=list)
    ends: list[str] = Field(default_factory=list)


class EventWords(Section):
    """Dated events by fact: `verbs` are lemmas, `things` what they are done to; parties are countries."""

    verbs: dict[str, list[str]] = Field(default_factory=dict)
    participles: dict[str, list[str]] = Field(default_factory=dict)
    nouns: dict[str, list[str]] = Field(default_factory=dict)
    things: dict[str, list[str]] = Field(default_factory=dict)
    visits: dict[str, list[str]] = Field(default_factory=dict)  # a person is the visitor, a country the place
    cancelled: list[str] = Field(default_factory=list)  # lemmas of what keeps an event from taking place
    conditions: list[str] = Field(default_factory=list)  # accents kept: «si», "if"
    focus: list[str] = Field(default_factory=list)  # behind a negation they take it back: «no solo»
    struck: StruckWords = Field(default_factory=StruckWords)
    attack_author: BlameWords = Field(default_factory=BlameWords)
    change: ChangeWords = Field(default_factory=ChangeWords)


class LanguageData(Section):
    """One language: `name` in the language itself, and the sections."""

    name: str
    facts: dict[str, FactWords] = Field(default_factory=dict)
    sentences: Sentences = Field(default_factory=Sentences)
    numbers: Numbers = Field(default_factory=Numbers)
    hedges: Hedges = Field(default_factory=Hedges)
    dates: Dates = Field(default_factory=Dates)
    places: Places = Field(default_factory=Places)
    causes: dict[str, list[str]] = Field(default_factory=dict)
    claims: Claims = Field(default_factory=Claims)
    stance: StanceWords = Field(default_factory=StanceWords)
    aspects: Aspects = Field(default_factory=Aspects)
    counting: Counting = Field(default_factory=Counting)
    persons: Persons = Field(default_factory=Persons)
    offices: Offices = Field(default_factory=Offices)
    events: EventWords = Field(default_factory=EventWords)
