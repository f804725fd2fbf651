"""Dates that cannot be in the order they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from advisor.checks.agreed_late import Agreed, agreed_late
from advisor.checks.case import Case, Findings, Row
from advisor.checks.dated_lists import Lists, after_filing, before_founding
from advisor.checks.decided_late import decided_late
from advisor.checks.doings import Doing
from advisor.checks.founding import Telling as Founding
from advisor.checks.founding import founding
from advisor.checks.grid import grids
from advisor.checks.told_early import Telling, signatures, told_early
from advisor.domain import Finding
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.reading import Reading, Sentence
from ingest.dates import DateSpan, find_dates, shown_day
from ingest.document import Cell, Frozen

_ENDLESS = re.compile("长期|永久|无固定|不限")
_UNTIL = re.compile(r"(?:至|到|—|－|-|~|～)\s*$")
"""What stands right before the day on which a validity ends."""


class Ranges(Frozen):
    """How two dates are those of one time: with `joiners` alone between them, with `starts` between and `ends` behind, or
    with words of `since` about the first (自……起在矿区运行，至)."""

    joiners: str
    starts: str
    ends: str
    since: str


class Ends(Frozen):
    """Heads of the two ends of one time."""

    start: str
    end: str


def check(
    case: Case,
    row: Row,
    *,
    achievements: tuple[str, ...],
    not_own: tuple[str, ...],
    own: Doing,
    founded: Founding,
    lists: Lists,
    acquired_columns: tuple[str, ...],
    predecessor: str,
    ranges: Ranges,
    heads: tuple[Ends, ...],
    validity: str,
    materials: tuple[str, ...],
    told: Telling,
    agreed: Agreed,
) -> Findings:
    """An end before its start (`ranges` in the text, columns and cells of `heads`); an achievement before the unit was
    founded by a field or by what the text tells (`founded`), unless a `predecessor` is told of: a sentence matching
    `achievements` and none of `not_own`, told as the unit's `own`, or a date of its `lists`; a signature or an acquisition
    (`acquired_columns`) after the day it is handed in; a signature after the round's deadline, or before what the paper
    tells as done (`told`), what is decided after it was registered; an agreement signed after it was told to be
    (`agreed`); a licence past its `validity`."""
    own_since, filled = founding(case, founded), _filled(case)
    # What there was before the unit can have done what is told of the time before it.
    own_since = None if any(re.search(predecessor, main.text) for main in case.main) else own_since
    for reading in case.of(*materials):
        yield from _ranges(reading, row, ranges)
        for ends_of in heads:
            yield from _spans(reading, row, ends_of.start, ends_of.end)
        if own_since is not None:
            mine = _Own(squeeze(str(case.profile.value("applicant") or "")), own, achievements, not_own)
            yield from _before_founding(case, reading, row, own_since, mine)
            yield from before_founding(case, reading, row, own_since, lists)
        yield from after_filing(reading, row, filled or case.today, acquired_columns)
    yield from _signatures(case, row)
    yield from _expired(case, row, validity)
    yield from _too_early(case, row, told)
    yield from agreed_late(case, row, agreed, told.others)


def _expired(case: Case, row: Row, validity: str) -> Findings:
    """A licence whose validity, by its own words, ended before the day of checking: a warning, for it may have been renewed."""
    for reading in case.of("licence"):
        for item in reading.labelled if not reading.document.ocr else ():
            label = bare_label(item.label)
            if not re.fullmatch(validity, label) or _ENDLESS.search(item.value):
                continue
            ends = [
                span
                for span in find_dates(item.value)
                if label.endswith("至") or _UNTIL.search(item.value[: span.start])
            ]
            last = max(ends, key=lambda span: span.latest, default=None)
            if last is not None and last.latest < case.today:
                message = f"证照的有效期到{last.quote.strip()}为止，已经过期；换了新证的请附新证"
                yield row.finding(
                    file=reading.path, place=item.place, quote=item.value, level="warning", message=message
                )


def _too_early(case: Case, row: Row, told: Telling) -> Findings:
    for reading in (*case.main, *case.of(*told.letters)):
        for place, quote, signed in islice(told_early(case, reading, told), 1):
            detail = f"落款日期（{shown_day(signed)}）早于文中已办成的事（“{quote}”）"
            yield row.finding(file=reading.path, place=place, quote=quote, detail=detail)
    if told.steps is not None:
        yield from decided_late(case, row, told.steps)


def _filled(case: Case) -> date | None:
    """The last date of the main material's cover or signature."""
    days = [d.latest for s in case.profile.sightings("filled") for d in find_dates(str(s.value))]
    return max(days) if days else None


