"""A day of feeds in minutes: `python -m bench.watching` lets the watcher run on a clock and a web that are made up.

200 feeds publish 50,000 pages in 24 hours; one request in twenty goes wrong in one of the ways that requests do, pages
are edited and deleted, feeds move, break and end, and the watcher is ended and begun again every two hours. Then every
page that a feed listed is looked for: it must have been recorded once in each text that was served, or refused once
with its reason. The figures are printed; where one page is lost or doubled, the exit status is 1.

Watching, keeping, telling apart and recording are the true ones. Reading is replaced by one that finds nothing, and
what follows from the company of readings is left to later, unless `--read` is given: 50,000 pages would take hours.
"""

import argparse
import email.utils
import hashlib
import heapq
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

from bench.madeup import Unread, text_of
from dateline.errors import FetchError, NoAnswerError
from dateline.fetch import Answer
from dateline.guarded import Here, Steps
from dateline.lake import Lake, derived
from dateline.lake.watched.state import looked_at
from dateline.watch import Settings, watch
from dateline.watch.requests import Answered, Request
from dateline.watch.schedule import HOUR, MINUTE, iso

BEGIN = 1_790_000_000.0
DAY_LENGTH = 24 * HOUR
DRAIN = 15 * HOUR
"""After the last page was published: until one that gives no answer was given up after seven tries."""
KILLED_EVERY = 2 * HOUR
SHARE_OF_FAULTS = 0.05
WINDOW = 40
"""Items that a feed lists at a time."""
SHARE_LISTED_TWICE = 0.1
FORMS = ("rss",) * 10 + ("atom",) * 4 + ("json",) * 2 + ("news sitemap",) * 3 + ("index",)
REFUSED = ("missing", "gone", "forbidden", "image", "empty", "private", "front", "large", "broken")
"""Pages that cannot be recorded, in the ways that there are; one in twenty."""
TO_OTHERS = ("to another", "moved for now", "moved for good")
"""Pages that redirect; one in twenty."""
TRANSIENT = ("no answer", "cut off", "500", "502", "503 for a while", "429", "429 until")
BROKEN_FEEDS = ("html", "nothing", "half", "not well-formed", "wrong characters", "no json", "404")

Headers = dict[str, str]
Reply = tuple[int, bytes, Headers] | FetchError


@dataclass(slots=True)
class Made:
    """A page that the made-up web has: what it is, when it came, changed and went, and what was served of it."""

    url: str
    published_at: float
    kind: str = "page"
    target: "Made | None" = None
    edited_at: float = float("inf")
    deleted_at: float = float("inf")
    is_listed: bool = False
    served: set[int] = field(default_factory=set)
    is_missing: bool = False


@dataclass(slots=True)
class Feed:
    """A feed of it: where it is, its form, the pages that it will list, in order."""

    url: str
    host: str
    form: str
    pages: list[Made]
    moves_at: float = float("inf")
    ends_at: float = float("inf")


class Ended(BaseException):
    """The watcher is ended here, as by a power cut."""


