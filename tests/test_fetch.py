import gzip
import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import FetchError
from dateline.fetch import MAX_REDIRECTS, fetch, is_public

NOT_PUBLIC = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 192.0.0.1 192.0.2.1
192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1
::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1
2002:7f00:1:: 2002:a00:1:: fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 localhost
"""
PAGE = b"<html><body><p>words</p></body></html>"


class Site(BaseHTTPRequestHandler):
    """A small site that behaves well or badly by path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        path, _, rest = self.path.partition("?")
        match path:
            case "/page":
                self.answer(200, PAGE, {"Content-Type": "text/html; charset=euc-kr"})
            case "/gzip":
                self.answer(200, gzip.compress(PAGE), {"Content-Type": "text/html", "Content-Encoding": "gzip"})
            case "/cut":
                packed = gzip.compress(PAGE * 99)[:-20]
                self.answer(200, packed, {"Content-Type": "text/html", "Content-Encoding": "gzip"})
            case "/behind":
                packed = gzip.compress(PAGE) + b"<!-- -->"
                self.answer(200, packed, {"Content-Type": "text/html", "Content-Encoding": "gzip"})
            case "/bomb":
                packed = gzip.compress(bytes(70 * 1024 * 1024))
                self.answer(200, packed, {"Content-Type": "text/html", "Content-Encoding": "gzip"})
            case "/br":
                self.answer(200, PAGE, {"Content-Type": "text/html", "Content-Encoding": "br"})
            case "/short":
                self.answer(200, PAGE, {"Content-Type": "text/html", "Content-Length": str(len(PAGE) + 9)})
            case "/image":
                self.answer(200, b"\x89PNG", {"Content-Type": "image/png"})
            case "/to":
                self.answer(302, b"", {"Location": rest})
            case "/loop":
                self.answer(301, b"", {"Location": "/loop"})
            case "/drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(50):
                    time.sleep(0.05)
                    self.wfile.write(b"x")
            case _:
                self.answer(int(path[1:]), b"", {})
        self.close_connection = True

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

    def handle(self):
        try:
            super().handle()
        except ConnectionError:  # the reader hung up, as it should on what it refuses
            self.close_connection = True


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def site(server):
    return f"http://127.0.0.1:{server.server_port}"


def test_a_page_comes_with_its_address_headers_and_time(site):
    page = fetch(f"{site}/page#part", allow_private=True)

    assert page.data == PAGE
    assert page.url == f"{site}/page#part"
    assert page.headers["content-type"] == "text/html; charset=euc-kr"
    assert page.fetched_at
    assert page.fetched_at.endswith("+00:00")


def test_a_packed_page_is_unpacked(site):
    assert fetch(f"{site}/gzip", allow_private=True).data == PAGE


def test_a_redirect_is_followed_and_the_page_has_its_last_address(site):
    assert fetch(f"{site}/to?/page", allow_private=True).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/404", "answered 404 Not Found; check the URL"),
        ("/403", "answered 403 Forbidden; it wants a log-in"),
        ("/503", "answered 503 Service Unavailable; try again later"),
        ("/image", "is image/png; expected an HTML page"),
        ("/loop", f"over {MAX_REDIRECTS} redirects"),
        ("/cut", "cut short"),
        ("/behind", "not gzip to its end"),
        ("/bomb", "larger than"),
        ("/br", "packed as br"),
        ("/short", "broke"),
        ("/to?file:///etc/passwd", "file: is not fetched"),
        ("/to?http://example.org:port/", "Invalid URL in location header"),
    ],
)
def test_what_is_not_a_page_is_refused_with_what_to_do(site, path, message):
    with pytest.raises(FetchError, match=re.escape(message)):
        fetch(site + path, allow_private=True)


def test_a_server_that_drips_is_cut_off(site):
    with pytest.raises(FetchError, match="no whole page in"):
        fetch(f"{site}/drip", allow_private=True, seconds=0.3)


def test_a_private_address_is_not_asked_at_all(server, site):
    before = len(server.asked)

    with pytest.raises(FetchError, match=r"127\.0\.0\.1, which is not a public address; add --allow-private"):
        fetch(f"{site}/page")

    assert len(server.asked) == before


def test_the_connection_goes_to_the_address_that_was_checked(server):
    """A name server that answers differently the second time is never asked a second time."""
    answers = iter([["127.0.0.1"]])

    page = fetch(
        f"http://news.example:{server.server_port}/page",
        allow_private=True,
        resolve=lambda host, port: next(answers),
    )

    assert page.url == f"http://news.example:{server.server_port}/page"
    assert server.asked[-1][1]["Host"] == f"news.example:{server.server_port}"
    assert server.asked[-1][1]["User-Agent"].startswith("Dateline/")


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(FetchError, match=r"10\.0\.0\.7, which is not a public address"):
        fetch("http://news.example/", resolve=lambda host, port: ["93.184.215.14", "10.0.0.7"])


def test_a_redirect_to_a_private_address_is_refused(server, monkeypatch):
    """The first host passes as public; where it redirects to is checked like it."""
    first = f"http://news.example:{server.server_port}"
    monkeypatch.setattr("dateline.fetch.is_public", lambda address: address == "127.0.0.1")

    with pytest.raises(FetchError, match=r"inside\.example is at 10\.0\.0\.7"):
        fetch(
            f"{first}/to?http://inside.example/secret",
            resolve=lambda host, port: ["127.0.0.1" if host == "news.example" else "10.0.0.7"],
        )


def test_another_address_is_tried_where_one_takes_no_connection(server):
    page = fetch(
        f"http://news.example:{server.server_port}/page",
        allow_private=True,
        resolve=lambda host, port: ["127.0.0.2" if host != "news.example" else "::1", "127.0.0.1"],
    )

    assert page.data == PAGE


def test_a_host_without_an_address_is_a_fetch_error():
    def unknown(host, port):
        raise OSError("Name or service not known")

    with pytest.raises(FetchError, match=r"no address is known for news\.example"):
        fetch("https://news.example/", resolve=unknown)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://",
        "http://user:secret@example.org/",
        "http://[::1",
        "http://a b/",
    ],
)
def test_what_is_no_web_address_is_refused_before_anything_is_resolved(url):
    def never(host, port):
        raise AssertionError(f"{host} was resolved")

    with pytest.raises(FetchError):
        fetch(url, resolve=never)


HOSTS = (
    "localhost 127.1 0x7f.1 2130706433 [::1] [::ffff:127.0.0.1] 169.254.169.254 10.0.0.1 "
    "a.example \uff11\uff12\uff17.0.0.1 "
    "xn--a @ a@b [ ] %00 .. \u3002 \u2488 :99999 :-1"
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["http://", "https://", "HTTP://", "file://", "gopher://", "//", "javascript:", ""]),
    st.lists(st.sampled_from(HOSTS.split()) | st.text(max_size=4), max_size=3).map("".join),
    st.text(max_size=8),
)
def test_no_address_leads_to_what_is_not_public(scheme, host, path):
    def resolve(name, port):
        try:
            return [socket.inet_ntoa(socket.inet_aton(name))]
        except OSError:
            return ["::1" if ":" in name else "10.0.0.7"]

    with pytest.raises(FetchError):
        fetch(f"{scheme}{host}/{path}", resolve=resolve)


@pytest.mark.parametrize(
    "address",
    NOT_PUBLIC.split(),
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address):
    assert is_public(address)