def _ranges(reading: Reading, row: Row, ranges: Ranges) -> Findings:
    for block in reading.body:
        spans = [d for d in find_dates(block.text) if not d.relative]
        for start, end in pairwise(spans):
            between = squeeze(block.text[start.end : end.start])
            after = squeeze(block.text[end.end : end.end + 12])
            joined = re.fullmatch(rf"[(]*(?:{ranges.joiners})[(]*", between)
            told = re.fullmatch(ranges.starts, between) and re.match(ranges.ends, after)
            before = squeeze(block.text[: start.start])[-1:]
            framed = block.kind != "table" and re.fullmatch(ranges.since, f"{before}|{between}")
            # A day with 的 behind it is another thing's (截至2025年2月的试用期).
            framed = framed if not after.startswith("的") else None
            if (joined or told or framed) and end.latest < start.earliest:
                offset = block.place.start or 0
                place = reading.place(offset + start.start, offset + end.end)
                quote = block.text[start.start : end.end]
                yield row.finding(
                    file=reading.path, place=place, quote=quote, detail=f"“{quote}”的结束时间早于开始时间"
                )


def _spans(reading: Reading, row: Row, start_heads: str, end_heads: str) -> Findings:
    """Rows of a table, or neighbouring cells of a form, that hold a start and an end apart."""
    for grid in grids(reading):
        heads = grid.column_heads
        first = next((i for i, head in enumerate(heads) if re.fullmatch(start_heads, head)), None)
        last = next((i for i, head in enumerate(heads) if re.fullmatch(end_heads, head)), None)
        for index in range(1, len(grid.rows)) if first is not None and last is not None else ():
            yield from _reversed(reading, row, grid.at(index, first or 0), grid.at(index, last or 0))
    for block in reading.document.tables():
        named = {bare_label(label.text): value for label, value in block.pairs}
        begin = next((v for k, v in named.items() if re.fullmatch(start_heads, k)), None)
        end = next((v for k, v in named.items() if re.fullmatch(end_heads, k)), None)
        yield from _reversed(reading, row, begin, end)


def _reversed(reading: Reading, row: Row, begin: Cell | None, end: Cell | None) -> Findings:
    if begin is None or end is None:
        return
    one, two = find_dates(begin.text), find_dates(end.text)
    if one and two and two[0].latest < one[0].earliest:
        quote = f"{begin.text.strip()}—{end.text.strip()}"
        place = reading.place(end.start, end.end)
        yield row.finding(
            file=reading.path, place=place, quote=quote, detail=f"“{quote}”的结束时间早于开始时间"
        )


def _strangers(case: Case) -> set[str]:
    """Organisations with a history of their own: partners, former owners, units taken over."""
    own = squeeze(str(case.profile.value("applicant") or ""))
    facts = ("partners", "related", "former_name")
    return {squeeze(str(s.value)) for f in facts for s in case.profile.sightings(f)} - {own, ""}


@dataclass(frozen=True)
class _Own:
    """The unit, and how the text tells what it did."""

    unit: str
    doing: Doing
    achievements: tuple[str, ...]
    not_own: tuple[str, ...]


def _before_founding(case: Case, reading: Reading, row: Row, founded: DateSpan, mine: _Own) -> Findings:
    strangers, deeds = _strangers(case), "|".join(mine.achievements)
    for sentence in reading.sentences:
        if any(name in sentence.bare for name in strangers):
            continue
        if any(re.search(p, sentence.bare) for p in mine.not_own):
            continue
        for span in find_dates(sentence.text):
            early = span.latest < founded.earliest and span.latest.year > 1949
            if early and mine.doing.told(reading, sentence, (span.start, span.end), mine.unit, deeds):
                yield _early(row, sentence, span, founded)
                break


def _early(row: Row, sentence: Sentence, span: DateSpan, founded: DateSpan) -> Finding:
    detail = f"“{span.quote.strip()}”的成果早于单位成立时间（{founded.quote.strip()}）"
    return row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, detail=detail)


def _signatures(case: Case, row: Row) -> Findings:
    deadline = next((d.latest for d in find_dates(case.rules.deadline or "")), None) if case.rules else None
    limit = deadline or case.today
    named = "申报截止日期" if deadline else "检查当日"
    for reading in case.readings:
        if reading.document.ocr and not deadline:
            continue
        for span, offset in signatures(reading):
            if span.earliest > limit:
                place = reading.place(offset + span.start, offset + span.end)
                detail = f"落款日期“{span.quote}”晚于{named}（{shown_day(limit)}）"
                yield row.finding(file=reading.path, place=place, quote=span.quote, detail=detail)
