"""What several signs tell together: the year of a report, a part whose title lists many matters, a filled cell."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.domain import Finding
from tests.checks.conftest import Check, document

_TOLD = "2025年平台服务企业18家，举办讲座6场。"
_PLAN = "计划服务企业25家，引进人才2人。"


def _years(check: Check, *parts: Any) -> list[Finding]:
    report = document("年报.docx", *parts)
    found = check(report, stage="annual", track="service", year=None)
    return [finding for finding in found.findings if finding.check == "period.wrong-year"]


def _report(
    title: str, *, cell: str = "2025年", told: str = _TOLD, plan: str = "2026年工作计划"
) -> list[Any]:
    return [
        title,
        "数字经济创新服务机构年度工作报告",
        "建设单位：滨海示例软件有限公司",
        [
            ["平台名称", "港口调度服务平台"],
            ["公布时间", "2024年4月"],
            ["报告年度", cell],
            ["联系人", "王样例"],
        ],
        "# 一、全年工作",
        told,
        "# 二、存在的问题",
        "一是人手不足；二是覆盖面不够。",
        f"# 三、{plan}",
        _PLAN,
        "2026年1月12日",
    ]


def test_the_year_is_not_that_of_the_day_of_the_award(check: Check) -> None:
    assert not _years(check, *_report("港口这一年"))


@pytest.mark.parametrize("title", ["2025年这一年", "2025年度", "2025年 运行报告"])
def test_titles_name_the_year_in_whatever_way(check: Check, title: str) -> None:
    assert not _years(check, *_report(title))


def test_a_body_of_another_year_is_told(check: Check) -> None:
    (found,) = _years(check, *_report("2025年度", told=_TOLD.replace("2025", "2023")))
    assert "2023" in found.quote


def test_a_cover_left_from_another_year_is_wrong_not_all_the_rest(check: Check) -> None:
    (found,) = _years(check, *_report("港口调度2024年度运行总结报告"))
    assert "2024" in found.quote


def test_a_single_minor_sign_decides_nothing(check: Check) -> None:
    parts = ["年度工作报告", "# 一、工作", "2023年平台服务企业18家。", "# 二、打算", _PLAN]
    assert not _years(check, *parts)


def test_last_years_figure_beside_this_years_is_right(check: Check) -> None:
    assert not _years(check, *_report("2025年度", told="年末在岗31人，博士5人；2024年末是27人，净增4人。"))
    assert _years(
        check, *_report("2025年度", told="年末在岗31人，博士5人。2024年全年服务企业30家，办班8期。")
    )


@pytest.mark.parametrize("plan", ["2025年度工作计划", "2025年工作安排"])
def test_a_plan_titled_by_the_year_that_is_over_is_told(check: Check, plan: str) -> None:
    (found,) = _years(check, *_report("2025年度", plan=plan))
    assert plan in found.quote


@pytest.mark.parametrize(
    "plan", ["2025年计划完成情况和2026年计划", "2025年工作计划落实情况", "下一年度工作计划"]
)
def test_how_a_plan_was_kept_is_no_plan(check: Check, plan: str) -> None:
    assert not _years(check, *_report("2025年度", plan=plan))


_FORM = [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]]
_LIST = "# 三、图什么、做什么、归谁管、拿什么兜底"
_REASON = "码头排队是行业的痛点，制约效率，走访的企业普遍反映靠经验排船。"
_GIVEN = [
    "地方：腾出920平方米给中心用。",
    "设备：现有设备21台（套），原值260万元。",
    "钱：总投入880万元，自筹800万元，单独建账。",
    "人手：专职人员19人。",
]


def _lacking(check: Check, *parts: Any, form: list[list[str]] = _FORM) -> dict[str, str]:
    paper = document("申报书.docx", "数字经济产业创新中心申报书", form, *parts)
    found = check(paper, track="center").findings
    return {f.message: f.level for f in found if f.check == "eligibility.safeguards-missing"}


def test_a_title_that_lists_many_matters_hides_none_of_them(check: Check) -> None:
    assert not _lacking(check, _LIST, _REASON, *_GIVEN)


def test_what_such_a_part_leaves_out_is_told(check: Check) -> None:
    found = _lacking(check, _LIST, _REASON, *_GIVEN[1:])
    assert found == {"没有写明场地保障": "error"}


def test_a_filled_cell_makes_it_thin_not_lacking(check: Check) -> None:
    cells = [*_FORM, ["专用场地面积（平方米）", "920"]]
    (level,) = _lacking(check, "# 八、条件保障", *_GIVEN[1:], form=cells).values()
    assert level == "warning"


@pytest.mark.parametrize(
    "cell", [["专用场地面积（平方米）", ""], ["专用场地面积（平方米）", "无"], ["注册资本（万元）", "500"]]
)
def test_an_empty_or_another_cell_is_none(check: Check, cell: list[str]) -> None:
    found = _lacking(check, "# 八、条件保障", *_GIVEN[1:], form=[*_FORM, cell])
    assert found == {"没有写明场地保障": "error"}
