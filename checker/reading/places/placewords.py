"""A language's words for places and for what is said of them, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker import world
from checker.languages import language
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold, fold_all, marked, remembered
from checker.world.gazetteer import articles


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A language's prepositions and facility nouns, folded."""

    located: Phrases[bool]
    towards: frozenset[str]
    weak: Phrases[bool]
    sites: Phrases[bool]
    joins: Phrases[bool]
    facilities: frozenset[str]
    roads: frozenset[str]  # of these, those that a number names
    underway: frozenset[str]
    tries: frozenset[str]
    bodies: frozenset[str]  # words that end the name of a body, and of no place: "the Strait School Board"
    titles: frozenset[str]  # of persons
    posted: frozenset[str]  # who serves where he speaks: «el coronel en Orvel»
    struck: frozenset[str]
    strikes: frozenset[str]
    elsewhere: frozenset[str]
    unrelated: Phrases[bool]
    had: frozenset[str]
    whole: frozenset[str]
    relatives: frozenset[str]
    negations: frozenset[str]
    own: frozenset[str]  # «en sus casas» says nothing of where
    departed: frozenset[str]
    amid: frozenset[str]
    national: Phrases[bool]
    lengths: frozenset[str]
    ashore: frozenset[str]
    moved: frozenset[str]
    whence: Phrases[bool]
    care: frozenset[str]
    directions: frozenset[str]
    bearings: frozenset[str]
    most: Phrases[bool]
    world: Phrases[bool]
    portions: frozenset[str]  # nouns whose «de» leads on to the place: «una parte de X», «las provincias de X e Y»
    neighbours: frozenset[str]
    there: frozenset[str]
    where: frozenset[str]
    near: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    opening: frozenset[str]  # small words that have a capital where a sentence begins
    grounds: frozenset[str]  # in the singular or plural, as are territories
    nouns: frozenset[str]  # these, and what those of several words begin with
    territories: frozenset[str]
    towns: frozenset[str]  # of these, those that are called a city, in the singular
    conditions: frozenset[str]
    plain: frozenset[str]
    general: frozenset[str]
    kinds: Mapping[str, str]
    happenings: frozenset[str]
    stops: frozenset[str]
    no_site: frozenset[str]
    of: frozenset[str]
    whose: str  # what stands before the whole of a part: «norte de Perú»
    inner: frozenset[str]
    joining: frozenset[str]  # small words inside the name of a town: «San Pedro de Macorís»
    local: frozenset[str]  # nouns of a territory smaller than a country, in the singular
    beside: Phrases[bool]  # what leads in a landmark, beside which something lies
    chain: frozenset[str]
    gentilics: tuple[str, ...]
    before_code: frozenset[str]
    befell: frozenset[str]
    incidents: frozenset[str]
    ands: frozenset[str]
    noun_last: bool
    premodifiers: int
    foreign: frozenset[str]
    no_names: frozenset[str]
    plurals: tuple[str, ...]
    records: frozenset[str]
    reports: frozenset[str]
    clubs: frozenset[str]
    passive: frozenset[str]
    long_grounds: Phrases[bool]
    anywhere: frozenset[str]  # what every town has, and is called no more than that: «el Ayuntamiento»
    happened: frozenset[str]
    happening: frozenset[str]  # the same as nouns alone: "the X fire", not "that X fired"
    residents: frozenset[str]
    spoke: frozenset[str]
    not_there: frozenset[str]
    aimed: Phrases[bool]
    signed: frozenset[str]
    met: frozenset[str]
    hearers: frozenset[str]
    sources: frozenset[str]
    clause: frozenset[str]
    listing: frozenset[str]  # words and signs between a place of a list and its figure
    addressed: frozenset[str]  # "Mr Pereira" is nobody's town
    held: frozenset[str]  # offices: «el alcalde de X» need not be in X
    light: frozenset[str]  # words that may stand before a place's name in any number


@remembered
def place_words(lang: str) -> PlaceWords:
    """The place words of a language."""
    data, small = language(lang).places, language(lang).small

    def either(words: Iterable[str]) -> frozenset[str]:
        return frozenset(fold(word) + ending for word in words for ending in ("", *data.plurals))

    several = (phrase + ending for phrase in data.grounds if " " in phrase for ending in ("", *data.plurals))
    long_grounds = marked(several)
    kinds = {fold(word): kind for kind, words in data.general.items() for word in words}
    grounds = either((*data.grounds, *data.plain, *kinds))
    return ready(
        PlaceWords,
        data,
        language(lang).counting,
        small,
        titles=fold_all(language(lang).persons.titles),
        relatives=fold_all(language(lang).claims.that),
        negations=fold_all(language(lang).stance.negations),
        own=fold_all(language(lang).counting.possessives),
        portions=fold_all(data.portions) | (either(kinds) - fold_all(kinds)),
        bodies=fold_all(language(lang).claims.body_nouns) - fold_all(data.facilities),
        near=fold_all((*data.neighbours, *data.near)),
        determiners=fold_all((*data.definite, *data.indefinite)),
        opening=fold_all((*data.definite, *data.indefinite, *language(lang).sentences.function_words)),
        grounds=grounds,
        nouns=grounds | long_grounds.firsts,
        territories=either(kinds),
        towns=frozenset(word for word, kind in kinds.items() if kind == "city"),
        general=frozenset(kinds),
        whose=next(iter(small.of), ""),
        kinds=kinds,
        happenings=fold_all(word for words in language(lang).causes.values() for word in words),
        stops=fold_all(language(lang).claims.verbs),
        no_site=fold_all((*data.no_site, *language(lang).dates.months, *language(lang).dates.weekdays)),
        inner=fold_all((*small.of, *data.definite)),
        joining=marked(data.joins).firsts - fold_all(small.ands),
        local=frozenset(word for word, kind in kinds.items() if kind != "country"),
        no_names=frozenset(data.no_names),
        gentilics=tuple(map(fold, data.gentilics)),
        incidents=fold_all((*data.incidents, *data.happened)),
        long_grounds=long_grounds,
        happening=either(data.happened),
        held=fold_all(title for title in language(lang).offices.titles if " " not in title),
        clause=fold_all(language(lang).stance.clause),
        light=fold_all((*data.definite, *data.indefinite, *data.directions)) | either(kinds),
    )


def without_joins(name: str, cues: PlaceWords) -> str:
    """«de la Paloma» → «Paloma»."""
    words = name.split()
    while len(words) > 1 and (fold(words[0]) in cues.inner or fold(words[0]) in articles()):
        words = words[1:]
    return " ".join(words)


def unknown_id(name: str, cues: PlaceWords) -> str:
    """The id of a place that no gazetteer has: by its name alone, so that «la aldea de X» and «X» are one, and by its
    kind in one language, so that «lago X» and "Lake X" are."""
    slug = world.slug(world.without_possessive(without_joins(name, cues)))
    first, _, rest = slug.partition("-")
    before, _, last = slug.rpartition("-")
    if rest and (kind := world.feature(first)):
        return f"place:{kind}-{rest}"
    if before and (kind := world.feature(last)):
        return f"place:{kind}-{before}"
    return f"place:{slug}"
