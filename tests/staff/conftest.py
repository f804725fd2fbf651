"""The desk's application in this process, over a store of its own with clerks of two cities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from advisor.settings import settings
from advisor.triage.store import accounts
from advisor.triage.store.database import open_store
from advisor.web.staff import door
from advisor.web.staff.mounting import mount_desk

PASSWORD = "正确的马电池订书钉2025"
PEOPLE = (
    ("sheng", "李省厅", "province", None),
    ("jinan", "王济南", "city", "济南"),
    ("qingdao", "赵青岛", "city", "青岛"),
    ("looker", "孙只读", "reader", "济南"),
)
Enter = Callable[[str], TestClient]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The store the application opens by itself."""
    folder = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADVISOR_DATA", str(folder))
        settings.cache_clear()
        door.store.cache_clear()
        engine = open_store()
        for login, name, role, city in PEOPLE:
            accounts.add_user(engine, accounts.SYSTEM, login, name, role, city, PASSWORD)  # type: ignore[arg-type]
        yield engine
    settings.cache_clear()
    door.store.cache_clear()


@pytest.fixture(scope="module")
def application(store: Engine) -> FastAPI:
    """Everything under /staff."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    mount_desk(app)
    return app


@pytest.fixture(scope="module")
def enter(application: FastAPI, store: Engine) -> Enter:
    """A browser in which a person has logged in; an empty login has not."""

    def log_in(login: str) -> TestClient:
        client = TestClient(application, follow_redirects=False)
        if login:
            client.cookies.set(door.COOKIE, accounts.log_in(store, login, PASSWORD))
        return client

    return log_in


@pytest.fixture(scope="module")
def material(store: Engine) -> Path:
    """A submission's folder with one file."""
    folder = settings().data / "submissions" / "batch" / "a"
    folder.mkdir(parents=True)
    (folder / "申报书.txt").write_text("济南的申报书", "utf-8")
    return folder
