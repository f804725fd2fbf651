"""When the unit was founded, as its papers give it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case
from advisor.checks.grid import grids
from advisor.pack.squeeze import squeeze
from ingest.dates import DateSpan, find_dates
from ingest.document import Frozen

_PAIR = 2
"""Columns of a table with the label and one unit alone."""


class Telling(Frozen):
    """How a sentence tells when its own unit was founded (regular expressions): `myself` is how a unit speaks of
    itself, `since` stands between it and the date (成立于), `founded` behind the date (经民政局登记成立)."""

    myself: str
    since: str
    founded: str
    heads: str
    """Heads of rows that give it in a table with a column for each unit."""


def founding(case: Case, told: Telling) -> DateSpan | None:
    """The earliest founding date that the applicant's column gives where several units stand side by side, else the fields,
    else the text; none when they disagree by more than a year."""
    fields = [d for s in case.profile.sightings("established") for d in find_dates(str(s.value))]
    seen = list(_listed(case, told)) or fields or list(_told(case, told))
    if not seen or max(d.earliest.year for d in seen) - min(d.earliest.year for d in seen) > 1:
        return None
    return min(seen, key=lambda d: d.earliest)


def _listed(case: Case, told: Telling) -> Iterator[DateSpan]:
    """What the column of the applicant gives, where several units stand side by side."""
    unit = squeeze(str(case.profile.value("applicant") or ""))
    for grid in (grid for reading in case.main for grid in grids(reading)):
        for index, head in enumerate(grid.row_heads):
            beside = unit and unit in grid.column_heads and len(grid.column_heads) > _PAIR
            if beside and re.fullmatch(told.heads, head):
                cell = grid.at(index, grid.column_heads.index(unit))
                yield from find_dates(cell.text) if cell is not None else ()


def _told(case: Case, told: Telling) -> Iterator[DateSpan]:
    unit = re.escape(squeeze(str(case.profile.value("applicant") or ""))) or told.myself
    subject = rf"(?:{unit}|{told.myself})(?:\([^()]*\))?"
    for sentence in case.sentences:
        for span in find_dates(sentence.text):
            before = squeeze(sentence.text[: span.start])
            behind = squeeze(sentence.text[span.end :])
            since = re.fullmatch(rf"{subject}(?:{told.since})", before)
            done = re.fullmatch(rf"{subject}[于自在]?", before) and re.match(told.founded, behind)
            if since or done:
                yield span
