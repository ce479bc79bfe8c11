"""When an agreement or a visit took place, and whether it did: the date nearest to its word, and how that is meant."""

from __future__ import annotations

from checker import world
from checker.model.statement import Stance
from checker.reading.claimants.claimwords import claim_words
from checker.reading.events.eventwords import event_grammars
from checker.reading.layers import DateHit, Layers, Sentence, between
from checker.reading.meaning.stance import is_negated, stance_of
from checker.reading.meaning.toldwords import told_words
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at, words_of

REACH = 160  # characters between the event's word and its date
UNTIL = 3  # words from «hasta» to the day
NOUN = 3  # words before a visit or a signing, told by a noun, in which its article stands
BEHIND = 20  # words behind it in which it is cancelled
BEFORE = 8  # words before an event's verb that say whether it takes place


def stance_at(layers: Layers, sentence: Sentence, words: Row, at: int, date: DateHit) -> Stance:
    """How an event is told: as anything else is, but its own verb may also deny it («no firmaron»), put it off
    («canceló la visita»), ask for it to be so («si firmaran») or tell it of the future («firmarán»)."""
    grammar = told_words(sentence.lang or "")
    before = words[max(0, at - BEFORE) : at]
    parted = max((index + 1 for index, word in enumerate(before) if word.text in ",;:"), default=0)
    clause = before[parted:]
    if any(word.is_word and forms(word.text, sentence.lang or "") & grammar.cancelled for word in before):
        return Stance.DENIED
    if next(grammar.put_off.all_in(words, max(0, at - BEFORE), at), None) is not None or _is_put_off(words, at):
        return Stance.DENIED
    if date.relation is None and is_negated([*clause, words[at]], len(clause), sentence.lang or ""):
        return Stance.DENIED  # but "was not signed until Friday"
    told = stance_of(layers, sentence.start + words.starts[at], sentence.start + words.ends[at])
    if told is not Stance.ASSERTED:
        return told
    if any(word.text.casefold() in grammar.conditions for word in clause):
        return Stance.POSSIBLE
    return Stance.PLANNED if words[at].text.casefold().endswith(grammar.future) else told


def _is_put_off(words: Row, at: int) -> bool:
    """«La visita de X a Y fue cancelada», "X's trip to Y, planned for Monday, has been called off"."""
    before = words.folded[max(0, at - NOUN) : at]
    owned = at > 0 and world.without_possessive(words.texts[at - 1]) != words.texts[at - 1]
    if before and not owned and place_words(words.lang).determiners.isdisjoint(before):
        return False  # a verb
    grammar = told_words(words.lang)
    for n in range(at + 2, min(at + BEHIND, len(words))):
        off = words.forms[n] & grammar.cancelled or grammar.put_off.starting(words, n) is not None
        if off and not words.forms[n - 1].isdisjoint(grammar.passive):
            return True
    return False


def date_of(layers: Layers, sentence: Sentence, words: Row, verb: int, fact: str) -> DateHit | None:
    """The date nearest to the event's word; another event's word in between takes its own."""
    lang = sentence.lang or ""
    others = frozenset(word for name, grammar in event_grammars(lang).items() if name != fact for word in grammar.told)
    at = sentence.start + words.starts[verb]
    behind = at if verb and words[verb - 1].folded in told_words(lang).afterwards else sentence.start
    clauses = [sentence.start + words.starts[one] for one in words.where(told_words(lang).clauses)]
    rivals = [
        sentence.start + start
        for word, start in zip(words, words.starts, strict=True)
        if word.is_word and (forms(word.text, lang) & others or word.folded in others)
    ]
    found = [
        (abs(hit.start - at), hit)
        for hit in between(layers.dates, behind, sentence.end)  # "flew home on Friday after signing"
        if hit.span is not None
        and hit.kind == "date"
        and (hit.relation is None or _not_before(sentence, words, verb, hit))
        and not any(abs(hit.start - rival) < abs(hit.start - at) for rival in rivals if not _parted(layers, rival, hit))
        and not (rivals and _parted(layers, at, hit))
        and not _is_of_saying(layers, sentence, hit, at)
        and not any(at < clause < hit.start for clause in clauses)
    ]
    near = [one for one in found if one[0] <= REACH]
    return min(near, key=lambda one: one[0])[1] if near else None


def _not_before(sentence: Sentence, words: Row, verb: int, hit: DateHit) -> bool:
    """ "was not signed until Friday", «no llegó hasta el viernes»: the day on which it was."""
    until, ends = told_words(sentence.lang or "").until, index_at(words, hit.start - sentence.start)
    if hit.relation is None or not any(word.folded in until for word in words[max(verb, ends - UNTIL) : ends]):
        return False
    return is_negated(words, verb, sentence.lang or "")


def _is_of_saying(layers: Layers, sentence: Sentence, hit: DateHit, at: int) -> bool:
    """ "on Friday described the deal reached in X": a date before a verb of saying is its own."""
    speech = claim_words(sentence.lang or "").speech
    between_them = words_of(layers.text[hit.end : at]).kinds
    return hit.end < at and "," not in between_them and not speech.isdisjoint(between_them)


def _parted(layers: Layers, at: int, hit: DateHit) -> bool:
    """Whether a date stands in another clause than a word: "ratified it last week; it was signed in 2024"."""
    return ";" in layers.text[min(at, hit.start) : max(at, hit.start)]
