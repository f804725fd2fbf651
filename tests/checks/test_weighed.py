"""At a place given over to one element, words that it is had outweigh words that it is not, and none of them is a lack told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from advisor.domain import Finding
from tests.checks.conftest import Check, document

_DATA: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "weighed.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(name, side == "lacking", text, id=f"{name}-{side}-{number}")
    for name, sides in _DATA.items()
    for side, texts in sides.items()
    for number, text in enumerate(texts)
]
_FULL: dict[str, tuple[str, dict[str, str]]] = {
    "center": (
        "五、研发与转化能力",
        {
            "数字技术研发能力": "研发人员64人，研发投入2100万元，软件著作权11项。",
            "成果转化能力": "三年转化成果9项，合同额860万元。",
        },
    ),
    "lab": ("五、科研条件", {"研究开发试验环境": "试验车间2000平方米，台架12套，仪器60余台。"}),
    "service": (
        "五、服务能力",
        {
            "技术人才队伍": "工程师37人，其中高级12人。",
            "服务资源": "诊断工具2套，案例库210个，专家库46人。",
        },
    ),
    "talent": (
        "五、人才实训条件",
        {
            "资质": "2021年备案为职业技能等级认定机构。",
            "设施设备": "实训室6间，工位180个，设备92台。",
            "师资": "专任教师28人，双师型占七成。",
            "课程体系": "开设课程18门，编有教学大纲。",
        },
    ),
}
_TELLS = ("材料自己写明", "从这段话看")
_SAFE = {
    "场地": "科技楼三层1200平方米，公司自有。",
    "设备设施": "现有设备52台（套），原值210万元。",
    "资金": "三年投入900万元，公司自筹。",
    "人员": "专职21人，其中高级工程师6人。",
}
_LAYOUTS = {
    "rows": lambda told: [[[title, text] for title, text in told.items()]],
    "parts": lambda told: [
        part
        for number, (title, text) in zip("一二三四", told.items(), strict=False)
        for part in (f"# （{number}）{title}", text)
    ],
    "lines": lambda told: [f"{title}：{text}" for title, text in told.items()],
}
_PLANS = "到2028年新购设备20台，开发课程10门，建设案例库1个，新增试验线一条，培养技术人员30人，转化成果5项。"


def _found(check: Check, layout: str, name: str, text: str) -> list[Finding]:
    """Findings about the element, where `text` stands for it."""
    track = next((track for track, (_, own) in _FULL.items() if name in own), "center")
    heading, own = _FULL[track]
    form = document(
        "申报书.docx",
        "数字经济创新平台申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度创新平台"]],
        "# 二、建设目标与任务",
        _PLANS,
        f"# {heading}",
        *_LAYOUTS[layout](own | {name: text} if name in own else own),
        "# 七、条件保障",
        *_LAYOUTS[layout](_SAFE | {name: text} if name in _SAFE else _SAFE),
        "# 八、经费预算",
        [["科目", "2026年", "2027年"], ["设备购置", "120", "80"], ["课程与试验", "40", "60"]],
    )
    found = check(form, track=track).findings
    return [f for f in found if f.check.startswith("eligibility.") and name in f.message]


@pytest.mark.parametrize(("name", "lacking", "text"), _CASES)
def test_what_is_said_at_its_own_place_is_weighed(check: Check, name: str, lacking: bool, text: str) -> None:
    layout = list(_LAYOUTS)[len(text) % len(_LAYOUTS)]
    found = _found(check, layout, name, text)
    assert any(f.message.startswith(_TELLS) and f.quote for f in found) if lacking else not found


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_the_layout_does_not_matter(check: Check, layout: str) -> None:
    told = "总投入约980万元，本年度预算未列支本项，银行授信未获批，钱从哪里出待立项后再议。"
    (found,) = _found(check, layout, "资金", told)
    assert told in found.quote


def test_another_place_that_has_it_is_enough(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
        "# 八、条件保障",
        *(f"{title}：{text}" for title, text in _SAFE.items()),
        "场地：二号楼尚未移交。",
    )
    found = [f for f in check(form, track="center").findings if f.check == "eligibility.safeguards-missing"]
    assert not found


def test_a_plan_alone_is_no_lack(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
        "# 五、仪器",
        [["设备名称", "台套", "原值"], ["工控机", "12", "30"], ["示波器", "6", "40"]],
        "# 八、条件保障",
        *(f"{title}：{text}" for title, text in (_SAFE | {"设备设施": "计划2027年购置设备40台。"}).items()),
    )
    found = [f for f in check(form, track="center").findings if f.check == "eligibility.safeguards-missing"]
    assert not any("自己写明" in f.message for f in found)


def test_words_under_no_title_tell_a_lack_where_only_a_title_or_a_plan_speaks_for_it(check: Check) -> None:
    told = "实验室目前没有自己的研究开发和试验环境，做模型是临时借别处的机器。"
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [["申报单位", "滨海示例医院"], ["平台名称", "影像创新实验室"]],
        "# 五、研究条件的实际情况",
        told,
        "等实验室批下来以后，再考虑建不建、建在哪里。",
        "现有的只是普通办公条件，电脑、打印机等52台。",
    )
    (found,) = [
        f for f in check(form, track="lab").findings if f.check == "eligibility.lab-environment-missing"
    ]
    assert "没有自己的研究开发和试验环境" in found.quote
