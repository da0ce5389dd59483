"""A filtered list in the forms that other tools read: /export/events.plover, with the filters of /events."""

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Response
from fastapi import Query as Asked
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from dateline.exports.choice import View
from dateline.exports.formats import Format
from dateline.web.documents import FAILURES
from dateline.web.exported import KEYS, File, forms, written
from dateline.web.lists import BY_NAME

if TYPE_CHECKING:
    from dateline.web.app import Site

AT_ONCE = 2
"""Exports that are written at a time: each asks the whole record."""
CHUNK = 64 * 1024


def router(site: "Site") -> APIRouter:
    """The addresses of exports."""
    made = APIRouter()
    room = threading.BoundedSemaphore(AT_ONCE)
    for view in KEYS:
        for form in forms(view):
            _add(made, site, room, view, form)
    return made


def _add(made: APIRouter, site: "Site", room: threading.BoundedSemaphore, view: View, form: Format) -> None:
    listing = BY_NAME[view]
    query_of: Any = Annotated[listing.query, Asked()]

    def exported(query: query_of) -> Response:
        if not room.acquire(blocking=False):
            wait = {"Retry-After": "10"}
            raise HTTPException(503, f"{AT_ONCE} exports are being written already; try again in some seconds", wait)
        try:
            keys = [row[KEYS[view]] for row in listing.every(site.ready, query)]
            file = written(site.settings.folder, form, view, keys)
        finally:
            room.release()
        return _sent(file, f"{view}{form.suffix}", form.media_type)

    kind = "object" if "+json" in form.media_type else "string"
    whole = {"content": {form.media_type: {"schema": {"type": kind}}}, "description": "the whole list"}
    made.add_api_route(
        f"/export/{view}.{form.name}",
        exported,
        response_class=Response,
        operation_id=f"export_{view}_{form.name}",
        summary=f"{listing.title} as {form.about}",
        tags=["exports"],
        responses={**FAILURES, 200: whole},
    )


def _sent(file: File, name: str, media_type: str) -> Response:
    """A file for download, which is gone when it is sent."""
    length = file.tell()
    file.seek(0)

    def parts() -> Iterator[bytes]:
        with file:
            while part := file.read(CHUNK):
                yield part

    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(length)}
    return StreamingResponse(parts(), media_type=media_type, headers=headers)
