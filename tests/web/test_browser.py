"""The desk of a running `discrepa run` in a real browser: decisions, keys, themes, phones, without JavaScript, axe-core."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from pytest_httpserver import HTTPServer

from tests.running import QUIET, browser_file, open_ids, running, until
from tests.story import ONE, TWO, article, project

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
# {d} a discrepancy, {a} an article, {t} a rule and a statement, {e} an entity
PAGES = [
    "/",
    "/?state=dismissed",
    "/?q=nothing-is-called-so",
    "/d/{d}",
    "/articles",
    "/articles/{a}",
    "/topics",
    "/topics/{t}",
    "/entities",
    "/entities/{e}",
    "/sources",
    "/rules",
    "/rules/troops-disagree",
    "/rules/try",
    "/rules/try?rule=troops-disagree",
    "/silences",
    "/silences?match=rule%3Dtroops-*",
    "/exceptions",
    "/deliveries",
    "/log",
    "/system",
    "/try",
    "/login",
    "/nowhere",
]
# what sticks out of the window, itself or in a text that is cut off
WIDER = """document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("main *, header *, footer *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, .off, .top nav"))
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))
"""
EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
TOWNS = ["Odesa", "Mykolaiv", "Jersón", "Zaporiyia"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk over the sample story and some disagreements more, read by the program itself."""
    folder = tmp_path_factory.mktemp("desk")
    copytree(Path(__file__).parents[2] / "seeds", folder / "in")
    article(folder / "in", "one", ONE, "El Norte")
    article(folder / "in", "two", TWO, "El Sur")
    for number, town in enumerate(TOWNS):
        for which, speaker, toll in (("a", "Kiev", 300 + number), ("b", "Moscú", 10 + number)):
            text = f"Según {speaker}, hay {toll} muertos en {town}."
            article(folder / "in", f"{number}{which}", text, f"Diario {which}", "2025-01-10")
    for which, speaker, toll in (("a", "Kiev", 900), ("b", "Moscú", 90)):
        text = f"Según {speaker}, hay {toll} muertos en Jarkov. {EVIL}"
        article(
            folder / "in", f"evil-{which}", text, f"'Diario {which} {EVIL}'\nurl: 'javascript:pwn()'\ntitle: '{EVIL}'"
        )
    with running(project(folder, desk="{port: 0}")) as address:
        until(lambda: len(open_ids(address)) > len(TOWNS), "nothing is open")
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    file = browser_file()
    if file is None:
        pytest.skip("no browser: install chromium, or name one in DISCREPA_BROWSER")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=file, args=QUIET)
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser, desk: str) -> Iterator[BrowserContext]:
    """A person at the desk, who reads English."""
    with browser.new_context(base_url=desk, locale="en-GB") as made:
        made.set_default_timeout(15_000)
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of the desk; whatever the browser complains of fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/?ui=en")
    yield page
    assert [one for one in complaints if "status of 404" not in one and "status of 422" not in one] == []


@pytest.fixture
def places(desk: str) -> list[str]:
    """The address of every page."""
    newest = httpx.get(f"{desk}/api/v1/discrepancies").json()["discrepancies"][0]
    given = {
        "d": newest["id"],
        "a": newest["sides"][0]["quotes"][0]["article"],
        "t": f"{newest['rule']}/{newest['sides'][0]['statements'][0]}",
        "e": "country:kp",
    }
    return [one.format(**given) for one in PAGES]


def test_every_page_is_looked_at(desk: str, places: list[str]) -> None:
    """What the navigation and the pages themselves lead to is among PAGES."""
    kinds = {"/".join(place.partition("?")[0].split("/")[:2]) for place in places}
    for place in places:
        links = re.findall(r'href="(/[^"?#]*)', httpx.get(f"{desk}{place}").text)
        machines = ("/static", "/api", "/healthz", "/metrics", "/feed.atom")
        unknown = {link for link in links if not link.startswith(machines)} - {"/"}
        assert {"/".join(link.split("/")[:2]) for link in unknown} <= kinds, place


