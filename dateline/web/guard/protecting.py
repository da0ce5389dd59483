"""The parts of the guard around an application, as ASGI middleware."""

import asyncio
import hmac
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from dateline.errors import DatelineError
from dateline.web.guard import accounts
from dateline.web.guard.hosts import LOOPBACK, is_allowed
from dateline.web.guard.limits import Buckets
from dateline.web.guard.sessions import COOKIE, Sessions
from dateline.web.guard.visitor import Visitor

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'"),
        *("connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "x-frame-options": "DENY",
}
STATIC, SIGN_IN = "/static/", "/sign-in"
"""What is shown without a sign-in."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST"}
READ_ONLY = ("/api", "/export")
PRE = "dateline_form"
"""The cookie that a form's token is bound to where nobody is signed in."""
LONGEST_URL, LONGEST_HEADERS = 8_192, 16_384
SLOWEST = 30.0
"""Seconds without a byte of a body, after which its sender is given up."""
SMALL_FORM = 1_000_000
"""Bytes of a form up to which its token is looked for in the body; larger ones (uploads) carry it in front."""


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """What the guard is told: the lake with its accounts, whether only this machine is served, names, and limits."""

    folder: Path
    is_local: bool = True
    allowed_hosts: tuple[str, ...] = ()
    requests_per_second: float = 50.0
    burst: float = 400.0
    max_body: int = 10_000_000


