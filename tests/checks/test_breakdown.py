"""A check that breaks down is told as such and stops no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.checks import kinds, run
from advisor.pack import open_pack


def test_one_broken_check_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "申报书.txt").write_text("申报书\n联系人：XXX\n", encoding="utf-8")
    (tmp_path / "空.docx").write_bytes(b"")
    found = kinds.kinds()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(kinds, "kinds", lambda: found | {"placeholder": broken})
    monkeypatch.setattr(kinds, "parameters_of", lambda row: {} if row.kind == "placeholder" else _real(row))
    report = run.check_submission([tmp_path], pack=open_pack(), today=date(2025, 10, 15))
    by_check = {finding.check: finding for finding in report.findings}
    assert by_check["field.placeholder"].level == "advice"
    assert "没有查成" in by_check["field.placeholder"].message
    assert "file.unreadable" in by_check


_real = kinds.parameters_of


def test_the_log_of_a_broken_check_holds_nothing_of_the_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "申报书.txt").write_text("申报书\n联系人：欧阳示例\n", encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    found = kinds.kinds()
    monkeypatch.setattr(kinds, "kinds", lambda: found | {"placeholder": broken})
    monkeypatch.setattr(kinds, "parameters_of", lambda row: {} if row.kind == "placeholder" else _real(row))
    run.check_submission([tmp_path], pack=open_pack(), today=date(2025, 10, 15))
    told = "".join(capsys.readouterr())
    assert "ZeroDivisionError" in told
    assert "欧阳示例" not in told
