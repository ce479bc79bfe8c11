"""Who wrote it: agencies' signatures in a text, and what follows from near-copies and owners for a set of articles.

A guess with its evidence, kept apart from what an article says of itself. `guesses` is a pure function of a set of
articles; in what order they came, or were edited, makes no difference.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from checker import world
from checker.intake import copies
from checker.intake.addresses import host_of
from checker.intake.base import sha256
from checker.model.provenance import Byline, How, Kin, OriginGuess
from checker.model.timespan import TimeSpan

# Between a story and its last copy. What is alike and further apart is a form that is filled in again (weather, a
# lottery, a market's close) or a house's own footer: chains of those would make one origin of all that anybody prints.
COPIED_WITHIN = timedelta(days=7)
_HEAD = 160  # characters in which a dateline stands
_BRACKETED = re.compile(r"[(\[/]\s*([^()\[\]\n]{2,40}?)\s*[)\]/]\s*(?:[.,:;–—-]|\Z)")
_LEADING = re.compile(r"\A\s*([^\W\d_][\w./ ]{1,30}?)\s*(?:\.-|\.–|\.—|[–—]|\s-\s|:)")
# «… de la zona. EFE», "… he said. (AP)", and the initials of EFE's desks after it: «EFE abc-def/gh»
_TRAILING = re.compile(
    r"[.!?…»”\")]\s*[(\[–—-]*\s*([^\W\d_][\w./& -]{1,40}?)\s*[)\]]?\.?(?:\s+[a-z]{2,4}(?:[-/][a-z]{2,4})+)?\s*\Z"
)
_CLOSING = re.compile(r"\(([^()\n]{5,300})\)\s*\Z")
_EDGE = " \t()[]{}.,:;–—-/|*_"
_PARTS = re.compile(r"\s*(?:/|,|;|\||\+|&|·|\s(?:y|e|and|con|with)\s)\s*")


def byline_of(text: str, *, author: str = "", url: str = "", outlet: str | None = None) -> Byline | None:
    """The agency that signs: on its own site, in the author's place, in a dateline, on a line of its own at the start
    or the end, or after the last sentence. A mention inside a sentence («según EFE») is no signature."""
    agencies = world.agencies()
    host = host_of(url) if url else ""
    for known, agency in agencies.hosts.items():
        if host and (host == known or host.endswith(f".{known}")):
            return Byline(agency, host)
    for told in (author, outlet or ""):
        agency_name = _agency(told)
        if agency_name:
            return Byline(agency_name, told.strip()[:80])
    text = text.strip()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return None
    for line in [*lines[:3], *lines[-3:]]:
        if len(line) <= 60 and (agency_name := _agency(line)):
            return Byline(agency_name, line)
    for line in lines[:2]:
        head = line[:_HEAD]
        for pattern in (_LEADING, _BRACKETED):
            for match in pattern.finditer(head):
                if agency_name := _agency(match[1]):
                    return Byline(agency_name, head[: match.end()].strip())
    tail = text[-80:]
    match_tail = _TRAILING.search(tail)
    if match_tail and (agency_name := _agency(match_tail[1])):
        return Byline(agency_name, match_tail[1].strip())
    closing = _CLOSING.search(text[-320:])
    if closing:
        words = world.folded(closing[1])
        for start, agency in agencies.closings.items():
            if words.startswith(start):
                return Byline(agency, closing[1][:80])
    return None


def _agency(words: str) -> str | None:
    """The agency that a signature names, alone or beside desks and other agencies; None for anything else."""
    words = words.strip(_EDGE)
    if not 2 <= len(words) <= 60:
        return None
    agencies = world.agencies()
    plain = world.folded(words)
    for credit in agencies.credits:
        if plain.startswith((f"{credit} ", f"{credit}:")):
            plain = plain[len(credit) :].strip(_EDGE)
            break
    if plain in agencies.names:
        # short names are words of other things in lower case: «na», «map», «spa»
        return agencies.names[plain] if not (len(plain) <= 4 and words.islower() and plain != "dpa") else None
    parts = [part.strip(_EDGE) for part in _PARTS.split(plain) if part.strip(_EDGE)]
    if len(parts) < 2:
        return None
    found = [agencies.names[part] for part in parts if part in agencies.names]
    strangers = [part for part in parts if part not in agencies.names and part not in agencies.desks]
    return found[0] if found and not strangers else None


def guesses(members: Iterable[Kin], owners: Mapping[str, str]) -> dict[str, OriginGuess]:
    """The origin of each of a set of articles that are copies of one text (one article is a set too), by article.

    `owners`: outlet → the group that owns it. What most members are signed with wins, ties by name; without any
    signature, the house that printed it first. An article with nothing to go by is left out: its outlet wrote it.
    """
    kin = sorted(members, key=lambda one: (one.published is None, one.published or "", one.outlet or "", one.article))
    votes = Counter(sign for one in kin if (sign := one.given or (one.byline.agency if one.byline else None)))
    houses = {one.article: owners.get(one.outlet or "", one.outlet) for one in kin}
    if votes:
        leader = min(votes, key=lambda name: (-votes[name], name))
        witness = next(one for one in kin if leader in (one.given, one.byline.agency if one.byline else None))
    else:
        named = [one for one in kin if houses[one.article]]
        shared = len({houses[one.article] for one in named}) > 1
        leader = (houses[named[0].article] or "") if shared else ""
        witness = named[0] if named else kin[0] if kin else Kin("")
    found = {}
    for one in kin:
        guess = _guess(one, kin, leader, witness, owners, signed=bool(votes))
        if guess is not None:
            found[one.article] = guess
    return found


def _guess(
    one: Kin, kin: Sequence[Kin], leader: str, witness: Kin, owners: Mapping[str, str], *, signed: bool
) -> OriginGuess | None:
    if one.given:
        return OriginGuess(one.article, one.given, How.GIVEN)
    if one.byline and one.byline.agency == leader:
        return OriginGuess(one.article, leader, How.BYLINE, {"words": one.byline.words})
    if leader and len(kin) > 1:
        evidence = {"copies": str(len(kin)), "like": witness.article, "outlet": witness.outlet or ""}
        if signed:
            evidence["signed"] = (witness.byline.words if witness.byline else witness.given) or ""
        return OriginGuess(one.article, leader, How.COPY, evidence)
    group = owners.get(one.outlet or "")
    if group:
        return OriginGuess(one.article, group, How.OWNER, {"outlet": one.outlet or ""})
    return None


def together(one: Kin | None, other: Kin | None) -> bool:
    """Whether one of two articles can be a copy of the other by when they were printed, as far as that is known."""
    spans = [_printed(kin.published) for kin in (one, other) if kin is not None and kin.published is not None]
    if len(spans) < 2:
        return True
    first, second = spans
    return not (
        (first.start and second.end and first.start - second.end > COPIED_WITHIN)
        or (second.start and first.end and second.start - first.end > COPIED_WITHIN)
    )


@lru_cache(maxsize=10_000)
def _printed(published: str) -> TimeSpan:
    return TimeSpan.from_iso(published)


def version(owners: Mapping[str, str]) -> str:
    """What changes when origins are to be guessed anew: the owners, and how copies are found."""
    return sha256(json.dumps([sorted(owners.items()), copies.ALIKE, copies.BANDS, copies.RUN, COPIED_WITHIN.days]))


def components(articles: Iterable[str], links: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Articles that hang together by links, in the order of their names."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    seen: set[str] = set()
    found = []
    for start in sorted({*articles, *near}):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        found.append(frozenset(group))
    return found


def trace(
    members: Sequence[Kin], marks: Mapping[str, bytes | None], owners: Mapping[str, str]
) -> dict[str, OriginGuess]:
    """The origins of articles that are all at hand, without a store. `marks`: article → its text's signature."""
    shelves: dict[int, list[str]] = defaultdict(list)
    links: set[tuple[str, str]] = set()
    kin = {one.article: one for one in members}
    for article in sorted(marks):
        mark = marks[article]
        if mark is None:
            continue
        keys = copies.bands(mark)
        for other in {other for key in keys for other in shelves[key]}:
            alike = copies.similarity(mark, marks[other] or b"") >= copies.ALIKE
            if alike and together(kin.get(article), kin.get(other)):
                links.add((other, article))
        for key in keys:
            shelves[key].append(article)
    found: dict[str, OriginGuess] = {}
    for group in components(kin, links):
        found |= guesses([kin[name] for name in group if name in kin], owners)
    return found
