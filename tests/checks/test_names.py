"""Names of people as forms write them, and the brand in a platform's name."""

from __future__ import annotations

import pytest

from advisor.pack.checking import Checking
from advisor.profile.facts import person_name
from advisor.profile.labels import fields_of
from advisor.profile.organisations import split_organisations
from ingest.document import Block, Document, Page
from tests.checks.conftest import Check, document

SURNAMES = ("欧阳", "司马")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("欧阳  修", "欧阳修"),
        ("张　三", "张三"),
        ("张 三 丰", "张三丰"),
        ("李明 教授", "李明"),
        ("田  雅文 主任", "田雅文"),
        ("张三 13800001111", "张三"),
        ("李明（男）", "李明"),
        ("赵　小满、钱进", "赵小满、钱进"),
        ("John Smith", "John Smith"),
    ],
)
def test_a_name_is_read_whole_and_without_what_follows(written: str, name: str) -> None:
    assert person_name(written, SURNAMES) == name


_TRADE = ("年产滚动轴承和风电轴承各五万套，精密轴承占其中三成。", "自主研发了高端轴承的检测装置。")


@pytest.mark.parametrize(
    ("unit", "name", "direction", "prose", "wanted"),
    [
        ("临清轴承制造有限公司", "轴承智能检测产业创新中心", "轴承检测", (), False),
        ("临清轴承制造有限公司", "轴承智能检测产业创新中心", "智能检测", _TRADE, False),
        ("河口油气数智有限公司", "油气管道监测产业创新中心", "智能", (), False),
        ("临清浪潮软件有限公司", "浪潮智能检测产业创新中心", "智能检测", ("浪潮成立于2010年。",), True),
        ("临清远帆软件有限公司", "远帆智能检测产业创新中心", "远帆检测", (), True),
        ("临清市中小企业公共服务中心", "中小企业数字化产业创新中心", "数字化诊断", (), False),
    ],
)
def test_a_word_of_the_trade_is_no_brand(
    check: Check, unit: str, name: str, direction: str, prose: tuple[str, ...], wanted: bool
) -> None:
    cells = [["申报单位", unit], ["平台名称", name], ["主要方向", direction]]
    form = document("申报书.docx", "数字经济产业创新中心申报书", cells, "# 一、单位概况", *prose)
    found = {f.check for f in check(form, track="center").findings}
    assert ("naming.contains-unit-name" in found) is wanted


ENDS = ("有限公司", "学院", "研究院")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("甲乙丙有限公司、丁戊学院、己庚农机合作联社", 3),
        ("甲乙丙有限公司；丁戊水产技术推广站", 2),
        ("甲乙丙有限公司，负责算法与集成", 1),
        ("甲乙丙有限公司（牵头），丁戊学院参与联合攻关", 2),
        ("甲乙丙有限公司（样机、现场服务、数据采集与标注）、丁戊学院", 2),
        ("甲乙丙有限公司、数据采集与标注", 1),
        ("无", 0),
        ("另有三家单位共同参与本次建设", 0),
    ],
)
def test_a_list_of_units_counts_names_of_any_ending_and_no_remark(cell: str, names: int) -> None:
    assert len(split_organisations(cell, ENDS)) == names


