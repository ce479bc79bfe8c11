"""Rule files to a Rulebook: every fault of every file at once, and the last good set kept when one is refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from os.path import realpath  # unlike Path.resolve, it names a link that leads to itself
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from checker import languages
from checker.languages.schema import FactWords
from checker.model.errors import BadFile, Problem
from checker.model.verdict import Verdict
from checker.rulebook.crossed import fact_faults, opponents_of, rule_faults
from checker.rulebook.facts import MONEY, PERCENT, Evolves, FactKind, FactSpec
from checker.rulebook.faults import choice, fault
from checker.rulebook.narrowing import where_of
from checker.rulebook.rules import HELD, CheckSpec, Example, Given, RuleSpec
from checker.rulebook.schema import FactIn, RuleFile, RuleIn
from checker.shipped import shipped
from checker.yamldoc import Document, dotted, load, validate
from checker.yamldoc import Path as KeyPath

UNKNOWN = "XXX"  # the currency of a sign that several have
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All facts and rules in force. `version` changes whenever a file does."""

    facts: Mapping[str, FactSpec]
    rules: tuple[RuleSpec, ...]
    version: str
    files: tuple[str, ...] = ()
    ours: frozenset[str] = frozenset()  # the user's own outlets
    own_facts: frozenset[str] = frozenset()  # those of the files themselves, not of the files beside them

    def rule(self, rule_id: str) -> RuleSpec | None:
        """A rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def growing(self) -> frozenset[str]:
        """Facts whose figures may only grow."""
        return frozenset(name for name, fact in self.facts.items() if fact.evolves is Evolves.UP)


def shipped_folder() -> Path:
    """The rules that come with the program."""
    return shipped("rules")


def rule_files(folders: Iterable[Path]) -> list[Path]:
    """The rule files in folders (or named themselves), sorted, without hidden ones (an editor's lock on a file that is
    open). Raises BadFile for a place that is not there."""
    files: list[Path] = []
    missing = []
    for folder in folders:
        if folder.is_dir():
            files += sorted(
                file for file in folder.rglob("*") if file.suffix in (".yaml", ".yml") and not file.name.startswith(".")
            )
        elif folder.is_file():
            files.append(folder)
        else:
            missing.append(Problem(str(folder), 0, 0, "", "there is no such rule file or folder", key="no_rules_there"))
    if missing:
        raise BadFile(missing)
    return files


@dataclass(slots=True)
class Source:
    """One rule file as far as it could be read. `facts` and `rules` hold what has the right shape; `named` the names
    of all facts, so that a fact with a fault is not reported as unknown where a rule uses it."""

    document: Document
    facts: dict[str, FactIn] = field(default_factory=dict)
    rules: list[tuple[int, RuleIn]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at rule files gives: the rulebook (as far as it goes, when there are errors), every fault, and
    the files themselves."""

    book: Rulebook
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]

    @property
    def usable(self) -> bool:
        """Whether nothing forbids to work with the rulebook."""
        return not any(problem.severity == "error" for problem in self.problems)


def load_rulebook(folders: Sequence[Path], beside: Sequence[Path] = ()) -> Rulebook:
    """Read every rule file of the folders. Raises BadFile with all errors of all files.

    `beside` names folders whose facts may be used and whose rules are not in force: a file of one's own that is
    tested alone still knows the shipped facts. A rule with the id of one beside is its new version, unless its file
    lies in such a folder itself, where both would be in force.
    """
    examined = examine(folders, beside)
    if not examined.usable:
        raise BadFile([problem for problem in examined.problems if problem.severity == "error"])
    return examined.book


def examine(folders: Sequence[Path], beside: Sequence[Path] = ()) -> Examined:
    """Read every rule file of the folders, with every error and warning. Raises BadFile when one is not there."""
    problems: list[Problem] = []
    digest = hashlib.sha256()
    files = rule_files(folders)
    sources = _sources(files, problems, digest)
    unread = len(sources) < len(files)
    known = {realpath(file) for file in files}
    others = _sources([file for file in rule_files(beside) if realpath(file) not in known], [], digest)
    if not files:
        told = " ".join(str(folder) for folder in folders)
        problems.append(Problem(told, 0, 0, "", "holds no rule files", key="no_rule_files"))
    facts = _facts(sources, problems)
    mine = frozenset(facts)
    for name, spec in _facts(others, []).items():
        facts.setdefault(name, spec)
    for source in sources:
        for name, fact in source.facts.items():
            problems += fact_faults(name, fact, facts, source.document)
    taken = {rule.id: source.document.file for source in others for _, rule in source.rules}
    within = {realpath(folder) for folder in beside}
    drafts = {str(file) for file in files if not _lies_in(file, within)}
    named = {name for source in (*sources, *others) for name in source.named}
    rules = _rules(sources, facts, named, taken, drafts, problems, unread=unread)
    names = tuple(source.document.file for source in sources)
    book = Rulebook(facts, tuple(rules), digest.hexdigest()[:16], names, own_facts=mine)
    return Examined(book, tuple(sorted(problems)), tuple(sources))