class Guard:
    """The parts, in order; `app` is what they stand before."""

    def __init__(self, app: App, settings: GuardSettings) -> None:
        self.app, self.settings = app, settings
        self.sessions = Sessions(settings.folder)
        self._secret = secrets.token_bytes(32)
        self._buckets = Buckets(settings.requests_per_second, settings.burst)
        self.attempts = Buckets(1 / 30, 5)
        names = {name.lower() for name in settings.allowed_hosts}
        self._hosts = frozenset(names | (LOOPBACK if settings.is_local else set()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on with `state.visitor` set."""
        if scope["type"] == "websocket":  # there are none here
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            receive, refused = await self._guarded(scope, receive)
        except TimeoutError:
            refused = _answer(scope, 408, f"nothing came for {SLOWEST:.0f} seconds")
        except DatelineError as error:  # accounts that cannot be read
            refused = _answer(scope, 503, str(error))
        app: App = self.app if refused is None else refused
        if scope["method"] == "HEAD":  # the head of what GET gives; the server leaves the body out
            scope = {**scope, "method": "GET"}
        await app(scope, receive, self._dressed(scope, send))

    async def _guarded(self, scope: Scope, receive: Receive) -> tuple[Receive, Response | None]:
        refused = self._refused(scope) or self._visited(scope)
        if refused is None and scope["method"] not in SAFE:
            receive, refused = await self._checked(scope, receive)
        return (receive, refused) if refused else (self._limited(receive), None)

    def _refused(self, scope: Scope) -> Response | None:
        """An answer to what is refused whoever asks."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        if not is_allowed([value for name, value in headers if name == b"host"], self._hosts):
            return PlainTextResponse(
                "this server is not reached by that name; see `dateline serve --allow-host`\n", 421
            )
        allowed = SAFE if scope["path"].startswith(READ_ONLY) else METHODS
        if scope["method"] not in allowed:
            headers_of = {"Allow": ", ".join(sorted(allowed))}
            return _answer(scope, 405, f"{scope['method'][:20]} is not answered here", headers_of)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_URL:
            return _answer(scope, 414, f"the address is longer than {LONGEST_URL} bytes")
        if sum(len(name) + len(value) for name, value in headers) > LONGEST_HEADERS:
            return _answer(scope, 431, f"the headers are longer than {LONGEST_HEADERS} bytes")
        length = _header(scope, b"content-length")
        if length and not (length.isascii() and length.isdigit()):
            return _answer(scope, 400, "the Content-Length is no number")
        if length and int(length) > self.settings.max_body:
            return _answer(scope, 413, f"more than {self.settings.max_body:,} bytes; send less at once")
        waiting = self._buckets.wait(_client(scope))
        if waiting and not scope["path"].startswith("/static/"):
            return _answer(scope, 429, "too many requests", {"Retry-After": str(int(waiting) + 1)})
        return None

    def _visited(self, scope: Scope) -> Response | None:
        """Set who asks; an answer where a sign-in is needed."""
        state = scope.setdefault("state", {})
        state["guard"] = self
        bearer = _header(scope, b"authorization")
        if bearer.lower().startswith("bearer "):
            account = accounts.by_token(self.settings.folder, bearer[7:].strip())
            if account is None:
                return _answer(scope, 401, "the token is not known", {"WWW-Authenticate": "Bearer"})
            state["visitor"] = Visitor(account.name, account.role, "", is_api=True)
            return None
        cookies = _cookies(scope)
        found = self.sessions.find(cookies[COOKIE]) if COOKIE in cookies else None
        if found:
            session, account = found
            state["visitor"] = Visitor(account.name, account.role, self._token(session.secret))
            return None
        pre = cookies.get(PRE) or ""
        if len(pre) < 20:
            pre = secrets.token_urlsafe(24)
            state["new_pre"] = pre
        is_free = self.settings.is_local and not accounts.listed(self.settings.folder)
        state["visitor"] = Visitor(None, "admin" if is_free else "reader", self._token(pre))
        if is_free or scope["path"] == SIGN_IN or scope["path"].startswith(STATIC):
            return None
        is_for_people = not scope["path"].startswith(READ_ONLY) or "text/html" in _header(scope, b"accept")
        if not is_for_people:
            return _answer(scope, 401, "a sign-in or a token is needed", {"WWW-Authenticate": "Bearer"})
        asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", 303)

    async def _checked(self, scope: Scope, receive: Receive) -> tuple[Receive, Response | None]:
        """What changes something comes from a page of this server: by its origin and by the token of its form."""
        visitor: Visitor = scope["state"]["visitor"]
        if visitor.is_api:
            return receive, None
        site = _header(scope, b"sec-fetch-site")
        if site and site not in ("same-origin", "none"):
            return receive, _answer(scope, 403, "a form of another site was sent here")
        origin = _header(scope, b"origin")
        came = urlsplit(origin)
        is_same = came.netloc.lower() == _header(scope, b"host").lower()
        if origin and not (is_same and (came.scheme == "https" or scope["scheme"] == "http")):
            return receive, _answer(scope, 403, "a form of another site was sent here")
        body, receive = await _read(receive, SMALL_FORM)
        given = _header(scope, b"x-csrf-token") or _form_token(scope, body)
        if not hmac.compare_digest(given.encode(), visitor.csrf.encode()):
            return receive, _answer(
                scope, 403, "the form is too old or not from here; reload the page and send it again"
            )
        return receive, None

    def _token(self, secret: str) -> str:
        return hmac.new(self._secret, secret.encode("utf-8", "surrogatepass"), sha256).hexdigest()

    def _limited(self, receive: Receive) -> Receive:
        """What is received, up to the limit, whatever its headers say."""
        n, is_whole = 0, False

        async def received() -> MutableMapping[str, Any]:
            nonlocal n, is_whole
            async with asyncio.timeout(None if is_whole else SLOWEST):  # afterwards it is the end that is waited for
                message = await receive()
            is_whole = not message.get("more_body")
            n += len(message.get("body") or b"")
            if n > self.settings.max_body:
                raise HTTPException(413, f"more than {self.settings.max_body:,} bytes; send less at once")
            return message

        return received

    def _dressed(self, scope: Scope, send: Send) -> Send:
        """Answers with the headers that all have."""

        async def sent(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers") or [])
                names = {name.lower() for name, _ in headers}
                added = dict(HEADERS)
                added["cache-control"] = (
                    "public, max-age=86400" if scope["path"].startswith("/static/") else "private, no-store"
                )
                if scope["scheme"] == "https":
                    added["strict-transport-security"] = "max-age=31536000"
                headers += [(n.encode(), v.encode()) for n, v in added.items() if n.encode() not in names]
                if pre := scope.get("state", {}).get("new_pre"):
                    secure = "; Secure" if scope["scheme"] == "https" else ""
                    cookie = f"{PRE}={pre}; Path=/; HttpOnly; SameSite=Lax{secure}"
                    headers.append((b"set-cookie", cookie.encode()))
                message = {**message, "headers": headers}
            await send(message)

        return sent


def protect(app: App, settings: GuardSettings) -> Guard:
    """An application behind the guard."""
    return Guard(app, settings)


async def _read(receive: Receive, most: int) -> tuple[bytes, Receive]:
    """The beginning of a body, and a way to receive all of it again."""
    seen: deque[MutableMapping[str, Any]] = deque()
    body = bytearray()
    while len(body) < most:
        async with asyncio.timeout(SLOWEST):
            message = await receive()
        seen.append(message)
        body += message.get("body") or b""
        if message["type"] != "http.request" or not message.get("more_body"):
            break

    async def again() -> MutableMapping[str, Any]:
        return seen.popleft() if seen else await receive()

    return bytes(body), again


def _form_token(scope: Scope, body: bytes) -> str:
    """The token in a form, sent either way that forms are."""
    kind = _header(scope, b"content-type")
    if kind.startswith("application/x-www-form-urlencoded"):
        try:
            pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000)
        except ValueError:  # more fields than any form here has
            return ""
        return next((value for name, value in pairs if name == "csrf"), "")
    if kind.startswith("multipart/form-data"):
        _, found, rest = body.partition(b'name="csrf"\r\n\r\n')
        return rest.partition(b"\r\n")[0].decode("latin-1") if found else ""
    return ""


def _answer(scope: Scope, status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    if scope["path"].startswith(READ_ONLY):
        return JSONResponse({"error": words}, status, headers)
    return PlainTextResponse(f"{words}\n", status, headers)


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _cookies(scope: Scope) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(_header(scope, b"cookie")).items()}
    except CookieError:
        return {}


def _client(scope: Scope) -> str:
    return str((scope.get("client") or ("unknown",))[0])
