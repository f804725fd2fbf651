"""The log tells what happened and never what people wrote or handed in."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from fastapi.testclient import TestClient

from advisor import logs, service
from tests.api.conftest import serving_with

PHONE, SECRET = "13800138000", "甲乙丙丁公司"


@pytest.fixture
def lines() -> Iterator[Any]:
    """The log as records, while the product's own logging is set up."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    written = io.StringIO()
    logs.configure(as_json=True, stream=written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers, level = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_question_leaves_no_word_in_the_log(lines: Any, tmp_path: Path) -> None:
    with serving_with(data=tmp_path) as app:
        client = TestClient(app, raise_server_exceptions=False)
        client.post(
            "/api/v1/ask",
            json={"question": f"{SECRET}电话{PHONE}，能申报吗"},
            headers={"X-Request-ID": "my-request"},
        )
        client.get(f"/api/v1/checks/{SECRET}?name={PHONE}")
    records = lines()
    assert [(record["event"], record["status"]) for record in records] == [("request", 200), ("request", 404)]
    assert records[0]["request"] == "my-request"
    assert PHONE not in str(records)
    assert SECRET not in str(records)


def test_a_failure_is_told_by_its_way_not_by_its_words(
    lines: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(question: str, **options: object) -> Iterator[object]:
        raise ValueError(f"cannot read {question}")

    monkeypatch.setattr(service, "ask_stream", fails)
    with serving_with(data=tmp_path) as app:
        client = TestClient(app, raise_server_exceptions=False)
        response = client.post("/api/v1/ask", json={"question": f"{SECRET}{PHONE}"})
    records = lines()
    (failure,) = [record for record in records if record["event"] == "api.failed"]
    assert failure["error"] == "ValueError"
    assert "advisor/api/questions.py" in failure["way"]
    assert failure["number"] in response.json()["detail"]
    assert SECRET not in str(records)
    assert PHONE not in str(records)


def test_a_library_is_heard_without_its_words(lines: Any) -> None:
    logging.getLogger("some.parser").warning("cannot read %s", SECRET)
    logging.getLogger("some.parser").debug("reading")
    (record,) = lines()
    assert record["logger"] == "some.parser"
    assert SECRET not in str(record)