def _promise(name: str) -> Document:
    paper = document(
        "扫描.jpg",
        "真实性承诺书",
        "材料真实，如有不实愿担责任。",
        f"承诺单位（盖章）：{name}",
        "2025年9月1日",
    )
    return paper.model_copy(update={"pages": (Page(number=1, ocr=True, confidence=0.98),)})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("滨海鬲津智能设备有限公司", True),
        ("滨海高津智能装备有限公司", False),
        ("滨海鬲津智能装各有限公司", False),
        ("滨海粮安科技有限公司", True),
        ("滨海鬲津智能", False),
    ],
)
def test_a_recognised_name_with_one_word_for_another_is_told_and_a_misread_one_is_not(
    check: Check, name: str, told: bool
) -> None:
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海鬲津智能装备有限公司"], ["平台名称", "港口调度产业创新中心"]],
    )
    found = {finding.check for finding in check(form, _promise(name), track="center").findings}
    assert ("identity.unit-name-differs" in found) is told


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("申报单位", "unit_name"),
        ("申报单位（一）", "unit_name"),
        ("申报单位（盖章）", "unit_name"),
        ("申报单位（二）", "partners"),
        ("申报单位 (3)：", "partners"),
    ],
)
def test_further_units_that_apply_are_partners(label: str, field: str, checking: Checking) -> None:
    rows = list(fields_of(label, "application-form", checking))
    assert field in [row.id for row in rows]
    assert ("partners" in [row.id for row in rows]) is (field == "partners")


def test_a_name_stands_behind_the_word_for_it(check: Check) -> None:
    rows = [["申报单位", "滨海示例医院"], ["负责人", "姓名", "陶振华", "职称", "主任医师"]]
    profile = check(document("申报表.docx", "数字经济创新实验室申报表", rows), track="lab").profile
    assert profile["leader"] == "陶振华"


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("脑血管影像智能计算联合研究中心", "脑血管影像智能计算联合研究中心"),
        ("滨海示例医院", None),
        ("青岛市海洋大数据中心", None),
    ],
)
def test_a_bare_name_in_a_form_of_another_unit_is_the_platforms(
    check: Check, beside: str, name: str | None
) -> None:
    rows = [["名称", beside], ["申报单位", "滨海示例医院"]]
    profile = check(document("申报表.docx", "数字经济创新实验室申报表", rows), track="lab").profile
    assert profile["platform_name"] == name


@pytest.mark.parametrize(
    ("words", "fault"), [("薄小雨　手机1395391468", True), ("薄小雨　手机139-5391-4681，二楼302室", False)]
)
def test_a_number_called_a_telephones_beside_a_name(check: Check, words: str, fault: bool) -> None:
    form = document(
        "申报书.docx", "产业创新中心申报书", [["申报单位", "滨海示例软件有限公司"], ["联系人", words]]
    )
    assert ("field.invalid" in {f.check for f in check(form, track="center").findings}) is fault


@pytest.mark.parametrize(
    ("does", "joint"),
    [("联合招收博士后研究人员", False), ("共同申请专利", False), ("共同建设港口调度人才基地", True)],
)
def test_only_an_agreement_on_the_platform_makes_partners(check: Check, does: str, joint: bool) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新人才基地申报书",
        [["申报单位", "滨海示例医院"], ["平台名称", "港口调度人才基地"]],
    )
    parts = [
        "甲方：滨海示例医院",
        "乙方：滨海示范大学",
        f"一、甲乙双方{does}，分工和投入见附表。",
        "2021年11月30日",
    ]
    found = check(form, document("协议.docx", "合作协议", *parts), track="talent").findings
    assert ("joint.not-provided-for" in {f.check for f in found}) is joint


def test_the_units_cell_may_give_a_service_institutions_name(check: Check) -> None:
    cells = [
        ["申报单位", "滨海示例促进会"],
        ["平台名称", "家纺诊断服务机构"],
        ["机构名称", "家纺诊断服务机构"],
    ]
    form = document("申报书.docx", "数字经济创新服务机构申报书", cells)
    assert "identity.unit-name-differs" not in {f.check for f in check(form, track="service").findings}


def test_one_line_may_hold_several_labels(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        "# 1 基本情况",
        "（1）申报单位：滨海示例软件有限公司。",
        "（2）中心名称：港口调度产业创新中心；平台类型：数字经济产业创新中心。",
        "1.12 平台负责人：逄立敏，正高级工程师",
    )
    report = check(form, track="center")
    assert "identity.platform-name-differs" not in {f.check for f in report.findings}
    assert report.profile["platform_name"] == "港口调度产业创新中心"
    assert str(report.profile["leader"]).startswith("逄立敏")


