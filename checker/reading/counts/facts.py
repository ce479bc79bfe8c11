"""Reads the counted facts: which number counts people in which fact, and everything around it.

In: numbers, dates, places, attributions, stances. Out: `layers.statements`. What is counted is found by linking
(linking.py), whose it is in whose.py; the words are data.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.model.quantity import Qualifier, Quantity
from checker.model.record import lazily
from checker.model.statement import OCCASION, STATE, UNSIGNED, Aspect, Claimant, Stance, Statement
from checker.model.timespan import Certainty, Grain, TimeSpan
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.counts.beside import Beside
from checker.reading.counts.count import Count
from checker.reading.counts.following import counts_others, ends_with, is_article, may_count, may_follow, span_of
from checker.reading.counts.gatherings import occasion_of
from checker.reading.counts.inside import is_name, titles_in
from checker.reading.counts.itemised import itemised
from checker.reading.counts.lined import Heading, heading_of, is_line, named_count
from checker.reading.counts.linking import Counted, Linker
from checker.reading.counts.meant import RETOLD, SIDE_BY_SIDE, agreeing, aspect_of_count, like_whole, most_of
from checker.reading.counts.scanning import Scanner
from checker.reading.counts.tokens import QUOTES, Link, Token, Tokens, tokens_of
from checker.reading.counts.uncounted import uncounted
from checker.reading.counts.unsized import unsized_in
from checker.reading.counts.whose import whose
from checker.reading.dates.timing import as_of_of, is_ahead, is_remembered, when_of
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, NumberHit, Sentence, between, by_sentence
from checker.reading.meaning.aspects import is_superseded
from checker.reading.meaning.background import STATE_DAYS
from checker.reading.meaning.causes import cause_of
from checker.reading.meaning.parts import are_the_rest, is_others, with_parts
from checker.reading.meaning.stance import stance_of
from checker.reading.meaning.states import state_of
from checker.reading.places.whereabouts import place_of
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at
from checker.rulebook.facts import Evolves, FactSpec
from checker.world.containment import PlaceRelation, relation

UNDONE = (Stance.POSSIBLE, Stance.PLANNED)
UNSIZED = 3  # sentences in which the figure of a gathering may follow


def annotate(layers: Layers) -> None:
    """Append the counted facts to `layers.statements`."""
    found: list[Statement] = []
    earlier: list[Counted] = []  # the counts of the paragraph so far
    last: dict[str, Statement] = {}  # by fact, the one that was told last, in the paragraph
    above: list[Counted] = []  # those of the paragraph before, for the sentence that opens one
    listed: dict[int, Link] = {}  # of the statements that stand under a name in a list
    heading: Heading | None = None  # what the lines count that follow one with a colon
    goes_on = False  # whether the last figure of the sentence before, in the paragraph, was a count
    offs = {code: _OffContext(layers, lexicon) for code, lexicon in layers.lexicons.items()}
    quiet: list[_Quiet] = []  # the last sentences without a count: the next may size whom they tell of
    seen: set[str] = set()  # what the article has counted so far
    paragraph = -1
    for sentence, numbers in by_sentence(layers, layers.numbers):
        if sentence.paragraph != paragraph:
            above = earlier
            earlier, last, paragraph, goes_on = [], {}, sentence.paragraph, False
        else:
            above = []
        if sentence.lang is None:
            continue
        hits = (
            [one for one in numbers if one.kind == "number" and one.role is None and _is_whole(one)] if numbers else []
        )
        told: set[str] = set()
        begun = len(found)
        words, lexicon = layers.row(sentence), layers.lexicons[sentence.lang]
        off = offs[sentence.lang]
        if hits and not QUOTES.isdisjoint(words.kinds):
            titles = list(titles_in(sentence, words, named=bool(words.meaning(lexicon.lists["works"]))))
            hits = [hit for hit in hits if not any(start < hit.start < end for start, end in titles)]
        if hits and words.capitals:
            named = between(layers.places, sentence.start, sentence.end)  # "Highway 104"
            hits = [hit for hit in hits if not is_name(sentence, words, hit)]
            hits = [hit for hit in hits if not any(one.start < hit.start < one.end for one in named)] if named else hits
        counted = False
        speaks = bool(hits) and may_count(sentence, words, hits, lexicon)
        if heading is not None:
            above = [(heading.counted, None)]
        elif not (above or earlier) and (speaks or words.texts[-1] == ":" or not all(map(is_article, hits))):
            above = [(whom, None) for whom in _unsized(quiet)]
        first = index_at(words, hits[0].start - sentence.start) if hits else None
        if (topic := named_count(words, lexicon, off, first)) is not None and hits:
            earlier, above = [(topic, Decimal(0))], []  # no whole, whatever its size
        below = heading is not None and is_line(words)  # "* One dose: 3"
        follows = not speaks and bool(earlier or above)
        if speaks or (hits and (below or (follows and may_follow(layers, sentence, words, hits, lexicon)))):
            beside = Beside(
                layers, sentence, words, hits, [span_of(words, hit, sentence) for hit in hits], goes_on=goes_on
            )
            for statement, link in _counted(layers, sentence, words, hits, beside, earlier, above, heading, off):
                counted = True
                if link.label is not None:
                    listed[len(found)] = link
                elif _ends_list(listed.get(begun - 1)) and (link.part or statement.aspect is Aspect.PART):
                    statement = _past_list(layers, sentence, statement, found, listed)
                statement = like_whole(statement, link, words, lexicon, seen, found)
                others = bool(seen) and statement.fact not in seen
                if others and (is_others(layers, statement) or are_the_rest(layers, statement)):
                    statement = replace(statement, aspect=Aspect.TOTAL)
                if link.how in SIDE_BY_SIDE and _lies_beside(statement, found):
                    statement = replace(statement, aspect=Aspect.TOTAL)
                if statement.of is None and earlier and _are_others(words, link, lexicon):
                    whole = next((one for one in reversed(found) if one.aspect is not Aspect.PART), found[-1])
                    statement = replace(statement, of=whole.of)
                statement = last[statement.fact] = _like_last(statement, link, last.get(statement.fact))
                seen.add(statement.fact)
                found.append(statement)
                told.add(statement.fact)
                earlier.append((link, most_of(statement.value)))
        if earlier and hits and not counted and counts_others(sentence, words, hits[-1], lexicon):
            earlier = []  # «El autobús llevaba 40 pasajeros. De ellos, doce …»: of those, not of the ones before
        goes_on = counted and ends_with(found[-1], hits)
        if not counted or words.texts[-1] == ":":
            told_last = earlier or above
            last_fact = told_last[-1][0].fact if told_last else None
            heading = heading_of(words, lexicon, off, last_fact, seen)
        if topic is not None and topic.fact and not hits:
            earlier.append((topic, Decimal(0)))
        quiet = [] if counted else [*quiet[1 - UNSIZED :], _Quiet(words, lexicon, off)]
        if not lexicon.needy.isdisjoint(words.vocabulary):
            spans = [(one.evidence.start, one.evidence.end) for one in found[begun:] if one.evidence is not None]
            found += uncounted(layers, sentence, words, told, spans)
    layers.statements.extend(with_parts(layers, list(agreeing(layers, itemised(layers, found, listed)))))


class _Quiet:
    """A sentence without a count."""

    def __init__(self, words: Row, lexicon: FactLexicon, off: Container[str]) -> None:
        self._words, self.lexicon, self._off = words, lexicon, off

    @lazily
    def whom(self) -> Link | None:
        """Whom it tells of."""
        return unsized_in(self._words, self.lexicon, self._off)


def _unsized(quiet: Sequence[_Quiet]) -> Iterator[Link]:
    """Whom the last of some sentences told of, and not how many they were; of a gathering the figure may come late."""
    for back, one in enumerate(reversed(quiet), 1):
        if one.whom is not None:
            if back == 1 or one.whom.fact in one.lexicon.people_only:
                yield one.whom
            return


def _lies_beside(statement: Statement, found: Sequence[Statement]) -> bool:
    """«España mantiene 1.100 soldados y Alemania, 300»: of a place that does not lie in that of the figure before; but
    «2.214 muertos en el país: 611 en Guayas y 402 en Pichincha»."""
    if statement.aspect is not Aspect.PART:
        return False
    told = [one for one in reversed(found) if one.fact == statement.fact]
    if (
        not told
        or told[0].aspect is Aspect.PART
        or relation(told[0].place, statement.place) is not PlaceRelation.DIFFERENT
    ):
        return False
    beside, own = (most_of(one.value) or Decimal(0) for one in (told[0], statement))
    return not any((most_of(one.value) or Decimal(0)) >= beside + own for one in told[1:])


def _ends_list(link: Link | None) -> bool:
    return link is not None and link.how == "list"


def _past_list(
    layers: Layers, sentence: Sentence, statement: Statement, found: Sequence[Statement], listed: Container[int]
) -> Statement:
    """«… 40 en Lugo y 12 en Vigo. De todos ellos, 30 son niños»: parts of those of all places."""
    if statement.place is None or statement.place.text in layers.text[sentence.start : sentence.end]:
        return statement
    whole = next((one for at, one in reversed(list(enumerate(found))) if at not in listed), None)
    return statement if whole is None else replace(statement, place=whole.place)


def _like_last(statement: Statement, link: Link, last: Statement | None) -> Statement:
    """What another's figure of the same is taken to be of, and what is over for all is over for a part of them."""
    if last is None:
        return statement
    if (
        statement.of is None
        and link.how in RETOLD
        and (last.aspect is not Aspect.PART or statement.aspect is last.aspect)
    ):
        statement = replace(statement, of=last.of)
    if (
        link.how == "part"
        and statement.aspect is Aspect.PART
        and last.stance in UNDONE
        and statement.stance not in UNDONE
    ):
        statement = replace(statement, aspect=Aspect.TOTAL)  # «Podrían llegar 900. Ya están allí 60»
    told = STATE in last.roles and STATE not in statement.roles
    if told and (link.how in RETOLD or statement.aspect is Aspect.PART):
        statement = replace(statement, roles={**statement.roles, STATE: last.roles[STATE]})
    return statement


