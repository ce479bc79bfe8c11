"""The sections of a language file on what happened: dated events, what struck where, who did it, who holds a town, who
died, by how much a figure changed."""

from __future__ import annotations

from pydantic import Field

from checker.languages.section import NEVER, Expression, Section


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
    the event («achaca la explosión a X»); `caused` follow a weapon («un misil ruso alcanzó»), `landed` stand beside one
    («cayeron cohetes rusos»), `fired` between the blamed and one («X disparó misiles contra»), `attacked` behind the
    blamed, as `guilty` phrases do («X es responsable»), and `part` is what they may deny («niega su implicación»)."""

    accused: list[str] = Field(default_factory=list)
    mutual: list[str] = Field(default_factory=list)  # beside those: they blame one another: "each other"
    credited: list[str] = Field(default_factory=list)
    caused: list[str] = Field(default_factory=list)
    landed: list[str] = Field(default_factory=list)
    fired: list[str] = Field(default_factory=list)
    aimed: list[str] = Field(default_factory=list)  # before what was fired at: «contra», "at"
    attacked: list[str] = Field(default_factory=list)
    guilty: list[str] = Field(default_factory=list)  # as written
    did: list[str] = Field(default_factory=list)  # the same, of those who do it day after day: «perpetró»
    part: list[str] = Field(default_factory=list)
    weapons: list[str] = Field(default_factory=list)
    events: list[str] = Field(default_factory=list)
    unchanging: list[str] = Field(default_factory=list)  # of the verbs, those whose past looks like them: "hit"
    agents: list[str] = Field(default_factory=list)  # «bombardeado por», "bombed by"
    unless: list[str] = Field(default_factory=list)  # words of a condition: «si», "if"
    definite: list[str] = Field(default_factory=list)  # beside the articles: «del», «al»
    buildings: list[str] = Field(default_factory=list)  # hit, and told before where it stands: "the hospital"


class ControlWords(Section):
    """Told of who holds a town, as lemmas: `took` and `holds` stand between who does and the place («el ejército tomó
    X»), `fell` behind the place («X cayó»). With `through`, only what stands between such a verb and the place makes
    it one («se hizo con el control de X»). `hands` are the words of «en manos de», "under … control"; `stays`, in any
    form, stand before them."""

    took: list[str] = Field(default_factory=list)
    again: list[str] = Field(default_factory=list)  # of these, those that say that it was lost before: «retomar»
    holds: list[str] = Field(default_factory=list)
    fell: list[str] = Field(default_factory=list)
    through: dict[str, list[str]] = Field(default_factory=dict)
    light: list[str] = Field(default_factory=list)  # may stand between a verb and the place: «la estratégica ciudad de»
    follows: list[str] = Field(default_factory=list)  # may stand at once behind the place; others make it another thing
    of: list[str] = Field(default_factory=list)  # between a part of a place and the place: «el centro de»
    hands: list[str] = Field(default_factory=list)  # phrases before the holder: «en manos de»
    own_hands: list[str] = Field(default_factory=list)  # the speaker's own: «en sus manos»
    # the nouns of both, of which a sentence has one («manos», "control"); behind the holder of a phrase of one word
    hands_end: list[str] = Field(default_factory=list)
    stays: list[str] = Field(default_factory=list)
    agents: list[str] = Field(default_factory=list)  # «tomada por», "captured by"
    army: list[str] = Field(default_factory=list)  # the forces of a state, its own where none is named
    forces: list[str] = Field(default_factory=list)  # the forces of whoever is named with them: «tropas rusas»
    rebels: list[str] = Field(default_factory=list)  # the others, where they are not named
    movements: list[str] = Field(default_factory=list)  # what rebels call themselves; their names are unknown
    own: list[str] = Field(default_factory=list)  # between who says it and the verb, where they tell it of themselves
    ahead: list[str] = Field(default_factory=list)  # not far before a verb: it is a wish or a plan: «pretender»
    inverted: list[str] = Field(default_factory=list)  # opening a sentence, a condition: "had they taken"
    perfect: list[str] = Field(default_factory=list)  # at once before a participle, it is done: "to have taken"
    had: list[str] = Field(default_factory=list)  # at once before a verb of holding, it is over: "had held"
    past: Expression = NEVER  # what such a verb ends in that is past, as a pattern
    bare_after: list[str] = Field(default_factory=list)  # at once before a bare form that tells: "they still control"
    nouns: list[str] = Field(default_factory=list)  # at once before a verb, it is a noun: «la toma»
    unless: list[str] = Field(default_factory=list)  # a sentence with one of these phrases speaks of something else
    war: list[str] = Field(default_factory=list)  # lemmas without any of which an article tells of no war
    captures: list[str] = Field(default_factory=list)  # nouns, behind a verb that announces or denies it: «la toma de»
    lost: list[str] = Field(default_factory=list)  # those of them that tell of no taker: «la caída de»
    announced: list[str] = Field(default_factory=list)  # verbs whose subject says that it took the town
    admitted: list[str] = Field(default_factory=list)  # that somebody else did
    disowned: list[str] = Field(default_factory=list)  # that nobody did
    given: list[str] = Field(default_factory=list)  # «dio la ciudad por tomada»
    points: list[str] = Field(default_factory=list)  # in between, the words for the town: «la plaza», «la»
    inside: list[str] = Field(default_factory=list)  # small words more, where a verb needs another: "is in control of"
    pronouns: list[str] = Field(default_factory=list)  # the town, behind a verb: "hold it"
    enclitics: list[str] = Field(default_factory=list)  # the same, as an ending: «dominarla»
    clitics: list[str] = Field(default_factory=list)  # before the verb, behind `before_clitics`: «que la controla»
    before_clitics: list[str] = Field(default_factory=list)
    that: list[str] = Field(default_factory=list)  # behind the town: «una ciudad que dice controlar»
    going_on: list[str] = Field(default_factory=list)  # lemmas before a bare form that tells: "continue to hold"
    of_themselves: list[str] = Field(default_factory=list)  # at once before one: «asegura controlar»
    infinitive: list[str] = Field(default_factory=list)  # between both: "claim to hold"
    adding: list[str] = Field(default_factory=list)  # going on with what a speaker says: "…, saying its troops hold it"
    captured: list[str] = Field(default_factory=list)  # between the noun and «de»: «el control total de»


class DeathWords(Section):
    """Told of one person's death, as lemmas: `nouns` («la muerte de X») behind a verb that announces or denies it,
    `verbs` and the participles `done` («ha muerto», «fue abatido») beside the person, phrases of being `alive`."""

    nouns: list[str] = Field(default_factory=list)
    announce: list[str] = Field(default_factory=list)
    deny: list[str] = Field(default_factory=list)
    light: list[str] = Field(default_factory=list)  # between such a verb and the noun: «los rumores sobre la»
    of: list[str] = Field(default_factory=list)  # between the noun and the person
    verbs: list[str] = Field(default_factory=list)
    done: list[str] = Field(default_factory=list)
    passive: list[str] = Field(default_factory=list)  # before a participle of `done`
    alive: list[str] = Field(default_factory=list)
    titles: list[str] = Field(default_factory=list)  # «su líder»: who is meant is told before
    whose: list[str] = Field(default_factory=list)
    manner: list[str] = Field(default_factory=list)  # at once behind: how somebody died is denied, not that they did
    called: list[str] = Field(default_factory=list)  # before a name of one word: «alias Tarazá»
    others: list[str] = Field(default_factory=list)  # before a person, the verb tells of another: «la madre de X murió»
    own: list[str] = Field(default_factory=list)  # all that stands between "that" and the verb: "that he had died"
    ends: list[str] = Field(default_factory=list)  # may stand at once behind such a verb; others are its subject
    given: list[str] = Field(default_factory=list)  # verbs of «dar por muerto», with its `agents` and `pronouns`
    agents: list[str] = Field(default_factory=list)
    pronouns: list[str] = Field(default_factory=list)  # «lo da por muerto»
    almost: list[str] = Field(default_factory=list)  # at once before the verb, it did not come to it: «casi muere»
    figures: list[str] = Field(default_factory=list)  # phrases behind, which make it a figure of speech: «de risa»
    unless: list[str] = Field(default_factory=list)  # a sentence with one of these phrases tells of nobody's death


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
    clauses: list[str] = Field(default_factory=list)  # words of a clause whose date is its own: «desde que … en 1958»
    afterwards: list[str] = Field(default_factory=list)  # at once before a verb: what precedes is another act
    conditions: list[str] = Field(default_factory=list)  # accents kept: «si», "if"
    hosts: list[str] = Field(default_factory=list)  # beside a country that is no party: «mediación», «capital»
    focus: list[str] = Field(default_factory=list)  # behind a negation they take it back: «no solo»
    struck: StruckWords = Field(default_factory=StruckWords)
    attack_author: BlameWords = Field(default_factory=BlameWords)
    control: ControlWords = Field(default_factory=ControlWords)
    death: DeathWords = Field(default_factory=DeathWords)
    change: ChangeWords = Field(default_factory=ChangeWords)