class World:
    """The web of one made-up day, and its clock: an `Outside` for the watcher."""

    def __init__(self, n_feeds: int, n_pages: int, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.at = BEGIN
        self.killed_at = BEGIN + KILLED_EVERY
        self.faults: Counter[str] = Counter()
        self.n_requests = 0
        self.n_at_once = 0
        self.feeds = [self._feed(n, n_feeds, n_pages // n_feeds) for n in range(n_feeds)]
        self.by_host = {feed.host: feed for feed in self.feeds}
        self.pages = {page.url: page for feed in self.feeds for page in feed.pages}
        self._share()
        self._running: list[tuple[float, int, Request, Reply]] = []
        self._hosts: set[str] = set()

    def now(self) -> float:
        """Seconds since 1970."""
        return self.at

    def start(self, request: Request) -> None:
        """Begin a request."""
        host = urlsplit(request.url).netloc
        if host in self._hosts:
            raise AssertionError(f"two requests at once to {host}")
        self._hosts.add(host)
        self.n_requests += 1
        done_at = self.at + self.chance.uniform(0.05, 2.0)
        heapq.heappush(self._running, (done_at, self.n_requests, request, self._reply(request)))

    def wait(self, seconds: float) -> list[Answered]:
        """Let time pass until something is answered."""
        if self._running and self._running[0][0] <= self.at + seconds:
            done_at, _, request, reply = heapq.heappop(self._running)
            self.at = max(self.at, done_at)
            self._hosts.discard(urlsplit(request.url).netloc)
            return [(request, self._answer(request.url, reply))]
        self.at += seconds
        if self.at >= self.killed_at:
            self.killed_at += KILLED_EVERY
            self._running.clear()
            self._hosts.clear()
            raise Ended
        return []

    def _feed(self, n: int, n_feeds: int, n_pages: int) -> Feed:
        host = f"site{n:03d}.example"
        form = FORMS[n % len(FORMS)]
        moments = sorted(BEGIN + self.chance.uniform(0, DAY_LENGTH) for _ in range(n_pages))
        pages = [Made(f"https://{host}/2026/{number}/talks", at) for number, at in enumerate(moments)]
        for place, page in enumerate(pages):
            self._fate(page, pages[place - 1] if place else None)
        feed = Feed(f"https://{host}/feed", host, form, pages)
        if n % 20 == 7:
            feed.moves_at = BEGIN + self.chance.uniform(0, DAY_LENGTH)
        if n % 100 == 13:
            feed.ends_at = BEGIN + self.chance.uniform(DAY_LENGTH / 2, DAY_LENGTH)
        return feed

    def _fate(self, page: Made, before: Made | None) -> None:
        roll = self.chance.random()
        if roll < 0.05:
            page.kind = self.chance.choice(REFUSED)
            if page.kind == "private":
                page.url = page.url.replace("/2026/", "/private/")
        elif roll < 0.1:
            page.kind = self.chance.choice(TO_OTHERS)
            if page.kind == "to another" and before and before.kind == "page":
                page.target = before
            elif page.kind == "to another":
                page.kind = "page"
        elif roll < 0.15:
            page.edited_at = page.published_at + self.chance.uniform(10 * MINUTE, 5 * HOUR)
        elif roll < 0.17:
            page.deleted_at = page.published_at + self.chance.uniform(10 * MINUTE, 5 * HOUR)

    def _share(self) -> None:
        """Have some pages listed by a second feed as well, under an address with what tracks visitors."""
        for place, feed in enumerate(self.feeds):
            other = self.feeds[(place + 1) % len(self.feeds)]
            shared = [page for page in feed.pages if self.chance.random() < SHARE_LISTED_TWICE]
            if other is not feed:
                other.pages.extend(shared)
                other.pages.sort(key=lambda page: page.published_at)

    def _reply(self, request: Request) -> Reply:
        parts = urlsplit(request.url)
        feed = self.by_host[parts.netloc]
        headers = dict(request.terms.headers)
        if self.chance.random() < SHARE_OF_FAULTS:
            is_feed = parts.path in ("/feed", "/new-feed", "/news.xml")
            fault = self.chance.choice(TRANSIENT + (BROKEN_FEEDS if is_feed else ()))
            self.faults[fault] += 1
            if (broken := self._fault(fault, feed)) is not None:
                return broken
        match parts.path:
            case "/robots.txt":
                return 200, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 1\n", {}
            case "/feed" | "/new-feed" | "/news.xml":
                return self._feed_reply(feed, parts.path, headers)
            case "/":
                return 200, b"Front page", {"content-type": "text/plain"}
        path = parts.path.removeprefix("/now")
        page = self.pages.get(f"https://{parts.netloc}{path}")
        return self._page_reply(page, parts.path, headers) if page else (404, b"", {})

    def _fault(self, fault: str, feed: Feed) -> Reply | None:
        match fault:
            case "no answer":
                return NoAnswerError("no whole page in 30 seconds; try again later")
            case "cut off":
                return NoAnswerError("the connection broke (peer closed connection); try again later")
            case "500" | "502" | "404" | "429":
                return int(fault), b"", {}
            case "503 for a while":
                return 503, b"", {"retry-after": "120"}
            case "429 until":
                return 429, b"", {"retry-after": email.utils.formatdate(self.at + 180, usegmt=True)}
            case "html":
                return 200, b"<html><head><title>Back soon</title></head><body>", {}
            case "nothing":
                return 200, b"", {}
            case "no json":
                return 200, b'{"version": "https://jsonfeed.org/version/1.1", "items": [{', {}
        whole = self._listing(feed, is_served=False)
        match fault:
            case "half":
                return 200, whole[: len(whole) // 2], {}
            case "not well-formed":
                return 200, whole.replace(b"<title>", b"<title>1 & 2 < 3 &nope;", 2), {}
            case _:
                return 200, whole.replace(b"utf-8", b"utf-16", 1).replace(b"<title>", b"<title>\xe9\xff", 3), {}

    def _feed_reply(self, feed: Feed, path: str, headers: Headers) -> Reply:
        if self.at >= feed.ends_at:
            return 410, b"", {}
        if path == "/feed" and self.at >= feed.moves_at:
            return 301, b"", {"location": f"https://{feed.host}/new-feed"}
        if feed.form == "index" and path != "/news.xml":
            newest = max((page.published_at for page in self._shown(feed)), default=BEGIN)
            part = f"<sitemap><loc>https://{feed.host}/news.xml</loc><lastmod>{iso(newest)}</lastmod></sitemap>"
            return 200, f"<sitemapindex>{part}</sitemapindex>".encode(), {}
        shown = self._shown(feed)
        etag = hashlib.md5("".join(page.url for page in shown).encode(), usedforsecurity=False).hexdigest()
        if headers.get("If-None-Match") == etag:
            return 304, b"", {}
        return 200, self._listing(feed, is_served=True), {"etag": etag}

    def _shown(self, feed: Feed) -> list[Made]:
        return [page for page in feed.pages if page.published_at <= self.at][-WINDOW:]

    def _listing(self, feed: Feed, *, is_served: bool) -> bytes:
        shown = self._shown(feed)
        for page in shown if is_served else ():
            page.is_listed = True
        listed = [(self._as_listed(feed, page), iso(page.published_at) or "") for page in shown]
        match feed.form:
            case "rss":
                dated = (
                    (url, email.utils.formatdate(page.published_at))
                    for (url, _), page in zip(listed, shown, strict=True)
                )
                items = "".join(
                    f"<item><title>Talks</title><link>{url}</link><pubDate>{at}</pubDate></item>" for url, at in dated
                )
                begun = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
                return f"{begun}{items}</channel></rss>".encode()
            case "atom":
                items = "".join(
                    f'<entry><title>Talks</title><link href="{url}"/><published>{at}</published></entry>'
                    for url, at in listed
                )
                begun = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
                return f"{begun}{items}</feed>".encode()
            case "json":
                entries = [{"url": url.replace("&amp;", "&"), "date_published": at} for url, at in listed]
                return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": entries}).encode()
        items = "".join(
            f"<url><loc>{url}</loc><n:news><n:publication_date>{at}</n:publication_date></n:news></url>"
            for url, at in listed
        )
        return f'<?xml version="1.0" encoding="utf-8"?><urlset xmlns:n="news">{items}</urlset>'.encode()

    def _as_listed(self, feed: Feed, page: Made) -> str:
        is_own = feed.host in page.url
        return (
            page.url if is_own else f"{page.url.replace('https:', 'http:')}?utm_source={feed.host}&amp;utm_medium=rss"
        )

    def _page_reply(self, page: Made, path: str, headers: Headers) -> Reply:
        if self.at >= page.deleted_at:
            page.is_missing = True
            return (404, 410)[len(page.url) % 2], b"", {}
        match page.kind:
            case "missing":
                return 404, b"", {}
            case "gone":
                return 410, b"", {}
            case "forbidden":
                return 403, b"", {}
            case "image":
                return FetchError("is image/png; expected an HTML page or plain text")
            case "large":
                return FetchError("larger than 64 MB; save the page alone in a browser")
            case "empty":
                return 200, b" ", {"content-type": "text/html"}
            case "broken":
                return 500, b"", {}
            case "private":
                raise AssertionError(f"{page.url} was asked for against robots.txt")
            case "front":
                return 302, b"", {"location": "/"}
            case "to another" if page.target:
                return 301, b"", {"location": page.target.url}
            case "moved for now" | "moved for good" if not path.startswith("/now"):
                return 302 if page.kind == "moved for now" else 308, b"", {"location": f"/now{path}"}
        version = int(self.at >= page.edited_at)
        etag = f'"{version}"'
        page.served.add(version)
        page.is_missing = False
        if headers.get("If-None-Match") == etag:
            return 304, b"", {}
        return 200, text_of(page.url, version).encode(), {"etag": etag, "content-type": "text/plain"}

    def _answer(self, url: str, reply: Reply) -> Answer | FetchError:
        if isinstance(reply, FetchError):
            return reply
        status, data, headers = reply
        location = headers.get("location")
        moved_to = f"https://{urlsplit(url).netloc}{location}" if location and location[0] == "/" else location
        return Answer(url, status, headers, data, iso(self.at) or "", moved_to)


def main() -> None:
    """Run the day that the arguments tell of, and say what became of its pages."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    arguments.add_argument("--feeds", type=int, default=200)
    arguments.add_argument("--pages", type=int, default=50_000)
    arguments.add_argument("--read", action="store_true", help="read pages with the true reader")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    try:
        with ExitStack() as stack:
            if not given.read:  # what grouping costs has a bench of its own
                stack.enter_context(patch.object(derived, "refresh", _ungrouped))
            steps = Here() if given.read else Unread()
            n_wrong = run(World(given.feeds, given.pages, given.seed), Lake(folder / "record"), steps)
    finally:
        shutil.rmtree(folder)
    sys.exit(1 if n_wrong else 0)


def _ungrouped(folder: Path, passed: object = None, *, wait: bool = True) -> int:
    return 0


def run(world: World, lake: Lake, steps: Steps) -> int:
    """Let the day pass, print its figures, and return how many pages were lost, doubled or wrongly refused."""
    begun_at = time.perf_counter()
    counts: Counter[str] = Counter()
    n_runs = 0
    settings = Settings()
    feeds = [feed.url for feed in world.feeds]
    while world.at < BEGIN + DAY_LENGTH + DRAIN:
        n_runs += 1
        try:
            watch(lake, feeds, world, settings, tell=lambda note: counts.update([note.kind]), steps=steps)
        except Ended:
            print(f"{(world.at - BEGIN) / HOUR:5.1f} h, {world.n_requests:,} requests", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - begun_at
    listed = [page for page in world.pages.values() if page.is_listed]
    print(f"{len(world.feeds)} feeds, {len(listed):,} pages listed of {len(world.pages):,}, {n_runs} runs")
    print(f"{world.n_requests:,} requests, {sum(world.faults.values()):,} of them faults: {_told(world.faults)}")
    print(f"noted: {_told(counts)}")
    print(f"{(world.at - BEGIN) / HOUR:.0f} hours in {seconds:.0f} s")
    wrong = list(_wrong(world, lake, listed))
    for line in wrong[:20]:
        print(line)
    print(f"{len(wrong)} pages lost, doubled or wrongly told")
    return len(wrong)


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{n:,} {kind}" for kind, n in sorted(counts.items()))


def _wrong(world: World, lake: Lake, listed: list[Made]) -> Iterator[str]:
    """What is not as it must be: every page recorded once in each text that was served, or refused once."""
    with looked_at(lake.folder) as state:
        items = {row["url"]: row for row in state.rows("SELECT * FROM items")}
        spooled = state.rows("SELECT count(*) AS n FROM spool")[0]["n"]
        stages = Counter(
            {row["stage"]: row["n"] for row in state.rows("SELECT stage, count(*) AS n FROM items GROUP BY 1")}
        )
        n_gone = state.rows("SELECT count(*) AS n FROM items WHERE gone_at IS NOT NULL")[0]["n"]
    with lake.query("SELECT id, count(*), count(DISTINCT revision) FROM revisions GROUP BY ALL") as answer:
        readings = {article: (n, n_texts) for article, n, n_texts in answer}
    with lake.query("SELECT name, count(*) FROM refusals GROUP BY ALL") as answer:
        refusals = dict(answer.fetchall())
    n_doubled = sum(n != n_texts for n, n_texts in readings.values())
    n_edits = sum(n - 1 for n, _ in readings.values())
    print(f"items: {_told(stages)}; {n_gone} deletions seen")
    print(f"record: {len(readings):,} articles, {n_edits:,} edited, {len(refusals):,} refusals; {n_doubled} doubled")
    if spooled:
        yield f"{spooled} pages wait to be recorded"
    for article, (n, n_texts) in readings.items():
        if n != n_texts:
            yield f"{article}: {n} readings of {n_texts} texts"
    targets = {page.target.url for page in listed if page.target}
    for page in listed:
        item = items.get(page.url) or items.get(page.url.replace("https:", "http:"))
        if item is None:
            yield f"{page.url}: never found"
            continue
        place = f"/now/{page.url.split('/', 3)[3]}" if page.kind.startswith("moved") else None
        article = page.url.replace(f"/{page.url.split('/', 3)[3]}", place) if place else page.url
        texts = max(readings.get(one, (0, 0))[0] for one in (article, article.replace("https:", "http:")))
        n_refused = max(refusals.get(one, 0) for one in (page.url, item["url"]))
        if page.kind == "to another":
            if item["stage"] not in ("same", "kept", "refused"):
                yield f"{page.url}: {item['stage']}, and leads to another"
        elif page.kind in REFUSED or not page.served:
            if (item["stage"], texts, n_refused) != ("refused", 0, 1):
                yield f"{page.url} ({page.kind}): {item['stage']}, {texts} readings, {n_refused} refusals"
        elif item["stage"] == "same" and page.url in targets and texts == len(page.served):
            continue  # another page led to it before a feed listed it
        elif (item["stage"], texts, n_refused) != ("kept", len(page.served), 0):
            found = f"{item['stage']}, {texts} of {len(page.served)} texts, {n_refused} refusals"
            yield f"{page.url} ({page.kind}): {found}"
        elif page.is_missing != (item["gone_at"] is not None):
            yield f"{page.url}: its deletion was {'not ' if page.is_missing else 'wrongly '}seen"


if __name__ == "__main__":
    main()
