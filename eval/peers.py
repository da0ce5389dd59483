"""The same pages through other extractors, in the same form as `eval.extraction`, to compare with.

    python -m eval.peers trafilatura|newspaper4k|mediacloud PAGES.jsonl PRED.jsonl

Needs the extra "eval"; `mediacloud` needs an environment of its own with nothing but `mediacloud-metadata`, which
brings an older form of the package that newspaper4k is. All are run as their documentation shows, with metadata and
without comments, and without the network.
"""

import gzip
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.lines import Line, lines_of, write

Extract = Callable[[str, str | None], dict[str, Any]]


def by_trafilatura(markup: str, url: str | None) -> dict[str, Any]:
    """What trafilatura makes of a page."""
    from trafilatura import bare_extraction

    document = bare_extraction(markup, url=url, include_comments=False, with_metadata=True)
    if document is None:
        return {}
    found = document if isinstance(document, dict) else document.as_dict()
    return {
        "title": found["title"],
        "authors": [name for name in (found["author"] or "").split("; ") if name],
        "published_at": found["date"],
        "tags": list(found["tags"] or []),
        "text": found["text"],
    }


def by_newspaper4k(markup: str, url: str | None) -> dict[str, Any]:
    """What newspaper4k makes of a page."""
    from newspaper import Article

    article = Article(url or "http://example.org/", fetch_images=False)
    article.download(input_html=markup)
    try:
        article.parse()
    except ImportError:  # word lists of some languages are packages of their own
        article = Article(url or "http://example.org/", fetch_images=False, language="en")
        article.download(input_html=markup)
        article.parse()
    return {
        "title": article.title or None,
        "authors": list(article.authors or ()),
        "published_at": article.publish_date.isoformat() if article.publish_date else None,
        "tags": sorted(article.tags or article.meta_keywords or ()),
        "text": article.text or None,
    }


def by_mediacloud(markup: str, url: str | None) -> dict[str, Any]:
    """What Media Cloud's own extractor makes of a page; it gives no authors and no tags."""
    from mcmetadata import extract

    found = extract(url=url or "http://example.org/", html_text=markup)
    published = found["publication_date"]
    return {
        "title": found["article_title"],
        "published_at": published.isoformat() if published else None,
        "text": found["text_content"],
    }


PEERS: dict[str, Extract] = {
    "trafilatura": by_trafilatura,
    "newspaper4k": by_newspaper4k,
    "mediacloud": by_mediacloud,
}
NOTHING = {"title": None, "authors": None, "published_at": None, "tags": None, "text": None}


def main(arguments: list[str]) -> int:
    """Write the predictions of one peer; exit status 2 on wrong usage."""
    if len(arguments) != 3 or arguments[0] not in PEERS:
        print(f"usage: python -m eval.peers {'|'.join(PEERS)} PAGES.jsonl PRED.jsonl", file=sys.stderr)
        return 2
    extract, pages, predictions = PEERS[arguments[0]], Path(arguments[1]), Path(arguments[2])
    write(predictions, (_prediction(page, pages.parent, extract) for page in lines_of(pages)))
    return 0


def _prediction(page: Line, folder: Path, extract: Extract) -> Line:
    data = (folder / page["html"]).read_bytes()
    markup = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8", "replace")
    return {"id": page["id"], **NOTHING, **extract(markup, page.get("url"))}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
