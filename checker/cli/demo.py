"""`discrepa demo`: the whole job on the sample story, offline and in memory."""

from __future__ import annotations

from itertools import combinations

from checker.cli.options import ConfigFile
from checker.cli.output import note, out
from checker.cli.report import text_report
from checker.cli.speech import t
from checker.model.quantity import Quantity


def demo(_config: ConfigFile = None) -> None:
    """Read the sample articles, judge them, print what disagrees and what only seems to."""
    from checker import pipeline
    from checker.intake.files import read_path
    from checker.reading import Reader
    from checker.rulebook.book import load_rulebook
    from checker.shipped import shipped

    book = load_rulebook([shipped("rules")])
    reader = Reader(facts=book.facts)
    articles = [item.article for item in read_path(shipped("seeds")) if item.article is not None]
    statements = [one for article in articles for one in reader.read(article).statements]
    statements = pipeline.with_origins(statements, articles, {})
    findings = pipeline.judge_statements(statements, book, None)
    note(t("demo.intro", articles=len(articles)))
    for line in text_report(findings, articles=len(articles), statements=len(statements)):
        out(line)
    out()
    counted = [one for one in statements if isinstance(one.value, Quantity)]
    naive = sum(
        a.fact == b.fact and (a.value.low, a.value.high) != (b.value.low, b.value.high)
        for a, b in combinations(counted, 2)
        if isinstance(a.value, Quantity) and isinstance(b.value, Quantity)
    )
    out(t("demo.naive", count=naive))
    note(t("demo.outro"))
