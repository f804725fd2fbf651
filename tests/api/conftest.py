"""The HTTP interface as it is served, without the page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from advisor.api import access
from advisor.api.jobs import jobs
from advisor.api.mounting import mount_api
from advisor.settings import settings

FORM = Path("tests/files/docx/everything.docx")
Ready = Callable[[str], dict[str, Any]]


@contextmanager
def serving_with(**chosen: object) -> Iterator[FastAPI]:
    """The application under these settings; afterwards everything is as it was."""
    before = {name: os.environ.get(name) for name in (f"ADVISOR_{key.upper()}" for key in chosen)}
    os.environ.update({f"ADVISOR_{key.upper()}": str(value) for key, value in chosen.items()})
    forget()
    try:
        app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        mount_api(app)
        yield app
    finally:
        if jobs.cache_info().currsize:
            jobs().close()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
        forget()


def forget() -> None:
    """Read settings anew when next asked for."""
    for each in (settings, jobs, access.meter):
        each.cache_clear()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application with a data folder of its own."""
    with serving_with(data=tmp_path_factory.mktemp("api")) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    """A caller who sees what a caller sees, errors included."""
    return TestClient(app, raise_server_exceptions=False)
