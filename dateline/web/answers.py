"""What answers have in common: errors in words, as a page or as JSON; and marks by which a browser knows a page."""

import hashlib
import sqlite3
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dateline import __version__
from dateline.errors import DatelineError, NotReadyError, QueryError
from dateline.web.rendering import Renderer


def install(app: FastAPI, render: Renderer) -> None:
    """Tell the application how errors are answered."""

    def answer(request: Request, status: int, error: Any, headers: Any = None) -> Response:
        if request.url.path.startswith(("/api", "/export")) or "json" in request.headers.get("accept", ""):
            return JSONResponse({"error": error}, status, headers)
        shown = render(request, "error.html", {"status": status, "error": error}, status)
        shown.headers.update(headers or {})
        return shown

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, error.detail, error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        faults = "; ".join(f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors())
        return answer(request, 422, faults)

    @app.exception_handler(QueryError)
    async def _query(request: Request, error: QueryError) -> Response:
        return answer(request, 400, str(error))

    @app.exception_handler(DatelineError)
    async def _own(request: Request, error: DatelineError) -> Response:
        return answer(request, 400, str(error))

    @app.exception_handler(NotReadyError)
    @app.exception_handler(sqlite3.OperationalError)
    async def _not_ready(request: Request, _error: NotReadyError | sqlite3.OperationalError) -> Response:
        return answer(request, 503, "the record is being prepared; try again in some seconds", {"Retry-After": "3"})


def etag(request: Request, state: str) -> str:
    """A mark of what a page shows: the state of the record that it is of, address, visitor, day and version."""
    visitor = getattr(request.state, "visitor", None)
    parts = (state, str(request.url), __version__, str(visitor), str(datetime.now(UTC).date()))
    return f'W/"{hashlib.sha256("|".join(parts).encode("utf-8", "replace")).hexdigest()[:24]}"'


def is_known(request: Request, mark: str) -> bool:
    """Whether the browser has just this already."""
    return mark in (part.strip() for part in request.headers.get("if-none-match", "").split(","))


def not_modified(mark: str) -> Response:
    """What to answer then."""
    return Response(status_code=304, headers={"ETag": mark})


def marked(response: Response, mark: str) -> Response:
    """A response with its mark; it may be kept, and is asked for again each time."""
    response.headers["ETag"] = mark
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def missing(what: str) -> HTTPException:
    """That there is no such thing."""
    return HTTPException(404, f"the record has no such {what}")
