"""Write docs/images/alert.html: the mail of one disagreement of the sample story, to be rendered by a browser.

uv run scripts/alert_picture.py
chromium --headless --no-sandbox --screenshot=docs/images/alert.png --window-size=640,760 docs/images/alert.html
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from checker.alerting.render import item_of, message_of
from checker.intake.files import read_path
from checker.judging import judge
from checker.model.discrepancy import Change
from checker.model.verdict import Verdict
from checker.reading import Reader
from checker.rulebook.book import load_rulebook
from checker.shipped import shipped
from notifiers._templates import Templates
from notifiers.mail import page


def main() -> None:
    """Render the misreport of the sample story."""
    book = load_rulebook([shipped("rules")])
    reader = Reader(facts=book.facts)
    read = [one for item in read_path(shipped("seeds")) if item.article for one in reader.read(item.article).statements]
    found = next(one for one in judge(read, book).discrepancies if one.verdict is Verdict.MISREPORT)
    item = item_of(found, Change.OPENED, "en")
    message = message_of([item], key="picture", notifier="mail", lang="en", now=datetime(2025, 1, 13, tzinfo=UTC))
    file = Path(__file__).parent.parent / "docs" / "images" / "alert.html"
    file.write_text(page(message, Templates()), encoding="utf-8")


if __name__ == "__main__":
    main()
