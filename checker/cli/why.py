"""`discrepa why`: the verdict on two statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import out, out_json
from checker.cli.pairs import bad_pair, end_of_pairs, pair_lines
from checker.cli.speech import language, t
from checker.model.errors import BadInput
from checker.model.statement import COMPARED
from checker.model.verdict import Reason

if TYPE_CHECKING:
    from checker.model.statement import Statement
    from checker.model.verdict import Judgement
    from checker.rulebook.book import Rulebook
    from checker.store.base import Store


def why(
    a: Annotated[str | None, typer.Argument(metavar="A", help=t("why.a"))] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help=t("why.a"))] = None,
    pairs: Annotated[str | None, typer.Option("--pairs", metavar="FILE", help=t("why.pairs"))] = None,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Print verdict, alert and reason."""
    from checker import app, pipeline
    from checker.cli.report import held_text
    from checker.texts import say, tell

    loaded = app.settings(config)
    book = app.rulebook(loaded)
    if pairs is None:
        if a is None or b is None:
            raise BadInput(t("why.two"))
        with app.store(loaded) as store:
            stored = _stored(store, a), _stored(store, b)
            judgement = pipeline.judge_two(*stored, store, book)
        if any(one.left_out for one in stored):
            judgement = replace(judgement, alert=False, reason=Reason("left_out", {"most": str(COMPARED)}))
        reason = tell(judgement.reason, language())
        if as_json:
            held = {} if judgement.held_back is None else {"held_back": judgement.held_back}
            out_json({"verdict": judgement.verdict.value, "alert": judgement.alert, "reason": reason, **held})
        else:
            verdict = say(f"alerts.verdict.{judgement.verdict.value}", language())
            out(t("why.line", verdict=verdict, reason=reason))
            if judgement.held_back is not None:
                out(t("why.held", why=held_text(judgement.held_back)))
        return
    good = bad = 0
    for where, data in pair_lines(pairs):
        told = data.get("id") if isinstance(data, dict) else None
        try:
            judgement = _judged(data, book)
        except BadInput as error:
            bad_pair(where, error, id=told)
            bad += 1
            continue
        good += 1
        reason = tell(judgement.reason, language())
        out_json({"id": told, "verdict": judgement.verdict.value, "alert": judgement.alert, "reason": reason})
    end_of_pairs(good, bad)


def _judged(data: Any, book: Rulebook) -> Judgement:
    """The verdict on one pair. Raises BadInput for what is none."""
    from checker.judging.pairs import judge_pair
    from checker.wire import statement_from_json

    if isinstance(data, BadInput):
        raise data
    if not isinstance(data, dict) or not {"a", "b"} <= data.keys():
        raise BadInput(t("why.no_pair"))
    try:
        return judge_pair(statement_from_json(data["a"]), statement_from_json(data["b"]), book)
    except (ValueError, ArithmeticError) as error:  # a date at the end of all calendars, a figure without end
        raise BadInput(t("why.beyond", error=error)) from None


def _stored(store: Store, prefix: str) -> Statement:
    found = store.statements_by_id(prefix)
    if len(found) == 1:
        return found[0]
    raise BadInput(t("why.many", id=prefix, count=len(found)) if found else t("why.missing", id=prefix))
