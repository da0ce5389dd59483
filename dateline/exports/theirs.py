"""Others' rows as they stand in their files: GDELT's events and mentions, POLECAT's events.

A row that is not as its form asks is a failure with its line, and the next is read. Nothing is kept in memory.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.errors import QueryError
from dateline.exports import codes, gdelt, plover
from dateline.inputs import Failure

MENTIONS = (
    *("GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
_OTHER_NAMES = {"DEMAND": "REQUEST", "YIELD": "CONCEDE"}
"""Types as other releases of PLOVER call them."""


@dataclass(frozen=True, slots=True)
class Side:
    """A party as they write it: their name, and the codes of its countries."""

    name: str = ""
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Theirs:
    """A row of theirs; what its form does not state is empty, `day` None.

    `code` is CAMEO's, where they code in it; `type` and `mode` are PLOVER's, empty where the code cannot be mapped.
    """

    line: int
    event: str
    url: str
    day: date | None
    code: str = ""
    type: str = ""
    mode: str = ""
    actor: Side = Side()
    recipient: Side = Side()
    place: str = ""
    n_mentions: str = ""
    n_sources: str = ""
    n_articles: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a file is: its name, and whether its rows have a type and an address."""

    name: str
    has_types: bool
    has_urls: bool
    columns: Sequence[str]
    has_header: bool
    read: Callable[[int, Mapping[str, str]], Theirs]


def form_of(file: Path) -> Form:
    """The form of a file, by its first line; QueryError where it is none that is known, or cannot be read."""
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            first = lines.readline().rstrip("\r\n").split("\t")
    except OSError as error:
        raise QueryError(f"cannot read {file} ({error.strerror or error}); check the path") from error
    if set(plover.POLECAT) <= set(first):
        return Form("POLECAT events", True, "URL" in first, first, True, _polecat)
    if len(first) == len(gdelt.COLUMNS):
        return Form("GDELT events", True, True, gdelt.COLUMNS, False, _event)
    if len(first) == len(MENTIONS):
        return Form("GDELT mentions", False, True, MENTIONS, False, _mention)
    raise QueryError(
        f"{file} has {len(first)} columns in its first line; expected are tab-separated GDELT events "
        f"({len(gdelt.COLUMNS)}, no header), GDELT mentions ({len(MENTIONS)}, no header) or POLECAT's with its header"
    )


def rows(file: Path, form: Form) -> Iterator[Theirs | Failure]:
    """The rows of a file one by one, and a failure for each that is not as it should be."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_MINIMAL if form.has_header else csv.QUOTE_NONE)
        if form.has_header:
            next(table)
        while True:
            try:
                cells = next(table, None)
                if cells is None:
                    return
                if len(cells) != len(form.columns):
                    raise ValueError(f"{len(cells)} columns, expected are {len(form.columns)}")
                yield form.read(table.line_num, dict(zip(form.columns, map(str.strip, cells), strict=True)))
            except (ValueError, csv.Error) as error:
                yield Failure(f"{file}:{table.line_num}", str(error))


def _event(line: int, cells: Mapping[str, str]) -> Theirs:
    code = cells["EventCode"]
    if not code.isdigit():
        raise ValueError(f"EventCode {code!r} is none of CAMEO's")
    plover_type, mode = codes.plover(code)
    return Theirs(
        line,
        cells["GLOBALEVENTID"],
        cells["SOURCEURL"],
        _day(cells["SQLDATE"]),
        code=code,
        type=plover_type,
        mode=mode,
        actor=_gdelt_side(cells, 1),
        recipient=_gdelt_side(cells, 2),
        place=cells["ActionGeo_CountryCode"],
        n_mentions=cells["NumMentions"],
        n_sources=cells["NumSources"],
        n_articles=cells["NumArticles"],
    )


def _gdelt_side(cells: Mapping[str, str], n: int) -> Side:
    return Side(cells[f"Actor{n}Name"], _several(cells[f"Actor{n}CountryCode"] or cells[f"Actor{n}Code"][:3]))


def _mention(line: int, cells: Mapping[str, str]) -> Theirs:
    return Theirs(line, cells["GlobalEventID"], cells["MentionIdentifier"], _day(cells["EventTimeDate"][:8]))


def _polecat(line: int, cells: Mapping[str, str]) -> Theirs:
    stated = cells["Event Type"].upper()
    if not stated:
        raise ValueError("the event has no type")
    return Theirs(
        line,
        cells["Event ID"],
        cells.get("URL", ""),
        _day(cells["Event Date"][:10].replace("-", "")),
        type=_OTHER_NAMES.get(stated, stated),
        mode=cells["Event Mode"].lower(),
        actor=_polecat_side(cells, "Actor"),
        recipient=_polecat_side(cells, "Recipient"),
        place=cells["Country"],
    )


def _polecat_side(cells: Mapping[str, str], side: str) -> Side:
    return Side(cells[f"{side} Name"], _several(cells[f"{side} Country"]))


def _several(cell: str) -> frozenset[str]:
    return frozenset(part.strip() for part in cell.replace(",", ";").split(";") if part.strip() not in ("", "None"))


def _day(stated: str) -> date:
    try:
        if len(stated) != 8:
            raise ValueError
        return date(int(stated[:4]), int(stated[4:6]), int(stated[6:]))
    except ValueError:
        raise ValueError(f"{stated!r} is no day") from None
