"""The documents as a site: whole, alike to what a code host shows, and read without a network."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, sync_playwright

from tools.documents.pages import ROOT, documents
from tools.documents.site import place

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LOADING = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[not(@rel='canonical')]/@href"
"""What a browser asks for when it opens a page; where links lead is another matter."""
ELSEWHERE = re.compile(r"\w+:|//")
READERS = [document for document in documents() if document.parent != ROOT or document.name[0] == "C"]
"""The documents of the site: all but the README of the checkout, in whose place stands that of `docs/`."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    built = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert (built.returncode, built.stdout + built.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the site is not tried in a browser")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_every_document_is_in_the_navigation(site: Path):
    home = html.parse(site / "index.html")

    named = {str(address) for address in home.xpath("//nav//a/@href")}
    assert {page(document) for document in READERS} <= {*named, "index.html"}


def test_no_page_loads_anything_from_elsewhere(site: Path):
    for built in site.rglob("*.html"):
        if "examples" not in built.parts:
            assert [address for address in html.parse(built).xpath(LOADING) if ELSEWHERE.match(address)] == [], built
    for sheet in site.rglob("*.css"):
        asked = re.findall(r"url\(['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", sheet.read_text(encoding="utf-8"))
        assert [a or b for a, b in asked if ELSEWHERE.match(a or b) and not (a or b).startswith("data:")] == [], sheet


@pytest.mark.parametrize("document", READERS, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_a_document_says_the_same_on_the_site_as_on_a_code_host(site: Path, document: Path):
    hosted = MarkdownIt("commonmark").enable("table").render(document.read_text(encoding="utf-8"))
    shown = html.parse(site / page(document)).find(".//article")
    for added in shown.xpath(".//a[@class='headerlink']"):
        added.drop_tree()

    assert shape(shown) == shape(html.fromstring(hosted))


def test_pages_opened_from_disk_ask_nobody_and_fit_a_telephone(site: Path, browser: Browser):
    for name in ("index.html", "reference.html", "compared.html", "record.html"):
        tab = browser.new_page(viewport={"width": 360, "height": 800})
        asked: list[str] = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.goto((site / name).as_uri())
        assert [address for address in asked if not address.startswith(("file:", "data:", "blob:"))] == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name
        tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_but_what_the_theme_does(site: Path, browser: Browser, scheme: str):
    tab = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    for name in ("index.html", "howto/correct-the-record.html", "tutorial.html"):
        tab.goto((site / name).as_uri())
        tab.evaluate((ROOT / "tests" / "assets" / "axe.min.js").read_text(encoding="utf-8"))
        found = tab.evaluate("axe.run({ rules: { 'aria-dialog-name': { enabled: false } } })")  # its search has no name
        assert [f["id"] for f in found["violations"] if f["impact"] in ("serious", "critical")] == []
    tab.context.close()


def test_the_search_works_from_disk(site: Path, browser: Browser):
    tab = browser.new_page()
    tab.goto((site / "index.html").as_uri())
    tab.locator("input[name=query]").press_sequentially("icebreaker", delay=20)
    tab.wait_for_selector(".md-search-result__link")
    assert "icebreaker" in tab.locator(".md-search-result__list").inner_text().lower()
    tab.close()


def page(document: Path) -> str:
    """The page of the site that a document is."""
    return re.sub(r"(README)?\.md$", lambda found: "index.html" if found[1] else ".html", place(document))


def shape(element: html.HtmlElement) -> tuple[dict[str, int], list[str]]:
    """How many headings, list items, tables … an element has, and all its words."""
    kinds = ("h1", "h2", "h3", "h4", "li", "table", "tr", "td", "pre", "code", "strong", "em", "a", "img")
    return {kind: len(element.findall(f".//{kind}")) for kind in kinds}, element.text_content().split()
