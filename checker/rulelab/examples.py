"""Runs the examples of rules: sentences in, what was found against what was expected, told in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, tostring

from checker.judging import judge
from checker.judging.unmet import unmet
from checker.model.article import Article
from checker.model.discrepancy import Findings
from checker.model.statement import Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.rulebook.facts import FactKind
from checker.rulebook.rules import Example, RuleSpec, RuleStatus
from checker.texts import DEFAULT, say, tell, texts
from checker.texts.wording import value_text

_DECIMAL = re.compile(r"\d[.,]\d{1,2}(?![\d.,]*\d)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An alert or silence, with the verdicts found. `held`: why an alert was held back."""

    alerts: bool
    verdicts: tuple[str, ...] = ()
    held: str | None = None

    def text(self, lang: str) -> str:
        """`an alert (dispute)`, «silencio (compatible)»."""
        key = "held" if self.held else "alert" if self.alerts else "silence"
        names = self.held or ", ".join(self.verdicts) or say("rulelab.nothing", lang)
        return say(f"rulelab.{key}", lang, what=names)


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example: what was expected and found, and what was read in each of its sentences."""

    rule: RuleSpec
    example: Example
    number: int
    expected: Outcome
    found: Outcome
    read: tuple[tuple[Statement, ...], ...]

    @property
    def passed(self) -> bool:
        """Whether it came out as written."""
        return self.agrees(self.expected, self.found)

    @staticmethod
    def agrees(expected: Outcome, found: Outcome) -> bool:
        """Whether what was found is what was expected; an alert that was held back is neither, but for its reason."""
        if expected.held is not None:
            return expected.held == found.held
        if found.held or expected.alerts != found.alerts:
            return False
        return not expected.verdicts or expected.verdicts[0] in found.verdicts

    def text(self, lang: str) -> str:
        """Where it stands and what came out; where that is not what was expected, what was read as well."""
        head = say("rulelab.example", lang, number=self.number)
        head = f"{self.rule.file}:{self.example.line}: {self.rule.id}, {head}"
        if self.passed:
            return f"{head}: {say('rulelab.ok', lang, found=self.found.text(lang))}"
        lines = [f"{head}: {self.failure(lang)}", *(f"    {line}" for line in self.reading(lang))]
        return "\n".join(lines)

    def failure(self, lang: str) -> str:
        """What was expected against what was found."""
        return say("rulelab.failed", lang, expected=self.expected.text(lang), found=self.found.text(lang))

    def reading(self, lang: str) -> list[str]:
        """What was read in each sentence, a line a statement; where nothing was compared, why not."""
        lines = []
        for given, statements in zip(self.example.given, self.read, strict=True):
            told = [statement_text(one, lang) for one in statements]
            told = told or [say("rulelab.unread", lang, says=given.says)]
            if not statements and self.rule.fact.kind is FactKind.COUNT and _DECIMAL.search(given.says):
                told.append(say("rulelab.decimals", lang, fact=self.rule.fact.id))
            lines += [f"{given.outlet}: {one}" for one in told]
        if not self.found.verdicts and self.found.held is None:
            apart = unmet((one for statements in self.read for one in statements), self.rule)
            lines += dict.fromkeys(tell(reason, lang) for _, _, reason in apart)
        return lines


def run_examples(book: Rulebook, reader: Reader, rules: Iterable[RuleSpec] | None = None) -> Iterator[ExampleResult]:
    """Every example of every rule (or of some), in the order of the files."""
    for rule in rules if rules is not None else book.rules:
        for number, example in enumerate(rule.examples, 1):
            yield run_example(book, reader, rule, example, number)


def run_example(book: Rulebook, reader: Reader, rule: RuleSpec, example: Example, number: int) -> ExampleResult:
    """One example under its rule alone; a draft's examples run as if it were in force."""
    read = read_example(reader, rule, example, number)
    return ExampleResult(rule, example, number, expectation(example), outcome(book, rule, read), read)


def expectation(example: Example) -> Outcome:
    """What an example says must come out."""
    return Outcome(example.alerts, (example.verdict.value,) if example.verdict else (), example.held)


def read_example(reader: Reader, rule: RuleSpec, example: Example, number: int) -> tuple[tuple[Statement, ...], ...]:
    """What is read in each sentence of an example."""
    return tuple(
        reader.read(
            Article(
                text=given.says,
                id=f"{rule.id}:{number}:{index}",
                lang=given.lang or None,
                title=given.title,
                outlet=given.outlet,
                origin=given.origin or None,
                published=TimeSpan.from_iso(given.on) if given.on else None,
            )
        ).statements
        for index, given in enumerate(example.given)
    )


def outcome(book: Rulebook, rule: RuleSpec, read: Iterable[tuple[Statement, ...]]) -> Outcome:
    """What a rule finds in what was read."""
    alone = replace(book, rules=(replace(rule, status=RuleStatus.STABLE),))
    return _outcome(judge([one for statements in read for one in statements], alone))


def _outcome(findings: Findings) -> Outcome:
    alerts = sorted({one.verdict.value for one in findings.discrepancies if one.held_back is None})
    held = [one.held_back for one in findings.discrepancies if one.held_back is not None]
    if alerts:
        return Outcome(True, tuple(alerts))
    if held:
        return Outcome(True, held=held[0])
    return Outcome(False, tuple(sorted({one.verdict.value for one in findings.harmless})))


def statement_text(statement: Statement, lang: str) -> str:
    """A statement on one line: fact, value, whose, where, and how it is told."""
    who = ", ".join(claimant.text for claimant in statement.claimants) or say("values.nobody", lang)
    known = texts(lang)
    told = [one.text for one in (statement.of, statement.place) if one is not None]
    told += [known.get(f"alerts.statuses.{one.text}", one.text) for one in statement.roles.values()]
    about = "".join(f" · {one}" for one in told)
    kind = f"{known[f'desk.stance.{statement.stance.value}']}, {known[f'desk.aspect.{statement.aspect.value}']}"
    return f"{statement.fact} = {value_text(statement.value, lang)}{about} ({kind}; {who})"


def junit(results: Iterable[ExampleResult], without: Iterable[RuleSpec] = (), lang: str = DEFAULT) -> str:
    """The results as JUnit XML, for build servers; a rule without examples is a failure."""
    all_results, untested = list(results), list(without)
    failures = sum(not one.passed for one in all_results) + len(untested)
    count = len(all_results) + len(untested)
    suite = Element("testsuite", name="rules", tests=str(count), failures=str(failures))
    for one in all_results:
        name = say("rulelab.example", lang, number=one.number)
        case = SubElement(suite, "testcase", classname=one.rule.id, name=name, file=one.rule.file)
        case.set("line", str(one.example.line))
        if not one.passed:
            failure = SubElement(case, "failure", message=one.failure(lang))
            failure.text = "\n".join(one.reading(lang))
    for rule in untested:
        case = SubElement(suite, "testcase", classname=rule.id, name=rule.id, file=rule.file, line=str(rule.line))
        SubElement(case, "failure", message=say("rulelab.no_examples", lang))
    return tostring(suite, encoding="unicode")
