"""A part, a row or a line given over to one safeguard that tells only that it is lacking shows nothing: given_up.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.checks.conftest import Check, document

_DATA: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "given_up.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(title, side == "lacking", text, id=f"{title}-{side}-{number}")
    for side, parts in _DATA.items()
    for title, texts in parts.items()
    for number, text in enumerate(texts)
]
_FULL = {
    "场地": "科技楼三层1200平方米，公司自有。",
    "设备": "现有设备52台（套），原值210万元。",
    "经费": "三年投入900万元，公司自筹。",
    "人员": "专职21人，其中高级工程师6人。",
}
_CALLED = {"场地": "场地", "设备": "设备设施", "经费": "资金", "人员": "人员"}
_LAYOUTS = {
    "rows": lambda told: [[[title, text] for title, text in told.items()]],
    "parts": lambda told: [
        part
        for number, (title, text) in zip("一二三四", told.items(), strict=True)
        for part in (f"# （{number}）{title}", text)
    ],
    "lines": lambda told: [f"{title}：{text}" for title, text in told.items()],
}


@pytest.mark.parametrize("layout", _LAYOUTS)
@pytest.mark.parametrize(("title", "lacking", "text"), _CASES)
def test_a_title_over_a_lack_is_no_evidence(
    check: Check, title: str, lacking: bool, text: str, layout: str
) -> None:
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
        "# 八、条件保障",
        *_LAYOUTS[layout]({**_FULL, title: text}),
    )
    found = [f for f in check(form, track="center").findings if f.check == "eligibility.safeguards-missing"]
    assert [_CALLED[title] in f.message for f in found] == ([True] if lacking else [])


def test_training_told_in_passing_asks_for_all_four(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新人才基地申报书",
        [["申报单位", "滨海示例技工学校"], ["平台名称", "智能装备实训基地"]],
        "# 二、工作基础",
        "2022年获评市级职工培训基地。",
        "# 三、基地条件",
        "2021年取得职业技能等级认定机构备案。",
        "实训室9间，设备77台。",
        "专兼职教师34人。",
        "课这一块眼下没有成套的东西，哪位师傅有空就讲哪一段。",
    )
    (found,) = [
        f for f in check(form, track="talent").findings if f.check == "eligibility.training-element-missing"
    ]
    assert "课程体系" in found.message
    assert found.quote.startswith("课这一块")
