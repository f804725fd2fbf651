"""What the applicant says it lacks is told with its words, and what only sounds like a lack is not: lacks.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.checks.denial import Denial
from advisor.checks.evidence import Element
from advisor.checks.kinds import parameters_of
from advisor.pack.checking import Checking
from advisor.pack.squeeze import squeeze
from tests.checks.conftest import Check, document

_DATA: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "lacks.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(name, side == "told", text, id=f"{name}-{side}-{number}")
    for name, sides in _DATA.items()
    for side, texts in sides.items()
    for number, text in enumerate(texts)
]


@pytest.fixture(scope="module")
def elements(checking: Checking) -> dict[str, tuple[Denial, Element]]:
    rows: list[dict[str, Any]] = [parameters_of(row) for row in checking.checks if row.kind == "evidence"]
    return {each.name: (row["denial"], each) for row in rows for each in row["elements"]}


@pytest.mark.parametrize(("name", "told", "text"), _CASES)
def test_a_lack_is_told_from_what_sounds_so(
    elements: dict[str, tuple[Denial, Element]], name: str, told: bool, text: str
) -> None:
    denial, element = elements[name]
    assert denial.lacks(squeeze(text), element.lack) is told


_TOLD = {
    "center": (
        "五、研发与转化能力",
        "设有研发部，工程师150人。",
        "与外部企业没有签订过技术许可合同，各系统均限本院内部使用。",
    ),
    "lab": (
        "五、研究条件",
        "研究人员31人，论文37篇。",
        "院内没有设立实验室或试验场，测量仪器随项目向测绘公司租借。",
    ),
    "talent": (
        "五、实训条件",
        "2022年经备案为职业技能等级认定机构，实训室9间，教师38人。",
        "目前尚未形成成套的培养方案，没有固定的课程设置和教材。",
    ),
    "service": (
        "五、服务能力",
        "案例库收有案例52个。",
        "7人均从事会务工作，没有信息技术专业背景的人员。",
    ),
}
_CHECKS = {
    "center": "eligibility.center-capability-missing",
    "lab": "eligibility.lab-environment-missing",
    "talent": "eligibility.training-element-missing",
    "service": "eligibility.service-resources-missing",
}


@pytest.mark.parametrize("track", _TOLD)
def test_the_words_that_tell_the_lack_are_the_quote(check: Check, track: str) -> None:
    heading, met, told = _TOLD[track]
    form = document(
        "申报书.docx", "数字经济创新平台申报书", [["申报单位", "滨海示例研究院"]], f"# {heading}", met, told
    )
    (found,) = [f for f in check(form, track=track).findings if f.check == _CHECKS[track]]
    assert found.quote == told
    assert "自己写明" in found.message


@pytest.mark.parametrize("track", _TOLD)
def test_what_is_there_besides_is_never_told_as_missing(check: Check, track: str) -> None:
    """At most it is asked which of the two holds."""
    there = {
        "center": "三年转化成果9项，合同额2815万元，均有技术许可合同。",
        "lab": "建有试验车间2000平方米、测试台架12套，仪器设备60余台，仿真平台2个。",
        "talent": "开设课程21门，编有教学大纲。",
        "service": "技术服务团队46人，其中工程师30名。",
    }
    heading, met, told = _TOLD[track]
    form = document(
        "申报书.docx",
        "数字经济创新平台申报书",
        [["申报单位", "滨海示例研究院"]],
        f"# {heading}",
        met,
        f"{told}{there[track]}",
        there[track],
    )
    found = [f for f in check(form, track=track).findings if f.check == _CHECKS[track]]
    assert all(f.level == "warning" and "别处又写着有" in f.message for f in found)


def test_partners_of_equal_rank_are_quoted_where_the_form_says_so(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [["申报单位", "滨海示例大学"], ["联合建设单位", "滨海样例软件有限公司"]],
        "# 五、组织管理",
        "两家单位地位对等、不分主次，理事长每年轮换。",
    )
    (found,) = [f for f in check(form, track="lab").findings if f.check == "joint.lead-missing"]
    assert "不分主次" in found.quote


def test_the_applicants_own_label_may_say_that_it_leads(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [["申报单位（牵头单位）", "滨海示例大学"], ["联合建设单位", "滨海样例软件有限公司"]],
        "# 五、组织管理",
        "管理委员会由两家单位派人组成。",
    )
    assert not [f for f in check(form, track="lab").findings if f.check == "joint.lead-missing"]


def test_units_of_equal_rank_alone_say_that_the_application_is_joint(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [["申报单位", "滨海示例医院"], ["平台名称", "胸部影像创新实验室"]],
        "# 五、组织管理",
        "参与建设的有本院、示例医学院和样例软件有限公司。三家地位相同，由哪一家负总责，三家商定后再报。",
    )
    assert [f for f in check(form, track="lab").findings if f.check == "joint.lead-missing"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("三家商定，谁也不压谁一头，由三家轮流值班主持，每家一年。", True),
        ("本实验室是三家联合申报，除我院外，另有两家。2021年起医院牵头整理名老中医医案。", True),
        ("本实验室是三家联合申报，由我院牵头建设，样例软件有限公司和示例医学院参加。", False),
        ("各科室轮流主持晨会，值班领导轮流值班。", False),
    ],
)
def test_who_leads_is_said_of_the_laboratory(check: Check, said: str, told: bool) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [["申报单位", "滨海示例医院"], ["平台名称", "胸部影像创新实验室"]],
        "# 五、组织管理",
        said,
    )
    found = [f for f in check(form, track="lab").findings if f.check == "joint.lead-missing"]
    assert bool(found) is told
