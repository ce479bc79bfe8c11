"""The API of rules, silences, deliveries, wrong readings and the log."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from checker.model.decision import RuleRecord
from checker.model.discrepancy import Status
from checker.model.errors import Problem
from checker.model.verdict import Severity, Verdict
from checker.texts import fault_words
from checker.web.desk import Desk
from checker.web.pages import silences as quiet
from checker.web.pages.api import Id, Json, leads, versioned
from checker.web.pages.articles import report_wrong
from checker.web.pages.rules import file_states, tried
from checker.web.pages.system import replay_dead
from checker.web.trial import LONGEST
from checker.wire import discrepancy_to_json, findings_to_json
from checker.wire.out import silence_to_json

Why = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
Who = Annotated[str, Field(max_length=80)]
PAIR = (
    r"((rule|outlet|language|entity|id|topic\.[a-z_]+|label\.[a-z_]+)=[^\s=<>]+"
    rf"|verdict=({'|'.join(Verdict)})|severity(>=|<=|=)({'|'.join(Severity)}))"
)
Lasting = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}[smhd]$", description="30m, 8h, 3d")]


class RuleDraft(BaseModel):
    """Rules as YAML, and sentences, one a line: `outlet | day | sentence`, or the sentence alone."""

    rules: str = Field(max_length=LONGEST)
    sentences: str = Field(default="", max_length=40_000)


class NewSilence(BaseModel):
    """Quiet about what fits `match` (`rule=troops-* entity=country:ru`), for a time."""

    match: str = Field(min_length=1, max_length=300, pattern=rf"^{PAIR}( {PAIR})*$")
    lasting: Lasting = "8h"
    reason: Why
    author: Who = ""


class Lengthened(BaseModel):
    """How long a silence lasts from now on, and why; without a reason, that which it has."""

    lasting: Lasting
    reason: str = Field(default="", max_length=2000)
    author: Who = ""


class Letters(BaseModel):
    """Keys of dead letters; none: all of them."""

    keys: list[Annotated[str, Field(max_length=80)]] = Field(default=[], max_length=500)
    author: Who = ""


class Wrong(BaseModel):
    """What was read wrongly of a statement."""

    statement: str = Field(min_length=1, max_length=80)
    part: Literal["value", "claimant", "fact", "place", "time", "stance"]
    note: str = Field(default="", max_length=500)
    author: Who = ""


def problem_json(one: Problem, lang: str) -> Json:
    """A fault of a rule file, told in a language."""
    what, remedy = fault_words(one, lang)
    return {
        "file": one.file,
        "line": one.line,
        "col": one.col,
        "path": one.path,
        "severity": one.severity,
        "what": what,
        "got": one.got,
        "remedy": remedy,
    }


def router(desk: Desk) -> APIRouter:
    """Version 1 of this part."""
    pages = versioned(desk)
    language = desk.parts.loaded.config.language

    @pages.get("/rules/files")
    def rule_files() -> Json:
        """Every rule file as it is on disk, with what lint says of it."""
        return {
            "files": [
                {
                    "file": one.file,
                    "problems": [problem_json(fault, language) for fault in (*one.errors, *one.warnings)],
                }
                for one in file_states(desk.parts.rule_folders)
            ]
        }

    @pages.post("/rules/try")
    def try_rules(draft: RuleDraft) -> Json:
        """What a draft would have raised in the last 30 days and in some sentences. Nothing is kept. `failed` is
        `time` or `broken` where it could not be tried; 429 while another draft is being tried."""
        found = tried(desk, draft.rules, draft.sentences)
        groups = {"adds": found.adds, "removes": found.removes, "same": found.same, "held": found.held}
        return {
            "failed": found.failed or None,
            "problems": [problem_json(one, language) for one in found.problems],
            "articles": found.articles,
            "of": found.of,
            "counts": dict(zip(groups, found.counts, strict=True)),
            **{name: [discrepancy_to_json(one, language) for one in group] for name, group in groups.items()},
            "sentences": found.pasted and findings_to_json(found.pasted, articles=0, statements=0, lang=language),
        }

    @pages.get("/rules/{rule}")
    def rule(rule: Id) -> Json:
        """One rule in force: where it stands and how it fares. The share of false alarms is null below 10 alerts."""
        one = desk.parts.book.rule(rule)
        if one is None:
            raise HTTPException(404, "no such rule")
        store = desk.parts.store
        hits, record, wrong = (
            store.rule_hits().get(rule),
            store.rule_records().get(rule, RuleRecord()),
            store.wrong_counts(),
        )
        return {
            "id": one.id,
            "title": dict(one.title),
            "fact": one.fact.id,
            "status": one.status.value,
            "file": one.file,
            "line": one.line,
            "discrepancies": {status.value: hits.counts.get(status, 0) if hits else 0 for status in Status},
            "last_hit": hits.last.isoformat() if hits else None,
            "alerts": record.alerts,
            "false_alarms": record.false_alarms,
            "false_alarm_share": record.share(),
            "reasons": list(record.reasons[:50]),
            "wrong_readings": {"rule": wrong["rules"].get(rule, 0), "fact": wrong["facts"].get(one.fact.id, 0)},
        }

    @pages.get("/silences", responses={200: leads("end_silence", silence="silences/0/id")})
    def silences() -> Json:
        """All silences, those that end last first."""
        return {"silences": [silence_to_json(one) for one in desk.parts.store.silences()[:500]]}

    @pages.post("/silences", status_code=201, responses={201: leads("change_silence", silence="id")})
    def add_silence(given: NewSilence) -> Json:
        """Ask for quiet about what fits, for a time."""
        return silence_to_json(quiet.ask(desk, given.match, given.lasting, given.author or "api", given.reason))

    @pages.patch("/silences/{silence}")
    def change_silence(silence: Id, given: Lengthened) -> Json:
        """Let a silence last for a time from now on."""
        return silence_to_json(quiet.change(desk, silence, given.author or "api", given.lasting, given.reason))

    @pages.delete("/silences/{silence}")
    def end_silence(silence: Id) -> Json:
        """End a silence now."""
        quiet.end(desk, silence, "api")
        return {"ended": silence}

    @pages.get("/deliveries")
    def deliveries() -> Json:
        """How many messages are sent, pending and dead, and the dead letters."""
        store = desk.parts.store
        return {
            "counts": store.message_counts(),
            "dead": [
                {
                    "key": one.message.key,
                    "notifier": one.message.notifier,
                    "subject": one.message.subject,
                    "discrepancies": [item.discrepancy for item in one.message.items],
                    "attempts": one.attempts,
                    "error": one.error,
                }
                for one in store.dead_letters()[:500]
            ],
        }

    @pages.post("/deliveries/replay")
    def replay(given: Letters) -> Json:
        """Try dead letters again."""
        return {"replayed": replay_dead(desk, given.keys, given.author or "api")}

    @pages.post("/articles/{article}/wrong", status_code=201)
    def wrong(article: Id, given: Wrong) -> Json:
        """Report that a statement was read wrongly; it is counted for its fact and the rules it stands under."""
        report_wrong(desk, article, given.statement, given.part, given.author or "api", given.note)
        return {"statement": given.statement, "part": given.part}

    @pages.get("/log")
    def log(
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> Json:
        """What people did, the last first."""
        return {
            "actions": [
                {
                    "at": one.at.isoformat(),
                    "author": one.author,
                    "action": one.kind,
                    "target": one.target,
                    "reason": one.reason,
                    "batch": one.batch,
                    "undone_at": one.undone_at.isoformat() if one.undone_at else None,
                }
                for one in desk.parts.store.actions(limit=limit, offset=(page - 1) * limit)
            ]
        }

    return pages
