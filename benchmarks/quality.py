"""Figures of reading and judging on labelled sets, held against the floors in quality_floors.yaml.

    uv run python benchmarks/quality.py           # measure and print
    uv run python benchmarks/quality.py --check   # and fail when a figure is below its floor

The labelled sets lie beside the checkout, in ../shared; without them this says so and passes. Floors are pinned
at what is reached and move only on purpose.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DISCREPA_SHARED", HERE.parent.parent / "shared"))
SCORE = SHARED / "gold" / "score.py"

CORPUS = HERE.parent / "tests" / "corpus"  # absolute, so that it is itself beside SHARED, too
OWN, SMALL = CORPUS / "annotated", CORPUS / "small"

# (name, kind of score, gold path): each is read by `discrepa read`, or judged where the kind says so.
SETS: tuple[tuple[str, str, str], ...] = (
    ("counts_seeds", "counts", "gold/seeds"),
    ("counts_es", "counts", "gold/dev_es"),
    ("counts_en", "counts", "gold/dev_en"),
    ("annotated_es", "counts", str(OWN / "es")),
    ("annotated_en", "counts", str(OWN / "en")),
    ("small_es", "counts", str(SMALL / "worked_on" / "es")),
    ("small_en", "counts", str(SMALL / "worked_on" / "en")),
    ("small_unseen_es", "counts", str(SMALL / "unseen" / "es")),
    ("small_unseen_en", "counts", str(SMALL / "unseen" / "en")),
    ("says", "says", "gold/events"),
    ("numbers_es", "numbers", "data/recognizers_NumberModel_es.jsonl"),
    ("numbers_en", "numbers", "data/recognizers_NumberModel_en.jsonl"),
    ("percent_es", "numbers", "data/recognizers_PercentModel_es.jsonl"),
    ("percent_en", "numbers", "data/recognizers_PercentModel_en.jsonl"),
    ("ordinals_es", "numbers", "data/recognizers_OrdinalModel_es.jsonl"),
    ("ordinals_en", "numbers", "data/recognizers_OrdinalModel_en.jsonl"),
    ("ranges_es", "ranges", "data/recognizers_NumberRangeModel_es.jsonl"),
    ("ranges_en", "ranges", "data/recognizers_NumberRangeModel_en.jsonl"),
    ("dates_es", "dates", "data/recognizers_DateTimeModel_es.jsonl"),
    ("dates_en", "dates", "data/recognizers_DateTimeModel_en.jsonl"),
    ("timexes_es", "timexes", "data/timexes_meantime_es_test.jsonl"),
    ("timexes_en", "timexes", "data/timexes_meantime_en_test.jsonl"),
    ("names", "names", "data/name_pairs.jsonl"),
    ("compare", "compare", "gold/events/pairs.jsonl"),
)


def run(command: list[str], stdin: str | None = None) -> str:
    """The standard output of a command; `discrepa` exits with 2 for an input that it cannot use."""
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 2):
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


def score(kind: str, gold: str, predicted: str) -> dict[str, Any]:
    """The scorer's figures for what was printed."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(predicted)
        file.flush()
        figures: dict[str, Any] = json.loads(run([sys.executable, str(SCORE), kind, gold, file.name]))
        return figures


def discrepa(*arguments: str, stdin: str | None = None) -> str:
    """The output of one command of the product."""
    return run([sys.executable, "-m", "checker", *arguments], stdin)


def measure(kind: str, gold: str) -> dict[str, Any]:
    """One labelled set: its input made by the scorer, read or judged by the product, scored."""
    if kind == "compare":
        return score(kind, gold, discrepa("why", "--pairs", gold, "--json"))
    given = run([sys.executable, str(SCORE), "input", kind, gold])
    if kind == "names":
        return score(kind, gold, discrepa("names", "compare", "--pairs", "-", "--json", stdin=given))
    return score(kind, gold, discrepa("read", "-", "--json", stdin=given))


def events() -> dict[str, Any]:
    """Whole events as sentences: what is raised, missed, and raised wrongly, over all of them."""
    total = {"expected": 0, "found": 0, "raised": 0, "unexpected": 0, "violated": 0, "events": 0}
    for file in sorted((SHARED / "gold" / "events").glob("*.json")):
        given = run([sys.executable, str(SCORE), "input", "says", str(file)])
        figures = score("events", str(file), discrepa("check", "-", "--format", "json", stdin=given))
        total["events"] += 1
        for key in ("expected", "found", "raised", "unexpected", "violated"):
            total[key] += figures[key]
    return {
        **total,
        "share_found": round(total["found"] / total["expected"], 3),
        "unexpected_per_event": round(total["unexpected"] / total["events"], 3),
    }


def flat(data: Any, prefix: str = "") -> Iterable[tuple[str, float]]:
    """Nested figures as dotted keys."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        elif isinstance(value, int | float):
            yield f"{prefix}{key}", float(value)


def main() -> None:
    """Measure everything; with --check, end with 1 when a floor is broken."""
    if not SCORE.exists():
        print("no labelled sets beside the checkout: nothing to measure")
        return
    import yaml

    floors: dict[str, float] = yaml.safe_load((HERE / "quality_floors.yaml").read_text(encoding="utf-8")) or {}
    wanted = set(sys.argv[1:]) - {"--check"}
    figures: dict[str, float] = {}
    for name, kind, gold in SETS:
        if not wanted or name in wanted:
            result = measure(kind, str(SHARED / gold))
            print(f"{name}: {json.dumps(result)}", flush=True)
            figures |= dict(flat(result, f"{name}."))
    if not wanted or "events" in wanted:
        result = events()
        print(f"events: {json.dumps(result)}", flush=True)
        figures |= dict(flat(result, "events."))
    if "--check" in sys.argv:
        broken = [line for key, floor in floors.items() if (line := below(key, floor, figures))]
        print("\n".join(broken) or f"all {len(floors)} floors hold")
        sys.exit(bool(broken))


def below(key: str, floor: float, figures: dict[str, float]) -> str:
    """What is wrong with a figure; a key that ends in ` max` is a ceiling."""
    name, _, kind = key.partition(" ")
    if name not in figures:
        return f"{name}: not measured"
    value = figures[name]
    broken = value > floor if kind == "max" else value < floor
    return f"{name}: {value} is {'above' if kind == 'max' else 'below'} {floor}" if broken else ""


if __name__ == "__main__":
    main()
