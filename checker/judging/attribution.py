"""Who stands behind a figure: the claimants credited with it, or the outlets' own voice, and for whom they speak."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from checker import world
from checker.model.entity import is_country, is_person
from checker.model.statement import REBELS, Claimant, FoundBy, Statement
from checker.texts import say, spoken


@lru_cache(maxsize=20_000)
def parties_of(claimant: Claimant) -> frozenset[str]:
    """For whom a claimant speaks; themselves when nothing is known of them, or no more than what their words may mean
    in an article."""
    found = {claimant.party} if claimant.party and claimant.found_by is FoundBy.NAME else set()
    for text in (claimant.entity, claimant.text):
        party = world.party_of(text) if text else None
        if party is not None:
            found.add(party)
            break
    return frozenset(one for one in found if one) or identities_of(claimant)


@lru_cache(maxsize=20_000)
def identities_of(claimant: Claimant) -> frozenset[str]:
    """By what a claimant is known again: the body it is by any of its names, the entity's id, else the words."""
    if not is_person(claimant.entity):
        body = world.state_body(claimant.text)
        if body is not None:
            return frozenset({body})
        body = world.body_of(claimant.text)
        if body is not None:
            return frozenset({f"body:{body}"})
    if claimant.entity:
        return frozenset({claimant.entity})
    return frozenset({f"text:{' '.join(world.body_words(claimant.text)) or world.folded(claimant.text)}"})


def named(statement: Statement) -> bool:
    """Whether anybody is credited; if not, the article speaks in its own voice."""
    return bool(statement.claimants)


def parties(statement: Statement) -> frozenset[str]:
    """For whom the claimants of a statement speak."""
    return _parties(statement.claimants)


@lru_cache(maxsize=20_000)
def _parties(claimants: tuple[Claimant, ...]) -> frozenset[str]:
    return frozenset(party for claimant in claimants for party in parties_of(claimant))


def countries(statement: Statement) -> frozenset[str]:
    """Whose bodies the claimants are: by their party, or by the country that ends their name."""
    found = {one for one in parties(statement) if is_country(one)}
    for claimant in statement.claimants:
        words = claimant.text.split()
        named = (world.country_of(" ".join(words[at:])) for at in range(1, len(words)))
        found.update(country for country in named if country is not None)
    return frozenset(found)


def towns(statement: Statement) -> frozenset[str]:
    """The towns and regions in the names of the claimants: «los bomberos de Oruro»."""
    return frozenset(town for claimant in statement.claimants for town in _towns(claimant.text))


@lru_cache(maxsize=20_000)
def _towns(text: str) -> tuple[str, ...]:
    return tuple(one.id for one in world.towns_called(text))


def identities(statement: Statement) -> frozenset[str]:
    """Who the claimants of a statement are."""
    return _identities(statement.claimants)


@lru_cache(maxsize=20_000)
def _identities(claimants: tuple[Claimant, ...]) -> frozenset[str]:
    return frozenset(one for claimant in claimants for one in identities_of(claimant))


def same_speaker(a: Statement, b: Statement) -> bool:
    """Whether one claimant stands behind both. Two bodies of one government are two speakers."""
    if not a.claimants or not b.claimants:
        return False
    return _same_speaker(a.claimants, b.claimants)


@lru_cache(maxsize=20_000)
def _same_speaker(a: tuple[Claimant, ...], b: tuple[Claimant, ...]) -> bool:
    one, two = _identities(a), _identities(b)
    if one & two or any(_longer(x, y) for x in a for y in b):
        return True
    return any(_one_person(x, y) or _stands_for(x.text, y.text) or _stands_for(y.text, x.text) for x in a for y in b)


def _one_person(one: Claimant, two: Claimant) -> bool:
    """Whether a person is named by family name alone: «el gobernador Murat» and «Alejandro Murat»."""
    if not (is_person(one.entity) and is_person(two.entity)) or one.entity is None or two.entity is None:
        return False
    short, full = sorted((told.partition(":")[2].split("-") for told in (one.entity, two.entity)), key=len)
    return len(short) == 1 and short[0] in full[1:]


