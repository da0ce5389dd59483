"""One page from the web, fetched so that a URL from a stranger cannot reach what is not public.

`fetch` gives a page; `ask` is one request of it, for those who follow redirects and judge answers themselves.

Only http and https. The host's name is resolved once, every address it has is checked, and the connection goes to a
checked address and nowhere else (so no second answer of the name server can point it elsewhere); each redirect is
followed by hand, with the same check. Proxies of the environment are not used, as the check would then be theirs.
Time, size, number of redirects and type of content are limited. Nothing is tried twice.

What is not public: IANA's special-purpose registries for IPv4 and IPv6 as Python's `ipaddress` has them, and IPv6
addresses that carry an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo), which are judged by what they carry
or refused.
"""

import asyncio
import ipaddress
import re
import socket
import ssl
import zlib
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

import httpx

from dateline import __version__
from dateline.errors import FetchError, NoAnswerError, brief
from dateline.inputs import MAX_BYTES, PAGE_TYPES, Page
from dateline.packed import gunzip

MAX_SECONDS = 30.0
"""For the whole fetch, redirects included: a server that sends a byte a second is cut off as well."""
CONNECT_SECONDS = 8.0
"""For each address: a host that is up answers within one, and three of them are tried within the whole."""
MAX_REDIRECTS = 8
"""News sites use up to four (http to https, www, country, consent); browsers stop at twenty."""
MAX_TRIED = 3
"""How many of a host's addresses are tried until one takes the connection."""
TYPES = PAGE_TYPES | {"application/gzip", "application/x-gzip", "application/octet-stream", ""}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
USUAL_HEADERS = MappingProxyType(
    {
        "User-Agent": f"Dateline/{__version__} (reads single news pages on request)",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.8",
        "Accept-Encoding": "gzip",
        "Accept-Language": "en,*;q=0.5",
    }
)

Made = TypeVar("Made")

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host's name, for a port. Raises OSError where it has none."""

_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def addresses_of(host: str, port: int) -> list[str]:
    """What the system's resolver says, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request got: headers by lower-case name, the body unpacked (of a status 200 alone), when it came (UTC).

    `moved_to` is where a redirect leads; it was not asked.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    fetched_at: str
    moved_to: str | None = None

    def page(self) -> Page:
        """What came, as a page by the name of its address."""
        return Page(self.url, self.data, self.url, self.headers, self.fetched_at)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a request is made: who may be asked, what is said with it, which types and how many bytes are taken.

    `headers` are laid over the usual ones; `types` None takes any.
    """

    allow_private: bool = False
    resolve: Resolve = addresses_of
    headers: Mapping[str, str] = field(default_factory=dict)
    types: frozenset[str] | None = TYPES
    max_bytes: int = MAX_BYTES


def fetch(
    url: str, *, allow_private: bool = False, resolve: Resolve = addresses_of, seconds: float = MAX_SECONDS
) -> Page:
    """The page at `url`, with the URL it was found at in the end, its headers, and when it was fetched (UTC).

    `allow_private` lets it go to loopback, private and other special addresses, too. Raises FetchError where the URL
    may not be fetched, did not answer as it should, or does not give a page.
    """
    return asyncio.run(_within(seconds, _followed(url, Terms(allow_private, resolve))))


