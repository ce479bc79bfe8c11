"""The sections of a language file on what happened: dated events, what struck where, who did it, who holds a town, who
died, by how much a figure changed."""

from __future__ import annotations

from pydantic import Field

from checker.languages.section import NEVER, Expression, Section, Wordings


class StruckWords(Section):
    """Told of a quake or a storm that strikes a place on a day: `causes` are keys of `causes`, `verbs` lemmas, with
    `through` what must follow one of them («entró por»); `definite` stands before the one that everybody means."""

    causes: Wordings = Field(default_factory=list)
    verbs: Wordings = Field(default_factory=list)
    through: dict[str, Wordings] = Field(default_factory=dict)
    definite: Wordings = Field(default_factory=list)
    unless: Wordings = Field(default_factory=list)  # a sentence with one of them tells of another one


class BlameWords(Section):
    """Told of who did it, as lemmas. `accused` verbs name the blamed first («culpa a X de la explosión»), `credited`
    the event («achaca la explosión a X»); `caused` follow a weapon («un misil ruso alcanzó»), `landed` stand beside one
    («cayeron cohetes rusos»), `fired` between the blamed and one («X disparó misiles contra»), `attacked` behind the
    blamed, as `guilty` phrases do («X es responsable»), and `part` is what they may deny («niega su implicación»)."""

    accused: Wordings = Field(default_factory=list)
    mutual: Wordings = Field(default_factory=list)  # beside those: they blame one another: "each other"
    credited: Wordings = Field(default_factory=list)
    caused: Wordings = Field(default_factory=list)
    landed: Wordings = Field(default_factory=list)
    fired: Wordings = Field(default_factory=list)
    aimed: Wordings = Field(default_factory=list)  # before what was fired at: «contra», "at"
    attacked: Wordings = Field(default_factory=list)
    guilty: Wordings = Field(default_factory=list)  # as written
    did: Wordings = Field(default_factory=list)  # the same, of those who do it day after day: «perpetró»
    involved: Wordings = Field(default_factory=list)  # the same, where somebody denies it: "were not involved in"
    part: Wordings = Field(default_factory=list)
    # verbs by which somebody owns the deed, with the nouns for that: "claimed responsibility", «asumió la autoría»
    owned: dict[str, Wordings] = Field(default_factory=dict)
    claiming: Wordings = Field(default_factory=list)  # of these, what the deed itself may stand behind: «reivindicó»
    reflexive: Wordings = Field(default_factory=list)  # of these, which need «se»: «se atribuyó el ataque»
    denied: Wordings = Field(default_factory=list)  # beside a verb of denying, what was told before: «lo niega»
    groups: Wordings = Field(default_factory=list)  # what a group is called: "the group", "the Orvel militants"
    crimes: Wordings = Field(default_factory=list)  # of which groups are accused that no list has: «asesinato»
    weapons: Wordings = Field(default_factory=list)
    events: Wordings = Field(default_factory=list)
    unchanging: Wordings = Field(default_factory=list)  # of the verbs, those whose past looks like them: "hit"
    definite: Wordings = Field(default_factory=list)  # beside the articles: «del», «al»
    buildings: Wordings = Field(default_factory=list)  # hit, and told before where it stands: "the hospital"


