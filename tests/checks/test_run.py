"""A report as a whole: what must not be paid again for the next one, and what one paper must not cost the others."""

from __future__ import annotations

import re

import pytest

from tests.checks.conftest import Check, document


def test_a_second_report_compiles_no_pattern_anew(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand compiled again took nineteen twentieths of the time."""
    parts = (
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
    )
    form = document("申报书.docx", *parts, "# 三、基础", "公司成立于2012年。")
    check(form, track="center")
    compiled: list[str] = []
    compile_, name = re._compiler.compile, "compile"  # type: ignore[attr-defined]
    monkeypatch.setattr(
        re._compiler,  # type: ignore[attr-defined]
        name,
        lambda pattern, flags=0: compiled.append(str(pattern)) or compile_(pattern, flags),
    )
    check(form, track="center")
    assert len(compiled) < 20


def test_a_paper_without_a_word_costs_the_others_nothing(check: Check) -> None:
    parts = (
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
    )
    report = check(document("申报书.docx", *parts), document("空白.docx"), track="center")
    assert not [f.message for f in report.findings if "没有查成" in f.message]
