"""The rules in force: what each one says, how it fares, what lint says of its file, and a box to try a draft in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from checker.alerting.render import item_of
from checker.model.article import Article
from checker.model.decision import ENOUGH_ALERTS, RuleRecord
from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.errors import BadFile, Problem
from checker.model.timespan import TimeSpan
from checker.rulebook.book import rule_files
from checker.rulelab.lint import lint
from checker.store.base import InboxQuery, RuleHits
from checker.texts import fault_text, say
from checker.web.desk import Desk
from checker.web.trial import LONGEST, Draft, Trial, try_out
from checker.web.views import ago, bars_of, harmless_rows, row_of
from checker.wire import worded

BACK = timedelta(days=30)  # how far back a draft is tried
LINES = 20  # pasted sentences
LINE = 2000  # characters of one


@dataclass(frozen=True, slots=True)
class FileState:
    """A rule file as it is on disk: the errors for which it is refused, and what lint would have mended."""

    file: str
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def file_states(folders: Sequence[Path]) -> list[FileState]:
    """What lint says of every rule file; looked at again only when a file has changed."""
    try:
        files = rule_files(folders)
        seen = tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    except (BadFile, OSError) as error:
        problems = tuple(error.problems) if isinstance(error, BadFile) else ()
        return [FileState(str(folder), problems, ()) for folder in folders]
    return list(_states(tuple(folders), seen))


@lru_cache(maxsize=4)
def _states(folders: tuple[Path, ...], seen: tuple[tuple[str, int, int], ...]) -> tuple[FileState, ...]:
    _, problems = lint(folders)
    by_file: dict[str, list[Problem]] = {name: [] for name, _, _ in seen}
    for one in problems:
        by_file.setdefault(one.file, []).append(one)
    return tuple(
        FileState(
            name,
            tuple(one for one in found if one.severity == "error"),
            tuple(one for one in found if one.severity != "error"),
        )
        for name, found in by_file.items()
    )


def pasted(text: str, today: date) -> list[Article]:
    """Pasted sentences as articles, one a line: `outlet | day | sentence`, or the sentence alone."""
    found = []
    for number, line in enumerate([line for line in text.splitlines() if line.strip()][:LINES]):
        parts = [part.strip() for part in line[:LINE].split("|", 2)]
        outlet, day, words = parts if len(parts) == 3 else (chr(ord("A") + number % 26), "", line[:LINE].strip())
        try:
            published = TimeSpan.from_iso(day or today.isoformat())
        except ValueError:
            published = TimeSpan.from_iso(today.isoformat())
        found.append(Article(text=words, id=f"line-{number + 1}", outlet=outlet or None, published=published))
    return found


def tried(desk: Desk, draft: str, sentences: str) -> Trial:
    """Try a draft. Raises HTTPException 422 for one that is too long, 429 while another one is being tried."""
    if len(draft) > LONGEST or len(sentences) > LINES * LINE:
        raise HTTPException(422, f"draft: at most {LONGEST} characters")
    now = desk.now()
    found = try_out(desk.parts.loaded, Draft(draft, tuple(pasted(sentences, now.date())), now - BACK, now))
    if found is None:
        raise HTTPException(429, "trial")
    return found


def router(desk: Desk) -> APIRouter:
    """The pages of rules."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/rules")
    def listed(request: Request) -> Response:
        lang, now, store, book = desk.language(request), desk.now(), desk.parts.store, desk.parts.book
        hits = store.rule_hits()
        records, wrong = store.rule_records(), store.wrong_counts()
        rows = [
            (
                rule,
                worded(rule.title, lang),
                worded(rule.fact.label, lang),
                _counts(hits.get(rule.id)),
                ago(hits[rule.id].last, now, lang) if rule.id in hits else "",
                records.get(rule.id, RuleRecord()),
                (wrong["rules"].get(rule.id, 0), wrong["facts"].get(rule.fact.id, 0)),
            )
            for rule in sorted(book.rules, key=lambda rule: (str(rule.file), rule.line))
        ]
        states = file_states(desk.parts.rule_folders)
        return desk.page(
            request,
            "rules.html",
            rows=rows,
            files=[
                (state, [(one.severity, fault_text(one, lang)) for one in (*state.errors, *state.warnings)])
                for state in states
            ],
            least=ENOUGH_ALERTS,
        )

    def draft_page(request: Request, draft: str, sentences: str, trial: Trial | None) -> Response:
        lang = desk.language(request)

        def cards(found: Sequence[Discrepancy]) -> list[object]:
            return [(item_of(one, Change.OPENED, lang), bars_of(one.sides), one.held_back) for one in found]

        groups = ("adds", "removes", "same", "held")
        return desk.page(
            request,
            "draft.html",
            draft=draft,
            sentences=sentences,
            trial=trial,
            problems=[(one.severity, fault_text(one, lang)) for one in trial.problems] if trial else [],
            groups=[
                (name, count, cards(getattr(trial, name))) for name, count in zip(groups, trial.counts, strict=True)
            ]
            if trial
            else [],
            found=cards(trial.pasted.discrepancies) if trial and trial.pasted else [],
            harmless=harmless_rows(trial.pasted.harmless, lang) if trial and trial.pasted else [],
            longest=LONGEST,
            days=BACK.days,
        )

    @pages.get("/rules/try")
    def draft(request: Request, rule: str = "") -> Response:
        lang = desk.language(request)
        found = desk.parts.book.rule(rule) if rule else None
        text = _alone(found.file, found.line) if found is not None else say("desk.draft.example", lang)
        return draft_page(request, text, say("desk.draft.sentences_example", lang), None)

    @pages.post("/rules/try")
    async def try_draft(request: Request) -> Response:
        fields = await desk.form(request)
        text, sentences = fields.get("draft", [""])[0], fields.get("sentences", [""])[0]
        found = await run_in_threadpool(tried, desk, text, sentences)
        return draft_page(request, text, sentences, found)

    @pages.get("/rules/{rule}")
    def show(request: Request, rule: str) -> Response:
        found = desk.parts.book.rule(rule)
        if found is None:
            raise HTTPException(404, rule[:60])
        lang, now, store = desk.language(request), desk.now(), desk.parts.store
        hits = store.inbox(InboxQuery(statuses=(), filters={"rule": rule}, limit=20))
        wrong = store.wrong_counts()
        return desk.page(
            request,
            "rule.html",
            rule=found,
            title=worded(found.title, lang),
            fact=worded(found.fact.label, lang),
            text=_lines(found.file, found.line),
            record=store.rule_records().get(rule, RuleRecord()),
            least=ENOUGH_ALERTS,
            wrong=(wrong["rules"].get(rule, 0), wrong["facts"].get(found.fact.id, 0)),
            rows=[row_of(one, lang, now) for one in hits.rows],
            total=hits.total,
        )

    return pages


def _counts(hits: RuleHits | None) -> dict[str, int]:
    counts = hits.counts if hits is not None else {}
    return {
        "open": counts.get(Status.OPEN, 0) + counts.get(Status.ACKNOWLEDGED, 0),
        "dismissed": counts.get(Status.DISMISSED, 0),
        "all": sum(counts.values()),
    }


def _alone(file: str, line: int) -> str:
    """A rule as a file of its own, to be changed and tried."""
    return "rules:\n" + "\n".join(f"  {text}" if text else "" for text in _lines(file, line, most=400).splitlines())


def _lines(file: str, line: int, most: int = 80) -> str:
    """The rule as it stands in its file: from its line to the next rule."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()[line - 1 : line - 1 + most]
    except OSError:
        return ""
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    end = next(
        (n for n, text in enumerate(lines) if n and text.strip() and len(text) - len(text.lstrip()) <= indent),
        len(lines),
    )
    return "\n".join(text[indent:] for text in lines[:end]).rstrip()
