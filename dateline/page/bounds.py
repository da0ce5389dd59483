"""Where the story of a plain page begins and ends, and what the words of a single piece say about its place.

The story begins at its place line; without one, at the first running text that is neither a standfirst (one piece
between the title and the page's credits) nor a caption (a photo's credit follows). It ends with the last running
text, or at an end mark ("###", "(END)") or a heading "Comments".
"""

from bisect import bisect_left
from collections.abc import Sequence

from dateline.page import placeline
from dateline.page.headline import (
    LONGEST_HEADLINE,
    SHORTEST_CLAUSE,
    is_clause,
    is_quoted,
    is_sentence,
    is_terse,
    is_titled,
    opens_with_speaker,
    words,
)
from dateline.page.pieces import Piece
from dateline.page.stamps import find, has_clock, has_weekday, is_time_line
from dateline.records import Dateline

CREDITS = ("byline", "credit_line")
LONGEST_HEAD = 16
"""Lines of weight among which a place line has to stand; short ones before them are menus."""
LONGEST_STANDFIRST = 60
"""Words; a standfirst is a sentence or two."""
LONGEST_CAPTION = 45
"""Words; a caption is a sentence or two, shorter ones than a standfirst's."""
RETELLING = 6
"""Paragraphs in which a story says again what its headline says."""
LONGER = 1.5
"""How much longer than a headline one of the first paragraphs is."""
WEIGHTY = 4
"""Letters of a word that has weight; as many make its stem ("endorses", "endorsed")."""
MOST_BEFORE_PLACE_LINE = 2
"""Pieces of running text before a place line: a standfirst and a caption; more of them are the story."""


def story_start(text: str, pieces: Sequence[Piece]) -> tuple[int, Dateline | None]:
    """The first piece of the story, and its place line if it has one."""
    for n in _may_open(pieces):
        if dateline := placeline.find(text, pieces[n].span.start, pieces[n].span.end):
            alone = dateline.span == pieces[n].span
            if _is_speaker(pieces, n, dateline):
                continue
            if is_sentence(pieces[n].words) or (alone and n + 1 < len(pieces) and _tells(pieces[n + 1])):
                return n, dateline
    running = [n for n, piece in enumerate(pieces) if runs(piece)]
    if not running:
        return len(pieces), None
    start = running[0]
    if start == 0 and len(running) > 1 and _is_stopped_title(pieces, running):
        start = running[1]
        if len(running) > 2 and _is_standfirst(pieces, running):
            start = running[2]
    start = _behind_standfirst(pieces, start)
    while start + 1 < len(pieces) and is_captioned(pieces, start) and any(runs(piece) for piece in pieces[start + 1 :]):
        start = next(n for n in range(start + 1, len(pieces)) if runs(pieces[n]))
    return _with_its_lead(pieces, start), None


def _tells(piece: Piece) -> bool:
    return runs(piece) or piece.kind == "list_item"


def _may_open(pieces: Sequence[Piece]) -> list[int]:
    """The pieces that a place line may open: those with at most a standfirst and a caption's worth of text before."""
    found: list[int] = []
    weighty = running = 0
    for n, piece in enumerate(pieces):
        if weighty == LONGEST_HEAD or running > MOST_BEFORE_PLACE_LINE:
            break
        if is_open(piece):
            found.append(n)
            weighty += len(words(piece.words)) >= SHORTEST_CLAUSE
            running += is_sentence(piece.words)
    return found


def _is_speaker(pieces: Sequence[Piece], n: int, dateline: Dateline) -> bool:
    """Whether what looks like an unknown place is who speaks, in a transcript: other pieces begin that way as well."""
    if dateline.country or dateline.date or not opens_with_speaker(pieces[n].words):
        return False
    return any(opens_with_speaker(piece.words) for m, piece in enumerate(pieces) if m != n and is_open(piece))


def _behind_standfirst(pieces: Sequence[Piece], start: int) -> int:
    """The story's start where running text before the page's credits is its standfirst: one piece below a title."""
    if not any(is_open(piece) for piece in pieces[:start]) or len(words(pieces[start].words)) > LONGEST_STANDFIRST:
        return start
    credited = next(
        (n for n in range(start + 1, min(len(pieces), 2 * LONGEST_HEAD)) if pieces[n].kind in CREDITS), len(pieces)
    )
    after = [n for n in range(credited, len(pieces)) if runs(pieces[n])]
    between = [n for n in range(start + 1, credited) if is_open(pieces[n]) and not is_captioned(pieces, n)]
    if between or len(after) < 2 or pieces[credited].follows or is_clock(pieces[credited]):
        return start
    return after[0]


