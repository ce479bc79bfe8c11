"""The pages of rules at a running desk: how each fares, what lint says, and a box in which a hostile draft is harmless."""

from __future__ import annotations

import html
import os
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from checker import app, daemon
from checker.app import Parts
from checker.clock import utc_now
from checker.store.base import WrongReading
from checker.texts import say
from checker.web.server import serving
from checker.web.trial import LONGEST, Draft, Trial, trial, try_out
from tests.story import ONE, TWO, article, project
from tests.web.test_desk import key_of, only_id

STRICT = """
rules:
  - id: troops-disagree
    title: {en: Troops to the man, es: Soldados hasta el último}
    fact: troops
    same: [of, place]
    check: {kind: quantity, tolerance: "±1"}
    alert_on: [contradiction, dispute]
    severity: {high: ">= 1%"}
    status: draft
"""


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    file = project(tmp_path, desk="{port: 0}")
    today = utc_now().date().isoformat()
    article(tmp_path / "in", "one", ONE, "El Norte", today)
    article(tmp_path / "in", "two", TWO, "El Sur", today)
    with app.parts(app.settings(file)) as made:
        daemon.run_once(made)
        yield made


@pytest.fixture
def web(parts: Parts) -> Iterator[httpx.Client]:
    with serving(parts) as address, httpx.Client(base_url=address or "", follow_redirects=True, timeout=150) as client:
        yield client


def tried(web: httpx.Client, draft: str, sentences: str = "") -> httpx.Response:
    key = key_of(web.get("/rules/try").text)
    return web.post("/rules/try", data={"form_key": key, "draft": draft, "sentences": sentences})


def draft_of(text: str, back: int = 30) -> Draft:
    return Draft(text, (), utc_now() - timedelta(days=back), utc_now())


def test_the_example_of_the_box_finds_what_its_sentences_disagree_on(web: httpx.Client) -> None:
    page = web.get("/rules/try").text
    draft, sentences = (html.unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL))
    found = tried(web, draft, sentences).text
    assert found.count('<div class="card critical">') == 1
    assert "4.4 times apart" in found
    assert "It would add 0" in found


def test_a_draft_is_held_against_what_is_stored_beside_the_rule_that_it_replaces(
    web: httpx.Client, parts: Parts
) -> None:
    before = parts.store.counts()
    found = tried(web, STRICT).text
    assert "As before: 1" in found
    assert "In what is stored: 2 of 2 articles" in found
    assert parts.store.counts() == before
    none = tried(web, STRICT.replace("same: [of, place]", "same: [of, place]\n    where: {of: country:fr}")).text
    assert "It would no longer raise 1" in none


def test_faults_are_told_with_line_and_column_as_lint_tells_them(web: httpx.Client) -> None:
    page = html.unescape(tried(web, STRICT.replace("fact: troops", "fact: trops")).text)
    assert "draft.yaml:5:5: rules[0].fact" in page
    assert "did you mean" in page
    assert "It cannot be used as it stands" in page
    assert re.search(r"draft\.yaml:[23]:\d+:", html.unescape(tried(web, "rules:\n  - {id: [").text))


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "\x00\x01",
        "rules: {}",
        "- a\n- b",
        "!!python/object/apply:os.system ['true']",
        "a: &a [1,1,1,1,1,1,1,1]\n" + "\n".join(f"b{n}: &b{n} [{'*a,' * 9}*a]" for n in range(40)),
        "[" * 9000,
        "<script>alert(1)</script>",
    ],
    ids=["nothing", "controls", "no-list", "a-list", "a-tag", "aliases", "deep", "markup"],
)
def test_a_hostile_draft_is_told_to_be_none(web: httpx.Client, draft: str) -> None:
    answer = tried(web, draft)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "It would add" not in answer.text


def test_a_draft_that_is_too_long_is_not_taken(web: httpx.Client) -> None:
    assert tried(web, "#" * (LONGEST + 1)).status_code == 422


def test_a_draft_that_takes_too_long_is_ended_and_leaves_nothing_behind(parts: Parts) -> None:
    started = time.monotonic()
    assert try_out(parts.loaded, draft_of(STRICT), seconds=0.01) == Trial(failed="time")
    assert time.monotonic() - started < 60
    assert [one for one in Path("/proc").iterdir() if one.name.isdigit() and _child_of_ours(one)] == []


def _child_of_ours(process: Path) -> bool:
    try:
        stat = (process / "stat").read_text(encoding="utf-8")
        command = (process / "cmdline").read_text(encoding="utf-8")
    except OSError:
        return False
    return int(stat.rpartition(")")[2].split()[1]) == os.getpid() and "spawn_main" in command


def test_only_what_is_recent_is_looked_at(parts: Parts) -> None:
    assert trial(parts.loaded, draft_of(STRICT)).of == 2
    assert trial(parts.loaded, draft_of(STRICT, back=-1)).of == 0


def test_how_a_rule_fares_and_what_lint_says_of_its_file(web: httpx.Client, parts: Parts) -> None:
    name = only_id(parts)
    quote = parts.store.find(name)[0].discrepancy.sides[0].quotes[0]
    report = WrongReading(utc_now(), "Ana", quote.statement, "troops", quote.article, "value")
    parts.store.save_wrong_reading(report)
    page = web.get("/rules").text
    row = next(part for part in page.split("<tr>") if "troops-disagree" in part)
    assert "1 under it, 1 of its fact" in row
    assert "just now" in row or "min ago" in row
    assert "nothing to mend" in page or "to mend" in page
    key = key_of(page)
    web.post("/act", data={"form_key": key, "id": name, "action": "dismiss", "reason": "two units"})
    shown = web.get("/rules/troops-disagree").text
    assert "two units" in shown
    assert "shown from 10 alerts on" in shown
    assert say("desk.draft.change", "en") in shown
    assert "troops-disagree" in html.unescape(web.get("/rules/try?rule=troops-disagree").text)


def test_a_file_that_is_refused_is_told_so_with_its_faults(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "mine.yaml").write_text(STRICT, encoding="utf-8")
    (rules / "facts.yaml").write_text(
        "facts:\n  troops: {label: {en: troops, es: tropas}, counts: person}\n", encoding="utf-8"
    )
    file = project(tmp_path, desk="{port: 0}")
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"rules: .*", f"rules: {rules}", text), encoding="utf-8")
    with (
        app.parts(app.settings(file)) as made,
        serving(made) as address,
        httpx.Client(base_url=address or "", timeout=150) as client,
    ):
        assert "badge critical" not in client.get("/rules").text
        (rules / "mine.yaml").write_text(STRICT.replace("status: draft", "status: daft"), encoding="utf-8")
        page = client.get("/rules").text
        assert "badge critical" in page
        assert "mine.yaml:10:" in page
        assert "troops-disagree" in page  # what was good stays in force
        assert client.get("/healthz").json()["unwell"] == {"rules": "1 faults, the last good ones are in force"}
