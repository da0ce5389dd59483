"""The Host that a request names: only those by which this server is reached, so that no other site's name leads here
(DNS rebinding)."""

from collections.abc import Sequence
from ipaddress import ip_address

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_allowed(given: Sequence[bytes], allowed: frozenset[str]) -> bool:
    """Whether the Host headers of a request are one, and of a name that is allowed, with or without a port."""
    if len(given) != 1:
        return False
    host = given[0].decode("latin-1").strip().lower()
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not colon:
        name, port = host, ""
    return name in allowed and (port == "" or (port.isascii() and port.isdigit()))