@pytest.mark.parametrize("label", ["共同申报单位", "申报单位之二", "第二申报单位"])
def test_who_applies_as_well_is_a_partner(check: Check, label: str) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [
            ["申报单位", "滨海示例软件有限公司"],
            [label, "烟台样例研究院有限公司"],
            ["平台名称", "潮汐创新实验室"],
        ],
    )
    promise = document(
        "承诺.docx",
        "真实性承诺书",
        "所报材料真实。",
        "承诺单位（盖章）：滨海示例软件有限公司",
        "承诺单位（盖章）：烟台样例研究院有限公司",
    )
    found = {f.check for f in check(form, promise, track="lab").findings}
    assert {"joint.agreement-missing", "joint.lead-missing"} <= found
    assert "identity.unit-name-differs" not in found


@pytest.mark.parametrize(
    ("promised", "others"),
    [("滨海市数字工匠培训学校", ["滨海市数字工匠培训学校"]), ("滨海市数字工匠培训中心", [])],
)
def test_a_unit_of_a_kind_that_no_ending_tells(check: Check, promised: str, others: list[str]) -> None:
    name = "滨海市数字工匠培训中心"
    cells = [["申报单位", name], ["平台名称", "数字工匠实训基地"], ["平台类型", "数字经济创新人才基地"]]
    cells.append(["牵头单位", "无（独立申报）"])
    report = check(
        document("申报书.docx", "数字经济创新人才基地申报书", cells),
        document("证书.docx", "事业单位法人证书", f"名称：{name}", "住所：山东省滨海市"),
        document(
            "承诺书.docx", "真实性承诺书", "材料真实，如有不实愿担责任。", f"承诺单位（盖章）：{promised}"
        ),
        document("检测报告.docx", "检测报告", "单位名称：滨海市产品质量检验所", "检验结论：合格。"),
        track="talent",
    )
    assert [f.quote for f in report.findings if f.check == "identity.unit-name-differs"] == others


@pytest.mark.parametrize(
    ("text", "sure", "told"),
    [
        ("经审核，滨海示例软件有限公司建设的海洋装备设计产业创新中心2025年度工作报告材料齐全，同意上报。", 0.99, True),
        ("经审核，滨海示例软件有限公司建设的海洋装备设计产业创新中心2025年度工作报告材料齐全，同意上报。", 0.93, False),
        ("经审核，滨海示例软件有限公司建设的港口调庋产业创新中心2025年度工作报告材料齐全，同意上报。", 0.99, False),
    ],
)  # fmt: skip
def test_another_platform_in_a_recognised_opinion(check: Check, text: str, sure: float, told: bool) -> None:
    cells = [["建设单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]]
    report = document("年度报告.docx", "2025年度工作报告", cells)
    opinion = document(
        "审核意见.pdf", "推荐单位审核意见", Block(kind="paragraph", text=text, confidence=sure)
    )
    opinion = opinion.model_copy(update={"pages": (Page(number=1, ocr=True, confidence=0.98),)})
    found = check(report, opinion, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert ("identity.platform-name-differs" in {f.check for f in found}) is told


@pytest.mark.parametrize("said", ["平台名称、研究方向、负责人和建设任务保持不变。", "平台名称均未变更。"])
def test_a_recognised_sentence_that_begins_with_a_label_gives_no_name(check: Check, said: str) -> None:
    cells = [["建设单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]]
    line = Block(kind="paragraph", text=said, flags=frozenset({"ocr"}), confidence=0.99)
    paper = document("变更备案申请.pdf", "平台变更备案申请", cells, "# 四、影响", line, format="pdf")
    paper = paper.model_copy(update={"pages": (Page(number=1, ocr=True, confidence=0.98),)})
    found = check(paper, track="center", stage="change").findings
    assert not {"identity.platform-name-differs"} & {f.check for f in found}
