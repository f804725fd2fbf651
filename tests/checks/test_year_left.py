"""Parts of the report on 2025 that are last year's throughout, and years that stand there lawfully."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.conftest import Check, document

_HEAD = [
    "2025年度工作报告",
    [["建设单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
    "# 一、工作情况",
    "2025年，中心完成样机2台，全年服务企业30家。",
]
_FUNDS, _AIMS = "# 二、经费使用情况", "# 二、指标完成情况"
_TABLE = [["科目", "预算（万元）", "支出（万元）"], ["设备", "70", "68"], ["合计", "485", "482"]]


def _quotes(check: Check, *parts: Any) -> list[str]:
    report = document("年度报告.docx", *_HEAD, *parts)
    found = check(report, track="center", stage="annual", year=2025, today="2026-02-05").findings
    return [f.quote for f in found if f.check == "period.wrong-year"]


@pytest.mark.parametrize(
    "parts",
    [
        [_FUNDS, "2024年预算485万元，支出482万元，专账核算。"],
        [_FUNDS, "专账核算。", "表4 2024年经费", _TABLE],
        [_FUNDS, "2025年预算485万元，支出482万元。", "表4 2024年经费", _TABLE],
        [_FUNDS, "2024年预算485万元，支出482万元。", "表4 2025年经费", _TABLE],
        [_AIMS, [["指标", "2024年计划", "2024年完成"], ["专利", "4", "4"]]],
        [_FUNDS, "中心2024年实际支出482万元，其中设备68万元。"],
        [_FUNDS, "经费专账核算，2024年到位资金500万元。"],
        [_FUNDS, "（一）预算", "2024年度预算485万元。", "（二）支出", "2024年支出482万元。"],
    ],
)
def test_figures_left_from_the_year_before_are_told(check: Check, parts: list[Any]) -> None:
    assert _quotes(check, *parts)


@pytest.mark.parametrize(
    "parts",
    [
        [_FUNDS, "2025年预算485万元，比2024年预算415万元增加70万元。"],
        [_FUNDS, "2024年预算415万元，2025年预算485万元。"],
        [_FUNDS, "2024年结转资金50万元，全年支出482万元。"],
        [_FUNDS, "表4 2024年经费", _TABLE, "表5 2025年经费", _TABLE],
        [
            _FUNDS,
            "表4 近三年经费",
            [["年度", "预算"], ["2023年", "400"], ["2024年", "415"], ["2025年", "485"]],
        ],
        [_FUNDS, "今年预算485万元。2024年预算415万元。"],
        [_FUNDS, "设备购置支出情况如下。", [["设备", "购置时间", "原值"], ["服务器", "2024年", "55.8"]]],
        [_FUNDS, "2024年9月签订合同，支出482万元。"],
        [_FUNDS, "项目执行期为2024年至2026年，总经费1200万元。"],
        [_AIMS, "任务书于2024年签订，约定三年完成12项指标，全部完成。"],
        [_AIMS, [["指标", "2024年完成", "2025年完成"], ["专利", "3", "4"]]],
        [_FUNDS, "2024年批复立项，预算485万元，支出482万元。"],
        [_FUNDS, "预算485万元，支出482万元。"],
        [_FUNDS, "2025年支出482万元，2024年支出415万元。"],
        [_FUNDS, "截至2025年末，支出482万元。", "表4 2024年结转经费使用", _TABLE],
        [_FUNDS, "2024年投入的设备68万元已转固，预算485万元，支出482万元。"],
        [_FUNDS, "2024年审计报告显示，预算485万元。"],
        [_FUNDS, "本年预算485万元，支出482万元。", "表4 2024年经费", [["科目", "预算"], ["合计", "415"]]],
    ],
)
def test_years_that_stand_there_lawfully_are_not(check: Check, parts: list[Any]) -> None:
    assert _quotes(check, *parts) == []
