"""Which files are the documents, where the checkout is, and what a link and a fence in a document are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

LINK = re.compile(r"\]\((?!\w+:)(?P<path>[^)#\s]*)(?:#(?P<part>[^)\s]*))?\)")
"""A link to a file of the checkout, or to a part of a document."""
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
"""Code or an output, in which nothing is a link."""


def documents() -> list[Path]:
    """README, the pages beside it, and those under `docs/`, in order."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
