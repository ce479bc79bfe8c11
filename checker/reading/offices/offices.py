"""Reads who holds which public office: «el ministro de Defensa ruso, Andréi Beloúsov», "the former president".

In: persons, places, dates. Out: statements of `office_holder` in `layers.statements`, once per person and office.
The words of offices are found by officephrases.py and given to persons by officelinks.py and officechanges.py.
"""

from __future__ import annotations

from dataclasses import replace

from checker import world
from checker.model.entity import is_body, is_country
from checker.model.statement import STATUS, UNSIGNED, Named, Ref, Statement, Tenure
from checker.reading.layers import Layers, between
from checker.reading.offices.officechanges import TELLS_OFFICES, ChangeLinker
from checker.reading.offices.officecountries import headed, is_of_country, owner
from checker.reading.offices.officeholding import Holding, merged, outdone
from checker.reading.offices.officestatus import sworn_later
from checker.reading.offices.officewords import link_words

FACT = "office_holder"


def annotate(layers: Layers) -> None:
    """Append the offices to `layers.statements`."""
    if FACT not in layers.facts or not layers.persons:
        return
    found: dict[tuple[str | None, str | None], Holding] = {}
    told: Holding | None = None
    for sentence in layers.concerned(TELLS_OFFICES):
        persons = between(layers.persons, sentence.start, sentence.end)
        if not persons:
            continue
        for holding in ChangeLinker(layers, sentence, persons, told, found).find():
            told = holding
            key = (holding.person.entity, holding.office.entity)
            found[key] = merged(found[key], holding) if key in found else holding
        later = sworn_later(layers.row(sentence), sentence, persons)
        if later is not None:
            named = {key: replace(one, status=Tenure.ELECTED) for key, one in found.items() if one.named}
            found |= {key: one for key, one in named.items() if key[0] == later}
    found = {key: one for key, one in found.items() if not outdone(one, found.values())}
    known = {one.person.entity: one.of for one in found.values() if one.of is not None and not is_body(one.of.entity)}
    last: Holding | None = None
    for one in found.values():
        of = one.of or known.get(one.person.entity) or _country_of(one, layers) or _carried(one, last, layers)
        last = one if one.of is not None and is_country(one.of.entity) else last
        office, of = headed(layers, one, of or owner(layers, one))
        layers.statements.append(_statement(layers, one, office, of))


def _carried(one: Holding, last: Holding | None, layers: Layers) -> Ref | None:
    """«… el presidente de Chile, X. La primera ministra, Y»: the country of the office told before, unless the text
    has turned to another."""
    if last is None or last.of is None or one.office.entity not in link_words(one.sentence.lang or "").national:
        return None
    between_ = (place for place in layers.places if last.start <= place.start < one.end)
    return last.of if all(place.country in (None, last.of.entity) for place in between_) else None


def _country_of(one: Holding, layers: Layers) -> Ref | None:
    """The country that somebody known by name leads. Whoever bears that name in another office, where the text speaks
    of other countries alone, may be a namesake."""
    party = world.party_of_person(one.person.name)
    if not is_country(party):
        return None
    if one.office.entity not in link_words(one.sentence.lang or "").national:
        others = {world.party_of_person(name) for name in {hit.name for hit in layers.persons} - {one.person.name}}
        told = {hit.country for hit in layers.places} | set(filter(is_country, others))
        if party not in told and (told or not is_of_country(one)):
            return None
    return Ref(world.country_name(party, layers.lang), party)


def _statement(layers: Layers, one: Holding, office: Ref, of: Ref | None) -> Statement:
    """The statement of one holder of an office, which is that `of` somebody."""
    roles = {"office": office, STATUS: Ref(one.status.value)}
    if of is not None:
        roles["of"] = of
    return Statement(
        fact=FACT,
        value=Named(one.person.name, one.person.entity),
        article=UNSIGNED,
        of=of,
        when=one.when,
        roles=roles,
        evidence=layers.evidence(one.sentence, one.start, one.end),
        confidence=one.confidence,
    )
