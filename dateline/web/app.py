"""The application: every page at its address, the same as JSON under /api, lists as files and feeds."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from dateline import __version__
from dateline.lake.ready import Ready, opened
from dateline.web import answers
from dateline.web.freshness import Freshener
from dateline.web.guard.hosts import is_loopback
from dateline.web.guard.protecting import Guard, GuardSettings, protect
from dateline.web.jobs import Jobs
from dateline.web.keeping import Kept
from dateline.web.rendering import HOME, Renderer
from dateline.web.routes import adding, exporting, lists, pages, reviewing, search, signing
from dateline.web.settings import Settings

ABOUT = """The record behind every page, as JSON. Each row has the columns of the view that it comes from; lists are
paged by cursors without a cap (follow `next`), and any list ends in `.csv` or `.jsonl` as well. What is claimed,
pledged, denied or planned says so in `status`: nothing here is a happening because somebody said it."""


class Site:
    """What every route needs: the settings, the templates, and the ready rows."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.render = Renderer(is_demo=settings.is_demo)
        self.jobs = Jobs(settings.folder)
        self.kept = Kept(self.ready)

    @contextmanager
    def ready(self) -> Iterator[Ready]:
        """The ready rows as they are now."""
        with opened(self.settings.folder) as ready:
            yield ready


def make_app(settings: Settings, *, is_kept_fresh: bool = True) -> Guard:
    """The application of a lake behind its guard. With `is_kept_fresh`, a process beside it follows what is added."""
    freshener = Freshener(settings.folder)
    site = Site(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if is_kept_fresh:
            freshener.start()
            site.render.load()
            site.kept.warm(pages.SUMS)
        site.jobs.resume()
        yield
        freshener.stop()

    app = FastAPI(
        title="Dateline",
        version=__version__,
        description=ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    answers.install(app, site.render)
    app.mount("/static", StaticFiles(directory=HOME / "static"), name="static")
    routers: list[Any] = [
        signing.router(site),
        search.router(site),
        exporting.router(site),
        adding.router(site),
        reviewing.router(site),
        pages.router(site),
    ]
    for router in (*routers, lists.router(site)):
        app.include_router(router)
    guarded = GuardSettings(
        settings.folder,
        is_loopback(settings.host),
        settings.allowed_hosts,
        settings.requests_per_second,
        max_body=settings.max_body,
    )
    return protect(app, guarded)