def _with_its_lead(pieces: Sequence[Piece], start: int) -> int:
    """The story's start with what belongs to it above: key points and their label, the time and heading of an entry."""
    while start:
        above = pieces[start - 1]
        heads_entry = is_open(above) and start > 1 and is_clock(pieces[start - 2])
        if not (above.kind in ("list_item", "subheading") or is_clock(above) or heads_entry):
            return start
        start -= 1
    return start


def story_end(pieces: Sequence[Piece], first: int) -> int:
    """One past the last piece of the story; behind an end mark or a heading "Comments" there is no story any more."""
    running = [n for n in range(first, len(pieces)) if runs(pieces[n]) or pieces[n].kind == "list_item"]
    for n in range(first, len(pieces)):
        if ends_story(pieces[n]) and 2 * (before := bisect_left(running, n)) > len(running):
            return running[before - 1] + 1
    return running[-1] + 1 if running else first


def ends_story(piece: Piece) -> bool:
    """Whether a piece is an end mark ("###", "(END)"), or "Comments"."""
    return piece.verdict is not None and (
        (piece.kind == "prompt" and piece.verdict.is_weak)
        or (piece.kind == "trailer" and len(words(piece.words)) <= 1 and "@" not in piece.words)
    )


def is_open(piece: Piece) -> bool:
    """Whether the words of a piece leave its kind open."""
    return piece.verdict is None


def is_teaser(piece: Piece) -> bool:
    """Whether a piece has a label that links have, and titles too: "Explainer: …"."""
    return piece.verdict is not None and piece.verdict.is_weak and piece.kind == "related_link"


def is_section(piece: Piece) -> bool:
    """Whether a piece is the name of a section of news, which may head a part of a story: "Russia"."""
    return piece.verdict is not None and piece.verdict.is_weak and piece.kind == "navigation"


def is_clock(piece: Piece) -> bool:
    """Whether a piece is the time of an entry in a live report: a time of the day without a date."""
    return (
        piece.kind == "credit_line" and has_clock(piece.words) and is_time_line(piece.words) and not find(piece.words)
    )


def runs(piece: Piece) -> bool:
    """Whether a piece is running text, as far as its own words say."""
    return is_open(piece) and is_sentence(piece.words)


def is_captioned(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a photo's credit belongs to the piece before it: in one line, or right below one that stands apart."""
    if n + 1 >= len(pieces) or len(words(pieces[n].words)) > LONGEST_CAPTION:
        return False
    below = pieces[n + 1]
    if below.kind == "photo_credit":
        return below.follows or (pieces[n].after_blank and not below.after_blank and n > 0)
    return below.kind == "credit_line" and below.follows and below.words.startswith(("[", "("))


def _is_stopped_title(pieces: Sequence[Piece], running: Sequence[int]) -> bool:
    """Whether the first line is a headline that archives gave a stop: short, and terse as headlines are or retold.

    A semicolon stands at its end where a second headline follows.
    """
    line = pieces[0].words
    is_short = SHORTEST_CLAUSE < len(words(line)) <= LONGEST_HEADLINE and not is_quoted(line)
    if line.rstrip().endswith(";"):
        return len(words(line)) <= LONGEST_HEADLINE
    if is_short and (is_titled(line) or (is_terse(line) and is_clause(line))):
        return True
    below = [pieces[n].words for n in running[1 : 1 + RETELLING]]
    is_longer = any(len(words(told)) >= LONGER * len(words(line)) for told in below)
    return is_short and is_longer and not has_weekday(line) and _is_retold(line, below)


def _is_retold(line: str, below: Sequence[str]) -> bool:
    """Whether what follows says again what a line says: half of its weighty words, and two at least."""
    told = {_stem(word) for paragraph in below for word in words(paragraph)}
    weighty = {_stem(word) for word in words(line) if len(word) >= WEIGHTY}
    again = weighty & told
    return len(again) > 1 and 2 * len(again) >= len(weighty)


def _stem(word: str) -> str:
    return word.lower()[:WEIGHTY]


def _is_standfirst(pieces: Sequence[Piece], running: Sequence[int]) -> bool:
    """Whether the line below such a headline is one too: terse, and shorter than the story's first paragraph."""
    line, below = pieces[running[1]].words, pieces[running[2]].words
    is_short = len(words(line)) <= LONGEST_HEADLINE and LONGER * len(words(line)) <= len(words(below))
    return is_short and not is_quoted(line) and (pieces[0].words.rstrip().endswith(";") or is_terse(line))
