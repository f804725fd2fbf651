"""Logging in and out, and changing one's own password: plain pages, no script needed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from advisor.errors import AdvisorError, InputError
from advisor.settings import settings
from advisor.triage.store import accounts
from advisor.web.render import HERE as WEB
from advisor.web.render import asset
from advisor.web.staff.door import COOKIE, ROOT, person_at, store
from advisor.web.staff.render import render
from advisor.web.staff.routing import DeskRoute

router = APIRouter(prefix=ROOT, route_class=DeskRoute)
Text = Annotated[str, Form()]


@router.get("")
def front() -> Response:
    """The address as people type it."""
    return RedirectResponse(f"{ROOT}/", status_code=307)


@router.get("/login")
def ask() -> Response:
    """The form."""
    try:
        return login_page(200, nobody=not accounts.accounts(store()))
    except AdvisorError as error:
        return login_page(503, said=str(error))


@router.post("/login")
def enter(request: Request, login: Text = "", password: Text = "") -> Response:
    """Begin a session, or say why not."""
    try:
        token = accounts.log_in(store(), login.strip()[:100], password[:1000])
    except AdvisorError as error:
        return login_page(403, said=str(error), login=login)
    answer = RedirectResponse(f"{ROOT}/", status_code=303)
    remember(answer, request, token)
    return answer


@router.post("/logout")
def leave(request: Request) -> Response:
    """End the session."""
    accounts.log_out(store(), request.cookies.get(COOKIE, ""))
    answer = RedirectResponse(f"{ROOT}/login", status_code=303)
    answer.delete_cookie(COOKIE, path=ROOT)
    return answer


@router.get("/password")
def ask_password(request: Request) -> Response:
    """The form for a new password."""
    person_at(request)
    return _page("password", 200)


@router.post("/password")
def change_password(request: Request, old: Text = "", new: Text = "", again: Text = "") -> Response:
    """Change it; every session of the account ends."""
    try:
        if new != again:
            raise InputError("两次输入的新密码不一样")
        accounts.change_own(store(), person_at(request), old[:1000], new[:1000])
    except AdvisorError as error:
        return _page("password", 403, said=str(error))
    return RedirectResponse(f"{ROOT}/login", status_code=303)


@router.get("/look/{name}")
def look(name: str) -> Response:
    """The style and the icon of the forms, which are seen before anybody has logged in."""
    if name == "staff.css":
        return Response(f"{asset('frame.css')}\n{asset('staff/staff.css')}", media_type="text/css")
    if name == "icon.svg":
        return Response((WEB / "icon.svg").read_bytes(), media_type="image/svg+xml")
    return Response(status_code=404)


def login_page(status: int, **values: object) -> Response:
    """The form, with what there is to say."""
    chosen = settings()
    return _page("login", status, provider=chosen.oidc_name if chosen.oidc_issuer else "", **values)


def entering_page() -> Response:
    """Leads from another site to the desk."""
    return _page("entering", 200)


def remember(answer: Response, request: Request, token: str) -> None:
    """Give the browser its session."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=settings().staff_session_hours * 3600,
        path=ROOT,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def _page(template: str, status: int, **values: object) -> Response:
    given = {"said": "", "login": "", "nobody": False, **values}
    return HTMLResponse(render(template, **given), status_code=status, headers={"cache-control": "no-store"})
