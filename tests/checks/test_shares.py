"""Shares of several parties are parts, and what they come to is the figure."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from advisor.checks.shares import adds_up, in_all
from tests.checks.conftest import Check, document

_PEOPLE = re.compile(r"专职人员(?P<n>\d+)人")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三方分别派出专职人员30人、10人、6人,合计46人。", "46"),
        ("专职人员30人、10人和6人,共46人。", "46"),
        ("专职人员30人、10人分属两方。", None),
        ("甲方派出专职人员30人,乙方派出10人。", None),
        ("中心下设研发部和测试部,分别负责研发和测试,专职人员34人。", "34"),
        ("三方分别派出的专职人员46人,合计120项证书。", None),
        ("专职人员46人、兼职专家12人。", "46"),
        ("专职人员46人,合计120项证书。", "46"),
    ],
)
def test_a_list_of_shares_is_its_total(text: str, number: str | None) -> None:
    found = _PEOPLE.search(text)
    assert found is not None
    told = in_all(text, found)
    assert (None if told is None else str(told)) == number


@pytest.mark.parametrize(
    ("text", "value", "whole", "comes_to"),
    [
        ("学校三年投入560万元、市级200万元、企业100万元", 560, 860, True),
        ("三年投入960万元,其中自筹560万元、市级400万元", 960, 860, False),
        ("共4600平方米,其中实训4200平方米", 4600, 4200, True),
    ],
)
def test_shares_beside_each_other_add_up(text: str, value: int, whole: int, comes_to: bool) -> None:
    unit = "万元" if "万元" in text else "平方米"
    assert adds_up(text, Decimal(value), unit, Decimal(whole)) is comes_to


def test_the_total_is_what_differs(check: Check) -> None:
    form = [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"], ["专职人员", "46人"]]
    shares = "三方分别派出专职人员30人、10人、8人，合计48人。"
    report = check(
        document("申报书.docx", "数字经济产业创新中心申报书", form, "# 六、分工", shares), track="center"
    )
    told = [f.message for f in report.findings if f.check == "consistency.figure-differs"]
    assert len(told) == 1
    assert "48人" in told[0]