class ControlWords(Section):
    """Told of who holds a town, as lemmas: `took` and `holds` stand between who does and the place («el ejército tomó
    X»), `fell` behind the place («X cayó»). With `through`, only what stands between such a verb and the place makes
    it one («se hizo con el control de X»). `hands` are the words of «en manos de», "under … control"; `stays`, in any
    form, stand before them."""

    took: Wordings = Field(default_factory=list)
    again: Wordings = Field(default_factory=list)  # of these, those that say that it was lost before: «retomar»
    holds: Wordings = Field(default_factory=list)
    fell: Wordings = Field(default_factory=list)
    through: dict[str, Wordings] = Field(default_factory=dict)
    light: Wordings = Field(default_factory=list)  # may stand between a verb and the place: «la estratégica ciudad de»
    follows: Wordings = Field(default_factory=list)  # may stand at once behind the place; others make it another thing
    of: Wordings = Field(default_factory=list)  # between a part of a place and the place: «el centro de»
    within: Wordings = Field(default_factory=list)  # between a town and what it lies in: «X, en la región de Y»
    hands: Wordings = Field(default_factory=list)  # phrases before the holder: «en manos de»
    own_hands: Wordings = Field(default_factory=list)  # the speaker's own: «en sus manos»
    # the nouns of both, of which a sentence has one («manos», "control"); behind the holder of a phrase of one word
    hands_end: Wordings = Field(default_factory=list)
    stays: Wordings = Field(default_factory=list)
    army: Wordings = Field(default_factory=list)  # the forces of a state, its own where none is named
    forces: Wordings = Field(default_factory=list)  # the forces of whoever is named with them: «tropas rusas»
    rebels: Wordings = Field(default_factory=list)  # the others, where they are not named
    movements: Wordings = Field(default_factory=list)  # what rebels call themselves; their names are unknown
    units: Wordings = Field(default_factory=list)  # with a name, parts of the speaker's forces: «la agrupación Norte»
    ours: Wordings = Field(default_factory=list)  # before the speaker's forces, or for them: "our troops", "we"
    own: Wordings = Field(default_factory=list)  # between who says it and the verb, where they tell it of themselves
    ahead: Wordings = Field(default_factory=list)  # not far before a verb: it is a wish or a plan: «pretender»
    inverted: Wordings = Field(default_factory=list)  # opening a sentence, a condition: "had they taken"
    perfect: Wordings = Field(default_factory=list)  # at once before a participle, it is done: "to have taken"
    past: Expression = NEVER  # what such a verb ends in that is past, as a pattern
    bare_after: Wordings = Field(default_factory=list)  # at once before a bare form that tells: "they still control"
    nouns: Wordings = Field(default_factory=list)  # at once before a verb, it is a noun: «la toma»
    unless: Wordings = Field(default_factory=list)  # a sentence with one of these phrases speaks of something else
    grabbed: Wordings = Field(default_factory=list)  # phrases before the town that tell of a capture: «se hizo con»
    ousts: Wordings = Field(default_factory=list)  # «expulsó a X de», "drove X out of": whoever does so holds it then
    loses: Wordings = Field(default_factory=list)  # with a town and whom it went to: "lost X to", «entregó X a»
    whence: Wordings = Field(default_factory=list)  # between such a verb and the town: "out of"
    given_to: Wordings = Field(default_factory=list)  # between the town and who has it then
    war: Wordings = Field(default_factory=list)  # lemmas without any of which an article tells of no war
    captures: Wordings = Field(default_factory=list)  # nouns, behind a verb that announces or denies it: «la toma de»
    lost: Wordings = Field(default_factory=list)  # those of them that tell of no taker: «la caída de»
    announced: Wordings = Field(default_factory=list)  # verbs whose subject says that it took the town
    admitted: Wordings = Field(default_factory=list)  # that somebody else did
    disowned: Wordings = Field(default_factory=list)  # that nobody did
    points: Wordings = Field(default_factory=list)  # in between, the words for the town: «la plaza», «la»
    inside: Wordings = Field(default_factory=list)  # small words more, where a verb needs another: "is in control of"
    pronouns: Wordings = Field(default_factory=list)  # the town, behind a verb: "hold it"
    enclitics: Wordings = Field(default_factory=list)  # the same, as an ending: «dominarla»
    before_clitics: Wordings = Field(default_factory=list)
    that: Wordings = Field(default_factory=list)  # behind the town: «una ciudad que dice controlar»
    going_on: Wordings = Field(default_factory=list)  # lemmas before a bare form that tells: "continue to hold"
    of_themselves: Wordings = Field(default_factory=list)  # at once before one: «asegura controlar»
    infinitive: Wordings = Field(default_factory=list)  # between both: "claim to hold"
    adding: Wordings = Field(default_factory=list)  # going on with what a speaker says: "…, saying its troops hold it"
    captured: Wordings = Field(default_factory=list)  # between the noun and «de»: «el control total de»


