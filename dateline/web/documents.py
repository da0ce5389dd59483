"""What the API's answers look like, for its OpenAPI document: the views' columns with their meanings."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from dateline.lake.views import view
from dateline.web.listing import Listing


class Failure(BaseModel):
    """Why there is no answer."""

    error: str | list[Any] = Field(description="what was wrong, and what to do")


class Anything(BaseModel):
    """The data of a page."""

    model_config = ConfigDict(extra="allow")


def page_of(listing: Listing) -> type[BaseModel]:
    """A page of a list: `items`, and `next`, the address of the page that follows."""
    columns = {**view(listing.view).columns, **listing.added}
    fields: dict[str, Any] = {
        name: (Any, Field(None, description=meaning)) for name, meaning in columns.items() if name != "text"
    }
    row = create_model(
        f"{listing.name.capitalize()}Row", __config__=ConfigDict(extra="allow", protected_namespaces=()), **fields
    )
    return create_model(
        f"{listing.name.capitalize()}Page",
        __doc__=listing.about,
        items=(list[row], Field(description="the rows")),  # type: ignore[valid-type]  # a type that is made
        next=(str | None, Field(description="the address of the next page; null where this is the last")),
    )


def columns(listing: Listing) -> list[str]:
    """The columns of a list's rows, in order."""
    return [name for name in (*view(listing.view).columns, *listing.added) if name != "text"]


FAILURES: dict[int | str, dict[str, Any]] = {
    400: {"model": Failure, "description": "what was asked for is wrong"},
    401: {"model": Failure, "description": "a sign-in or a token is needed"},
    403: {"model": Failure, "description": "not allowed"},
    404: {"model": Failure, "description": "there is no such thing"},
    413: {"model": Failure, "description": "too large"},
    414: {"model": Failure, "description": "the address is too long"},
    421: {"description": "the Host header names another host"},
    422: {"model": Failure, "description": "a parameter is none of what is expected"},
    429: {"model": Failure, "description": "too many requests; wait as long as Retry-After says"},
    431: {"model": Failure, "description": "the headers are too long"},
    503: {"model": Failure, "description": "the record is being prepared; try again"},
}
"""Answers that every address may give."""