def dismissed(page: Page, rule: str) -> str:
    """How often a rule was wrong, as the page of rules tells it."""
    page.goto("/rules")
    return page.locator("tr", has=page.locator(f'a[href="/rules/{rule}"]')).inner_text()


def decide(page: Page, action: str, reason: str = "") -> None:
    """Press a button of the page of a discrepancy."""
    if reason:
        page.locator('.decide input[name="reason"]').fill(reason)
    page.locator(f'.decide button[value="{action}"]').click()


def test_seen_acknowledged_taken_back_dismissed_and_counted_against_its_rule(page: Page) -> None:
    card = page.locator(".cards .card").filter(has=page.locator("svg.bar")).first
    expect(card.locator(".side")).not_to_have_count(0)
    card.locator("h2 a").click()
    where = page.url
    expect(page.locator("blockquote mark.quote").first).to_be_visible()
    rule = (page.locator('a[href^="/rules/"]').first.get_attribute("href") or "").rpartition("/")[2]
    before = dismissed(page, rule)
    page.goto(where)
    decide(page, "ack")
    expect(page.locator(".meta .state").first).to_have_text("acknowledged")
    page.locator(".trail").get_by_role("button", name="Undo").click()
    expect(page.locator(".meta .state").first).to_have_text("open")
    decide(page, "dismiss")  # without a reason
    page.goto(where)
    expect(page.locator(".meta .state").first).to_have_text("open")
    decide(page, "dismiss", "two districts of one town")
    expect(page.locator(".meta .state").first).to_have_text("dismissed")
    expect(page.locator(".trail").first).to_contain_text("two districts of one town")
    assert dismissed(page, rule) != before
    page.goto("/log")
    expect(page.locator("main")).to_contain_text("two districts of one town")


def test_the_tutorial_is_walked(page: Page) -> None:
    """Section 2 and 3 of docs/tutorial/your-first-disagreement.md, by the words that it tells people to look for."""
    told = (Path(__file__).parents[2] / "docs/tutorial/your-first-disagreement.md").read_text(encoding="utf-8")
    names = ("Injured: figures that disagree", "Everything told about this topic", "What to do", "Acknowledge")
    assert [name for name in names if name not in told] == []
    title, everything, what, acknowledge = names
    page.goto("/?state=all&q=wounded")
    page.get_by_role("link", name=title).first.click()
    where = page.url
    expect(page.locator(".meta").first).to_contain_text("one source, two figures")
    expect(page.locator("main")).to_contain_text("by way of Agencia Meridiana")
    page.get_by_role("link", name=everything).click()
    expect(page.locator("main table").first).to_contain_text("about 270")
    page.goto(where)
    page.locator("figcaption").get_by_role("link", name="article", exact=True).first.click()
    expect(page.locator("article.text mark").first).to_be_visible()
    page.goto(where)
    panel = page.get_by_role("region", name=what)
    panel.get_by_label("Reason").fill("asked the paper")
    panel.get_by_role("button", name=acknowledge, exact=True).click()
    expect(page.locator(".trail").first).to_contain_text("acknowledged it: asked the paper")
    page.goto("/log")
    expect(page.locator("main table")).to_contain_text("asked the paper")
    page.goto(where)
    page.locator(".trail").get_by_role("button", name="Undo").first.click()
    expect(page.locator(".meta .state").first).to_have_text("open")


def test_several_at_once_and_back(page: Page, desk: str) -> None:
    before = len(open_ids(desk))
    page.goto("/?state=open")
    page.locator('input[name="id"]').nth(0).check()
    page.locator('input[name="id"]').nth(1).check()
    page.locator('.actions input[name="reason"]').fill("both known")
    page.locator('.actions button[value="dismiss"]').click()
    expect(page.get_by_role("status").or_(page.locator(".notice")).first).to_contain_text("2 dismissed")
    assert len(open_ids(desk)) == before - 2
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".cards")).to_be_visible()
    assert len(open_ids(desk)) == before


