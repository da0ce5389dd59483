"""What each piece of a plain page is, from its words and from where it stands.

A page is read as a head, a story and what comes after it. The story begins at its place line, else behind the last
credit that is followed by running text; it ends with the last running text. In the head the first line without a
kind is the title, the next ones before the credits are subtitles, behind them captions. In the story a line that is
no sentence heads a part, or leads to another story (`headline` tells the two apart by their form); behind the story
it is a link or a line of tags.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.page import placeline
from dateline.page.credits import is_byline, is_office
from dateline.page.headline import (
    LONGEST_HEADLINE,
    LONGEST_SUBHEADING,
    SHORTEST_CLAUSE,
    ends_sentence,
    is_clause,
    is_names,
    is_question,
    is_quoted,
    is_sentence,
    is_titled,
    opens_with_speaker,
    words,
)
from dateline.page.pieces import Piece
from dateline.page.stamps import find, has_clock, is_time_line
from dateline.records import BlockKind, Dateline, Span

LONGEST_HEAD = 16
"""Pieces among which the head of a page has to end; menus before it are furniture by their words."""
LONGEST_STANDFIRST = 60
"""Words; a standfirst is a sentence or two."""
LONGEST_CAPTION = 60
MOST_BEFORE_PLACE_LINE = 2
"""Pieces of running text before a place line: a standfirst and a caption; more of them are the story."""
LONGEST_QUOTED_HEADING = 6
"""Words of the story that may head a part of it; more of them are a pull quote."""
FEWEST_SUBHEADINGS = 3
"""Clauses that stand alone in a story and are this many head its parts; fewer lead to other stories."""
_CREDITS = ("byline", "credit_line")


@dataclass(frozen=True, slots=True)
class Role:
    """A piece with the kind of block that it is, and why."""

    span: Span
    words: str
    kind: BlockKind
    why: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of all pieces, in order, and the place line that the story begins with."""

    roles: tuple[Role, ...]
    dateline: Dateline | None


def assign(text: str, pieces: Sequence[Piece]) -> Roles:
    """The role of every piece: one role a piece, but two where a place line stands before its paragraph."""
    first, dateline = _story_start(text, pieces)
    last = _story_end(pieces, first)
    roles = [*_head(text, pieces[:first]), *_story(pieces, first, last), *_after(pieces[last:], bool(last > first))]
    if dateline is None:
        place = next((role.span for role in roles if role.kind == "dateline"), None)
        dateline = placeline.find_place_only(text, place.start, place.end) if place else None
    else:
        at = next(n for n, role in enumerate(roles) if role.span.start <= dateline.span.start < role.span.end)
        roles[at : at + 1] = _split(text, roles[at], dateline)
    return Roles(tuple(_quotes(roles)), dateline)


def _story_start(text: str, pieces: Sequence[Piece]) -> tuple[int, Dateline | None]:
    """The first piece of the story, and its place line if it has one."""
    head = [n for n, piece in enumerate(pieces) if _is_open(piece)][:LONGEST_HEAD]
    for n in _may_open(pieces, head):
        if dateline := placeline.find(text, pieces[n].span.start, pieces[n].span.end):
            alone = dateline.span == pieces[n].span
            if _is_speaker(pieces, n, dateline):
                continue
            if is_sentence(pieces[n].words) or (alone and n + 1 < len(pieces) and _runs(pieces[n + 1])):
                return n, dateline
    running = [n for n in head if _runs(pieces[n])]
    if not running:
        return len(pieces), None
    start = running[0]
    if start == 0 and _is_stopped_title(pieces):
        start = running[1]
    start = _behind_standfirst(pieces, start)
    while (
        start + 1 < len(pieces) and _is_captioned(pieces, start) and any(_runs(piece) for piece in pieces[start + 1 :])
    ):
        start = next(n for n in range(start + 1, len(pieces)) if _runs(pieces[n]))
    return _with_its_lead(pieces, start), None


