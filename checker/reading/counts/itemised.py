"""Figures of a list by place, which tell of their own place what the words before the list tell of all: «El ministerio
notificó 45 casos, repartidos así: Guayas, 20 casos y 2 muertes; Manabí, 15», «Tolima: 12 muertos» under «El balance:».

In: the counts of a text, in its order. Out: the same, those of a list with the place that heads their item, and with
the claimants, the period and the aspect of what leads it in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checker import world
from checker.model.entity import is_body
from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Claimant, Ref, Stance, Statement
from checker.model.timespan import Grain
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimnames import Namer
from checker.reading.counts.tokens import BULLETS
from checker.reading.layers import Layers, Sentence, between
from checker.reading.places.placewords import PlaceWords, place_words, unknown_id
from checker.reading.text.lemmas import is_known
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at

COLON, OPENS = frozenset(":"), frozenset("(")
LISTS = COLON | OPENS  # without one of which a sentence has no list
SIGNS = frozenset(":,-–—(")  # between a name and its figure
PARTING = frozenset(";:,.)") | BULLETS  # before a name
ENDS = frozenset("(;.")  # behind a name at the end of its line
REACH = 16  # words from a figure back to the name that heads its item
NAME = 6  # words of a name
SHORT = 3  # letters of a body's name in capitals
LINE = 30  # words and signs of a line
LINES = 40  # lines of a list
BEFORE = 2  # sentences before a list in which its whole may be told
FEWEST = 2  # items of a list
Span = tuple[int, int]  # words, from and before


@dataclass(frozen=True, slots=True)
class _Item:
    """The name over a figure, as words of its sentence, and the list that it stands in, by where that begins."""

    name: Ref
    at: int  # offset of the name
    begins: int  # offset where the list begins
    heading: int | None  # the line above a list of lines, by index


def itemised(layers: Layers, statements: Sequence[Statement]) -> list[Statement]:
    """The counts with what their lists tell of them."""
    lists: dict[int, dict[int, _Item]] = {}
    for at, one in enumerate(statements):
        item = _item(layers, one)
        if item is not None:
            lists.setdefault(item.begins, {})[at] = item
    found = list(statements)
    for members in lists.values():
        if len({item.at for item in members.values()}) >= FEWEST:
            _tell(layers, found, members)
    return found


def of_place(
    layers: Layers, sentence: Sentence, words: Row, one: Statement, item: Span, before: Sequence[Statement]
) -> Statement:
    """A figure of a list by place of what an earlier sentence counted (apportioned.py), which tells the rest of it."""
    if one.evidence is None or one.evidence.number is None:
        return one
    own = range(*(index_at(words, offset - sentence.start) for offset in one.evidence.number))
    named = [at for at in range(*item) if words[at].has_capital and at not in own]
    cues = place_words(sentence.lang or "")
    name = _place(layers, sentence, words, named[0], named[-1] + 1, cues) if named else None
    index = layers.index_at(sentence.start) or 0
    close = [
        one for one in layers.sentences[max(0, index - BEFORE) : index + 1] if one.paragraph >= sentence.paragraph - 1
    ]
    near = [other for other in before if other.evidence is not None and other.evidence.start >= close[0].start]
    whole = next((other for other in reversed(near) if other.fact == one.fact), None)
    told = [whole] if whole is not None else []
    one = replace(one, place=name or one.place, aspect=_aspect(one, told, before))
    if whole is None:
        return one
    return replace(
        one,
        stance=whole.stance if one.stance is Stance.ASSERTED else one.stance,
        claimants=one.claimants or whole.claimants,
        when=one.when or whole.when,
        as_of=one.as_of or whole.as_of,
    )


def _tell(layers: Layers, found: list[Statement], members: Mapping[int, _Item]) -> None:
    """Give the figures of one list their place, and what its lead tells of all."""
    first, item = next(iter(members.items()))
    lead = list(_lead(layers, found[:first], item))
    aspects = {_aspect(found[at], lead, found[:first]) for at in members}
    shared = next((one for one in (Aspect.RATE, Aspect.PART) if one in aspects), Aspect.TOTAL)
    credited = _claimants(layers, lead, item)
    for at, item in members.items():
        one = found[at]
        whole = next((other for other in lead if other.fact == one.fact), lead[-1] if lead else None)
        said = tuple(claimant for claimant in one.claimants if claimant.text not in item.name.text)
        found[at] = replace(
            one,
            place=item.name,
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
    since = layers.sentences[max(0, index - BEFORE)].start
    for one in before:
        if one.evidence is not None and since <= one.evidence.start and one.aspect is not Aspect.PAST:
            yield one


def _aspect(one: Statement, lead: Sequence[Statement], before: Sequence[Statement]) -> Aspect:
    """What a figure of a list is, by those that were told of all."""
    same = [other for other in lead if other.fact == one.fact]
    if any(other.aspect is Aspect.RATE for other in same):
        return Aspect.RATE
    if one.when is not None and one.when.grain is not Grain.DAY:
        return one.aspect  # «126 en Acra (2001)»: another event
    size = _size(one)
    totals = (_size(other) for other in before if other.fact == one.fact and other.aspect is Aspect.TOTAL)
    return Aspect.PART if size is not None and any(most is not None and most > size for most in totals) else one.aspect


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


def _item(layers: Layers, one: Statement) -> _Item | None:
    """The item of a list that a figure stands in."""
    if one.evidence is None or one.evidence.number is None or layers.in_title:
        return None
    index = layers.index_at(one.evidence.number[0])
    if index is None:
        return None
    sentence = layers.sentences[index]
    words = layers.row(sentence)
    heading = _heading(layers, index)
    if heading is None and LISTS.isdisjoint(words.kinds):
        return None
    cues = place_words(sentence.lang or "")
    first = index_at(words, one.evidence.number[0] - sentence.start)
    named = _before(layers, sentence, first, cues)
    if named is None and heading is not None:
        named = _behind(words, first)
    begins = _begins(layers, sentence, words, named, heading) if named is not None else None
    name = _place(layers, sentence, words, *named, cues) if named is not None and begins is not None else None
    if named is None or begins is None or name is None:
        return None
    return _Item(name, sentence.start + words.starts[named[0]], begins, heading)


def _begins(layers: Layers, sentence: Sentence, words: Row, named: Span, heading: int | None) -> int | None:
    """Where the list of a name begins: behind the line above, behind a colon, or, in brackets, in its paragraph."""
    if heading is not None:
        return layers.sentences[heading].end
    first, after = named
    colon = max((at for at in words.where(COLON) if at < first), default=None)
    if colon is not None:
        return sentence.start + words.ends[colon]
    bracket = next((at for at in words.where(OPENS) if at > 0 and words[at - 1].has_capital), None)
    return layers.text.rfind("\n", 0, sentence.start) + 1 if bracket is not None and bracket <= after else None


def _heading(layers: Layers, index: int) -> int | None:
    """The line with a colon at its end under which a line stands, with others like it between."""
    paragraph = layers.sentences[index].paragraph
    at = index
    while at >= 0 and index - at < LINES:
        sentence = layers.sentences[at]
        if sentence.paragraph != paragraph and layers.text[sentence.end - 1] == ":":
            return at
        opens = not at or layers.sentences[at - 1].paragraph != sentence.paragraph
        if opens and not _is_line(layers.row(sentence)):
            return None
        at -= 1
    return None


def _is_line(words: Row) -> bool:
    """Whether a paragraph looks like the line of a list: a bullet, or a figure near its beginning, and few words."""
    if not words or len(words) > LINE:
        return False
    return words.texts[0] in BULLETS or any(sign in SIGNS or sign[0].isdigit() for sign in words.texts[: NAME + 1])


def _before(layers: Layers, sentence: Sentence, figure: int, cues: PlaceWords) -> Span | None:
    """The words of the name before a figure that heads its item: "Kenya: 12", "in Kenya 640 cases (412 confirmed) and
    40", «Casma (123 casos, 7»."""
    words = layers.row(sentence)
    at = figure - 1
    inside = True  # no bracket has been passed: «Cuba (en dos de sus provincias), con 12» is no «Cuba (12)»
    while at >= max(0, figure - REACH):
        sign = words.texts[at]
        if sign == ")":
            at = next((back for back in range(at - 1, -1, -1) if words.texts[back] == "("), 0) - 1
            inside = False
            continue
        if sign == ";" or (sign == "." and not _is_abbreviated(words, at)):
            return None
        if words[at].has_capital:
            named = _name(words, at, cues)
            return named if _heads(layers, sentence, *named, cues, inside=inside) else None
        at -= 1
    return None


