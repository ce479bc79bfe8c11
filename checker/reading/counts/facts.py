"""Reads the counted facts: which number counts people in which fact, and everything around it.

In: numbers, dates, places, attributions, stances. Out: `layers.statements`. What is counted is found by linking
(linking.py); the words are data.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc

from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import OCCASION, STATE, Aspect, Claimant, Evidence, Ref, Stance, Statement
from checker.model.timespan import Certainty, Grain, TimeSpan
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.counts.linking import Counted, Linker, Size
from checker.reading.counts.occasions import occasion_of
from checker.reading.counts.tokens import Link, tokens_of
from checker.reading.dates.dates import as_of_of, when_of
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, NumberHit, Sentence, between
from checker.reading.meaning.aspects import (
    STATE_DAYS,
    aspect_of,
    is_contrasted,
    is_more,
    is_others,
    is_part,
    is_superseded,
    with_background,
    with_parts,
)
from checker.reading.meaning.causes import cause_of
from checker.reading.meaning.stance import stance_grammar, stance_of
from checker.reading.meaning.states import state_of
from checker.reading.places.whereabouts import place_of
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at
from checker.rulebook.facts import Evolves, FactSpec

SENT = 100  # words from the sender to the verb of sending, and from there to who is sent
OPENING = 8  # characters before a date that opens its sentence: «A finales de 2023»
SUFFERS = 5  # words from troops to what was done to them: "soldiers had been killed"

# stances that make a sentence without a number worth a statement of its own
_TELLING = frozenset({Stance.DENIED, Stance.NEITHER, Stance.UNCONFIRMED, Stance.ACKNOWLEDGED})


def annotate(doc: Doc, layers: Layers) -> None:
    """Append the counted facts to `layers.statements`."""
    del doc
    found: list[Statement] = []
    earlier: list[Counted] = []  # the counts of the paragraph so far
    seen: set[str] = set()  # what the article has counted so far
    paragraph = -1
    telling = sorted((cue for cue in layers.stances if cue.stance in _TELLING), key=lambda cue: cue.start)
    for sentence in layers.sentences:
        if sentence.paragraph != paragraph:
            earlier, paragraph = [], sentence.paragraph
        if sentence.lang is None:
            continue
        hits = _hits(layers, sentence)
        told: set[str] = set()
        words, lexicon = layers.row(sentence), layers.lexicons[sentence.lang]
        if hits and _may_count(sentence, words, hits, lexicon, follows=bool(earlier)):
            for statement, link in _counted(layers, sentence, words, hits, earlier):
                if statement.fact not in seen and seen and is_others(layers, statement):
                    statement = replace(statement, aspect=Aspect.TOTAL)
                seen.add(statement.fact)
                found.append(statement)
                told.add(statement.fact)
                earlier.append((link, _most(statement.value)))
        confirms = stance_grammar(sentence.lang).confirm
        if between(telling, sentence.start, sentence.end) or not words.vocabulary.isdisjoint(confirms):
            found += _bare(layers, sentence, words, told)
    layers.statements.extend(with_background(layers, list(with_parts(layers, list(_agreeing(found))))))


def _may_count(
    sentence: Sentence, words: Row, hits: Sequence[NumberHit], lexicon: FactLexicon, *, follows: bool
) -> bool:
    """Whether a number may count something that the sentence names, or, but for «un», "a", what the paragraph has
    counted before, if it has (`follows`)."""
    if all(map(_is_one, hits)):
        if not words.vocabulary.isdisjoint(lexicon.of_one):
            return True
        behind = [index_at(words, hit.end - sentence.start) for hit in hits]  # «uno falleció»
        return any(at < len(words) and not lexicon.begins.isdisjoint(words.forms[at]) for at in behind)
    return follows or not words.vocabulary.isdisjoint(lexicon.any_fact)


def _is_one(hit: NumberHit) -> bool:
    return hit.article_one and hit.quantity.qualifier is Qualifier.EXACT


class _OffContext(Container[str]):
    """The facts whose loose nouns («casos») count nothing, as the article speaks of something else."""

    def __init__(self, layers: Layers, lexicon: FactLexicon) -> None:
        self.layers, self.lexicon = layers, lexicon

    def __contains__(self, fact: object) -> bool:
        cue = self.lexicon.contexts.get(str(fact))
        return cue is not None and not self.layers.speaks_of(cue)


def _hits(layers: Layers, sentence: Sentence) -> list[NumberHit]:
    hits = between(layers.numbers, sentence.start, sentence.end)
    return [hit for hit in hits if hit.kind == "number" and hit.role is None]


def _counted(
    layers: Layers,
    sentence: Sentence,
    words: Row,
    hits: Sequence[NumberHit],
    earlier: Sequence[Counted],
) -> Iterator[tuple[Statement, Link]]:
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    spans = [
        (index_at(words, hit.start - sentence.start), index_at(words, hit.end - sentence.start - 1) + 1) for hit in hits
    ]
    nations = {
        index_at(words, hit.start - sentence.start): index_at(words, hit.end - sentence.start - 1) + 1
        for hit in between(layers.places, sentence.start, sentence.end)
        if hit.demonym
    }
    dated = frozenset(
        at
        for hit in between(layers.dates, sentence.start, sentence.end)
        if hit.kind == "date"
        for at in range(index_at(words, hit.start - sentence.start), index_at(words, hit.end - sentence.start - 1) + 1)
    )
    tokens = tokens_of(words, spans, nations, lexicon, off := _OffContext(layers, lexicon), dated)
    ones = frozenset(index for index, hit in enumerate(hits) if _is_one(hit))
    cues = frozenset(index for index, span in enumerate(spans) if is_part(sentence, words, *span))
    more = frozenset(index for index, span in enumerate(spans) if is_more(sentence, words, *span))
    against = {
        index
        for index, hit in enumerate(hits)
        if is_contrasted(sentence, words, index_at(words, hit.core_start - sentence.start))
        and not is_superseded(sentence, words, spans[index][0], spans[index][0])
    }
    again = frozenset(
        index
        for index, (first, _) in enumerate(spans)
        if is_superseded(sentence, words, first, first) or index in against
    )
    sizes = [hit.quantity.low if hit.quantity.low is not None else hit.quantity.high for hit in hits]
    links = Linker(words, tokens, lexicon, ones, off).links(earlier, sizes, cues, again, more)
    last = earlier[-1][0].fact if earlier else None
    speaking: tuple[Claimant, ...] | None = None  # who gave the figure before, in this sentence
    for index, hit in enumerate(hits):
        link = links.get(index)
        if link is not None and link.fact in layers.facts:
            if index in against and link.how == "again":
                hit = replace(hit, quantity=_as_said(hit.quantity))
            made = _statement(layers, sentence, words, hit, link, *spans[index], last)
            if index in against and link.how == "again" and made.claimants == speaking:
                made = replace(made, claimants=())  # who sets their figure against it does not give it
            yield made, link
            last, speaking = link.fact, made.claimants


def _statement(
    layers: Layers,
    sentence: Sentence,
    words: Row,
    hit: NumberHit,
    found: Link,
    first: int,
    after: int,
    earlier: str | None,
) -> Statement:
    offset = sentence.start
    start = offset + words[min(found.start, first)].start
    end = offset + words[max(found.end, after) - 1].end
    start, end = min(start, hit.start), max(end, hit.end)
    fact = layers.facts[found.fact]
    when = when_of(layers, start, end)
    claimants = claimants_of(layers, hit.start, hit.end)
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    called = occasion_of(layers, sentence, words, lexicon, found.fact)
    # «frente a los 18 de 2023» is of another event, «frente a los 18 del martes» the earlier figure of this one
    past = found.past and (when is None or when.grain is not Grain.DAY)
    state = state_of(words, lexicon, found.fact, min(found.start, first), max(found.end, after))
    return Statement(
        fact=found.fact,
        value=replace(hit.quantity, unit=fact.counts),
        article=layers.article.id,
        stance=stance_of(layers, hit.start, hit.end, credited=bool(claimants), counted=True),
        aspect=_aspect(sentence, words, found, first, after, earlier, past=past),
        claimants=claimants,
        of=_of(layers, sentence, words, found, first, after),
        place=place_of(layers, start, end),
        cause=cause_of(layers, start, end),
        when=when,
        as_of=as_of_of(layers, start, end) or _state_of(layers, fact, when),
        superseded=not past
        and is_superseded(sentence, words, first, max(found.end, after))
        and not _told_by(words, after, sentence),
        roles={name: ref for name, ref in ((OCCASION, called), (STATE, state)) if ref is not None},
        evidence=_evidence(layers, sentence, start, end, (hit.start, hit.end)),
        confidence=found.confidence,
    )


def _as_said(value: Quantity) -> Quantity:
    """The figure of another that one is above or below: «por encima de los 30 que contó la policía» tells of 30."""
    if value.qualifier not in (Qualifier.MORE_THAN, Qualifier.LESS_THAN):
        return value
    figure = value.high if value.low is None else value.low
    return replace(value, low=figure, high=figure, qualifier=Qualifier.EXACT)


def _told_by(words: Row, after: int, sentence: Sentence) -> bool:
    """«frente a las 20.000 que contaron los sindicatos»: another's figure, and no earlier one."""
    near = words[after : after + 2]
    speech = claim_words(sentence.lang or "").speech
    return any(word.folded in speech for word in near) and near[0].is_word


