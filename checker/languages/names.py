"""The sections of a language file by which names are read: of places, of persons, of who holds which office."""

from __future__ import annotations

from pydantic import Field

from checker.languages.section import Expression, Section, Wordings


class Places(Section):
    """`located`: prepositions that say where; `weak`: those that may. `facilities` begin the name of a place.

    `grounds` are common nouns that are a scene behind a preposition («en un centro comercial»), `plain` those that
    add nothing to the place behind them («las calles de X»), `general` those that point back at one («en la isla»),
    by what they point at: country, region, city, `any` that the text named so, or `vague`:
    such a one too, but by itself no place («en la zona»).
    """

    located: Wordings = Field(default_factory=list)
    weak: Wordings = Field(default_factory=list)
    facilities: Wordings = Field(default_factory=list)
    roads: list[str] = Field(default_factory=list)  # of these, those that a number names: "Highway 104"
    underway: list[str] = Field(default_factory=list)  # before «a X», where nobody has come yet: "on its way to X"
    tries: list[str] = Field(default_factory=list)  # before where somebody wished to be: «trataban de llegar a X»
    joins: Wordings = Field(default_factory=list)
    sites: Wordings = Field(default_factory=list)  # of `located`, those that make an unknown name a place: «en»
    towards: Wordings = Field(default_factory=list)  # of `located`, those of going there: «hacia»
    struck: Wordings = Field(default_factory=list)  # lemmas whose object is where it happened: "hit", «sacudir»
    strikes: Wordings = Field(default_factory=list)  # lemmas of what a country does elsewhere: «Rusia bombardeó»
    national: Wordings = Field(default_factory=list)  # of the whole country: "nationwide"
    unrelated: Wordings = Field(default_factory=list)  # «no guarda relación con el sismo que devastó X»
    whole: Wordings = Field(default_factory=list)  # «en todo el país»
    elsewhere: Wordings = Field(default_factory=list)  # where something was only felt, or somebody was born
    departed: Wordings = Field(default_factory=list)  # before where somebody left: «zarpó de X», "hailed from X"
    beside: Wordings = Field(default_factory=list)  # before a landmark: "in A, close to B" is in A
    amid: Wordings = Field(default_factory=list)  # before two places that one lies between: «la frontera entre X e Y»
    lengths: Wordings = Field(default_factory=list)  # «a 80 km de X» is not in X
    ashore: Wordings = Field(default_factory=list)  # behind a length, what the distance at sea is told from
    moved: Wordings = Field(default_factory=list)  # lemmas of taking the hurt somewhere
    whence: Wordings = Field(default_factory=list)  # before where something comes from: "from"
    bearings: Wordings = Field(default_factory=list)  # directions that are a part of the country: «en el norte»
    care: Wordings = Field(default_factory=list)  # to where they are taken: «hospital»
    directions: Wordings = Field(default_factory=list)  # parts of a place: «sur», "southern"
    portions: Wordings = Field(default_factory=list)  # «una parte de X»: where X is
    most: Wordings = Field(default_factory=list)  # «58 muertos, la mayoría en X»: not all were there
    world: Wordings = Field(default_factory=list)  # of all countries together: "worldwide"
    where: Wordings = Field(default_factory=list)  # «viajó a X, donde murieron dos»: what is told next is there
    there: Wordings = Field(default_factory=list)  # «Italia tiene allí 300 soldados»: at the place told last
    neighbours: Wordings = Field(default_factory=list)  # «el vecino país»: another than the one told of
    near: Wordings = Field(default_factory=list)  # before the name of a place close by: «la cercana Tulcán»
    definite: Wordings = Field(default_factory=list)  # articles and demonstratives that point at one thing
    indefinite: Wordings = Field(default_factory=list)
    grounds: Wordings = Field(default_factory=list)
    anywhere: Wordings = Field(default_factory=list)  # what no name but a capital tells apart: «el Ayuntamiento»
    conditions: Wordings = Field(default_factory=list)  # of those, what is no place without an article: «en estado de»
    plain: Wordings = Field(default_factory=list)
    posted: Wordings = Field(default_factory=list)  # who serves where he speaks: «el coronel en Orvel»
    general: dict[str, Wordings] = Field(default_factory=dict)
    no_site: Wordings = Field(default_factory=list)  # names that a preposition makes no place: «en Twitter»
    gentilics: Wordings = Field(default_factory=list)  # endings of adjectives made of a place's name: «limeño»
    before_code: Wordings = Field(default_factory=list)  # before the letters and number of a road: «la M-50»
    befell: Wordings = Field(default_factory=list)  # lemmas: «los hechos ocurrieron en X» is where all was
    incidents: Wordings = Field(default_factory=list)  # lemmas of what does so, beside `happened`
    chain: Wordings = Field(default_factory=list)  # between a place and the one that it lies in
    noun_last: bool = False  # adjectives stand before their noun: "a suburban office building"
    premodifiers: int = 1  # words that may stand between preposition and noun
    foreign: Wordings = Field(default_factory=list)  # short names that are a word of this language: «US»
    no_names: Wordings = Field(default_factory=list)  # that look like a place; accents kept: «Para» is no Pará
    plurals: Wordings = Field(default_factory=lambda: ["s", "es"])  # endings of nouns and of what agrees with them
    records: Wordings = Field(default_factory=list)  # lemmas whose subject is where it happened: «Chile registra»
    reports: Wordings = Field(default_factory=list)  # the same before a figure and its noun: "has confirmed 156 cases"
    addressed: Wordings = Field(default_factory=list)  # before the name of a person, never of a place: "Mr"
    clubs: Wordings = Field(default_factory=list)  # before a city, the name of a team: «Real Madrid»
    happened: Wordings = Field(default_factory=list)  # lemmas of what is called after where it was: «el incendio de X»
    residents: Wordings = Field(default_factory=list)  # lemmas of who live in what is named behind: «vecinos de X»
    spoke: Wordings = Field(default_factory=list)  # lemmas of speaking, which is done elsewhere: «dijo en Ginebra»
    aimed: Wordings = Field(default_factory=list)  # behind who did it, before where: "US [strikes on] Hodeidah"
    not_there: Wordings = Field(default_factory=list)  # before «de» and a place: «el acuerdo de X», «llegados de X»
    signed: Wordings = Field(default_factory=list)  # verbs of making one: «firmaron en X»
    met: Wordings = Field(default_factory=list)  # nouns of meeting, which is done elsewhere: «una reunión en X»
    hearers: Wordings = Field(default_factory=list)  # between such a word and the place: «a periodistas», "reporters"
    sources: Wordings = Field(default_factory=list)  # from where somebody speaks: «habló desde Toluca»
    listing: Wordings = Field(default_factory=list)  # between a place of a list and its figure: «Yoro, con 17»
    # for a language that checker/world has nothing of, by ISO code of the country
    names: dict[str, Wordings] = Field(default_factory=dict)
    capitals: dict[str, Wordings] = Field(default_factory=dict)
    demonyms: dict[str, Wordings] = Field(default_factory=dict)
    townspeople: dict[str, Wordings] = Field(default_factory=dict)  # adjectives of towns and regions, by their names
    demonym_endings: dict[str, Wordings] = Field(default_factory=dict)  # what may stand in place of an ending


