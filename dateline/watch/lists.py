"""Files of feeds: one URL a line, or OPML, which feed readers export."""

from pathlib import Path

from lxml import etree

from dateline.errors import FeedError, brief
from dateline.lake.watched.sameness import carries_login, host_of


def feeds_in(path: Path) -> list[str]:
    """The feeds that a file lists, each once; lines that begin with # are remarks. FeedError where it lists none."""
    data = path.read_bytes()
    urls = _opml(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _lines(data)
    if not urls:
        raise FeedError("lists no feed; expected one URL a line, or OPML with xmlUrl attributes")
    if any(map(carries_login, urls)):
        raise FeedError("lists an address with a name or password, which is neither sent nor kept; take it out")
    return list(dict.fromkeys(urls))


def _lines(data: bytes) -> list[str]:
    listed = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), start=1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if not _is_address(words):
            raise FeedError(f"line {number}: {words[:80]!r} is no web address; write https://host/path")
        listed.append(words)
    return listed


def _is_address(words: str) -> bool:
    try:
        return bool(host_of(words))
    except ValueError:
        return False


def _opml(data: bytes) -> list[str]:
    reader = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, reader)
    except etree.XMLSyntaxError as error:
        raise FeedError(f"is no OPML ({brief(error)})") from error
    stated = (
        [outline.get("xmlUrl") or outline.get("xmlurl") for outline in root.iter("outline")] if root is not None else []
    )
    return [url.strip() for url in stated if url and _is_address(url.strip())]
