"""What the API takes and gives beyond lists: topics, names, known differences, drafts, silences, deliveries, the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from checker import app, daemon
from checker.app import Parts
from checker.web.server import serving
from tests.story import ONE, TWO, article, project
from tests.web.test_desk import only_id
from tests.web.test_desk_rules import STRICT


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    file = project(tmp_path, desk="{port: 0}")
    article(tmp_path / "in", "one", ONE, "El Norte")
    article(tmp_path / "in", "two", TWO, "El Sur")
    with app.parts(app.settings(file)) as made:
        daemon.run_once(made)
        yield made


@pytest.fixture
def api(parts: Parts) -> Iterator[httpx.Client]:
    with serving(parts) as address, httpx.Client(base_url=f"{address}api/v1", timeout=150) as client:
        yield client


def log(api: httpx.Client) -> list[tuple[str, str]]:
    return [(made["action"], made["author"]) for made in api.get("/log").json()["actions"]]


def test_what_is_talked_of(api: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    names = {name for side in one.discrepancy.sides for name in side.statements}
    told = api.get("/topics").json()["topics"]
    (mine,) = [topic for topic in told if topic["statement"] in names]
    assert (mine["sources"], mine["open"], mine["topic"]["of"]) == (2, True, "country:kp")
    assert api.get(f"/topics/{mine['rule']}/{mine['statement']}").status_code == 200


def test_a_topic(api: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    statement = one.discrepancy.sides[0].statements[0]
    found = api.get(f"/topics/{one.discrepancy.rule}/{statement}").json()
    assert {row["outlet"] for row in found["statements"]} == {"El Norte", "El Sur"}
    assert found["whole"] is True
    assert "country:kp" in {row["id"] for row in found["names"]}
    assert api.get(f"/topics/{one.discrepancy.rule}/nothing").json() == {"error": "nothing"}


def test_names_are_merged_and_taken_apart(api: httpx.Client) -> None:
    names = {row["id"]: row["spellings"] for row in api.get("/entities").json()["entities"]}
    assert "norcoreanos" in names["country:kp"]
    assert api.get("/entities/country:kp").json()["spellings"] == names["country:kp"]
    assert api.get("/entities/country:zz").status_code == 404
    given = {"a": "country:kp", "b": "country:kr", "same": True, "reason": "a trial", "author": "ana"}
    made = api.post("/entities", json=given).json()
    assert (made["a"], made["b"], made["revoked_at"]) == ("country:kp", "country:kr", None)
    assert api.post("/entities", json={**given, "reason": " "}).status_code == 422
    assert api.delete(f"/entities/decisions/{made['number']}").json() == {"taken_back": made["number"]}
    assert api.delete(f"/entities/decisions/{made['number']}").status_code == 404
    assert log(api) == [("unmerge", "api"), ("merge", "ana")]


def test_a_known_difference(api: httpx.Client, parts: Parts) -> None:
    given = {"discrepancy": only_id(parts), "reason": "one counts the wounded"}
    made = api.post("/exceptions", json=given).json()
    assert made["topic"]["of"] == "country:kp"
    assert api.post("/exceptions", json={**given, "discrepancy": "x"}).status_code == 404
    assert api.delete(f"/exceptions/{made['id']}").status_code == 200
    assert api.get("/exceptions").json()["exceptions"][0]["revoked_by"] == "api"


def test_a_draft_and_the_files(api: httpx.Client) -> None:
    found = api.post("/rules/try", json={"rules": STRICT, "sentences": f"{ONE}\n{TWO}"}).json()
    assert found["problems"][0]["file"] == "draft.yaml"
    assert len(found["sentences"]["discrepancies"]) == 1
    assert api.post("/rules/try", json={"rules": "#" * 20_001}).status_code == 422
    named = api.post("/rules/try", json={"rules": STRICT.replace("id: ", "id: BAD "), "sentences": ONE}).json()
    assert "may hold small letters" in named["problems"][0]["what"]
    files = api.get("/rules/files").json()["files"]
    assert all(not [one for one in file["problems"] if one["severity"] == "error"] for file in files)
    one = api.get("/rules/troops-disagree").json()
    assert (one["discrepancies"]["open"], one["false_alarm_share"]) == (1, None)
    assert api.get("/rules/nothing").status_code == 404


def test_silences(api: httpx.Client, parts: Parts) -> None:
    given = {"match": "rule=troops-*", "lasting": "8h", "reason": "known"}
    made = api.post("/silences", json=given).json()
    assert made["match"] == {"rule": ["troops-*"]}
    longer = api.patch(f"/silences/{made['id']}", json={"lasting": "3d"}).json()
    assert longer["ends_at"] > made["ends_at"]
    assert longer["reason"] == "known"
    assert api.delete(f"/silences/{made['id']}").json() == {"ended": made["id"]}
    for wrong in ({"match": "nonsense"}, {"lasting": "soon"}, {"reason": ""}):
        assert api.post("/silences", json={**given, **wrong}).status_code == 422, wrong
    muted = {"ids": [only_id(parts)], "action": "mute", "reason": "we asked", "lasting": "2d"}
    batch = api.post("/decisions", json=muted).json()["batch"]
    assert api.delete(f"/decisions/{batch}").json() == {"undone": 1}
    assert [kind for kind, _ in log(api)] == ["undo", "expire", "mute", "expire", "extend", "silence"]


def test_sources_deliveries_and_wrong_readings(api: httpx.Client, parts: Parts) -> None:
    (source,) = api.get("/sources").json()["sources"]
    assert (source["state"], source["articles"], source["dates_from"]) == ("well", 2, {"given": 2})
    assert source["next_poll"] > source["last_good"]
    assert api.get("/deliveries").json() == {"counts": {"sent": 1}, "dead": []}
    assert api.post("/deliveries/replay", json={"keys": ["nothing"]}).json() == {"replayed": 0}
    quote = parts.store.discrepancies()[0].discrepancy.sides[0].quotes[0]
    wrong = {"statement": quote.statement, "part": "claimant", "note": "it was Tokyo", "author": "ana"}
    assert api.post(f"/articles/{quote.article}/wrong", json=wrong).status_code == 201
    assert api.get("/rules/troops-disagree").json()["wrong_readings"] == {"rule": 1, "fact": 1}
    assert api.post(f"/articles/{quote.article}/wrong", json={**wrong, "part": "mood"}).status_code == 422
    assert api.get(f"/articles/{quote.article}").json()["published_from"] == "given"
