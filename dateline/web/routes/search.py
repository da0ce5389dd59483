"""/search as a page, as JSON and as feeds."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Query as Asked
from fastapi.responses import JSONResponse

from dateline.web import addresses, feeds
from dateline.web.documents import FAILURES, Anything
from dateline.web.listing import Entry
from dateline.web.pages.searching import Search, found

if TYPE_CHECKING:
    from dateline.web.app import Site


def router(site: "Site") -> APIRouter:
    """The addresses of search."""
    made = APIRouter()

    @made.get("/search", include_in_schema=False)
    def page(request: Request, query: Annotated[Search, Asked()]) -> Response:
        model = found(site.settings.folder, query)
        end = query.offset + query.limit
        more = addresses.listing("/search", query.given(), offset=end) if end < min(model["n"], 10_000) else None
        return site.render(request, "search.html", {**model, "asked": query, "given": query.given(), "more": more})

    answers = {**FAILURES, 200: {"model": Anything, "description": "results, and counts by field among the best"}}

    @made.get("/api/search", operation_id="search", tags=["search"], responses=answers, response_model=None)
    def as_json(query: Annotated[Search, Asked()]) -> Response:
        return JSONResponse(found(site.settings.folder, query))

    @made.get("/search.{form}", include_in_schema=False)
    def feed(request: Request, form: str, query: Annotated[Search, Asked()]) -> Response:
        if form not in ("atom", "feed"):
            raise missing_form(form)
        entries = [
            Entry(
                one["fact"] or one["article"],
                one["title"] or one["words"],
                addresses.article(
                    one["article"], *((one["passage"]["start"], one["passage"]["end"]) if one["passage"] else ())
                ),
                one["published_on"],
                one["words"],
            )
            for one in found(site.settings.folder, query.model_copy(update={"limit": 100}))["items"]
        ]
        base = str(request.base_url).rstrip("/")
        page_address = base + addresses.listing("/search", query.given())
        own = base + addresses.listing(f"/search.{form}", query.given())
        title = f"Dateline: {query.q or 'search'}"
        if form == "atom":
            return Response(feeds.atom(title, page_address, own, entries), media_type="application/atom+xml")
        return Response(feeds.json_feed(title, page_address, own, entries), media_type="application/feed+json")

    return made


def missing_form(form: str) -> Exception:
    """That search is not given in a form."""
    from dateline.web.answers import missing

    return missing(f"form of search as {form}")
