"""The shape of a language file, section by section; each section belongs to the reading module of its name. Here are
the file as a whole and the sections on what a text states: facts, how they are counted, who says it. Events, values and
names have modules of their own beside this one."""

from __future__ import annotations

from pydantic import Field

from checker.languages.events import EventWords
from checker.languages.names import Offices, Persons, Places
from checker.languages.section import NEVER, Expression, Section, Wordings
from checker.languages.values import Dates, Hedges, Numbers


class Doing(Section):
    """What people do together where they do it: `verbs` are lemmas, of which each counts near a phrase of `there`, as
    written («300 vecinos rodearon la sede»), or, if `named`, before the article and the name of a street."""

    verbs: Wordings = Field(default_factory=list)
    there: Wordings = Field(default_factory=list)
    named: bool = False  # «cortaron la Gran Vía»


class SmallWords(Section):
    """The small words of grammar, as written: said once, for all that asks for them."""

    of: Wordings = Field(default_factory=list)  # «dos docenas de», «el balance de X», «norte de X»
    ands: Wordings = Field(default_factory=list)  # between two names
    as_words: Wordings = Field(default_factory=list)  # «juró como ministra», «y no 12, como dice X»
    agents: Wordings = Field(default_factory=list)  # before who did it: «confirmado por X», "bombed by"
    had: Wordings = Field(default_factory=list)  # surely tells of a time before
    passive: Wordings = Field(default_factory=list)  # before a verb, something is done to its subject
    possessives: Wordings = Field(default_factory=list)  # «su presidenta»: of whom the text speaks
    ifs: Wordings = Field(default_factory=list)


class FactWords(Section):
    """The words by which one fact is recognised. Lists hold lemmas unless a key says otherwise.

    `verbs` are what the counted do or suffer («murieron 30», "30 died"), `transitive` what is done to them and so
    says nothing of its own subject («dos policías detuvieron a …»). `needs` must stand near, or the noun counts
    nothing. `context` must stand somewhere in the article for the nouns in `in_context` to count («casos»).
    `head_verbs` count only with the noun of a fact that has needs, or a nationality («perdió 300 soldados»).
    """

    nouns: Wordings = Field(default_factory=list)
    verbs: Wordings = Field(default_factory=list)
    transitive: Wordings = Field(default_factory=list)
    adjectives: Wordings = Field(default_factory=list)
    needs: Wordings = Field(default_factory=list)
    in_context: Wordings = Field(default_factory=list)
    # the same for what is done to people ("freed 12", "hand ... over") and for what they do: «cruzaron la frontera»
    done_in_context: Wordings = Field(default_factory=list)
    verbs_in_context: Wordings = Field(default_factory=list)
    around: Wordings = Field(default_factory=list)  # and what stands on both sides of them: "shoot ... to death"
    loosely: Wordings = Field(default_factory=list)  # nouns in a sentence with one of `loosely_with`: «32 hombres»
    loosely_with: Wordings = Field(default_factory=list)  # of a patrol, a battalion
    # nouns that are another's in a sentence with one of `doubtful_with`, unless it has one of `doubtful_but`
    doubtful: Wordings = Field(default_factory=list)
    doubtful_with: Wordings = Field(default_factory=list)
    doubtful_but: Wordings = Field(default_factory=list)
    context: Wordings = Field(default_factory=list)
    head_verbs: Wordings = Field(default_factory=list)
    unless: Wordings = Field(default_factory=list)  # a sentence with one of them speaks of something else
    occasions: Wordings = Field(default_factory=list)  # people in a sentence with one of them are there: «marcha»
    over: Wordings = Field(default_factory=list)  # its end for those counted: «liberar»; in any form but this one
    spared: Wordings = Field(default_factory=list)  # verbs of those whom it did not befall: «sobrevivir»
    # verbs of care, which tell of it unless the article speaks of what the fact `care_unless` is: "hospitalised"
    care: Wordings = Field(default_factory=list)
    care_unless: str = ""
    never: Wordings = Field(default_factory=list)  # people of whom its verbs say nothing: «participaron 40 agentes»
    doing: dict[str, Doing] = Field(default_factory=dict)  # what they do together, by any name
    least: int = 0  # fewer than these are none of it by a verb: «dos personas participaron en el robo»
    people_only: bool = False  # its verbs say nothing of other subjects: «se reunieron 20 países»


