"""Lists at their addresses: /events as a page, /api/events as JSON, .csv and .jsonl whole, .atom and .feed as feeds."""

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Query as Asked
from fastapi.responses import JSONResponse, StreamingResponse

from dateline.web import addresses, feeds, tabular
from dateline.web.answers import etag, is_known, marked, not_modified
from dateline.web.documents import FAILURES, columns, page_of
from dateline.web.listing import Listing, Query
from dateline.web.lists import LISTS

if TYPE_CHECKING:
    from dateline.web.app import Site

ENTRIES = 100
"""Entries of a feed."""


def router(site: "Site") -> APIRouter:
    """The addresses of all lists."""
    made = APIRouter()
    for listing in LISTS:
        _add(made, site, listing)
    return made


def _add(made: APIRouter, site: "Site", listing: Listing) -> None:
    query_of: Any = Annotated[listing.query, Asked()]

    def page(request: Request, query: query_of) -> Response:
        with site.ready() as ready:
            mark = etag(request, ready.state)
            if is_known(request, mark):
                return not_modified(mark)
            rows = listing.page(ready, query)
        more = addresses.listing(f"/{listing.name}", query.given(), cursor=rows.cursor) if rows.cursor else None
        context = {"listing": listing, "items": rows.items, "asked": query, "given": query.given(), "more": more}
        return marked(site.render(request, f"lists/{listing.name}.html", context), mark)

    def as_json(request: Request, query: query_of) -> Response:
        if "text/csv" in request.headers.get("accept", ""):
            return as_file(query, "csv")
        with site.ready() as ready:
            mark = etag(request, ready.state)
            if is_known(request, mark):
                return not_modified(mark)
            rows = listing.page(ready, query)
        own = f"/api/{listing.name}"
        given = {**query.given(), "limit": query.limit}
        more = addresses.listing(own, given, cursor=rows.cursor) if rows.cursor else None
        return marked(JSONResponse({"items": rows.items, "next": more}), mark)

    def as_file(query: Query, form: str) -> Response:
        rows = listing.every(site.ready, query)
        lines = tabular.as_csv(rows, columns(listing)) if form == "csv" else tabular.as_lines(rows)
        media = "text/csv; charset=utf-8" if form == "csv" else "application/jsonl"
        name = {"Content-Disposition": f'attachment; filename="{listing.name}.{form}"'}
        return StreamingResponse(lines, media_type=media, headers=name)

    def as_csv(query: query_of) -> Response:
        return as_file(query, "csv")

    def as_lines(query: query_of) -> Response:
        return as_file(query, "jsonl")

    def feed(request: Request, query: Query, form: str) -> Response:
        with site.ready() as ready:
            mark = etag(request, ready.state)
            if is_known(request, mark):
                return not_modified(mark)
            rows = listing.page(ready, query.model_copy(update={"limit": ENTRIES, "cursor": None}))
        base = str(request.base_url).rstrip("/")
        given = query.given()
        asked = ", ".join(f"{name}: {value}" for name, value in given.items())
        title = f"Dateline: {listing.title}" + (f" ({asked})" if asked else "")
        page_address = base + addresses.listing(f"/{listing.name}", given)
        own = base + addresses.listing(f"/{listing.name}.{form}", given)
        entries = [listing.entry(row) for row in rows.items]
        if form == "atom":
            made = feeds.atom(title, page_address, own, entries)
            return marked(Response(made, media_type="application/atom+xml"), mark)
        return marked(
            Response(feeds.json_feed(title, page_address, own, entries), media_type="application/feed+json"), mark
        )

    def as_atom(request: Request, query: query_of) -> Response:
        return feed(request, query, "atom")

    def as_feed(request: Request, query: query_of) -> Response:
        return feed(request, query, "feed")

    model = page_of(listing)
    about = {"summary": listing.title, "description": listing.about, "tags": ["lists"], "responses": FAILURES}
    named = {"operation_id": listing.name, **about}
    made.add_api_route(f"/api/{listing.name}", as_json, response_model=None, **_answering(named, model))
    for end, handler, media in (
        ("csv", as_csv, "text/csv"),
        ("jsonl", as_lines, "application/jsonl"),
    ):
        answers = {**FAILURES, 200: {"content": {media: {"schema": {"type": "string"}}}, "description": "all rows"}}
        made.add_api_route(
            f"/api/{listing.name}.{end}",
            handler,
            response_class=Response,
            operation_id=f"{listing.name}_{end}",
            summary=f"{listing.title} as {end}",
            tags=["files"],
            responses=answers,
        )
        made.add_api_route(f"/export/{listing.name}.{end}", handler, include_in_schema=False, response_model=None)
    made.add_api_route(f"/{listing.name}", page, include_in_schema=False, response_model=None)
    made.add_api_route(f"/{listing.name}.atom", as_atom, include_in_schema=False, response_model=None)
    made.add_api_route(f"/{listing.name}.feed", as_feed, include_in_schema=False, response_model=None)


def _answering(named: dict[str, Any], model: Any) -> dict[str, Any]:
    """The same, with the model of what is answered, for the OpenAPI document alone: rows are JSON already."""
    answers = {
        **named["responses"],
        200: {"model": model, "description": "a page of rows", "content": {"text/csv": {"schema": {"type": "string"}}}},
    }
    return {**named, "responses": answers}
