"""Change filings without a form: the platform is named in prose, papers are listed at the end, the office signs a letter."""

from __future__ import annotations

import pytest

from ingest.document import Block, Mark, Place
from tests.checks.conftest import Check, document

_NAME = "“港口影像智能分诊创新实验室”由潍坊运河医院建设，2024年6月公布。"
_MERGED = "根据批复，潍坊运河医院整建制并入潍坊滨海医疗中心，现报请备案。"
_LETTER = ["省工业和信息化厅：", "潍坊运河医院更名手续完备，我局同意其更名。"]


def _found(check: Check, *parts: str, **papers: list[str]) -> set[str]:
    filing = document(
        "备案报告.docx", "关于创新实验室建设单位变更事项的备案报告", _NAME, "# 1. 变更经过", _MERGED, *parts
    )
    others = [document(f"{name}.docx", *lines) for name, lines in papers.items()]
    report = check(filing, *others, today="2026-01-10", stage="change", track="lab")
    return {finding.check for finding in report.findings if finding.level != "advice"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("合并以后，港口病例影像辅助诊断创新实验室将多出两台磁共振。", True),
        ("合并以后，港口影像智能分诊创新实验室将多出两台磁共振。", False),
        ("与本院合作的港口病例影像辅助诊断创新实验室将多出两台磁共振。", False),
        ("合并以后，由青岛大学建设的港口病例影像辅助诊断创新实验室将开放。", False),
        ("合并以后，海水淡化装备创新实验室将多出两台磁共振。", False),
        ("本院承诺内容真实，并继续做好港口病例影像诊断创新实验室的建设和运行。", True),
        ("本院承诺内容真实，并继续做好港口影像智能分诊创新实验室的建设和运行。", False),
        ("本院继续推进港口急救影像创新实验室的建设。", False),
    ],
)
def test_another_platform_in_the_own_ones_place(check: Check, sentence: str, told: bool) -> None:
    assert ("identity.platform-name-differs" in _found(check, "# 2. 延续", sentence)) is told


@pytest.mark.parametrize(
    ("papers", "missing"),
    [
        ({}, True),
        ({"函": [*_LETTER, "潍坊市工业和信息化局", "2025年12月8日"]}, False),
        ({"同意备案的意见": ["同意备案的意见", *_LETTER, "潍坊市工业和信息化局"]}, False),
        ({"批复": ["关于医院并入的批复", "同意整建制并入。", "中共潍坊市委机构编制委员会办公室"]}, True),
        ({"意见": ["关于同意更名备案的意见", *_LETTER, "举办单位：潍坊市卫生健康委员会"]}, True),
        ({"意见": ["关于同意更名备案的意见", *_LETTER, "推荐单位：潍坊市工信局"]}, False),
        ({"意见": ["关于接收管理的意见", *_LETTER, "淄博市工业和信息化局", "2025年12月8日"]}, True),
        ({"意见": ["关于接收管理的意见", *_LETTER, "商潍坊市同意。", "淄博市工业和信息化局"]}, False),
    ],
)
def test_consent_is_the_recommending_offices(
    check: Check, papers: dict[str, list[str]], missing: bool
) -> None:
    named = "推荐单位：潍坊市工业和信息化局"
    assert ("change.consent-missing" in _found(check, named, **papers)) is missing


def test_papers_enclosed_are_no_parts(check: Check) -> None:
    listed = (
        "# 随附",
        "（1）民政部门更名批复",
        "（2）新登记证书",
        "（3）推荐单位同意意见",
        "（4）真实性承诺",
    )
    assert "section.empty" not in _found(check, *listed)


def test_a_part_left_empty_is_one(check: Check) -> None:
    assert "section.empty" in _found(check, "# 2. 变更的影响", "# 3. 所附材料", "1. 批复")


def _validity(check: Check, *rows: list[str], signed: str = "") -> set[str]:
    form = [["建设单位", "潍坊运河医院"], ["平台名称", "港口影像智能分诊创新实验室"], *rows]
    filing = document(
        "备案报告.docx",
        "关于创新平台建设单位变更事项的备案报告",
        form,
        "# 一、变更事由",
        _MERGED,
        *([signed] if signed else []),
    )
    report = check(filing, today="2026-01-10", stage="change", track="lab")
    return {finding.quote for finding in report.findings if finding.check == "period.outside-validity"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["有效期", "2022年12月28日至2025年12月27日"], True),
        (["有效期", "2023年1月28日至2026年1月27日"], False),
        (["有效期", "2019年5月11日至2024年5月10日"], False),  # five years: a certificate's, no platform's
        (["认定公布日期", "2022年12月28日"], True),
        (["认定公布日期", "2023年1月28日"], False),
        (["说明", "实验室经省级公布，公布日期2022年12月28日，有效期三年。"], True),
        (["说明", "实验室经省级公布，公布日期2023年1月28日，有效期三年。"], False),
    ],
)
def test_a_platform_past_its_period(check: Check, row: list[str], told: bool) -> None:
    assert bool(_validity(check, row)) is told