class DeathWords(Section):
    """Told of one person's death, as lemmas: `nouns` («la muerte de X») behind a verb that announces or denies it,
    `verbs` and the participles `done` («ha muerto», «fue abatido») beside the person, phrases of being `alive`."""

    nouns: Wordings = Field(default_factory=list)
    announce: Wordings = Field(default_factory=list)
    deny: Wordings = Field(default_factory=list)
    light: Wordings = Field(default_factory=list)  # between such a verb and the noun: «los rumores sobre la»
    of: Wordings = Field(default_factory=list)  # between the noun and the person
    verbs: Wordings = Field(default_factory=list)
    done: Wordings = Field(default_factory=list)
    passive: Wordings = Field(default_factory=list)  # before a participle of `done`
    alive: Wordings = Field(default_factory=list)
    i_live: Wordings = Field(default_factory=list)  # the same of oneself: "I am alive"
    passes: Wordings = Field(default_factory=list)  # verbs of several words: «perdió la vida», "passed away"
    found: Wordings = Field(default_factory=list)  # before whom somebody found dead: «hallaron sin vida a»
    among: Wordings = Field(default_factory=list)  # before a name: «entre los fallecidos está»
    being: Wordings = Field(default_factory=list)  # a little behind `among`: «están», "were"
    before: Wordings = Field(default_factory=list)  # prepositions: an article behind one begins no subject
    apart: Wordings = Field(default_factory=list)  # none stands between a verb and whom it tells of behind it
    titles: Wordings = Field(default_factory=list)  # «su líder»: who is meant is told before
    manner: Wordings = Field(default_factory=list)  # at once behind: how somebody died is denied, not that they did
    called: Wordings = Field(default_factory=list)  # before a name of one word: «alias Tarazá»
    others: Wordings = Field(default_factory=list)  # before a person, the verb tells of another: «la madre de X murió»
    own: Wordings = Field(default_factory=list)  # all that stands between "that" and the verb: "that he had died"
    ends: Wordings = Field(default_factory=list)  # may stand at once behind such a verb; others are its subject
    almost: Wordings = Field(default_factory=list)  # at once before the verb, it did not come to it: «casi muere»
    figures: Wordings = Field(default_factory=list)  # phrases behind, which make it a figure of speech: «de risa»
    unless: Wordings = Field(default_factory=list)  # a sentence with one of these phrases tells of nobody's death


class ChangeWords(Section):
    """Told of by how much a figure changed: `more` and `less` stand behind the percentage, `rising` and `falling` are
    lemmas before it. `first` (words or phrases) stand before the figure of before; `ends` are the two words of «de
    10.000 a 17.000»."""

    more: Wordings = Field(default_factory=list)
    less: Wordings = Field(default_factory=list)
    rising: Wordings = Field(default_factory=list)
    falling: Wordings = Field(default_factory=list)
    first: Wordings = Field(default_factory=list)
    ends: Wordings = Field(default_factory=list)


class EventWords(Section):
    """Dated events by fact: `verbs` are lemmas, `things` what they are done to."""

    verbs: dict[str, Wordings] = Field(default_factory=dict)
    participles: dict[str, Wordings] = Field(default_factory=dict)
    nouns: dict[str, Wordings] = Field(default_factory=dict)
    things: dict[str, Wordings] = Field(default_factory=dict)
    among: Wordings = Field(default_factory=list)  # before both parties of an agreement: «entre»
    told_with_parties: Wordings = Field(default_factory=list)  # of the things, those that nobody knows without them
    with_whom: Wordings = Field(default_factory=list)  # before the other one: «con»
    visits: dict[str, Wordings] = Field(default_factory=dict)  # lemmas of coming to a place, by fact
    # of these, which tell of it only with the place right behind, and with one of these words between: "was in Lima"
    reaching: dict[str, Wordings] = Field(default_factory=dict)
    on_the_way: Wordings = Field(default_factory=list)  # what else may stand between: "is back in", "the port of"
    going: Wordings = Field(default_factory=list)  # between who is there and such a verb: "has already been"
    seats: Wordings = Field(default_factory=list)  # with a country, its capital: «la capital peruana»
    given: Wordings = Field(default_factory=list)  # «dio la ciudad por tomada», «lo da por muerto»
    clitics: Wordings = Field(default_factory=list)  # what it is said of, before a verb: «que la controla»
    cancelled: Wordings = Field(default_factory=list)  # lemmas of what keeps an event from taking place
    put_off: Wordings = Field(default_factory=list)  # phrases of the same: "called off"
    clauses: Wordings = Field(default_factory=list)  # words of a clause whose date is its own: «desde que … en 1958»
    afterwards: Wordings = Field(default_factory=list)  # at once before a verb: what precedes is another act
    until: Wordings = Field(default_factory=list)  # before a day until which it was not so: «no se firmó hasta el»
    hosts: Wordings = Field(default_factory=list)  # beside a country that is no party: «mediación», «capital»
    focus: Wordings = Field(default_factory=list)  # behind a negation they take it back: «no solo»
    struck: StruckWords = Field(default_factory=StruckWords)
    attack_author: BlameWords = Field(default_factory=BlameWords)
    control: ControlWords = Field(default_factory=ControlWords)
    death: DeathWords = Field(default_factory=DeathWords)
    change: ChangeWords = Field(default_factory=ChangeWords)
