"""Web addresses on a page: relative ones made whole, and what is no address of a page left out."""

from urllib.parse import urljoin, urlsplit


def absolute(base: str, address: str) -> str | None:
    """The whole http(s) address of a link; None for anchors in the page, scripts, mail, and what cannot be read."""
    address = address.strip()
    if address.startswith("#"):
        return None
    try:
        whole = urljoin(base, address)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def is_front(address: str) -> bool:
    """Whether an absolute address is the one of a site's front page."""
    return not urlsplit(address).path.strip("/") and not urlsplit(address).query
