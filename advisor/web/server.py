"""The web server: the page mounted in FastAPI, with the headers that keep the browser on this machine."""

from __future__ import annotations

import signal
import socket
import sys
from threading import Thread

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor import service
from advisor.answer.ask import index_of
from advisor.api.mounting import mount_api
from advisor.errors import ConfigurationError
from advisor.logs import configure
from advisor.pack import open_pack
from advisor.settings import settings
from advisor.web.assess import AssessTab
from advisor.web.library import Library
from advisor.web.page import build_page, page_options
from advisor.web.papers import papers
from advisor.web.shelf import Shelf
from advisor.web.staff import mount_desk
from advisor.web.toolkit import gr

HEADERS = {
    # Gradio's templates need inline and evaluated script; what matters is that nothing comes from elsewhere.
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        b"style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}
# Gradio words its own parts by the browser's language; this page is Chinese for everybody.
LANGUAGE = (
    b'<head><script>Object.defineProperty(navigator, "language", {get: () => "zh-CN"});'
    b'Object.defineProperty(navigator, "languages", {get: () => ["zh-CN"]});</script>'
)
FRONTS = {"/", "/staff/"}
KEEP_ALIVE = 75
"""seconds an idle connection is kept: longer than proxies do, who would otherwise use one that is just being closed"""
GRACE = 2
"""seconds that running answers get when the server is stopped"""


class Manners:
    """Adds the headers to every response and makes the front page Chinese."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and change what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        front = scope["path"] in FRONTS
        if front:
            # A compressed body could not be changed.
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}

        async def change(message: Message) -> None:
            if message["type"] == "http.response.start":
                dropped = {b"content-length"} if front else set()
                kept = [h for h in message["headers"] if h[0] not in HEADERS and h[0] not in dropped]
                message = {**message, "headers": [*kept, *HEADERS.items()]}
            elif front and message["type"] == "http.response.body":
                message = {**message, "body": _chinese(message.get("body", b""))}
            await send(message)

        await self.app(scope, receive, change)


def build_app() -> FastAPI:
    """The web application with the page at `/`. Raises PackError when the knowledge pack is faulty."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    mount_api(app)
    shelf = Shelf()
    app.include_router(papers(AssessTab(open_pack(), Library(service.clauses())), shelf))
    mount_desk(app)
    gr.mount_gradio_app(app, build_page(shelf), path="/", **page_options())
    app.add_middleware(Manners)
    return app


def run() -> None:
    """Serve until interrupted or told to end. Raises ConfigurationError when the address cannot be used."""
    # By itself the signal ends the process on the spot, and what visitors uploaded would stay on the disk.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    chosen = settings()
    configure(chosen.log_json)
    listener = _listen(chosen.host, chosen.port)
    app = build_app()
    Thread(target=_read_pack, daemon=True).start()
    print(f"申创通已就绪：http://{chosen.host}:{chosen.port}（按 Ctrl+C 停止）", flush=True)
    # An open page holds a connection for its events; stopping must not wait for the visitor to leave.
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _read_pack() -> None:
    """Build what the first question needs while the visitor is still typing it."""
    pack = open_pack()
    index_of(pack)
    service.assess({}, about=pack.info.title, reading=True)


def _chinese(body: bytes) -> bytes:
    return body.replace(b'lang="en"', b'lang="zh-CN"', 1).replace(b"<head>", LANGUAGE, 1)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ConfigurationError(
            f"不能在 {host}:{port} 上打开网页（{error.strerror}）；"
            "请用 ADVISOR_HOST、ADVISOR_PORT 换一个地址或端口。"
        ) from error
    return listener
