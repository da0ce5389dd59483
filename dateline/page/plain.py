"""Plain text to an Article: a page as people copy it from a browser or get it from an archive.

The text stays as it is. It is cut into stretches (`layout`), these into pieces (`pieces`), each piece is given its
kind by its words (`furniture`) or by where it stands (`roles`), and the page's values are read from the blocks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.errors import EmptyPageError, NotAnArticleError
from dateline.media import Medium, medium_at, medium_named
from dateline.page import placeline, stamps, tickers
from dateline.page.credits import agency_of, is_outlet, media_in, people
from dateline.page.layout import stretches
from dateline.page.phrases import alternatives
from dateline.page.pieces import Piece, cut
from dateline.page.roles import Role, assign
from dateline.records import Article, Block, Dateline, Link, Ticker, article_id, revision_of
from dateline.tables import cached

FEWEST_LINES_OF_NO_STORY = 3
"""Lines without running text that are a list of headlines or a wall; fewer may be a headline that somebody pasted."""
_SEPARATORS = " |•·–—-"
"""What stands between a title and the name of the site behind it."""
_URL = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']")
_PUBLISHED_IN = re.compile(r"(?:published|printed|appeared) in (?:the )?(?P<name>[^,]+?),", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)(?:\W|copyright|\(c\)|\d{4}|[-–])*(?P<name>[^.,|\d][^.,|]*)", re.IGNORECASE)


def read_plain(
    text: str,
    *,
    url: str | None = None,
    publisher: str | None = None,
    published_at: str | None = None,
    language: str | None = None,
    why: Sequence[str] = (),
) -> Article:
    """The Article of a plain text; `url`, `publisher` and `published_at` say what the page itself may lack.

    A given publisher wins over the page; a given time of publication fills in where the page states none. `why` is
    what decided before, in words, and stands last in the article's. Raises EmptyPageError where there is nothing but
    blank space, and NotAnArticleError where there is no running text.
    """
    if not text.strip():
        raise EmptyPageError("the page is empty; give a file with text")
    pieces = [piece for stretch in stretches(text) for piece in cut(text, stretch)]
    return read_pieces(
        text, pieces, url=url, publisher=publisher, published_at=published_at, language=language, why=why
    )


def read_pieces(
    text: str,
    pieces: Sequence[Piece],
    *,
    url: str | None = None,
    publisher: str | None = None,
    published_at: str | None = None,
    language: str | None = None,
    why: Sequence[str] = (),
) -> Article:
    """The Article of a text that is cut into pieces, some of which may have a kind already; else as `read_plain`."""
    found = assign(text, pieces)
    roles, reasons = found.roles, list[str]()
    _check_story(roles)
    title = _shown(roles, "title", reasons)
    published, modified = _times(text, roles, found.dateline, published_at, reasons)
    dateline = _dated(text, found.dateline, published, reasons)
    outlet = publisher or _publisher(roles, url, reasons)
    return Article(
        id=article_id(url, outlet, title, published, text),
        revision=revision_of(text),
        text=text,
        blocks=tuple(Block(role.span, role.kind) for role in roles),
        url=url,
        title=title,
        subtitle=_shown(roles, "subtitle", reasons),
        byline=_byline(roles, reasons),
        publisher=outlet,
        agency=_agency(text, roles, dateline, reasons),
        published_at=published,
        modified_at=modified,
        language=language,
        dateline=dateline,
        tickers=tuple(_tickers(text, roles)),
        links=tuple(_links(text, roles)),
        tags=_tags(roles),
        why=(*reasons, *why),
    )


def with_title(title: str, text: str) -> str:
    """A text under its title and a blank line, unless it begins with its title or there is none."""
    is_told = not title or title.casefold() in text[: len(title) + 200].casefold()
    return text if is_told else f"{title}\n\n{text}"


def _check_story(roles: Sequence[Role]) -> None:
    """Raise NotAnArticleError for a page of several lines that has no running text, and no list either."""
    told = any(role.kind in ("paragraph", "list_item", "quote") for role in roles)
    if not told and len(roles) >= FEWEST_LINES_OF_NO_STORY:
        raise NotAnArticleError(
            f"no story: {len(roles)} lines of headlines, links and menus without running text; "
            "give the page of one article"
        )


def _shown(roles: Sequence[Role], kind: str, why: list[str]) -> str | None:
    """The words of the first block of a kind, or of all of a subtitle's, as one line."""
    shown = [role for role in roles if role.kind == kind]
    if not shown:
        return None
    why.append(f"{kind}: {shown[0].why}")
    return " ".join(" ".join(role.words.split()).rstrip(_SEPARATORS) for role in shown)