class Sentences(Section):
    """How to tell sentences and the language apart. Abbreviations end with a full stop that ends no sentence."""

    abbreviations: Wordings = Field(default_factory=list)
    function_words: Wordings = Field(default_factory=list)
    related: Wordings = Field(default_factory=list)  # what a line begins with that leads to another article
    endings: dict[str, Wordings] = Field(default_factory=dict)  # «ado» -> «ar»: inflections beyond the lemmas


class Claims(Section):
    """Who says it. Verbs are lemmas, which take the forms of `irregular` and of the longest of the `endings`; what
    claimants are called is in `nouns`, as lemmas; all else is as written."""

    by: Wordings = Field(default_factory=list)  # «según X»: before a claimant
    views: Wordings = Field(default_factory=list)  # the same, at the head of a sentence: «para la policía, …»
    cites: Wordings = Field(default_factory=list)  # «que cita a X»: X speaks, not the subject
    verbs: Wordings = Field(default_factory=list)  # of speech
    holding: Wordings = Field(default_factory=list)  # verbs that say nothing before a number: «mantiene 300 soldados»
    figures: Wordings = Field(default_factory=list)  # that give a figure, when a body is their subject: «suma 40»
    irregular: dict[str, Wordings] = Field(default_factory=dict)
    endings: dict[str, Wordings] = Field(default_factory=dict)  # by the ending of a lemma: what stands in its place
    agreeing: dict[str, Wordings] = Field(default_factory=dict)  # endings of a participle that agrees with a noun
    gerund: Expression = NEVER  # what a form ends in that has no subject of its own, as a pattern
    participle: Expression = NEVER  # what a participle ends in, as a pattern
    finite: Expression = NEVER  # what a form ends in that is a verb behind a pronoun: «la elevan», but «la denuncia»
    passive: Wordings = Field(default_factory=list)  # before a form that looks finite: "was confirmed"
    auxiliaries: Wordings = Field(default_factory=list)  # before a participle that speaks: «ha dicho»
    plurals: Wordings = Field(default_factory=list)  # plural without a plural ending: "police say"
    after_quote: Expression = ""  # what any verb ends in that follows a quotation, as a pattern
    behind_that: Expression = ""  # and one right behind a relative pronoun: «el balance que presenta X»
    inverted: Wordings = Field(default_factory=list)  # verbs whose subject may follow; none named: all
    to: Wordings = Field(default_factory=list)  # between a verb and whom it concerns: «cita a»
    told_of: Wordings = Field(default_factory=list)  # of whom something is told: "said to have killed"
    hearers: Wordings = Field(default_factory=list)  # who may stand behind such a verb: "told reporters"
    tells: Wordings = Field(default_factory=list)  # verbs behind which anybody may: "told The Post on Monday"
    not_before: Wordings = Field(default_factory=list)  # «contar con», "count on": behind a verb that gives a figure
    not_behind: Wordings = Field(default_factory=list)  # prepositions: behind them no verb has its subject
    estimates: Wordings = Field(default_factory=list)  # what holds figures: «el balance de X»
    notes: Wordings = Field(default_factory=list)  # what says something for who wrote it: «su nota»
    claimed: Wordings = Field(default_factory=list)  # nouns of saying: "the rebels' claim that …"
    # of `estimates`, those that are a share (of a town, of a crowd) unless one of their words stands just before:
    # «una parte de», and not «último parte de»
    shares: dict[str, Wordings] = Field(default_factory=dict)
    source_first: bool = False  # the source stands before what holds the figures: "police estimates"
    # with one of these, what holds figures is a source by itself: «cifras oficiales»
    official: Wordings = Field(default_factory=list)
    nouns: Wordings = Field(default_factory=list)  # heads of nameless claimants
    portfolios: Wordings = Field(default_factory=list)  # with a capital and alone, a ministry: «Sanidad informó»
    body_nouns: Wordings = Field(default_factory=list)  # of these, those that point back: «el ministerio»
    ours: Wordings = Field(default_factory=list)  # before what the speaker has: "according to our sheets"
    by_or_each: Wordings = Field(default_factory=list)  # of `by`, those that a rate has, too: "per"
    by_them: Wordings = Field(default_factory=list)  # the same in one: «a su juicio»
    light: Wordings = Field(default_factory=list)  # before an infinitive that then speaks: «llegó a hablar de 174»
    tails: Wordings = Field(default_factory=list)  # between a verb that says something with it and who speaks
    which: Wordings = Field(default_factory=list)  # pronouns behind «según» that mean who was named: «el cual»
    claused: Wordings = Field(default_factory=list)  # verbs that say something with "that" alone: "found that 12 died"
    turned: Wordings = Field(default_factory=list)  # verbs that say nothing of oneself: «se manifestaron 300»
    honours: Wordings = Field(default_factory=list)  # and nothing to whom they name: «recordaron a los 43»
    received: Wordings = Field(default_factory=list)  # what who has a paper did: «un documento que conoció X»
    describes: Wordings = Field(default_factory=list)  # nobody by themselves, before a figure: "the official toll"
    dismisses: Wordings = Field(default_factory=list)  # with those of `stance.verbs.denied`: what they take is a noun
    same: Wordings = Field(default_factory=list)  # «la misma fuente»
    not_who: Wordings = Field(default_factory=list)  # «según el calendario»
    back: Wordings = Field(default_factory=list)  # pronouns that point at the last claimant
    inside: Wordings = Field(default_factory=list)  # but between capitals go on with it: «Unidad para la Gestión …»
    posted: Wordings = Field(default_factory=list)  # or go on with whom one of `postable` serves: "at the Pentagon"
    postable: Wordings = Field(default_factory=list)
    stop: Wordings = Field(default_factory=list)  # words that end a claimant's name
    lead: Wordings = Field(default_factory=list)  # adverbials before the subject
    joins: Wordings = Field(default_factory=list)
    contrasts: Wordings = Field(default_factory=list)  # join clauses, and no claimants: «pero negó»
    that: Wordings = Field(default_factory=list)
    relatives: Wordings = Field(default_factory=list)  # beside `that`, what begins a relative clause: «cuyo»
    nobody: Wordings = Field(default_factory=list)  # may stand between subject and verb, and are no subject
    # before a noun that looks like a verb: «el informe», "the report"
    determiners: Wordings = Field(default_factory=list)
    of: Wordings = Field(default_factory=list)
    gapped: Wordings = Field(default_factory=list)  # before the figure of a second speaker: «X habla de 5; Y, de 9»
    carry: Wordings = Field(default_factory=list)  # a sentence that begins so goes on with what was said before
    so: Wordings = Field(default_factory=list)  # one that begins so says who told what stands before it: «así lo»
    comes: Wordings = Field(default_factory=list)  # so does one of `estimates` before these: «el balance procede de X»


