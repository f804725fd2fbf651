"""The HTTP interface as its caller meets it: answers, jobs, reports, problems."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from advisor import service
from advisor.api.traffic import Traffic
from advisor.pack import open_pack
from tests.api.conftest import FORM, serving_with

ASK = "/api/v1/ask"
CHECKS = "/api/v1/checks"


def hand_in(client: TestClient, name: str = "申报书.docx", **options: str) -> str:
    """Submit one form; its address."""
    response = client.post(CHECKS, files=[("files", (name, FORM.read_bytes()))], data=options)
    assert response.status_code == 202
    return response.headers["location"]


def wait_for(client: TestClient, address: str) -> dict[str, Any]:
    """The job once it is over."""
    for _ in range(600):
        job: dict[str, Any] = client.get(address).json()
        if job["state"] in {"done", "failed"}:
            return job
        time.sleep(0.1)
    pytest.fail(f"{address} did not end")


@pytest.fixture(scope="module")
def checked(client: TestClient) -> str:
    """The address of a check that is done."""
    address = hand_in(client)
    assert wait_for(client, address)["state"] == "done"
    return address


def test_an_answer_is_that_of_the_command_line(client: TestClient) -> None:
    body = {"question": "平台有效期几年？", "id": "q1", "today": "2026-11-23"}
    got = client.post(ASK, json=body).json()
    assert (got["schema"], got["id"]) == (1, "q1")
    assert got["answer"] == service.ask("平台有效期几年？").answer
    clause = client.get(f"/api/v1/packs/{open_pack().info.id}/clauses/5.2").json()
    assert got["citations"][0]["clause"] == clause["id"]
    assert got["citations"][0]["quote"] in clause["text"]


def test_the_stream_ends_with_the_whole_answer(client: TestClient) -> None:
    response = client.post(f"{ASK}/stream", json={"question": "平台有效期几年？"})
    events = [part.split("\n", 1) for part in response.text.strip().split("\n\n")]
    assert [head for head, _ in events] == ["event: answer", "event: done"]
    assert json.loads(events[0][1].removeprefix("data: "))["answer"] == service.ask("平台有效期几年？").answer


def test_the_history_and_the_facts_go_along(client: TestClient) -> None:
    body = {
        "question": "我们能申报吗",
        "facts": {"registered_place": "河北省", "entity_kind": "company", "legal_person": "yes"},
        "history": [{"role": "user", "content": "我们是一家公司"}, {"role": "assistant", "content": "好的"}],
    }
    assert "registered_place" in {fact["name"] for fact in client.post(ASK, json=body).json()["facts"]}


def test_an_assessment_judges_every_type(client: TestClient) -> None:
    body = {"facts": {"entity_kind": "company", "venue": True, "accident": {"grade": "none"}}}
    got = client.post("/api/v1/assess", json=body).json()
    assert [track["track"] for track in got["tracks"]] == ["lab", "center", "service", "talent"]
    assert got["ask_back"]


def test_the_facts_that_can_be_told_are_listed(client: TestClient) -> None:
    facts = client.get(f"/api/v1/packs/{open_pack().info.id}").json()["facts"]
    (violation,) = [fact for fact in facts if fact["name"] == "violation"]
    assert {"value": "none", "label": "没有"} in violation["options"]
    for fact in facts:
        for option in fact["options"]:
            sheet = {fact["name"]: option["value"]}
            assert service.assess(sheet).facts[0].name == fact["name"]


def test_clauses_are_found_by_all_of_the_words(client: TestClient) -> None:
    found = client.get(f"/api/v1/packs/{open_pack().info.id}/clauses", params={"query": "联合 牵头"}).json()
    assert [clause["path"] for clause in found] == ["4.5"]


def test_a_check_goes_from_the_line_to_every_form_of_report(client: TestClient, checked: str) -> None:
    report = client.get(f"{checked}/report").json()
    assert report["schema"] == 1
    assert report["files"][0]["path"] == "申报书.docx"
    assert report["findings"]
    job = client.get(checked).json()
    assert job["files"][0]["page"] == job["files"][0]["pages"] > 0
    page = client.get(job["links"]["html"])
    assert page.headers["content-disposition"].startswith("attachment")
    assert report["findings"][0]["message"] in page.text
    book = load_workbook(io.BytesIO(client.get(job["links"]["xlsx"]).content))
    assert book.worksheets[0].max_row > 1
    for kind in ("docx", "annotated"):
        with zipfile.ZipFile(io.BytesIO(client.get(job["links"][kind]).content)) as archive:
            assert archive.namelist()


def test_a_check_can_be_deleted(client: TestClient) -> None:
    address = hand_in(client)
    wait_for(client, address)
    assert client.delete(address).status_code == 204
    assert [client.get(f"{address}{part}").status_code for part in ("", "/report")] == [404, 404]
    assert client.delete(address).status_code == 404


def test_a_draft_is_written_from_a_check(client: TestClient, checked: str) -> None:
    body = {
        "kind": "correction",
        "facts": "issuer: 某市工业和信息化局",
        "checks": [checked.rpartition("/")[2]],
    }
    address = client.post("/api/v1/drafts", data=body).headers["location"]
    job = wait_for(client, address)
    assert job["state"] == "done", job["error"]
    result = client.get(job["links"]["result"]).json()
    assert result["file"] == "correction.docx"
    assert result["missing"]
    with zipfile.ZipFile(io.BytesIO(client.get(job["links"]["documents"]).content)) as archive:
        assert archive.namelist() == ["correction.docx"]


@pytest.mark.parametrize("kind", ["annual", "plan", "change"])
def test_a_platform_paper_is_drafted_from_facts_alone(client: TestClient, kind: str) -> None:
    body = {"kind": kind, "track": "lab", "year": "2025", "facts": "{}"}
    job = wait_for(client, client.post("/api/v1/drafts", data=body).headers["location"])
    assert job["state"] == "done", job["error"]
    assert client.get(job["links"]["result"]).json()["missing"]


def test_what_goes_wrong_in_a_job_is_said_without_paths(client: TestClient) -> None:
    body = {"kind": "correction", "facts": "issuer: [1\n", "checks": []}
    address = client.post("/api/v1/drafts", data=body, files=[("files", ("a.docx", FORM.read_bytes()))])
    job = wait_for(client, address.headers["location"])
    assert job["state"] == "failed"
    assert "facts.yaml:" in job["error"]
    assert "/" not in job["error"]


def test_a_file_that_cannot_be_read_is_a_finding(client: TestClient) -> None:
    address = client.post(CHECKS, files=[("files", ("坏.docx", b"not a document"))]).headers["location"]
    assert wait_for(client, address)["state"] == "done"
    assert client.get(f"{address}/report").json()["findings"]


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("POST", ASK, {"json": {}}, 422),
        ("POST", ASK, {"json": {"question": "   "}}, 422),
        ("POST", ASK, {"json": {"question": "好", "pack": "没有"}}, 404),
        ("POST", ASK, {"json": {"question": "好", "colour": 1}}, 422),
        ("POST", ASK, {"content": b"{", "headers": {"content-type": "application/json"}}, 422),
        ("POST", ASK, {"content": b" " * 600_000, "headers": {"content-type": "application/json"}}, 413),
        ("GET", ASK, {}, 405),
        ("POST", ASK, {"json": {"question": "好", "today": "1700000000"}}, 422),
        ("POST", ASK, {"json": {"question": "好", "today": "2026-11-23T10:00:00"}}, 422),
        ("GET", f"{CHECKS}/nothing", {}, 404),
        ("GET", "/api/v1/packs/..%2f..", {}, 404),
        ("POST", CHECKS, {"data": {"track": "lab"}}, 422),
        ("POST", "/api/v1/assess", {"json": {"facts": {"colour": "red"}}}, 422),
    ],
)
def test_a_problem_is_told_in_both_languages(
    client: TestClient, method: str, path: str, options: dict[str, Any], status: int
) -> None:
    response = client.request(method, path, **options)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    told = response.json()
    assert told["status"] == status
    assert told["request_id"] == response.headers["x-request-id"]
    assert any("一" <= letter <= "鿿" for letter in told["title"] + told["detail"])
    assert told["title_en"].isascii()


def test_an_address_names_every_method_it_takes(client: TestClient) -> None:
    refused = client.put(f"{CHECKS}/nothing")
    assert (refused.status_code, refused.headers["allow"]) == (405, "DELETE, GET")


def test_a_report_is_not_there_before_it_is_done(client: TestClient) -> None:
    address = hand_in(client)
    early = client.get(f"{address}/report")
    assert early.status_code in {200, 409}
    wait_for(client, address)
    assert client.get(f"{address}/report").status_code == 200


def test_keys_are_asked_for_where_they_are_set(tmp_path: Any) -> None:
    with serving_with(data=tmp_path, api_keys="one-key, other-key") as app:
        client = TestClient(app)
        assert client.get("/api/v1/packs").status_code == 401
        assert client.get("/api/v1/packs", headers={"X-API-Key": "one-kez"}).status_code == 401
        assert client.get("/api/v1/packs", headers={"X-API-Key": ""}).status_code == 401
        assert client.get("/api/v1/packs", headers={"X-API-Key": "one-key"}).status_code == 200
        assert client.get("/api/v1/packs", headers={"Authorization": "Bearer other-key"}).status_code == 200
        described = client.get("/api/v1/openapi.json").json()["paths"]["/packs"]["get"]
        assert described["security"]
        assert "401" in described["responses"]


def test_a_caller_who_asks_too_often_is_told_when_to_come_back(tmp_path: Any) -> None:
    with serving_with(data=tmp_path, api_per_minute=3) as app:
        client = TestClient(app)
        statuses = [client.get("/api/v1/packs").status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        assert int(client.get("/api/v1/packs").headers["retry-after"]) >= 1


def test_the_line_has_an_end_and_shows_ones_place(tmp_path: Any) -> None:
    with serving_with(data=tmp_path, checks_at_once=1, checks_waiting=2) as app:
        client = TestClient(app)
        places = [hand_in(client) for _ in range(3)]
        told = [client.get(place).json() for place in places]
        full = client.post(CHECKS, files=[("files", ("a.docx", FORM.read_bytes()))])
        assert (told[2]["ahead"], told[2]["message"]) == (2, "前面还有 2 份")
        assert (full.status_code, full.headers["retry-after"]) == (503, "60")


def test_the_description_has_examples_that_work(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content is None:
                continue
            assert content["examples"], path
            for example in content["examples"].values():
                response = client.request(method, f"/api/v1{path}", json=example["value"])
                assert response.status_code == 200, response.text


def test_traffic_is_the_outermost_layer(app: Any) -> None:
    assert app.user_middleware[0].cls is Traffic
