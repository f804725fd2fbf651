"""Scans beside a form: its signed pages, the code of a licence, a telephone; and lists of ticked boxes."""

from __future__ import annotations

import pytest

from advisor.checks.misread import may_be_misread
from advisor.domain import CheckReport
from advisor.profile.ticks import ticked
from ingest.document import Block, Document, Page
from tests.checks.conftest import Check, document, table

_CODE, _TURNED = "91370405MA3JB49J3N", "91370405M3AJB49J3N"
_FORM = document(
    "申报书.docx",
    "数字经济产业创新中心申报书",
    [
        ["申报单位", "滨海示例软件有限公司"],
        ["平台名称", "港口调度产业创新中心"],
        ["统一社会信用代码", _CODE],
        ["法定代表人", "张示例"],
        ["平台负责人", "李示例"],
    ],
    "# 一、单位概况",
    "公司成立于2016年，长期从事港口调度软件研发，服务港航企业三十余家，产品在六个港区稳定运行。" * 12,
    "# 十一、单位意见",
    "申报单位意见：申报材料真实，同意申报港口调度产业创新中心。",
)


def _scan(path: str, *parts: str | Block) -> Document:
    sure = [Block(kind="paragraph", text=p, confidence=0.99) if isinstance(p, str) else p for p in parts]
    return document(path, *sure, format="pdf", pages=(Page(number=1, ocr=True, confidence=0.99),))


def _told(report: CheckReport, check: str) -> list[str]:
    return [finding.message for finding in report.findings if finding.check == check]


def test_a_scan_of_signed_pages_is_part_of_the_form(check: Check) -> None:
    page = _scan(
        "签章页.pdf",
        "数字经济产业创新中心申报书",
        "平台名称：港口调度产业创新中心",
        "申报单位：滨海示例软件有限公司（盖章）",
        "申报单位意见：申报材料真实，同意申报港口调度产业创新中心。",
    )
    report = check(_FORM, page, track="center", stage="application")
    assert _told(report, "package.material-repeated") == []
    assert not any("统一社会信用代码" in message for message in _told(report, "field.missing"))


@pytest.mark.parametrize(
    ("unit", "differs"), [("滨海示例软件有限公司", False), ("滨海示例数控技术有限公司", True)]
)
def test_a_page_signed_apart_is_read_as_the_form_is(check: Check, unit: str, differs: bool) -> None:
    page = _scan(
        "单位意见.pdf",
        "十一、单位意见",
        "申报单位意见：申报材料真实，同意申报。",
        f"申报单位（盖章）：{unit}",
    )
    report = check(_FORM, page, track="center", stage="application")
    assert bool(_told(report, "identity.unit-name-differs")) is differs


def test_a_form_gives_the_name_and_not_what_was_misread_in_a_scan(check: Check) -> None:
    page = _scan(
        "1-1.签章页.pdf",
        "数字经济产业创新中心申报书",
        "平台名称：港口调度产业创小中心",
        "申报单位：滨海示例软件有限公司",
    )
    report = check(page, _FORM, track="center", stage="application")
    assert report.profile["platform_name"] == "港口调度产业创新中心"
    assert _told(report, "identity.platform-name-differs") == []


@pytest.mark.parametrize(("code", "faulty"), [(_TURNED, True), ("91370405MA3JB49J3M", False), (_CODE, False)])
def test_a_code_with_two_characters_changed_about_is_none_misread(
    check: Check, code: str, faulty: bool
) -> None:
    scan = _scan("备案表.pdf", f"统一社会信用代码：{code}")
    assert bool(_told(check(_FORM, scan, track="center"), "identity.uscc-checksum")) is faulty


@pytest.mark.parametrize(
    ("number", "wrong"),
    [("1386543217", True), ("1784336031", True), ("13865432171", False), ("13865", False)],
)
def test_a_mobile_number_a_digit_short_is_told_in_a_scan(check: Check, number: str, wrong: bool) -> None:
    rows = table(
        [["平台名称", "港口调度产业创新中心"], ["申报单位", "滨海示例软件有限公司"], ["联系电话", number]]
    )
    scan = _scan("申报书.pdf", "数字经济产业创新中心申报书", rows.model_copy(update={"confidence": 0.98}))
    assert bool(_told(check(scan, track="center", stage="application"), "field.invalid")) is wrong


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("产业创新中心 ☑　创新实验室 □　人才基地 □", ["产业创新中心"]),
        ("☑产业创新中心 □创新实验室 □人才基地", ["产业创新中心"]),
        ("□产业创新中心 □创新实验室", []),
        ("数字经济产业创新中心", []),
    ],
)
def test_boxes_stand_before_their_words_or_behind_them(value: str, words: list[str]) -> None:
    assert ticked(value) == words


@pytest.mark.parametrize(
    ("value", "name", "misread"),
    [
        ("港航信息技术有限公司", "港航数据科技有限公司", False),
        ("边缘智能诊断创新实验室", "边缘智能运维创新实验室", False),
        ("边缘智能运维创小实验室", "边缘智能运维创新实验室", True),
    ],
)
def test_what_recognition_makes_of_a_name(value: str, name: str, misread: bool) -> None:
    assert may_be_misread(value, name) is misread
