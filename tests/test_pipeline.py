"""Judging over a real store: what is told and what is baseline, whatever happens between two steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker import pipeline
from checker.alertconfig import AlertingConfig
from checker.alerting.plan import plan
from checker.intake import folder
from checker.model.article import Article
from checker.model.discrepancy import Change, Status
from checker.model.provenance import Edit, FigureChange
from checker.model.statement import Reading
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import ALERTING, fingerprint
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore
from tests.story import ONE, TWO

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
RULE = "troops-disagree"
THREE = "Según Moscú, hay unos 60.000 soldados norcoreanos en Kursk."


class Desk:
    """A store, the troop rules, and articles put into it."""

    def __init__(self, file: Path, reader: Reader, book: Rulebook) -> None:
        self.store = SqliteStore(file)
        self.reader = reader
        self.book = replace(book, rules=tuple(rule for rule in book.rules if rule.id == RULE))

    def put(self, name: str, text: str, *, revision: int = 1, baseline: bool = False) -> None:
        day = TimeSpan.from_iso("2024-11-29")
        article = Article(text, id=name, outlet=name.upper(), published=day, revision=revision)
        incoming = Incoming(name, f"{revision}{text}", article, self.reader.read(article))
        self.store.save_poll("s", [incoming], {"at": name}, NOW, baseline=baseline)

    def judge(self, *, now: datetime = NOW) -> list[tuple[str, str | None]]:
        """The transitions of one judgement: (change, why nobody is told)."""
        before = {one.seq for one in self.store.pending()}
        pipeline.judge_dirty(self.store, self.book, now)
        return [(one.change.value, one.silent) for one in self.store.pending() if one.seq not in before]

    def with_rule(self, **keys: object) -> None:
        (rule,) = self.book.rules
        self.book = replace(self.book, rules=(replace(rule, **keys),))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path, reader: Reader, book: Rulebook) -> Desk:
    return Desk(tmp_path / "s.db", reader, book)


def test_what_the_first_poll_of_a_source_finds_is_its_baseline(desk: Desk) -> None:
    desk.put("a", ONE)
    assert desk.judge() == []
    desk.put("b", TWO, baseline=True)
    assert desk.judge() == [("opened", "source_baseline")], "it was there before anybody watched"
    desk.put("c", THREE)
    assert desk.judge() == [("worse", None)]


def test_a_new_article_against_a_baseline_article_is_news(desk: Desk) -> None:
    desk.put("a", ONE, baseline=True)
    desk.judge()
    desk.put("b", TWO)
    assert desk.judge() == [("opened", None)]


def test_news_and_a_baseline_judged_together_are_news(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO, baseline=True)
    assert desk.judge() == [("opened", None)]


def test_the_first_run_of_a_rule_tells_nobody_even_after_a_crash(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    mine = desk.book
    desk.book = replace(mine, rules=(replace(mine.rules[0], id="another", within=timedelta(days=1)),))
    desk.judge()
    desk.book = replace(mine, rules=(*desk.book.rules, *mine.rules))

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk.store, "save_judgement", crash)
        with pytest.raises(KeyboardInterrupt):
            desk.judge()
    assert desk.judge() == [("opened", "rule_baseline")]


def test_an_edited_rule_tells_of_itself_and_not_of_the_world(desk: Desk) -> None:
    desk.with_rule(origins=9, alert_on=frozenset())
    desk.put("a", ONE)
    desk.put("b", TWO)
    assert desk.judge() == []
    (rule,) = desk.book.rules
    desk.book = replace(desk.book, rules=(replace(rule, alert_on=ALERTING),))
    assert desk.judge() == [("opened", "rule_changed")]
    desk.put("c", THREE)
    assert desk.judge() == [("worse", None)]


def test_a_title_or_an_example_is_no_edit_of_what_a_rule_finds(desk: Desk) -> None:
    (rule,) = desk.book.rules
    same = replace(rule, title={"en": "Other"}, line=99, examples=())
    assert fingerprint(same, "1") == fingerprint(rule, "1")
    assert fingerprint(rule, "2") != fingerprint(rule, "1"), "another version of the program may judge otherwise"
    assert fingerprint(replace(rule, origins=5), "1") != fingerprint(rule, "1")


def test_a_removed_rule_closes_its_own_quietly_and_its_return_is_no_news(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    assert desk.judge() == [("opened", None)]
    mine = desk.book
    desk.book = replace(mine, rules=(replace(mine.rules[0], id="another", alert_on=frozenset()),))
    assert desk.judge() == [("resolved", "rule_removed")]
    assert desk.judge() == []
    desk.book = replace(mine, rules=(*desk.book.rules, *mine.rules))
    assert desk.judge() == [("reopened", "rule_baseline")]


def test_what_must_stand_is_told_when_it_has_stood_though_nobody_writes_again(desk: Desk) -> None:
    desk.with_rule(stand_for=timedelta(hours=2))
    morning = datetime(2024, 11, 29, 1, tzinfo=UTC)
    desk.put("a", ONE)
    desk.put("b", TWO)
    assert desk.judge(now=morning) == []
    assert desk.judge(now=morning + timedelta(seconds=5)) == []
    assert desk.judge(now=morning + timedelta(hours=2)) == [("opened", None)]


def test_an_article_that_comes_while_judging_is_judged_next(desk: Desk) -> None:
    desk.put("a", ONE)
    save = desk.store.save_judgement

    def meanwhile(*given: object) -> None:
        desk.put("b", TWO)
        save(*given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk.store, "save_judgement", meanwhile)
        assert desk.judge() == []
    assert desk.judge() == [("opened", None)]


def test_a_false_alarm_stays_dismissed_when_it_goes_and_comes_again(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    (one,) = desk.store.discrepancies()
    desk.store.set_status(one.discrepancy.id, Status.DISMISSED, "ana", "two places", NOW)
    desk.put("b", "Hoy llueve en Kursk.", revision=2)
    assert desk.judge() == []
    desk.put("b", TWO, revision=3)
    assert desk.judge() == []
    assert desk.store.find(one.discrepancy.id)[0].status is Status.DISMISSED


def test_a_corrected_figure_is_told_as_one(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    desk.put("b", TWO.replace("4.000", "4.500"), revision=2)
    assert desk.judge() == [("corrected", None)]
    desk.put("b", TWO.replace("4.000", "4.500") + " Hoy llueve.", revision=3)
    assert desk.judge() == []


def test_the_labels_of_a_rule_go_along_for_the_routes(desk: Desk) -> None:
    desk.with_rule(labels={"desk": "world"})
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    (one,) = desk.store.discrepancies()
    assert one.discrepancy.labels == {"desk": "world"}
    config = AlertingConfig.model_validate(
        {
            "routes": [
                {"match": {"label": {"desk": "sport"}}, "to": "a"},
                {"match": {"label": {"desk": "world"}}, "to": "b"},
            ]
        }
    )
    pipeline.alert(desk.store, config, ["a", "b"], NOW, impatient=True)
    assert desk.store.waiting(NOW) == ["b"]


def test_killed_between_planning_and_keeping_it_plans_the_same_again(desk: Desk) -> None:
    desk.put("a", ONE)
    desk.put("b", TWO)
    desk.judge()
    config = AlertingConfig.model_validate({"routes": [{"to": "a"}]})
    keys = []
    for later in (0, 60):
        now = NOW + timedelta(seconds=later)
        made = plan(pipeline.situation(desk.store, config, ["a"], now), config, now, impatient=True)
        keys.append([message.key for message in made.messages])
    assert keys[0] == keys[1] != []
    for _ in range(2):
        pipeline.alert(desk.store, config, ["a"], NOW, impatient=True)
    assert [one.message.key for one in desk.store.due("a", NOW)] == keys[0]


def _edit(desk: Desk, figure: str = "4.000") -> None:
    """An outlet turns 12,000 into another figure without a word."""
    desk.put("a", ONE)
    desk.judge()
    before, after = (
        desk.reader.read(
            Article(text, id="a", outlet="A", published=TimeSpan.from_iso("2024-11-29"), revision=revision)
        )
        for revision, text in ((1, ONE), (2, ONE.replace("12.000", figure)))
    )
    change = FigureChange(Edit.CORRECTED, before.statements[0], after.statements[0])
    article = Article(ONE.replace("12.000", figure), id="a", outlet="A", revision=2)
    desk.store.save_poll("s", [Incoming("a", "2", article, after, changes=(change,))], {}, NOW, baseline=False)


@pytest.mark.parametrize("killed_after", ["judging", "deciding", "alerting"])
def test_an_edit_is_told_once_whatever_is_killed(desk: Desk, killed_after: str, tmp_path: Path) -> None:
    config = AlertingConfig.model_validate({"routes": [{"to": "out"}], "corrections": "silent"})
    _edit(desk)
    for turn in range(3):
        with SqliteStore(tmp_path / "s.db") as store:
            edited = store.corrections(pending=True)
            pipeline.judge_dirty(store, desk.book, NOW)
            if turn == 0 and killed_after == "judging":
                continue
            pipeline.decide_edits(store, desk.book, config.corrections, edited, NOW)
            if turn == 0 and killed_after == "deciding":
                continue
            pipeline.alert(store, config, ["out"], NOW, impatient=True)
    (sent,) = desk.store.due("out", NOW)
    assert [item.change for item in sent.message.items] == ["corrected"]
    assert desk.store.discrepancies(everything=True) == [], "nothing is open that could close"
    assert desk.store.told_open() == []
    (noted,) = desk.store.corrections()
    assert noted.why == "corrected"
    assert noted.event is not None
    assert [one.reason for one in desk.store.decisions(noted.event)] == ["corrected"]


@pytest.mark.parametrize("told_before", [True, False])
def test_an_edit_is_held_back_only_for_those_who_hear_it_otherwise(desk: Desk, told_before: bool) -> None:
    config = AlertingConfig.model_validate({"routes": [{"to": "out"}], "corrections": "silent"})
    desk.put("b", TWO)
    desk.put("a", ONE, baseline=not told_before)
    desk.judge()
    if told_before:
        pipeline.alert(desk.store, config, ["out"], NOW, impatient=True)
    else:  # what was opened is told to nobody, as when no route took it
        pipeline.alert(desk.store, AlertingConfig.model_validate({"routes": []}), [], NOW, impatient=True)
    _edit(desk, "1.200")
    edited = desk.store.corrections(pending=True)
    desk.judge()
    corrected = [one for one in desk.store.pending() if one.change is Change.CORRECTED]
    assert corrected, "the disagreement changed with the edit"
    pipeline.decide_edits(desk.store, desk.book, config.corrections, edited, NOW)
    (noted,) = desk.store.corrections()
    assert noted.why == ("edit_told_already" if told_before else "corrected")


def test_an_old_article_takes_its_edits_along_but_not_one_that_is_still_to_be_told(desk: Desk) -> None:
    config = AlertingConfig.model_validate({"routes": [{"to": "out"}], "corrections": "silent"})
    _edit(desk)
    later = NOW + timedelta(days=400)
    pipeline.judge_dirty(desk.store, desk.book, NOW)
    assert desk.store.prune(later).articles == 0, "nothing is decided about its edit"
    pipeline.decide_edits(desk.store, desk.book, config.corrections, desk.store.corrections(pending=True), NOW)
    (noted,) = desk.store.corrections()
    assert noted.event is not None
    assert desk.store.prune(later).articles == 0, "nobody was told yet"
    pipeline.alert(desk.store, config, ["out"], NOW, impatient=True)
    assert desk.store.prune(later).articles == 1
    assert desk.store.corrections() == []
    assert (desk.store.history(noted.event), desk.store.decisions(noted.event)) == ([], [])


@pytest.mark.parametrize(
    ("after", "articles"),
    [
        ("Texto retirado. El diario lo publicó sin contrastar.", 1),
        ("This story has been withdrawn because its source took it back.", 1),
        ("Un texto retirado hace años vuelve a las librerías de la capital.", 2),
        ("El alcalde abrió ayer el nuevo puente sobre el río.", 2),
    ],
)
def test_a_notice_in_the_place_of_an_article_takes_it_back(
    tmp_path: Path, reader: Reader, after: str, articles: int
) -> None:
    (tmp_path / "drop").mkdir()
    source = folder.FolderSource("drop", folder.Options(path=tmp_path / "drop", stable=0), "El Faro", None)
    with SqliteStore(tmp_path / "s.db") as store:
        for text in (ONE, after):
            (tmp_path / "drop" / "a.txt").write_text(text, encoding="utf-8")
            pipeline.poll(store, source, reader, NOW, baseline=False)
        state = store.source_state("drop")
        speaks = [one for one in store.statements() if one.fact == "troops"]
    assert state is not None
    assert (state.articles, bool(speaks)) == (articles, articles == 2)


def test_an_article_without_end_is_read_up_to_a_bound_and_that_is_said(tmp_path: Path, reader: Reader) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    words = "Nada nuevo que contar. "
    (drop / "endless.txt").write_text(words * (2 * pipeline.LONGEST // len(words)), encoding="utf-8")
    (drop / "short.txt").write_text(ONE, encoding="utf-8")
    source = folder.FolderSource("drop", folder.Options(path=drop, stable=0), "El Faro", "es")
    with SqliteStore(tmp_path / "s.db") as store:
        saved, fetched = pipeline.poll(store, source, reader, NOW, baseline=False)
        kept = store.article("drop:endless")
        again, _ = pipeline.poll(store, source, reader, NOW, baseline=False)
    assert (saved, again) == (2, 0)
    assert kept is not None
    assert len(kept.article.text) == pipeline.LONGEST
    assert [error.partition(": ")[2][:4] for error in fetched.errors] == ["has "]


def test_long_articles_are_kept_before_they_fill_the_memory(tmp_path: Path, reader: Reader) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    words = "Nada nuevo que contar. "
    for number in range(15):
        text = f"{number}. {words * (pipeline.LONGEST // len(words))}"
        (drop / f"{number:02}.txt").write_text(text[: pipeline.LONGEST], encoding="utf-8")
    source = folder.FolderSource("drop", folder.Options(path=drop, stable=0), "El Faro", "es")

    class Killed:
        """Reads as the reader does, and is killed at the last article."""

        def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
            for number, one in enumerate(articles):
                if number == 14:
                    raise KeyboardInterrupt
                yield reader.read(one)

    with SqliteStore(tmp_path / "s.db") as store:
        with pytest.raises(KeyboardInterrupt):
            pipeline.poll(store, source, Killed(), NOW, baseline=False)
        kept = store.counts()["articles"]
        assert kept in (10, 11), "a million characters are kept at a time"
        assert pipeline.poll(store, source, reader, NOW, baseline=False)[0] == 15 - kept
