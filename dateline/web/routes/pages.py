"""Pages that are no list, and the same as JSON: overview, article, actor, relation, story, pledge, map, outlets."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Query as Asked
from fastapi.responses import JSONResponse

from dateline.lake.ready import Ready
from dateline.web.answers import etag, is_known, marked, missing, not_modified
from dateline.web.charts import balance
from dateline.web.documents import FAILURES, Anything
from dateline.web.lists import Events
from dateline.web.marked import marked as mark_words
from dateline.web.pages import actor, article, outlets, overview, places, pledge, relation, story
from dateline.web.projection import HEIGHT, WIDTH

if TYPE_CHECKING:
    from dateline.web.app import Site

Model = dict[str, Any] | None
Key = Annotated[str, Asked(min_length=1, max_length=2000)]


SUMS: dict[str, Callable[[Ready], Any]] = {
    "overview": overview.overview,
    "outlets": outlets.outlets,
    "pairs": relation.pairs,
    "map {}": partial(places.places, query=Events()),
}
"""The sums over the whole record, by the names under which they are kept."""


def router(site: "Site") -> APIRouter:
    """The addresses of all pages that are no list."""
    made = APIRouter()

    def answer(
        request: Request, get: Callable[[Ready], Model], what: str, template: str | None, more: Any = None
    ) -> Response:
        with site.ready() as ready:
            mark = etag(request, ready.state)
            if is_known(request, mark):
                return not_modified(mark)
            model = get(ready)
        if model is None:
            raise missing(what)
        return shown(request, model, mark, template, more)

    def answer_kept(
        request: Request, name: str, make: Callable[[Ready], Model], template: str | None, more: Any = None
    ) -> Response:
        kept = site.kept.get(name, make)
        mark = etag(request, kept.state)
        return not_modified(mark) if is_known(request, mark) else shown(request, kept.made, mark, template, more)

    def shown(request: Request, model: dict[str, Any], mark: str, template: str | None, more: Any) -> Response:
        if template is None:
            return marked(JSONResponse(model), mark)
        return marked(site.render(request, template, {**model, **(more(model) if more else {})}), mark)

    def add(path: str, name: str, about: str, handler: Callable[..., Any]) -> None:
        made.add_api_route(path, handler("page"), include_in_schema=False, response_model=None)
        answers = {**FAILURES, 200: {"model": Anything, "description": about}}
        made.add_api_route(
            f"/api{path}" if path != "/" else "/api/overview",
            handler("api"),
            response_model=None,
            operation_id=name,
            summary=about,
            tags=["pages"],
            responses=answers,
        )

    def for_overview(form: str) -> Callable[..., Response]:
        def handler(request: Request) -> Response:
            return answer_kept(request, "overview", overview.overview, "overview.html" if form == "page" else None)

        return handler

    def for_article(form: str) -> Callable[..., Response]:
        def handler(request: Request, slug: str) -> Response:
            template = "article.html" if form == "page" else None
            return answer(request, lambda ready: article.article(ready, slug), "article", template, _article_extras)

        return handler

    def for_actor(form: str) -> Callable[..., Response]:
        def handler(request: Request, id: str) -> Response:
            template = "actor.html" if form == "page" else None
            get = partial(actor.actor, id=id)
            with site.ready() as ready:
                is_kept = actor.n_events(ready, id) > actor.MANY
            return (
                answer_kept(request, f"actor {id}", get, template)
                if is_kept
                else answer(request, get, "actor", template)
            )

        return handler

    def for_story(form: str) -> Callable[..., Response]:
        def handler(request: Request, id: str) -> Response:
            return answer(
                request, lambda ready: story.story(ready, id), "story", "story.html" if form == "page" else None
            )

        return handler

    def for_pledge(form: str) -> Callable[..., Response]:
        def handler(request: Request, id: str) -> Response:
            template = "pledge.html" if form == "page" else None
            return answer(request, lambda ready: pledge.pledge(ready, id), "pledge", template)

        return handler

    def for_outlet(form: str) -> Callable[..., Response]:
        def handler(request: Request, id: str) -> Response:
            template = "outlet.html" if form == "page" else None
            return answer(request, lambda ready: outlets.outlet(ready, id), "outlet", template)

        return handler

    def for_outlets(form: str) -> Callable[..., Response]:
        def handler(request: Request) -> Response:
            return answer_kept(request, "outlets", outlets.outlets, "outlets.html" if form == "page" else None)

        return handler

    def for_relations(form: str) -> Callable[..., Response]:
        def handler(request: Request, one: str | None = None, other: str | None = None) -> Response:
            if not one or not other:
                return answer_kept(request, "pairs", relation.pairs, "relations.html" if form == "page" else None)
            template = "relation.html" if form == "page" else None
            return answer(
                request,
                lambda ready: relation.relation(ready, one, other),
                "pair of actors",
                template,
                _relation_extras,
            )

        return handler

    def for_map(form: str) -> Callable[..., Response]:
        def handler(request: Request, query: Annotated[Events, Asked()]) -> Response:
            def extras(_model: dict[str, Any]) -> dict[str, Any]:
                return {"asked": query, "given": query.given(), "width": WIDTH, "height": HEIGHT}

            template = "map.html" if form == "page" else None
            make = partial(places.places, query=query)
            return answer_kept(request, f"map {query.given()}", make, template, extras)

        return handler

    def changes(request: Request, slug: str, older: str | None = None, newer: str | None = None) -> Response:
        with site.ready() as ready:
            key = ready.article_of(slug)
            row = ready.row("SELECT data FROM articles WHERE id = ?", [key])
        if key is None:
            raise missing("article")
        texts, parts = article.difference(site.settings.folder, key, older, newer)
        context = {"article": row, "slug": slug, "texts": texts, "parts": parts, "older": older, "newer": newer}
        return site.render(request, "changes.html", context)

    made.add_api_route("/articles/{slug}/changes", changes, include_in_schema=False, response_model=None)
    add("/", "overview", "how large the record is, what is new in it, what falls due", for_overview)
    add("/articles/{slug}", "article", "an article with its reading", for_article)
    add("/actors/{id:path}", "actor", "an actor", for_actor)
    add("/stories/{id:path}", "story", "a happening with its accounts", for_story)
    add("/pledges/{id:path}", "pledge", "a pledge and what may have become of it", for_pledge)
    add("/outlets", "outlets", "outlets, and who copies whom", for_outlets)
    add("/outlets/{id:path}", "outlet", "an outlet", for_outlet)
    add(
        "/relations",
        "relation",
        "the relation of two countries or actors; without them, the pairs told of most",
        for_relations,
    )
    add("/map", "map", "events by place", for_map)
    return made


def _article_extras(model: dict[str, Any]) -> dict[str, Any]:
    reading = article.reading_of(model)
    rows = [*model["statements"], *model["events"]]
    statuses = {row["id"]: row["status"] for row in rows}
    return {
        "blocks": mark_words(reading, statuses),
        "tree": article.tree(model["statements"]),
        "text": reading.article.text,
    }


def _relation_extras(model: dict[str, Any]) -> dict[str, Any]:
    rows = [(row["month"], row["quad"], row["status"], row["n"]) for row in model["months"]]
    return {"chart": balance(rows)}