def _times(
    text: str, roles: Sequence[Role], dateline: Dateline | None, given: str | None, why: list[str]
) -> tuple[str | None, str | None]:
    """When the page says that it was published and changed; "Updated" alone is a time of change."""
    shown = [
        (stamp, role) for role in roles if role.kind in ("credit_line", "byline") for stamp in stamps.find(role.words)
    ]
    labelled = [pair for pair in shown if pair[0].label == "published"]
    published = next(iter(labelled), None) or next((pair for pair in shown if pair[0].label is None), None)
    modified = next((pair for pair in shown if pair[0].label == "modified"), None)
    for name, pair in (("published_at", published), ("modified_at", modified)):
        if pair:
            why.append(f"{name}: {_quoted(pair[1].words)}" + (f" ({pair[0].remark})" if pair[0].remark else ""))
    at = published[0].iso if published else None
    if not at and given:
        at = given
        why.append("published_at: as given")
    if not at and dateline and (dated := placeline.find(text, dateline.span.start, dateline.span.end)) and dated.date:
        at = dated.date
        why.append("published_at: day and year of the place line")
    return at, modified[0].iso if modified else None


def _dated(text: str, dateline: Dateline | None, published: str | None, why: list[str]) -> Dateline | None:
    """The place line with its day, whose year is the one of publication."""
    if dateline is None:
        return None
    why.append(f"dateline: {_quoted(text[dateline.span.start : dateline.span.end])}")
    dated = placeline.find(text, dateline.span.start, dateline.span.end, published_at=published)
    return replace(dateline, date=dated.date) if dated else dateline


def _byline(roles: Sequence[Role], why: list[str]) -> tuple[str, ...]:
    """The people named in bylines, in order, each once."""
    lines = [role for role in roles if role.kind == "byline"]
    names = dict.fromkeys(name for role in lines for name in people(" ".join(role.words.split())))
    why.extend(f"byline: {role.why}" for role in lines[:1])
    return tuple(names)


def _publisher(roles: Sequence[Role], url: str | None, why: list[str]) -> str | None:
    """The outlet that the page names as its own, or that its address belongs to."""
    lines = [role for role in roles if role.kind == "credit_line"]
    for role in lines:
        if match := _PUBLISHED_IN.search(role.words):
            medium = medium_named(match["name"])
            why.append(f"publisher: {_quoted(role.words)}{_row(medium)}")
            return medium.name if medium else match["name"].strip()
    if url and (medium := medium_at(url)):
        why.append(f"publisher: address of the page{_row(medium)}")
        return medium.name
    for role in reversed(lines):
        if match := _RIGHTS.search(role.words):
            medium, name = medium_named(match["name"]), match["name"].strip()
            if medium and medium.kind == "media":
                why.append(f"publisher: {_quoted(role.words)}{_row(medium)}")
                return medium.name
            if not medium and is_outlet(name):
                why.append(f"publisher: {_quoted(role.words)}, an outlet that holds the rights")
                return name
    for role in lines:
        media = media_in(role.words)
        if media and all(medium.kind == "media" for medium in media) and not stamps.find(role.words):
            why.append(f"publisher: {_quoted(role.words)}{_row(media[0])}")
            return media[0].name
    for role in lines:
        name, _, day = (part.strip() for part in role.words.replace("|", ",").partition(","))
        is_set_off = bool(stamps.find(day))
        if is_set_off and is_outlet(name) and not media_in(name):
            why.append(f"publisher: {_quoted(role.words)}, an outlet and a time")
            return name
    return _masthead(roles, why)


