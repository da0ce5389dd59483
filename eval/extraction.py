"""Body text and metadata of HTML pages, as `dateline.read_page` gives them, in the form that extraction is scored in.

    python -m eval.extraction PAGES.jsonl PRED.jsonl

PAGES has one object a line with `id`, `html` (a path relative to PAGES, gzip or not) and `url`; nothing else is read.
PRED gets `{id, title, authors, published_at, tags, text}` for each, with nulls where the page could not be read.
`text` is the story's blocks but the headline and captions, joined by blank lines.
"""

import sys
from pathlib import Path
from typing import Any

import dateline
from dateline.errors import PageError
from dateline.records import Article, BlockKind
from eval.lines import lines_of, write

BODY: frozenset[BlockKind] = frozenset({"subtitle", "subheading", "paragraph", "quote", "list_item", "dateline"})
"""The blocks that gold counts as body: a summary is part of it, a headline and captions are not."""


def prediction(page: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One line of the predictions; nulls where the page is refused, with the reason on standard error."""
    try:
        article = dateline.read_page((folder / page["html"]).read_bytes(), page.get("url"))
    except PageError as error:
        print(f"{page['id']}: {error}", file=sys.stderr)
        return {"id": page["id"], "title": None, "authors": None, "published_at": None, "tags": None, "text": None}
    return {
        "id": page["id"],
        "title": article.title,
        "authors": list(article.byline),
        "published_at": article.published_at,
        "tags": list(article.tags),
        "text": body_text(article),
    }


def body_text(article: Article) -> str:
    """The body of an article; what stands on one line of the page stays on one line."""
    parts: list[str] = []
    end = -1
    for block in article.blocks:
        if block.kind in BODY:
            words = article.words(block.span)
            if parts and "\n" not in article.text[end : block.span.start]:
                parts[-1] += f" {words}"
            else:
                parts.append(words)
            end = block.span.end
    return "\n\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the predictions; exit status 2 on wrong usage."""
    if len(arguments) != 2:
        print("usage: python -m eval.extraction PAGES.jsonl PRED.jsonl", file=sys.stderr)
        return 2
    pages, predictions = map(Path, arguments)
    write(predictions, (prediction(page, pages.parent) for page in lines_of(pages)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
