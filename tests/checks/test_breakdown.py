"""A check that breaks down is told as such and stops no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.checks import kinds, run
from advisor.checks.case import Case
from advisor.checks.evidence import Element, Proof
from advisor.checks.evidence import prove as _prove
from advisor.checks.run import checking_of
from advisor.domain import CheckReport, Finding
from advisor.pack import open_pack
from advisor.profile.labels import read_labels as _labels
from advisor.profile.reading import Reading
from advisor.triage.examine import Setting, examine
from tests.checks.conftest import Check, document


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
    assert by_check["field.placeholder"].level == "warning"
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


_FORM = document(
    "申报书.docx",
    "数字经济产业创新中心申报书",
    [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"], ["联系人", ""]],
    "# 一、单位概况",
    "公司从事港口软件开发，专用场地1200平方米，本段由XXX撰写。",
)
_LICENCE = document(
    "执照.docx",
    "营业执照",
    "名称：滨海示例软件有限公司",
    "类型：有限责任公司分公司",
    "登记机关：市行政审批服务局",
)


def _raise(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def _by_check(report: CheckReport) -> dict[str, Finding]:
    return {finding.check: finding for finding in report.findings}


def test_a_profile_that_cannot_be_built_leaves_what_does_not_need_it(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.checks.case.read_profile", _raise)
    report = check(_FORM, _LICENCE, track="center")
    found = _by_check(report)
    assert found["field.placeholder"].level == "error"
    assert any((f.check, f.level) == ("field.missing", "error") for f in report.findings)
    assert found["identity.unit-name-differs"].level == "warning"
    assert "无法判定" in found["identity.unit-name-differs"].message
    assert "identity.not-a-legal-person" in found
    assert any("申报主体" in note and "无法判定" in note for note in report.notes)
    assert report.identities == ()
    assert report.summary.outcome != "ready"


def test_a_condition_that_cannot_be_settled_leaves_the_others(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prove(case: Case, element: Element, *more: Any) -> Proof:
        return _raise() if element.name == "资金" else _prove(case, element, *more)  # type: ignore[return-value]

    monkeypatch.setattr("advisor.checks.conditions.prove", prove)
    report = check(_FORM, track="center")
    rows = {row.name: row.outcome for row in report.conditions}
    assert {"undecided", "missing"} <= set(rows.values())
    assert _by_check(report)["field.placeholder"].level == "error"
    assert any("无法判定" in note for note in report.notes)


def test_a_condition_whose_check_broke_down_is_undecided(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kinds.kinds()
    monkeypatch.setattr(kinds, "kinds", lambda: found | {"declared_event": _raise})
    monkeypatch.setattr(
        kinds, "parameters_of", lambda row: {} if row.kind == "declared_event" else _real(row)
    )
    report = check(_FORM, track="center")
    outcomes = {row.check: row.outcome for row in report.conditions}
    broken = {
        spec.id
        for spec in checking_of(open_pack()).conditions
        if "eligibility.accident-declared" in spec.faults
    }
    assert broken
    assert {outcomes[name] for name in broken if name in outcomes} == {"undecided"}


def test_a_file_that_cannot_be_made_sense_of_is_unread_and_costs_no_other(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_labels(reading: Reading) -> Any:
        return _raise() if reading.path == "执照.docx" else _labels(reading)

    monkeypatch.setattr("advisor.profile.labels.read_labels", read_labels)
    report = check(_FORM, _LICENCE, track="center")
    assert [file.path for file in report.files if file.unread] == ["执照.docx"]
    mine = [f for f in report.findings if f.check == "file.unreadable"]
    assert [(f.file, f.level) for f in mine] == [("执照.docx", "warning")]
    assert "field.placeholder" in _by_check(report)
    missing = [
        f for f in report.findings if f.check == "package.material-missing" and "营业执照" in f.message
    ]
    assert all(f.level == "advice" for f in missing)


def test_a_submission_that_cannot_be_compared_keeps_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "申报书.txt").write_text("申报书\n联系人：XXX\n", encoding="utf-8")
    monkeypatch.setattr("advisor.triage.examine.extract", _raise)
    row = examine(tmp_path, Setting(pack="sd-digital-platform", today=date(2025, 10, 15))).row
    told = {finding.check: finding for finding in row.findings}
    assert "无法判定" in told["similarity.near-duplicate"].message
    assert "file.unreadable" not in told
