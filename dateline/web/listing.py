"""What every list of the record has: filters, pages that follow one another without a cap, and entries for feeds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dateline.lake.ready import Page, Ready
from dateline.lake.ready.asking import Row, Where
from dateline.records import EventType, Status

MOST = 1000
"""Rows of a page of a list; more come with the next page."""
SHOWN = 50


def none_if_empty(value: Any) -> Any:
    """A field of a form that is not filled in asks for nothing."""
    return None if value == "" else value


def without_empty(value: Any) -> Any:
    """The same of a field that may be given several times."""
    return [one for one in ([value] if isinstance(value, str) else value or []) if one != ""]


Text = Annotated[Annotated[str, Field(max_length=2000)] | None, BeforeValidator(none_if_empty)]
Day = Annotated[date | None, BeforeValidator(none_if_empty)]
Texts = Annotated[list[Annotated[str, Field(max_length=2000)]], BeforeValidator(without_empty), Field(max_length=50)]
Statuses = Annotated[list[Status], BeforeValidator(without_empty), Field(max_length=50)]
Types = Annotated[list[EventType], BeforeValidator(without_empty), Field(max_length=50)]


class Query(BaseModel):
    """What every list can be asked: how many rows, and after which."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")

    limit: int = Field(default=SHOWN, ge=1, le=MOST, description="rows of a page")
    cursor: Text = Field(default=None, description="what the page before gave, for the rows that follow it")

    def given(self) -> dict[str, Any]:
        """What was asked for, as the parts of an address; without limit and cursor."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"limit", "cursor"})


class Dated(Query):
    """A list that has days."""

    since: Day = Field(default=None, alias="from", description="no earlier than this day of publication")
    until: Day = Field(default=None, alias="to", description="no later than this day of publication")

    def days(self, where: Where, column: str) -> Where:
        """The condition that the days make."""
        if self.since:
            where.add(f"{column} >= ?", self.since.isoformat())
        if self.until:
            where.add(f"{column} <= ?", self.until.isoformat())
        return where


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as a feed has it: who and what in a line, the words, the day, where it is shown."""

    id: str
    title: str
    url: str
    day: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its name in addresses, what it gives, its filters, how a page of it is got and a row shown.

    `view` names the view whose columns its rows have; `added` are columns that it has besides.
    """

    name: str
    title: str
    about: str
    view: str
    query: type[Query]
    page: Callable[[Ready, Any], Page]
    entry: Callable[[Row], Entry]
    added: Mapping[str, str] = field(default_factory=dict)

    def every(self, opened: Callable[[], AbstractContextManager[Ready]], query: Query) -> Iterator[Row]:
        """All rows, page after page, the first of which is got at once; no page stays open meanwhile."""
        asked = query.model_copy(update={"limit": MOST, "cursor": None})

        def got(cursor: str | None) -> Page:
            with opened() as ready:
                return self.page(ready, asked.model_copy(update={"cursor": cursor}))

        def rows(page: Page) -> Iterator[Row]:
            while True:
                yield from page.items
                if page.cursor is None:
                    return
                page = got(page.cursor)

        return rows(got(None))


def paged(ready: Ready, query: Query, source: str, order: Sequence[str], where: Where, selected: str = "data") -> Page:
    """A page of a list as its query asks for it."""
    return ready.page(source, order, where, limit=query.limit, cursor=query.cursor, selected=selected)