def _are_others(words: Row, link: Link, lexicon: FactLexicon) -> bool:
    """«Otros 18 resultaron heridos», "another 18 were hurt": more of those just counted, as no noun names others."""
    named = any(lexicon.is_any(word, "people") for word in words[link.start : link.end])
    return not named and not lexicon.lists["others"].isdisjoint(words.folded[max(0, link.start - 1) : link.start + 1])


def _is_whole(hit: NumberHit) -> bool:
    """Whether it may count anything: not the rate or share «6,3 por cada mil», «249,1 casos»."""
    low, high = hit.quantity.low, hit.quantity.high
    return (low is None or low == int(low)) and (high is None or high is low or high == int(high))


class _OffContext(Container[str]):
    """The facts whose loose nouns («casos») count nothing, as the article speaks of something else."""

    def __init__(self, layers: Layers, lexicon: FactLexicon) -> None:
        self.layers, self.lexicon = layers, lexicon

    def __contains__(self, fact: object) -> bool:
        cue = self.lexicon.contexts.get(str(fact))
        return cue is not None and not self.layers.speaks_of(cue)


def _counted(
    layers: Layers,
    sentence: Sentence,
    words: Row,
    hits: Sequence[NumberHit],
    beside: Beside,
    earlier: Sequence[Counted],
    above: Sequence[Counted],
    heading: Heading | None,
    off: Container[str],
) -> Iterator[tuple[Statement, Link]]:
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    spans = beside.spans
    nations = {
        index_at(words, hit.start - sentence.start): index_at(words, hit.end - sentence.start - 1) + 1
        for hit in between(layers.places, sentence.start, sentence.end)
        if hit.demonym
    }
    days = between(layers.dates, sentence.start, sentence.end)
    hours = between(layers.numbers, sentence.start, sentence.end)
    times = [(hit.start, hit.end) for hit in days if hit.kind == "date"]
    times += [(hit.start, hit.end) for hit in hours if hit.role == "hour"]
    dated = frozenset(
        at
        for start, end in times
        for at in range(index_at(words, start - sentence.start), index_at(words, end - sentence.start - 1) + 1)
    )
    tokens = tokens_of(words, spans, nations, lexicon, off, dated)
    ones = frozenset(index for index, hit in enumerate(hits) if is_article(hit))
    sizes = [hit.quantity.low if hit.quantity.low is not None else hit.quantity.high for hit in hits]
    links = Linker(Scanner(words, tokens, lexicon, ones, off)).links(earlier, sizes, beside, above, heading)
    last = earlier[-1][0].fact if earlier else None
    gone = 0  # the word behind the last figure, where it is an earlier one
    speaking: tuple[Claimant, ...] | None = None  # who gave the figure before, in this sentence
    for index, hit in enumerate(hits):
        link = links.get(index)
        if link is not None and link.fact in layers.facts:
            against = link.how == "again" and beside.is_against(index)
            if _is_undone(words, tokens, spans[index][1], link, lexicon):
                continue
            if beside.is_against(index):
                hit = replace(hit, quantity=_as_said(hit.quantity))
            if hit.quantity.qualifier is Qualifier.AT_MOST and _has_grown(words, spans[index][0], lexicon):
                hit = replace(hit, quantity=_as_said(hit.quantity))
            made = _statement(Count(layers, sentence, words, lexicon, link, *spans[index]), hit, last)
            if gone and _follows(words, gone, spans[index][0], lexicon) and made.fact != last:
                made = replace(made, superseded=True)  # "up from 280 infections and nine deaths"
            if link.how == "beside" and _are_speaking(layers, hit, made.claimants):
                continue
            gone = max(link.end, spans[index][1]) if made.superseded else 0
            if against and made.claimants == speaking:
                made = replace(made, claimants=())  # who sets their figure against it does not give it
            yield made, link
            last, speaking = link.fact, made.claimants


