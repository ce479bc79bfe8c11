"""Looking for phrases: `Phrases.all_in` beside spaCy's PhraseMatcher, over the same words and the same phrases.

    uv run python -m benchmarks.phrases

The phrases are the nouns, verbs and adjectives of the counted facts and the names of places; the articles are those of
benchmarks/reading.py. Both look for the longest phrases without overlap in the words that Words has cut and folded,
as numbers and dates need them, and must find the same. Processor time, best of five rounds. Then which part of reading
goes into `Phrases` at all, and at last what spaCy's vocabulary keeps of words that come once (codes, names, slips of
the pen), of which a daemon reads new ones every day.
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import time
from collections.abc import Callable

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from benchmarks.reading import ROUNDS, articles
from checker import world
from checker.languages import language
from checker.reading import Reader
from checker.reading.text.words import Phrases, Words, words_of

NEW_WORDS = 500_000


def listed(lang: str) -> list[str]:
    """Every phrase that is looked for, once, however it is written."""
    facts = language(lang).facts.values()
    told = [word for fact in facts for word in (*fact.nouns, *fact.verbs, *fact.adjectives)]
    return list({tuple(words_of(phrase).folded): phrase for phrase in (*told, *world.places())}.values())


def milliseconds(run: Callable[[], object], articles: int) -> float:
    """Of processor time, for each article."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return 1000 * best / articles


def measure(lang: str) -> None:
    """Print what each step takes for an article of about 3,000 characters."""
    phrases, texts = listed(lang), [article.text for article in articles(lang)]
    ours = Phrases((phrase, True) for phrase in phrases)
    vocab = spacy.blank(lang).vocab
    theirs = PhraseMatcher(vocab, attr="ORTH")
    theirs.add("phrase", [Doc(vocab, words=list(words_of(phrase).folded)) for phrase in phrases])
    cut = [Words(text) for text in texts]
    tokenizer = spacy.blank(lang).tokenizer
    docs = [Doc(vocab, words=list(words.folded)) for words in cut]

    def found_by_us() -> list[list[tuple[int, int]]]:
        return [[(first, after) for first, after, _ in ours.all_in(words)] for words in cut]

    def found_by_them() -> list[list[tuple[int, int]]]:
        return [[(s.start, s.end) for s in filter_spans(theirs(doc, as_spans=True))] for doc in docs]

    assert found_by_us() == found_by_them()
    steps: dict[str, Callable[[], object]] = {
        "Words (either needs them)": lambda: [Words(text) for text in texts],
        "Phrases.all_in": found_by_us,
        "Doc of these words": lambda: [Doc(vocab, words=list(words.folded)) for words in cut],
        "PhraseMatcher, longest kept": found_by_them,
        "spaCy's own tokeniser": lambda: [tokenizer(text) for text in texts],
    }
    print(f"{lang}: {len(texts)} articles, {len(phrases)} phrases, {sum(map(len, found_by_us()))} found")
    for name, run in steps.items():
        print(f"  {name:<30}{milliseconds(run, len(texts)):8.3f} ms/article")


def share(lang: str) -> None:
    """Print which part of the time of reading goes into phrases, under a profiler, with what looks words up for them."""
    reader, given = Reader(), articles(lang)
    list(reader.read_many(given))
    profile = cProfile.Profile()
    profile.runcall(lambda: list(reader.read_many(given)))
    stats = pstats.Stats(profile)
    told = {name: row for (file, _, name), row in stats.stats.items() if file.endswith("words.py")}  # type: ignore[attr-defined]
    whole: float = stats.total_tt  # type: ignore[attr-defined]
    asked = sum(told[name][2] for name in ("starting", "ending", "all_in")) + told["where"][2]
    print(f"{lang}: {asked / whole:.1%} of reading is spent in Phrases")


def growth() -> None:
    """Print what a vocabulary holds on to after words that never come again."""
    vocab = Vocab()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for start in range(0, NEW_WORDS, 1000):
        Doc(vocab, words=[f"palabra{number}" for number in range(start, start + 1000)])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"spaCy's vocabulary after {NEW_WORDS} new words: {len(vocab.strings)} strings, +{(after - before) / 1024:.0f} MB"
    )


if __name__ == "__main__":
    for one in ("es", "en"):
        measure(one)
        share(one)
    growth()
