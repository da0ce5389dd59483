"""Which visible lines are the story: what trafilatura keeps, mapped back to the lines.

trafilatura keeps no places (adbar/trafilatura#302), so its text is aligned with the lines of the page.
"""

from collections.abc import Sequence

from lxml import html
from trafilatura import bare_extraction

from dateline.page import align
from dateline.page.dom import Line


def story_lines(tree: html.HtmlElement, lines: Sequence[Line]) -> list[bool]:
    """Whether each line is part of the story. The tree is used up."""
    kept = bare_extraction(tree, include_comments=False, with_metadata=False)
    text = kept.text if kept is not None else ""
    return align.found([align.key(line.text) for line in lines], text or "")