def test_a_change_within_the_period_is_filed_after_it(check: Check) -> None:
    until, changed = ["有效期", "2023年1月4日至2026年1月3日"], ["变更登记日期", "2025年12月18日"]
    assert _validity(check, until, changed, signed="2026年1月8日")
    assert not _validity(check, until, changed, signed="2025年12月25日")
    assert not _validity(check, until, changed)


def test_the_period_is_told_in_the_text_behind_the_round(check: Check) -> None:
    said = "我院承建的平台认定批次为首批，有效期{}至2026年1月4日。"
    assert _validity(check, ["变更登记日期", "2026年1月6日"], signed=said.format("2023年1月5日"))
    assert not _validity(
        check,
        ["变更登记日期", "2026年1月6日"],
        signed="合作协议自签订起履行，有效期2021年1月5日至2024年1月4日。",
    )


def test_the_period_told_from_day_to_day_is_what_is_shown(check: Check) -> None:
    rows = (["公布日期", "2022年12月28日"], ["有效期", "2022年12月28日至2025年12月27日"])
    (quote,) = _validity(check, *rows)
    assert "2025年12月27日" in quote


@pytest.mark.parametrize(
    ("title", "said", "missing"),
    [
        ("关于潍坊运河医院更名的通知", "经研究，同意更名，请及时办理变更登记。", False),
        ("准予变更登记通知书", "经审查，准予登记。", False),
        ("关于做好更名后印章管理的通知", "请各单位更换印章。", True),
    ],
)
def test_an_offices_decision_on_the_name_shows_the_change(
    check: Check, title: str, said: str, missing: bool
) -> None:
    filing = document(
        "备案报告.docx", "关于创新实验室建设单位变更事项的备案报告", _NAME, "# 1. 变更经过", _MERGED
    )
    paper = document("附件1.docx", title, said, "潍坊市机构编制委员会办公室")
    found = check(filing, paper, today="2026-01-10", stage="change", track="lab").findings
    assert (
        any("变更登记通知书" in f.message for f in found if f.check == "package.material-missing") is missing
    )


@pytest.mark.parametrize("name", ["潍坊运河医院", "潍坊运河区医院"])
def test_a_slip_of_the_new_name_in_the_offices_letter(check: Check, name: str) -> None:
    filing = document(
        "备案申请书.docx",
        "数字经济创新平台重大事项变更备案申请书",
        [
            ["平台名称", "港口影像智能分诊创新实验室"],
            ["变更前名称", "昌乐第二医院"],
            ["变更后名称", "潍坊运河医院"],
        ],
    )
    letter = document(
        "同意函.docx", "关于同意更名的函", f"{name}（原昌乐第二医院）更名属实，我局同意其备案。"
    )
    report = check(filing, letter, today="2026-01-10", stage="change", track="lab")
    assert report.files[0].material == "change-filing"
    found = {f.check for f in report.findings}
    assert ("identity.unit-name-differs" in found) is (name != "潍坊运河医院")


@pytest.mark.parametrize(
    ("home", "told"),
    [("濮阳市台前县纬三路6号", True), ("潍坊市奎文区纬三路6号", False), ("中山路6号", False)],
)
def test_a_city_of_another_province_by_its_name(check: Check, home: str, told: bool) -> None:
    filing = document(
        "备案申请.docx",
        "关于变更注册地的备案申请",
        _NAME,
        [["平台名称", "港口影像创新实验室"], ["注册地址", home]],
    )
    licence = document("执照.docx", "营业执照", "名称：潍坊运河医院", f"住所：{home}", "类型：有限责任公司")
    report = check(filing, licence, today="2026-01-10", stage="change", track="lab")
    assert ("identity.outside-province" in {f.check for f in report.findings}) is told


def _enclosed(check: Check, *files: str) -> list[str]:
    filing = document(
        "备案申请.docx",
        "关于变更的备案申请",
        _NAME,
        "附件：1. 名称变更登记通知书　2. 变更后营业执照　3. 推荐单位同意的意见　4. 股东会决议",
    )
    others = [document(name, name.split(" ")[-1].removesuffix(".docx"), "内容见正文。") for name in files]
    found = check(filing, *others, today="2026-01-10", stage="change", track="lab").findings
    return [f.quote for f in found if f.check == "consistency.reference-broken"]


def test_an_enclosure_on_the_list_that_does_not_lie_beside_it(check: Check) -> None:
    files = ("附件1 登记通知书.docx", "附件2 营业执照.docx", "附件3 同意的意见.docx")
    assert _enclosed(check, *files) == ["4. 股东会决议"]
    assert not _enclosed(check, *files, "附件4 决议.docx")
    assert not _enclosed(check, *files, "股东会决议.docx")
    assert not _enclosed(check, "登记通知书.docx", "营业执照.docx", "同意的意见.docx")