def test_a_silence_is_asked_for_and_ended(page: Page) -> None:
    page.locator(".cards h2 a").first.click()
    page.locator('a[href^="/silences?match="]').click()
    page.locator('main input[name="reason"]').fill("told by telephone")
    page.locator("main button.primary").click()
    expect(page.locator("main table")).to_contain_text("told by telephone")
    page.get_by_role("button", name="End it now").first.click()
    expect(page.locator("main table")).to_contain_text("over")


def test_a_wrong_reading_is_reported_where_it_is_seen(page: Page) -> None:
    page.locator(".cards h2 a").first.click()
    page.locator('figcaption a[href^="/articles/"]').first.click()
    expect(page.locator("article.text mark").first).to_be_visible()
    page.locator("details.statement summary").first.click()
    page.locator('details.statement input[name="note"]').first.fill("it was the other army")
    page.locator("details.statement form button").first.click()
    expect(page.get_by_role("status")).to_be_visible()
    page.goto("/system")
    expect(page.locator("main")).to_contain_text("it was the other army")


def test_two_texts_are_tried(page: Page) -> None:
    page.goto("/try")
    page.locator("textarea").nth(0).fill("Según Kiev, hay 300 muertos en Odesa.")
    page.locator("textarea").nth(1).fill("Según Moscú, hay 10 muertos en Odesa.")
    page.locator("main form button.primary").first.click()
    expect(page.locator("main .card").first).to_contain_text("30 times apart")
    expect(page.locator("main .text mark").first).to_be_visible()


def test_the_language_is_switched_and_kept(page: Page) -> None:
    page.locator('.languages a[hreflang="es"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto("/rules")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto("/?ui=en")


def test_everything_is_done_with_keys_alone(page: Page, desk: str) -> None:
    before = len(open_ids(desk))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".card.at")).to_have_count(1)
    expect(page.locator(".card").first).to_have_class(re.compile(r"\bat\b"))
    page.keyboard.press("x")
    expect(page.locator('input[name="id"]').first).to_be_checked()
    page.keyboard.press("d")
    expect(page.locator('.actions input[name="reason"]')).to_be_focused()
    page.keyboard.type("an old figure")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("1 dismissed")
    assert len(open_ids(desk)) == before - 1
    page.locator(".notice button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_have_count(0)
    assert len(open_ids(desk)) == before
    page.keyboard.press("/")
    expect(page.locator('input[type="search"]')).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile("/d/"))
    page.keyboard.press("d")
    page.keyboard.type("an old figure")
    page.keyboard.press("Enter")
    expect(page.locator(".meta .state").first).to_have_text("dismissed")


