"""Runs the examples of rules: sentences in, what was found against what was expected, told in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, tostring

from checker.judging import judge
from checker.model.article import Article
from checker.model.discrepancy import Findings
from checker.model.statement import Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import Example, RuleSpec, RuleStatus
from checker.texts.wording import value_text


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example: whether it came out as expected, and what was read and found."""

    rule: str
    file: str
    line: int
    number: int
    passed: bool
    expected: str
    found: str
    read: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{self.file}:{self.line}: {self.rule}, example {self.number}"
        if self.passed:
            return f"{head}: ok ({self.found})"
        lines = [f"{head}: expected {self.expected}, found {self.found}", *(f"    {line}" for line in self.read)]
        return "\n".join(lines)


def run_examples(book: Rulebook, reader: Reader, rules: Iterable[RuleSpec] | None = None) -> Iterator[ExampleResult]:
    """Every example of every rule (or of some), in the order of the files."""
    for rule in rules if rules is not None else book.rules:
        for number, example in enumerate(rule.examples, 1):
            yield run_example(book, reader, rule, example, number)


def run_example(book: Rulebook, reader: Reader, rule: RuleSpec, example: Example, number: int) -> ExampleResult:
    """One example under its rule alone; a draft's examples run as if it were in force."""
    statements: list[Statement] = []
    read: list[str] = []
    for index, given in enumerate(example.given):
        article = Article(
            text=given.says,
            id=f"{rule.id}:{number}:{index}",
            lang=given.lang or None,
            title=given.title,
            outlet=given.outlet,
            origin=given.origin or None,
            published=TimeSpan.from_iso(given.on) if given.on else None,
        )
        found = reader.read(article).statements
        statements += found
        read += [_told(given.outlet, one) for one in found] or [f"{given.outlet}: nothing was read in «{given.says}»"]
    alone = replace(book, rules=(replace(rule, status=RuleStatus.STABLE),))
    findings = judge(statements, alone)
    told, passed = _outcome(findings, example)
    verdict = example.verdict.value if example.verdict else "nothing"
    expected = f"{'an alert' if example.alerts else 'silence'} ({verdict})"
    return ExampleResult(rule.id, rule.file, example.line, number, passed, expected, told, tuple(read))


def _outcome(findings: Findings, example: Example) -> tuple[str, bool]:
    alerts = [one for one in findings.discrepancies if one.held_back is None]
    held = [one for one in findings.discrepancies if one.held_back is not None]
    if alerts:
        verdicts = {one.verdict for one in alerts}
        told = "an alert (" + ", ".join(sorted(one.value for one in verdicts)) + ")"
        return told, example.alerts and example.verdict in verdicts
    if held:
        return f"an alert held back ({held[0].held_back})", False
    kinds = {one.verdict for one in findings.harmless}
    told = "silence (" + (", ".join(sorted(one.value for one in kinds)) or "nothing") + ")"
    if example.alerts:
        return told, False
    return told, example.verdict is None or example.verdict in kinds


def _told(outlet: str, statement: Statement) -> str:
    who = ", ".join(claimant.text for claimant in statement.claimants) or "own voice"
    of = f" of {statement.of.text}" if statement.of else ""
    place = f" in {statement.place.text}" if statement.place else ""
    value = value_text(statement.value, "en")
    kind = f"{statement.stance.value}, {statement.aspect.value}"
    return f"{outlet}: {statement.fact} = {value}{of}{place} ({kind}, {who})"


def junit(results: Iterable[ExampleResult]) -> str:
    """The results as JUnit XML, for build servers."""
    all_results = list(results)
    failures = sum(not one.passed for one in all_results)
    suite = Element("testsuite", name="rules", tests=str(len(all_results)), failures=str(failures))
    for one in all_results:
        case = SubElement(suite, "testcase", classname=one.rule, name=f"example {one.number}", file=one.file)
        if not one.passed:
            failure = SubElement(case, "failure", message=f"expected {one.expected}, found {one.found}")
            failure.text = "\n".join(one.read)
    return tostring(suite, encoding="unicode")
