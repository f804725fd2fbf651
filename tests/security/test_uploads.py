"""What a stranger hands in stays data: it goes nowhere, calls nobody, orders nothing, and is shown as text."""

from __future__ import annotations

import io
import re
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from advisor import service
from advisor.api.uploads import safe_names
from advisor.settings import settings
from tests.api.conftest import serving_with
from tests.security.hostile import EVIL_NAMES, FORMULA, ORDER, SCRIPT, calling_out, form, slipping

CHECKS = "/api/v1/checks"


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine and the requests it got."""
    got: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The HTTP interface with a data folder of its own."""
    with serving_with(data=tmp_path_factory.mktemp("hostile")) as app:
        yield TestClient(app, raise_server_exceptions=False)


def check(client: TestClient, files: dict[str, bytes]) -> str:
    """Hand the files in; the address of the check when it is over."""
    response = client.post(CHECKS, files=[("files", item) for item in files.items()])
    assert response.status_code == 202, response.text
    address: str = response.headers["location"]
    for _ in range(600):
        if client.get(address).json()["state"] in {"done", "failed"}:
            assert client.get(address).json()["state"] == "done"
            return address
        time.sleep(0.1)
    pytest.fail("the check did not end")


def test_names_of_files_are_names_and_no_paths() -> None:
    names = list(safe_names(EVIL_NAMES))
    assert len(set(names)) == len(EVIL_NAMES)
    for name in names:
        assert Path(name).name == name
        assert name not in {"", ".", ".."}
        assert not re.search(r"[\x00-\x1f/\\:\u202e]", name)
        assert len(name.encode()) < 255


def test_nothing_is_written_outside_the_job(client: TestClient) -> None:
    # The multipart form itself cannot carry a NUL or a line end in a name.
    content = [("files", (name, form("申报书"))) for name in EVIL_NAMES if name and name.isprintable()]
    address = client.post(CHECKS, files=content).headers["location"]
    for _ in range(600):
        if client.get(address).json()["state"] == "done":
            break
        time.sleep(0.1)
    for place in (Path("/tmp"), Path("/etc"), Path.cwd(), Path.cwd().parent):
        assert not list(place.glob("*outside*"))


def test_an_archive_cannot_slip_out(client: TestClient, tmp_path: Path) -> None:
    path = slipping(tmp_path)
    address = check(client, {path.name: path.read_bytes()})
    assert not list(Path("/tmp").glob("*slipped*"))
    shown = [file["path"] for file in client.get(f"{address}/report").json()["files"]]
    assert shown
    host = Path("/etc/hostname").read_text().strip()
    assert host not in client.get(f"{address}/report").text or len(host) < 4


def test_no_document_makes_the_machine_call_anybody(client: TestClient) -> None:
    with listening() as (address, got):
        check(client, calling_out(address))
        assert got == []


def test_orders_in_a_document_change_no_finding(client: TestClient) -> None:
    reports = [
        client.get(f"{check(client, {'a.docx': form(*texts)})}/report").json() for texts in ((), (ORDER,))
    ]
    plain, ordered = ({finding["check"] for finding in report["findings"]} for report in reports)
    assert plain <= ordered
    assert not any(finding["by"] == "llm" for finding in reports[1]["findings"])


def test_script_in_names_and_text_is_shown_as_text(client: TestClient) -> None:
    address = check(client, {"<img src=x onerror=alert(3)>.docx": form(SCRIPT, f"XXX{SCRIPT}")})
    page = client.get(f"{address}/report.html")
    assert "<script>alert" not in page.text
    assert re.findall(r"<[^>]*onerror", page.text) == []
    assert page.headers["content-disposition"].startswith("attachment")


def test_a_sheet_takes_no_formula_from_a_document(client: TestClient) -> None:
    address = check(client, {"=1+1.docx": form(FORMULA, "@SUM(1)XXX", "+1XXX", "-1XXX")})
    book = load_workbook(io.BytesIO(client.get(f"{address}/report.xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    with zipfile.ZipFile(io.BytesIO(client.get(f"{address}/report.xlsx").content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_ids_cannot_be_guessed_and_folders_do_not_tell_them(client: TestClient) -> None:
    ids = [check(client, {"a.docx": form("申报书")}).rpartition("/")[2] for _ in range(2)]
    assert ids[0] != ids[1]
    assert all(len(identity) >= 32 for identity in ids)
    folders = [path.name for path in (settings().data / "jobs").iterdir()]
    assert folders
    assert not set(folders) & set(ids)
    for guess in (*folders, ids[0][:-1], "../jobs", "%2e%2e", ids[0].upper()):
        assert client.get(f"{CHECKS}/{guess}").status_code == 404


def test_one_caller_learns_nothing_of_another(client: TestClient) -> None:
    told = "我们是青岛的一家个体工商户，2024年发生过重大生产安全事故"
    client.post("/api/v1/ask", json={"question": told})
    follow = client.post("/api/v1/ask", json={"question": "那我们能申报吗"}).json()
    assert follow["facts"] == []
    assert follow["answer"] == service.ask("那我们能申报吗").answer
