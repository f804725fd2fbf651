"""A change that is told to be decided after it was registered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from ingest.dates import find_dates, shown_day
from ingest.document import Frozen

_REACH = 24
"""Characters about a date in which the deed stands."""


class Steps(Frozen):
    """How a decision is told (`first`, about its day; what it is on by `matter` and not `unless`) and how its registration
    is (`then`, behind its day); `fields` give the day of the latter as well."""

    first: str
    matter: str
    unless: str
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
        if decided is not None and days and decided > max(days):
            detail = f"作出决定的日子（{shown_day(decided)}）晚于办理登记的日子（{shown_day(max(days))}）"
            yield row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, detail=detail)
            return


def _days(text: str, steps: Steps) -> tuple[date | None, list[date]]:
    """The day of a decision on what is registered, where one is told first, and the days of registrations behind it."""
    decided: date | None = None
    registered: list[date] = []
    for span in find_dates(text):
        before, behind = squeeze(text[: span.start])[-_REACH:], squeeze(text[span.end :])
        if span.exact and re.search(steps.then, behind[:_REACH]):
            registered.append(span.latest)
        elif span.exact and not registered and re.search(steps.first, f"{before}{behind[:_REACH]}"):
            matter = re.split("[。;]", behind)[0]
            concerned = re.search(steps.matter, matter) and not re.search(steps.unless, matter)
            decided = span.earliest if concerned else decided
    return decided, registered
