"""The command line as its user meets it: exit status, one clear line, no traceback, JSON forms."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "advisor.cli", *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["ask", ""], 1, "问题是空的"),
        (["ask"], 1, "请写下问题"),
        (["ask", "能申报吗", "--pack", "nowhere"], 1, "没有名为"),
        (["ask", "能申报吗", "--today", "2025-13-01"], 1, "YYYY-MM-DD"),
        (["ask", "能申报吗", "--colour"], 2, "--colour"),
        (["check", "no-such-file.docx"], 1, "找不到"),
        (["check", "--track", "factory", "x"], 2, "factory"),
        (["pack", "lint", "nowhere"], 1, "没有名为"),
        (["eval", "no-such-file.jsonl"], 1, "找不到"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(arguments: list[str], status: int, words: str) -> None:
    got = run(*arguments)
    assert got.returncode == status
    assert words in got.stderr
    assert "Traceback" not in got.stderr


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    got = run("check", str(tmp_path))
    assert (got.returncode, got.stdout) == (1, "")
    assert "没有可以预审的文件" in got.stderr


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")
    (tmp_path / "note.txt").write_text("山东某公司申报说明", encoding="utf-8")
    got = run("check", str(tmp_path), "--json")
    report = json.loads(got.stdout)
    assert got.returncode == 0
    assert [file["path"].rsplit("/", 1)[-1] for file in report["files"]] == ["empty.docx", "note.txt"]
    assert "file.unreadable" in {finding["check"] for finding in report["findings"]}


def test_every_line_gets_an_object_in_order() -> None:
    lines = [
        '{"id": "a", "question": "个体工商户能申报吗"}',
        "not json",
        '{"id": "c", "question": ""}',
        '{"id": "d", "question": "有效期几年"}',
    ]
    got = run("ask", "--jsonl", "--today", "2026-11-23", given="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in got.stdout.splitlines()]
    assert got.returncode == 0
    assert [answer["id"] for answer in answers] == ["a", None, "c", "d"]
    assert answers[0]["verdict"]["outcome"] == "ineligible"
    assert "不是 JSON" in answers[1]["answer"]
    assert "问题是空的" in answers[2]["answer"]


def test_the_json_form_of_an_answer_keeps_its_contract() -> None:
    answer = json.loads(run("ask", "--json", "联合建设单位最多几个").stdout)
    wanted = {
        "schema", "id", "question", "answer", "citations", "refused", "refusal", "verdict", "platform", "ask_back",
        "findings", "trace",
    }  # fmt: skip
    assert wanted <= set(answer)
    assert answer["schema"] == 1
    assert {"clause", "heading", "quote", "document", "start", "end"} <= set(answer["citations"][0])
    assert {"model", "elapsed_ms", "passages"} <= set(answer["trace"])


def test_the_configuration_is_shown_without_its_secrets() -> None:
    given = {
        "ADVISOR_DATABASE_URL": "postgresql://advisor:geheim@db/advisor",
        "ADVISOR_API_KEYS": "geheim-1,geheim-2",
        "ADVISOR_MODEL_OPTIONS": '{"api_key": "geheim", "temperature": 0}',
    }
    run = subprocess.run(
        [sys.executable, "-m", "advisor.cli", "config"],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "geheim" not in run.stdout
    assert "postgresql://advisor:" in run.stdout
    assert "temperature" in run.stdout