def _name(words: Row, last: int, cues: PlaceWords) -> Span:
    """The words of the name that ends with one."""
    first = last
    while first and last - first < NAME:
        if words[first - 1].has_capital:
            first -= 1
        elif first > 1 and words[first - 2].has_capital and _joins(words, first - 1, cues):
            first -= 2
        else:
            break
    after = last + 1
    return first, after + (after < len(words) and words.texts[after] == "." and _is_abbreviated(words, after))


def _joins(words: Row, at: int, cues: PlaceWords) -> bool:
    """Whether a word between two capitals stands inside a name."""
    return words.folded[at] in cues.inner or (words.texts[at] == "." and _is_abbreviated(words, at))


def _is_abbreviated(words: Row, at: int) -> bool:
    """Whether a full stop ends an abbreviation: "U.S."."""
    return at > 0 and len(words.texts[at - 1]) == 1 and words[at - 1].has_capital


def _heads(layers: Layers, sentence: Sentence, first: int, after: int, cues: PlaceWords, *, inside: bool) -> bool:
    """Whether a name stands at the head of an item, with its figure, a sign or "with" behind it."""
    words = layers.row(sentence)
    if words.texts[after] == "(":
        return inside
    led = first - 1
    if led >= 0 and cues.located.ending(words, first) is not None:
        led = first - 2 if words.folded[led] not in cues.definite else first - 3
    while led >= 0 and words.folded[led] in cues.ands | cues.determiners:
        led -= 1
    if led >= 0 and words.texts[led] not in PARTING:
        return False
    if words.texts[after] in SIGNS or words.folded[after] in cues.listing:
        return True
    start = sentence.start + words.starts[after]
    return any(hit.start == start for hit in between(layers.numbers, start, sentence.end))


def _behind(words: Row, figure: int) -> Span | None:
    """ "44 cases: Ohio": the name behind the colon of a line that begins with its figure."""
    if any(words[at].has_capital for at in range(figure)):
        return None
    colon = next((at for at in words.where(COLON) if at > figure), None)
    if colon is None or colon + 1 >= len(words) or not words[colon + 1].has_capital:
        return None
    ends = (
        at for at in words.where(ENDS) if at > colon and not (words.texts[at] == "." and _is_abbreviated(words, at))
    )
    return colon + 1, next(ends, len(words))


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
    if any(is_known(word.text.lower(), words.lang) or word.folded in cues.no_site for word in named):
        return None
    if is_body(world.party_of(text)) or between(layers.persons, start, end):
        return None
    return Ref(text, unknown_id(text, cues))
