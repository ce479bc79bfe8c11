"""Judge what changed: the topics that are touched, under the rules in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version

from checker.judging import judge
from checker.judging.decisions import exception_id, identified
from checker.judging.lifecycle import Known, continued, transitions
from checker.judging.neighbours import all_links, rules_of, touched
from checker.judging.settled import settled
from checker.judging.unmet import between
from checker.model.decision import Decided
from checker.model.discrepancy import Change, Discrepancy, Findings
from checker.model.statement import Statement
from checker.model.verdict import Judgement
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import fingerprint
from checker.store.base import Judged, LinkRow, Material, Store, Unjudged

PROGRAM = version("discrepa")  # another version may judge the same statements otherwise
STANDING_AGAIN = timedelta(minutes=1)  # when to look again at what has not stood long enough


def judge_dirty(store: Store, book: Rulebook, now: datetime) -> int:
    """Judge what changed, and keep what follows; how many transitions. New statements bring only the topics that they
    touch; new, edited or removed rules bring every fact, and people's decisions bring theirs."""
    rules = {rule.id: fingerprint(rule, PROGRAM) for rule in book.rules}
    before = store.judged_rules()
    dirty = store.dirty_facts(now)
    everything = rules != before or bool(store.whole_facts())
    if rules != before:
        dirty = {**dict.fromkeys(book.facts, 0), **dirty}
    removed = store.standing_rules() - rules.keys()
    if not dirty and not removed:
        return 0
    judging = tuple({rule.id: rule for fact in sorted(dirty) for rule in rules_of(book, fact)}.values())
    book = replace(book, rules=judging)
    decided = store.decided()
    fresh = store.unjudged(dirty.keys(), now)
    material = _everything(store, book) if everything else _touched(store, book, fresh, decided)
    findings = judge(material.statements, book, now=now, decided=decided, harmless=False)
    judged = {rule.id for rule in judging} | removed
    found = [one.id for one in findings.discrepancies]
    names = store.names(found)
    if everything:
        stored = store.known_discrepancies(judged)
    else:
        near = {one.id for one in (*material.statements, *fresh.gone)}
        stored = store.touched_discrepancies(near, [*found, *names.values()])
        stored += store.known_discrepancies(removed)
    known = {one.latest.id: Known(one.noted, one.latest, one.status) for one in stored}
    current, renamed = continued(findings.discrepancies, known, names)
    new = rules.keys() - before.keys() if before else frozenset()
    changed = {rule for rule in before.keys() & rules.keys() if before[rule] != rules[rule]}
    by_id = {rule.id: rule for rule in judging}
    news = {one.id for one in fresh.news}
    changes = [
        (
            replace(one, settled=settled(one, material.statements, by_id[one.rule], news))
            if change is Change.RESOLVED and one.rule in by_id
            else one,
            change,
            silence(one, material, new=new, changed=changed, removed=removed) or known_difference(one, change, decided),
        )
        for one, change in transitions(known, current, judged)
    ]
    store.save_judgement(
        Judged(
            facts=dirty,
            statements={one.id for one in fresh.all},
            gone=[one.id for one in fresh.gone],
            current=[one for one in current if one.held_back is None],
            changes=changes,
            names=renamed,
            again={
                statement: now + STANDING_AGAIN
                for one in findings.discrepancies
                if one.held_back == "standing"
                for side in one.sides
                for statement in side.statements
            },
            rules=rules,
            links=list(_rows(material.statements if everything else (*fresh.news, *fresh.baseline), book, decided)),
        ),
        now,
    )
    return len(changes)


def _everything(store: Store, book: Rulebook) -> Material:
    """All statements of the facts that some rules look at."""
    facts = {fact for rule in book.rules for fact in (rule.fact.id, str(rule.check.params.get("after")))}
    return store.material(facts)


def _touched(store: Store, book: Rulebook, fresh: Unjudged, decided: Decided) -> Material:
    """The topics in which something came, went, or is due."""
    gone = {one.id for one in fresh.gone}
    near = touched(identified(fresh.all, decided.entities), book, _Finder(store, decided))
    return Material(
        tuple(one for one in near if one.id not in gone),
        frozenset(one.id for one in fresh.news),
        frozenset(one.id for one in fresh.baseline),
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    """The store's statements, with who is who by people's decisions."""

    store: Store
    decided: Decided

    def near(self, facts: Collection[str], links: Collection[tuple[str, int, int]]) -> set[str]:
        return self.store.near(facts, links)

    def load(self, ids: Collection[str]) -> list[Statement]:
        return identified(self.store.load(ids), self.decided.entities)


def _rows(statements: Sequence[Statement], book: Rulebook, decided: Decided) -> Iterator[LinkRow]:
    rules = {fact: rules_of(book, fact) for fact in {one.fact for one in statements}}
    for one in identified(statements, decided.entities):
        found = all_links(one, rules[one.fact])
        yield LinkRow(one.id, one.fact, [(link.key, link.day, link.reach) for link in found])


def judge_statements(
    statements: Sequence[Statement], book: Rulebook, now: datetime | None, decided: Decided | None = None
) -> Findings:
    """The pure middle of the pipeline, for those who have statements and no store."""
    return judge(statements, book, now=now, decided=decided)


def judge_against(statements: Sequence[Statement], store: Store, book: Rulebook) -> Findings:
    """What statements that are not stored have against those that are, under what people decided; the differences
    among the stored are left out. Only the topics that they touch are loaded."""
    decided = store.decided()
    mine = {one.id for one in statements}
    articles = {one.article for one in statements}
    near = touched(identified(statements, decided.entities), book, _Finder(store, decided))
    found = judge_statements(
        [one for one in near if one.id in mine or one.article not in articles], book, None, decided
    )
    return Findings(
        tuple(one for one in found.discrepancies if any(mine & set(side.statements) for side in one.sides)),
        tuple(one for one in found.harmless if any(quote.statement in mine for quote in one.quotes)),
    )


def judge_around(ids: Collection[str], store: Store, book: Rulebook, now: datetime) -> Findings:
    """What the topics of some stored statements come to, judged again; only these topics are loaded."""
    decided = store.decided()
    near = touched(identified(store.load(ids), decided.entities), book, _Finder(store, decided))
    return judge_statements(near, book, now, decided)


def judge_two(a: Statement, b: Statement, store: Store, book: Rulebook) -> Judgement:
    """What judging the topics of two stored statements makes of the two."""
    decided = store.decided()
    one, other = identified((a, b), decided.entities)
    near = touched((one, other), book, _Finder(store, decided))
    return between(one, other, near, book, decided)


def known_difference(one: Discrepancy, change: Change, decided: Decided) -> str | None:
    """Why nobody is told that a discrepancy is over: somebody has made it a known difference."""
    known = {exception.id for exception in decided.exceptions}
    if change is Change.RESOLVED and exception_id(one) in known:
        return "excepted"
    return None


def silence(one: Discrepancy, material: Material, *, new: Set[str], changed: Set[str], removed: Set[str]) -> str | None:
    """Why nobody is told of a transition, if there is a reason in how it came about.

    What a source has just said is always news. Without that, a transition under a rule that is new, edited or read
    by another version of the program tells of the rule and not of the world; and what only the first poll of a
    source brought was there before anybody watched it.
    """
    if one.rule in removed:
        return "rule_removed"
    said = {quote.statement for side in one.sides for quote in side.quotes}
    if said & material.news:
        return None
    if one.rule in new:
        return "rule_baseline"
    if one.rule in changed:
        return "rule_changed"
    if said & material.baseline:
        return "source_baseline"
    return None
