"""Articles looked for in a real store: by words, by source, in the order in which they came; edited, let go, migrated."""

from __future__ import annotations

import shutil
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.model.article import Article
from checker.model.statement import Reading
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore, connection

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "s.db")


def save(store: SqliteStore, name: str, text: str, *, minutes: int, revision: int = 1, source: str = "s") -> None:
    article = Article(text, id=name, title=f"Título de {name}", outlet="El Norte", revision=revision)
    one = Incoming(name, f"sha-{text}", article, Reading(name, "es"))
    store.save_poll(source, [one], {}, NOW + timedelta(minutes=minutes), baseline=False)


def ids(store: SqliteStore, text: str = "", source: str = "", limit: int = 50, offset: int = 0) -> list[str]:
    return [one.id for one in store.articles(text=text, source=source, limit=limit, offset=offset)]


def test_the_last_seen_is_first_and_an_edit_is_seen_again(store: SqliteStore) -> None:
    for number in range(5):
        save(store, f"a{number}", f"Hay {number} soldados.", minutes=number)
    assert ids(store, limit=2, offset=1) == ["a3", "a2"]
    save(store, "a1", "Hay un solo soldado.", minutes=9, revision=2)
    assert ids(store, limit=2) == ["a1", "a4"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Beloúsov", ["a"]),
        ("belousov", ["a"]),
        (unicodedata.normalize("NFD", "Beloúsov"), ["a"]),
        ("BELOU", ["a"]),
        ("11.000", ["a"]),
        ("título", ["b", "a"]),
        ("titulo a", ["a"]),
        ("belousov dijo", ["a"]),
        ("dijo belousov", ["a"]),
        ("belo dijo", []),
        ("usov", []),
        ("«»", []),
        ('" OR *', []),
        ("평양", ["b"]),
    ],
)
def test_every_word_is_wanted_and_the_last_may_go_on(store: SqliteStore, words: str, found: list[str]) -> None:
    save(store, "a", "El ministro Beloúsov dijo que hay 11.000 soldados.", minutes=0)
    save(store, "b", "평양에서 회담이 열렸다.", minutes=1)
    assert ids(store, words) == found


def test_of_one_source(store: SqliteStore) -> None:
    for number in range(4):
        save(store, f"a{number}", "Hay soldados.", minutes=number, source="ab"[number % 2])
    assert ids(store, source="a") == ["a2", "a0"]
    assert ids(store, "soldados", source="b", limit=1) == ["a3"]
    assert ids(store, "tanques", source="b") == []


def test_what_an_edit_took_out_is_found_no_more(store: SqliteStore) -> None:
    save(store, "a", "Murieron doce personas en Odesa.", minutes=0)
    save(store, "a", "Murieron trece personas en Odesa.", minutes=1, revision=2)
    assert (ids(store, "doce"), ids(store, "trece"), ids(store, "Odesa")) == ([], ["a"], ["a"])


def test_what_is_let_go_is_found_no_more(store: SqliteStore) -> None:
    save(store, "old", "Murieron doce personas en Odesa.", minutes=0)
    save(store, "old", "Murieron trece personas en Odesa.", minutes=1, revision=2)
    save(store, "new", "Murieron trece personas en Kursk.", minutes=90)
    store.prune(NOW + timedelta(minutes=60))
    assert (ids(store), ids(store, "trece"), ids(store, "Odesa")) == (["new"], ["new"], [])
    save(store, "next", "Murieron trece personas en Sumy.", minutes=95)
    assert ids(store, "trece") == ["next", "new"]


def test_articles_of_an_older_store_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "migrations"
    shutil.copytree(connection.MIGRATIONS, older)
    (older / "090_articles_found.sql").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(connection, "MIGRATIONS", older)
        with SqliteStore(tmp_path / "s.db") as before:
            save(before, "a", "Hay 11.000 soldados.", minutes=0)
            save(before, "b", "Hay 3.000 soldados.", minutes=1)
            save(before, "a", "Hay 12.000 soldados.", minutes=2, revision=2)
    with SqliteStore(tmp_path / "s.db") as store:
        assert (ids(store), ids(store, "soldados"), ids(store, "11.000")) == (["a", "b"], ["a", "b"], [])
        save(store, "a", "Nada.", minutes=3, revision=3)
        assert (ids(store, "soldados"), ids(store)) == (["b"], ["a", "b"])
