"""The door of the desk: nothing under /staff is reached without a session, whoever would have answered."""

from __future__ import annotations

import logging
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

import anyio.to_thread
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from advisor.errors import AdvisorError, ConfigurationError, DeniedError
from advisor.triage.person import Person
from advisor.triage.store.accounts import person_of
from advisor.triage.store.database import open_store
from advisor.web.staff.render import render

ROOT = "/staff"
COOKIE = "advisor_staff"
_OPEN = {
    f"{ROOT}/{each}" for each in ("login", "oidc/begin", "oidc/return", "look/staff.css", "look/icon.svg")
}
# Parts of Gradio that hand out or take in files by themselves, past the desk's own doors.
_SHUT = tuple(
    f"{ROOT}/gradio_api/{each}" for each in ("file", "upload", "proxy", "stream", "component_server")
)
# What a page does without its reader: it does not keep a session alive.
_IDLE = tuple(f"{ROOT}/{each}" for each in ("gradio_api/heartbeat", "gradio_api/queue/data", "progress"))


@lru_cache(maxsize=1)
def store() -> Engine:
    """The store, opened when it is first needed. Raises AdvisorError when it cannot be."""
    try:
        return open_store()
    except ConfigurationError:
        raise
    except AdvisorError as error:
        # Where the database lies is the administrator's to know: whoever comes to the door may read this.
        logging.getLogger(__name__).error("%s", error)
        raise AdvisorError("初审数据库读不出来；请管理员检查数据库是否还在运行，稍后再试") from error


def person_at(request: Request) -> Person:
    """Who sends the request. Raises DeniedError when the session has ended."""
    person = person_of(store(), request.cookies.get(COOKIE, ""), touch=not _idle(request.url.path))
    if person is None:
        raise DeniedError("登录已过期，请重新登录；没有保存的内容请先抄下")
    return person


class Door:
    """Lets a request for the desk through only with a session, and from the desk's own pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here."""
        path = scope.get("path", "")
        if scope["type"] not in {"http", "websocket"} or not (path == ROOT or path.startswith(f"{ROOT}/")):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = await self._refusal(Request(scope), path)
        await (refusal or self.app)(scope, receive, send)

    async def _refusal(self, request: Request, path: str) -> Response | None:
        if request.method not in {"GET", "HEAD"} and not _own(request):
            return _said(403, "请求不是从初审台发出的")
        if path in _OPEN:
            return None
        try:
            token = _token(request)
            person = await anyio.to_thread.run_sync(_look_up, token, not _idle(path))
        except AdvisorError as error:
            return _page(503, str(error)) if _read_by_a_person(request) else _said(503, str(error))
        if person is None:
            if _read_by_a_person(request):
                return RedirectResponse(f"{ROOT}/login", status_code=303)
            return _said(401, "请先登录")
        return _said(404, "没有这个地址") if path.startswith(_SHUT) else None


def _look_up(token: str, touch: bool) -> Person | None:
    return person_of(store(), token, touch=touch)


def _idle(path: str) -> bool:
    return path.startswith(_IDLE)


def _token(request: Request) -> str:
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _own(request: Request) -> bool:
    """False for a request another site made this browser send."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        # The page asks for no referrer, so a browser may call the origin of its own form null.
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _read_by_a_person(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def _page(status: int, text: str) -> Response:
    return HTMLResponse(
        render("failing", said=text), status_code=status, headers={"cache-control": "no-store"}
    )


def _said(status: int, text: str) -> Response:
    return JSONResponse({"detail": text}, status_code=status, headers={"cache-control": "no-store"})
