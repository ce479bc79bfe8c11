"""Whether a discrepancy fits what a route, a silence or an inhibition takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from checker.alertconfig import MatchConfig
from checker.model.discrepancy import Discrepancy, StoredDiscrepancy
from checker.model.errors import BadFile, BadInput, Unknown
from checker.texts import said
from checker.yamldoc import Document, validate

_PATTERN = frozenset("*?[")  # what makes a value a pattern
_NAMED = 5  # ids that an error names
Facets = dict[str, frozenset[str]]


def facets(discrepancy: Discrepancy) -> Facets:
    """What can be matched and grouped on, by name. A topic of several entities counts as each of them."""
    quotes = [quote for side in discrepancy.sides for quote in side.quotes]
    found = {
        "id": {discrepancy.id},
        "rule": {discrepancy.rule},
        "verdict": {discrepancy.verdict.value},
        "severity": {discrepancy.severity.value},
        "outlet": {quote.outlet for quote in quotes if quote.outlet},
        "language": {quote.lang for quote in quotes if quote.lang},
        "entity": {one for name, value in discrepancy.topic.items() if name != "fact" for one in value.split("+")},
        **{f"topic.{name}": {value, *value.split("+")} for name, value in discrepancy.topic.items()},
        **{f"label.{name}": {value} for name, value in discrepancy.labels.items()},
    }
    return {name: frozenset(values) for name, values in found.items()}


def fits(discrepancy: Discrepancy, match: MatchConfig) -> bool:
    """Whether every key that is given fits."""
    return not unfit(discrepancy, match)


def unfit(discrepancy: Discrepancy, match: MatchConfig) -> tuple[str, ...]:
    """The keys that do not fit."""
    wanted: dict[str, Sequence[str]] = {}
    for name in ("id", "rule", "verdict", "outlet", "language", "entity"):
        values = getattr(match, name)
        if values is not None:
            wanted[name] = values
    for prefix, pairs in (("topic", match.topic), ("label", match.label)):
        wanted.update({f"{prefix}.{name}": [value] for name, value in (pairs or {}).items()})
    found = facets(discrepancy)
    bad = [name for name, values in wanted.items() if not _any(found.get(name, frozenset()), values)]
    if match.severity is not None and not match.severity.holds(discrepancy.severity):
        bad.insert(0, "severity")
    return tuple(bad)


def _any(found: Iterable[str], patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(value.casefold(), pattern.casefold()) for value in found for pattern in patterns)


def unknown(match: MatchConfig, known: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    """What a match names that is none of the known: the key (`rule`, `outlet`, `topic.fact`) and the value."""
    named = {"rule": match.rule, "outlet": match.outlet, "topic.fact": [(match.topic or {}).get("fact")]}
    return [
        (key, value)
        for key, names in known.items()
        for value in named[key] or ()
        if value is not None and not _any(names, [value])
    ]


def match_of(pairs: Sequence[str]) -> MatchConfig:
    """`severity=low`, `severity>=high`, `rule=troops-*`, `topic.place=country:ru`, `label.desk=world` as a match.

    A key that comes twice fits either value. Raises BadInput for what is no pair, BadFile for a key or value that is
    none.
    """
    data: dict[str, Any] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if key.endswith((">", "<")):
            key, sign = key[:-1], f"{key[-1]}="
        key = key.strip()
        name, dot, part = key.partition(".")
        if not sign or not value.strip() or not key:
            raise BadInput(said("faults.no_match", pair=pair))
        if name == "severity":
            data[name] = f"{sign}{value.strip()}"
        elif dot:
            data.setdefault(name, {})[part] = value.strip()
        else:
            data.setdefault(name, []).append(value.strip())
    match, problems = validate(MatchConfig, Document("", data, {(): (0, 0)}))
    if match is None:
        raise BadFile(problems)
    return match


def one_id(prefix: str, found: Sequence[StoredDiscrepancy]) -> str:
    """The one id among those found that begin with `prefix`. Raises BadInput for several, which it names."""
    ids = [one.discrepancy.id for one in found]
    if len(ids) > 1 and prefix not in ids:
        raise BadInput(
            said("faults.many_ids", prefix=prefix, ids=", ".join(ids[:_NAMED]) + ("…" if ids[_NAMED:] else ""))
        )
    return prefix if prefix in ids else ids[0]


def with_whole_ids(
    match: MatchConfig, find: Callable[[str], Sequence[StoredDiscrepancy]], is_edit: Callable[[str], bool]
) -> MatchConfig:
    """A match whose ids may be typed by their beginnings, as they are. Raises Unknown for the beginning of none and
    BadInput for that of several."""
    ids = []
    for prefix in match.id or ():
        found = () if _PATTERN & {*prefix} else find(prefix)
        if found:
            ids.append(one_id(prefix, found))
        elif _PATTERN & {*prefix}:
            ids.append(prefix)
        elif is_edit(prefix):
            ids.append(f"{prefix}*")
        else:
            raise Unknown(said("faults.no_such_id", prefix=prefix))
    return match.model_copy(update={"id": ids}) if ids else match


def typed(match: Mapping[str, Any]) -> str:
    """A match as it is typed."""
    parts = []
    for key, value in match.items():
        if isinstance(value, dict):
            parts += [f"{key}.{name}={one}" for name, one in value.items()]
        elif isinstance(value, list):
            parts += [f"{key}={one}" for one in value]
        else:
            parts.append(f"{key}{value}")
    return " ".join(parts)
