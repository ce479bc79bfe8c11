"""Whether a discrepancy fits what a route, a silence or an inhibition takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from pydantic import ValidationError

from checker.alertconfig import MatchConfig
from checker.model.discrepancy import Discrepancy
from checker.model.errors import BadInput

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


def match_of(pairs: Sequence[str]) -> MatchConfig:
    """`severity=low`, `severity>=high`, `rule=troops-*`, `topic.place=country:ru`, `label.desk=world` as a match.

    A key that comes twice fits either value. Raises BadInput for a key or value that is none.
    """
    data: dict[str, Any] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if key.endswith((">", "<")):
            key, sign = key[:-1], f"{key[-1]}="
        key = key.strip()
        name, dot, part = key.partition(".")
        if not sign or not value.strip() or not key:
            raise BadInput(f"{pair} is no match; write key=value, such as rule=troops-* or severity>=high")
        if name == "severity":
            data[name] = f"{sign}{value.strip()}"
        elif dot:
            data.setdefault(name, {})[part] = value.strip()
        else:
            data.setdefault(name, []).append(value.strip())
    try:
        return MatchConfig.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        keys = ", ".join(MatchConfig.model_fields)
        raise BadInput(f"{'.'.join(map(str, first['loc']))}: {first['msg']}; the keys are {keys}") from None


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