def _most(value: object) -> Size:
    """The most that a count may be; None where nothing bounds it."""
    return value.high if isinstance(value, Quantity) else None


def _state_of(layers: Layers, fact: FactSpec, when: TimeSpan | None) -> TimeSpan | None:
    """A state that lay before the article («envió 11.000 en 2024») held then; a toll of an old event holds now."""
    printed = layers.article.published
    if when is None or printed is None or fact.evolves is not Evolves.EITHER or fact.settles_days < STATE_DAYS:
        return None
    return when if when.before(printed) is Certainty.CERTAIN else None


def _aspect(
    sentence: Sentence,
    words: Row,
    found: Link,
    first: int,
    after: int,
    earlier: str | None,
    *,
    past: bool,
) -> Aspect:
    """What the words say, but "others" and "another" after a figure of another fact add nothing to it."""
    aspect = aspect_of(sentence, words, first, after, max(found.end, after))
    if aspect is Aspect.ADDITIONAL and earlier is not None and earlier != found.fact:
        return Aspect.TOTAL
    if aspect is not Aspect.TOTAL:
        return aspect
    return Aspect.PART if found.part else Aspect.PAST if past else aspect


def _evidence(layers: Layers, sentence: Sentence, start: int, end: int, number: tuple[int, int] | None) -> Evidence:
    text = layers.text
    return Evidence(start, end, text[start:end], text[sentence.start : sentence.end], number, layers.in_title)


