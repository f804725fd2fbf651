"""Who reaches what: every address of the desk is tried by a stranger, and by a clerk of another city."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount

from advisor.domain import CheckedFile
from advisor.pack import open_pack
from advisor.triage.store import accounts
from advisor.triage.store.batches import finish, hand_in, keep, take
from advisor.triage.store.cases import cases, open_one
from advisor.triage.store.decisions import decide
from advisor.triage.store.log import history
from advisor.triage.store.register import enter as register
from advisor.triage.store.register import entries
from advisor.triage.store.tables import Case
from advisor.web.staff import door
from advisor.web.staff.acting import gr
from advisor.web.staff.page import build_desk, tabs
from advisor.web.staff.work import View, WorkTab
from tests.house.tree import ROOT
from tests.staff.conftest import PASSWORD, Enter
from tests.triage.conftest import JINAN, PROVINCE, QINGDAO, examined

SECRET = "济南秘密智造公司"
OPEN = ("/staff/login", "/staff/look/{name}", "/staff/oidc/begin", "/staff/oidc/return")
"""the form, its style, and the way through an identity provider; everything else is shut"""
PER_CASE = ("{case}", "{batch}", "{number}")


@pytest.fixture(scope="module")
def case(store: Engine, material: Path) -> Case:
    """A decided case of 济南 with a file, and a platform of 济南 in the register."""
    batch = hand_in(store, JINAN, "济南批", [material], {})
    take(store, batch, "test")
    found = examined("a", "济南")
    row = found.row.model_copy(update={"unit_name": SECRET, "stage": "application"})
    file = CheckedFile(path="申报书.txt", material=None, format="txt", pages=1, ocr=False)
    keep(store, batch, found.model_copy(update={"row": row, "files": (file,)}))
    finish(store, batch, "test", [])
    case = cases(store, JINAN)[0]
    decide(store, JINAN, case.id, "correction", case.version, SECRET)
    platform = {"name": f"{SECRET}创新实验室", "unit": SECRET, "city": "济南"}
    register(store, JINAN, [platform])
    return open_one(store, JINAN, case.id).case


def addresses(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Every method and path of an application, those of what is mounted in it included."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from addresses(list(inner.routes), before + route.include_context.prefix)  # type: ignore[attr-defined]
            continue
        path = before + getattr(route, "path", "")
        for method in sorted(getattr(route, "methods", None) or ()):
            yield method, path
        if isinstance(route, Mount):
            yield from addresses(list(route.routes), path)


def filled(path: str, case: Case) -> str:
    """A path with the numbers of the case in it."""
    known = {"case": case.id, "batch": case.batch_id, "number": 0}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: str(known.get(found[1], "x")), path)


def desk(application: FastAPI) -> list[tuple[str, str]]:
    found = [each for each in addresses(list(application.routes)) if each[1].startswith("/staff")]
    assert len(found) > 40
    return found


def test_a_stranger_reaches_nothing(application: FastAPI, enter: Enter, case: Case) -> None:
    client = enter("")
    for method, path in desk(application):
        if path in OPEN:
            continue
        answer = client.request(method, filled(path, case))
        assert answer.status_code == 401, (method, path, answer.text)
        assert SECRET not in answer.text
    seen = client.get("/staff/", headers={"accept": "text/html"})
    assert (seen.status_code, seen.headers["location"]) == (303, "/staff/login")


def test_a_clerk_of_another_city_reaches_no_case(
    application: FastAPI, enter: Enter, store: Engine, case: Case
) -> None:
    tried, before = 0, len(history(store, JINAN))
    for method, path in desk(application):
        # Gradio's own addresses know no case; what its events do is tried one by one below.
        if "/gradio_api/" in path or method == "HEAD":
            continue
        form = {"batch": "济南批", "layout": "auto", "case": str(case.id), "number": "0"}
        files = {"files": ("a.txt", b"x")} if method == "POST" else None
        sent = {"data": form, "files": files} if method == "POST" else {}
        answer = enter("qingdao").request(method, filled(path, case), **sent)  # type: ignore[arg-type]
        assert SECRET.encode() not in answer.content, path
        assert answer.status_code != 401 or path == "/staff/logout", (method, path)
        if any(name in path for name in PER_CASE):
            tried += 1
            assert answer.status_code in {400, 404}, path
    assert tried >= 5
    assert len(history(store, JINAN)) == before
    assert open_one(store, JINAN, case.id).case.version == case.version


def told_by(book: bytes) -> str:
    """Every cell of a workbook."""
    sheets = load_workbook(io.BytesIO(book)).worksheets
    return " ".join(
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


@pytest.mark.parametrize("name", ["queue.xlsx", "queue.xlsx?batch=1", "register.xlsx", "statistics.xlsx"])
def test_books_of_another_city_hold_nothing_of_it(enter: Enter, case: Case, name: str) -> None:
    theirs, own = (enter(who).get(f"/staff/{name}") for who in ("qingdao", "jinan"))
    assert theirs.status_code == own.status_code == 200
    secret = "济南" if "statistics" in name else SECRET
    assert secret not in told_by(theirs.content)
    assert secret in told_by(own.content)


def test_lists_of_another_city_hold_nothing_of_it(enter: Enter, case: Case) -> None:
    for name in ("log.csv", "register.ics"):
        assert SECRET not in enter("qingdao").get(f"/staff/{name}").text
    assert SECRET in enter("jinan").get("/staff/log.csv").text


@pytest.mark.parametrize("path", ["file/0", "letter.docx"])
def test_the_own_clerk_and_the_province_reach_it(enter: Enter, case: Case, path: str) -> None:
    for login in ("jinan", "sheng", "looker"):
        assert enter(login).get(f"/staff/case/{case.id}/{path}").status_code == 200
    assert enter("qingdao").get(f"/staff/case/{case.id}/{path}").status_code == 404


@pytest.mark.parametrize("number", ["1", "-1", "99", "x", "../../../etc/passwd", "%2e%2e%2fa"])
def test_a_file_is_named_by_its_number_alone(enter: Enter, case: Case, number: str) -> None:
    assert enter("jinan").get(f"/staff/case/{case.id}/file/{number}").status_code in {401, 404, 422}


def event(store: Engine, login: str) -> gr.Request:
    token = accounts.log_in(store, login, PASSWORD)
    headers = [(b"cookie", f"{door.COOKIE}={token}".encode())]
    scope = {"type": "http", "method": "POST", "path": "/staff/gradio_api/queue/join", "headers": headers}
    return gr.Request(request=Request(scope))


def events(login: str, store: Engine, case: Case, sent: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every event of the page as that person sends it, whatever tab it is of, and all that comes back."""
    known = {
        View: View(case=case.id),
        gr.EventData: gr.EventData(None, sent),
        gr.Request: event(store, login),
    }
    for each in build_desk().fns.values():
        if each.fn is None:
            continue
        # A new kind of argument is a KeyError: it needs its value here before the event can be tried.
        taken = [known[kind] for name, kind in get_type_hints(each.fn).items() if name != "return"]
        yield each.fn.__qualname__, str(each.fn(*taken))


