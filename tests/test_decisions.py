"""What people decide holds over restarts, re-reads and new versions of rules, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker import pipeline
from checker.judging.decisions import Identities, exception_for
from checker.model.article import Article
from checker.model.decision import EntityDecision
from checker.model.discrepancy import Discrepancy, Status
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore
from tests.story import ONE, TWO

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
MINISTERS = (
    "La ministra de Sanidad de Uruguay, Lucía Arocena, presentó el plan.",
    "El plan lo explicó la ministra de Sanidad de Uruguay, Carmen Ferrando.",
)


class Desk:
    """A store file and the rules; `again` opens it anew, as after a restart."""

    def __init__(self, file: Path, reader: Reader, book: Rulebook) -> None:
        self.file, self.reader, self.book = file, reader, book
        self.store = SqliteStore(file)

    def put(self, name: str, text: str, *, revision: int = 1) -> None:
        day = TimeSpan.from_iso("2024-11-29")
        article = Article(text, id=name, outlet=name.upper(), published=day, revision=revision)
        incoming = Incoming(name, f"{revision}{text}", article, self.reader.read(article))
        self.store.save_poll("s", [incoming], {"at": name}, NOW, baseline=False)

    def judge(self) -> list[tuple[str, str | None]]:
        """The transitions of one judgement: (change, why nobody is told)."""
        before = {one.seq for one in self.store.pending()}
        pipeline.judge_dirty(self.store, self.book, NOW)
        return [(one.change.value, one.silent) for one in self.store.pending() if one.seq not in before]

    def only(self) -> Discrepancy:
        (one,) = self.store.discrepancies(everything=True)
        return one.discrepancy

    def again(self) -> None:
        self.store.close()
        self.store = SqliteStore(self.file)


@pytest.fixture
def desk(tmp_path: Path, reader: Reader, book: Rulebook) -> Desk:
    return Desk(tmp_path / "s.db", reader, book)


def test_an_exception_closes_what_it_explains_and_tells_nobody(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    assert desk.judge() == [("opened", None)]
    desk.store.save_exception(exception_for(desk.only(), "ana", "one counts the support troops", NOW))
    assert desk.judge() == [("resolved", "excepted")]


def test_an_exception_outlives_restarts_new_rules_and_another_outlet(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    desk.store.save_exception(exception_for(desk.only(), "ana", "why", NOW))
    desk.judge()
    desk.again()
    desk.book = replace(
        desk.book,
        rules=tuple(
            replace(one, id="mine", within=timedelta(days=9)) if one.id == "troops-disagree" else one
            for one in desk.book.rules
        ),
    )
    assert desk.judge() == [], "another rule, the same two figures"
    desk.put("b", f"{TWO} Nadie más lo dice.", revision=2)
    desk.put("c", TWO)
    assert desk.judge() == [], "an edited article and a third outlet say nothing new"
    desk.put("d", "Según Moscú, hay unos 60.000 soldados norcoreanos en Kursk.")
    assert desk.judge() == [("opened", None)], "another figure is another disagreement"


def test_an_exception_of_one_topic_says_nothing_of_another(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    desk.store.save_exception(exception_for(desk.only(), "ana", "why", NOW))
    desk.judge()
    desk.put("c", ONE.replace("norcoreanos en Kursk", "polacos en Letonia"))
    desk.put("d", TWO.replace("norcoreanos en Kursk", "polacos en Letonia"))
    assert desk.judge() == [("opened", None)]


def test_a_revoked_exception_lets_it_open_again(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    one = exception_for(desk.only(), "ana", "why", NOW)
    desk.store.save_exception(one)
    desk.judge()
    desk.store.revoke_exception(one.id, "eva", NOW)
    assert [change for change, _ in desk.judge()] == ["reopened"]
    (listed,) = desk.store.exceptions()
    assert (listed.revoked_by, listed.reason) == ("eva", "why")
    assert desk.store.decided().exceptions == ()


def test_a_dismissal_counts_towards_the_false_alarms_of_its_rule(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    assert desk.store.rule_records()["troops-disagree"].false_alarms == 0
    desk.store.set_status(desk.only().id, Status.DISMISSED, "ana", "two counts of two months", NOW)
    record = desk.store.rule_records()["troops-disagree"]
    assert (record.alerts, record.false_alarms, record.reasons) == (1, 1, ("two counts of two months",))
    assert record.share(least=5) is None
    assert record.share(least=1) == 1.0
    desk.store.set_status(desk.only().id, Status.OPEN, "ana", "", NOW)
    assert desk.store.rule_records()["troops-disagree"].false_alarms == 0


def test_two_that_are_the_same_do_not_hold_one_office_against_each_other(desk: Desk) -> None:
    for name, text in zip("ab", MINISTERS, strict=True):
        desk.put(name, text)
    assert desk.judge() == [("opened", None)]
    ids = [quote.value for side in desk.only().sides for quote in side.quotes]
    one, two = (getattr(value, "entity", None) for value in ids)
    assert one is not None
    assert two is not None
    desk.store.save_entity_decision(EntityDecision(one, two, True, "ana", "maiden name", NOW))
    assert desk.judge() == [("resolved", None)]
    desk.again()
    desk.put("c", MINISTERS[0])
    assert desk.judge() == []
    desk.store.save_entity_decision(EntityDecision(one, two, False, "ana", "it was wrong", NOW))
    assert [change for change, _ in desk.judge()] == ["reopened"]
    stored = {statement.value for statement in desk.store.statements() if statement.fact == "office_holder"}
    assert {getattr(value, "entity", None) for value in stored} == {one, two}, "the ids first given stay"


def test_the_latest_decision_on_two_holds_and_the_first_name_stands_for_all() -> None:
    def said(a: str, b: str, same: bool) -> EntityDecision:
        return EntityDecision(a, b, same, "ana", "", NOW)

    merged = [said("person:a", "person:b", True), said("person:b", "person:c", True)]
    who = Identities.of(merged)
    assert {who.entity(one, "X") for one in ("person:a", "person:b", "person:c")} == {"person:a"}
    assert who.entity("person:d", "X") == "person:d"
    who = Identities.of([*merged, said("person:c", "person:b", False)])
    assert who.entity("person:c", "X") == "person:c"
    who = Identities.of([said("Estado Mayor", "el Estado Mayor de Kiev", True)])
    assert who.entity(None, "El Estado Mayor de Kiev") == who.entity(None, "Estado Mayor") == "name:estado-mayor"


def test_a_spelling_can_be_taken_out_of_an_id() -> None:
    who = Identities.of([EntityDecision("person:juan-perez", "Juan Pérez hijo", False, "ana", "father and son", NOW)])
    assert who.entity("person:juan-perez", "Juan Pérez") == "person:juan-perez"
    assert who.entity("person:juan-perez", "Juan Pérez hijo") == "person:juan-perez~juan-perez-hijo"


def test_two_of_like_names_who_are_set_apart_hold_one_office_against_each_other(desk: Desk) -> None:
    desk.put("a", "El ministro de Defensa de Chile, Tomás Rueda Vidal, viajó a Lima.")
    desk.put("b", "Lo anunció el ministro de Defensa de Chile, Tomás Rueda.")
    assert desk.judge() == [], "a shorter form of one name"
    ids = {getattr(one.value, "entity", "") for one in desk.store.statements() if one.fact == "office_holder"}
    short, full = sorted(ids)
    apart = EntityDecision(short, full, False, "ana", "father and son", NOW)
    desk.store.save_entity_decision(apart)
    assert desk.judge() == [("opened", None)]
    desk.again()
    assert desk.judge() == [], "it is remembered"
    desk.store.save_entity_decision(replace(apart, same=True, reason="one man after all"))
    assert [change for change, _ in desk.judge()] == ["resolved"]


def test_a_check_without_a_store_of_its_own_goes_by_what_was_decided(
    desk: Desk, reader: Reader, book: Rulebook
) -> None:
    day = TimeSpan.from_iso("2024-11-29")
    read = [
        reader.read(Article(text, id=name, outlet=name, published=day))
        for name, text in zip("ab", MINISTERS, strict=True)
    ]
    told = [one for reading in read for one in reading.statements]
    assert len(pipeline.judge_statements(told, book, None).discrepancies) == 1
    one, two = ("person:lucia-arocena", "person:carmen-ferrando")
    desk.store.save_entity_decision(EntityDecision(one, two, True, "ana", "maiden name", NOW))
    assert pipeline.judge_statements(told, book, None, desk.store.decided()).discrepancies == ()
