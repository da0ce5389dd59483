"""Adding from the browser: a text, files or addresses; how far it is, as a page and as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from dateline.records import revision_of
from dateline.web.answers import missing
from dateline.web.jobs import Job, Jobs

if TYPE_CHECKING:
    from dateline.web.app import Site

EVERY = 0.4
"""Seconds between two looks at a job."""
MOST_FILES = 200
MOST_URLS = 1000
"""They are given to a process by its command line, which holds some megabytes."""


def router(site: "Site") -> APIRouter:
    """The addresses of adding."""
    made = APIRouter()
    jobs = site.jobs

    @made.get("/add", include_in_schema=False)
    def page(request: Request) -> Response:
        return site.render(request, "add.html", {"job": None, "articles": []})

    @made.post("/add", include_in_schema=False)
    async def add(request: Request) -> Response:
        visitor = getattr(request.state, "visitor", None)
        if visitor is not None and visitor.role == "reader":
            raise HTTPException(403, "readers see and do not add; ask an admin for the role of reviewer")
        async with request.form(max_files=MOST_FILES) as form:
            files, urls, given = await _given(form)
        if not files and not urls:
            raise HTTPException(400, "there is nothing to read: paste a text, choose files, or give an address")
        job = jobs.add(files, urls, given)
        if "json" in request.headers.get("accept", ""):
            return JSONResponse({"job": job.id, "url": f"/add/{job.id}"}, 202)
        return RedirectResponse(f"/add/{job.id}", 303)

    @made.get("/add/{id}", include_in_schema=False)
    def progress(request: Request, id: str) -> Response:
        job = jobs.state(id)
        if job is None:
            raise missing("job")
        with site.ready() as ready:
            known = {one for one in job.articles if ready.reading(one)}
        articles = [(one, f"/articles/{revision_of(one)}" if one in known else None) for one in job.articles]
        return site.render(request, "add.html", {"job": job, "articles": articles})

    @made.get("/add/{id}/events", include_in_schema=False)
    async def events(id: str) -> Response:
        if jobs.state(id) is None:
            raise missing("job")
        return StreamingResponse(_told(jobs, id), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    return made


async def _told(jobs: Jobs, id: str) -> AsyncIterator[str]:
    """The states of a job as they change, until it is ended."""
    last: Job | None = None
    while True:
        job = await asyncio.to_thread(jobs.state, id)
        if job is None:
            return
        if job != last:
            yield f"data: {json.dumps(asdict(job))}\n\n"
            last = job
        if job.stage in ("done", "failed"):
            return
        await asyncio.sleep(EVERY)


async def _given(form: Any) -> tuple[list[tuple[str, bytes]], list[str], list[str]]:
    """What a form holds: files, addresses, and what is said of a single page."""
    files = [
        (value.filename or "page.txt", await value.read())
        for value in form.getlist("files")
        if isinstance(value, UploadFile) and value.filename
    ]
    text = str(form.get("text") or "")
    if text.strip():
        files.append(("pasted.txt", text.replace("\r\n", "\n").encode("utf-8", "replace")))
    urls = [line.strip() for line in str(form.get("urls") or "").splitlines() if line.strip()]
    for url in urls:
        if not _is_address(url):
            raise HTTPException(400, f"{url[:200]!r} is no web address; write https://host/path")
    if len(urls) > MOST_URLS:
        raise HTTPException(400, f"{len(urls):,} addresses were given; give {MOST_URLS:,} at once at most")
    given: list[str] = []
    if len(files) + len(urls) == 1:
        for name in ("url", "publisher", "published-at"):
            value = str(form.get(name) or "").strip()
            if "\0" in value:
                raise HTTPException(400, f"{name}: expected words, found a NUL character; leave it out")
            if value:
                given += [f"--{name}={value}"]
    return files, urls, given


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # half an IPv6 address, or a host that is another when it is normalized
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