def ask(url: str, terms: Terms, *, seconds: float = MAX_SECONDS) -> Answer:
    """The answer to one request, whatever its status; redirects are not followed.

    Raises NoAnswerError where nothing or half an answer came, which may be otherwise later; FetchError where the URL
    may not be asked, or what comes is of a type or size that is not taken.
    """
    return asyncio.run(_within(seconds, _asked(url, terms)))


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet may reach; not for what is no address at all."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if carried := _carried(ip):
            return is_public(str(carried))
        if ip in _COMPATIBLE or ip.sixtofour or ip.teredo or ip.is_site_local or ip.scope_id:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that traffic to this IPv6 address ends at."""
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


async def _within(seconds: float, step: Coroutine[None, None, Made]) -> Made:
    try:
        async with asyncio.timeout(seconds):
            return await step
    except TimeoutError as error:
        raise NoAnswerError(
            f"no whole page in {seconds:g} seconds; try again later, or save it in a browser"
        ) from error


async def _followed(url: str, terms: Terms) -> Page:
    place = url
    for _ in range(MAX_REDIRECTS + 1):
        answer = await _asked(place, terms)
        if answer.moved_to is None:
            if answer.status != 200:
                raise FetchError(refusal_of(answer.status))
            return answer.page()
        place = answer.moved_to
    raise FetchError(f"over {MAX_REDIRECTS} redirects, the last to {place}; open it in a browser and save the page")


async def _asked(url: str, terms: Terms) -> Answer:
    target = _checked(url)
    addresses = await _allowed(target, terms)
    refused: Exception | None = None
    for address in addresses[:MAX_TRIED]:
        try:
            return await _asked_at(address, target, terms)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            refused = error
        except httpx.HTTPError as error:
            raise NoAnswerError(f"the connection to {_host(target)} broke ({brief(error)}); try again later") from error
    raise NoAnswerError(f"{_host(target)} took no connection ({brief(refused)}); check the URL, or try again later")


def _checked(url: str) -> httpx.URL:
    """The URL, if it is one that may be asked for at all."""
    try:
        target = httpx.URL(url)
        urlsplit(url)  # refuses some that httpx takes, such as an unclosed bracket
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"not a URL ({error}); expected https://host/path") from error
    if target.scheme not in ("http", "https"):
        raise FetchError(f"{target.scheme}: is not fetched; expected an http or https URL")
    if not _HOST.fullmatch(_host(target)):
        raise FetchError(f"the URL names {_host(target) or 'no'} as its host; expected https://host/path")
    if target.userinfo:
        raise FetchError("the URL carries a name or password; take it out, or save the page in a browser")
    return target


def _host(target: httpx.URL) -> str:
    """The host as it is asked for; `host` fails for some that are no names."""
    return target.raw_host.decode("ascii")


async def _allowed(target: httpx.URL, terms: Terms) -> list[str]:
    """The addresses of a URL's host, none of which may be private unless that is allowed."""
    port = target.port or (443 if target.scheme == "https" else 80)
    try:
        addresses = list(await asyncio.to_thread(terms.resolve, _host(target).strip("[]"), port))
    except (OSError, UnicodeError) as error:
        raise NoAnswerError(f"no address is known for {_host(target)} ({brief(error)}); check the name") from error
    if not addresses:
        raise NoAnswerError(f"no address is known for {_host(target)}; check the name")
    private = [address for address in addresses if not is_public(address)]
    if private and not terms.allow_private:
        raise FetchError(
            f"{_host(target)} is at {private[0]}, which is not a public address; add --allow-private if that is meant"
        )
    return addresses


async def _asked_at(address: str, target: httpx.URL, terms: Terms) -> Answer:
    """Ask for the URL at one address: the host's name goes into the Host header and the certificate's check."""
    request = httpx.Request(
        "GET",
        target.copy_with(host=address, fragment=None),
        headers={**USUAL_HEADERS, **terms.headers, "Host": target.netloc.decode("ascii")},
        extensions={
            "sni_hostname": target.raw_host.decode("ascii"),
            "timeout": httpx.Timeout(MAX_SECONDS, connect=CONNECT_SECONDS).as_dict(),
        },
    )
    async with httpx.AsyncClient(trust_env=False, verify=_certificates()) as client:
        response = await client.send(request, stream=True)
        try:
            moved_to, data = None, b""
            if response.status_code in REDIRECTS and "location" in response.headers:
                moved_to = str(target.join(response.headers["location"]))
            elif response.status_code == 200:
                _check_type(response, terms.types)
                encoding = response.headers.get("content-encoding", "")
                data = _unpacked(await _body(response, terms.max_bytes), encoding, terms.max_bytes)
        finally:
            await response.aclose()
    fetched_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Answer(str(target), response.status_code, dict(response.headers), data, fetched_at, moved_to)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _check_type(response: httpx.Response, types: frozenset[str] | None) -> None:
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if types is not None and kind not in types:
        raise FetchError(f"is {kind}; expected an HTML page, plain text or a PDF")


def refusal_of(status: int) -> str:
    """What to say of a status that is no success, with what to do about it."""
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    return f"answered {status}{phrase}; {_advice(status)}"


def _advice(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return "it wants a log-in or shuts programs out; save the page in a browser and read the file"
    if status in (404, 410):
        return "check the URL, or look for the page in a web archive"
    if status in (408, 425, 429) or status >= 500:
        return "try again later"
    return "open it in a browser and save the page"


async def _body(response: httpx.Response, max_bytes: int) -> bytes:
    """The body as sent, up to the limit."""
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) > max_bytes:
            raise FetchError(_too_large(max_bytes))
    return bytes(body)


def _unpacked(body: bytes, encoding: str, max_bytes: int) -> bytes:
    """The body without its Content-Encoding; a small body that unpacks to a huge one is refused before it does."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(f"came packed as {encoding}, though only gzip was asked for; save the page in a browser")
    try:
        unpacked, end = gunzip(body, max_bytes)
    except zlib.error as error:
        raise NoAnswerError(f"came with a broken gzip body ({error}); try again later") from error
    except EOFError as error:
        raise NoAnswerError("came with a gzip body that is cut short; try again later") from error
    if len(unpacked) > max_bytes:
        raise FetchError(_too_large(max_bytes))
    if end < len(body):
        raise NoAnswerError("came with a body that is not gzip to its end, though it says so; try again later")
    return unpacked


def _too_large(max_bytes: int) -> str:
    return f"larger than {max_bytes // 1024**2} MB; save the page alone in a browser"
