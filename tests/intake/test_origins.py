"""Who wrote it: signatures, near-copies, owners; and that the order of arrival never matters."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from checker import pipeline
from checker.intake import copies
from checker.intake.origins import byline_of, guesses, trace
from checker.model.article import Article
from checker.model.provenance import Byline, How, Kin
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore
from tests.intake.wire import Story, generate

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "corpus/bylines.jsonl").read_text().splitlines()]
NOW = datetime(2024, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_signatures(case: dict[str, str]) -> None:
    found = byline_of(case["text"], author=case.get("author", ""), url=case.get("url", ""), outlet=case.get("outlet"))
    assert (found.agency if found else None) == case["agency"]


def _kin(name: str, outlet: str, agency: str | None = None, given: str | None = None, day: int = 1) -> Kin:
    return Kin(name, outlet, given, Byline(agency, agency) if agency else None, f"2024-11-{day:02d}")


def test_a_signature_speaks_for_its_copies() -> None:
    found = guesses([_kin("a", "A"), _kin("b", "B", "EFE"), _kin("c", "C")], {})
    assert {name: (one.origin, one.how) for name, one in found.items()} == {
        "a": ("EFE", How.COPY),
        "b": ("EFE", How.BYLINE),
        "c": ("EFE", How.COPY),
    }
    assert found["a"].evidence["like"] == "b"


def test_without_a_signature_the_first_house_wrote_it() -> None:
    found = guesses([_kin("a", "A", day=3), _kin("b", "B", day=2)], {})
    assert {one.origin for one in found.values()} == {"B"}
    assert guesses([_kin("a", "A", day=3), _kin("b", "A", day=2)], {}) == {}, "one outlet's own two texts"
    assert guesses([_kin("a", "A")], {}) == {}


def test_what_a_source_says_itself_is_kept() -> None:
    found = guesses([_kin("a", "A", given="AP"), _kin("b", "B", "EFE"), _kin("c", "C", "EFE")], {})
    assert (found["a"].origin, found["a"].how) == ("AP", How.GIVEN)


def test_owners_are_one_house() -> None:
    owners = {"A": "Grupo", "B": "Grupo"}
    assert guesses([_kin("a", "A")], owners)["a"].origin == "Grupo"
    found = guesses([_kin("a", "A"), _kin("b", "B")], owners)
    assert {(one.origin, one.how) for one in found.values()} == {("Grupo", How.OWNER)}
    assert guesses([_kin("a", "A"), _kin("x", "X", day=2)], owners)["x"].origin == "Grupo"


def test_short_texts_and_independent_reports_are_no_copies() -> None:
    assert copies.signature("Según Kiev, hay unos 12.000 soldados norcoreanos en Kursk.") is None
    stories = [Story(seed).text for seed in range(20)]
    marks = [copies.signature(text) for text in stories]
    alike = [
        copies.similarity(one, other)
        for number, one in enumerate(marks)
        for other in marks[:number]
        if one is not None and other is not None
    ]
    assert len(alike) == 190
    assert max(alike) < copies.ALIKE


def test_names_and_figures_do_not_part_a_copy() -> None:
    text = Story(1).text
    other = text.replace("Puerto Claro", "Port Clair").replace("1", "7")
    assert text != other
    one, two = copies.signature(text), copies.signature(other)
    assert one is not None
    assert two is not None
    assert copies.similarity(one, two) > 0.95


def test_origins_of_made_up_clusters() -> None:
    """Each among all the others; benchmarks/intake.py measures three hundred."""
    chance = random.Random(2024)
    clusters = [generate(seed, chance) for seed in range(60)]
    articles = [one for cluster in clusters for one in cluster.articles]
    kin = [
        Kin(one.id, one.outlet, None, byline_of(one.text), one.published.to_iso() if one.published else None)
        for one in articles
    ]
    found = trace(kin, {one.id: copies.signature(one.text) for one in articles}, {})
    exact = 0
    for cluster in clusters:
        names = {found[one.id].origin if one.id in found else one.outlet for one in cluster.articles}
        exact += len(names) == cluster.origins
        if cluster.agency:
            assert {found[name].origin for name in cluster.wire if name in found} == {cluster.agency}
    assert exact >= 0.97 * len(clusters)


FORM = (
    "Los premios del sorteo se pagan en cualquier oficina de la provincia hasta tres meses después, y quien pierde su "
    "boleto no tiene derecho a nada, según recuerda cada semana la sociedad que los reparte. El número {} salió ayer "
    "ante el notario, con el bombo a la vista de todos, y lo llevaban vecinos de {}."
)


def _forms(times: int) -> list[Article]:
    """A form that is filled in again every fortnight, each time for two papers."""
    return [
        Article(
            FORM.format(1000 + time, "un barrio"),
            id=f"{time:02}{outlet}",
            outlet=outlet,
            published=TimeSpan.from_iso(f"{date(2024, 1, 1) + timedelta(days=14 * time)}"),
        )
        for time in range(times)
        for outlet in ("Alba", "Faro")
    ]


def test_a_form_that_is_filled_in_again_is_no_copy_of_the_last(tmp_path: Path, reader: Reader) -> None:
    articles = _forms(10)
    with _store(tmp_path, articles, reader, 3) as store:
        found = store.origin_guesses([one.id for one in articles])
    assert {one.evidence["copies"] for one in found.values()} == {"2"}
    kin = [Kin(one.id, one.outlet, published=one.published.to_iso() if one.published else None) for one in articles]
    assert trace(kin, {one.id: copies.signature(one.text) for one in articles}, {}) == found


def _store(tmp_path: Path, articles: list[Article], reader: Reader, portions: int) -> SqliteStore:
    store = SqliteStore(tmp_path / f"{random.random()}.db")
    for start in range(0, len(articles), portions):
        incoming = []
        for one in articles[start : start + portions]:
            mark = copies.signature(one.text)
            incoming.append(
                Incoming(
                    one.id,
                    one.text,
                    one,
                    reader.read(one),
                    byline=byline_of(one.text),
                    signature=mark,
                    bands=tuple(copies.bands(mark)) if mark else (),
                )
            )
        store.save_poll("s", incoming, {"at": start}, NOW, baseline=False)
        pipeline.trace_origins(store, {})
    return store


def test_the_order_of_arrival_does_not_matter(tmp_path: Path, reader: Reader) -> None:
    chance = random.Random(5)
    articles = [one for seed in range(8) for one in generate(seed, chance).articles]
    kin = [
        Kin(one.id, one.outlet, None, byline_of(one.text), one.published.to_iso() if one.published else None)
        for one in articles
    ]
    expected = trace(kin, {one.id: copies.signature(one.text) for one in articles}, {})
    seen = []
    for portions in (1, 7, len(articles)):
        chance.shuffle(articles)
        with _store(tmp_path, articles, reader, portions) as store:
            assert store.origin_guesses([one.id for one in articles]) == expected
            seen.append(store.statements())
    assert seen[0] == seen[1] == seen[2]
    assert any(one.how is How.COPY for one in expected.values())


def test_an_edit_that_makes_a_copy_its_own_parts_it(tmp_path: Path, reader: Reader) -> None:
    story = Story(3)
    day = TimeSpan.from_iso("2024-11-29")
    signed = Article(story.text + " EFE", id="a", outlet="A", published=day)
    copied = Article(story.text, id="b", outlet="B", published=day)
    with _store(tmp_path, [signed, copied], reader, 2) as store:
        assert store.origin_guesses(["b"])["b"].origin == "EFE"
        rewritten = Article(Story(4).text, id="b", outlet="B", published=day, revision=2)
        mark = copies.signature(rewritten.text)
        assert mark is not None
        one = Incoming("b", "new", rewritten, reader.read(rewritten), signature=mark, bands=tuple(copies.bands(mark)))
        store.save_poll("s", [one], {"at": 9}, NOW, baseline=False)
        pipeline.trace_origins(store, {})
        assert set(store.origin_guesses(["a", "b"])) == {"a"}


def test_a_new_owner_is_taken_up(tmp_path: Path, reader: Reader) -> None:
    article = Article(Story(3).text, id="a", outlet="A")
    with _store(tmp_path, [article], reader, 1) as store:
        assert store.origin_guesses(["a"]) == {}
        pipeline.trace_origins(store, {"A": "Grupo"})
        assert store.origin_guesses(["a"])["a"].origin == "Grupo"
        assert {one.origin for one in store.statements()} <= {"Grupo"}
