"""A whole project with the clock in the test's hand: articles on disk, the real steps, a webhook that listens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from pytest_httpserver import HTTPServer
from typer.testing import CliRunner
from werkzeug import Request, Response

from checker import app, cli, pipeline
from checker.app import Parts
from checker.model.discrepancy import StoredDiscrepancy
from checker.texts import say
from tests.story import article, project

CHANCE = Random(1)


@dataclass
class Newsroom:
    """One project. `now` moves on by hand; `heard` has the (rule, change) of everything that arrived, `messages` what
    it came in."""

    folder: Path
    config: Path
    parts: Parts
    now: datetime
    heard: list[tuple[str, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)

    def prints(self, name: str, text: str, outlet: str) -> None:
        """An outlet prints an article today, or edits the one of that name."""
        article(self.folder / "in", name, text, outlet, f"{self.now:%Y-%m-%d}")

    def turn(self, **later: float) -> list[tuple[str, str]]:
        """One turn of every step, so much later; what arrived in it."""
        self.now += timedelta(**later)
        before = len(self.heard)
        store, config = self.parts.store, self.parts.loaded.config
        for watched in self.parts.sources:
            pipeline.poll(store, watched.source, self.parts.readers(), self.now, baseline=watched.baseline)
        pipeline.trace_origins(store, config.owner_of())
        pipeline.judge_dirty(store, self.parts.book, self.now)
        pipeline.alert(store, config, self.parts.notifiers, self.now)
        for name, notifier in self.parts.notifiers.items():
            pipeline.deliver_due(store, name, notifier, config, self.now, chance=CHANCE)
        return self.heard[before:]

    def stored(self, rule: str = "") -> StoredDiscrepancy:
        """The one disagreement (of a rule) that is known."""
        (one,) = [one for one in self.parts.store.discrepancies(everything=True) if rule in ("", one.discrepancy.rule)]
        return one

    def command(self, *words: str) -> str:
        """What a command of this project prints."""
        done = CliRunner().invoke(cli.app, [*words, "--config", str(self.config)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def explained(self, rule: str = "") -> list[str]:
        """The lines of `discrepancies explain` about who was told."""
        lines = self.command("discrepancies", "explain", self.stored(rule).discrepancy.id).splitlines()
        head = lines.index(say("cli.discrepancies.told", "en"))
        return [line.strip() for line in lines[head + 1 :]]


@contextmanager
def newsroom(
    folder: Path,
    server: HTTPServer,
    now: datetime,
    *,
    settings: str = "",
    route: str = "",
    rules: Sequence[str] = (),
    baseline: bool = False,
) -> Iterator[Newsroom]:
    """A project whose only route goes to a webhook. `settings`: more of config.yaml; `route`: more keys of the route;
    `rules`: the texts of rule files, instead of the shipped ones."""
    heard: list[tuple[str, str]] = []
    kinds: list[str] = []
    messages: list[dict[str, Any]] = []

    def take(request: Request) -> Response:
        message: dict[str, Any] = json.loads(request.data)
        kinds.append(message["kind"])
        messages.append(message)
        heard.extend((item["rule"], item["change"]) for item in message["discrepancies"])
        return Response("ok")

    server.expect_request("/hook").respond_with_handler(take)
    config = project(folder, f"{{kind: webhook, url: '{server.url_for('/hook')}'}}", baseline=baseline)
    text = config.read_text(encoding="utf-8")
    if route:
        text = text.replace("to: out,", f"to: out, {route},")
    if rules:
        (folder / "own").mkdir()
        for number, one in enumerate(rules):
            (folder / "own" / f"{number}.yaml").write_text(one, encoding="utf-8")
        text = text.replace(f"rules: {Path(__file__).parent.parent.parent / 'rules'}", "rules: own")
    config.write_text(f"{text}{settings}\n", encoding="utf-8")
    with app.parts(app.settings(config)) as parts:
        yield Newsroom(folder, config, parts, now, heard, kinds, messages)
