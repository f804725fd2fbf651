"""What is said thinly is told as thin, never as not found; a founding year is no round."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from advisor.checks.run import check_submission
from advisor.domain import CheckReport
from advisor.pack import open_pack
from tests.checks.conftest import Check, document


@pytest.fixture
def report(tmp_path: Path) -> CheckReport:
    """A service form whose team is told in passing and whose only year is that of founding."""
    form = docx.Document()
    form.add_paragraph("山东省数字经济创新平台申报书")
    form.add_paragraph("平台类型：数字经济创新服务机构")
    form.add_paragraph("申报单位：烟台某数据服务有限公司")
    form.add_heading("一、单位情况", 1)
    form.add_paragraph("我单位2015年成立，注册于烟台市芝罘区，技术人员42人。")
    form.save(str(tmp_path / "申报书.docx"))
    return check_submission([tmp_path], pack=open_pack(), today=date(2025, 10, 15))


def test_thin_evidence_is_shown_with_its_words(report: CheckReport) -> None:
    (team,) = [f for f in report.findings if "技术人才队伍" in f.message]
    assert team.level == "warning"
    assert "没有找到" not in team.message
    assert "技术人员42人" in team.quote


def test_a_founding_year_is_no_round(report: CheckReport) -> None:
    assert report.round is None


def test_the_name_of_a_laboratory_is_no_laboratory(tmp_path: Path) -> None:
    form = docx.Document()
    for line in (
        "山东省数字经济创新平台申报书",
        "平台类型：数字经济创新实验室",
        "平台名称：工业文档语义理解创新实验室",
        "申报单位：聊城示例语联科技有限公司",
    ):
        form.add_paragraph(line)
    form.add_heading("一、单位情况", 1)
    form.add_paragraph("我单位从事文档处理，工业文档语义理解创新实验室将面向全省开放。")
    form.save(str(tmp_path / "申报书.docx"))
    report = check_submission([tmp_path], pack=open_pack(), today=date(2025, 10, 15))
    (found,) = [f for f in report.findings if f.check == "eligibility.lab-environment-missing"]
    assert found.level == "error"


def test_teachers_told_with_figures_in_another_part_are_not_called_missing(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新人才基地申报书",
        [["申报单位", "滨海示例学院"], ["平台名称", "数字技能实训平台"]],
        "# 二、工作基础",
        "学院现有双师型教师46人，外聘企业导师12人。",
        "# 五、实训条件",
        "2022年获批省职业技能等级认定评价机构，建有实训室8间，开设大数据运维等课程21门。",
    )
    found = check(form, track="talent").findings
    assert [f.message for f in found if f.check == "eligibility.training-element-missing"] == []
