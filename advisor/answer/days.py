"""The dates of a question: those in Chinese (`ingest.dates`) and, in the form questions are read in, those in English."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.dates import DateSpan, find_dates, shift_months

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PARTS = {
    "early": (1, 4), "beginning": (1, 3), "start": (1, 3), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "end": (10, 12),
    "spring": (2, 5), "summer": (5, 8), "autumn": (8, 11), "fall": (8, 11), "winter": (1, 12),
    "first half": (1, 6), "second half": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
_PART = rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?:[- ]| of | in | )?(?:the )?"
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
}  # fmt: skip
"""English words for numbers"""
_COUNT = (
    rf"(?P<count>\d{{1,2}}(?:\.5)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?P<half> and a half)?"
)
_DATED = re.compile(
    rf"\b(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?: of)? )?{_MONTH}(?: (?P<later>3[01]|[12]\d|"
    rf"0?[1-9])(?:st|nd|rd|th)?，?| of|，)? {_YEAR}\b"
)
_PART_OF_YEAR = re.compile(rf"\b{_PART}(?P<year>(?:19|20)\d\d|last year|this year)\b")
_BARE = re.compile(
    rf"(?<![\d.])\b(?:in|since|during|by|from|until|of|back in|around|for|year|the) {_YEAR}\b(?! (?:yuan|rmb|"
    rf"people|square|units|m2|students|engineers|clients))"
)
_ALONE = re.compile(
    r"(?:^|(?<=[，。；(] )|(?<=\())(?P<year>20[0-2]\d)(?= (?:we|accident|fire|leak|breach|fine|penalty|fined|major|"
    r"minor)\b|[：:])"
)
_AGO = re.compile(
    rf"(?:(?P<about>(?:well |a little |just |slightly |a bit )?(?:over|more than|above)|(?:just |a little |"
    rf"a bit )?(?:under|less than|short of)|almost|nearly|about|around|roughly) )?"
    rf"\b{_COUNT} (?P<unit>year|month|week|day)s?(?P<half_after> and a half)? (?:ago|back|earlier|before (?:now|"
    rf"today))\b"
)
_NAMED = re.compile(
    r"\b(?P<name>the year before last|last year|this year|last month|this month|last week|this week|yesterday|"
    r"today)(?:'s)?\b"
)
_LAST_MONTH = re.compile(
    rf"\b(?P<which>last|this|this past) (?P<name>{'|'.join(_MONTHS)}|spring|summer|autumn|fall|winter)\b"
)

Days = tuple[date, date]


def find_days(text: str, today: date) -> list[DateSpan]:
    """Every date of a question in order, Chinese and English; relative ones count from `today`."""
    spans = find_dates(text, today)
    if re.search(r"[a-z]{3}", text):
        for start, end, days in _english(text, today):
            if days and not any(start < span.end and span.start < end for span in spans):
                spans.append(DateSpan(text[start:end], start, end, *days))
    return sorted(spans, key=lambda span: span.start)


def _english(text: str, today: date) -> Iterator[tuple[int, int, Days | None]]:
    for match in _DATED.finditer(text):
        day = match["day"] or match["later"]
        yield *match.span(), _of_month(int(match["year"]), _MONTHS[match["month"]], int(day) if day else None)
    for match in _PART_OF_YEAR.finditer(text):
        year = {"last year": today.year - 1, "this year": today.year}.get(match["year"])
        first, last = _PARTS[match["part"]]
        year = year or int(match["year"])
        yield *match.span(), (date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    for match in _AGO.finditer(text):
        yield *match.span(), _ago(match, today)
    for match in _LAST_MONTH.finditer(text):
        yield *match.span(), _last_time(match["name"], today)
    for match in _NAMED.finditer(text):
        yield *match.span(), _named(match["name"], today)
    for pattern in (_BARE, _ALONE):
        for match in pattern.finditer(text):
            year = int(match["year"])
            yield match.start("year"), match.end(), (date(year, 1, 1), date(year, 12, 31))


def _of_month(year: int, month: int, day: int | None) -> Days | None:
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if day <= last else None


def _back(today: date, count: float, unit: str) -> date:
    if unit in {"day", "week"}:
        return today - timedelta(days=round(count * (7 if unit == "week" else 1)))
    months = count * (12 if unit == "year" else 1)
    return shift_months(today, -int(months)) - timedelta(days=round((months % 1) * 30))


def _ago(match: re.Match[str], today: date) -> Days | None:
    """Three years ago is somewhere in that calendar year, over three years ago between three and four years back."""
    count = float(NUMBERS.get(match["count"], 0) or match["count"])
    unit, about = match["unit"], match["about"] or ""
    half = match["half"] or match["half_after"] or count % 1
    if match["half"] or match["half_after"]:
        count += 0.5
    if not count or count > 90:
        return None
    if re.search(r"over|more than|above", about):
        return _back(today, count + 1, unit) + timedelta(days=1), _back(today, count, unit) - timedelta(
            days=1
        )
    if re.search(r"under|less than|short of", about):
        return _back(today, count, unit) + timedelta(days=1), _back(today, max(count - 1, 0), unit)
    if re.search(r"almost|nearly", about):
        return _back(today, count, unit) + timedelta(days=1), _back(today, max(count - 0.5, 0), unit)
    target = _back(today, count, unit)
    if half:
        slack = timedelta(days=60 if unit == "year" else 8)
        return target - slack, target + slack
    if unit == "year":
        return date(target.year, 1, 1), date(target.year, 12, 31)
    if unit == "month":
        return _of_month(target.year, target.month, None)
    return (target, target) if unit == "day" else (target - timedelta(days=3), target + timedelta(days=3))


def _last_time(name: str, today: date) -> Days:
    """The last month or season of that name that began before today."""
    first, last = (_MONTHS[name],) * 2 if name in _MONTHS else _PARTS[name]
    year = today.year if date(today.year, first, 1) <= today else today.year - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _named(name: str, today: date) -> Days:
    years = {"the year before last": 2, "last year": 1, "this year": 0}
    if name in years:
        year = today.year - years[name]
        return date(year, 1, 1), date(year, 12, 31)
    if name.endswith("month"):
        day = shift_months(today.replace(day=1), -1 if name.startswith("last") else 0)
        return day, day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if name.endswith("week"):
        monday = today - timedelta(days=today.weekday() + (7 if name.startswith("last") else 0))
        return monday, monday + timedelta(days=6)
    day = today - timedelta(days=int(name == "yesterday"))
    return day, day