def presses() -> set[str]:
    """Everything a button or field of the desk asks for, and whatever the queue knows besides."""
    written = "".join(
        path.read_text("utf-8") for path in (ROOT / "advisor/web/staff/templates").glob("*.html")
    )
    return {*re.findall(r'data-do="([\w-]+)"', written), *re.findall(r'do="([\w-]+)"', written)} | set(
        WorkTab(open_pack()).steps
    )


def test_no_event_of_the_page_reaches_another_citys_case(store: Engine, case: Case) -> None:
    version, acts = open_one(store, PROVINCE, case.id).case.version, len(history(store, JINAN))
    platform = str(entries(store, JINAN)[0].platform.id)
    values = {
        "finding": ["x"],
        "reason": "无",
        "case": [f"{case.id}:{version}"],
        "check": ["file.duplicate"],
        "batch": str(case.batch_id),
        "note": "看看",
        "platform": platform,
        "kind": "change",
        "day": "2026-01-31",
    }
    tried = set()
    for press in sorted(presses()):
        sent: dict[str, Any] = {"do": press, "case": str(case.id), "seen": str(version), "state": "confirmed"}
        sent |= {"decision": "passed", "values": values}
        for name, told in events("qingdao", store, case, sent):
            tried.add(name)
            assert SECRET not in told, (name, press)
    assert {"WorkTab.act", "PartTab.act", "ChartsTab.refresh"} <= tried
    assert open_one(store, PROVINCE, case.id).case.version == version
    assert len(history(store, JINAN)) == acts