class StanceWords(Section):
    """Cues by stance. `verbs` are lemmas; `phrases` as written; `conditional` forms mark hearsay."""

    verbs: dict[str, Wordings] = Field(default_factory=dict)
    rises: Wordings = Field(default_factory=list)  # «un balance que podría aumentar» doubts no figure
    phrases: dict[str, Wordings] = Field(default_factory=dict)
    negations: Wordings = Field(default_factory=list)
    dismisses: Wordings = Field(default_factory=list)  # they deny what is among `disputed` right behind them
    disputed: Wordings = Field(default_factory=list)
    refusals: Wordings = Field(default_factory=list)  # before "confirm": «declinó confirmar»
    confirm: Wordings = Field(default_factory=list)
    conditional: Wordings = Field(default_factory=list)
    rumoured: Wordings = Field(default_factory=list)  # the same before a number alone: «serían 12 los muertos»
    unreal: str = NEVER  # what a verb ends in behind «si» that is only imagined: «si murieran 40»
    would: Wordings = Field(default_factory=list)  # before a verb that is then only supposed: "would die"
    would_ending: str = NEVER  # what a verb that is only supposed ends in, as a pattern: «morirían»
    will_ending: str = NEVER  # what a verb of the future ends in, as a pattern: «retirará»
    causing: Wordings = Field(default_factory=list)  # verbs that suppose with the facts' own: «causaría 40 muertos»
    narrated: Wordings = Field(default_factory=list)  # near such a verb: it tells of the past, "would later kill 12"
    conditions: Wordings = Field(default_factory=list)  # words that make the whole sentence a supposition: «si»
    averts: Wordings = Field(
        default_factory=list
    )  # verbs before a number of what did not come about: «evitó 40 muertes»
    averting: Wordings = Field(default_factory=list)  # of the phrases, those that govern only what follows
    modals: Wordings = Field(default_factory=list)  # of the phrases, those that doubt nothing before "confirm"
    modifiers: Wordings = Field(default_factory=list)  # of the phrases, those that are told of the noun behind them
    cases: Wordings = Field(default_factory=list)  # in a cue of the number before alone: «presuntos casos»
    hearsay: Wordings = Field(default_factory=list)  # of the phrases, those that a named source makes needless
    clause: Wordings = Field(default_factory=list)  # words that begin a clause which a cue behind them governs
    adds: Wordings = Field(default_factory=list)  # «…, donde murieron 12»: what is denied goes no further
    before_added: Wordings = Field(default_factory=list)  # what may stand before it: «en el que»
    rather: Wordings = Field(default_factory=list)  # «no son 13, sino tres»
    turns: Wordings = Field(default_factory=list)  # «niega las bajas, aunque admite 12 muertos»
    once: Wordings = Field(default_factory=list)  # "after the minister denied it": what was denied before
    refers: Wordings = Field(default_factory=list)  # «cifra que …»: of the figure before the comma
    asks: Wordings = Field(default_factory=list)  # a question with one of these asks of what is taken for granted


