"""What an annual report's table says the year has brought, told otherwise in a clause on the whole year."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_TABLE = [["指标", "计划", "完成"], ["实训（人次）", "1800", "1680"], ["服务单位（家）", "60", "64"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2025年，基地围绕锂电产业用工需求，全年完成实训1860人次，运行平稳。", True),
        ("2025年，基地围绕锂电产业用工需求，全年完成实训1680人次，运行平稳。", False),
        ("2024年，基地处在筹建期，全年完成实训860人次。", False),
        ("2025年与三所中专合作，完成实训860人次。", False),
        ("2025年，基地面向在校学生，完成实训1200人次，其余为企业职工。", False),
        ("全年服务单位46家。", True),
        ("全年服务单位64家，完成实训1860人次，用户反映良好。", True),
        ("全年服务单位64家，计划完成实训1860人次。", False),
        ("全年服务单位64家，上半年完成实训860人次。", False),
        ("全年举办开放日6场，实训480人次，课程12门，实训1200人次。", False),
        ("全年服务单位64家，实训400人次（不含在校生）。", False),
    ],
)
def test_a_clause_on_the_whole_year_against_its_row(check: Check, words: str, told: bool) -> None:
    report = document(
        "年度工作报告.docx", "实训基地2025年度工作报告", "# 一、年度概况", words, "# 二、指标完成", _TABLE
    )
    found = check(report, stage="annual", track="talent", year=2025).findings
    assert ("consistency.figure-differs" in {each.check for each in found}) is told
