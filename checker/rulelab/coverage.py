"""What the examples of rules touch, and what they do not.

Facts against languages: how many words each is read by. Rules against verdicts: how many examples show each. Options
of a rule: one counts as touched when some example comes out otherwise without it (another verdict, or none), which is
found by trying.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker import languages
from checker.model.verdict import Verdict
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.rulebook.facts import FactKind, FactSpec
from checker.rulebook.rules import RuleSpec
from checker.rulebook.schema import WORDS
from checker.rulelab.examples import outcome, read_example

KEPT_APART = ("place", "of", "cause")  # the algebra parts places, groups and causes whatever a rule names
READ_BY_LANGUAGE = -1  # a fact that the language data reads by itself


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """One rule: examples by verdict (`alerts`, `silent`), verdicts it alerts on that none shows, and its options with
    whether an example notices when they are gone."""

    rule: RuleSpec
    alerts: dict[str, int]
    silent: dict[str, int]
    unshown: tuple[str, ...]
    options: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`words`: by fact and language the number of words, 0 for an empty cell."""

    words: dict[str, dict[str, int]]
    rules: tuple[RuleCoverage, ...]

    @property
    def gaps(self) -> int:
        """Empty cells, verdicts that no example shows, options that none touches."""
        empty = sum(count == 0 for row in self.words.values() for count in row.values())
        return empty + sum(len(one.unshown) + list(one.options.values()).count(False) for one in self.rules)


def coverage(book: Rulebook, reader: Reader) -> Coverage:
    """The coverage of every fact and rule of a rulebook."""
    mine = book.own_facts or frozenset(book.facts)
    words = {name: _words(fact) for name, fact in sorted(book.facts.items()) if name in mine}
    return Coverage(words, tuple(_rule(book, reader, rule) for rule in book.rules))


def _words(fact: FactSpec) -> dict[str, int]:
    row = {}
    for lang in languages.known():
        if fact.kind is FactKind.OFFICE:
            row[lang] = READ_BY_LANGUAGE
        elif fact.kind is FactKind.EVENT or languages.reads_itself(fact.id):
            row[lang] = READ_BY_LANGUAGE if lang in languages.reads_itself(fact.id) else 0
        else:
            told = fact.words.get(lang)
            row[lang] = sum(len(getattr(told, kind)) for kind in WORDS[:4]) if told is not None else 0
    return row


def _rule(book: Rulebook, reader: Reader, rule: RuleSpec) -> RuleCoverage:
    alerts = Counter(one.verdict.value for one in rule.examples if one.alerts and one.verdict)
    silent = Counter(
        one.verdict.value if one.verdict else one.held or "nothing" for one in rule.examples if not one.alerts
    )
    read = [(one, read_example(reader, rule, one, number)) for number, one in enumerate(rule.examples, 1)]
    found = [outcome(book, rule, statements) for _, statements in read]
    options = {
        name: any(outcome(book, without, statements) != was for (_, statements), was in zip(read, found, strict=True))
        for name, without in _without(rule)
    }
    unshown = tuple(one.value for one in Verdict if one in rule.alert_on and one.value not in alerts)
    return RuleCoverage(rule, dict(alerts), dict(silent), unshown, options)


def _without(rule: RuleSpec) -> Iterator[tuple[str, RuleSpec]]:
    """The rule without each of its options; severity and `for` are no matter of an example's outcome."""
    for role in (one for one in rule.same if one not in KEPT_APART):
        yield f"same: {role}", replace(rule, same=tuple(one for one in rule.same if one != role))
    if rule.where:
        yield "where", replace(rule, where={})
    if rule.within is not None:
        yield "within", replace(rule, within=None)
    if rule.check.tolerance is not None:
        yield "tolerance", replace(rule, check=replace(rule.check, tolerance=None))
    if rule.opponents:
        yield "opponents", replace(rule, opponents=())
    if rule.origins > 1:
        yield "origins", replace(rule, origins=1)


def verdicts_of(rules: Sequence[RuleCoverage]) -> list[str]:
    """Every verdict that some rule shows or alerts on, in their order, then `nothing`."""
    seen = {name for one in rules for name in (*one.alerts, *one.silent, *one.unshown)}
    return [verdict.value for verdict in Verdict if verdict.value in seen] + ["nothing"] * ("nothing" in seen)