class Aspects(Section):
    """Cues by aspect, before and after the number; `superseded` marks an earlier figure: right before it, right after
    it, or anywhere before it in the sentence with no other number between."""

    before: dict[str, Wordings] = Field(default_factory=dict)
    after: dict[str, Wordings] = Field(default_factory=dict)
    anywhere: dict[str, Wordings] = Field(default_factory=dict)
    compared: Wordings = Field(default_factory=list)  # behind "more" they compare: «más de», "more than"
    out_of: Wordings = Field(default_factory=list)  # where they do not: «seis más de entre los escombros»
    others: Wordings = Field(default_factory=list)  # other people, and not always more, or the rest, of them
    # "the deadliest crash since 2007, when 199 died": the three words that make it a count of another time
    # "four bodies", behind a larger toll: a part of it
    remains: Wordings = Field(default_factory=list)
    recovered: Wordings = Field(default_factory=list)
    # "With the death of two women the toll rose to 14": right before the number, and the verbs behind it
    adding: Wordings = Field(default_factory=list)
    grown: Wordings = Field(default_factory=list)
    differs: Wordings = Field(default_factory=list)  # behind a number that only compares: "seven more than on Saturday"
    raising: Wordings = Field(default_factory=list)  # further verbs of a new total: "bringing the toll to 94"
    superlatives: Wordings = Field(default_factory=list)
    since: Wordings = Field(default_factory=list)
    told: Wordings = Field(default_factory=list)
    # behind the unit of a time, before what happened another time: "a month after one that left 15 dead"
    after_another: Wordings = Field(default_factory=list)
    after_event: Wordings = Field(default_factory=list)  # the same of months and years, or behind a verb of coming
    coming: Wordings = Field(default_factory=list)
    # beside what is counted: those of a day or a week alone, "41 new cases"
    fresh: Wordings = Field(default_factory=list)
    some: Wordings = Field(default_factory=list)  # behind a total, what befell only some: «en el acto»
    all: Wordings = Field(default_factory=list)  # "all five of the dead": the whole, and no part
    joining: Wordings = Field(default_factory=list)  # «A ellos hay que sumar siete», with a lemma of `join`
    join: Wordings = Field(default_factory=list)
    # another's figure of what was counted: «el triple de los»
    contrasted_before: Wordings = Field(default_factory=list)
    superseded_before: Wordings = Field(default_factory=list)
    superseded_after: Wordings = Field(default_factory=list)
    superseded_anywhere: Wordings = Field(default_factory=list)
    # «por la mañana había hablado de nueve»: what had been told by an hour that is told, too
    had: Wordings = Field(default_factory=list)
    before_now: Wordings = Field(default_factory=list)