def _statement(figure: Count, hit: NumberHit, earlier: str | None) -> Statement:
    layers, sentence, words, link = figure.layers, figure.sentence, figure.words, figure.link
    start = min(sentence.start + words.starts[figure.begins], hit.start)
    end = max(sentence.start + words.ends[figure.ends - 1], hit.end)
    fact = layers.facts[link.fact]
    begins = _from(layers, start, hit)
    over = state_of(words, figure.lexicon, link.fact, figure.begins, figure.ends)
    when = when_of(layers, begins, end)
    if over is not None and over[0] >= figure.ends:
        when = _ended(layers, sentence, sentence.start + words.ends[over[0]], start, when)
    claimants = claimants_of(layers, hit.start, hit.end)
    stance = stance_of(layers, hit.start, hit.end, credited=bool(claimants), counted=True)
    if stance is Stance.ASSERTED and is_ahead(layers, when):
        when = None  # «mató a 24 el 15 de diciembre», read in November: of which year, it does not say
    called = occasion_of(layers, sentence, words, figure.lexicon, link.fact)
    # «frente a los 18 de 2023» is of another event, «frente a los 18 del martes» the earlier figure of this one
    past = link.past and (when is None or when.grain is not Grain.DAY)
    aspect = Aspect.PAST if is_remembered(layers, hit.start) else aspect_of_count(figure, earlier, past=past)
    return Statement(
        fact=link.fact,
        value=replace(hit.quantity, unit=fact.counts),
        article=UNSIGNED,
        stance=stance,
        aspect=aspect,
        claimants=claimants,
        of=whose(figure, claimants),
        place=place_of(layers, begins, end),
        cause=cause_of(layers, start, end),
        when=when,
        as_of=as_of_of(layers, begins, end) or _state_of(layers, fact, when),
        superseded=aspect is not Aspect.PAST
        and is_superseded(sentence, words, figure.first, figure.ends)
        and not _told_by(words, figure.after, sentence),
        roles={name: ref for name, ref in ((OCCASION, called), (STATE, over and over[1])) if ref is not None},
        evidence=layers.evidence(sentence, start, end, (hit.start, hit.end)),
        confidence=link.confidence,
    )


