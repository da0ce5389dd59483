"""The pages in a real browser: shown without errors or overflow at three widths, usable by keys, judged in place."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from dateline.lake import Lake
from dateline.records import revision_of
from dateline.web.app import make_app
from dateline.web.lists import LISTS
from dateline.web.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: pages are not tried in a browser")
FERRY = f"/articles/{revision_of('https://tallinn.example/ferry')}"
PAGES = ["/", "/map", "/relations?one=EST&other=LVA", "/outlets", "/search?q=ferry", "/add", FERRY]
WIDTHS = (360, 820, 1400)


@pytest.fixture(scope="module")
def site(lake: Lake) -> Iterator[str]:
    """The address of a server in a thread."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(Settings(lake.folder), is_kept_fresh=False), log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*PAGES, *(f"/{listing.name}" for listing in LISTS)])
def test_a_page_is_shown_at_every_width_without_an_error(browser: Browser, site: str, path: str) -> None:
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        faults: list[str] = []
        page.on("console", partial(_note, faults))
        page.on("pageerror", lambda error, faults=faults: faults.append(str(error)))
        page.goto(site + path)
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def _note(faults: list[str], message: ConsoleMessage) -> None:
    if message.type == "error":
        faults.append(message.text)


def test_nothing_of_a_page_runs(tab: Page, site: str) -> None:
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    for path in ("/articles", "/events", f"/articles/{revision_of('https://evil.example/x')}"):
        tab.goto(site + path)
    assert asked == []


def test_a_mark_shows_its_card(tab: Page, site: str) -> None:
    tab.goto(site + FERRY)
    tab.locator("a.trigger").first.hover()
    tab.wait_for_selector(".pop .head")
    assert "told as fact" in tab.locator(".pop").inner_text()
    tab.keyboard.press("Escape")
    assert tab.locator(".pop").count() == 0


def test_the_switch_shows_one_status_alone(tab: Page, site: str) -> None:
    tab.goto(site + FERRY)
    tab.locator("#show-pledged").check()
    assert tab.locator(".card.is-pledged").first.is_visible()
    assert not any(card.is_visible() for card in tab.locator(".card.is-fact").all())


def test_a_link_to_a_span_marks_its_words(tab: Page, site: str) -> None:
    tab.goto(site + FERRY)
    text = tab.evaluate("fetch('/api' + location.pathname).then((r) => r.json()).then((m) => m.reading.article.text)")
    start = text.index("signed a ferry")
    tab.goto(f"{site}{FERRY}#char={start},{start + 14}")
    tab.reload()
    marked = tab.evaluate("[...CSS.highlights.get('here')].map(String).join('')")
    assert marked == "signed a ferry"


def test_words_can_be_cited_with_their_chain(tab: Page, site: str) -> None:
    tab.goto(site + FERRY)
    tab.evaluate(
        "() => { const node = document.querySelector('a.trigger').firstChild;"
        "const range = document.createRange(); range.selectNodeContents(node);"
        "getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    tab.wait_for_selector("#share:not([hidden])")
    tab.locator("#copy-citation").click()
    tab.wait_for_selector("#copied:not(:empty)")
    cited = tab.evaluate("navigator.clipboard.readText().catch(() => document.getElementById('copied').textContent)")
    assert "#char=" in cited
    assert "2 March 2025" in cited
    assert cited.startswith("“sign")


def test_a_fact_is_judged_by_keys_and_it_can_be_undone(tab: Page, site: str) -> None:
    tab.goto(f"{site}{FERRY}")
    before = tab.locator(".card").count()
    tab.keyboard.press("j")
    tab.keyboard.press("e")
    tab.keyboard.type("Anna")
    tab.keyboard.press("Escape")
    tab.locator(".chosen [data-key=x]").click()
    tab.wait_for_load_state()
    assert tab.locator(".card").count() < before
    tab.goto(f"{site}/corrections")
    tab.locator("form.inline button").first.click()
    tab.wait_for_load_state()
    tab.goto(f"{site}{FERRY}")
    assert tab.locator(".card").count() == before


def test_a_pasted_text_is_read_and_shown(tab: Page, site: str, lake: Lake) -> None:
    tab.goto(f"{site}/add")
    tab.locator("textarea[name=text]").fill(
        "Talks\n\n9 March 2025\n\nOSLO: Norway promised Moldova 20 trucks on Sunday.\n"
    )
    tab.get_by_text("Read and record").click()
    tab.wait_for_url("**/add/*")
    tab.wait_for_selector("h1:has-text('Added')", timeout=60_000)
    assert "1 new" in tab.locator("#job-status").inner_text()


def test_pages_are_read_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + FERRY)
    page.locator("a.trigger").first.click()
    assert "#e" in page.url
    context.close()


def test_an_article_page_is_small(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(site + FERRY, wait_until="networkidle")
    assert sum(sizes) < 150_000 * 1.3  # as sent; text is a third of that when compressed
    context.close()


AXE = Path(__file__).parents[1] / "assets" / "axe.min.js"


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: pages are not checked for accessibility")
@pytest.mark.parametrize("path", [*PAGES, "/events", "/pledges", "/stories", "/corrections"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, site: str, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site + path)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    serious = [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    assert serious == []
    context.close()
