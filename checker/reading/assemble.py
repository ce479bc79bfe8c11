"""The layers of an article's body and title as one Reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from operator import attrgetter

from checker import world
from checker.model.article import Article
from checker.model.entity import is_country
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Entity, Mention, Named, Reading, Statement, compared, sign
from checker.reading.layers import Layers, NameHit
from checker.reading.offices.offices import FACT as OFFICE

STORY = 200  # names by which an article is found; each of its statements is looked up by all of them
ROUND = 1000  # from here on a headline rounds without saying so
_PLACED = attrgetter("start", "end", "kind")


def assemble(article: Article, lang: str, body: Layers, title: Layers | None) -> Reading:
    """Mentions of both, statements of the body and those of the title that the body lacks, entities, warnings. Where
    the title says of the same figure is where it is, if the body does not say."""
    layers = [body] if title is None else [body, title]
    mentions = [mention for one in layers for mention in sorted(_mentions(one), key=_PLACED)]
    statements = list(body.statements)
    if title is not None:
        told = {_told(statement) for statement in statements}
        places = {_told(one): one.place for one in title.statements if one.place is not None}
        if places:
            statements = [one if one.place else replace(one, place=places.get(_told(one))) for one in statements]
        statements += [one for one in title.statements if _told(one) not in told and not _covered(one, statements)]
    entities = _entities(layers)
    story = _story(entities, statements)
    return Reading(
        article=article.id,
        lang=lang,
        mentions=tuple(mentions),
        statements=compared([sign(statement, article, lang, story) for statement in statements]),
        entities=tuple(entities),
        warnings=tuple(warning for one in layers for warning in one.warnings),
    )


def _mentions(layers: Layers) -> Iterator[Mention]:
    text = layers.text
    for number in (*layers.numbers, *layers.codes):
        yield Mention(
            number.kind,
            number.start,
            number.end,
            text[number.start : number.end],
            number.quantity,
            number.currency,
            layers.in_title,
        )
    for told in layers.dates:
        for date in (told, *told.ends):
            words = text[date.start : date.end]
            yield Mention(date.kind, date.start, date.end, words, date.span, None, layers.in_title, date.note)
    for hit in _names(layers):
        yield Mention(hit.kind, hit.start, hit.end, text[hit.start : hit.end], hit.entity, None, layers.in_title)


def _names(layers: Layers) -> list[NameHit]:
    return [*layers.persons, *(place for place in layers.places if not place.demonym), *layers.organisations]


def _entities(layers: list[Layers]) -> list[Entity]:
    """Everything named, by canonical id, in the order of first mention; the fullest spelling is the name."""
    found: dict[str, tuple[NameHit, list[Mention]]] = {}
    for one in layers:
        for hit in sorted(_names(one), key=attrgetter("start")):
            if hit.entity is not None:
                mention = Mention(hit.kind, hit.start, hit.end, one.text[hit.start : hit.end], in_title=one.in_title)
                found.setdefault(hit.entity, (hit, []))[1].append(mention)
    return [Entity(entity, hit.kind, hit.name, tuple(mentions)) for entity, (hit, mentions) in found.items()]


def _story(entities: list[Entity], statements: list[Statement]) -> frozenset[str]:
    """By what articles about one event find each other: persons, organisations and places below countries, but for
    capitals, from where all the news of a country is written, and for those whose office it is to give figures: a
    governor has one each day, of another event."""
    officials = {value.entity for one in statements if isinstance(value := one.value, Named) and one.fact == OFFICE}
    givers = {claimant.entity for one in statements for claimant in one.claimants} & officials
    told = (one.id for one in entities if not is_country(one.id) and one.id not in givers and not _is_capital(one.id))
    return frozenset(islice(told, STORY))


def _is_capital(entity: str) -> bool:
    place = world.place_by_id(entity)
    return place is not None and place.capital


def _told(statement: Statement) -> tuple[object, ...]:
    value = statement.value
    figures = (value.low, value.high) if isinstance(value, Quantity) else repr(value)
    return statement.fact, figures


def _covered(statement: Statement, others: list[Statement]) -> bool:
    """A headline rounds: «más de 10.000» over «10.300» in the text says nothing new."""
    value = statement.value
    if not isinstance(value, Quantity):
        return any(one.fact == statement.fact and one.roles == statement.roles for one in others)
    for one in others:
        other = one.value
        if one.fact != statement.fact or not isinstance(other, Quantity):
            continue
        low, high = value.low or 0, value.high
        if (other.high is None or other.high >= low) and (high is None or (other.low or 0) <= high):
            return True
        loose = value.qualifier is Qualifier.ABOUT or (value.low or 0) >= ROUND
        if loose and value.low is not None and other.low is not None and _rounds(value.low, other.low):
            return True
    return False


def _rounds(short: Decimal, full: Decimal) -> bool:
    """Whether a figure is another one rounded: 5.000 for 5.032, but not 31 for 32."""
    rounded = short.normalize()
    digits = len(rounded.as_tuple().digits)
    return digits < len(full.normalize().as_tuple().digits) and round(full, -int(rounded.as_tuple().exponent)) == short
