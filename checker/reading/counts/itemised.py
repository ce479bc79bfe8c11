"""Figures of a list, which tell of their own place what the words before the list tell of all: «El ministerio notificó
45 casos, repartidos así: Guayas, 20 casos y 2 muertes; Manabí, 15», «Tolima: 12 muertos» under «El balance:».

In: the counts of a text, in its order, with the names that head their items (labels.py). Out: the same, those of a list
with their place, and with the claimants, the period and the aspect of what leads it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checker import world
from checker.model.entity import is_body
from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Claimant, Ref, Stance, Statement
from checker.model.timespan import Grain
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimnames import Namer
from checker.reading.counts.lined import heading_index
from checker.reading.counts.tokens import Link
from checker.reading.layers import Layers, Sentence, between
from checker.reading.places.placewords import PlaceWords, place_words, unknown_id
from checker.reading.text.lemmas import is_known
from checker.reading.text.rows import Row
from checker.world.containment import PlaceRelation, relation

COLON, OPENS = frozenset(":"), frozenset("(")
SHORT = 3  # letters of a body's name in capitals
BEFORE = 2  # sentences before a list in which its whole may be told
FEWEST = 2  # items of a list
BARE = ("list", "gap")  # how figures are found that have no noun of their own


@dataclass(frozen=True, slots=True)
class _Item:
    """The name over a figure and the list that it stands in, by where that begins."""

    name: Ref | None  # None: no place
    here: bool  # what its own sentence tells is all that is told of it: «… y Lugo, 12»
    text: str
    at: int  # offset of the name
    begins: int  # offset where the list begins
    heading: int | None  # the line above a list of lines, by index


def itemised(layers: Layers, statements: Sequence[Statement], links: Mapping[int, Link]) -> list[Statement]:
    """The counts with what their lists tell of them; `links` are those of the statements that have labels, by index."""
    lists: dict[tuple[int, bool], dict[int, _Item]] = {}
    for at, link in links.items():
        item = None if layers.in_title else _item(layers, statements[at], link)
        if item is not None:
            lists.setdefault((item.begins, link.how in BARE), {})[at] = item
    found = list(statements)
    for members in lists.values():
        if len({item.at for item in members.values()}) >= FEWEST:
            _tell(layers, found, members)
    return found


def _tell(layers: Layers, found: list[Statement], members: Mapping[int, _Item]) -> None:
    """Give the figures of one list their place, and what its lead tells of all."""
    first, item = next(iter(members.items()))
    lead = list(_lead(layers, found[:first], item))
    before = found[:first]
    aspects = {_aspect(found[at], item, lead, before) for at, item in members.items()}
    if item.heading is not None and not _is_by_place(layers, layers.sentences[item.heading], members.values()):
        members = {at: replace(one, name=None) for at, one in members.items()}
    shared = next((one for one in (Aspect.RATE, Aspect.PART) if one in aspects), Aspect.TOTAL)
    credited = _claimants(layers, lead, item)
    for at, item in members.items():
        one = found[at]
        whole = next((other for other in lead if other.fact == one.fact), lead[-1] if lead else None)
        if item.here:
            found[at] = replace(one, place=item.name or one.place)
            continue
        said = tuple(one for one in one.claimants if one.text not in item.text and item.text not in one.text)
        found[at] = replace(
            one,
            place=item.name or one.place,
            stance=whole.stance if whole is not None and one.stance is Stance.ASSERTED else one.stance,
            aspect=shared if one.aspect is Aspect.TOTAL else one.aspect,
            claimants=said or credited,
            when=one.when or (whole.when if whole is not None else None),
            as_of=one.as_of or (whole.as_of if whole is not None else None),
        )


def _lead(layers: Layers, before: Sequence[Statement], item: _Item) -> Iterator[Statement]:
    """The figures told right before a list, of which it may be."""
    index = layers.index_at(item.at) if item.heading is None else item.heading
    if index is None:
        return
    near, paragraph = layers.sentences[max(0, index - BEFORE) : index + 1], layers.sentences[index].paragraph - 1
    since = next(one.start for one in near if one.paragraph >= paragraph)
    for one in before:
        if one.evidence is not None and since <= one.evidence.start and one.aspect is not Aspect.PAST:
            yield one


def _aspect(one: Statement, item: _Item, lead: Sequence[Statement], before: Sequence[Statement]) -> Aspect:
    """What a figure of a list is, by those that were told of all."""
    same = [other for other in lead if other.fact == one.fact]
    if any(other.aspect is Aspect.RATE for other in same):
        return Aspect.RATE
    if one.when is not None and one.when.grain is not Grain.DAY:
        return one.aspect  # «126 en Acra (2001)»: another event
    size = _size(one)
    wholes = (other for other in before if other.fact == one.fact and other.aspect is Aspect.TOTAL)
    totals = (_size(whole) for whole in wholes if not _is_beside(whole, item))
    return Aspect.PART if size is not None and any(most is not None and most > size for most in totals) else one.aspect


def _is_by_place(layers: Layers, heading: Sentence, members: Iterable[_Item]) -> bool:
    """Whether the lines under a heading name places: it says so, or one of them is known; no "Unvaccinated: 48"."""
    lists = layers.lexicons[heading.lang or layers.lang].lists
    if layers.row(heading).meaning(lists["apportions"] | lists["regions"]):
        return True
    return any(world.find_place(one.text) is not None or len(one.text.split()) > 1 for one in members if one.name)


def _is_beside(one: Statement, item: _Item) -> bool:
    """«En Lugo murieron 41; en Vigo, 22»: whether a figure is of another place than one of its own list."""
    begins = one.evidence.start if one.evidence is not None else -1
    return begins >= item.begins and relation(one.place, item.name) is PlaceRelation.DIFFERENT


def _claimants(layers: Layers, lead: Sequence[Statement], item: _Item) -> tuple[Claimant, ...]:
    """Who is credited with a list: whom the line above it names, else who told the whole."""
    if item.heading is not None:
        above = layers.sentences[item.heading]
        named = claimants_of(layers, above.end - 1, above.end) or _reporting(layers, above)
        if named:
            return named
    return lead[-1].claimants if lead else ()


def _reporting(layers: Layers, heading: Sentence) -> tuple[Claimant, ...]:
    """ "This is the latest CDC count:", "And the ministry's list, by region:": the one body that a heading names."""
    namer = Namer(layers, heading)
    words, cues = namer.words, namer.cues
    found: list[Claimant] = []
    at = 0
    while at < len(words):
        first, after = at, at + 1
        while after < len(words) and words[first].has_capital and words[after].has_capital:
            after += 1
        at = after
        led = first > 0 and words.folded[first - 1] in cues.determiners
        name = world.without_possessive(namer.text(first, after))
        party = world.party_of(name)
        named = is_body(party) or (party is not None and name.isupper() and len(name) >= SHORT)
        if named or (led and not words.forms[first].isdisjoint(cues.body_nouns)):
            found.append(namer.claimant(first if named else first - 1, after))
    return tuple(found) if len(found) == 1 else ()


def _size(one: Statement) -> Decimal | None:
    return one.value.low if isinstance(one.value, Quantity) else None


# --- which item a figure is of ---


def _item(layers: Layers, one: Statement, link: Link) -> _Item | None:
    """The item of a list that a figure with a label stands in."""
    index = layers.index_at(one.evidence.number[0]) if one.evidence is not None and one.evidence.number else None
    if link.label is None or index is None:
        return None
    sentence = layers.sentences[index]
    words, (first, after) = layers.row(sentence), link.label
    name = _place(layers, sentence, words, first, after, place_words(sentence.lang or ""))
    if name is None and link.how not in BARE:
        return None
    heading = heading_index(layers, index)
    text = words.text[words.starts[first] : words.ends[after - 1]]
    begins = layers.sentences[heading].end if heading is not None else _begins(layers, sentence, words, link)
    return _Item(name, link.how == "gap", text, sentence.start + words.starts[first], begins, heading)


def _begins(layers: Layers, sentence: Sentence, words: Row, link: Link) -> int:
    """Where a list begins: behind a colon, with its sentence, or, where figures in brackets have nouns of their own,
    with its paragraph."""
    first = link.label[0] if link.label is not None else 0
    colon = max((at for at in words.where(COLON) if at < first), default=None)
    if colon is not None:
        return sentence.start + words.ends[colon]
    if link.how in BARE or OPENS.isdisjoint(words.kinds):
        return sentence.start
    return layers.text.rfind("\n", 0, sentence.start) + 1


def _place(layers: Layers, sentence: Sentence, words: Row, first: int, after: int, cues: PlaceWords) -> Ref | None:
    """A name as a place: one that is known, or one whose words are no words of the language."""
    start, end = sentence.start + words.starts[first], sentence.start + words.ends[after - 1]
    text = layers.text[start:end]
    known = [hit for hit in between(layers.places, start, end) if not hit.demonym]
    if known:
        return Ref(text, known[0].entity if len(known) == 1 else unknown_id(text, cues))
    listed = world.find_place(text)
    if listed is not None:
        return Ref(text, listed.id)
    named = [word for word in words[first:after] if word.has_capital]
    if not named or any(is_known(word.text.lower(), words.lang) or word.folded in cues.no_site for word in named):
        return None
    if is_body(world.party_of(text)) or between(layers.persons, start, end):
        return None
    return Ref(text, unknown_id(text, cues))
