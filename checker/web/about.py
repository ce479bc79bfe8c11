"""What one topic is made of: its statements, what the rule finds in them, and what else its articles tell.

In: a rule and a statement (or the sides of a discrepancy). Out: an `About`. Only what hangs together with them is
looked up, and no more of it than a page can show.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from checker.judging import judge
from checker.judging.decisions import identified
from checker.judging.neighbours import rules_of, touched
from checker.judging.topics import Topic, topics
from checker.model.decision import Decided
from checker.model.discrepancy import Findings, Harmless
from checker.model.statement import Statement
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import RuleSpec
from checker.store.base import Store

LATELY = 2000  # statements among which the topics of a list are looked for
TALKS = 60  # of that list
MOST = 400  # statements that are looked up
JUDGED = 120  # of which every pair is compared
ARTICLES = 80  # of which everything that was read is looked at


@dataclass(frozen=True, slots=True)
class About:
    """A topic. `whole` False: there is more than was looked up. `findings` are of the statements asked about and the
    newest beside them. `beside` is what else its articles tell."""

    rule: RuleSpec
    topic: Topic
    findings: Findings
    whole: bool
    beside: tuple[Statement, ...]

    def harmless_with(self, statements: Collection[str]) -> list[Harmless]:
        """The differences that are none, of some statements with each other and with the rest."""
        wanted = set(statements)
        return [one for one in self.findings.harmless if wanted & {quote.statement for quote in one.quotes}]


@dataclass(frozen=True, slots=True)
class Talk:
    """A topic in a list. `sources`: who tells of it, all that one agency wrote counted once."""

    rule: RuleSpec
    topic: Topic
    sources: int

    @property
    def statement(self) -> str:
        """The statement that it is addressed by: the newest."""
        return self.topic.statements[-1].id


def talked_of(store: Store, book: Rulebook) -> list[Talk]:
    """The topics of the statements that came last, those that most sources tell of first."""
    recent = [one for one in store.lately_named(limit=LATELY) if not one.left_out]
    lately = identified(recent, store.decided().entities)
    rules = {rule.fact.id: rule for rule in reversed(book.rules)}  # the first one of each fact
    told: dict[str, list[Statement]] = {}
    for one in lately:
        told.setdefault(one.fact, []).append(one)
    found = [
        Talk(rules[fact], topic, len({one.origin or one.outlet or one.article for one in topic.statements}))
        for fact, some in told.items()
        if fact in rules
        for topic in topics(some, rules[fact])
    ]
    return sorted(found, key=lambda one: (-one.sources, -len(one.topic.statements), one.statement))[:TALKS]


@dataclass(slots=True)
class _Finder:
    """Looks up until `room` is used up."""

    store: Store
    decided: Decided
    room: int = MOST
    full: bool = field(default=False)

    def near(self, facts: Collection[str], links: Collection[tuple[str, int, int]]) -> set[str]:
        return self.store.near(facts, links)

    def load(self, ids: Collection[str]) -> Sequence[Statement]:
        wanted = sorted(ids)[: self.room]
        self.full |= len(wanted) < len(ids)
        self.room -= len(wanted)
        return identified(self.store.load(wanted), self.decided.entities)


def about(store: Store, book: Rulebook, rule: RuleSpec, statements: Collection[str], now: datetime) -> About | None:
    """The topic of some statements under a rule; None where none of them is stored, or is compared."""
    decided = store.decided()
    alone = replace(book, rules=(rule,))
    seeds = identified(store.load(statements), decided.entities)
    if all(one.left_out for one in seeds):
        return None
    finder = _Finder(store, decided)
    found = touched(seeds, alone, finder)
    wanted = set(statements)
    topic = max(
        topics(found, rule),
        key=lambda topic: len(wanted & {one.id for one in topic.statements}),
        default=Topic({"fact": rule.fact.id}, {}, tuple(found)),
    )
    articles = list(dict.fromkeys(one.article for one in reversed(topic.statements)))[:ARTICLES]
    same_fact = replace(book, rules=tuple(rules_of(book, rule.fact.id)))
    inside = {one.id for one in topic.statements}
    beside = [one for name in articles for one in store.statements_of(name) if one.id not in inside]
    asked = [one for one in topic.statements if one.id in wanted]
    others = [one for one in reversed(topic.statements) if one.id not in wanted]
    return About(
        rule,
        topic,
        judge((*asked, *others)[:JUDGED], same_fact, now=now, decided=decided),
        not finder.full,
        tuple(identified(beside, decided.entities)),
    )
