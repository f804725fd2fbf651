"""How the desk's own addresses say what could not be done: one Chinese line, whatever else is on the server."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from advisor.errors import AdvisorError, DeniedError, InputError, MissingError

Answering = Callable[[Request], Coroutine[Any, Any, Response]]


class DeskRoute(APIRoute):
    """A route whose errors of ours become an answer of the desk's form."""

    def get_route_handler(self) -> Answering:
        """The handler with its errors told."""
        answer = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await answer(request)
            except AdvisorError as error:
                return _said(error)

        return told


def _said(error: AdvisorError) -> Response:
    # What was asked for wrongly is the asker's; a database or a disk that fails is ours.
    kinds = ((MissingError, 404), (DeniedError, 401), (InputError, 400))
    status = next((code for kind, code in kinds if isinstance(error, kind)), 503)
    return JSONResponse({"detail": str(error)}, status_code=status, headers={"cache-control": "no-store"})