def _of(layers: Layers, sentence: Sentence, words: Row, found: Link, first: int, after: int) -> Ref | None:
    """Who is counted: a demonym beside the noun, a country behind it, the sender, or the group the noun names."""
    offset = sentence.start
    left = offset + words[min(found.start, first)].start
    right = offset + words[min(max(found.end, after) + 2, len(words) - 1)].end
    near = between(layers.places, left, right)
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    for hit in near:
        if hit.demonym and not _parted(lexicon, words, max(found.end, after), index_at(words, hit.start - offset)):
            return Ref(layers.text[hit.start : hit.end], hit.country)
    further = offset + words[min(max(found.end, after) + 5, len(words) - 1)].end
    for hit in between(layers.places, left, further):
        if hit.start > right:
            break
        before = words[index_at(words, hit.start - offset) - 1].folded
        if before in lexicon.lists["of"] and hit.start >= offset + words[after - 1].end and hit.entity == hit.country:
            return Ref(layers.text[hit.start : hit.end], hit.country)
    if found.group is None:
        sender = _sender(layers, sentence, words, first)
        if sender is not None:
            return sender
    return Ref(found.group) if found.group else _group(lexicon, words, after, max(found.end, after), found.fact)


def _parted(lexicon: FactLexicon, words: Row, end: int, at: int) -> bool:
    """«muertos en ataques israelíes», "killed by Russian fire": a demonym behind a word of place or of a doer is not
    theirs who are counted."""
    parting = (lexicon.lists["where"] | lexicon.lists["at_once"]) - lexicon.lists["of"]
    return any(
        words[word].folded in parting or lexicon.against.ending(words, word + 1) is not None for word in range(end, at)
    )


def _group(lexicon: FactLexicon, words: Row, after: int, end: int, fact: str) -> Ref | None:
    """Who is counted by a word of people or of an occupation behind the number: «two wounded men», «5 alcaldes»."""
    for word in words[after : end + 1]:
        if not word.is_word or word.folded in lexicon.lists["joins"]:
            return None
        if word.folded in lexicon.lists["filler"]:
            continue
        if forms(word.text, lexicon.lang) & lexicon.lists["counted"] and lexicon.fact_of(word, "nouns") != fact:
            return Ref(word.text)
    return None


