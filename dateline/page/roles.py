"""What each piece of a plain page is, from its words and from where it stands.

A page is read as a head, a story and what comes after it. The story begins at its place line, else behind the last
credit that is followed by running text; it ends with the last running text. In the head the first line without a
kind is the title, the next ones before the credits are subtitles, behind them captions. In the story a line that is
no sentence heads a part, or leads to another story (`headline` tells the two apart by their form); behind the story
it is a link or a line of tags.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.page import placeline
from dateline.page.bounds import (
    CREDITS,
    ends_story,
    is_captioned,
    is_clock,
    is_open,
    is_section,
    is_teaser,
    runs,
    story_end,
    story_start,
)
from dateline.page.credits import is_byline, is_office, people, presents
from dateline.page.headline import (
    LONGEST_HEADLINE,
    LONGEST_SUBHEADING,
    SHORTEST_CLAUSE,
    SHORTEST_LEAD_IN,
    is_clause,
    is_name,
    is_names,
    is_question,
    is_quoted,
    is_sentence,
    is_terse,
    speaker_of,
    words,
)
from dateline.page.pieces import Piece
from dateline.page.stamps import is_time_line
from dateline.records import BlockKind, Dateline, Span

LONGEST_QUOTED_HEADING = 6
"""Words of the story that may head a part of it; more of them are a pull quote."""
LONGEST_FRAME = 20
"""Code points around a quotation that are not yet a paragraph of their own: marks, a dash, a name."""
FEWEST_SUBHEADINGS = 3
"""Clauses that stand alone in a story and are this many head its parts; fewer lead to other stories."""
FEWEST_TURNS = 2
"""Lines that one speaker opens in an interview; a single "Kim: …" is a headline or a place line."""
LONGEST_POINT = 40
"""Words; key points are sentences, not paragraphs."""
LONGEST_NOTE = 50
"""Words of a note on who wrote a story."""
_PRESENTED = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?:, [^.]{3,120},)? is (?:an? |the |[A-Z]|\w+ (?:of|at) )"
)
KEY_POINT = "below a heading of key points"
FIRST_HEADLINE = "first line that is a headline"


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
    first, dateline = story_start(text, pieces)
    last = _before_writers(pieces, first, story_end(pieces, first))
    points = _key_points(pieces[:last])
    told = text[pieces[first].span.start : pieces[last - 1].span.end] if first < last else ""
    roles = [*_head(text, pieces[:first], points), *_story(pieces, first, last, points), *_after(pieces[last:], told)]
    if dateline is None:
        place = next((role.span for role in roles if role.kind == "dateline"), None)
        dateline = _place_of(text, place) if place else None
    else:
        at = next(n for n, role in enumerate(roles) if role.span.start <= dateline.span.start < role.span.end)
        roles[at : at + 1] = _split(text, roles[at], dateline)
    return Roles(tuple(_quotes(roles)), dateline)


def _before_writers(pieces: Sequence[Piece], first: int, last: int) -> int:
    """The end of the story without what is said of its writers: "Jane Doe is a fellow at …", "… reports from Seoul"."""
    writers = [name for piece in pieces[:first] if piece.kind == "byline" for name in people(piece.words)]
    while last - 1 > first and runs(pieces[last - 1]):
        line = pieces[last - 1].words
        told = (piece.words for piece in pieces[first : last - 1])
        if not presents(line, writers) and not _is_of_stranger(line, told):
            break
        last -= 1
    return last


def _is_of_stranger(line: str, told: Iterable[str]) -> bool:
    """Whether a story's last line says what somebody is of whom nothing was told: "Jane Doe is a fellow at ..."."""
    found = _PRESENTED.match(line)
    if found is None or not is_name(found["name"]) or len(words(line)) > LONGEST_NOTE:
        return False
    surname = found["name"].split()[-1]
    return not any(surname in words(paragraph) for paragraph in told)


def _role(piece: Piece, kind: BlockKind, why: str) -> Role:
    return Role(piece.span, piece.words, kind, why)


