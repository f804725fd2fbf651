"""Numerals and amounts: each row is the words and what they mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.chinese import (
    chinese_numeral,
    currency_unit,
    find_amounts,
    find_numbers,
    in_digits,
    parse_numeral,
)

NUMERALS = """
一百二十 120 | 壹佰 100 | 3万 30000 | ３万 30000 | 一万二 12000 | 三万五 35000 | 一百零二 102
1亿2000万 120000000 | 两千零五 2005 | 二〇二四 2024 | 1,200.5 1200.5 | 3千万 30000000 | 十 10 | 二十三 23
三万亿 3000000000000 | 12万3千 123000 | 叁佰陆拾伍 365 | 廿三 23 | 一亿零三万 100030000 | ○ 0
"""

AMOUNTS = """
1200万元 12000000 万元 | 人民币壹佰贰拾万元整 1200000 万元 | 3.5亿元 350000000 亿元 | 三千元 3000 元
￥1,200.50元 1200.50 元 | 12元5角 12.5 元 | 300余万元 3000000 万元 | 12 万元 120000 万元
-20万元 -200000 万元 | 一百二十万元 1200000 万元 | ５００万元 5000000 万元 | 3万5千元 35000 元
叁佰元伍角贰分 300.52 元
"""


def rows(table: str) -> list[list[str]]:
    return [row.rsplit(maxsplit=-1) for line in table.strip().splitlines() for row in line.split("|")]


@pytest.mark.parametrize(("words", "value"), rows(NUMERALS))
def test_a_numeral_has_its_value(words: str, value: str) -> None:
    assert parse_numeral(words) == Decimal(value)


@pytest.mark.parametrize(
    "row", [row.strip() for line in AMOUNTS.strip().splitlines() for row in line.split("|")]
)
def test_an_amount_is_read_in_yuan_with_its_words(row: str) -> None:
    words, yuan, unit = row.rsplit(maxsplit=2)
    text = f"总投资{words}，其中"
    (amount,) = find_amounts(text)
    assert (amount.yuan, amount.unit) == (Decimal(yuan), unit)
    assert text[amount.start : amount.end] == amount.quote == words


@pytest.mark.parametrize("text", ["100万美元", "三元材料", "多元化", "状元", "二元结构"])
def test_other_words_are_no_amount(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize("text", ["万一", "百姓", "千家"])
def test_a_lone_unit_is_no_number(text: str) -> None:
    assert [found.quote for found in find_numbers(text)] in ([], ["万一"])


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("职工六十二人，研发二十七人", "职工62人，研发27人"),
        ("用房三千四百平方米", "用房3400平方米"),
        ("二三十人、十几人、五个人、百人计划、第十二人", "二三十人、十几人、五个人、百人计划、第十二人"),
    ],
)
def test_what_is_counted_is_told_in_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


def test_a_heading_names_its_unit() -> None:
    assert currency_unit("金额（万元）") == 10000
    assert currency_unit("数量（台）") is None


def test_a_ten_after_a_zero_counts() -> None:
    assert parse_numeral("四十五万零十") == parse_numeral("四十五万零一十") == 450010
    assert chinese_numeral(450010) == "四十五万零一十"


@given(st.integers(0, 99_999_999))
def test_numerals_round_trip(value: int) -> None:
    assert parse_numeral(chinese_numeral(value)) == value
