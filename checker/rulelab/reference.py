"""The reference pages of rules and facts, made from what loading uses; a test holds them to it."""

from __future__ import annotations

from checker.model.verdict import Verdict
from checker.rulebook.book import Rulebook
from checker.rulebook.kinds import CHECK_KINDS
from checker.rulelab.schema import meanings

SECTIONS = (
    ("file", "The file"),
    ("fact", "A fact"),
    ("rule", "A rule"),
    ("check", "`check`"),
    ("example", "An example"),
    ("given", "A sentence of an example"),
)


def rules_page() -> str:
    """docs/reference/rules.md."""
    out = [
        "# Rule files",
        "",
        "Made by `scripts/reference.py` from the schema that `discrepa rules schema` prints; editors show the same.",
        "How to write one: [write a rule](../how-to/write-a-rule.md).",
    ]
    for section, title in SECTIONS:
        out += ["", f"## {title}", "", "| key | meaning |", "|---|---|"]
        out += [f"| `{key}` | {_cell(text)} |" for key, text in meanings()[section].items()]
    out += ["", "## Kinds of check", "", "| kind | what it finds | facts | may alert on | its own keys |"]
    out.append("|---|---|---|---|---|")
    for name, kind in CHECK_KINDS.items():
        verdicts = ", ".join(one.value for one in Verdict if one in kind.verdicts)
        keys = ", ".join(["`tolerance`"] * kind.figures + [f"`{key}`" for key in kind.params]) or "none"
        facts = ", ".join(one.value for one in kind.facts)
        out.append(f"| `{name}` | {meanings()['kinds'][name]} | {facts} | {verdicts} | {keys} |")
    return "\n".join(out) + "\n"


def facts_page(book: Rulebook) -> str:
    """docs/reference/facts.md."""
    out = [
        "# Facts that are read",
        "",
        "Made by `scripts/reference.py` from the shipped rule files. The words of a fact stand in its rule file and in",
        "`checker/languages/*.yaml`; both are used. `discrepa rules coverage` tells how many there are by language.",
        "",
        "| fact | what | kind | counts | evolves | roles | rules |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, fact in sorted(book.facts.items()):
        rules = ", ".join(f"`{rule.id}`" for rule in book.rules if rule.fact.id == name) or "none"
        counts = fact.counts if fact.kind.value in ("count", "measure") else ""
        roles = ", ".join(fact.roles)
        cells = (f"`{name}`", fact.label["en"], fact.kind.value, counts, fact.evolves.value, roles, rules)
        out.append(f"| {' | '.join(cells)} |")
    return "\n".join(out) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