def _head(text: str, pieces: Sequence[Piece], points: frozenset[int]) -> list[Role]:
    """The roles of the pieces before the story."""
    title = _title(pieces, points)
    roles: list[Role] = []
    credited = False
    for n, piece in enumerate(pieces):
        verdict = piece.verdict
        if n == title:
            roles.append(_role(piece, "title", verdict.why if verdict and verdict.kind == "title" else FIRST_HEADLINE))
            continue
        credited = credited or (title is not None and n > title and piece.kind in CREDITS)
        if verdict:
            kind = "photo_credit" if n and is_captioned(pieces, n - 1) and is_open(pieces[n - 1]) else verdict.kind
            roles.append(_role(piece, kind, verdict.why))
        elif n in points:
            roles.append(_role(piece, "list_item", KEY_POINT))
        elif _is_dated_place(piece.words):
            roles.append(_role(piece, "dateline", "a place and a day"))
        elif title is None or n < title:
            roles.append(_role(piece, "navigation", "stands before the title"))
        elif is_captioned(pieces, n):
            roles.append(_role(piece, "caption", "a photo's credit follows"))
        elif roles and (roles[-1].kind == "subheading" or roles[-1].why == KEY_POINT) and not is_sentence(piece.words):
            roles.append(_role(piece, "list_item", KEY_POINT))
        elif is_byline(piece.words) and n + 1 < len(pieces) and _speaks_of_writers(pieces[n + 1]):
            roles.append(_role(piece, "byline", "names before a credit"))
            credited = True
        elif roles and roles[-1].kind == "byline" and is_office(piece.words):
            roles.append(_role(piece, "byline", "an office below a name"))
        elif _is_beside_time(pieces, n) and placeline.find_place_only(text, piece.span.start, piece.span.end):
            roles.append(_role(piece, "dateline", "a place beside a time"))
        elif credited:
            roles.append(_role(piece, "caption", "stands behind the credits"))
        else:
            roles.append(_role(piece, "subtitle", "stands below the title"))
    return roles


def _place_of(text: str, span: Span) -> Dateline | None:
    """The place line that a block is, with its day or without."""
    return placeline.find(text, span.start, span.end) or placeline.find_place_only(text, span.start, span.end)


def _is_dated_place(line: str) -> bool:
    """Whether a line is a place and a day with its year, and nothing else: "Brussels, 12 June 2025"."""
    found = placeline.find(line)
    return found is not None and found.span.end == len(line) and found.date is not None


def _speaks_of_writers(below: Piece) -> bool:
    """Whether what stands below names makes them a byline: a credit, a time, or an office."""
    return below.kind in (*CREDITS, "other") or (is_open(below) and is_office(below.words))


