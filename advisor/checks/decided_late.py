"""A change that is told to be decided after it was registered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from ingest.dates import find_dates
from ingest.document import Frozen

_REACH = 24
"""Characters about a date in which the deed stands."""


class Steps(Frozen):
    """How a decision is told (`first`, about its day) and how its registration is (`then`, behind its day); `fields` give
    the day of the latter as well."""

    first: str
    then: str
    fields: tuple[str, ...] = ()


def decided_late(case: Case, row: Row, steps: Steps) -> Iterator[Finding]:
    """The first decision of the main material with a day after that of the registration, in the sentence or by a field."""
    filed = [
        span.latest
        for name in steps.fields
        for sighting in case.profile.sightings(name)
        for span in find_dates(str(sighting.value))
        if span.exact
    ]
    for sentence in case.sentences:
        decided, registered = _days(sentence.text, steps)
        days = registered or filed
        late = [day for day in decided if days and day > max(days)]
        if late:
            detail = f"作出决定的日子（{_said(late[0])}）晚于办理登记的日子（{_said(max(days))}）"
            yield row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, detail=detail)
            return


def _days(text: str, steps: Steps) -> tuple[list[date], list[date]]:
    """Days told of decisions and of registrations in one sentence."""
    decided: list[date] = []
    registered: list[date] = []
    for span in find_dates(text):
        before, behind = squeeze(text[: span.start])[-_REACH:], squeeze(text[span.end :])[:_REACH]
        if span.exact and re.search(steps.then, behind):
            registered.append(span.latest)
        elif span.exact and re.search(steps.first, f"{before}{behind}"):
            decided.append(span.earliest)
    return decided, registered


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
