"""Where a photo's credit stands in the line of its caption: at the end without a stop before it, or at the start.

"A jetty in Oslo Jane Doe/Getty Images", "The port on Sunday. AP", "© Jane Doe Workers at a port". Names of two words,
with initials, are taken for the photographer's: headlines' capitals before them ("London Fashion Week") are not.
"""

import re

from dateline.page.credits import media_in
from dateline.page.headline import ends_sentence, words
from dateline.records import Span

_NAME = r"(?:(?:[A-Z]\.\s?)+(?:[A-Z][\w'’-]+\s)?|[A-Z][\w'’-]+\s(?:[A-Z]\.?\s)*)[A-Z][\w'’-]+"
_BEHIND = re.compile(
    rf"(?P<credit>(?:{_NAME}\s?[/|]\s?)(?P<owner>(?:via\s)?[A-Z][^.,;:!?/()]{{1,30}}))\s*\Z"
    rf"|(?P<bracket>\(\s?{_NAME}\s?/\s?(?P<holder>[^.,;:!?/()]{{2,30}})\))\s*\Z"
    rf"|(?P<shot>(?P<agency>[A-Z]\w+)(?:\s(?:Photo|Images?))?/{_NAME}.{{0,50}})\Z"
    r"|[.!?][\"”’)]?\s(?P<alone>[A-Z][\w ]{1,30})\s*\Z"
)
_BEFORE = re.compile(rf"(?P<credit>©\s?{_NAME})\s(?=[A-Z])")
_PICTURES = re.compile(r"\b(?:images|pictures|photos?)\b", re.IGNORECASE)
SHORTEST_CAPTION = 3
"""Words of what is pictured; fewer beside a credit are a part of it."""


def in_caption(line: str) -> Span | None:
    """The span of the photo's credit at the end or the start of a caption's line; None where there is none."""
    if (before := _BEFORE.match(line)) and len(words(line[before.end() :])) >= SHORTEST_CAPTION:
        return Span(0, before.end("credit")) if ends_sentence(line) else None
    for match in _BEHIND.finditer(line):
        name = next(name for name in ("credit", "bracket", "shot", "alone") if match[name])
        owner = match["owner"] or match["holder"] or match["agency"] or match["alone"]
        is_owner = bool(media_in(owner)) or (name in ("credit", "bracket") and _PICTURES.search(owner) is not None)
        if is_owner and len(words(line[: match.start(name)])) >= SHORTEST_CAPTION:
            return Span(match.start(name), match.start(name) + len(match[name].rstrip()))
    return None
