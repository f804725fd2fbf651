"""Numbers with their units, and the time and owner a sentence gives them."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from advisor.drafting.evidence import Passage
from advisor.drafting.frames import anothers, frame_of
from advisor.drafting.outline import load_book
from advisor.drafting.quantity import quantity, turned, unit_of
from advisor.pack.load import open_pack
from ingest.document import Document, Page, Place

RULES = load_book(open_pack("sd-digital-platform")).reading


@pytest.mark.parametrize(
    ("text", "default", "wanted", "amount"),
    [
        ("1885000", "元", "万元", "188.5"),
        ("1,000,000", "元", "万元", "100"),
        ("32.5万元", "元", "万元", "32.5"),
        ("45.6万", "", "万元", "45.6"),
        ("1.2亿元", "", "万元", "12000"),
        ("壹佰万元整", "", "万元", "100"),
        ("3,200㎡", "", "平方米", "3200"),
        ("12名", "", "人", "12"),
        ("2万人次", "", "人次", "20000"),
        ("860", "", "万元", None),
        ("20", "", "人", "20"),
        ("90%", "", "万元", None),
        ("约20", "", "人", None),
        ("30余人", "", "人", None),
        ("17人以上", "", "人", None),
        ("12-15", "", "人", None),
        ("2025年", "", "人", None),
        ("5件", "", "人", None),
    ],
)
def test_a_quantity_is_turned_or_refused(text: str, default: str, wanted: str, amount: str | None) -> None:
    found = quantity(text)
    got = turned(found, default, wanted, RULES.same_units) if found else None
    assert got == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("金额（元）", "元"),
        ("经费/万元", "万元"),
        ("合同额(单位：亿元)", "亿元"),
        ("发明专利（授权）", ""),
        ("经费", ""),
    ],
)
def test_a_label_names_a_unit_or_none(label: str, unit: str) -> None:
    assert unit_of(label, RULES.units) == unit


@pytest.mark.parametrize(
    ("before", "stock", "frame"),
    [
        ("2024年授权3件,2025年授权", False, "now"),
        ("2025年完成5件,比2024年", False, "other"),
        ("三年来,共授权", False, "span"),
        ("自2023年以来,发表", False, "span"),
        ("2025年以来,发表", False, "now"),
        ("2023-2025年发表", False, "span"),
        ("截至2025年底,授权", False, "span"),
        ("截至2025年底,专职人员", True, "now"),
        ("建设以来累计投入5000万元,本年度投入", False, "now"),
        ("去年培训", False, "other"),
        ("发表", False, ""),
    ],
)
def test_the_time_said_last_before_a_number_is_its_time(before: str, stock: bool, frame: str) -> None:
    assert frame_of(before, 2025, RULES, stock=stock) == frame


def test_what_was_recognised_from_a_picture_says_so() -> None:
    scan = Document(path="a.jpg", format="jpg", pages=(Page(number=1, ocr=True),))
    passage = Passage(cast(Any, SimpleNamespace(document=scan)), 2025, False, RULES, "a.jpg")
    assert passage.source(Place(page=1), "6件").text == "a.jpg 第1页（扫描识别，请对照原件）"


@pytest.mark.parametrize(
    ("before", "others"),
    [
        ("与某研究院共建,该院有专职人员", True),
        ("该院力量雄厚,专职人员", True),
        ("与合作单位分工明确,平台有专职人员", False),
        ("专职人员", False),
    ],
)
def test_whose_a_number_is(before: str, others: bool) -> None:
    assert anothers(before, RULES) is others