class Persons(Section):
    """`titles` stand before a name («el general»); `speech_after`: what may follow one that speaks; `never`: words
    with a capital that are no name."""

    titles: Wordings = Field(default_factory=list)
    honorifics: Wordings = Field(default_factory=list)  # of these, those behind which any word is a name: "Mr Walker"
    nobles: Wordings = Field(default_factory=list)  # of these, those that belong to a name of one word: "Lord Moore"
    organisations: Wordings = Field(default_factory=list)  # words that make a capitalised phrase a body
    never: Wordings = Field(default_factory=list)
    articles: Wordings = Field(default_factory=list)  # seldom stand before a person's name
    located: Wordings = Field(default_factory=list)  # further prepositions of place
    called: Wordings = Field(default_factory=list)  # «llamado X»
    relative: Wordings = Field(default_factory=list)  # «X, quien»
    age: Wordings = Field(default_factory=list)  # after the number of an age
    no_join: Wordings = Field(default_factory=list)  # particles that join two names rather than parts of one
    generations: Wordings = Field(default_factory=list)  # «III»
    spelled_generations: dict[str, str] = Field(default_factory=dict)  # «júnior», by the short form
    things: Wordings = Field(default_factory=list)  # words of works, prizes, ships, projects
    bare_of: Wordings = Field(default_factory=list)  # «alcalde de X» names a town, «hijo del general X» a person
    untold: Wordings = Field(default_factory=list)  # in quotes for a family name that courts keep back: «Ricardo “N”»
    saints: Wordings = Field(default_factory=list)  # «San», before the given name in a town's name
    small_months: bool = False  # months and weekdays are written small, so that «Julio» with a capital is a name
    relatives: Wordings = Field(default_factory=list)  # «hijo de X», «la viuda de X»: titles of whom a name follows
    alias: Wordings = Field(default_factory=list)  # «X, alias Y», «X, conocido como Y»: one person


