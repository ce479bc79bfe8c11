"""Write what is made from the code: pages of docs/reference (rules, facts, checks, verdicts, commands, JSON), and the
schema of rules.

uv run python -m scripts.reference
"""

from __future__ import annotations

import json
from pathlib import Path

from checker.reading import Reader
from checker.rulebook.book import load_rulebook, shipped_folder
from checker.rulelab.reference import facts_page, rules_page
from checker.rulelab.schema import rule_schema
from checker.rulelab.verdictpages import checks_page, verdicts_page
from scripts.outside import commands_page, json_page

ROOT = Path(__file__).parent.parent


def made() -> dict[Path, str]:
    """Every file that is made, with its content."""
    schema = json.dumps(rule_schema(), indent=2, ensure_ascii=False) + "\n"
    book = load_rulebook([shipped_folder()])
    verdicts = ROOT / "docs/reference/verdicts.md"
    lines = (ROOT / "tests/corpus/verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    table = verdicts_page(
        verdicts.read_text(encoding="utf-8"), [json.loads(line) for line in lines], Reader(facts=book.facts), book
    )
    return {
        verdicts: table,
        ROOT / "docs/reference/checks.md": checks_page(),
        ROOT / "docs/reference/rules.md": rules_page(),
        ROOT / "docs/reference/facts.md": facts_page(book),
        ROOT / "docs/reference/commands.md": commands_page(),
        ROOT / "docs/reference/json.md": json_page((ROOT / "docs/reference/json.md").read_text(encoding="utf-8")),
        ROOT / "rules/rules.schema.json": schema,
    }


if __name__ == "__main__":
    for file, content in made().items():
        file.write_text(content, encoding="utf-8")
