"""What many tests share: the shipped rules, one reader, the labelled sets beside the checkout where they are."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.model.article import Article
from checker.model.statement import Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook, load_rulebook, shipped_folder

ROOT = Path(__file__).parent.parent
Say = Callable[..., list[Statement]]
# many tests start the program: without what Python keeps of a compiled module, each would compile them all again
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# how the tests were started is not how their user starts the program
os.environ.pop("UV_RUN_RECURSION_DEPTH", None)


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The shipped rules."""
    return load_rulebook([shipped_folder()])


@pytest.fixture(scope="session")
def reader(book: Rulebook) -> Reader:
    """One reader for the whole run: it holds no state between articles."""
    return Reader(facts=book.facts)


@pytest.fixture(scope="session")
def say(reader: Reader) -> Say:
    """`say("11.000 soldados …", outlet="A", on="2024-11-29")`: the statements of one short article."""

    def read(text: str, outlet: str = "A", on: str | None = "2024-11-29", **more: str) -> list[Statement]:
        published = TimeSpan.from_iso(on) if on else None
        article = Article(
            text, id=f"{outlet}:{abs(zlib.crc32(f'{text}{on}'.encode()))}", outlet=outlet, published=published, **more
        )
        return list(reader.read(article).statements)

    return read


@pytest.fixture(scope="session")
def shared() -> Path:
    """The labelled sets; a test that wants them is skipped where they are not."""
    folder = Path(os.environ.get("DISCREPA_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("the labelled sets are not beside this checkout")
    return folder