def _may_open(pieces: Sequence[Piece], head: Sequence[int]) -> list[int]:
    """The pieces that a place line may open: those with at most a standfirst and a caption's worth of text before."""
    running = [n for n in head if _runs(pieces[n])]
    return [n for n in head if sum(m < n for m in running) <= MOST_BEFORE_PLACE_LINE]


def _is_speaker(pieces: Sequence[Piece], n: int, dateline: Dateline) -> bool:
    """Whether what looks like an unknown place is who speaks, in a transcript: other pieces begin that way as well."""
    if dateline.country or dateline.date or not opens_with_speaker(pieces[n].words):
        return False
    return any(opens_with_speaker(piece.words) for m, piece in enumerate(pieces) if m != n and _is_open(piece))


def _behind_standfirst(pieces: Sequence[Piece], start: int) -> int:
    """The story's start where running text before the page's credits is its standfirst: one piece below a title."""
    if not any(_is_open(piece) for piece in pieces[:start]) or len(words(pieces[start].words)) > LONGEST_STANDFIRST:
        return start
    credited = next(
        (n for n in range(start + 1, min(len(pieces), 2 * LONGEST_HEAD)) if pieces[n].kind in _CREDITS), len(pieces)
    )
    after = [n for n in range(credited, len(pieces)) if _runs(pieces[n])]
    between = [n for n in range(start + 1, credited) if _is_open(pieces[n]) and not _is_captioned(pieces, n)]
    if between or len(after) < 2 or pieces[credited].follows or _is_clock(pieces[credited]):
        return start
    return after[0]


def _with_its_lead(pieces: Sequence[Piece], start: int) -> int:
    """The story's start with what belongs to it above: key points and their label, the time and heading of an entry."""
    while start:
        above = pieces[start - 1]
        heads_entry = _is_open(above) and start > 1 and _is_clock(pieces[start - 2])
        if not (above.kind in ("list_item", "subheading") or _is_clock(above) or heads_entry):
            return start
        start -= 1
    return start


def _story_end(pieces: Sequence[Piece], first: int) -> int:
    """One past the last piece of the story; behind an end mark or a heading "Comments" there is no story any more."""
    running = [n for n in range(first, len(pieces)) if _runs(pieces[n]) or pieces[n].kind == "list_item"]
    for n in range(first, len(pieces)):
        before = [m for m in running if m < n]
        if _ends_story(pieces[n]) and 2 * len(before) > len(running):
            return before[-1] + 1
    return running[-1] + 1 if running else first


def _ends_story(piece: Piece) -> bool:
    """Whether a piece is an end mark ("###", "(END)"), or "Comments"."""
    return piece.verdict is not None and (
        (piece.kind == "prompt" and piece.verdict.is_weak)
        or (piece.kind == "trailer" and len(words(piece.words)) <= 1 and "@" not in piece.words)
    )


def _is_open(piece: Piece) -> bool:
    """Whether the words of a piece leave its kind open."""
    return piece.verdict is None


def _is_teaser(piece: Piece) -> bool:
    """Whether a piece has a label that links have, and titles too: "Explainer: …"."""
    return piece.verdict is not None and piece.verdict.is_weak and piece.kind == "related_link"


def _is_section(piece: Piece) -> bool:
    """Whether a piece is the name of a section of news, which may head a part of a story: "Russia"."""
    return piece.verdict is not None and piece.verdict.is_weak and piece.kind == "navigation"


def _is_clock(piece: Piece) -> bool:
    """Whether a piece is the time of an entry in a live report: a time of the day without a date."""
    return (
        piece.kind == "credit_line" and has_clock(piece.words) and is_time_line(piece.words) and not find(piece.words)
    )


def _runs(piece: Piece) -> bool:
    return _is_open(piece) and is_sentence(piece.words)


