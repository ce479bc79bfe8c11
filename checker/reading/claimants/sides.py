"""For whom somebody speaks whose words do not tell: «el Ministerio de Salud» is that of the country where it happened.

In: the statements of a text, its places and dateline. Out: their claimants with a party and how it was found, surest
first: by the office that they hold, by where it happened, by what the text is about, by the dateline, by the outlet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from checker import world
from checker.model.entity import is_country, is_person
from checker.model.statement import HOLDING, STATUS, Claimant, FoundBy, Named, Statement
from checker.reading.layers import Layers
from checker.reading.places.homecountry import country_of_text
from checker.reading.text.words import fold_all
from checker.world import OfState
from checker.world.lookup import folded

TROOPS, ARMED = "troops", "people:soldiers"  # the fact that counts none but soldiers, and their group
INITIALS = 2  # words of a name that is initials, with its article
Side = tuple[str, FoundBy]


def annotate(layers: Layers) -> None:
    """Give the claimants of `layers.statements` a party where the article tells it."""
    if any(claimant.party is None for one in layers.statements for claimant in one.claimants):
        layers.statements[:] = _Sides(layers).told()


class _Sides:
    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.about = country_of_text(layers) or _most(layers.statements)
        head = (hit.country for hit in layers.places if hit.end <= layers.report)
        self.written = next((country for country in head if country is not None), None)
        self.offices: dict[str | None, list[Statement]] = {}
        for one in layers.statements:
            if isinstance(one.value, Named) and "office" in one.roles:
                self.offices.setdefault(one.value.entity, []).append(one)
        self.possessives = fold_all(layers.data().small.possessives)
        self.last: Side | None = None  # whose they were who spoke before
        self.persons: dict[str | None, Side] = {}  # whose those are whose office stands beside their name

    def told(self) -> Iterator[Statement]:
        """The statements in their order."""
        ordered = sorted(enumerate(self.layers.statements), key=lambda one: _start(one[1]))
        found = {at: self._sided(one) for at, one in ordered}
        return (found[at] for at in range(len(found)))

    def _sided(self, statement: Statement) -> Statement:
        claimants = tuple(self._whose(one, statement) for one in statement.claimants)
        return statement if claimants == statement.claimants else replace(statement, claimants=claimants)

    def _whose(self, claimant: Claimant, statement: Statement) -> Claimant:
        if claimant.party is not None:
            self.last = claimant.party, FoundBy.NAME
            return claimant
        person = is_person(claimant.entity)
        side = self._of_person(claimant, statement) if person else self._of_body(claimant.text, statement)
        if person and side is not None:
            self.persons[claimant.entity] = side
        self.last = side
        return claimant if side is None else replace(claimant, party=side[0], found_by=side[1])

    def _of_body(self, text: str, statement: Statement) -> Side | None:
        words = text.split()
        if not words:
            return None
        if words[-1].isupper() and len(words) <= INITIALS:
            text = world.spelled_out(words[-1], self.layers.text) or text
            if (party := world.party_of(text)) is not None:
                return party, FoundBy.NAME
        kind = world.of_state(text)
        return self.last if kind is OfState.STANDS_IN else self._country(kind, text, statement)

    def _of_person(self, claimant: Claimant, statement: Statement) -> Side | None:
        for held in self.offices.get(claimant.entity, ()):
            of, office = held.roles.get("of"), held.roles["office"]
            if STATUS not in held.roles or held.roles[STATUS].text not in HOLDING:
                continue
            if of is not None and held.evidence is not None and of.text not in held.evidence.quote:
                of = None  # whose it is, another sentence may tell of somebody else
            party = None if of is None else of.entity if is_country(of.entity) else world.party_of(of.text)
            if party is not None:
                return party, FoundBy.OFFICE
            if (side := self._of_body(office.text if of is None else of.text, statement)) is not None:
                return side
        return self._of_body(_role(claimant.text), statement) or self.persons.get(claimant.entity)

    def _is_owned(self, text: str) -> bool:
        """«su ministro de Salud» is that of whom the text speaks."""
        return folded(text.split()[0]) in self.possessives

    def _country(self, kind: OfState | None, text: str, statement: Statement) -> Side | None:
        """The country whose body it is: that where it happened, else what the article is about, else where it was
        written or printed. An army may speak of what happens elsewhere: where it was written goes first, unless that
        is a third country."""
        if kind is None:
            return None
        place = None if self._is_owned(text) else _country_of(statement)
        if _is_army_abroad(statement):  # whose official tells of them, nothing but where it was written says
            return None if self.written is None else (self.written, FoundBy.DATELINE)
        told = [(place, FoundBy.PLACE), (self.about, FoundBy.ARTICLE), (self.written, FoundBy.DATELINE)]
        if kind is OfState.ABROAD and self.written in (None, self.about, place):
            told = [told[2], told[1], told[0]]
        found = next(((country, how) for country, how in told if country is not None), None)
        if found is not None:
            return found
        outlet = self._outlet()
        return None if outlet is None else (outlet, FoundBy.OUTLET)

    def _outlet(self) -> str | None:
        """The country of a host: `elfaro.mx`."""
        host = urlsplit(self.layers.article.url or "").hostname or ""
        return world.country_of_host(host)


def _role(text: str) -> str:
    """What stands before the name of a person: «el presidente Iván Duque», "the minister, Ana Ruiz", "Prime Minister
    Tom Hale"."""
    words = text.partition(",")[0].split()
    small = [at for at, word in enumerate(words) if word.islower()]
    return " ".join(words[: small[-1] + 1] if small else words[:-2])


def _start(statement: Statement) -> int:
    return statement.evidence.start if statement.evidence is not None else 0


def _most(statements: Sequence[Statement]) -> str | None:
    """The country where most of it happened."""
    counts = Counter(country for one in statements if (country := _country_of(one)) is not None)
    return max(counts, key=lambda country: (counts[country], country)) if counts else None


def _is_army_abroad(statement: Statement) -> bool:
    """Whether it counts the soldiers of another country than that where they were."""
    of, place = statement.of, _country_of(statement)
    if of is None or not is_country(of.entity) or of.entity == place or statement.evidence is None:
        return False
    return statement.fact == TROOPS or ARMED in world.group_kinds(f"{statement.evidence.quote} {of.text}")


def _country_of(statement: Statement) -> str | None:
    """In which country it happened."""
    place = statement.place
    if place is None:
        return None
    if is_country(place.entity):
        return place.entity
    known = world.place_by_id(place.entity)
    if known is not None:
        return known.country
    return None if world.is_called_after(place.text) else world.country_of(place.text)