def _is_beside_time(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a line of times stands right above or below."""
    beside = [*pieces[max(n - 1, 0) : n], *pieces[n + 1 : n + 2]]
    return any(piece.kind == "credit_line" and is_time_line(piece.words) for piece in beside)


def _title(pieces: Sequence[Piece], points: frozenset[int]) -> int | None:
    """The piece that is the title: one that is known to be, else the first headline with more than a word or two.

    Where there is none, the first line left open.
    """
    known = next((n for n, piece in enumerate(pieces) if piece.kind == "title"), None)
    if known is not None:
        return known
    open_ones = [n for n, piece in enumerate(pieces) if n not in points and (is_open(piece) or is_teaser(piece))]
    weighty = [n for n in open_ones if _has_weight(pieces[n].words) and not is_captioned(pieces, n)]
    for n, below in pairwise([*weighty, len(pieces)]):
        repeated = below < len(pieces) and pieces[n].words.startswith(pieces[below].words) and n != below
        if not repeated:
            return n
    return open_ones[0] if open_ones else None


def _has_weight(line: str) -> bool:
    """Whether a line has a title's weight: four words or a clause of three ("Kim meets Lavrov"), no place and day."""
    return len(words(line)) >= (SHORTEST_LEAD_IN if is_clause(line) else SHORTEST_CLAUSE) and not _is_dated_place(line)


def _story(pieces: Sequence[Piece], first: int, last: int, points: frozenset[int]) -> list[Role]:
    """The roles of the pieces of the story."""
    many = _clauses_are_subheadings(pieces[first:last])
    speakers = _speakers(pieces[first:last])
    roles: list[Role] = []
    listing = False
    for n in range(first, last):
        piece = pieces[n]
        if piece.verdict and not (is_section(piece) and n + 1 < last and runs(pieces[n + 1])):
            listing = _heads_links(piece)
            roles.append(_role(piece, piece.verdict.kind, piece.verdict.why))
        elif n in points:
            roles.append(_role(piece, "list_item", KEY_POINT))
        elif speaker_of(piece.words) in speakers:
            roles.append(_role(piece, "paragraph", "a turn of an interview"))
        elif is_captioned(pieces, n) and (n + 1 < last or not is_sentence(piece.words)):
            roles.append(_role(piece, "caption", "a photo's credit follows"))
        elif listing and (not is_sentence(piece.words) or is_question(piece.words)):
            roles.append(_role(piece, "related_link", "in a list of links"))
        elif is_sentence(piece.words):
            listing = False
            roles.append(_role(piece, "paragraph", "running text"))
        else:
            heads_entry = (n > 0 and is_clock(pieces[n - 1])) or _heads_next(pieces[n : min(n + 2, last)])
            roles.append(_headed(piece, heads_entry=heads_entry, heads_part=many))
    return roles


def _speakers(pieces: Sequence[Piece]) -> frozenset[str]:
    """Who takes turns in an interview, by their last names; nobody where not two open several lines each."""
    turns = Counter(name for piece in pieces if is_open(piece) and (name := speaker_of(piece.words)))
    several = frozenset(name for name, count in turns.items() if count >= FEWEST_TURNS)
    return several if len(several) > 1 else frozenset()


def _key_points(pieces: Sequence[Piece]) -> frozenset[int]:
    """The lines that stand close together below a heading of key points: two or more, each a sentence."""
    found: set[int] = set()
    for n, piece in enumerate(pieces):
        if piece.kind == "subheading":
            below = n + 1
            while below < len(pieces) and _is_point(pieces[below], is_first=below == n + 1):
                below += 1
            found.update(range(n + 1, below) if below > n + 2 else ())
    return frozenset(found)


def _is_point(piece: Piece, *, is_first: bool) -> bool:
    return is_open(piece) and (is_first or not piece.after_blank) and len(words(piece.words)) <= LONGEST_POINT


def _heads_links(piece: Piece) -> bool:
    """Whether a piece is a label over links: "Read more", "More on this story"; an address is not."""
    return piece.kind == "related_link" and len(words(piece.words)) <= SHORTEST_CLAUSE and "." not in piece.words


def _headed(piece: Piece, *, heads_entry: bool, heads_part: bool) -> Role:
    """A line of the story that is no sentence: the heading of a part, a link, or a paragraph without its stop."""
    count = len(words(piece.words))
    if heads_entry or (heads_part and count <= LONGEST_HEADLINE):
        return _role(piece, "subheading", "heads an entry" if heads_entry else "one of several headings")
    if is_quoted(piece.words) and count > LONGEST_SUBHEADING:
        return _role(piece, "quote", "a quotation that stands alone")
    if count > LONGEST_SUBHEADING + 4 and not is_terse(piece.words):
        return _role(piece, "paragraph", "long line without a stop")
    if is_clause(piece.words) and count > SHORTEST_CLAUSE and not (is_quoted(piece.words) or is_question(piece.words)):
        return _role(piece, "related_link", "a headline in the midst of the story")
    if count <= LONGEST_SUBHEADING + 4:
        return _role(piece, "subheading", "a line that is no sentence")
    return _role(piece, "paragraph", "long line without a stop")


def _heads_next(pieces: Sequence[Piece]) -> bool:
    """Whether a line behind a blank one stands close over running text."""
    return len(pieces) == 2 and pieces[0].after_blank and not pieces[1].after_blank and runs(pieces[1])


def _clauses_are_subheadings(pieces: Sequence[Piece]) -> bool:
    """Whether the clauses that stand alone in a story head its parts: several, each over running text."""
    alone = [
        n
        for n, piece in enumerate(pieces)
        if is_open(piece) and not is_sentence(piece.words) and n and runs(pieces[n - 1]) and is_clause(piece.words)
    ]
    return len(alone) >= FEWEST_SUBHEADINGS


def _after(pieces: Sequence[Piece], told: str) -> list[Role]:
    """The roles of the pieces behind the story that is `told`."""
    roles: list[Role] = []
    section: BlockKind | None = None
    for piece in pieces:
        if is_section(piece) and (section == "tags" or re.search(rf"\b{re.escape(piece.words)}\b", told)):
            roles.append(_role(piece, "tags", "a topic of the story"))
        elif piece.verdict:
            heads = piece.verdict.kind in ("tags", "related_link") or ends_story(piece)
            section = piece.verdict.kind if heads else None
            roles.append(_role(piece, piece.verdict.kind, piece.verdict.why))
        elif section:
            roles.append(_role(piece, section, "in a section of its kind"))
        elif is_sentence(piece.words) and not is_question(piece.words):
            roles.append(_role(piece, "trailer", "running text behind the story"))
        elif is_names(piece.words) and not is_question(piece.words):
            roles.append(_role(piece, "tags", "names without grammar behind the story"))
        elif is_question(piece.words) or len(words(piece.words)) >= SHORTEST_CLAUSE:
            roles.append(_role(piece, "related_link", "headline behind the story"))
        else:
            roles.append(_role(piece, "other", "behind the story"))
    return roles if told else [replace(role, kind="other") if role.kind == "tags" else role for role in roles]


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
    quoted = {role for role in roles if role.kind in ("paragraph", "subheading", "quote") and is_quoted(role.words)}
    running = [" ".join(role.words.split()) for role in roles if role.kind == "paragraph"] if quoted else []
    return [_pulled(role, running) if role in quoted else role for role in roles]


def _pulled(role: Role, running: Sequence[str]) -> Role:
    """A quotation as a pull quote, if a longer paragraph holds its words."""
    inner = " ".join(role.words.split()).strip("\"“”'‘’ .,")
    is_long = len(inner.split()) > (SHORTEST_CLAUSE if role.kind == "paragraph" else LONGEST_QUOTED_HEADING)
    if is_long and any(len(line) > len(inner) + LONGEST_FRAME and inner in line for line in running):
        return replace(role, kind="quote", why="a quotation that the story holds as well")
    return role
