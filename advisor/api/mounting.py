"""Everything of this package on a server: the HTTP interface, health, figures, and what holds for every request."""

from __future__ import annotations

from fastapi import FastAPI

from advisor.api.application import build_api
from advisor.api.health import router as health
from advisor.api.limits import PREFIX
from advisor.api.problems import register
from advisor.api.traffic import Traffic
from advisor.settings import settings


def mount_api(app: FastAPI) -> None:
    """Put it on the application; to be called before the page is mounted, which answers every other path."""
    # What fails in the interface was logged and answered there.
    register(app, failures=False)
    app.include_router(health)
    app.mount(PREFIX, build_api())
    if settings().mcp:
        from advisor.api.tools import mount_tools

        mount_tools(app)
    app.add_middleware(Traffic)
