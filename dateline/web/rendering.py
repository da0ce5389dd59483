"""Data as pages: templates that escape whatever comes from the record."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from dateline import __version__
from dateline.records import EVENT_TYPES
from dateline.sources import MANY_ENDINGS, PAGE_ENDINGS
from dateline.web import addresses, words
from dateline.web.exported import forms

HOME = Path(__file__).parent

NAVIGATION = (
    ("/", "Overview"),
    ("/stories", "Stories"),
    ("/events", "Timeline"),
    ("/relations", "Relations"),
    ("/pledges", "Pledges"),
    ("/map", "Map"),
    ("/actors", "Actors"),
    ("/outlets", "Outlets"),
)


def environment() -> Environment:
    """The templates; a name that a template misses is an error."""
    env = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(words.FILTERS)
    env.globals.update(addresses.MADE)
    env.globals.update(
        navigation=NAVIGATION,
        count=words.count,
        facet_words=words.facet,
        event_types=EVENT_TYPES,
        export_forms=forms,
        file_endings=[ending for ending in (*PAGE_ENDINGS, *MANY_ENDINGS) if ending.count(".") == 1],
        version=__version__,
        group_words=words.GROUP_WORDS,
        status_words=words.STATUS_WORDS,
        pledge_words=words.PLEDGE_WORDS,
    )
    return env


class Renderer:
    """Renders templates for requests."""

    def __init__(self, *, is_demo: bool) -> None:
        self._env = environment()
        self._env.globals["is_demo"] = is_demo

    def load(self) -> None:
        """Compile all templates, so that the first who ask do not wait for it."""
        for name in self._env.list_templates(extensions=["html"]):
            self._env.get_template(name)

    def __call__(self, request: Request, template: str, context: dict[str, Any], status: int = 200) -> HTMLResponse:
        """A template with what it shows, as a page of its own."""
        visitor = getattr(request.state, "visitor", None)
        made = self._env.get_template(template).render(
            path=request.url.path, query=request.url.query, visitor=visitor, **context
        )
        return HTMLResponse(made, status_code=status)
