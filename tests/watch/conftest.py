"""A site on loopback that does what a test tells it, and a clock that runs as fast as a test wants."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.errors import FetchError
from dateline.fetch import Answer
from dateline.lake import Lake
from dateline.lake.watched.state import looked_at
from dateline.records import Reading
from dateline.watch import Settings, watch
from dateline.watch.requests import Answered, Request, asked
from dateline.watch.schedule import HOUR, iso

BEGIN = 1_780_000_000.0
STEP = 0.01
"""Seconds that an answer takes, on the test's clock."""


class Say:
    """One answer of the site: status, body, headers; `how` is a way to misbehave."""

    def __init__(self, status=200, body=b"", how="", **headers):
        self.status, self.how = status, how
        self.body = body.encode() if isinstance(body, str) else body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Site:
    """A server. `site["/path"] = Say(…), Say(…)` are its answers in turn, of which the last repeats."""

    def __init__(self, server):
        self.server = server
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.host = f"127.0.0.1:{server.server_port}"
        self.asked = []
        self.now = lambda: 0.0

    def __setitem__(self, path, says):
        self.server.says[path] = list(says) if isinstance(says, tuple) else [says]

    def paths(self):
        return [path for path, _, _ in self.asked]

    def times(self, path):
        return [at for asked, at, _ in self.asked if asked == path]

    def headers(self, path):
        return [headers for asked, _, headers in self.asked if asked == path]

    def feed(self, *paths, path="/rss", more="", **headers):
        """Have a feed at `path` that lists these paths or addresses."""
        links = "".join(f"<item><link>{self.at(one)}</link>{more}</item>" for one in paths)
        self[path] = Say(200, f'<rss version="2.0"><channel>{links}</channel></rss>', **headers)
        return self.url + path

    def at(self, path):
        return path.replace("&", "&amp;") if "://" in path else self.url + path.replace("&", "&amp;")

    def page(self, path, words=None):
        """Have a page of plain text."""
        self[path] = self.text(words or path)

    def text(self, words, **headers):
        body = f"Talks of {words}\n\nNorway and Moldova met in Oslo on Monday to speak of {words}.\n"
        return Say(200, body, Content_Type="text/plain", **headers)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        site.asked.append((self.path, site.now(), dict(self.headers)))
        says = self.server.says.get(self.path)
        say = says.pop(0) if says and len(says) > 1 else says[0] if says else Say(404)
        self.close_connection = True
        if say.how == "hang up":
            return
        unchanged = say.headers.get("ETag") and self.headers.get("If-None-Match") == say.headers["ETag"]
        body = b"" if unchanged else say.body
        self.send_response(304 if unchanged else say.status)
        for name, value in say.headers.items():
            self.send_header(name, value.replace("{site}", site.url))
        self.send_header("Content-Length", str(len(body) + (9 if say.how == "cut" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True


@pytest.fixture(scope="module")
def _servers():
    started = []
    for _ in range(2):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        started.append((server, thread))
    yield [server for server, _ in started]
    for server, thread in started:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def sites(_servers) -> list[Site]:
    """Two sites, on two hosts."""
    made = []
    for server in _servers:
        server.says = {}
        server.site = Site(server)
        made.append(server.site)
    return made


@pytest.fixture
def site(sites):
    return sites[0]


class EndedError(Exception):
    """The time of a test is over: as if the process were killed."""


class FastOutside:
    """The web as it is, and a clock that goes where it is sent."""

    def __init__(self, *sites, at=BEGIN):
        self.at, self.end = at, at
        self.answered: list[Answered] = []
        self.running = set()
        self.most_at_once = 0
        for site in sites:
            site.now = lambda: self.at

    def now(self) -> float:
        return self.at

    def start(self, request: Request) -> None:
        host = request.url.split("/")[2]
        assert host not in self.running, f"two requests at once to {host}"
        self.running.add(host)
        self.most_at_once = max(self.most_at_once, len(self.running))
        answer: Answer | FetchError
        try:
            answer = replace(asked(request), fetched_at=iso(self.at) or "")
        except FetchError as error:
            answer = error
        self.answered.append((request, answer))

    def wait(self, seconds: float) -> list[Answered]:
        if self.answered:
            self.at += STEP
            request, answer = self.answered.pop(0)
            self.running.discard(request.url.split("/")[2])
            return [(request, answer)]
        self.at += seconds
        if self.at > self.end:
            self.at = self.end
            raise EndedError
        return []


class Watched:
    """A lake that is watched on a fast clock."""

    def __init__(self, folder: Path, *sites: Site) -> None:
        self.lake = Lake(folder)
        self.outside = FastOutside(*sites)
        self.notes = []
        self.record = None
        self.settings = Settings(allow_private=True, delay=1.0)

    def once(self, *feeds):
        self.outside.end = float("inf")
        self.outside.running.clear()
        self.outside.answered.clear()
        return watch(
            self.lake, feeds, self.outside, self.settings, once=True, tell=self.notes.append, record=self.record
        ).counts

    def until(self, hours, *feeds):
        """Watch until so many hours after the beginning, and be killed then."""
        self.outside.end = BEGIN + hours * HOUR
        self.outside.running.clear()
        self.outside.answered.clear()
        with pytest.raises(EndedError):
            watch(self.lake, feeds, self.outside, self.settings, tell=self.notes.append, record=self.record)

    def rows(self, sql):
        with self.lake.query(sql) as answer:
            return [row[0] if len(row) == 1 else tuple(row) for row in answer]

    def articles(self):
        return sorted(self.rows("SELECT url FROM articles"))

    def state(self, sql, *values):
        with looked_at(self.lake.folder) as state:
            rows = [tuple(row.values()) for row in state.rows(sql, values)]
        return [row[0] if len(row) == 1 else row for row in rows]

    def reasons(self, kind):
        return [note.reason for note in self.notes if note.kind == kind]


@pytest.fixture
def cheap_reader(monkeypatch) -> None:
    """Reads nothing out of a page: these tests are of watching."""
    monkeypatch.setattr("dateline.reader.read_article", lambda article: Reading(article, version="test"))


@pytest.fixture
def watched(tmp_path, sites, cheap_reader) -> Watched:
    return Watched(tmp_path / "record", *sites)
