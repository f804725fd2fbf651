"""Dates in any Chinese form, found in text with their offsets, as the earliest and latest day they can mean.

Absolute forms: 2024年3月5日, 2024-03-05, 2024.3, 二〇二四年三月, 24年3月, 2024年上半年, 2024年底, 20240305.
Relative forms (去年8月, 上个月, 三年前, 两年多前, 近六年) are read only with an explicit `today`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.chinese import DIGITS, Found, narrow, parse_numeral

_DIGIT = "".join(char for char in DIGITS)
_FOUR = rf"(?:(?:19|20)\d{{2}}|[一二][{_DIGIT}]{{3}})"
_ONE_TO_NINE = "[一二三四五六七八九]"
_UP_TO_31 = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|[二廿]?十{_ONE_TO_NINE}?|廿{_ONE_TO_NINE}|{_ONE_TO_NINE})"
_UP_TO_12 = rf"(?:1[0-2]|0?[1-9]|十[一二]?|{_ONE_TO_NINE}|元|正|腊)"
_COUNT = r"(?:\d{1,3}(?:\.5)?|[一二两三四五六七八九十]{1,3}|半)"
_PART = r"(?:第?[一二三四1-4]季度|[上下]半[年月]|[年月]?[初末底]|[年月]中|[上中下]旬|春季?|夏季?|秋季?|冬季?)"
_MONTH_DAY = rf"(?P<month>{_UP_TO_12})月(?:份)?(?:(?P<day>{_UP_TO_31})[日号])?"

# 年 tells a year from the decimals of a number, so that the point of a list's number (1.2024年7月) may stand before it.
_ABSOLUTE = re.compile(
    rf"(?<![\dA-Za-z])(?P<year>{_FOUR})\s*年\s*度?(?:\s*(?P<month>{_UP_TO_12})\s*月(?:份)?(?:\s*(?P<day>{_UP_TO_31})\s*[日号])?)?(?P<part>{_PART})?"
)
_SHORT = re.compile(
    rf"(?<![\d.年第近满达超约有共后前每期限历{_DIGIT}])(?P<year>[0-4]\d)年(?:{_MONTH_DAY})?(?P<part>{_PART})?"
    r"(?![内前后来间以多限期的经历至\d])"
)
# 二三年 is also two or three years: a year only where a month or a season follows.
_SHORT_HAN = re.compile(
    rf"(?<![第{_DIGIT}])(?P<year>二[〇零一二三四五六])年(?=[{_DIGIT}十元正腊初底末春夏秋冬上下])(?:{_MONTH_DAY})?(?P<part>{_PART})?"
)
_SIGNS = re.compile(
    r"(?<![\dA-Za-z./])(?P<year>(?:19|20)\d{2})(?P<sign>[-./])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?(?![\d%]|[./]\d|\s*[万亿元])"
)
_YEAR_RANGE = re.compile(rf"(?<![\dA-Za-z])(?P<year>{_FOUR})(?=\s*[-—–~～至到]{{1,2}}\s*{_FOUR}\s*年)")
_MONTH_RANGE = re.compile(
    rf"(?<![\dA-Za-z])(?P<year>{_FOUR})\s*年\s*(?P<month>{_UP_TO_12})(?=\s*[-—–~～至到]{{1,2}}\s*{_UP_TO_12}\s*月)"
)
_COMPACT = re.compile(
    r"(?<![\dA-Za-z.])(?<!\d-)(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\dA-Za-z])"
)
_INHERITED = re.compile(rf"[\s起至到~～—–\-、和及]{{1,3}}{_MONTH_DAY}")
_NAMED_YEAR = re.compile(
    rf"(?P<name>今年|本年度?|去年|上年度?|上一年度?|前年|大前年|明年|后年)(?:度)?(?:{_MONTH_DAY})?(?P<part>{_PART})?"
)
_NAMED_MONTH = re.compile(
    rf"(?P<name>上上个?月|上个?月|本月|这个月|下个?月)(?:(?P<day>{_UP_TO_31})[日号])?(?P<part>[初末底中]|[上中下]旬)?"
)
_NAMED_DAY = re.compile(r"(?P<name>大前天|前天|昨天|昨日|今天|今日|明天|上周|本周)")
_AGO = re.compile(
    rf"(?<![第{_DIGIT}\d])(?P<count>{_COUNT})(?P<half>个半)?(?:个)?(?P<unit>年|月|周|星期|天|日)(?P<more>多|半)?(?:之前|以前|前)(?![景途期])"
)
_WINDOW = re.compile(
    rf"(?P<head>近|最近|过去|前|这)(?P<count>{_COUNT})(?P<mark>个)?(?P<unit>年|月|天|周)(?P<more>多|半)?(?:来|以来|内|之内|以内|间)?(?![度月])"
)
_YEAR_ORDINAL = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "大前年": -3}
_YEAR_ORDINAL |= {"明年": 1, "后年": 2}
_DAY_ORDINAL = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1}
_MONTH_ORDINAL = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}


@dataclass(frozen=True)
class DateSpan(Found):
    """A date as written: the earliest and the latest day it can mean, both included."""

    earliest: date
    latest: date
    relative: bool = False

    @property
    def exact(self) -> bool:
        """True when it names one day."""
        return self.earliest == self.latest


def find_dates(text: str, today: date | None = None) -> list[DateSpan]:
    """Every date of the text in order; relative ones only when `today` is given. No impossible ones."""
    plain = narrow(text)
    spans: list[DateSpan] = []
    for pattern, read in _readers(today):
        for match in pattern.finditer(plain):
            if any(match.start() < span.end and span.start < match.end() for span in spans):
                continue
            days = read(match)
            if days is not None:
                relative = pattern in _RELATIVE
                spans.append(DateSpan(text[match.start() : match.end()], *match.span(), *days, relative))
    spans += list(_inherited(text, plain, spans))
    return sorted(spans, key=lambda span: span.start)


def impossible_dates(text: str) -> list[Found]:
    """What is written as a date and can be none (2024年2月30日, 2023-13-01)."""
    plain = narrow(text)
    return [
        Found(text[match.start() : match.end()], *match.span())
        for pattern in (_IMPOSSIBLE, _SIGNS)
        for match in pattern.finditer(plain)
        if match["day"] and _absolute(match) is None
    ]


_IMPOSSIBLE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?P<part>)"
)


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day; the calendar's ends are not passed."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


Days = tuple[date, date]
Reader = Callable[[re.Match[str]], Days | None]


def _readers(today: date | None) -> Iterator[tuple[re.Pattern[str], Reader]]:
    yield _MONTH_RANGE, _absolute
    yield _ABSOLUTE, _absolute
    yield _SIGNS, _absolute
    yield _COMPACT, _absolute
    yield _YEAR_RANGE, _absolute
    if today is not None:
        yield _AGO, lambda match: _ago(match, today)
        yield _WINDOW, lambda match: _window(match, today)
        yield _NAMED_YEAR, lambda match: _named_year(match, today)
        yield _NAMED_MONTH, lambda match: _named_month(match, today)
        yield _NAMED_DAY, lambda match: _named_day(match, today)
    yield _SHORT, _absolute
    yield _SHORT_HAN, _absolute


_RELATIVE = (_AGO, _WINDOW, _NAMED_YEAR, _NAMED_MONTH, _NAMED_DAY)


def _inherited(text: str, plain: str, spans: list[DateSpan]) -> Iterator[DateSpan]:
    """The second half of 2024年1月至3月: a month that takes its year from the date before it."""
    taken = {(span.start, span.end) for span in spans}
    for span in spans:
        match = _INHERITED.match(plain, span.end)
        if match is None or any(start < match.end() and match.start("month") < end for start, end in taken):
            continue
        days = _days(span.earliest.year, _number(match["month"]), _number(match["day"]))
        if days is not None:
            start = match.start("month")
            yield DateSpan(text[start : match.end()], start, match.end(), *days, span.relative)


def _number(words: str | None) -> int | None:
    if not words:
        return None
    named = {"元": 1, "正": 1, "腊": 12}
    if words in named:
        return named[words]
    value = parse_numeral(words)
    return None if value is None else int(value)


def _absolute(match: re.Match[str]) -> Days | None:
    groups = match.groupdict()
    year = _number(groups["year"])
    if year is None:
        return None
    if year < 100:
        year += 2000
    days = _days(year, _number(groups.get("month")), _number(groups.get("day")))
    return _narrowed(days, groups.get("part")) if days and 1900 <= year < 2100 else None


def _days(year: int, month: int | None, day: int | None) -> Days | None:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else None


def _narrowed(days: Days, part: str | None) -> Days:
    """The part of a year or month that 上半年, 第一季度, 年底, 中旬 … can mean; wide where usage is loose."""
    if not part or days[0] == days[1]:
        return days
    year, month = days[0].year, days[0].month
    whole_year = days[0].month == 1 and days[1].month == 12
    if whole_year:
        first, last = _months_of(part)
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    end = days[1].day
    first, last = {
        "初": (1, 10),
        "上": (1, 15),
        "中": (11, 20),
        "下": (15, end),
        "末": (21, end),
        "底": (21, end),
    }.get(part.lstrip("月")[:1], (1, end))
    if part.endswith("旬"):
        first, last = {"上": (1, 10), "中": (11, 20), "下": (21, end)}[part[0]]
    return date(year, month, first), date(year, month, last)


def _months_of(part: str) -> tuple[int, int]:
    if part.endswith("季度"):
        quarter = _number(part[-3]) or 1
        return 3 * quarter - 2, 3 * quarter
    loose = {"上": (1, 6), "下": (7, 12), "初": (1, 3), "中": (5, 8), "末": (10, 12), "底": (10, 12)}
    seasons = {"春": (2, 5), "夏": (5, 8), "秋": (8, 11), "冬": (1, 12)}
    return {**loose, **seasons}.get(part.lstrip("年")[:1], (1, 12))


def _named_year(match: re.Match[str], today: date) -> Days | None:
    year = today.year + _YEAR_ORDINAL[match["name"].removesuffix("度")]
    days = _days(year, _number(match["month"]), _number(match["day"]))
    return _narrowed(days, match["part"]) if days else None


def _named_month(match: re.Match[str], today: date) -> Days | None:
    ordinal = _MONTH_ORDINAL[re.sub("个?月", "", match["name"])]
    month = shift_months(today.replace(day=1), ordinal)
    days = _days(month.year, month.month, _number(match["day"]))
    return _narrowed(days, match["part"]) if days else None


def _named_day(match: re.Match[str], today: date) -> Days:
    monday = today - timedelta(days=today.weekday())
    if match["name"] == "上周":
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if match["name"] == "本周":
        return monday, monday + timedelta(days=6)
    day = today + timedelta(days=_DAY_ORDINAL[match["name"]])
    return day, day


def _count(match: re.Match[str]) -> float | None:
    if match["count"] == "半":
        return 0.5
    value = parse_numeral(match["count"])
    return None if value is None else float(value)


def _back(today: date, count: float, unit: str) -> date:
    if unit in "天日":
        return today - timedelta(days=round(count))
    if unit in ("周", "星期"):
        return today - timedelta(days=round(7 * count))
    months = 12 * count if unit == "年" else count
    return shift_months(today, -int(months)) - timedelta(days=round((months % 1) * 30))


def _ago(match: re.Match[str], today: date) -> Days | None:
    """三年前 is somewhere in that calendar year, 两年多前 between two and three years back."""
    count = _count(match)
    if count is None or count == 0 or (match["unit"] == "年" and count > 100):
        return None
    unit = match["unit"]
    if match["more"] == "多":
        return _back(today, count + 1, unit) + timedelta(days=1), _back(today, count, unit)
    if unit in "天日":
        day = _back(today, count, unit)
        return day, day
    if match["more"] == "半" or match["half"] or count % 1:
        middle = _back(today, count + (0.5 if match["more"] or match["half"] else 0), unit)
        slack = timedelta(days=60 if unit == "年" else 8)
        return middle - slack, middle + slack
    target = _back(today, count, unit)
    if unit == "年":
        return date(target.year, 1, 1), date(target.year, 12, 31)
    if unit == "月":
        return _days(target.year, target.month, None)
    return target - timedelta(days=3), target + timedelta(days=3)


def _window(match: re.Match[str], today: date) -> Days | None:
    """近三年 reaches back from today; 前 and 这 open a window only with 来 or 内 behind."""
    count = _count(match)
    closed = match.group().endswith(("来", "内", "间"))
    if count is None or count == 0 or (match["head"] in "前这" and not closed):
        return None
    if match["unit"] == "月" and not match["mark"]:
        return None
    back = _back(today, count + (1 if match["more"] == "多" else 0.5 if match["more"] else 0), match["unit"])
    return back, today


def shown_day(day: date) -> str:
    """A day as people write it (2025年9月3日)."""
    return f"{day.year}年{day.month}月{day.day}日"