def _sender(layers: Layers, sentence: Sentence, words: Row, first: int) -> Ref | None:
    """«Corea del Norte ha desplegado … 11.000 soldados»: whose they are stands before the verb that sends them."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    verbs = words.meaning(lexicon.lists["senders"])
    for at in reversed(verbs[bisect_left(verbs, first - SENT) : bisect_left(verbs, first)]):
        if lexicon.phrase_at(words, at) is None:
            subjects = [
                hit
                for hit in between(
                    layers.places, sentence.start + words[max(0, at - SENT)].start, sentence.start + words[at].start
                )
                if (hit.demonym or hit.entity == hit.country) and not layers.speaks(hit.start)
            ]
            if subjects:
                subject = subjects[-1]
                return Ref(layers.text[subject.start : subject.end], subject.country)
    return None


def _bare(layers: Layers, sentence: Sentence, words: Row, counted: set[str]) -> Iterator[Statement]:
    """A sentence that denies, doubts or admits a fact without a number: a proposition with a stance."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    for at in words.meaning(lexicon.tables["nouns"].keys()):
        word, fact = words[at], lexicon.fact_of(words[at], "nouns")
        if fact is None or fact not in lexicon.needs or fact in counted:
            continue
        start, end = sentence.start + word.start, sentence.start + word.end
        if any(hit.start <= start < hit.end for hit in (*layers.organisations, *layers.persons)):
            continue
        stance, claimants = stance_of(layers, start, end), claimants_of(layers, start, end)
        if (
            stance is Stance.ASSERTED
            and any(one.party for one in claimants)
            and _said(words, at, stance_grammar(words.lang).confirm)
        ):
            stance = Stance.ACKNOWLEDGED
        if stance not in _TELLING or not lexicon.has_need(words, fact) or _suffers(lexicon, words, at, fact):
            continue
        counted.add(fact)
        found = Link(fact, at, at + 1, fact, None, 0.7)
        yield Statement(
            fact=fact,
            value=None,
            article=layers.article.id,
            stance=stance,
            claimants=claimants,
            of=_named_before(layers, sentence, words, at)
            or _of(layers, sentence, words, found, at, at + 1)
            or _own(lexicon, words, at, claimants),
            place=place_of(layers, start, end),
            cause=None,
            when=None,
            as_of=as_of_of(layers, start, end) or _said_on(layers, sentence, start, end),
            evidence=_evidence(layers, sentence, start, end, None),
            confidence=0.7,
        )


def _suffers(lexicon: FactLexicon, words: Row, at: int, fact: str) -> bool:
    """ "denied that its soldiers had been killed": what is denied is another fact, and not that they are there."""
    for behind in range(at + 1, min(at + SUFFERS, len(words))):
        if not words[behind].is_word:
            return False
        done_to = words[behind - 1].folded in lexicon.lists["passive"]
        told = lexicon.fact_of(words[behind], "verbs") or (done_to and lexicon.fact_of(words[behind], "transitive"))
        if told:
            return told != fact
    return False


def _said(words: Row, at: int, some: Set[str]) -> bool:
    """Whether one of some words stands before a word: «confirma que desplegó tropas»."""
    return any(before < at for before in words.meaning(some))


def _said_on(layers: Layers, sentence: Sentence, start: int, end: int) -> TimeSpan | None:
    """«A finales de 2023 X negó …»: the time that opens a sentence before the words of saying is theirs."""
    opening = next(iter(between(layers.dates, sentence.start, start)), None)
    if opening is None or opening.kind != "date" or opening.start - sentence.start > OPENING:
        return None
    said = any(opening.end <= one.cue[1] <= start for one in layers.attributions_at(start, end) if one.claimants)
    return opening.span if said else None


def _named_before(layers: Layers, sentence: Sentence, words: Row, at: int) -> Ref | None:
    """ "Eritrean soldiers": whose they are, by the adjective before the noun."""
    left = sentence.start + words[max(0, at - 2)].start
    near = [hit for hit in between(layers.places, left, sentence.start + words[at].start) if hit.demonym]
    return Ref(layers.text[near[-1].start : near[-1].end], near[-1].country) if near else None


def _own(lexicon: FactLexicon, words: Row, at: int, claimants: tuple[Claimant, ...]) -> Ref | None:
    """«X confirma que desplegó tropas»: who speaks of sending without a subject speaks of themselves."""
    country = claimants[0].party if len(claimants) == 1 else None
    sends = _said(words, at, lexicon.lists["senders"])
    return Ref(claimants[0].text, country) if sends and country and country.startswith("country:") else None


def _agreeing(statements: list[Statement]) -> Iterator[Statement]:
    """An article that says of one figure in one place that it comes on top means it wherever it repeats it."""
    added = {_figure(one) for one in statements if one.aspect is Aspect.ADDITIONAL and isinstance(one.value, Quantity)}
    for one in statements:
        if one.aspect is Aspect.TOTAL and isinstance(one.value, Quantity) and _figure(one) in added:
            yield replace(one, aspect=Aspect.ADDITIONAL)
        else:
            yield one


def _figure(statement: Statement) -> tuple[object, ...]:
    value = statement.value
    return statement.fact, (value.low, value.high) if isinstance(value, Quantity) else ()