class Offices(Section):
    """Public offices: title -> id. `posts` take a portfolio («ministro de Defensa»), which `portfolios` name."""

    titles: dict[str, str] = Field(default_factory=dict)
    posts: dict[str, str] = Field(default_factory=dict)  # «ministro» -> minister
    portfolios: dict[str, str] = Field(default_factory=dict)  # «Defensa» -> defence
    no_portfolios: Wordings = Field(default_factory=list)  # before a minister, they say what kind of one: "cabinet"
    # the offices themselves, which somebody takes over or leaves: «la presidencia», and those that take a portfolio
    seats: dict[str, str] = Field(default_factory=dict)
    ministries: dict[str, str] = Field(default_factory=dict)
    portfolio_first: bool = False  # "defence minister" beside "minister of defence"
    weak: Wordings = Field(default_factory=list)  # titles that are public only of a public body: «director»
    in_capital: Wordings = Field(default_factory=list)  # of these, whom a capital makes public: "Representative Lee"
    weak_of: Wordings = Field(default_factory=list)  # the same, but only where a body is named: «presidente de X»
    local: Wordings = Field(default_factory=list)  # ids of offices of a town or region
    generic: Wordings = Field(default_factory=list)  # ids that say nothing beside another office: leader
    of: Wordings = Field(default_factory=list)
    articles: Wordings = Field(default_factory=list)
    inside: Wordings = Field(default_factory=list)  # small words inside the name of a body
    modifiers: Wordings = Field(default_factory=list)  # belong to the office: «dirigente estatal», "federal judge"
    prefixes: Wordings = Field(default_factory=list)  # before an office make it another: "deputy"
    qualities: Wordings = Field(default_factory=list)  # before it, they leave it what it is: «nueva», "first female"
    bodies: Wordings = Field(default_factory=list)  # nouns of public bodies, written small or not
    common_bodies: Wordings = Field(default_factory=list)  # of these, those that are public if national, say
    states: Wordings = Field(default_factory=list)  # with a country they are the country: «Presidencia rusa»
    private: Wordings = Field(default_factory=list)  # words of bodies that hold no public office
    skip: Wordings = Field(default_factory=list)  # between title and name: ranks, articles
    ranks: Wordings = Field(default_factory=list)  # of those who hold no private office: «coronel»
    # between a name and the office that follows it: «actual», "currently"
    between: Wordings = Field(default_factory=list)
    not_after: Wordings = Field(default_factory=list)  # «candidato a»: no office yet
    # «la hija del ministro, X»; of «la hija del ministro X» he is it
    not_theirs: Wordings = Field(default_factory=list)
    seekers: Wordings = Field(default_factory=list)  # behind one, and one of `sought`, an office is to be somebody's
    sought: Wordings = Field(default_factory=list)
    posted: Wordings = Field(default_factory=list)  # «embajador en X»: whose, of the offices that are held abroad
    abroad: Wordings = Field(default_factory=list)  # the ids of these offices
    returned: Wordings = Field(default_factory=list)  # ids of offices to which a district elects
    returned_by: Wordings = Field(default_factory=list)  # between these and the district: «senadora por Antioquia»
    national: Wordings = Field(default_factory=list)  # ids of offices that a country has, where a text tells of one
    of_countries: Wordings = Field(default_factory=list)  # patterns of ids of offices that are a country's, unless told
    travelling: Wordings = Field(default_factory=list)  # of these, whose holders are told of abroad
    headed: dict[str, str] = Field(default_factory=dict)  # bodies that a country has one of, with an id: «policía»
    chiefs: Wordings = Field(default_factory=list)  # ids of offices of whoever heads one of them
    death: Wordings = Field(default_factory=list)  # «la muerte del presidente X»
    removal: Wordings = Field(default_factory=list)  # «la destitución del ministro X»
    naming: Wordings = Field(default_factory=list)  # «el nombramiento de X como ministro»
    undone: Wordings = Field(default_factory=list)  # lemmas before either noun: it does not hold, or is only asked for
    hands: Wordings = Field(default_factory=list)  # lemmas: «entregó la presidencia a X»
    to_whom: Wordings = Field(default_factory=list)  # behind the office, before who gets it: «a», "to"
    removed: Wordings = Field(default_factory=list)  # verbs: «destituyó al ministro X»
    toppled: Wordings = Field(default_factory=list)  # verbs of a coup: «los militares que derrocaron a X»
    asked: Wordings = Field(default_factory=list)  # verbs: «pidió la dimisión de X»: so far nothing happened
    left: Wordings = Field(default_factory=list)  # forms of verbs: the holder is one no longer
    instead: Wordings = Field(default_factory=list)  # «en sustitución de X»
    with_: Wordings = Field(default_factory=list, alias="with")  # «sustituyó a X por Y»
    beside: Wordings = Field(default_factory=list)  # «juró ante el presidente»: before an office of somebody else
    vague: Wordings = Field(default_factory=list)  # «el gobernador del estado»: whose it is, the text says elsewhere
    former: Wordings = Field(default_factory=list)
    former_prefix: Wordings = Field(default_factory=list)
    acting: Wordings = Field(default_factory=list)
    elected: Wordings = Field(default_factory=list)
    sworn_later: Wordings = Field(default_factory=list)  # who was named takes office on a later day
    deceased: Wordings = Field(default_factory=list)
    died: Wordings = Field(default_factory=list)  # forms of verbs: the holder is dead
    gone: Wordings = Field(default_factory=list)  # such forms of leaving before their subject: «dimitió el ministro X»
    opens: Wordings = Field(default_factory=list)  # before such verbs: a clause begins with them
    no_light: Wordings = Field(default_factory=list)  # no word between them and the office
    slain: Wordings = Field(default_factory=list)  # and of killing before their object: «mataron al alcalde X»
    is_now: Wordings = Field(default_factory=list)  # «X es ministro»
    is_next: Wordings = Field(default_factory=list)  # «X será ministro»
    was: Wordings = Field(default_factory=list)  # «X fue ministro»
    i_am: Wordings = Field(default_factory=list)  # before an office, inside a quotation: «sigo siendo»
    located: Wordings = Field(default_factory=list)  # before a title and a name, they are a building's: "at"
    appointed: Wordings = Field(default_factory=list)  # lemmas: X is named minister
    assumes: Wordings = Field(default_factory=list)  # of `appointed`, whose subject is the holder: «asumir»
    undergone: Wordings = Field(default_factory=list)  # before a verb, its holder stands before it: «al que», «resultó»
    placed: Wordings = Field(default_factory=list)  # lemmas: «puso a X al frente del ministerio»
    stands: Wordings = Field(default_factory=list)  # lemmas: «está al frente del ministerio»
    goes_on: Wordings = Field(default_factory=list)  # of these, in any tense: «seguirá al frente»
    ruled: Wordings = Field(default_factory=list)  # behind a ministry, before who heads it: «dirigido por», "headed by"
    resigned: Wordings = Field(default_factory=list)  # lemmas: X leaves as minister
    elects: Wordings = Field(default_factory=list)  # of `appointed`, those that may be the choice of voters
    electors: Wordings = Field(default_factory=list)  # bodies whose choice holds at once: «el congreso»
    seated: Wordings = Field(default_factory=list)  # lemmas: X heads the ministry
    at_head: Wordings = Field(default_factory=list)  # «al frente del ministerio»
    at_seat: Wordings = Field(default_factory=list)  # «reemplaza a X en el ministerio»
    manner: Expression = ""  # what an adverb of manner ends in, as a pattern: «mente»
    replaced: Wordings = Field(default_factory=list)  # lemmas: X replaced Y as …
    relieves: Wordings = Field(default_factory=list)  # forms of several words: "takes over from"
    clitics: Wordings = Field(default_factory=list)  # «lo reemplazará X»
    in_place: Wordings = Field(default_factory=list)  # «nombró en su lugar a X»
    handed: Wordings = Field(default_factory=list)  # behind an office that is taken over, before who had it: "from"
    predecessor: Wordings = Field(default_factory=list)  # «su predecesor, X»
    successor: Wordings = Field(default_factory=list)  # «su sucesora, X»
    coming: Wordings = Field(default_factory=list)  # before a verb: it will be so
    purpose: Wordings = Field(default_factory=list)  # «elegida para suceder a X»
    no_kind: Wordings = Field(default_factory=list)  # no part of "X, a pro-army lawmaker": "to", "says"
    supposed: Wordings = Field(default_factory=list)  # at the start, it is only supposed: "Should"
    coming_form: Expression = ""  # what a verb that tells of what will be ends in, as a pattern
    dated: Wordings = Field(default_factory=list)  # words between an office and its years: «cargo que ocupó entre»
    fiction: Wordings = Field(default_factory=list)  # where somebody only plays the president
    about: Wordings = Field(default_factory=list)  # behind an office, before what it is for: «relator sobre»
    future: Wordings = Field(default_factory=list)  # before a verb: not yet
    infinitive: Expression = ""  # what a verb that only may happen ends in, as a pattern
    party_marks: Wordings = Field(default_factory=list)  # letters of parties behind a name: "R" in ", R-Ohio"
    plurals: dict[str, Wordings] = Field(default_factory=lambda: {"": ["s", "es"]})  # in place of an ending
    elsewhere: dict[str, dict[str, str]] = Field(default_factory=dict)  # ids of a title by country («canciller»)
    counterpart: Wordings = Field(default_factory=list)