def _longer(one: Claimant, two: Claimant) -> bool:
    """Whether two bodies known by words only are one, told more and less fully: «el Ministerio de Salud» and «el
    Ministerio de Salud local»."""
    known = [next(iter(identities_of(claimant))) for claimant in (one, two)]
    if not any(id_.startswith("text:") for id_ in known) or not all(id_.startswith(("text:", "org:")) for id_ in known):
        return False
    left, right = set(world.body_words(one.text)), set(world.body_words(two.text))
    return min(len(left), len(right)) > 1 and (left <= right or right <= left)


@lru_cache(maxsize=20_000)
def _stands_for(short: str, full: str) -> bool:
    """Whether one claimant is the initials of the other: «el CNE» and «el Consejo Nacional Electoral de Bolivia»."""
    letters = [word for word in short.split() if word.isupper() and word.isalpha()]
    if len(letters) != 1 or not 3 <= len(letters[0]) <= 6 or len(short.split()) > 2:
        return False
    initials = "".join(word[0] for word in full.split() if word[0].isupper() and not word.isupper())
    return initials.startswith(letters[0])


def anybody(statement: Statement) -> bool:
    """Whether nobody is credited but by one common word, which somebody else may be: «la policía», "officials"."""
    told = identities(statement)
    return all(one.startswith("text:") and " " not in one for one in told)


def same_party(a: Statement, b: Statement) -> bool:
    """Whether somebody speaks for the same side behind both."""
    return bool(parties(a) & parties(b))


def rivals(a: Statement, b: Statement) -> bool:
    """Whether both are credited to somebody, and to different parties."""
    return named(a) and named(b) and not same_party(a, b)


def at_two_times(a: Statement, b: Statement) -> bool:
    """Whether one party tells two figures of two times: «Moscow reported 57, and 96 on Wednesday»."""
    return bool(parties(a) & parties(b)) and (a.when, a.as_of) != (b.when, b.as_of)


def may_be_one(names: Collection[object]) -> bool:
    """Whether two names may be one side's, as one is that of rebels whom nobody names: they are any but a state."""
    return REBELS in names and not any(is_country(str(name)) for name in names)


def known_rivals(a: Statement, b: Statement) -> bool:
    """Whether both speak for countries or organisations that are known, and for different ones."""
    return rivals(a, b) and all(any(":" in one and not one.startswith("text:") for one in parties(x)) for x in (a, b))


def same_outlet(a: Statement, b: Statement) -> bool:
    """Whether one outlet (or one article) printed both."""
    return bool(a.article and a.article == b.article) or (a.outlet is not None and a.outlet == b.outlet)


def origin_of(statement: Statement) -> str:
    """Who wrote it: the agency, else the outlet, else the article itself."""
    return statement.origin or statement.outlet or f"article:{statement.article}"


def voice(statement: Statement) -> str:
    """The slot in which only the latest statement speaks: the claimant within an origin."""
    who = ",".join(sorted(identities(statement))) or "own"
    return f"{who}@{origin_of(statement)}"


def names_of(claimants: Iterable[Claimant], lang: str, told_in: str | None = None) -> list[str]:
    """The names of claimants, told in one language, for a reader of another, one for each speaker."""
    found: dict[frozenset[str], str] = {}
    for claimant in claimants:
        found.setdefault(identities_of(claimant), world.body_text(claimant.text, lang, told_in))
    return list(dict.fromkeys(found.values()))


def who_text(statement: Statement) -> dict[str, str]:
    """Who says it, worded in every language: the claimants, else the outlet."""
    if statement.claimants:
        return {lang: ", ".join(names_of(statement.claimants, lang, statement.lang)) for lang in spoken()}
    if statement.outlet:
        return dict.fromkeys(spoken(), statement.outlet)
    return {lang: say("values.nobody", lang) for lang in spoken()}