class Counting(Section):
    """How counts stand in a sentence. `people` are nouns of people in general; `links` are verbs between a noun
    and its number («asciende a»); `not_counts` are nouns that make a number something else (years, homes)."""

    people: Wordings = Field(default_factory=list)
    general: Wordings = Field(default_factory=list)  # people of whom nothing is said
    links: Wordings = Field(default_factory=list)
    numbers_of: Wordings = Field(default_factory=list)  # «cifra», "toll"
    held: Wordings = Field(default_factory=list)  # opens a phrase that names people: «23 privados de libertad»
    no_candidates: Wordings = Field(default_factory=list)  # what bodies are called that nobody votes for: «junta»
    chambers: Wordings = Field(default_factory=list)  # the same, but a party may be called so: «Congreso Nacional (CN)»
    standing: Wordings = Field(default_factory=list)  # what a party's candidate is called: «el candidato de X»
    rivals: Wordings = Field(default_factory=list)  # «a su contrincante le corresponden 419.565»
    parties: Wordings = Field(default_factory=list)  # what a party is called when it was named before: «la formación»
    first_round: Wordings = Field(default_factory=list)  # of a vote in two: «primera vuelta»
    partial_count: Expression = NEVER  # «ONPE al 84 %:», the same, that votes are still to be counted
    full_count: Expression = NEVER  # «con el 99 % escrutado», in folded words with a space between, as a pattern
    # words that are a count of a fact by themselves: «balance» -> killed
    tolls: dict[str, str] = Field(default_factory=dict)
    filler: Wordings = Field(default_factory=list)
    not_counts: Wordings = Field(default_factory=list)
    numbered: Wordings = Field(default_factory=list)  # whose name is a number: «línea 9», "Flight 370"
    nobody: Wordings = Field(default_factory=list)  # to whom nothing happened: «120 invitados y nadie murió»
    leaves: Wordings = Field(default_factory=list)  # verbs of having family: «el fallecido dejó tres hijos»
    phones: Wordings = Field(default_factory=list)  # not far before a number in groups: «teléfono»
    exists: Wordings = Field(default_factory=list)  # verbs of being there that count nobody before them: «hay»
    wounds_by: Wordings = Field(default_factory=list)  # words behind wounds, and no women, who were hurt: «de bala»
    clock: Wordings = Field(default_factory=list)  # articles of an hour: «llegaron a las seis»
    bodies: dict[str, str] = Field(default_factory=dict)  # a body of people: the fact that counts them
    strong: Wordings = Field(default_factory=list)  # behind the number of a body: "4,300 strong"
    out: Wordings = Field(default_factory=list)  # before `of` and a whole: "nine out of 20"
    pronouns: Wordings = Field(default_factory=list)  # in place of a noun: "another 64 suspected ones"
    bands: Wordings = Field(default_factory=list)  # nouns of people of whom one may be many: «una familia de 5»
    targets: Wordings = Field(default_factory=list)  # verbs before soldiers who are attacked, and sent by nobody
    senders: Wordings = Field(default_factory=list)  # verbs whose subject the soldiers belong to
    joins: Wordings = Field(default_factory=list)  # between two counts, or two facts of one count: «muertos y heridos»
    objects: Wordings = Field(default_factory=list)  # between a verb and whom it befalls: «a»
    at: Wordings = Field(default_factory=list)  # between a link and its number: «asciende a», "stands at"
    at_once: Wordings = Field(default_factory=list)  # the same, where no word may stand in between: «cifra en»
    determiners: Wordings = Field(default_factory=list)  # before a noun that was known: «los»
    per: Wordings = Field(default_factory=list)  # behind the counted noun: a rate, no count
    each: Wordings = Field(default_factory=list)  # behind a number that several have: «dos cada una»
    inserted: Wordings = Field(default_factory=list)  # may stand in a phrase: «dejaron ayer sus casas»
    adds: Wordings = Field(default_factory=list)  # verbs of coming to others: «se unen a los 900 que ya había»
    registers: Wordings = Field(default_factory=list)  # verbs of places before their number: «Piura acumula 2.100»
    passive: Wordings = Field(default_factory=list)  # before a participle: something is done to the subject
    active: Wordings = Field(default_factory=list)  # before a participle: the subject does it
    participle: Expression = NEVER  # what a participle ends in, as a pattern
    plural_verb: Expression = NEVER  # what a verb of several ends in, as a pattern
    out_of: Wordings = Field(default_factory=list)  # before whom others come from: "30 people from two families"
    new_object: Wordings = Field(default_factory=list)  # behind a bare participle: it was a finite verb after all
    ends: Wordings = Field(default_factory=list)  # no noun of a number stands behind them: "since", "during"
    hospitals: Wordings = Field(default_factory=list)  # people who are brought there, or stay there, are hurt
    stays: Wordings = Field(default_factory=list)  # verbs of being there: "12 people remain in a hospital"
    undergo: Wordings = Field(default_factory=list)  # before a noun of what befell people: "who sustained injuries"
    wounds: Wordings = Field(default_factory=list)  # behind `undergo` and a number: those of one body
    of_named: Wordings = Field(default_factory=list)  # verbs that kill only whom the number names: "claimed 30 lives"
    singular: Wordings = Field(default_factory=list)  # auxiliaries of one: "and was held"
    plural: Wordings = Field(default_factory=list)  # pronouns of several, and what leads on to their verb: "to have"
    meanwhile: Wordings = Field(default_factory=list)  # begins what happens at that time: "as 90 officers searched it"
    against: Wordings = Field(default_factory=list)  # before the figure of another time: «frente a los 18 de 2023»
    versus: Wordings = Field(default_factory=list)  # between the shares of two rivals: "51% to 49% for X"
    houses: Wordings = Field(default_factory=list)  # behind one of `for_whom`: «para tratar a 300 pacientes»
    for_whom: Wordings = Field(default_factory=list)  # «capacidad para 1.200»
    impersonal: Wordings = Field(default_factory=list)  # before a verb that nobody is the subject of: «se habla de 10»
    # of the verbs of what is done to people, those that befall whoever is their subject behind it: «se hirieron 12»
    middle: Wordings = Field(default_factory=list)
    rates_of: Wordings = Field(default_factory=list)  # before a number that is a rate of what was counted
    no_counts: Wordings = Field(default_factory=list)  # phrases whose noun counts nobody: «revisó a la baja»
    soaring: Wordings = Field(default_factory=list)  # verbs of such phrases that give a figure: «se disparó a 21»
    demonstratives: Wordings = Field(default_factory=list)  # with a noun behind, no «of them»: «dos de esas naves»
    sides: Wordings = Field(default_factory=list)  # before whose the figures of a clause are: «por parte rusa»
    possessives: Wordings = Field(default_factory=list)  # with a noun of `owned` behind: «12 de sus soldados»
    owned: Wordings = Field(default_factory=list)
    own: Wordings = Field(default_factory=list)  # «perdieron a nueve de los suyos»
    tallies: Wordings = Field(default_factory=list)  # before a participle that counts: «tenemos confirmados 28»
    tells_who: Wordings = Field(default_factory=list)  # verbs before who some of them are: «doce eran menores»
    conditions: Wordings = Field(default_factory=list)  # how the hurt are: «cuatro revisten gravedad»
    fares: Wordings = Field(default_factory=list)  # verbs before them
    degrees: Wordings = Field(default_factory=list)  # and adverbs, prepositions and nouns: «en estado menos grave»
    lives: Wordings = Field(default_factory=list)  # what is taken of the dead: «segó la vida de 14»
    among: Wordings = Field(default_factory=list)  # «entre los muertos hay 5 niños»
    leads: Wordings = Field(default_factory=list)  # prepositions between a verb and its «a»: «evacuó por aire a 40»
    in_view_of: Wordings = Field(default_factory=list)  # before those who look on: «detuvo el partido ante 40.000»
    halts: Wordings = Field(default_factory=list)  # verbs that stop things: «se detuvo con 300 pasajeros»
    helps: Wordings = Field(default_factory=list)  # verbs of a crowd that help people: «asistió a 120 migrantes»
    captures: Wordings = Field(default_factory=list)  # verbs that win those of `audiences`: «capturó a 300 clientes»
    audiences: Wordings = Field(default_factory=list)
    won: Wordings = Field(default_factory=list)  # what is taken of people and not they: "the hearts of 3 million"
    off_duty: Wordings = Field(default_factory=list)  # verbs of soldiers whom nobody sends: «recibieron medallas»
    attaching: Wordings = Field(default_factory=list)  # leads those of something else, which is counted: «edad de los»
    listing: Wordings = Field(default_factory=list)  # what is of those who are counted: «la lista de muertos son 12»
    capacities: Wordings = Field(default_factory=list)  # whose number counts nobody: «una capacidad de 1.200»
    families: Wordings = Field(default_factory=list)  # of whom a number may say how many persons they are
    built: Wordings = Field(default_factory=list)  # what makes room for some: «pensada para 600 presos»
    homes: Wordings = Field(default_factory=list)  # the same of a place: "home to 100,000 people"
    animals: Wordings = Field(default_factory=list)  # a bare number behind one counts them: «12 caballos y murieron 5»
    works: Wordings = Field(default_factory=list)  # nouns of what has a title, which may hold a number: «Los 33»
    clitics: Wordings = Field(default_factory=list)  # the count as an object: «otros los elevan a 300»
    datives: Wordings = Field(default_factory=list)  # to whom a figure is given: «que le atribuye»
    retells: Wordings = Field(default_factory=list)  # verbs that give a figure of what was counted before
    small: Wordings = Field(default_factory=list)  # may stand between such a verb and its number
    runs: Wordings = Field(default_factory=list)  # verbs before a figure of those counted last: «Ya van 31»
    corrects: Wordings = Field(default_factory=list)  # the same, by whoever gave the last one: «corrigió a seis»
    several_are: Wordings = Field(default_factory=list)  # behind an adjective that stands for several: "the dead were"
    how_many: Wordings = Field(default_factory=list)  # before those of whom the number is asked: «¿Cuántos murieron?»
    everybody: Wordings = Field(default_factory=list)  # as many as there are: "killing all aboard, among them 6 …"
    excepted: Wordings = Field(default_factory=list)  # behind such a word: "all but three"
    members: Wordings = Field(default_factory=list)  # of a band: "40 members of the armed forces"
    besides: Wordings = Field(default_factory=list)  # before those whom something befell, too: "along with six others"
    everywhere: Wordings = Field(default_factory=list)  # behind the number of all places: "and 90 nationwide"
    grades: list[str] = Field(default_factory=list)  # how sure cases are: «301 confirmados, 95 probables»
    apportions: Wordings = Field(
        default_factory=list
    )  # in what leads a list by place in: «la distribución por distritos»
    ranks: Wordings = Field(default_factory=list)  # between a name and its figure: "York second with 40"
    compares: Wordings = Field(default_factory=list)  # «vinieron menos que el año pasado: 70.000»
    all_told: Wordings = Field(
        default_factory=list
    )  # behind how many those are who were named: «los heridos, 19 en total,»
    listed_with: Wordings = Field(default_factory=list)  # before the numbers of a list: «seguido de Chiva, con 11»
    endings: dict[str, dict[str, Wordings]] = Field(default_factory=dict)  # further forms, by list and ending
    acts: Wordings = Field(default_factory=list)  # finite verbs, where no ending tells: "and 120 refused to leave"
    finite: Wordings = Field(default_factory=list)  # behind an infinitive they make it a finite verb: «quedar-on»


