"""Pictures of alerts for docs/images: a mail and a digest of the sample story, light, dark and narrow, in a browser.

uv run scripts/alert_picture.py [CHROMIUM]     (needs chromium; writes docs/images/*.png)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from checker.alerting.render import item_of, message_of
from checker.intake.files import read_path
from checker.judging import judge
from checker.model.alert import Kind, Message, Told
from checker.model.discrepancy import Change, Discrepancy
from checker.model.verdict import Verdict
from checker.reading import Reader
from checker.rulebook.book import load_rulebook
from checker.shipped import shipped
from notifiers._templates import Templates
from notifiers.mail import page

IMAGES = Path(__file__).parent.parent / "docs" / "images"
NOW = datetime(2025, 1, 14, 8, tzinfo=UTC)
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def main() -> None:
    """Render them all."""
    browser = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    found = discrepancies()
    alert, digest = alert_of(found, "en"), digest_of(found, "es")
    picture(browser, alert, "alert", 640, 880)
    picture(browser, alert, "alert-dark", 640, 880, dark=True)
    picture(browser, digest, "digest", 640, 1100)
    picture(browser, digest, "digest-dark-narrow", 360, 1100, dark=True)


def discrepancies() -> list[Discrepancy]:
    """What the sample story disagrees about, the most severe first."""
    book = load_rulebook([shipped("rules")])
    reader = Reader(facts=book.facts)
    read = [one for item in read_path(shipped("seeds")) if item.article for one in reader.read(item.article).statements]
    found = [one for one in judge(read, book).discrepancies if one.held_back is None]
    return sorted(found, key=lambda one: (-one.severity.rank, one.id))


def alert_of(found: list[Discrepancy], lang: str) -> Message:
    """One source with two figures, or else two claimants with one each."""
    one = next(one for verdict in (Verdict.MISREPORT, Verdict.DISPUTE) for one in found if one.verdict is verdict)
    return message_of([item_of(one, Change.OPENED, lang)], key="picture", notifier="mail", lang=lang, now=NOW)


def digest_of(found: list[Discrepancy], lang: str) -> Message:
    """A digest of the story; of one of them people were told before."""
    items = [item_of(one, Change.OPENED, lang) for one in found[:4]]
    before = replace(found[1], gap=None, sides=tuple(reversed(found[1].sides)))
    told = Told("mail", before, Change.OPENED, NOW, "-", lang)
    items[1] = item_of(found[1], Change.WORSE, lang, told=told)
    since = datetime(2025, 1, 13, 8, tzinfo=UTC)
    return message_of(items, key="digest", notifier="mail", lang=lang, now=NOW, kind=Kind.DIGEST, since=since)


def picture(browser: str, message: Message, name: str, width: int, height: int, *, dark: bool = False) -> None:
    """One page as a browser shows it."""
    shown = page(message, Templates())
    if dark:  # what the browser does for a reader who prefers the dark
        shown = shown.replace("(prefers-color-scheme: dark)", "all").replace(
            "color-scheme: light dark", "color-scheme: dark"
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(shown, encoding="utf-8")
        # headless windows are never narrower than 500 pixels: a frame of the width wanted stands in for the phone
        frame = Path(folder) / "frame.html"
        style = f"border:0;width:{width}px;height:{height}px"
        frame.write_text(f'<body style="margin:0"><iframe src="page.html" style="{style}"></iframe>', encoding="utf-8")
        shot = f"--screenshot={IMAGES / name}.png"
        profile = f"--user-data-dir={folder}/profile"
        size = f"--window-size={width},{height}"
        subprocess.run(
            [browser, *QUIET, profile, size, shot, frame.as_uri()], check=True, timeout=120, capture_output=True
        )


if __name__ == "__main__":
    main()
