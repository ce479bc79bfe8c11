"""What a rule's `where` names: as ids, whichever way they are written, and a warning where no list knows a name, since
a rule that is limited to what no article tells never applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from checker import languages, world
from checker.model.entity import is_country
from checker.model.errors import Problem
from checker.model.statement import Tenure
from checker.rulebook.faults import Hint, choice, fault
from checker.rulebook.schema import RuleIn
from checker.yamldoc import Document, Path, nearest

OFFICE = "office:"
LIKE = 0.85  # of a name: of so many places, most names of villages are a little like one


def where_of(rule: RuleIn) -> dict[str, str]:
    """What a rule is limited to, as ids: «norcoreanos» → country:kp, `interior-minister` → office:interior-minister."""
    return {role: "+".join(_id(role, one.strip()) for one in value.split("+")) for role, value in rule.where.items()}


def _id(role: str, value: str) -> str:
    if ":" in value or role in ("cause", "status"):
        return value
    if role == "office":
        return OFFICE + value
    place = world.find_place(value)
    if place is not None and (is_country(place.id) or world.called(value) == {place.id}):
        return place.id
    known = world.country_of(value) if place is None else None
    # what several places are called, or one that stands in no list, is compared by its name
    return known or (world.party_of(value) if place is None and role != "place" else None) or value


def where_faults(rule: RuleIn, document: Document, at: Path) -> Iterator[Problem]:
    """Names in `where` that nothing knows, with the known one that was probably meant."""
    hint: Hint | None
    for role, told in where_of(rule).items():
        place = (*at, "where", role)
        for value in told.split("+"):
            if is_country(value) and value not in world.countries():
                yield fault(document, place, "unknown_country", got=value)
            elif role == "office":
                name = value.removeprefix(OFFICE)
                if not any(fnmatchcase(known, name) for known in _offices()):
                    hint = _near(name, _offices()) or ("unknown_office_remedy", {})
                    yield fault(document, place, "unknown_office", got=name, hint=hint, severity="warning")
            elif role in ("cause", "status"):
                known = _causes() if role == "cause" else {one.value for one in Tenure}
                if value not in known:
                    hint = choice(value, known)
                    yield fault(document, place, "unknown_in_where", got=value, hint=hint, severity="warning")
            elif (role in ("of", "place")) and (hint := _place_meant(role, value)) is not None:
                yield fault(document, place, "unknown_in_where", got=value, hint=hint, severity="warning")


def _place_meant(role: str, value: str) -> Hint | None:
    """What to write instead of a name of a place or of whom; None where it is known, or may be a village or quarter
    that stands in no list and is found by its words."""
    if ":" in value:
        known = world.place_by_id(value) is not None or not value.startswith("place:")
        return None if known else ("unknown_place_remedy", {})
    if world.find_place(value) is not None or world.towns_of(value):
        return None
    near = nearest(world.folded(value), world.places(), LIKE)
    if near:
        return ("did_you_mean", {"near": world.places()[near].name})
    return ("unknown_of_remedy", {}) if role == "of" else None


def _near(word: str, known: Iterable[str]) -> Hint | None:
    near = nearest(word, known)
    return ("did_you_mean", {"near": near}) if near else None


def _offices() -> frozenset[str]:
    """The ids of all offices that are read, without their kind: `president`, `interior-minister`."""
    found: set[str] = set()
    for code in languages.known():
        data = languages.language(code).offices
        posts = {*data.posts.values(), *data.ministries.values()}
        found |= {*data.titles.values(), *data.seats.values(), *posts}
        found |= {one for meant in data.elsewhere.values() for one in meant.values()}
        found |= {f"{portfolio}-{post}" for portfolio in data.portfolios.values() for post in posts}
    return frozenset(found)


def _causes() -> frozenset[str]:
    return frozenset(cause for code in languages.known() for cause in languages.language(code).causes)
