"""A form's rows beside or under 联合建设单位 tell of the partner: its address and its code are none of the applicant's."""

from __future__ import annotations

import pytest

from ingest.document import Block, Cell, table_text
from tests.checks.conftest import Check, document

_PARTNER = ["单位名称", "南京江宁示例材料研究院有限公司", "统一社会信用代码", "91320115MA1WQ5H790"]
_SEAT = ["注册地址", "江苏省南京市江宁区将军大道37号", "法定代表人", "陆思敏"]


def _form(beside: bool, group: str) -> Block:
    """The applicant's rows, and the partner's with the group merged down beside them or across above them."""
    rows = [
        ["平台名称", "陶瓷窑炉数字孪生创新实验室", "平台类型", "数字经济创新实验室"],
        ["单位名称", "滨海示例大学", "注册地址", "山东省淄博市张店区新村西路266号"],
    ]
    if beside:
        rows += [[group, *_PARTNER], ["", *_SEAT]]
    else:
        rows += [[group], _PARTNER, _SEAT]
    cells = []
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                spans = {
                    "row_span": 2 if beside and text == group else 1,
                    "column_span": 4 if len(row) == 1 else 1,
                }
                cells.append(Cell(text=text, row=number, column=column, **spans))
    return Block(kind="table", text=table_text(tuple(cells)), cells=tuple(cells))


def _found(check: Check, beside: bool, group: str) -> set[str]:
    form = document("申报书.docx", "数字经济创新实验室申报书", _form(beside, group))
    return {finding.check for finding in check(form, track="lab").findings}


@pytest.mark.parametrize("beside", [True, False])
def test_a_partner_elsewhere_is_no_fault(check: Check, beside: bool) -> None:
    found = _found(check, beside, "联合建设单位（1个）")
    assert "identity.outside-province" not in found
    assert "identity.uscc-region" not in found


@pytest.mark.parametrize("beside", [True, False])
def test_a_partner_is_known_by_its_rows(check: Check, beside: bool) -> None:
    assert "joint.agreement-missing" in _found(check, beside, "联合建设单位")


@pytest.mark.parametrize("beside", [True, False])
def test_the_applicants_own_rows_are_its_own(check: Check, beside: bool) -> None:
    assert "identity.outside-province" in _found(check, beside, "申报单位补充信息")


def test_the_code_behind_another_units_name_is_its_own_matter(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新服务机构申报书",
        [["申报单位", "滨海市供应链促进会"], ["平台名称", "供应链数据服务机构"]],
        [["上海示例单证技术有限公司", "91310115MA1K4T7B27", "上海市浦东新区", "提供报文解析技术"]],
    )
    assert "identity.uscc-region" not in {f.check for f in check(form, track="service").findings}
    own = document(
        "申报书.docx",
        "数字经济创新服务机构申报书",
        [["申报单位", "滨海市供应链促进会"], ["统一社会信用代码", "91310115MA1K4T7B27"]],
    )
    assert "identity.uscc-region" in {f.check for f in check(own, track="service").findings}


def test_the_applicants_rows_below_the_partners_are_its_own(check: Check) -> None:
    rows = [
        [("联合建设单位（可多个）", 4)],
        [("单位名称", 1), ("无", 1), ("注册地址", 1), ("无", 1)],
        [("申报单位", 1), ("滨海示例大学", 1), ("平台名称", 1), ("陶瓷窑炉数字孪生创新实验室", 1)],
    ]
    cells = tuple(
        Cell(text=text, row=number, column=column, column_span=span)
        for number, row in enumerate(rows, 1)
        for column, (text, span) in enumerate(row, 1)
    )
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        Block(kind="table", text=table_text(cells), cells=cells),
    )
    report = check(form, track="lab")
    assert not {f.check for f in report.findings} & {"joint.lead-missing", "joint.agreement-missing"}
    assert not [f for f in report.findings if f.check == "field.missing" and "平台名称" in f.message]
