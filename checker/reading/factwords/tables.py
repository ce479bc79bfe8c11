"""The words of all facts of a language as tables by kind, and phrases by their first word.

In: the words of each fact as its language file has them. Out: tables for lexicon.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.languages.schema import Counting, FactWords
from checker.reading.text.words import Phrases, fold

AROUND = " ... "  # stands for those counted
Tables = dict[str, dict[str, str]]  # by kind, then by word: the fact
Phrase = tuple[tuple[str, ...], str, str]  # its words, the kind of table, the fact
KINDS = (
    "nouns",
    "verbs",
    "transitive",
    "adjectives",
    "in_context",
    "done_in_context",
    "verbs_in_context",
    "head_verbs",
    "care",
    "loosely",
    "doubtful",
)


def tables_of(
    counted: Mapping[str, FactWords], data: Counting
) -> tuple[dict[str, dict[str, str]], dict[str, list[Phrase]]]:
    """The words of all facts by kind, and the phrases by their first word."""
    tables: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    phrases: dict[str, list[Phrase]] = {}
    for name, words in counted.items():
        for kind, word in _entries(words, data):
            parts = tuple(map(fold, word.split()))
            if len(parts) > 1 or kind == "care":
                phrases.setdefault(parts[0], []).append((parts, kind, name))
            else:
                tables[kind].setdefault(parts[0], name)
    return tables, phrases


def takers_of(counted: Mapping[str, FactWords], lives: frozenset[str]) -> dict[str, str]:
    """The fact by each verb that takes lives, also where something stands between: «costó en Lima la vida a 30»."""
    told = ((name, one.split(AROUND)) for name, words in counted.items() for one in words.around)
    return {fold(verb): name for name, (verb, closing) in told if fold(closing) in lives}


def closings_of(counted: Mapping[str, FactWords]) -> Phrases[Mapping[str, tuple[str, bool]]]:
    """ "shoot ... to death": by what stands behind those counted, the facts by the verb before them; those that are
    told without a context go first."""
    closings: dict[str, dict[str, tuple[str, bool]]] = {}
    told = [(name, one, False) for name, words in counted.items() for one in words.around]
    told += [(name, one, True) for name, words in counted.items() for one in words.done_in_context if AROUND in one]
    for name, one, loose in told:
        verb, closing = one.split(AROUND)
        closings.setdefault(closing, {}).setdefault(fold(verb), (name, loose))
    return Phrases(closings.items())


def gathered_of(occasions: Mapping[str, str], tables: Tables) -> dict[str, frozenset[str]]:
    """By a fact of gatherings, its occasions, nouns and verbs."""
    told = [entry for table in (occasions, tables["nouns"], tables["verbs"]) for entry in table.items()]
    return {fact: frozenset(word for word, name in told if name == fact) for fact in set(occasions.values())}


def _entries(words: FactWords, data: Counting) -> Iterator[tuple[str, str]]:
    """Every word of a fact with the table it goes to, in all the forms that endings give it."""
    for kind in KINDS:
        for word in (one.replace(AROUND, " ") for one in getattr(words, kind)):
            yield kind, word
            first, space, rest = word.partition(" ")
            for form in _inflected(first, data.endings.get(kind, {})):
                target = "adjectives" if kind in ("verbs", "transitive") and not space else kind
                yield target, f"{form} {rest}".strip()
    yield from (("transitive", word.replace(AROUND, " ")) for word in words.around)  # "was shot to death"


def _inflected(word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The further forms of a word: «herido» → «herida», «heridos»; «detener» → «detenido», «detenidas»."""
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield from (stem + one for one in endings[ending])
            return