def _lies_in(file: Path, folders: Collection[str]) -> bool:
    real = Path(realpath(file))
    return any(str(one) in folders for one in (real, *real.parents))


def _sources(files: Sequence[Path], problems: list[Problem], digest: hashlib._Hash) -> list[Source]:
    """The files that can be parsed; a part of the wrong shape is a fault and is left out."""
    found = []
    for file in files:
        try:
            document = load(file)
            digest.update(file.read_bytes())
        except OSError as error:
            what = error.strerror or str(error)
            problems.append(Problem(str(file), 0, 0, "", f"cannot be read: {what}"))
            continue
        except BadFile as error:
            problems += error.problems
            continue
        found.append(_source(document, problems))
    return found


def _source(document: Document, problems: list[Problem]) -> Source:
    source = Source(document)
    data = document.data if document.data is not None else {}
    if not isinstance(data, dict):
        problems.append(fault(document, (), "not_a_rule_file"))
        return source
    # a section whose lines are all commented out is an empty one
    _, faults = validate(RuleFile, document, {key: value for key, value in data.items() if value})
    problems += faults
    facts, rules = data.get("facts") or {}, data.get("rules") or []
    for name, one in facts.items() if isinstance(facts, dict) else ():
        source.named.add(name)
        fact = _part(FactIn, document, one, ("facts", name), problems)
        if fact is not None:
            source.facts[name] = fact
    for index, one in enumerate(rules if isinstance(rules, list) else ()):
        rule = _part(RuleIn, document, one, ("rules", index), problems)
        if rule is not None:
            source.rules.append((index, rule))
    return source


def _part(model: type[Model], document: Document, data: object, at: KeyPath, problems: list[Problem]) -> Model | None:
    """One fact or rule. With faults, what is left without the faulty keys, so that its other keys are looked at too."""
    found, faults = validate(model, document, {} if data is None else data, at)
    problems += faults
    if found is not None or not isinstance(data, dict):
        return found
    rest = deepcopy(data)
    for one in reversed(faults):  # from the last to the first, so that the places in a list stay right
        _take_out(rest, re.findall(r"[^.\[\]]+", one.path.removeprefix(dotted(at))))
    return validate(model, document, rest, at)[0]


def _take_out(data: Any, path: Sequence[str]) -> None:
    """Take the value at a path out of mappings and lists; what is not there is missing already."""
    for number, part in enumerate(path):
        key: Any = int(part) if isinstance(data, list) else part
        if not isinstance(data, list | dict) or (isinstance(data, dict) and key not in data):
            return
        if number == len(path) - 1 or not isinstance(data[key], list | dict):
            del data[key]
            return
        data = data[key]


def reload(folders: Sequence[Path], last_good: Rulebook) -> tuple[Rulebook, list[Problem]]:
    """The rulebook as it is on disk now, or the last good one and why the files are refused."""
    try:
        return load_rulebook(folders), []
    except BadFile as error:
        return last_good, error.problems


def _facts(sources: Sequence[Source], problems: list[Problem]) -> dict[str, FactSpec]:
    facts: dict[str, FactSpec] = {}
    for source in sources:
        for name, fact in source.facts.items():
            if name in facts:
                problems.append(fault(source.document, ("facts", name), "fact_twice", got=name, file=facts[name].file))
                continue
            facts[name] = _fact(name, fact, source.document.file)
    return facts


