"""Rule files to a Rulebook: every fault of every file at once, and the last good set kept when one is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from checker import languages
from checker.languages.schema import FactWords
from checker.model.errors import BadFile, Problem
from checker.model.verdict import Verdict
from checker.rulebook.facts import FactKind, FactSpec
from checker.rulebook.rules import ALERTING, CheckSpec, Example, Given, RuleSpec, Threshold
from checker.rulebook.schema import FactIn, RuleFile, RuleIn
from checker.shipped import shipped
from checker.yamldoc import Document, did_you_mean, load, validate

# What a statement always has; a fact adds its own roles.
COMMON_ROLES = ("of", "place", "cause", "when")
CHECK_KINDS: Mapping[str, tuple[FactKind, ...]] = {
    "quantity": (FactKind.COUNT,),
    "date": (FactKind.EVENT,),
    "value": (FactKind.OFFICE, FactKind.EVENT, FactKind.COUNT),
    "holder": (FactKind.OFFICE,),
    "stance": (FactKind.COUNT, FactKind.EVENT),
    "order": (FactKind.EVENT,),
    "sum": (FactKind.COUNT,),
}


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All facts and rules in force. `version` changes whenever a file does."""

    facts: Mapping[str, FactSpec]
    rules: tuple[RuleSpec, ...]
    version: str
    files: tuple[str, ...] = ()

    def rule(self, rule_id: str) -> RuleSpec | None:
        """A rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def shipped_folder() -> Path:
    """The rules that come with the program."""
    return shipped("rules")


def rule_files(folders: Iterable[Path]) -> list[Path]:
    """The rule files in folders (or named themselves), sorted. Raises BadFile for a place that is not there."""
    files: list[Path] = []
    missing = []
    for folder in folders:
        if folder.is_dir():
            files += sorted(file for file in folder.rglob("*") if file.suffix in (".yaml", ".yml"))
        elif folder.is_file():
            files.append(folder)
        else:
            missing.append(Problem(str(folder), 0, 0, "", "there is no such rule file or folder"))
    if missing:
        raise BadFile(missing)
    return files


def load_rulebook(folders: Sequence[Path]) -> Rulebook:
    """Read every rule file of the folders. Raises BadFile with all faults of all files."""
    problems: list[Problem] = []
    loaded: list[tuple[Document, RuleFile]] = []
    digest = hashlib.sha256()
    for file in rule_files(folders):
        try:
            digest.update(file.read_bytes())
            document = load(file)
        except BadFile as error:
            problems += error.problems
            continue
        content, faults = validate(RuleFile, document)
        problems += faults
        if content is not None:
            loaded.append((document, content))
    facts = _facts(loaded, problems)
    rules = _rules(loaded, facts, problems)
    if any(problem.severity == "error" for problem in problems):
        raise BadFile(problems)
    names = tuple(document.file for document, _ in loaded)
    return Rulebook(facts, tuple(rules), digest.hexdigest()[:16], names)


def reload(folders: Sequence[Path], last_good: Rulebook) -> tuple[Rulebook, list[Problem]]:
    """The rulebook as it is on disk now, or the last good one and why the files are refused."""
    try:
        return load_rulebook(folders), []
    except BadFile as error:
        return last_good, error.problems


def _facts(loaded: Sequence[tuple[Document, RuleFile]], problems: list[Problem]) -> dict[str, FactSpec]:
    facts: dict[str, FactSpec] = {}
    for document, content in loaded:
        for name, fact in content.facts.items():
            if name in facts:
                what = f"is already defined in {facts[name].file}"
                problems.append(document.problem(("facts", name), what, got=name, remedy="choose another name"))
                continue
            facts[name] = _fact(name, fact, document.file)
    for document, content in loaded:
        for name, fact in content.facts.items():
            if fact.part_of is not None and fact.part_of not in facts:
                place = ("facts", name, "part_of")
                hint = did_you_mean(fact.part_of, facts) or f"known facts: {', '.join(sorted(facts))}"
                problems.append(document.problem(place, "is not a known fact", got=fact.part_of, remedy=hint))
            if fact.kind is FactKind.COUNT and not facts[name].words:
                what = "has no words to recognise it by"
                problems.append(document.problem(("facts", name), what, remedy="add 'nouns: {es: [...], en: [...]}'"))
    return facts


def _fact(name: str, fact: FactIn, file: str) -> FactSpec:
    words = fact.words()
    for code in languages.known():
        shipped_words = languages.language(code).facts.get(name)
        if shipped_words is not None:
            words[code] = _merged(shipped_words, words.get(code))
    return FactSpec(
        id=name,
        label=fact.label,
        kind=fact.kind,
        counts=fact.counts,
        evolves=fact.evolves,
        settles_days=fact.settles.days,
        words=words,
        roles=tuple(fact.roles),
        part_of=fact.part_of,
        recurs=fact.recurs,
        file=file,
    )


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
    loaded: Sequence[tuple[Document, RuleFile]], facts: Mapping[str, FactSpec], problems: list[Problem]
) -> list[RuleSpec]:
    rules: dict[str, RuleSpec] = {}
    for document, content in loaded:
        for index, rule in enumerate(content.rules):
            at = ("rules", index)
            if rule.id in rules:
                what = f"is already the id of a rule in {rules[rule.id].file}:{rules[rule.id].line}"
                problems.append(document.problem((*at, "id"), what, got=rule.id, remedy="choose another id"))
                continue
            fact = facts.get(rule.fact)
            if fact is None:
                hint = did_you_mean(rule.fact, facts) or f"known facts: {', '.join(sorted(facts))}"
                problems.append(document.problem((*at, "fact"), "is not a known fact", got=rule.fact, remedy=hint))
                continue
            problems += _crossed(rule, fact, document, at)
            rules[rule.id] = _rule(rule, fact, document, at)
    return list(rules.values())


def _rule(rule: RuleIn, fact: FactSpec, document: Document, at: tuple[str | int, ...]) -> RuleSpec:
    return RuleSpec(
        id=rule.id,
        title=rule.title,
        fact=fact,
        check=CheckSpec(rule.check.kind, rule.check.tolerance, rule.check.params),
        same=tuple(rule.same),
        where=rule.where,
        within=rule.within,
        alert_on=frozenset(rule.alert_on),
        origins=rule.origins,
        stand_for=rule.stand_for,
        opponents=tuple(frozenset(group) for group in rule.opponents),
        severity=tuple(sorted(rule.severity.items(), key=lambda step: step[0].rank)),
        status=rule.status,
        false_positives=tuple(rule.false_positives),
        examples=tuple(
            Example(
                alerts=example.alerts is not None,
                verdict=example.alerts or (example.silent if isinstance(example.silent, Verdict) else None),
                given=tuple(Given(**one.model_dump()) for one in example.given),
                line=document.places.get((*at, "examples", number), (0, 0))[0],
            )
            for number, example in enumerate(rule.examples)
        ),
        file=document.file,
        line=document.places.get(at, (0, 0))[0],
    )


def _crossed(rule: RuleIn, fact: FactSpec, document: Document, at: tuple[str | int, ...]) -> Iterable[Problem]:
    """Faults that only show when keys are held against each other."""
    roles = {*COMMON_ROLES, *fact.roles}
    for key, names in (("same", rule.same), ("where", list(rule.where))):
        for number, name in enumerate(names):
            if name not in roles:
                place = (*at, key, number if key == "same" else name)
                hint = did_you_mean(name, roles) or f"known roles: {', '.join(sorted(roles))}"
                yield document.problem(place, f"is not a role of the fact '{fact.id}'", got=name, remedy=hint)
    kinds = CHECK_KINDS.get(rule.check.kind)
    if kinds is None:
        hint = did_you_mean(rule.check.kind, CHECK_KINDS) or f"known kinds: {', '.join(CHECK_KINDS)}"
        yield document.problem((*at, "check", "kind"), "is not a kind of check", got=rule.check.kind, remedy=hint)
    elif fact.kind not in kinds:
        what = f"cannot check the fact '{fact.id}', which is of kind {fact.kind.value}"
        fitting = [name for name, fits in CHECK_KINDS.items() if fact.kind in fits]
        yield document.problem(
            (*at, "check", "kind"), what, got=rule.check.kind, remedy=f"write one of: {', '.join(fitting)}"
        )
    for number, verdict in enumerate(rule.alert_on):
        if verdict not in ALERTING:
            known = ", ".join(sorted(one.value for one in ALERTING))
            what = "is a harmless verdict"
            place = (*at, "alert_on", number)
            yield document.problem(place, what, got=verdict.value, remedy=f"write some of: {known}")
    if rule.within is not None and rule.stand_for > rule.within:
        yield document.problem((*at, "for"), "is longer than 'within': nothing could ever alert", remedy="shorten it")
    yield from _steps(rule, document, at)


def _steps(rule: RuleIn, document: Document, at: tuple[str | int, ...]) -> Iterable[Problem]:
    steps = sorted(rule.severity.items(), key=lambda step: step[0].rank)
    for (low, first), (high, second) in pairwise(steps):
        if _ratio(first) is not None and _ratio(second) is not None and (_ratio(second) or 0) <= (_ratio(first) or 0):
            what = f"must be further apart than '{low.value}'"
            yield document.problem((*at, "severity", high.value), what, remedy="let the steps rise")


def _ratio(step: Threshold) -> float | None:
    """A step on one scale, so that 50% and 3x can be compared; None for amounts."""
    scale = {"percent": 1 + float(step.value) / 100, "factor": float(step.value)}
    return scale.get(step.unit.value)
