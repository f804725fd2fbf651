"""A report or change outside the platform's period of validity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from advisor.checks.case import Case, Findings, Row
from advisor.domain import Sighting
from advisor.profile.report_year import filled_in_dates
from ingest.dates import DateSpan, find_dates, shift_months
from ingest.document import Place

_SIGNED = 6
"""Blocks at the end of a paper among which it is dated."""
_ABOUT = 31
"""Days by which the end of a period that is told may differ from the policy's length."""


def check(case: Case, row: Row, *, years: str, statements: tuple[str, ...]) -> Findings:
    """`years` names the parameter; the period is the one a label gives from day to day, where it is as long, or begins
    on the day the platform was announced, from its label or from a sentence matching `statements`."""
    length = case.policy.parameter(years)
    if length is None or not case.main:
        return
    told = _told(case, 12 * length) or _start(case, statements, 12 * length)
    if told is None:
        return
    latest, earliest = _period(case)
    if latest > told.end or earliest < told.begin:
        shown = f"{told.begin.year}年{told.begin.month}月至{told.end.year}年{told.end.month}月"
        yield row.finding(file=told.file, place=told.place, quote=told.quote, period=shown, years=length)


@dataclass(frozen=True)
class _Validity:
    """From which day to which a platform is valid, and where that is told."""

    begin: date
    end: date
    file: str | None
    place: Place | None
    quote: str


def _told(case: Case, months: int) -> _Validity | None:
    """A label's two days; those of another length are no platform's period."""
    for sighting in _of_main(case, "validity"):
        days = find_dates(str(sighting.value))
        if len(days) == 2 and abs((days[1].latest - shift_months(days[0].earliest, months)).days) <= _ABOUT:
            quote = f"{sighting.label}：{sighting.quote}"
            return _Validity(days[0].earliest, days[1].latest, sighting.file, sighting.place, quote)
    return None


def _start(case: Case, statements: tuple[str, ...], months: int) -> _Validity | None:
    def lasting(begin: date, file: str | None, place: Place | None, quote: str) -> _Validity:
        return _Validity(begin, shift_months(begin, months), file, place, quote)

    for sighting in _of_main(case, "validity_start"):
        for span in find_dates(str(sighting.value)):
            return lasting(
                span.earliest, sighting.file, sighting.place, f"{sighting.label}：{sighting.quote}"
            )
    for sentence in case.sentences:
        for pattern in statements:
            found = re.search(pattern, sentence.text)
            for span in find_dates(found.group()) if found else ():
                return lasting(span.earliest, sentence.file, sentence.place, sentence.text)
    return None


def _of_main(case: Case, fact: str) -> list[Sighting]:
    main = {reading.path for reading in case.main}
    return [sighting for sighting in case.profile.sightings(fact) if sighting.file in main]


def _period(case: Case) -> tuple[date, date]:
    """The latest and the earliest day of what the submission is about: the year reported, of which more than a month lies
    within the validity; the day of the change, and the day it is filed, by which the platform must not have expired."""
    if case.stage == "annual" and case.year:
        return date(case.year, 1, _ABOUT), date(case.year, 12, 31)
    changed = [d for s in case.profile.sightings("change_date") for d in find_dates(str(s.value))]
    filed = [d for s in _of_main(case, "filled") for d in find_dates(str(s.value))] or _signed(case)
    days = [d.earliest for d in (*filed, *changed[:1])] or [case.today]
    return max(days), changed[0].latest if changed else max(days)


def _signed(case: Case) -> list[DateSpan]:
    """The days that stand alone in a line at the end of the main paper."""
    ends = (block for reading in case.main for block in reading.body[-_SIGNED:] if block.kind == "paragraph")
    return [day for block in ends for day in filled_in_dates(block.text)]