def _fact(name: str, fact: FactIn, file: str) -> FactSpec:
    words = fact.words()
    for code in languages.known():
        shipped_words = languages.language(code).facts.get(name)
        if shipped_words is not None:
            words[code] = _merged(shipped_words, words.get(code))
    currency = _currencies().get(fact.counts.casefold())
    counts = MONEY if currency is not None else fact.counts
    # sums and shares are figures by a name, whatever is left out
    kind = FactKind.MEASURE if counts in (MONEY, PERCENT) and fact.kind is FactKind.COUNT else fact.kind
    return FactSpec(
        id=name,
        label=fact.label,
        kind=kind,
        counts=counts,
        currency=currency,
        evolves=fact.evolves,
        settles_days=fact.settles.days,
        words=words,
        roles=tuple(fact.roles),
        part_of=fact.part_of,
        recurs=fact.recurs,
        national=fact.national,
        single=fact.single,
        across=fact.across,
        file=file,
    )


@cache
def _currencies() -> dict[str, str]:
    """Every word, sign and code of a currency: «euro», "€", "EUR"."""
    found: dict[str, str] = {}
    for code in languages.known():
        numbers = languages.language(code).numbers
        for listed in (numbers.currencies, numbers.currency_signs):
            found |= {told.casefold(): currency for told, currency in listed.items() if currency != UNKNOWN}
    return found | {currency.casefold(): currency for currency in found.values()}


def _merged(one: FactWords, two: FactWords | None) -> FactWords:
    if two is None:
        return one
    return one.model_copy(
        update={
            name: [*getattr(one, name), *(word for word in extra if word not in getattr(one, name))]
            for name in type(one).model_fields
            if (extra := getattr(two, name))
        }
    )


def _rules(
    sources: Sequence[Source],
    facts: Mapping[str, FactSpec],
    named: Collection[str],
    taken: Mapping[str, str],
    drafts: Collection[str],
    problems: list[Problem],
    *,
    unread: bool,
) -> list[RuleSpec]:
    rules: dict[str, RuleSpec] = {}
    for source in sources:
        document = source.document
        for index, rule in source.rules:
            at = ("rules", index)
            twice = rule.id in rules or (rule.id in taken and document.file not in drafts)
            if twice:
                first = f"{rules[rule.id].file}:{rules[rule.id].line}" if rule.id in rules else taken[rule.id]
                problems.append(fault(document, (*at, "id"), "rule_twice", got=rule.id, file=first))
            fact, near = facts.get(rule.fact), None
            if fact is None:
                # a fact with faults of its own, or in a file that cannot be read, is not unknown
                hint = choice(rule.fact, facts) if rule.fact not in named else None
                near = hint[1].get("near") if hint is not None else None
                if hint is not None and (near or not unread):
                    problems.append(fault(document, (*at, "fact"), "unknown_fact", got=rule.fact, hint=hint))
            problems += rule_faults(rule, fact or facts.get(near or ""), facts, document, at)
            if fact is None or twice:
                continue
            others = [
                facts[name] for name in (fact.part_of or "", str(rule.check.params.get("after"))) if name in facts
            ]
            called = {one.id: dict(one.label) for one in (fact, *others)}
            rules[rule.id] = replace(_rule(rule, fact, document, at), called=called)
    return list(rules.values())


def _rule(rule: RuleIn, fact: FactSpec, document: Document, at: tuple[str | int, ...]) -> RuleSpec:
    return RuleSpec(
        id=rule.id,
        title=rule.title,
        fact=fact,
        check=CheckSpec(rule.check.kind, rule.check.tolerance, rule.check.params),
        same=tuple(rule.same),
        where=where_of(rule),
        within=rule.within,
        alert_on=frozenset(rule.alert_on),
        origins=rule.origins,
        stand_for=rule.stand_for,
        opponents=opponents_of(rule),
        severity=tuple(sorted(rule.severity.items(), key=lambda step: step[0].rank)),
        status=rule.status,
        ours=rule.ours,
        labels=dict(rule.labels),
        false_positives=tuple(rule.false_positives),
        examples=tuple(
            Example(
                alerts=example.alerts is not None,
                verdict=example.alerts or (example.silent if isinstance(example.silent, Verdict) else None),
                given=tuple(Given(**one.model_dump()) for one in example.given),
                line=document.places.get((*at, "examples", number), (0, 0))[0],
                held=example.silent if example.silent in HELD else None,
            )
            for number, example in enumerate(rule.examples)
        ),
        file=document.file,
        line=document.places.get(at, (0, 0))[0],
    )