def _ended(layers: Layers, sentence: Sentence, over: int, start: int, when: TimeSpan | None) -> TimeSpan | None:
    """When it was over for those counted: «doce secuestrados en mayo fueron liberados el lunes» is of Monday, and what
    stands between the count and its end tells when it began."""
    begun = [hit.span for hit in between(layers.dates, start, over) if hit.kind == "date"]
    if not begun:
        return when
    behind = [hit for hit in between(layers.dates, over, sentence.end) if hit.kind == "date"]
    ended = when_of(layers, behind[0].start, behind[0].end) if behind else None
    return None if ended in begun else ended


def _from(layers: Layers, start: int, hit: NumberHit) -> int:
    """Where the count itself begins: «40 muertos en X, entre ellos 12 en Y» tells the twelve with the words of the
    forty, who are elsewhere."""
    whole = between(layers.numbers, start, hit.start)
    return hit.start if any(one.kind == "number" and not one.article_one for one in whole) else start


def _is_undone(words: Row, tokens: Tokens, after: int, link: Link, lexicon: FactLexicon) -> bool:
    """«cuatro que nunca fueron detenidos», "two were not hurt"; «no localizados», one token, is what befell them."""
    negations = lexicon.lists["negations"]
    if negations.isdisjoint(words.folded[after : link.end]):
        return False
    return any(
        after <= tokens.firsts[at] < link.end - 1
        and tokens.width(at) == 1
        and token.word.folded in negations
        and not (token.word.folded in lexicon.lists["leads"] and _is_thing(tokens[at + 1], lexicon))
        for at, token in enumerate(tokens)
    )


