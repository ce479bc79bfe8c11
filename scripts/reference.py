"""Write what is made from the code: docs/reference/rules.md and facts.md, and the schema beside the rule files.

uv run python scripts/reference.py
"""

from __future__ import annotations

import json
from pathlib import Path

from checker.rulebook.book import load_rulebook, shipped_folder
from checker.rulelab.reference import facts_page, rules_page
from checker.rulelab.schema import rule_schema

ROOT = Path(__file__).parent.parent


def made() -> dict[Path, str]:
    """Every file that is made, with its content."""
    schema = json.dumps(rule_schema(), indent=2, ensure_ascii=False) + "\n"
    return {
        ROOT / "docs/reference/rules.md": rules_page(),
        ROOT / "docs/reference/facts.md": facts_page(load_rulebook([shipped_folder()])),
        ROOT / "rules/rules.schema.json": schema,
    }


if __name__ == "__main__":
    for file, content in made().items():
        file.write_text(content, encoding="utf-8")
