"""What holds for every request: an id, a largest size, a line in the log, a count; no words of anybody in either."""

from __future__ import annotations

import json
import re
import time
from uuid import uuid4

import structlog
from prometheus_client import Counter, Histogram
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor.api.limits import PREFIX, largest_body
from advisor.api.problems import MEDIA, TITLES

log = structlog.get_logger(__name__)
_QUIET = {"/healthz", "/readyz", "/metrics"}
_GIVEN = re.compile(r"[\w-]{8,64}")
_KNOWN = re.compile(
    rf"{PREFIX}/(?:ask/stream|ask|assess|packs|checks|drafts|openapi\.json)|/mcp|/healthz|/readyz|/metrics"
)
REQUESTS = Counter("advisor_requests", "Requests answered", ["route", "method", "status"])
SECONDS = Histogram(
    "advisor_request_seconds",
    "Time to answer",
    ["route"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
)


class Traffic:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with an id, not beyond its size, and note how it ended."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        identity = given if _GIVEN.fullmatch(given) else uuid4().hex
        scope["request_id"] = identity
        began, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], *_added(scope["path"], identity)]}
            await send(message)

        with structlog.contextvars.bound_contextvars(request=identity):
            try:
                await self._pass_on(scope, receive, noted, headers)
            finally:
                _note(scope, status, time.perf_counter() - began)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]) -> None:
        most = largest_body(scope["path"])
        told = headers.get(b"content-length", b"0")
        if not told.isdigit() or int(told) > most:
            await _refuse(send, 413 if told.isdigit() else 400, scope["request_id"])
            return
        had = 0

        async def counted() -> Message:
            nonlocal had
            message = await receive()
            had += len(message.get("body", b""))
            if had > most:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)


def _added(path: str, identity: str) -> list[tuple[bytes, bytes]]:
    """The headers every answer gets; what the interface says of somebody's material is kept by nobody on the way."""
    kept = [(b"cache-control", b"no-store")] if path.startswith(PREFIX) else []
    return [(b"x-request-id", identity.encode()), *kept]


async def _refuse(send: Send, status: int, identity: str) -> None:
    title, english = TITLES[status]
    problem = {
        "type": "about:blank",
        "title": title,
        "title_en": english,
        "status": status,
        "detail": title,
        "detail_en": english,
        "request_id": identity,
        "faults": [],
    }
    body = json.dumps(problem, ensure_ascii=False).encode()
    headers = [
        (b"content-type", MEDIA.encode()),
        (b"content-length", str(len(body)).encode()),
        # The rest of the body is not read, so that the connection cannot be used again.
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _note(scope: Scope, status: int, seconds: float) -> None:
    """Count and log. The address itself is not written: it holds the ids of jobs and sessions."""
    path = scope["path"]
    known = _KNOWN.match(path)
    route = known[0] if known else "page"
    REQUESTS.labels(route, scope["method"] if scope["method"] in _METHODS else "other", str(status)).inc()
    SECONDS.labels(route).observe(seconds)
    if path not in _QUIET and (known or status >= 400):
        log.info("request", route=route, method=scope["method"], status=status, ms=round(seconds * 1000))


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
