"""Reference pages of judging, made from the code: the kinds of check from their docstrings, the table of verdicts from
examples as they are judged now."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from importlib import import_module

from checker.judging.checks import checks
from checker.judging.pairs import judge_pair
from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.model.verdict import Judgement, Verdict
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.texts import tell

HEAD = """# Kinds of check

What `check: {kind: …}` of a rule may ask. Each part is the docstring of its module in `checker/judging/checks`, and its
sample is a rule file whose examples are tested. Made by `scripts/reference.py`.
"""
FIRST, LAST = "| verdict | when |", f"| `{list(Verdict)[-1].value}` |"


def sample_of(kind: str) -> tuple[str, str]:
    """The text of a kind's docstring, and its sample as YAML."""
    doc = import_module(f"checker.judging.checks.{kind}").__doc__ or ""
    text, _, sample = doc.partition("Sample::")
    return text.strip(), textwrap.dedent(sample).strip("\n")


def checks_page() -> str:
    """The whole page of the kinds of check."""
    parts = [HEAD]
    for kind in sorted(checks()):
        text, sample = sample_of(kind)
        parts.append(f"## `{kind}`\n\n{text}\n\n```yaml\n{sample}\n```\n")
    return "\n".join(parts)


def judged(example: Mapping[str, str], reader: Reader, book: Rulebook) -> Judgement:
    """The verdict on the two sentences of an example: `a`, `b`, each with its day (`a_on`) and outlet (`a_outlet`)."""
    one, two = (
        reader.read(
            Article(
                example[key],
                id=key,
                outlet=example.get(f"{key}_outlet", f"outlet {key}"),
                published=TimeSpan.from_iso(example[f"{key}_on"]),
            )
        ).statements[0]
        for key in ("a", "b")
    )
    return judge_pair(one, two, book)


def verdicts_page(page: str, examples: Iterable[Mapping[str, str]], reader: Reader, book: Rulebook) -> str:
    """The page of the verdicts with its table made anew: every verdict in its order, when it applies, an example, the
    reason that is given, and whether it alerts."""
    rows = ["| verdict | when | example | reason | alerts |", "|---|---|---|---|---|"]
    by_verdict = {example["verdict"]: example for example in examples}
    for verdict in Verdict:
        example = by_verdict[verdict.value]
        dates = "" if example["a_on"] == example["b_on"] else f" ({example['a_on']}, {example['b_on']})"
        reason = tell(judged(example, reader, book).reason, example.get("lang", "es"))
        shown = f"{example['a']} — {example['b']}{dates}"
        rows.append(f"| `{verdict.value}` | {example['when']} | {shown} | {reason} | {example['alerts']} |")
    lines = page.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith(FIRST))
    last = next(number for number, line in enumerate(lines) if line.startswith(LAST))
    return "\n".join([*lines[:first], *rows, *lines[last + 1 :]])
