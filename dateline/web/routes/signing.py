"""Signing in and out."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from dateline.web.guard import accounts
from dateline.web.guard.sessions import COOKIE

if TYPE_CHECKING:
    from dateline.web.app import Site
    from dateline.web.guard.protecting import Guard

Text = Annotated[str, Form(max_length=2000)]


def router(site: "Site") -> APIRouter:
    """The addresses of signing in and out."""
    made = APIRouter()

    @made.get("/sign-in", include_in_schema=False)
    def form(request: Request, next: str = "/") -> Response:
        return site.render(request, "sign_in.html", {"next": local(next), "fault": None})

    @made.post("/sign-in", include_in_schema=False)
    def sign_in(request: Request, name: Text, password: Text, next: Text = "/") -> Response:
        guard: Guard = request.state.guard
        client = request.client.host if request.client else "unknown"
        waiting = max(guard.attempts.wait(f"at {client}"), guard.attempts.wait(f"as {name}"))
        if waiting:
            fault = f"too many attempts; wait {int(waiting) + 1} seconds"
            answer = site.render(request, "sign_in.html", {"next": local(next), "fault": fault}, 429)
            answer.headers["Retry-After"] = str(int(waiting) + 1)
            return answer
        account = accounts.check(site.settings.folder, name, password)
        if account is None:
            fault = "no account has this name and password"
            return site.render(request, "sign_in.html", {"next": local(next), "fault": fault}, 403)
        onward = RedirectResponse(local(next), 303)
        if old := request.cookies.get(COOKIE):
            guard.sessions.end(old)
        is_secure = request.url.scheme == "https"
        key = guard.sessions.begin(account)
        onward.set_cookie(COOKIE, key, httponly=True, samesite="lax", secure=is_secure, path="/")
        return onward

    @made.post("/sign-out", include_in_schema=False)
    def sign_out(request: Request) -> Response:
        if key := request.cookies.get(COOKIE):
            request.state.guard.sessions.end(key)
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(COOKIE, path="/")
        return answer

    return made


def local(address: str) -> str:
    """An address on this server; the first page for any other."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_local else "/"
