"""Cells of a form: which may stay blank, which are for a hand, and rows that carry a number before their label."""

from __future__ import annotations

import pytest

from ingest.document import Document
from tests.checks.conftest import Check, document

_ROWS = [
    ["申报单位", "滨海示例软件有限公司"],
    ["统一社会信用代码", "91370600MA3F6XG72Y"],
    ["平台名称", "港口调度产业创新中心"],
    ["平台类型", "数字经济产业创新中心"],
    ["法定代表人", "张示例"],
    ["平台负责人", "王示例"],
    ["联系人", "李示例"],
    ["联系电话", "0531-12345678"],
]


def _form(rows: list[list[str]], *more: str) -> Document:
    return document("申报书.docx", "数字经济产业创新中心申报书", rows, *more)


def _blank(check: Check, form: Document) -> list[str]:
    return [f.quote for f in check(form, track="center").findings if f.check == "field.missing" and f.quote]


@pytest.mark.parametrize("label", ["联系电话（如有多个请全部填写）", "联系电话（可空格）"])
def test_a_condition_on_what_is_written_leaves_it_due(check: Check, label: str) -> None:
    assert _blank(check, _form([*_ROWS[:-1], [label, ""]])) == [label]


@pytest.mark.parametrize("label", ["联合共建单位（如有）", "联系电话（选填）", "联系电话(没有可不填)"])
def test_a_cell_that_may_stay_blank(check: Check, label: str) -> None:
    assert _blank(check, _form([*_ROWS[:-1], [label, ""]])) == []


def test_a_cell_that_may_not(check: Check) -> None:
    assert _blank(check, _form([*_ROWS[:-1], ["联系电话", ""]])) == ["联系电话"]


def test_a_name_below_the_line_for_the_seal_is_signed_by_hand(check: Check) -> None:
    rows = [row for row in _ROWS if row[0] != "法定代表人"]
    assert _blank(check, _form(rows, "# 九、意见", "（盖章）滨海示例软件有限公司", "法定代表人：")) == []
    assert _blank(check, _form(rows, "# 九、意见", "经会议研究，同意申报。", "法定代表人：")) == [
        "法定代表人"
    ]


@pytest.mark.parametrize("heads", [[], [["序号", "项目", "内容"]]])
@pytest.mark.parametrize("number", ["{}", "A{}", "（{}）", "1.{}"])
def test_rows_that_begin_with_their_number(check: Check, heads: list[list[str]], number: str) -> None:
    rows = [[number.format(index), *row] for index, row in enumerate(_ROWS, 1)]
    found = check(_form([*heads, *rows]), track="center")
    assert found.profile["unit_name"] == "滨海示例软件有限公司"
    assert found.profile["platform_name"] == "港口调度产业创新中心"
    assert not [f for f in found.findings if f.check == "field.missing"]


def test_a_numbered_list_of_records_is_no_form(check: Check) -> None:
    people = [["1", "联系人", "2台"], ["2", "激光器X3", "3台"], ["3", "读码器", "5台"]]
    report = check(_form(_ROWS, "# 二、设备", people), track="center")  # type: ignore[arg-type]
    assert report.profile["unit_name"] == "滨海示例软件有限公司"
    assert not [f for f in report.findings if f.check == "identity.person-differs"]


def test_a_paper_of_which_nothing_was_recognised_is_not_called_ready(check: Check) -> None:
    report = check(document("说明书.docx", "印刷机使用说明书", "开机前请检查电源。"), stage=None)
    assert report.stage is None
    assert report.summary.outcome == "fix"
    assert "只查了一部分" in (report.partly or "")
    assert check(document("说明书.docx", "印刷机使用说明书", "开机前请检查电源。")).partly is None


def _doubted(check: Check, *rows: list[str]) -> set[str]:
    """Quotes of what the form with further rows is told about numbers."""
    kept = [row for row in _ROWS if row[0] not in {each[0] for each in rows}]
    found = check(_form([*kept, *rows]), track="center").findings
    return {f.quote or "" for f in found if f.check in {"field.invalid", "identity.uscc-checksum"}}


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("联系人", "郝样例　0538-6291507　15153809263"),
        ("联系人", "郝样例，0538-6291507，15153809263"),
        ("传真", "（无）"),
    ],
)
def test_two_numbers_beside_a_name_and_a_fax_that_there_is_not(
    check: Check, label: str, written: str
) -> None:
    assert _doubted(check, [label, written]) <= _doubted(check)
