"""Puts the desk beside the applicants' page, and its worker to work when the server starts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from fastapi import FastAPI

from advisor.settings import settings
from advisor.web.render import asset
from advisor.web.staff import exports, intake, login, oidc
from advisor.web.staff.door import ROOT, Door
from advisor.web.staff.page import build_desk
from advisor.web.staff.working import rest, wake
from advisor.web.theme import build_theme
from advisor.web.toolkit import gr


def mount_desk(app: FastAPI) -> None:
    """Mount everything under /staff; before the applicants' page, which takes all other addresses.

    Raises ConfigurationError for an identity provider that cannot be used.
    """
    oidc.check_provider()
    for router in (login.router, oidc.router, intake.router, exports.router):
        app.include_router(router)
    gr.mount_gradio_app(app, build_desk(), path=ROOT, **_options())
    app.add_middleware(Door)
    _work_with(app)


def _options() -> dict[str, Any]:
    return {
        "theme": build_theme(),
        "css": asset("style.css"),
        "head": f"<style>{asset('frame.css')}\n{asset('staff/staff.css')}</style>",
        "js": asset("staff/staff.js"),
        "footer_links": [],
        "run_history": False,
        "show_error": True,
        "ssr_mode": False,
        "enable_monitoring": False,
        "pwa": False,
        "mcp_server": False,
    }


def _work_with(app: FastAPI) -> None:
    """The worker lives as long as the server; a store nobody has used yet is not made for it."""
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Any]:
        async with before(app) as state:
            used = settings().database_url or (settings().data / "triage.sqlite").is_file()
            if used:
                Thread(target=wake, daemon=True).start()
            yield state
            rest()

    app.router.lifespan_context = lifespan
