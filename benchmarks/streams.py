"""The alerts of whole streams: the articles of several outlets on many events, taken in day by day as a user would.

    uv run --group test python -m benchmarks.streams          # prints the figures as JSON
    uv run --group test python -m benchmarks.streams events/  # of other stories (see tests/streams.py)

Each day's articles of all stories are put into a watched folder and one round of the daemon, on the evening of that day
by its clock, takes them in, with the shipped rules and a store that lives on from day to day; a web hook on this machine
takes the alerts. Figures:
`wanted`, `found` and `missed` of the disagreements that a desk wants to hear, `false` alarms with their number in 100
articles, `impure` ones that set a wrong article against another, and `repeated`, messages that tell a step again. Each day that is
taken in is told on standard error.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import Counter, defaultdict
from datetime import UTC, datetime, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar
from unittest.mock import patch

from checker import app, daemon
from checker.wire import stored_to_json
from tests.story import project
from tests.streams import FOLDER, Json, load, name_of, tally

LONG_AGO = 1_000_000_000  # seconds since 1970: what was just written may not be finished, and is not read yet


class Hook(BaseHTTPRequestHandler):
    """Takes every message."""

    taken: ClassVar[list[Json]] = []

    def do_POST(self) -> None:  # the name that the library wants
        Hook.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def take_in(day: str, config: Path) -> None:
    """One round in the evening of a day: for a clock that is behind an article its date would be a mistake, and lost."""
    evening = datetime.combine(datetime.fromisoformat(day), time(23, 59), UTC)
    with patch("checker.daemon.utc_now", lambda: evening), app.parts(app.settings(config, required=True)) as parts:
        daemon.run_once(parts)


def by_day(stories: list[Json]) -> dict[str, list[Json]]:
    """The articles of all stories as JSON, by the day on which they were printed."""
    days: dict[str, list[Json]] = defaultdict(list)
    for story in stories:
        for told in story["statements"]:
            row = {
                "id": name_of(story, told["id"]),
                "source": told["outlet"],
                "title": told.get("title", ""),
                "text": told["says"],
                "published": told["published"],
            }
            if told.get("origin"):
                row["origin"] = told["origin"]
            days[told["published"][:10]].append(row)
    return dict(sorted(days.items()))


def main() -> None:
    """Take everything in, and print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    stories = [load(file) for file in sorted(folder.glob("*.yaml"))]
    days = by_day(stories)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with TemporaryDirectory() as temporary:
        hook = f"{{kind: webhook, url: 'http://127.0.0.1:{server.server_address[1]}/'}}"
        config = project(Path(temporary), hook)
        for at, (day, rows) in enumerate(days.items(), 1):
            print(f"{day}: {len(rows)} articles (day {at} of {len(days)})", file=sys.stderr, flush=True)
            lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
            file = config.parent / "in" / f"{day}.jsonl"
            file.write_text(lines + "\n", encoding="utf-8")
            os.utime(file, (LONG_AGO, LONG_AGO))
            take_in(day, config)
        with app.store(app.settings(config)) as store:
            exported = [stored_to_json(one, "en") for one in store.discrepancies(everything=True)]
    server.shutdown()
    told = [one for one in exported if not one.get("held_back")]
    articles = sum(map(len, days.values()))
    figures = tally(told, stories)
    steps = Counter(
        (one["id"], one["change"], json.dumps(one["sides"], sort_keys=True))
        for message in Hook.taken
        for one in message["discrepancies"]
    )
    print(
        json.dumps(
            {
                "articles": articles,
                **figures,
                "false_per_100": round(100 * len(figures["false"]) / articles, 1),
                "messages": len(Hook.taken),
                "repeated": sum(number - 1 for number in steps.values()),
            },
            indent=1,
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