@pytest.mark.parametrize(
    ("after", "told"), [("", True), ("山东省潍坊市奎文区东风街7号", False), ("不变", False)]
)
@pytest.mark.parametrize("beside", [True, False])
def test_what_is_so_after_the_change_is_filled_in(check: Check, after: str, told: bool, beside: bool) -> None:
    old = "山东省潍坊市高新区健康街12号"
    rows = [["变更前注册地址", old], ["变更后注册地址", after]]
    if beside:
        named = ["单位名称", "潍坊运河医院", "潍坊运河医院"]
        code = ["统一社会信用代码", "123707004942", "123707004942"]
        rows = [["事项", "变更前", "变更后"], named, code, ["住所", old, after]]
    filing = document("备案报告.docx", "关于创新实验室建设单位变更事项的备案报告", _NAME, _MERGED, rows)
    report = check(filing, today="2026-01-10", stage="change", track="lab")
    assert any(f.check == "field.missing" and f.level == "error" for f in report.findings) is told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("工业软件卓越工程师数字经济人才培养基地", True),
        ("工业软件工程师数字经济创新人才基地", False),
        ("省级卓越工程师培养基地", False),
    ],
)
def test_what_the_year_was_spent_on_is_the_own_platform(check: Check, name: str, told: bool) -> None:
    cells = [["建设单位", "滨海示例软件有限公司"], ["平台名称", "工业软件工程师数字经济创新人才基地"]]
    sentence = f"一年来，公司围绕{name}的建设要求，新开课程6门。"
    report = document("年度报告.docx", "2025年度工作报告", cells, "# 二、本年度工作情况", sentence)
    found = check(report, track="talent", stage="annual", today="2026-02-05").findings
    assert ("identity.platform-name-differs" in {f.check for f in found}) is told


@pytest.mark.parametrize(("pictures", "told"), [(("p:2",), True), (("p:1", "p:2"), False), ((), False)])
def test_a_line_that_is_signed_by_a_picture_is_sealed_by_one(
    check: Check, pictures: tuple[str, ...], told: bool
) -> None:
    lines = {"p:1": "建设单位（盖章）：潍坊运河医院", "p:2": "法定代表人（签字）：", "p:3": "2025年12月8日"}
    parts: list[Block] = []
    for anchor, text in lines.items():
        parts.append(Block(kind="paragraph", text=text, anchor=anchor, place=Place(page=1)))
        if anchor in pictures:
            parts.append(Block(kind="image", text="", anchor=anchor, image="a.png", place=Place(page=1)))
    marks = tuple(
        Mark(kind="signature", page=1, box=(0, 0, 1, 1), confidence=0.5, anchor=each) for each in pictures
    )
    filing = document("备案报告.docx", "关于建设单位变更事项的备案报告", _NAME, _MERGED, *parts, marks=marks)
    report = check(filing, today="2026-01-10", stage="change", track="lab")
    assert ("seal.missing" in {f.check for f in report.findings}) is told


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (["问题", "原因", "现状", "措施"], False),
        (["设备", "原值", "现值", "备注"], False),
        (["项目", "原计划", "新增计划", "旧设备"], False),
        (["事项", "原地址", "现地址", "备注"], True),
        (["事项", "变更前内容", "变更后", "备注"], True),
    ],
)
def test_a_blank_behind_a_change_stands_under_heads_that_go_on_alike(
    check: Check, heads: list[str], told: bool
) -> None:
    rows = [heads, ["甲", "一", "二", "三"], ["乙", "一", "", "三"], ["丙", "一", "二", "三"]]
    filing = document(
        "备案申请书.docx",
        "数字经济创新平台重大事项变更备案申请书",
        [["平台名称", "港口影像智能分诊创新实验室"], ["变更后名称", "潍坊运河医院"]],
        rows,
    )
    found = check(filing, today="2026-01-10", stage="change", track="lab").findings
    assert any(f.check == "field.missing" and "“乙”" in f.message for f in found) is told


@pytest.mark.parametrize(
    ("matter", "effect", "missing"),
    [
        ("1. 事由", "2. 主体延续情况", False),
        ("1. 变更经过", "2. 权利义务承继", False),
        ("1. 平台现状", "2. 平台概况", True),
    ],
)
def test_parts_of_a_filing_by_their_titles(check: Check, matter: str, effect: str, missing: bool) -> None:
    filing = document(
        "备案申请表.docx",
        "建设单位更名备案申请表",
        [["平台名称", "港口影像智能分诊创新实验室"], ["变更类型", "更名"]],
        f"# {matter}",
        "单位整合业务，名称变了。",
        f"# {effect}",
        "主体、代码、地址照旧。",
    )
    report = check(filing, today="2026-01-10", stage="change", track="lab")
    assert ("section.missing" in {finding.check for finding in report.findings}) is missing
