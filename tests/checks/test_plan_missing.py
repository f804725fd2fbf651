"""The plan for the year after in an annual report: its name in a title is none; a part, a table, prose or a paper is."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.document import Document
from tests.checks.conftest import Check, document

_CELLS = [["建设单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"], ["报告年度", "2025年"]]
_BOTH = "# 2025年度工作总结和2026年度工作计划"
_TITLES = ["工作情况", "指标完成情况", "经费使用情况", "存在问题"]
_SAID = [
    "2025年，中心完成样机2台，全年服务企业30家，年末人员20人。",
    "各项指标全部完成。",
    "2025年预算485万元。",
    "一是人才不足；二是推广不够，下一步开发工具。",
]
_PLAIN = [line for title, said in zip(_TITLES, _SAID, strict=True) for line in (f"# {title}", said)]
_WORK = [
    line
    for number, title, said in zip("一二三四", _TITLES, _SAID, strict=True)
    for line in (f"# {number}、{title}", said)
]


def _lacks_plan(check: Check, parts: list[Any], *others: Document) -> bool:
    report = document("年度报告.docx", *parts)
    found = check(report, *others, track="center", stage="annual", year=2025, today="2026-02-05").findings
    return any(f.check == "section.missing" and "下年度" in f.message for f in found)


@pytest.mark.parametrize(
    "parts",
    [
        [_BOTH, _CELLS, *_WORK],
        ["# 山东省数字经济产业创新中心", _BOTH, _CELLS, *_WORK],
        ["# 2025年度工作总结", "# 暨2026年度工作计划", _CELLS, *_WORK],
        ["# 2025年度工作报告", "# 2026年度工作计划", _CELLS, *_WORK],
        [_BOTH, _CELLS, *_WORK, "# 五、声明", "本单位对2025年度工作总结和2026年度工作计划的真实性负责。"],
        ["# 2025年度总结与2026年计划", _CELLS, *_PLAIN],
    ],
)
def test_a_title_that_names_the_plan_is_no_plan(check: Check, parts: list[Any]) -> None:
    assert _lacks_plan(check, parts)


@pytest.mark.parametrize(
    "parts",
    [
        [_BOTH, _CELLS, *_WORK, "# 五、2026年工作计划", "服务企业40家。"],
        [_BOTH, _CELLS, *_WORK, "# 五、明年怎么干", "服务企业40家。"],
        [_BOTH, _CELLS, *_WORK, "表6 2026年度工作计划", [["事项", "目标"], ["服务企业", "40家"]]],
        [_BOTH, _CELLS, _SAID[0], "2026年，中心将服务企业40家。", "2026年拟引进博士2人，投入510万元。"],
        ["# 2025年度工作总结", *_WORK, "# 2026年度工作计划", "一、服务", "服务企业40家。"],
        [_BOTH, _CELLS, "# 第一部分 2025年度工作总结", *_PLAIN, "# 第二部分 2026年度工作计划", "服务40家。"],
        [_BOTH, _CELLS, *_PLAIN, "# 2026年工作安排", "服务企业40家。"],
    ],
)
def test_a_part_a_table_or_prose_is(check: Check, parts: list[Any]) -> None:
    assert not _lacks_plan(check, parts)


def test_a_paper_of_its_own_is(check: Check) -> None:
    plan = document(
        "2026年度工作计划.docx", "2026年度工作计划", "一、服务", "服务企业40家。", "二、研发", "申请专利5件。"
    )
    assert not _lacks_plan(check, [_BOTH, _CELLS, *_WORK], plan)
