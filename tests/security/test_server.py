"""The server as a whole: headers on every answer, bodies bounded, nothing listed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from advisor.web.server import build_app
from tests.api.conftest import forget

EVERY = (
    "/",
    "/healthz",
    "/api/v1/packs",
    "/api/v1/nothing",
    "/api/v1/openapi.json",
    "/api/v1/checks/none",
    "/nothing/there",
    "/config",
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The whole application, the page included."""
    forget()
    yield TestClient(build_app(), raise_server_exceptions=False)
    forget()


@pytest.mark.parametrize("path", EVERY)
def test_every_answer_tells_the_browser_to_stay_here(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "object-src 'none'" in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["x-request-id"]


def test_what_the_interface_says_is_kept_by_no_cache(client: TestClient) -> None:
    assert client.get("/api/v1/packs").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "size"),
    [("/api/v1/ask", 600_000), ("/gradio_api/queue/join", 17 * 2**20), ("/gradio_api/upload", 301 * 2**20)],
)
def test_a_body_over_its_bound_is_refused_before_it_is_read(client: TestClient, path: str, size: int) -> None:
    response = client.post(path, headers={"content-length": str(size)}, content=b"")
    assert response.status_code == 413
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_body_without_a_length_is_counted(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(70):
            yield b" " * 10_000

    response = client.post("/api/v1/ask", content=pieces(), headers={"content-type": "application/json"})
    assert response.status_code == 413


def test_no_other_origin_is_let_in(client: TestClient) -> None:
    headers = client.get("/api/v1/packs", headers={"Origin": "https://evil.example"}).headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/file=/etc/passwd",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../pyproject.toml",
        "/static/../app.py",
    ],
)
def test_no_file_of_the_machine_is_served(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {403, 404}
    assert "root:" not in response.text


def test_the_figures_are_for_this_machine(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 404
    local = TestClient(client.app, client=("127.0.0.1", 5000))
    text = local.get("/metrics").text
    assert "advisor_requests_total" in text
    assert "process_resident_memory_bytes" in text


def test_readiness_tells_what_is_wanting(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.answer.ask import index_of
    from advisor.pack import open_pack

    index_of(open_pack())
    assert client.get("/readyz").json() == {"status": "ready", "faults": []}
    monkeypatch.setattr("advisor.api.health.is_ready", lambda pack: False)
    waiting = client.get("/readyz")
    assert (waiting.status_code, waiting.json()["status"]) == (503, "waiting")
    assert client.get("/healthz").json() == {"status": "ok"}
