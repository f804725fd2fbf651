"""The desk while its database is away: one line that says so, wherever the clerk looks, and all is there afterwards."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.testclient import TestClient

from advisor.pack import open_pack
from advisor.settings import settings
from advisor.triage.store import accounts
from advisor.triage.store.cases import cases
from advisor.triage.store.database import open_store
from advisor.triage.uploads import uploads_folder
from advisor.web.staff import door
from advisor.web.staff.acting import gr
from advisor.web.staff.mounting import mount_desk
from advisor.web.staff.work import View, WorkTab
from tests.staff.conftest import PASSWORD
from tests.triage.conftest import JINAN, put
from tests.triage.databases import fresh, postgres, program

HTML = {"accept": "text/html"}


def test_a_desk_whose_database_goes_away_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not program("initdb"):
        pytest.skip("no PostgreSQL server is installed on this machine (.ci/system installs it on Debian)")
    with postgres() as server:
        monkeypatch.setenv("ADVISOR_DATABASE_URL", fresh(server.url, f"desk{os.getpid()}"))
        monkeypatch.setenv("ADVISOR_DATA", str(tmp_path))
        settings.cache_clear()
        door.store.cache_clear()
        try:
            engine = open_store()
            accounts.add_user(engine, accounts.SYSTEM, "jinan", "王济南", "city", "济南", PASSWORD)
            case = put(engine, JINAN, "2025", a="济南")[0]
            token = accounts.log_in(engine, "jinan", PASSWORD)
            client, tab = _client(token), WorkTab(open_pack())
            server.stop(signal.SIGQUIT)
            _told_everywhere(client, tab, token, case.id)
            server.start()
            assert client.get("/staff/queue.xlsx").status_code == 200
            assert "a公司" in tab.act(View(case=case.id), _pressed("open", case.id), _request(token))[0]
            assert cases(engine, JINAN)[0].version == case.version
            engine.dispose()
            door.store().dispose()
        finally:
            settings.cache_clear()
            door.store.cache_clear()


def _told_everywhere(client: TestClient, tab: WorkTab, token: str, case: int) -> None:
    page = client.get("/staff/", headers=HTML)
    assert (page.status_code, "读不出来" in page.text, "<main>" in page.text) == (503, True, True)
    assert "127.0.0.1" not in page.text
    form = client.get("/staff/login", headers=HTML)
    assert (form.status_code, "读不出来" in form.text, 'name="login"' in form.text) == (503, True, True)
    entered = client.post("/staff/login", data={"login": "jinan", "password": PASSWORD})
    assert "数据库" in entered.text
    book = client.get("/staff/queue.xlsx")
    assert (book.status_code, "读不出来" in book.json()["detail"]) == (503, True)
    sent = client.post("/staff/upload", files={"files": ("甲.txt", io.BytesIO(b"x"))}, data={"batch": "一"})
    assert sent.status_code == 503
    assert not uploads_folder().exists() or list(uploads_folder().iterdir()) == []
    assert "读不出来" in tab.act(View(case=case), _pressed("decide", case), _request(token))[0]


def _client(token: str) -> TestClient:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    mount_desk(app)
    client = TestClient(app, follow_redirects=False)
    client.cookies.set(door.COOKIE, token)
    return client


def _pressed(do: str, case: int) -> gr.EventData:
    return gr.EventData(None, {"do": do, "case": str(case), "decision": "passed", "seen": "0", "values": {}})


def _request(token: str) -> gr.Request:
    headers = [(b"cookie", f"{door.COOKIE}={token}".encode())]
    return gr.Request(
        request=Request({"type": "http", "method": "POST", "path": "/staff/x", "headers": headers})
    )
