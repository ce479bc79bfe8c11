"""Where what one country sends over another is counted: drones are launched at, and shot down over, the other's land.

Its own sentence may say where. A place of the country that sent it is not it: it is that of who counts, else
where the sentence before counted the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

from checker import world
from checker.languages import language
from checker.model.entity import is_country
from checker.model.statement import Claimant, Ref, Statement
from checker.model.timespan import Grain, TimeSpan
from checker.reading.layers import Layers, NameHit, Scene, Sentence, between
from checker.reading.measures.nearest import Noun
from checker.reading.measures.nights import ends_of, night_of
from checker.reading.places.homecountry import country_of_text, named_country
from checker.reading.places.placewords import place_words
from checker.reading.places.scenes import scenes_in
from checker.reading.places.standing import MENTIONED, WEAK
from checker.reading.text.rows import Row
from checker.reading.text.words import fold, fold_all, index_at, words_of

RECENT = timedelta(days=4)  # what happened before that is no news of a night
SENDER = 3  # words between who sends it and the verb


def told_across(
    layers: Layers, sentence: Sentence, words: Row, made: Statement, sent: frozenset[str], known: Sequence[Statement]
) -> Statement:
    """The statement with its place, its night, and whose body gives the figure; see `placed`."""
    made = placed(layers, sentence, words, made, sent, known)
    land = _country(made.place)
    if land is None or land != country_of_text(layers):
        return made
    return replace(made, claimants=tuple(_of_land(one, land, sentence.lang or layers.lang) for one in made.claimants))


def _of_land(claimant: Claimant, land: str, lang: str) -> Claimant:
    """«la Fuerza Aérea», whose country the sentence does not say: that of the land over which it counts."""
    named = claimant.party is not None or claimant.entity is not None
    body = None if named else world.state_body(f"{claimant.text} {world.country_name(land, lang)}")
    return claimant if body is None else replace(claimant, entity=body, party=land)


def placed(
    layers: Layers, sentence: Sentence, words: Row, made: Statement, sent: frozenset[str], known: Sequence[Statement]
) -> Statement:
    """The statement with its place and its night. `sent`: the verbs of sending; `known`: what the sentence before
    counted."""
    made = replace(made, when=night_of(layers, sentence, words, made.when))
    senders = {made.of.entity} if made.of is not None else set(_senders(layers, sentence, words, sent))
    index = layers.index_at(sentence.start)
    scenes = scenes_in(layers, index) if index is not None else []
    # «lanzó 20 contra X»: a town that is no more than named is theirs, too
    here = [one for one in scenes if one.entity and (one.rank <= WEAK or (one.rank == MENTIONED and _is_town(one)))]
    theirs = [one for one in scenes if _is_of_next(layers, made, one)]
    if theirs and made.place is not None and any(one.text == made.place.text for one in theirs):
        made = replace(made, place=None)
    here = [one for one in here if one not in theirs]
    own = made.place is not None and any(one.text == made.place.text for one in here)
    if made.place is not None and (made.place.entity is None or _country(made.place) in senders):
        other = [one for one in here if _country(Ref(one.text, one.entity)) not in senders]
        if other:
            made, own = replace(made, place=Ref(other[0].text, other[0].entity)), True
    if own and _country(made.place) not in senders:
        if made.place is not None and _is_of_several(layers, sentence, made.place, here):
            made = replace(made, place=_land(layers, sentence, _country(made.place)))
        return made if made.when is not None else replace(made, when=_last_day(layers, sentence))
    before = next((one for one in reversed(known) if layers.facts[one.fact].across is not None), None)
    if made.when is None:
        made = replace(made, when=before.when if before is not None else _last_day(layers, sentence))
    counting = next((one for one in _counting(made.claimants) if one not in senders), None)
    if counting is None and before is not None and before.place is not None:
        return replace(made, place=before.place)
    if counting is None and made.place is not None and _country(made.place) not in senders:
        return made
    land = counting or next((one for one in (country_of_text(layers),) if one not in senders), None)
    return replace(made, place=_land(layers, sentence, land))


def _is_of_next(layers: Layers, made: Statement, scene: Scene) -> bool:
    """«derribó 40 drones y dos civiles murieron en Sumy», "shot down 40, in an attack that killed two in Sumy": the
    place of the people who are counted behind."""
    told = made.evidence
    if told is None or scene.start < told.end:
        return False
    return any(one.evidence is not None and told.end <= one.evidence.start < scene.start for one in layers.statements)


def _land(layers: Layers, sentence: Sentence, country: str | None) -> Ref | None:
    return Ref(world.country_name(country, sentence.lang or layers.lang), country) if country else None


def _is_of_several(layers: Layers, sentence: Sentence, place: Ref, here: Sequence[Scene]) -> bool:
    """«contra Misrata, Homs y Zauiya»: a figure of several towns is of none of them."""
    joins = layers.lexicons[sentence.lang or layers.lang].lists["joins"]
    for one, then in pairwise(here):
        if place.text in (one.text, then.text) and _is_town(one) and _is_town(then):
            between_them = {word.folded for word in words_of(layers.text[one.end : then.start])}
            if between_them and between_them <= joins | {","}:
                return True
    return False


def _is_town(scene: Scene) -> bool:
    return scene.entity != scene.country


@cache
def _back(lang: str) -> frozenset[str]:
    return fold_all(word for word, days in language(lang).dates.shifts.items() if days < 0)


def _last_day(layers: Layers, sentence: Sentence) -> TimeSpan | None:
    """The last day told of before: «en la madrugada del martes», unless it is long past."""
    printed = layers.article.published
    before = (hit for hit in layers.dates if hit.end <= sentence.start and hit.relation is None)
    back = _back(sentence.lang or layers.lang)
    # «La víspera …» is of that sentence alone
    told = [hit for hit in before if hit.kind == "date" and fold(layers.text[hit.start : hit.end]) not in back]
    days = [ends_of(layers, sentence.lang or layers.lang, hit) for hit in told]
    if printed is None or printed.start is None:
        return None
    for day in reversed([day for day in days if day is not None]):
        if day.grain is Grain.DAY and day.start is not None and day.start <= printed.start:
            return day if printed.start - day.start <= RECENT else None
    return None


def _senders(layers: Layers, sentence: Sentence, words: Row, sent: frozenset[str]) -> Iterator[str]:
    """«Rusia lanzó», "that Moscow had fired", «lanzados por Rusia»: the countries beside a verb of sending, and those
    that it came from."""
    hits = [hit for hit in between(layers.places, sentence.start, sentence.end) if hit.country and _is_state(hit)]
    spots = [
        (index_at(words, hit.start - sentence.start), index_at(words, hit.end - 1 - sentence.start)) for hit in hits
    ]
    for verb in words.meaning(sent) if hits else ():
        near = [hit for hit, (_, last) in zip(hits, spots, strict=True) if 0 < verb - last <= SENDER]
        yield from (str(hit.country) for hit in near[-1:])
        agents = fold_all(language(sentence.lang or "").small.agents)
        behind = (hit for hit, (first, _) in zip(hits, spots, strict=True) if 0 < first - verb <= SENDER)
        yield from (str(hit.country) for hit in behind if words[verb + 1].folded in agents)
    for hit, (first, _) in zip(hits, spots, strict=True):
        if place_words(sentence.lang or "").whence.ending(words, first) is not None:
            yield str(hit.country)


def _is_state(hit: NameHit) -> bool:
    return hit.demonym or hit.capital or hit.entity == hit.country


def home_of(layers: Layers, sentence: Sentence, claimants: Sequence[Claimant]) -> Ref | None:
    """The country in which people are set free of whom nothing else says where: that of who counts them, else that of
    the text."""
    lang = sentence.lang or layers.lang
    country = next(_counting(claimants), None)
    return Ref(world.country_name(country, lang), country) if country else named_country(layers, lang)


def _counting(claimants: Sequence[Claimant]) -> Iterator[str]:
    """The countries of who gives a figure."""
    for claimant in claimants:
        if is_country(claimant.party):
            yield claimant.party
        found = (world.country_of(world.without_possessive(word)) for word in claimant.text.split())
        yield from (country for country in found if country is not None)


def _country(place: Ref | None) -> str | None:
    known = world.place_by_id(place.entity) if place is not None else None
    return known.country if known is not None else place.entity if place is not None else None


def whose_sent(layers: Layers, sentence: Sentence, words: Row, noun: Noun) -> Ref | None:
    """Whose they are: the adjective of a country beside the noun («drones rusos», "Russian drones")."""
    start, end = sentence.start + words.starts[noun.first], sentence.start + words.ends[noun.after - 1]
    for hit in between(layers.places, sentence.start, sentence.end):
        if hit.demonym and (0 <= hit.start - end <= 1 or 0 <= start - hit.end <= 1):
            return Ref(layers.text[hit.start : hit.end], hit.country)
    return None
