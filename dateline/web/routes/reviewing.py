"""What people say of facts, from the pages where these stand: confirm, correct, reject, and take it back."""

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from dateline.lake import corrections
from dateline.lake.corrections import FIELDS, LISTS
from dateline.web.freshness import refresh

if TYPE_CHECKING:
    from dateline.web.app import Site

Text = Annotated[str, Form(max_length=2000)]


def router(site: "Site") -> APIRouter:
    """The addresses of reviewing; each answers JSON to scripts, and to forms by going back to where they stand."""
    made = APIRouter()

    @made.post("/review", include_in_schema=False)
    async def review(request: Request) -> Response:
        form = {name: str(value).strip() for name, value in (await request.form()).items()}
        return await _judged(site, request, form)

    return made


async def _judged(site: "Site", request: Request, form: dict[str, str]) -> Response:
    from starlette.concurrency import run_in_threadpool

    who = _who(request, form)
    folder = site.settings.folder

    def judge() -> str:
        reason = form.get("reason") or None
        if form.get("withdraws"):
            made = corrections.withdraw(folder, form["withdraws"], who=who, reason=reason)
        else:
            verdict: Any = form.get("verdict")
            if verdict not in ("confirm", "correct", "reject"):
                raise HTTPException(400, "verdict: expected confirm, correct or reject")
            changes = _changes(form) if verdict == "correct" else None
            if verdict == "correct" and not changes:
                raise HTTPException(400, "a correction says what is right instead; give at least one field")
            made = corrections.judge(folder, form.get("fact", ""), verdict, who=who, reason=reason, changes=changes)
        refresh(folder)
        return made.id

    made = await run_in_threadpool(judge)
    if "json" in request.headers.get("accept", ""):
        return JSONResponse({"correction": made, "who": who})
    return RedirectResponse(_back(form.get("next", "")), 303)


def _who(request: Request, form: dict[str, str]) -> str:
    """The signed-in name; without sign-in, on loopback, the name that the form gives."""
    visitor = getattr(request.state, "visitor", None)
    if visitor is not None and visitor.name:
        if visitor.role == "reader":
            raise HTTPException(403, "readers see and do not judge; ask an admin for the role of reviewer")
        return str(visitor.name)
    if not form.get("who"):
        raise HTTPException(400, "say who judges: a name is kept with each correction")
    return form["who"][:200]


def _changes(form: dict[str, str]) -> dict[str, Any]:
    """The fields that a form corrects: those that are filled in."""
    fields = {field for names in FIELDS.values() for field in names}
    given = {name.removeprefix("new-"): value for name, value in form.items() if name.startswith("new-") and value}
    return {
        name: [part.strip() for part in value.split(",") if part.strip()] if name in LISTS else value
        for name, value in given.items()
        if name in fields
    }


def _back(address: str) -> str:
    """Where a form stood: an address on this server, else the log of corrections."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_local else "/corrections"