def _is_captioned(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a photo's credit belongs to the piece before it: in one line, or right below a short one."""
    if n + 1 >= len(pieces) or len(words(pieces[n].words)) > LONGEST_CAPTION:
        return False
    below = pieces[n + 1]
    if below.kind == "photo_credit":
        return below.follows or not below.after_blank
    return below.kind == "credit_line" and below.follows and below.words.startswith(("[", "("))


def _is_stopped_title(pieces: Sequence[Piece]) -> bool:
    """Whether the page begins with a headline that archives gave a stop: one short line, titled, over running text."""
    running = [piece for piece in pieces if _runs(piece)]
    line = running[0].words
    return (
        len(running) > 1
        and len(words(line)) <= LONGEST_HEADLINE
        and is_titled(line)
        and len(words(line)) > SHORTEST_CLAUSE
    )


def _role(piece: Piece, kind: BlockKind, why: str) -> Role:
    return Role(piece.span, piece.words, kind, why)


def _head(text: str, pieces: Sequence[Piece]) -> list[Role]:
    """The roles of the pieces before the story."""
    title = _title(pieces)
    roles: list[Role] = []
    credited = False
    for n, piece in enumerate(pieces):
        verdict = piece.verdict
        if n == title:
            roles.append(_role(piece, "title", "first line that is a headline"))
            continue
        credited = credited or (title is not None and n > title and piece.kind in _CREDITS)
        if verdict:
            kind = "photo_credit" if n and _is_captioned(pieces, n - 1) and _is_open(pieces[n - 1]) else verdict.kind
            roles.append(_role(piece, kind, verdict.why))
        elif title is None or n < title:
            roles.append(_role(piece, "navigation", "stands before the title"))
        elif _is_captioned(pieces, n):
            roles.append(_role(piece, "caption", "a photo's credit follows"))
        elif is_byline(piece.words) and n + 1 < len(pieces) and pieces[n + 1].kind in (*_CREDITS, "other"):
            roles.append(_role(piece, "byline", "names before a credit"))
            credited = True
        elif roles and roles[-1].kind == "byline" and is_office(piece.words):
            roles.append(_role(piece, "byline", "an office below a name"))
        elif _is_beside_time(pieces, n) and placeline.find_place_only(text, piece.span.start, piece.span.end):
            roles.append(_role(piece, "dateline", "a place beside a time"))
        else:
            roles.append(
                _role(
                    piece,
                    *(("caption", "stands behind the credits") if credited else ("subtitle", "stands below the title")),
                )
            )
    return roles


def _is_beside_time(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a line of times stands right above or below."""
    beside = [*pieces[max(n - 1, 0) : n], *pieces[n + 1 : n + 2]]
    return any(piece.kind == "credit_line" and is_time_line(piece.words) for piece in beside)


def _title(pieces: Sequence[Piece]) -> int | None:
    """The piece that is the title: the first headline with more than a word or two, else the first line left open."""
    open_ones = [n for n, piece in enumerate(pieces) if _is_open(piece) or _is_teaser(piece)]
    weighty = [n for n in open_ones if len(words(pieces[n].words)) >= SHORTEST_CLAUSE and not _is_captioned(pieces, n)]
    for n, below in pairwise([*weighty, len(pieces)]):
        repeated = below < len(pieces) and pieces[n].words.startswith(pieces[below].words) and n != below
        if not repeated:
            return n
    return open_ones[0] if open_ones else None


def _story(pieces: Sequence[Piece], first: int, last: int) -> list[Role]:
    """The roles of the pieces of the story."""
    many = _clauses_are_subheadings(pieces[first:last])
    roles: list[Role] = []
    listing = False
    for n in range(first, last):
        piece = pieces[n]
        if piece.verdict and not (_is_section(piece) and n + 1 < last and _runs(pieces[n + 1])):
            listing = piece.kind == "related_link" and len(words(piece.words)) <= SHORTEST_CLAUSE
            roles.append(_role(piece, piece.verdict.kind, piece.verdict.why))
        elif _is_captioned(pieces, n) and (n + 1 < last or not is_sentence(piece.words)):
            roles.append(_role(piece, "caption", "a photo's credit follows"))
        elif listing and (not is_sentence(piece.words) or is_question(piece.words)):
            roles.append(_role(piece, "related_link", "in a list of links"))
        elif is_sentence(piece.words):
            listing = False
            roles.append(_role(piece, "paragraph", "running text"))
        else:
            roles.append(_headed(piece, heads_entry=n > 0 and _is_clock(pieces[n - 1]), heads_part=many))
    return roles


def _headed(piece: Piece, *, heads_entry: bool, heads_part: bool) -> Role:
    """A line of the story that is no sentence: the heading of a part, a link, or a paragraph without its stop."""
    count = len(words(piece.words))
    if heads_entry or (heads_part and count <= LONGEST_HEADLINE):
        return _role(piece, "subheading", "heads an entry" if heads_entry else "one of several headings")
    if is_quoted(piece.words) and count > LONGEST_SUBHEADING:
        return _role(piece, "quote", "a quotation that stands alone")
    if is_clause(piece.words) and count > SHORTEST_CLAUSE and not (is_quoted(piece.words) or is_question(piece.words)):
        return _role(piece, "related_link", "a headline in the midst of the story")
    if count <= LONGEST_SUBHEADING + 4:
        return _role(piece, "subheading", "a line that is no sentence")
    return _role(piece, "paragraph", "long line without a stop")


def _clauses_are_subheadings(pieces: Sequence[Piece]) -> bool:
    """Whether the clauses that stand alone in a story head its parts: several, each over running text."""
    alone = [
        n
        for n, piece in enumerate(pieces)
        if _is_open(piece) and not is_sentence(piece.words) and n and _runs(pieces[n - 1]) and is_clause(piece.words)
    ]
    return len(alone) >= FEWEST_SUBHEADINGS


def _after(pieces: Sequence[Piece], has_story: bool) -> list[Role]:
    """The roles of the pieces behind the story."""
    roles: list[Role] = []
    section: BlockKind | None = None
    for piece in pieces:
        if piece.verdict and not (section == "tags" and _is_section(piece)):
            heads = piece.verdict.kind in ("tags", "related_link") or _ends_story(piece)
            section = piece.verdict.kind if heads else None
            roles.append(_role(piece, piece.verdict.kind, piece.verdict.why))
        elif section:
            roles.append(_role(piece, section, "in a section of its kind"))
        elif is_names(piece.words) and not is_question(piece.words):
            roles.append(_role(piece, "tags", "names without grammar behind the story"))
        elif is_question(piece.words) or len(words(piece.words)) >= SHORTEST_CLAUSE:
            roles.append(_role(piece, "related_link", "headline behind the story"))
        else:
            roles.append(_role(piece, "other", "behind the story"))
    return roles if has_story else [replace(role, kind="other") if role.kind == "tags" else role for role in roles]


def _split(text: str, role: Role, dateline: Dateline) -> list[Role]:
    """A paragraph behind its place line: two roles, or one where the place line stands alone."""
    line = Role(dateline.span, text[dateline.span.start : dateline.span.end], "dateline", "place line")
    rest = text[dateline.span.end : role.span.end]
    if not rest.strip():
        return [line]
    start = dateline.span.end + len(rest) - len(rest.lstrip())
    return [line, replace(role, span=Span(start, role.span.end), words=text[start : role.span.end])]


def _quotes(roles: Sequence[Role]) -> list[Role]:
    """Pull quotes: a quotation on its own whose words stand in the story as well."""
    running = [" ".join(role.words.split()) for role in roles if role.kind == "paragraph"]
    found: list[Role] = []
    for role in roles:
        inner = " ".join(role.words.split()).strip("\"“”'‘’ .,")
        pulled = (
            role.kind in ("paragraph", "subheading", "quote")
            and is_quoted(role.words)
            and len(inner.split()) > (SHORTEST_CLAUSE if role.kind == "paragraph" else LONGEST_QUOTED_HEADING)
            and sum(inner in line for line in running) > (role.kind == "paragraph")
            and any(len(line) > len(inner) + 20 and inner in line for line in running)
        )
        found.append(replace(role, kind="quote", why="a quotation that the story holds as well") if pulled else role)
    return found


def has_running_text(roles: Sequence[Role]) -> bool:
    """Whether there is a story at all."""
    return any(role.kind in ("paragraph", "list_item") and ends_sentence(role.words) for role in roles)
