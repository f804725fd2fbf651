"""A report or change outside the platform's period of validity."""

from __future__ import annotations

import re
from datetime import date

from advisor.checks.case import Case, Findings, Row
from advisor.domain import Sighting
from ingest.dates import find_dates, shift_months
from ingest.document import Place


def check(case: Case, row: Row, *, years: str, statements: tuple[str, ...]) -> Findings:
    """`years` names the parameter; the period begins on the day the platform was announced, from its label or from a
    sentence matching `statements`."""
    length = case.policy.parameter(years)
    start = _start(case, statements)
    if length is None or start is None or not case.main:
        return
    begin, file, place, quote = start
    end = shift_months(begin, 12 * length)
    first, last = _period(case)
    if first is not None and last is not None and (first > end or last < begin):
        shown = f"{begin.year}年{begin.month}月至{end.year}年{end.month}月"
        yield row.finding(file=file, place=place, quote=quote, period=shown, years=length)


def _start(case: Case, statements: tuple[str, ...]) -> tuple[date, str | None, Place | None, str] | None:
    main = {reading.path for reading in case.main}
    seen: list[Sighting] = [s for s in case.profile.sightings("validity_start") if s.file in main]
    for sighting in seen:
        for span in find_dates(str(sighting.value)):
            return span.earliest, sighting.file, sighting.place, f"{sighting.label}：{sighting.quote}"
    for sentence in case.sentences:
        for pattern in statements:
            found = re.search(pattern, sentence.text)
            for span in find_dates(found.group()) if found else ():
                return span.earliest, sentence.file, sentence.place, sentence.text
    return None


def _period(case: Case) -> tuple[date | None, date | None]:
    """What the submission is about: the year reported, or the day of the change."""
    if case.stage == "annual" and case.year:
        return date(case.year, 1, 1), date(case.year, 12, 31)
    days = [d for s in case.profile.sightings("change_date") for d in find_dates(str(s.value))]
    days = days or [d for s in case.profile.sightings("filled") for d in find_dates(str(s.value))]
    return (days[0].earliest, days[0].latest) if days else (case.today, case.today)