def test_the_same_events_do_reach_the_own_case(store: Engine, case: Case) -> None:
    sent = {"do": "open", "case": str(case.id), "values": {"batch": str(case.batch_id)}}
    told = "".join(told for _, told in events("jinan", store, case, sent))
    assert SECRET in told


def test_no_tab_shows_another_citys_case(store: Engine, case: Case) -> None:
    theirs, own = event(store, "qingdao"), event(store, "jinan")
    seen = {tab.id: str(tab.refresh(own)) for tab in tabs(open_pack())}
    assert SECRET in seen["work"]
    assert SECRET in seen["register"]
    for tab in tabs(open_pack()):
        assert SECRET not in str(tab.refresh(theirs))


def test_who_only_looks_is_offered_nothing_to_do(store: Engine, enter: Enter, case: Case) -> None:
    tab, request = WorkTab(open_pack()), event(store, "looker")
    shown = tab.act(View(), gr.EventData(None, {"do": "open", "case": str(case.id)}), request)[0]
    assert SECRET in shown
    assert 'data-do="decide"' not in shown
    sent = {"do": "decide", "decision": "passed", "seen": "2", "values": {}}
    assert "只读账号" in tab.act(View(case=case.id), gr.EventData(None, sent), request)[0]
    answer = enter("looker").post("/staff/upload", files={"files": ("a.txt", b"x")})
    assert answer.status_code == 401
    assert "只读" in answer.json()["detail"]


def test_what_another_site_sends_is_refused(enter: Enter, case: Case) -> None:
    client = enter("jinan")
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}):
        assert client.post("/staff/logout", headers=headers).status_code == 403
    assert client.get("/staff/queue.xlsx").status_code == 200


def test_gradios_own_doors_for_files_are_shut(enter: Enter, material: Path, case: Case) -> None:
    client = enter("jinan")
    assert client.get(f"/staff/gradio_api/file={material / '申报书.txt'}").status_code == 404
    assert client.post("/staff/gradio_api/upload", files={"files": ("a.txt", b"x")}).status_code == 404


def test_an_ended_session_reaches_nothing_more(enter: Enter, case: Case) -> None:
    client = enter("jinan")
    assert client.get("/staff/queue.xlsx").status_code == 200
    assert client.post("/staff/logout").status_code == 303
    assert client.get("/staff/queue.xlsx").status_code == 401


def test_logging_in_by_the_form(enter: Enter) -> None:
    client = enter("")
    wrong = client.post("/staff/login", data={"login": "jinan", "password": "不对不对不对不对不对"})
    assert (wrong.status_code, "账号或密码不对" in wrong.text) == (403, True)
    right = client.post("/staff/login", data={"login": "jinan", "password": PASSWORD})
    assert right.headers["location"] == "/staff/"
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/staff/queue.xlsx").status_code == 200


def test_a_city_enters_no_platform_of_another(store: Engine, case: Case) -> None:
    from advisor.errors import InputError

    with pytest.raises(InputError, match="不归您登记"):
        register(store, QINGDAO, [{"name": "x", "unit": "y", "city": "济南"}])
    with pytest.raises(InputError, match="不归您登记"):
        register(store, QINGDAO, [{"name": f"{SECRET}创新实验室", "unit": "y", "city": "青岛"}])