def _is_thing(token: Token, lexicon: FactLexicon) -> bool:
    """«doce jóvenes sin antecedentes fueron detenidos»: what they lack, and nothing that did not befall them."""
    return not (token.fact or token.head_verb or lexicon.is_verb(token.word))


def _are_speaking(layers: Layers, hit: NumberHit, claimants: Sequence[Claimant]) -> bool:
    """ "…, killing 12 farmers, two local officials said": those who say so."""
    return any(layers.text.startswith(one.text, hit.end + 1) for one in claimants)


def _follows(words: Row, end: int, first: int, lexicon: FactLexicon) -> bool:
    """Whether nothing but a join stands between the end of a count and the next figure."""
    return first == end + 1 and words[end].folded in lexicon.lists["joins"]


def _has_grown(words: Row, first: int, lexicon: FactLexicon) -> bool:
    """«el balance subió hasta 62», "has gone up to 62": as many, and not so many at most."""
    return first > 0 and not lexicon.lists["grown"].isdisjoint(words.forms[first - 1])


def _as_said(value: Quantity) -> Quantity:
    """The figure of another that one is above or below: «por encima de los 30 que contó la policía» tells of 30."""
    if value.qualifier not in (Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.AT_MOST):
        return value
    figure = value.high if value.low is None else value.low
    return replace(value, low=figure, high=figure, qualifier=Qualifier.EXACT)


def _told_by(words: Row, after: int, sentence: Sentence) -> bool:
    """«frente a las 20.000 que contaron los sindicatos»: another's figure, and no earlier one."""
    near = words[after : after + 2]
    cues = claim_words(sentence.lang or "")
    return any(word.folded in cues.speech for word in near) and near[0].is_word and near[0].folded not in cues.joins


def _state_of(layers: Layers, fact: FactSpec, when: TimeSpan | None) -> TimeSpan | None:
    """A state that lay before the article («envió 11.000 en 2024») held then; a toll of an old event holds now."""
    printed = layers.article.published
    if when is None or printed is None or fact.evolves is not Evolves.EITHER or fact.settles_days < STATE_DAYS:
        return None
    return when if when.before(printed) is Certainty.CERTAIN else None
