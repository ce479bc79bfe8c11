"""What a measured figure states: its value, and what its sentence and article say of it.

In: a figure with its noun, its fact and whose it is. Out: a statement.
"""

from __future__ import annotations

from dataclasses import replace

from checker.model.statement import UNSIGNED, Statement
from checker.reading.claimants.claimants import claimants_of
from checker.reading.dates.dates import as_of_of, when_of
from checker.reading.factwords.lexicon import PERSON
from checker.reading.layers import Layers, Sentence
from checker.reading.meaning.aspects import aspect_of, is_superseded
from checker.reading.meaning.causes import cause_of
from checker.reading.meaning.stance import stance_of
from checker.reading.measures.across import home_of, whose_sent
from checker.reading.measures.candidates import Candidate
from checker.reading.measures.nearest import Measure
from checker.reading.places.whereabouts import place_of
from checker.reading.text.rows import Row
from checker.rulebook.facts import MONEY, PERCENT


def statement_of(
    layers: Layers,
    sentence: Sentence,
    words: Row,
    figure: Measure,
    name: str,
    whom: Candidate | None,
) -> Statement:
    """The statement that a figure beside its noun makes of fact `name`; `whom`: whose it is, of facts with roles."""
    fact = layers.facts[name]
    hit, first, after, noun = figure.hit, figure.first, figure.after, figure.noun
    start = min(hit.start, sentence.start + words.starts[noun.first])
    end = max(hit.end, sentence.start + words.ends[noun.after - 1])
    unit = (hit.currency or MONEY) if fact.counts == MONEY else fact.counts
    claimants = claimants_of(layers, hit.start, hit.end, whom.ref.text if whom is not None else "")
    return Statement(
        fact=name,
        value=replace(hit.quantity, unit=unit),
        article=UNSIGNED,
        stance=stance_of(layers, hit.start, hit.end, counted=True),
        aspect=aspect_of(sentence, words, first, after, max(after, noun.after)),
        claimants=claimants,
        of=whose_sent(layers, sentence, words, noun),
        place=place_of(layers, start, end, national=fact.national and (fact.counts == PERCENT or bool(fact.roles)))
        or (home_of(layers, sentence, claimants) if fact.counts == PERSON else None),
        cause=cause_of(layers, start, end),
        when=when_of(layers, start, end),
        as_of=as_of_of(layers, start, end),
        superseded=is_superseded(sentence, words, first, max(after, noun.after)),
        roles={fact.roles[0]: whom.ref} if whom is not None else {},
        evidence=layers.evidence(sentence, start, end, (hit.start, hit.end)),
        confidence=0.7,
    )
