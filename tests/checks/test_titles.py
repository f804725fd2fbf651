"""Titles that stand without pages in a table of contents, over numbered ones, or run into their own paragraph."""

from __future__ import annotations

import pytest

from advisor.pack.checking import Checking
from advisor.profile.titles import bare_title, is_title, leaves_open, title_number
from ingest.document import Block
from tests.checks.conftest import Check, document
from tests.checks.test_layouts import _FORM, _TEXTS

_NUMERALS = "一二三四五六七八九十"
_TITLES = [f"（{n}）{title}" for n, title in zip(_NUMERALS, _TEXTS, strict=True)]
_PARTS = [
    piece for title, text in zip(_TITLES, _TEXTS.values(), strict=True) for piece in (f"# {title}", text)
]


def _empty(check: Check, *parts: str) -> list[str]:
    report = check(document("a.docx", "申报书", _FORM, *parts))
    return [f.quote for f in report.findings if f.check == "section.empty"]


def test_a_table_of_contents_without_pages_is_no_section(check: Check) -> None:
    assert _empty(check, "目　录", *(f"# {title}" for title in _TITLES), *_PARTS) == []


def test_a_title_told_twice_without_a_table_of_contents_is_empty(check: Check) -> None:
    assert _empty(check, f"# {_TITLES[5]}", *_PARTS) == [_TITLES[5]]


def test_numbers_within_parts_that_have_none(check: Check) -> None:
    parts: list[str] = []
    for title, text in _TEXTS.items():
        parts += [f"# {title}"]
        own = title == "研发与成果转化能力"
        parts += ["1. 研发方向", text, "2. 研发成果", text] if own else [text]
    assert _empty(check, *parts) == []
    hollow = [part for part in parts if part != _TEXTS["组织管理"]]
    assert _empty(check, *hollow) == ["组织管理"]


def test_formal_numerals_stand_above_plain_ones(check: Check) -> None:
    numerals = "壹贰叁肆伍陆柒捌玖拾"
    parts: list[str] = []
    for numeral, (title, text) in zip(numerals, _TEXTS.items(), strict=True):
        parts += [f"# {numeral}、{title}", "# 一、总的情况", text]
    assert _empty(check, *parts) == []


def test_words_that_put_a_part_off_are_no_content(check: Check) -> None:
    for words in ("规划正在征求意见，待定稿后另行报送。", "（此部分待所务会研究后补充）"):
        parts = [words if part == _TEXTS["组织管理"] else part for part in _PARTS]
        assert _empty(check, *parts) == [_TITLES[5]]
    kept = "组织架构待批复后再行报送，现由理事会管理，设主任一名，下设三个组，分工明确。"
    parts = [kept if part == _TEXTS["组织管理"] else part for part in _PARTS]
    assert _empty(check, *parts) == []


def test_a_brief_head_leads_in_its_paragraph(check: Check) -> None:
    told = _TEXTS["条件保障"]
    parts = [
        piece
        for part in _PARTS
        for piece in (["1.场地。960平方米。", "2.设备。原值142.0万元。"] if part == told else [part])
    ]
    report = check(document("a.docx", "申报书", _FORM, *parts))
    missing = [f.message for f in report.findings if f.check == "eligibility.safeguards-missing"]
    assert not [message for message in missing if "设备" in message or "场地" in message]


def _missing(check: Check, *parts: str | list[list[str]]) -> set[str]:
    report = check(document("a.docx", "申报书", _FORM, *parts))
    return {f.message for f in report.findings if f.check == "section.missing"}


def test_targets_by_the_year_tell_what_it_is_for(check: Check) -> None:
    parts = [p for p in _PARTS if p not in (_TITLES[9], _TEXTS["预期效益"], f"# {_TITLES[9]}")]
    heads = ["指标", "2026年", "2027年", "2028年"]
    ours = [["论文（篇）", "2", "3", "4"], ["申请发明专利（件）", "3", "4", "5"]]
    others = [["服务企业（家次）", "40", "60", "80"], ["培训人次", "300", "400", "500"]]
    assert _missing(check, *parts) == {"没有写“预期效益”"}
    assert _missing(check, *parts, "进度指标", [heads, *ours]) == {"没有写“预期效益”"}
    assert _missing(check, *parts, "进度指标", [heads, *ours, *others]) == set()
    past = ["指标", "2022年", "2023年", "2024年"]
    assert _missing(check, *parts, "近三年情况", [past, *others]) == {"没有写“预期效益”"}


def test_one_half_of_a_double_title_is_the_management(check: Check) -> None:
    parts = [part.replace("组织管理", "管理与保障") for part in _PARTS]
    assert _missing(check, *parts) == set()


def test_numerals_without_a_mark_stand_above_decimals(check: Check) -> None:
    parts: list[str] = []
    for number, title in enumerate(_TEXTS, 1):
        parts += [
            f"# {_NUMERALS[number - 1]}{title}",
            f"# {number}.1 总的情况",
            "本部分分三个方面，逐项说明，数字截至上月末。",
        ]
    assert _empty(check, *parts) == []
    hollow = f"# 六{list(_TEXTS)[5]}"
    assert _empty(check, *(part for part in parts if not part.startswith("# 6.1"))) == []
    at = parts.index(hollow)
    assert _empty(check, *parts[: at + 1], *parts[at + 3 :]) == [hollow[2:]]


def test_a_bold_line_may_name_the_year_of_a_part() -> None:
    def bold(text: str) -> Block:
        return Block(kind="paragraph", text=text, bold=True)

    assert is_title(bold("2026年的工作计划"))
    assert title_number("2026年的工作计划") is None
    assert not is_title(bold("2026年1月20日"))


def test_a_year_behind_a_number_is_none_of_it() -> None:
    assert (title_number("8．2026年计划"), bare_title("8．2026年计划")) == ("8．", "2026年计划")
    assert (title_number("3.2 2026年安排"), bare_title("3.2 2026年安排")) == ("3.2", "2026年安排")
    assert title_number("2026年计划") is None


@pytest.mark.parametrize(
    ("title", "open_"),
    [
        ("八、场地、设备、资金和人员保障", False),
        ("专门场所、设备设施、资金和人员等保障", False),
        ("为什么建、建什么、怎么管", True),
        ("研发、转化、服务", True),
    ],
)
def test_a_title_that_lists_what_one_part_asks_for(checking: Checking, title: str, open_: bool) -> None:
    assert leaves_open(title, checking) is open_
