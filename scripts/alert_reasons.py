"""Write the table of named reasons into docs/explanation/alerting.md, out of the texts that `explain` shows.

uv run scripts/alert_reasons.py
"""

from __future__ import annotations

import re
from pathlib import Path

from checker.model.alert import Why
from checker.texts import texts

FILE = Path(__file__).parent.parent / "docs" / "explanation" / "alerting.md"
START, END = (
    "<!-- reasons: made by `uv run scripts/alert_reasons.py` out of checker/texts -->\n",
    "<!-- end of reasons -->",
)
FORMS = re.compile(r"\{(\w+):[^|}]*\|([^}]*)\}")


def _more(found: re.Match[str]) -> str:
    """A placeholder with forms as it is for more than one, with its name in the number's place."""
    return found[2].replace("#", f"{{{found[1]}}}")


def table() -> str:
    """Every reason in the order of the program, as it is worded in both languages."""
    rows = ["| reason | in English | en español |", "|---|---|---|"]
    for why in Why:
        told = (FORMS.sub(_more, texts(lang)[f"alerts.why.{why}"]) for lang in ("en", "es"))
        rows.append(f"| `{why}` | {' | '.join(told)} |")
    return "\n".join(rows) + "\n"


def with_table(text: str) -> str:
    """The page with the table as it must be."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    FILE.write_text(with_table(FILE.read_text(encoding="utf-8")), encoding="utf-8")
