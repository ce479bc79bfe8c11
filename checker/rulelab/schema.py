"""The JSON Schema of rule files, for editors that complete and check YAML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from checker.model.verdict import Severity, Verdict
from checker.rulebook.facts import Evolves, FactKind
from checker.rulebook.kinds import CHECK_KINDS
from checker.rulebook.rules import ALERTING, HELD
from checker.rulebook.schema import WORDS
from checker.yamldoc import load

_TEXTS = {"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
_WORDS = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_BY_LANGUAGE = {"type": "object", "additionalProperties": _WORDS}
_JSON = {int: "integer", list: "array", str: "string"}
_DURATION = {"type": "string", "pattern": r"^\s*\d+\s*[hdwy]\s*$"}
_DISTANCE = {"type": "string", "pattern": r"^\s*(>=)?\s*(\d+(\.\d+)?\s*[%x]|(±|\+/-)\s*\d+(\.\d+)?)\s*$"}


@cache
def meanings() -> dict[str, dict[str, str]]:
    """What every key means, by section: file, fact, rule, check, example, given, kinds."""
    data: dict[str, dict[str, str]] = load(Path(__file__).parent / "keys.yaml", name="checker/rulelab/keys.yaml").data
    return data


def rule_schema() -> dict[str, Any]:
    """The schema, built from the types that loading uses."""
    verdicts = [verdict.value for verdict in Verdict]
    given = _object(
        {name: {"type": "string"} for name in ("outlet", "says", "on", "origin", "title", "lang")},
        ["outlet", "says"],
        "given",
    )
    example = _object(
        {
            "alerts": {"enum": verdicts},
            "silent": {"enum": [*verdicts, "nothing", *HELD]},
            "given": {"type": "array", "items": given, "minItems": 1},
        },
        ["given"],
        "example",
    )
    params = {name: {"type": _JSON[kind]} for one in CHECK_KINDS.values() for name, kind in one.params.items()}
    check = _object({"kind": {"enum": sorted(CHECK_KINDS)}, "tolerance": _DISTANCE, **params}, ["kind"], "check")
    rule = _object(
        {
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$"},
            "title": _TEXTS,
            "fact": {"type": "string"},
            "same": _WORDS,
            "where": {"type": "object", "additionalProperties": {"type": "string"}},
            "within": _DURATION,
            "check": check,
            "alert_on": {"type": "array", "items": {"enum": sorted(verdict.value for verdict in ALERTING)}},
            "origins": {"type": "integer", "minimum": 1, "maximum": 20},
            "for": _DURATION,
            "opponents": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
            "severity": _object({severity.value: _DISTANCE for severity in Severity}, []),
            "status": {"enum": ["stable", "draft"]},
            "ours": {"enum": [severity.value for severity in Severity]},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
            "false_positives": _WORDS,
            "examples": {"type": "array", "items": example},
        },
        ["id", "title", "fact", "check"],
        "rule",
    )
    fact = _object(
        {
            "label": _TEXTS,
            "kind": {"enum": [kind.value for kind in FactKind]},
            "counts": {"type": "string"},
            "evolves": {"enum": [evolves.value for evolves in Evolves]},
            "settles": _DURATION,
            "roles": _WORDS,
            "part_of": {"type": "string"},
            "recurs": {"type": "boolean"},
            "national": {"type": "boolean"},
            "single": {"type": "boolean"},
            "across": {"type": "string"},
            **dict.fromkeys(WORDS, _BY_LANGUAGE),
        },
        ["label"],
        "fact",
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Discrepa rule file",
        **_object(
            {
                "facts": {"type": "object", "additionalProperties": fact},
                "rules": {"type": "array", "items": rule},
            },
            [],
            "file",
        ),
    }


def _object(properties: dict[str, Any], required: list[str], section: str = "") -> dict[str, Any]:
    told = meanings().get(section, {})
    described = {name: {"description": told[name], **one} if name in told else one for name, one in properties.items()}
    return {"type": "object", "properties": described, "required": required, "additionalProperties": False}
