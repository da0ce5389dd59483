"""Web addresses on a page: relative ones made whole, and what is no address of a page left out."""

from urllib.parse import urljoin, urlsplit

_LEFT_OUT = dict.fromkeys(map(ord, "\t\n\r"))


def absolute(base: str, address: str) -> str | None:
    """The whole http(s) address of a link; None for anchors in the page, scripts, mail, and what cannot be read.

    Tabs and line ends in it are left out, as browsers do.
    """
    address = address.strip().translate(_LEFT_OUT)
    if address.startswith("#"):
        return None
    try:
        whole = urljoin(base, address)
        whole.encode()
        parts = urlsplit(whole)
    except ValueError:  # among others of a lone surrogate, which no request can carry
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc and " " not in parts.netloc else None


def is_front(address: str) -> bool:
    """Whether an absolute address is the one of a site's front page."""
    return not urlsplit(address).path.strip("/") and not urlsplit(address).query
