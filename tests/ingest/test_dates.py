"""Dates: each row is the words, the earliest and the latest day, seen from 2026-11-23."""

from datetime import date

import pytest

from ingest.dates import find_dates, impossible_dates, shift_months

TODAY = date(2026, 11, 23)
DATES = """
2024年3月 2024-03-01 2024-03-31
2024-03-05 2024-03-05 2024-03-05
2024.3.5 2024-03-05 2024-03-05
2024/3/5 2024-03-05 2024-03-05
2024.03 2024-03-01 2024-03-31
20240305 2024-03-05 2024-03-05
二〇二四年三月五日 2024-03-05 2024-03-05
二○二三年十二月三十一日 2023-12-31 2023-12-31
２０２４年３月 2024-03-01 2024-03-31
2024年2月 2024-02-01 2024-02-29
24年 2024-01-01 2024-12-31
24年3月 2024-03-01 2024-03-31
2024年度 2024-01-01 2024-12-31
2024年上半年 2024-01-01 2024-06-30
2024年第三季度 2024-07-01 2024-09-30
2024年底 2024-10-01 2024-12-31
2024年5月中旬 2024-05-11 2024-05-20
去年8月 2025-08-01 2025-08-31
去年 2025-01-01 2025-12-31
去年年底 2025-10-01 2025-12-31
前年 2024-01-01 2024-12-31
大前年 2023-01-01 2023-12-31
今年 2026-01-01 2026-12-31
上个月 2026-10-01 2026-10-31
昨天 2026-11-22 2026-11-22
三年前 2023-01-01 2023-12-31
3年前 2023-01-01 2023-12-31
两年多前 2023-11-24 2024-11-23
三年多前 2022-11-24 2023-11-23
八个月前 2026-03-01 2026-03-31
近六年 2020-11-23 2026-11-23
最近两年 2024-11-23 2026-11-23
过去两年 2024-11-23 2026-11-23
10天前 2026-11-13 2026-11-13
"""


@pytest.mark.parametrize("row", DATES.strip().splitlines())
def test_a_date_spans_the_days_it_can_mean(row: str) -> None:
    words, earliest, latest = row.rsplit(maxsplit=2)
    text = f"公司于{words}，完成"
    (span,) = find_dates(text, TODAY)
    assert (str(span.earliest), str(span.latest)) == (earliest, latest)
    assert text[span.start : span.end] == span.quote == words


@pytest.mark.parametrize(
    "text",
    [
        "圆周率3.14",
        "2024.5万元",
        "20年经验",
        "版本1.2.3",
        "电话0531-20240301",
        "成立满24年",
        "前三年",
        "10年期",
        "比例2023%",
    ],
)
def test_other_numbers_are_no_date(text: str) -> None:
    assert find_dates(text, TODAY) == []


def test_the_end_of_a_range_takes_its_year_from_the_start() -> None:
    assert [str(span.latest) for span in find_dates("2024年1月至3月")] == ["2024-01-31", "2024-03-31"]
    assert [str(span.latest) for span in find_dates("2023-2025年")] == ["2023-12-31", "2025-12-31"]
    assert [str(span.latest) for span in find_dates("2024.03-2025.02")] == ["2024-03-31", "2025-02-28"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2025年1—6月", ["2025-01-31", "2025-06-30"]),
        ("2025年1月1日起至12月31日", ["2025-01-01", "2025-12-31"]),
    ],
)
def test_a_year_said_once_serves_both_ends(text: str, ends: list[str]) -> None:
    assert [str(span.latest) for span in find_dates(text)] == ends


def test_relative_dates_need_a_today() -> None:
    assert find_dates("去年8月") == []


@pytest.mark.parametrize("words", ["2024年2月30日", "2023-13-01", "2023年4月31日"])
def test_an_impossible_date_is_told_and_is_no_date(words: str) -> None:
    assert [found.quote for found in impossible_dates(f"于{words}。")] == [words]
    assert find_dates(f"于{words}。") == []


def test_a_shifted_month_ends_in_time() -> None:
    assert shift_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert shift_months(date(2, 1, 1), -36) == date.min
    assert shift_months(date(9999, 12, 1), 1) == date.max
