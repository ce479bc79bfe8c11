"""Pictures of every page of the desk, over an empty, the sample and a very full store, both themes, desk and phone.

uv run --group test scripts/screenshots.py                        # those of the documentation, into docs/images
uv run --group test scripts/screenshots.py FOLDER [STORE…]        # all of them (needs chromium)
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import httpx
from playwright.sync_api import Browser, sync_playwright

from checker import world

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.running import QUIET, browser_file, open_ids, running, until  # noqa: E402 - found beside the scripts
from tests.story import article, project  # noqa: E402

WIDTHS = {"desk": 1180, "phone": 390}
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
NAMES = ["صحيفة الشرق الأوسط", "朝日新聞東京本社版", "Ελευθεροτυπία", "대한민국신문", LONG, "A"]
FULL = 250  # towns of the very full store; in each, the dead and the injured are disagreed on
# name in docs/images: store, width, theme, address
SHOWN = {
    "desk": ("sample", "desk", "light", "/"),
    "desk-dark-phone": ("sample", "phone", "dark", "/"),
    "desk-discrepancy": ("sample", "desk", "light", "/d/{d}"),
    "first-disagreement": ("sample", "desk", "light", "/d/{slip}"),
    "desk-article": ("sample", "desk", "dark", "/articles/{a}"),
    "desk-try": ("sample", "desk", "light", "/try"),
}


def sample(folder: Path) -> None:
    """The sample story."""
    shutil.copytree(ROOT / "seeds", folder / "in", dirs_exist_ok=True)


def full(folder: Path) -> None:
    """Five hundred disagreements, long quotes, long names, and every script."""
    start = datetime(2025, 1, 1, tzinfo=UTC)
    towns = sorted({place.name for place in world.places().values() if place.kind == "city" and place.name.isalpha()})
    for number, town in enumerate(towns[:: len(towns) // FULL][:FULL]):
        day = start + timedelta(days=number)
        for which, (speaker, toll) in enumerate((("Kiev", 300 + number), ("Moscú", 10 + number))):
            name = NAMES[(number + which) % len(NAMES)]
            head = f"Según {speaker}, hay {toll} muertos en {town} por un bombardeo y {toll * 3} heridos allí mismo."
            more = (
                "\n".join(f"Línea {line} de un despacho que no acaba." for line in range(40)) if number % 5 == 0 else ""
            )
            title = f"\ntitle: {('Un titular que no acaba nunca, ' * 12)[:300]}" if number % 3 == 0 else ""
            text = f"{head} {more}" if number % 5 else f"{head}\n{more}"
            article(folder / "in", f"{number}-{which}", text, f"{name}{title}", day.date().isoformat())


STORES = {"empty": Path.exists, "sample": sample, "full": full}


@contextmanager
def desk(kind: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a desk over one of the stores, and what its addresses are filled with."""
    with tempfile.TemporaryDirectory() as folder:
        STORES[kind](Path(folder))
        with running(project(Path(folder), desk="{port: 0}")) as address:
            if kind == "empty":
                yield address, {}
                return
            until(lambda: open_ids(address), "nothing is open", 900)
            worst = httpx.get(f"{address}/api/v1/discrepancies", params={"sort": "worst"}, timeout=60).json()
            one = worst["discrepancies"][0]
            slip = next((two for two in worst["discrepancies"] if two["verdict"] == "misreport"), one)
            used = [quote["article"] for side in one["sides"] for quote in side["quotes"]]
            say = {"ids": [one["id"]], "action": "note", "reason": "Asked both agencies.", "author": "Ana"}
            httpx.post(f"{address}/api/v1/decisions", json=say, timeout=60).raise_for_status()
            topic = f"{one['rule']}/{one['sides'][0]['statements'][0]}"
            yield (
                address,
                {"d": one["id"], "slip": slip["id"], "a": quote(used[0], safe=""), "t": topic, "r": one["rule"]},
            )


def addresses(given: dict[str, str]) -> dict[str, str]:
    """Every page by name."""
    fixed = ["articles", "sources", "rules", "entities", "exceptions", "silences", "deliveries", "log", "system", "try"]
    found = {
        "inbox": "/",
        **{name: f"/{name}" for name in fixed},
        "draft": "/rules/try",
        "nothing": "/?q=nothing-is-called-so",
        "missing": "/nowhere",
    }
    if given:
        found |= {"discrepancy": "/d/{d}", "article": "/articles/{a}", "topic": "/topics/{t}", "rule": "/rules/{r}"}
    return {name: path.format(**given) for name, path in found.items()}


def picture(browser: Browser, address: str, file: Path, width: str, theme: str, *, whole: bool = True) -> None:
    """One page as it is seen."""
    scheme = "dark" if theme == "dark" else "light"
    size = {"width": WIDTHS[width], "height": 800}
    with browser.new_context(color_scheme=scheme, viewport=size, locale="en-GB") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        if page.locator("main form.pair").count():
            page.locator("main form button.primary").first.click()
        high = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": WIDTHS[width], "height": min(high, 2600 if whole else 1100)})
        page.screenshot(path=file)


def main() -> None:
    """Take them all."""
    images = ROOT / "docs" / "images"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else images
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_file(), args=QUIET)
        for kind in (sys.argv[2:] or list(STORES)) if folder != images else ["sample"]:
            with desk(kind) as (address, given):
                if folder == images:
                    for name, (_, width, theme, path) in SHOWN.items():
                        picture(
                            browser,
                            f"{address}{path.format(**given)}",
                            folder / f"{name}.png",
                            width,
                            theme,
                            whole=False,
                        )
                    continue
                for name, path in addresses(given).items():
                    for width in WIDTHS:
                        for theme in ("light", "dark"):
                            picture(
                                browser, f"{address}{path}", folder / f"{kind}-{name}-{width}-{theme}.png", width, theme
                            )
        browser.close()


if __name__ == "__main__":
    main()
