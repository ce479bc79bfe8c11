"""However much there is of something, a page stays one: quotes by the hundred, dead letters, silences, steps, long words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from checker import app, daemon
from checker.alerting.sample import sample_message
from checker.app import Parts
from checker.clock import utc_now
from checker.model.alert import Silence
from checker.store.base import Action
from checker.store.sqlite import SqliteStore
from checker.store.sqlite.rows import DISCREPANCY, MESSAGE, stamp
from checker.web.server import serving
from tests.story import ONE, TWO, article, project

MOST_BYTES = 200_000


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """A disagreement that four hundred articles report, and a thousand of everything else."""
    folder = tmp_path_factory.mktemp("bounds")
    article(folder / "in", "one", ONE, "El Norte")
    article(folder / "in", "two", TWO, "El Sur")
    with app.parts(app.settings(project(folder, desk="{port: 0}"))) as made:
        daemon.run_once(made)
        store = made.store
        assert isinstance(store, SqliteStore)
        (one,) = store.discrepancies()
        outlets = [f"Diario de la Comarca Número {number}" for number in range(200)]
        sides = tuple(
            dataclasses.replace(
                side,
                quotes=tuple(dataclasses.replace(side.quotes[0], outlet=outlet, origin=outlet) for outlet in outlets),
            )
            for side in one.discrepancy.sides
        )
        wide = DISCREPANCY.dump_json(dataclasses.replace(one.discrepancy, sides=sides)).decode()
        now = utc_now()
        with store.writing() as db:
            db.conn.execute("UPDATE discrepancies SET data = ?", [wide])
            sample = sample_message("out", "en", now)
            for number in range(1000):
                message = dataclasses.replace(sample, key=f"dead-{number}")
                db.conn.execute(
                    "INSERT INTO messages (key, notifier, state, due_at, attempts, error, data) "
                    "VALUES (?, 'out', 'dead', ?, 9, 'no', ?)",
                    [message.key, stamp(now), MESSAGE.dump_json(message).decode()],
                )
                db.conn.execute(
                    "INSERT INTO transitions (discrepancy, change, at, silent, decided, data) VALUES (?, 'worse', ?, NULL, 1, ?)",
                    [one.discrepancy.id, stamp(now), DISCREPANCY.dump_json(one.discrepancy).decode()],
                )
        for number in range(1000):
            until = now + timedelta(hours=1)
            store.save_silence(Silence(f"{number:08x}", {"rule": [f"r{number}"]}, "Ana", "x" * 100, now, until))
        store.save_actions(
            [Action(now, "Ana", "note", one.discrepancy.id, "y" * 200, {}, f"b{n}") for n in range(1000)]
        )
        yield made


def test_no_page_grows_with_what_there_is(parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    with serving(parts) as address, httpx.Client(base_url=address or "", timeout=60) as web:
        for path in (
            "/",
            f"/d/{one.discrepancy.id}",
            "/deliveries",
            "/silences",
            "/log",
            "/rules",
            "/feed.atom",
            "/articles",
        ):
            answer = web.get(path)
            assert answer.status_code == 200, path
            assert len(answer.content) < MOST_BYTES, path
            assert answer.text.count("Comarca") < 100, path
        assert "360 quotes more" in web.get(f"/d/{one.discrepancy.id}?ui=en").text
        assert "1,000" in web.get("/deliveries?ui=en").text
        assert len(web.get(f"/d/{one.discrepancy.id}.json").json()["sides"][0]["quotes"]) == 200
