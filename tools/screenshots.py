"""Takes the pictures of the web application in `docs/pictures/`: `python -m tools.screenshots`.

Each page of the example lake at a desk's width in light and dark, and at a phone's. Needs Chromium.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from dateline.web import addresses

TARGET = Path("docs/pictures")
PORT = "8793"
BASE = f"http://127.0.0.1:{PORT}"
LOOKS = {"light": (1280, 860, "light"), "dark": (1280, 860, "dark"), "phone": (390, 844, "light")}


def main() -> None:
    """Serve the examples and take every picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    server = subprocess.Popen([sys.executable, "-m", "dateline", "serve", "--demo", "--port", PORT])
    try:
        pages = _pages()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, address in pages.items():
                _take(browser, name, address)
            browser.close()
    finally:
        server.terminate()
        server.wait()


def _pages() -> dict[str, str]:
    """The pages, by the name of their picture."""
    for _ in range(600):
        try:
            if httpx.get(f"{BASE}/add").status_code == 200:
                break
        except httpx.TransportError:
            time.sleep(0.2)
    stories = httpx.get(f"{BASE}/api/stories?least=3").json()["items"]
    pledges = httpx.get(f"{BASE}/api/pledges?state=offered&maker=DNK").json()["items"]
    articles = httpx.get(f"{BASE}/api/articles").json()["items"]
    ferry = next(row for row in articles if "ferry line" in (row["title"] or ""))
    most = max(stories, key=lambda row: int(row["n_discrepancies"]))
    return {
        "overview": "/",
        "article": addresses.article(ferry["id"]),
        "stories": "/stories",
        "story": addresses.story(most["happening"]),
        "timeline": "/events",
        "relation": "/relations?one=TUR&other=EGY",
        "pledges": "/pledges?state=offered",
        "pledge": addresses.pledge(pledges[0]["pledge"]),
        "map": "/map",
        "actor": "/actors/state%2FPRK",
        "actors": "/actors",
        "outlets": "/outlets",
        "search": "/search?q=missiles",
        "add": "/add",
    }


def _take(browser: Browser, name: str, address: str) -> None:
    for look, (width, height, scheme) in LOOKS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page = context.new_page()
        page.goto(BASE + address, wait_until="networkidle")
        if name == "article" and look != "phone":
            page.locator("a.trigger").nth(3).hover()
            page.wait_for_timeout(400)
        page.screenshot(path=TARGET / f"{name}-{look}.png")
        context.close()


if __name__ == "__main__":
    main()