class Wrecks(Section):
    """What a crash is told by where no word names it: «el autobús cayó al río», "the boat sank"."""

    vehicles: Wordings = Field(default_factory=list)
    acts: Wordings = Field(default_factory=list)  # what befalls them, and nobody does to them


class LanguageData(Section):
    """One language: `name` in the language itself, and the sections."""

    name: str
    small: SmallWords = Field(default_factory=SmallWords)
    facts: dict[str, FactWords] = Field(default_factory=dict)
    sentences: Sentences = Field(default_factory=Sentences)
    numbers: Numbers = Field(default_factory=Numbers)
    hedges: Hedges = Field(default_factory=Hedges)
    dates: Dates = Field(default_factory=Dates)
    places: Places = Field(default_factory=Places)
    causes: dict[str, Wordings] = Field(default_factory=dict)
    wrecks: Wrecks = Field(default_factory=Wrecks)
    claims: Claims = Field(default_factory=Claims)
    stance: StanceWords = Field(default_factory=StanceWords)
    aspects: Aspects = Field(default_factory=Aspects)
    counting: Counting = Field(default_factory=Counting)
    persons: Persons = Field(default_factory=Persons)
    offices: Offices = Field(default_factory=Offices)
    events: EventWords = Field(default_factory=EventWords)
