"""Links a number to what it counts: the noun behind it, the toll before it, the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.reading.layers import NumberHit
from checker.reading.lexicon import FactLexicon
from checker.reading.words import Word

REACH = 6  # words behind a number in which its noun stands
VERB_REACH = 9  # and its verb, once a noun of people is found
BACK = 16  # words before a linking verb in which the counted noun stands

_STOPS = frozenset('.;:()[]«»“”"—–!?…')


@dataclass(frozen=True, slots=True)
class Link:
    """`start`/`end`: the words (from, before) of the counted phrase. `head`: a fact whose noun alone is not
    enough; `group`: a noun of people that says who («niños»)."""

    fact: str
    start: int
    end: int
    head: str | None
    group: str | None
    confidence: float


@dataclass(slots=True)
class _Scan:
    """What stands behind a number: a fact at once, or a head noun that still needs its verb."""

    fact: str | None = None
    end: int = 0
    head: str | None = None  # troops
    group: str | None = None  # a noun of people
    general: bool = False  # that noun is «personas», "people": says nothing of who
    blocked: bool = False  # it counts something else
    noun: bool = False


def link(words: Sequence[Word], first: int, after: int, hit: NumberHit, lexicon: FactLexicon) -> Link | None:
    """What the number in words `first`..`after` counts, or None."""
    behind = _behind(words, after, lexicon)
    if behind.blocked:
        return None
    if behind.fact is not None:
        if hit.article_one and not behind.noun and not behind.general:
            return None  # «un hombre murió»: somebody, not a count
        return Link(behind.fact, first, behind.end, behind.head, _group(behind), 0.9)
    if hit.article_one:
        return None
    before = _before(words, first, after, behind, lexicon) if behind.head is None else None
    if before is not None:
        return before
    verb = _verb_before(words, first, lexicon)
    if verb is not None and (behind.head or behind.group or behind.end == 0):
        return Link(verb[0], verb[1], max(behind.end, after), behind.head, _group(behind), 0.8)
    if behind.head is not None and any(lexicon.is_any(word, lexicon.needs[behind.head]) for word in words):
        return Link(behind.head, first, behind.end, behind.head, None, 0.85)
    return None


def _group(scan: _Scan) -> str | None:
    return None if scan.general else scan.group


def _behind(words: Sequence[Word], after: int, lexicon: FactLexicon) -> _Scan:
    """The noun phrase behind a number, and the participle or verb that says what befell it."""
    scan = _Scan()
    unknown = 0
    at = after
    while at < len(words):
        word = words[at]
        reach = VERB_REACH if scan.head or scan.group else REACH
        if at - after >= reach or word.text in _STOPS or word.is_digits:
            break
        if word.text == ",":
            if scan.end == 0 or not _relative(words, at):
                break
            at += 1
            continue
        phrase = lexicon.phrases.starting(words, at)
        if phrase is not None and (phrase[1][1] == "noun" or scan.end or unknown == 0):
            scan.fact, scan.end, scan.noun = phrase[1][0], phrase[0], phrase[1][1] == "noun"
            return scan
        fact = lexicon.fact_of(word, lexicon.nouns)
        adjective = lexicon.fact_of(word, lexicon.adjectives)
        verb = lexicon.fact_of(word, lexicon.verbs)
        if scan.end == 0 and fact is not None and fact in lexicon.needs:
            scan.head, scan.end = fact, at + 1
        elif scan.end == 0 and fact is not None and unknown <= 1:
            scan.fact, scan.end, scan.noun = fact, at + 1, True
            return scan
        elif scan.end == 0 and lexicon.is_any(word, lexicon.people):
            scan.group, scan.end = word.text, at + 1
            scan.general = lexicon.is_any(word, lexicon.general)
        elif adjective is not None and (scan.end or unknown <= 1):
            scan.fact, scan.end = adjective, at + 1
            return scan
        elif verb is not None and (scan.end or unknown <= 1) and not _other_subject(words, after, at, lexicon):
            scan.fact, scan.end = verb, max(scan.end, at + 1)
            return scan
        elif scan.end == 0 and lexicon.is_any(word, lexicon.not_counts):
            scan.blocked = True
            return scan
        elif word.folded in lexicon.filler or not word.is_word:
            if word.text == "-" and at == after:
                scan.blocked = lexicon.is_any(words[at + 1], lexicon.not_counts) if at + 1 < len(words) else False
                if scan.blocked:
                    return scan
        elif scan.end == 0:
            unknown += 1
            if unknown > 2:
                break
        at += 1
    return scan


def _relative(words: Sequence[Word], at: int) -> bool:
    """A comma after which the same people go on: «20 personas, todas civiles, murieron»."""
    return at + 1 < len(words) and words[at + 1].is_word and not words[at + 1].is_digits


def _other_subject(words: Sequence[Word], after: int, at: int, lexicon: FactLexicon) -> bool:
    """«30 casas donde murieron …»: a link or another number between the number and the verb."""
    return any(word.is_digits or word.text == "," for word in words[after:at]) and not lexicon.is_any(
        words[at - 1], lexicon.filler
    )


def _before(words: Sequence[Word], first: int, after: int, behind: _Scan, lexicon: FactLexicon) -> Link | None:
    """«el número de muertos subió a 62», "the toll rose to 35", «los soldados muertos son ya más de 1.500»."""
    if behind.end and not (behind.general or behind.group is None):
        return None
    at = first - 1
    while (
        at >= 0
        and first - at <= 5
        and (words[at].folded in lexicon.filler)
        and not lexicon.is_any(words[at], lexicon.links)
    ):
        at -= 1
    if at < 0:
        return None
    if words[at].folded in lexicon.of or words[at].text in (":", "("):
        return _toll(words, at, first, after, lexicon)
    direct = _toll(words, first, first, after, lexicon)
    if not lexicon.is_any(words[at], lexicon.links):
        return direct
    for back in range(at - 1, max(-1, at - BACK), -1):
        if words[back].text in (";", ":", "»", "”"):
            break
        fact = lexicon.fact_of(words[back], lexicon.nouns) or lexicon.fact_of(words[back], lexicon.adjectives)
        toll = lexicon.tolls.ending(words, back + 1)
        if toll is not None:
            fact = _named_toll(words, back, at, lexicon) or toll[1]
        if fact is not None and fact not in lexicon.needs:
            start = toll[0] if toll is not None else _counted_from(words, back, lexicon)
            return Link(fact, start, after, None, None, 0.85)
        if fact is not None and fact in lexicon.needs:
            inner = _participle_between(words, back, at, lexicon)
            if inner is not None:
                return Link(inner, back, after, fact, None, 0.85)
            if any(lexicon.is_any(word, lexicon.needs[fact]) for word in words):
                return Link(fact, back, after, fact, None, 0.75)
    return None


def _participle_between(words: Sequence[Word], start: int, end: int, lexicon: FactLexicon) -> str | None:
    for word in words[start + 1 : end]:
        fact = lexicon.fact_of(word, lexicon.adjectives)
        if fact is not None:
            return fact
    return None


def _named_toll(words: Sequence[Word], at: int, end: int, lexicon: FactLexicon) -> str | None:
    """«el balance de heridos»: the toll says itself what it counts."""
    for word in words[at + 1 : min(at + 5, end)]:
        fact = lexicon.fact_of(word, lexicon.nouns)
        if fact is not None and fact not in lexicon.needs:
            return fact
    return None


def _counted_from(words: Sequence[Word], at: int, lexicon: FactLexicon) -> int:
    """Where the counted phrase begins: at «número de» before the noun, if it stands there."""
    start = at
    while start > 0 and at - start < 4 and (words[start - 1].folded in lexicon.filler):
        start -= 1
    if start > 0 and lexicon.is_any(words[start - 1], lexicon.numbers_of):
        return start - 1
    return at


def _toll(words: Sequence[Word], at: int, first: int, after: int, lexicon: FactLexicon) -> Link | None:
    """«un balance de 20», "a death toll of 35", «muertos: 62»."""
    end = at
    while end > 0 and words[end - 1].folded in lexicon.filler:
        end -= 1
    for edge in dict.fromkeys((end, end - 1)):
        toll = lexicon.tolls.ending(words, edge) if edge > 0 else None
        if toll is not None:
            return Link(toll[1], toll[0], after, None, None, 0.8)
    if at < first and words[at].text == ":" and at > 0:
        fact = lexicon.fact_of(words[at - 1], lexicon.nouns)
        if fact is not None and fact not in lexicon.needs:
            return Link(fact, at - 1, after, None, None, 0.8)
    return None


def _verb_before(words: Sequence[Word], first: int, lexicon: FactLexicon) -> tuple[str, int] | None:
    """«murieron 30», «matando a 30», "killing 24", "were arrested": (fact, the verb's index)."""
    at = first - 1
    steps = 0
    while at >= 0 and steps < 6:
        word = words[at]
        if word.text in _STOPS or word.text == "," or word.is_digits:
            return None
        fact = lexicon.fact_of(word, lexicon.verbs) or lexicon.fact_of(word, lexicon.adjectives)
        if fact is not None and fact not in lexicon.needs:
            return fact, at
        if word.folded not in lexicon.filler and not lexicon.is_any(word, lexicon.links):
            steps += 2
        steps += 1
        at -= 1
    return None