def test_no_page_is_wider_than_a_telephone(page: Page, places: list[str]) -> None:
    page.set_viewport_size(PHONE)
    for lang in ("en", "es"):
        for place in places:
            page.goto(f"{place}{'&' if '?' in place else '?'}ui={lang}")
            wide = page.evaluate(WIDER)
            assert wide == [], (place, lang)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(page: Page, places: list[str], theme: str) -> None:
    page.emulate_media(color_scheme="light" if theme == "light" else "dark")
    page.set_viewport_size(DESK if theme == "light" else PHONE)
    found = []
    for place in places:
        page.goto(place)
        result = Axe().run(page, options={"resultTypes": ["violations"]})
        found += [
            (place, one["id"], one["impact"], [node["target"] for node in one["nodes"]][:3])
            for one in result.response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    assert found == []


def test_what_a_hostile_article_says_runs_nowhere(page: Page, desk: str) -> None:
    page.goto("/?q=Jarkov")
    href = page.locator(".cards h2 a").first.get_attribute("href") or ""
    for place in (href, f"{href}.txt", "/articles?q=Jarkov", "/articles/drop:evil-a", "/articles/drop:evil-b"):
        page.goto(place)
        expect(page.locator("body")).to_contain_text("alert(2)")
        assert page.locator('a[href^="javascript:" i]').count() == 0
        assert page.locator("img[src=x]").count() == 0
    page.goto(f"/silences?match={quote(EVIL)}")
    expect(page.locator('main input[name="match"]')).to_have_value(EVIL)


def test_another_site_can_neither_act_nor_look_nor_frame(
    context: BrowserContext, desk: str, httpserver: HTTPServer
) -> None:
    name = open_ids(desk)[0]
    done = httpx.get(f"{desk}/api/v1/discrepancies/{name}").json()["actions"]
    body = f"""<form method="post" action="{desk}/act"><input name="id" value="{name}"><input name="action" value="ack">
      <button>go</button></form><iframe src="{desk}/"></iframe>"""
    httpserver.expect_request("/evil").respond_with_data(body, content_type="text/html")
    evil = context.new_page()
    evil.goto(f"{desk}/")  # somebody who has the desk open beside
    evil.goto(httpserver.url_for("/evil"))
    for _ in range(100):
        if evil.frames[1].url:
            break
        evil.wait_for_timeout(100)
    assert [frame.url for frame in evil.frames[1:]] == ["chrome-error://chromewebdata/"]
    sent = """async ([desk, id]) => {
      const body = JSON.stringify({ids: [id], action: "ack"});
      const tries = [
        fetch(`${desk}/api/v1/decisions`, {method: "POST", mode: "no-cors", credentials: "include", body}),
        fetch(`${desk}/api/v1/decisions`, {method: "POST", headers: {"Content-Type": "application/json"}, body}),
        fetch(`${desk}/api/v1/discrepancies`, {credentials: "include"}).then((answer) => answer.text()),
      ];
      return (await Promise.allSettled(tries)).map((one) => one.value?.type ?? one.value ?? one.status);
    }"""
    assert evil.evaluate(sent, [desk, name]) == ["rejected", "rejected", "rejected"]
    evil.locator("button").click()
    expect(evil.locator("body")).to_contain_text("another site")
    assert httpx.get(f"{desk}/api/v1/discrepancies/{name}").json()["actions"] == done


def test_every_action_works_without_javascript(browser: Browser, desk: str) -> None:
    with browser.new_context(base_url=desk, java_script_enabled=False, locale="en-GB") as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto("/?ui=en&sort=oldest")
        expect(page.locator("[data-keys]").first).to_be_hidden()
        page.locator('input[name="id"]').last.check()
        page.locator('.actions button[value="ack"]').click()
        expect(page.locator(".notice")).to_contain_text("1 acknowledged")
        page.locator(".notice button").click()
        page.goto("/?sort=oldest")
        page.locator(".cards h2 a").last.click()
        where = page.url
        decide(page, "note", "asked the desk in Kyiv")
        expect(page.locator(".trail").first).to_contain_text("asked the desk in Kyiv")
        decide(page, "dismiss", "one army, two units")
        expect(page.locator(".meta .state").first).to_have_text("dismissed")
        decide(page, "reopen")
        expect(page.locator(".meta .state").first).to_have_text("open")
        page.locator('.bottom input[name="author"]').fill("Ana")
        page.locator(".bottom button").click()
        expect(page).to_have_url(where)
        expect(page.locator('.bottom input[name="author"]')).to_have_value("Ana")
        page.goto("/")
        page.locator('select[name="severity"]').select_option("critical")
        page.locator(".filters button").click()
        expect(page.locator(".card.critical").first).to_be_visible()
        page.goto("/try")
        page.locator("main form button.primary").first.click()
        expect(page.locator("main .card").first).to_be_visible()
        page.goto(where)
        page.locator('.decide input[name="reason"]').fill("known to both")
        page.locator('.decide button[formaction="/exceptions"]').click()
        page.goto("/exceptions")
        expect(page.locator("main table")).to_contain_text("known to both")
        page.locator("main table form button").first.click()
        page.goto("/exceptions")
        expect(page.locator("main tr.undone")).to_have_count(1)
        page.goto("/entities")
        page.locator('main input[name="a"]').fill("country:kp")
        page.locator('main input[name="b"]').fill("country:ua")
        page.locator('main .decide input[name="reason"]').fill("two countries")
        page.locator('main button[name="same"][value="0"]').click()
        expect(page.locator("main")).to_contain_text("two countries")
        page.goto("/rules/try?rule=troops-disagree")
        page.locator("main form button.primary").first.click(timeout=90_000)  # every article is read once more
        expect(page.locator("main h2").first).to_be_visible()
