"""What one new statement touches: everything that stands in one topic with it, and nothing else.

In: the statements that came or went, and a way to look up by links. Out: whole topics, so that judging them alone
gives what judging everything would give of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from checker.judging.links import Link, links
from checker.judging.topics import Index
from checker.model.statement import Statement
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import RuleSpec


class Finder(Protocol):
    """Where statements are looked up."""

    def near(self, facts: Collection[str], links: Collection[tuple[str, int, int]]) -> set[str]:
        """Ids of the statements of some facts that share a key (key, day, reach) within its reach."""
        ...

    def load(self, ids: Collection[str]) -> Sequence[Statement]:
        """Statements by id, in any order."""
        ...


def rules_of(book: Rulebook, fact: str) -> list[RuleSpec]:
    """The rules that look at a fact, as their own or as what must come first."""
    return [rule for rule in book.rules if fact in (rule.fact.id, rule.check.params.get("after"))]


def all_links(statement: Statement, rules: Iterable[RuleSpec]) -> frozenset[Link]:
    """The links of a statement under every rule that looks at its fact; none of one that is left out."""
    if statement.left_out:
        return frozenset()
    return frozenset(link for rule in rules for link in links(statement, rule))


def touched(seeds: Sequence[Statement], book: Rulebook, finder: Finder) -> list[Statement]:
    """The seeds and all that is linked with them, over any number of steps, sorted by id; none that is left out."""
    found = {one.id: one for one in seeds if not one.left_out}
    loaded: dict[str, Statement] = dict(found)
    front = list(found.values())
    while front:
        wanted = _wanted(front, book)
        ids: set[str] = set()
        for facts, asked in wanted.items():
            ids |= finder.near(facts, {(key, link.day, link.reach) for link in asked for key in link.seeks})
        loaded |= {one.id: one for one in finder.load(ids - loaded.keys())}
        fronts = {rule.id: Index(those, rule) for rule, those in _by_rule(front, book)}
        candidates = [loaded[name] for name in sorted(ids - found.keys()) if name in loaded]
        front = [one for one in candidates if _linked_with_any(one, fronts, book)]
        found |= {one.id: one for one in front}
    return [found[name] for name in sorted(found)]


def _wanted(front: Sequence[Statement], book: Rulebook) -> Mapping[frozenset[str], set[Link]]:
    wanted: dict[frozenset[str], set[Link]] = {}
    for one in front:
        for rule in rules_of(book, one.fact):
            after = rule.check.params.get("after")
            facts = frozenset({rule.fact.id, str(after)} if after else {rule.fact.id})
            wanted.setdefault(facts, set()).update(links(one, rule))
    return wanted


def _by_rule(statements: Sequence[Statement], book: Rulebook) -> Iterator[tuple[RuleSpec, list[Statement]]]:
    by_fact = {one.fact: rules_of(book, one.fact) for one in statements}
    for rule in {rule.id: rule for rules in by_fact.values() for rule in rules}.values():
        yield rule, [one for one in statements if rule in by_fact[one.fact]]


def _linked_with_any(one: Statement, fronts: Mapping[str, Index], book: Rulebook) -> bool:
    return any(rule.id in fronts and any(fronts[rule.id].linked(one)) for rule in rules_of(book, one.fact))
