"""When two addresses are one page's: what feeds add to an address is taken off, what servers read alike is made alike.

`plain` gives the address that is asked for, `key` what tells it from others. A key follows RFC 3986, 6.2.2 and 6.2.3
(case, percent-encoding, dot segments, default ports), leaves out how the page is carried (http or https) and the order
of parameters, and what only tells a site where its visitors come from: rows of `tables/tracking.csv`. A trailing slash
and "www." are kept: where they make no difference, servers redirect.
"""

import re
from fnmatch import translate
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

from dateline.tables import cached, rows

_DEFAULT_PORTS = {("http", 80), ("https", 443)}
_NOT_ESCAPED = "!$&'()*+,;=:@/?~%"


@cached
def tracking() -> re.Pattern[str]:
    """What matches the lower-case name of a parameter of `tables/tracking.csv`, in which "*" stands for any ending."""
    return re.compile("|".join(translate(row["parameter"].lower()) for _, row in rows("tracking")))


def plain(address: str) -> str:
    """An absolute address without fragment and tracking parameters; the others keep their order and spelling."""
    parts = urlsplit(address.strip())
    kept = [part for part in parts.query.split("&") if part and not tracking().match(part.partition("=")[0].lower())]
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, "&".join(kept), ""))


def key(address: str) -> str:
    """What is equal for two addresses of one page: "news.example/2025/talks?id=7".

    ValueError for what is no http(s) address.
    """
    parts = urlsplit(plain(address))
    path = _without_dots(_evened(parts.path)) or "/"
    query = "&".join(sorted(map(_evened, parts.query.split("&")))) if parts.query else ""
    return f"{host_of(address)}{path}" + (f"?{query}" if query else "")


def host_of(address: str) -> str:
    """The host of an address as IDNA writes it, with its port where that is not the usual one."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ValueError(f"{address!r} is no web address; write https://host/path")
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        raise ValueError(f"{address!r} names no host that can be; check the name") from None
    host = f"[{host}]" if ":" in host else host
    usual = parts.port is None or (parts.scheme.lower(), parts.port) in _DEFAULT_PORTS
    return host if usual else f"{host}:{parts.port}"


def carries_login(address: str) -> bool:
    """Whether an address has a name or password in it, which is neither sent nor kept."""
    return "@" in urlsplit(address).netloc


def origin_of(address: str) -> str:
    """Scheme, host and port of an address: what one robots.txt speaks for."""
    return f"{urlsplit(address).scheme.lower()}://{host_of(address)}"


def _evened(part: str) -> str:
    """A part of an address with escapes for what needs them alone, in capitals; bytes stay what they are."""
    pieces = re.split("((?:%[0-9A-Fa-f]{2})+)", part)
    return "".join(
        quote(unquote_to_bytes(piece), safe="~") if at % 2 else quote(piece, safe=_NOT_ESCAPED)
        for at, piece in enumerate(pieces)
    )


def _without_dots(path: str) -> str:
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step not in (".", ".."):
            kept.append(step)
        elif step == ".." and len(kept) > 1:
            kept.pop()
    if steps[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