def _masthead(roles: Sequence[Role], why: list[str]) -> str | None:
    """The name of an outlet above the title, if the story speaks of it as well: sections have such names too."""
    title = next((n for n, role in enumerate(roles) if role.kind == "title"), 0)
    story = [role.words for role in roles if role.kind in ("paragraph", "subheading")]
    for role in roles[:title]:
        name = " ".join(role.words.split())
        if role.kind == "navigation" and is_outlet(name) and any(name.split()[-1] in words for words in story):
            why.append(f"publisher: {_quoted(name)}, an outlet above the title that the story names")
            return name
    return None


def _agency(text: str, roles: Sequence[Role], dateline: Dateline | None, why: list[str]) -> str | None:
    """The news agency that the story comes from: named in its place line, in a credit line or in a byline."""
    if dateline and (medium := placeline.medium_in(text, dateline.span)) and medium.kind == "news_agency":
        why.append(f"agency: place line{_row(medium)}")
        return medium.name
    credit_lines = [role for role in roles if role.kind == "credit_line"]
    for role in (*credit_lines, *(role for role in roles if role.kind == "byline")):
        if medium := _source(role):
            why.append(f"agency: {_quoted(role.words)}{_row(medium)}")
            return medium.name
    return None


def _source(role: Role) -> Medium | None:
    """The agency that a credit names, by name or by its address."""
    address = re.match(r"(?:https?://|www\.)\S+", role.words)
    at = medium_at(address[0]) if address else None
    return (at if at.kind == "news_agency" else None) if at else agency_of(role.words)


def _tickers(text: str, roles: Sequence[Role]) -> list[Ticker]:
    spans = [role.span for role in roles if role.kind == "ticker"]
    return [ticker for span in spans for ticker in tickers.find(text, span.start, span.end)]


def _links(text: str, roles: Sequence[Role]) -> list[Link]:
    """The lines that lead to other stories, with the address where they show one, in the order of the page."""
    links: list[Link] = []
    for role in roles:
        addresses = list(_URL.finditer(role.words))
        if role.kind == "related_link":
            links.append(Link(role.span, addresses[0][0] if addresses else None))
        else:
            at = role.span.start
            links.extend(Link(replace(role.span, start=at + m.start(), end=at + m.end()), m[0]) for m in addresses)
    return links


def _tags(roles: Sequence[Role]) -> tuple[str, ...]:
    """The tags of the page: split at "#", commas and strokes, else where the story's own names begin and end."""
    story = " ".join(" ".join(role.words.split()) for role in roles if role.kind in ("title", "paragraph"))
    found: dict[str, None] = {}
    for role in roles:
        if role.kind != "tags":
            continue
        line = _tag_label().sub("", " ".join(role.words.split()))
        parts = [part.strip(" .#") for part in re.split(r"[#,;|•·/]", line)]
        tags = [part for part in parts if part]
        found.update(dict.fromkeys(tags if len(tags) > 1 or "#" in line else _names_of(line, story)))
    return tuple(found)


@cached
def _tag_label() -> re.Pattern[str]:
    """The label that a line of tags begins with, or is."""
    return re.compile(rf"\A\W*(?:{alternatives('tags')})(?!\w)[\s:]*", re.IGNORECASE)


def _names_of(line: str, story: str) -> list[str]:
    """Names strung together, cut around those of two words or more that the story holds as they stand."""
    tokens, names, rest = line.split(), list[str](), list[str]()
    at = 0
    while at < len(tokens):
        size = next((n for n in range(min(8, len(tokens) - at), 1, -1) if " ".join(tokens[at : at + n]) in story), 0)
        if size and rest:
            names.append(" ".join(rest))
            rest = []
        if size:
            names.append(" ".join(tokens[at : at + size]))
        else:
            rest.append(tokens[at])
        at += size or 1
    return [*names, " ".join(rest)] if rest else names


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return f"'{line if len(line) <= 60 else line[:59] + '…'}'"


def _row(medium: Medium | None) -> str:
    return f", {medium.row}" if medium else ""
