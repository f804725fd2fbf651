"""Accidents and violations the material states of itself, with grade and date; denials are no statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from advisor.checks.case import Case, Findings, Row
from advisor.checks.event_apart import CLAUSE, Apart
from advisor.checks.grid import grids
from advisor.checks.records import is_record
from advisor.domain import Finding, Level
from advisor.pack.patterns import any_in
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading, Sentence
from ingest.dates import find_dates, shift_months

_ITEM = re.compile(r"[(\[]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])[)\].、]")
_SELF = re.compile(r"[本我](?:单位|公司|院|校|所|中心|会|司|厂)")
_COUNTED = re.compile(r"[1-9]\d*[条项次件]?")
_BACK = 4
"""Sentences back in which the day of what happened may stand."""
_NONE = Apart()
_MONTH = re.compile(r"(?<![\d年])\d{1,2}\s*月(?!份?报|度)")
_ITEMS = 12
"""Sentences of a list at most."""


def check(
    case: Case,
    row: Row,
    *,
    grave: tuple[str, ...],
    doubtful: tuple[str, ...] = (),
    minor: tuple[str, ...] = (),
    mended: tuple[str, ...] = (),
    happened: tuple[str, ...],
    unless: tuple[str, ...],
    questions: tuple[str, ...],
    lists: tuple[str, ...] = (),
    window: str,
    own: tuple[str, ...] = (),
    foreign: tuple[str, ...] = (),
    records: tuple[str, ...] = (),
    apart: Apart = _NONE,
    materials: tuple[str, ...],
) -> Findings:
    """`grave` wordings within the window (a parameter, in years) are findings of the row's level; `doubtful` ones, and grave
    ones without any date or `mended`, are warnings; a clause matching `unless` or `minor` never counts, nor does an item of
    a list that one of `lists` leads in (不存在下列情形：…；…), nor a sentence with `foreign` words (rules, affairs of others)
    that does not name the unit itself. `apart`: what happened and its grade told in clauses of their own."""
    years = case.policy.parameter(window) or 0
    since = shift_months(case.today, -12 * years)
    for reading in case.of(*materials):
        yield from _answers(reading, row, questions)
        yield from _records(reading, row, records)
        for index, sentence in enumerate(reading.sentences):
            told = reading.sentences[max(0, index - _BACK) : index + 1]
            graded = apart.graded(told, unless, own)
            clause = graded or _stated(sentence, (*grave, *doubtful), happened, unless)
            if clause is None or any_in(minor, sentence.bare):
                continue
            if _listed(reading, index, lists) or _anothers(sentence, case, own, foreign):
                continue
            serious, undone = clause == graded or any_in(grave, clause), any_in(mended, sentence.bare)
            level = _level(row, serious and not undone, _when(case, told), since, case.today)
            if level is not None and (serious or not undone):
                yield _finding(row, sentence, level)


def _finding(row: Row, sentence: Sentence, level: Level) -> Finding:
    return row.finding(
        file=sentence.file,
        place=sentence.place,
        quote=sentence.text,
        level=level,
        words=sentence.text.strip()[:60],
    )


def _stated(
    sentence: Sentence, words: tuple[str, ...], happened: tuple[str, ...], unless: tuple[str, ...]
) -> str | None:
    """The clause that asserts the event, None when it is denied, conditional or only named."""
    for found in CLAUSE.finditer(sentence.bare):
        clause = found.group()
        if any(re.search(p, clause) for p in words) and not any(re.search(p, clause) for p in unless):
            before = sentence.bare[max(0, found.start() - 40) : found.end()]
            if any(re.search(p, before) for p in happened):
                return clause
    return None


def _listed(reading: Reading, index: int, lists: tuple[str, ...]) -> bool:
    """Whether the sentence is an item of a list whose lead denies or forbids all of it."""
    lead, colon, _ = reading.sentences[index].bare.partition(":")
    if colon and any(re.search(p, lead + colon) for p in lists):
        return True
    for at in range(index, max(0, index - _ITEMS), -1):
        before, here = reading.sentences[at - 1], reading.sentences[at]
        if any(re.search(p, before.bare) for p in lists):
            return True
        if before.bare[-1:] not in {";", ":"} and not _ITEM.match(here.bare):
            return False
    return False


def _anothers(sentence: Sentence, case: Case, own: tuple[str, ...], foreign: tuple[str, ...]) -> bool:
    """Whether the sentence speaks of somebody else's affairs."""
    if own and not any(re.search(p, sentence.bare) for p in own) and _of_another(sentence, case):
        return True
    return any(re.search(p, sentence.bare) for p in foreign) and not _SELF.search(sentence.bare)


def _of_another(sentence: Sentence, case: Case) -> bool:
    """The sentence's subject is some other organisation."""
    unit = squeeze(str(case.profile.value("applicant") or ""))
    found = re.search(r"[\u4e00-\u9fff]{4,20}?(?:有限公司|集团|大学|学院|研究院)", sentence.bare)
    return bool(found) and unit not in sentence.bare


def _reference(case: Case) -> date:
    """The day from which 本年度 and 去年 count: an annual report speaks from the end of its year."""
    if case.stage == "annual" and case.year:
        return min(case.today, date(case.year, 12, 31))
    return case.today


def _when(case: Case, told: Sequence[Sentence]) -> list[tuple[date, date]]:
    """The days of the last sentence; without a year of its own, of the nearest before it in the same part. An annual report
    tells of its year by months alone (9月11日)."""
    own, today = told[-1], _reference(case)
    year = case.year if case.stage == "annual" else None
    if year and not find_dates(own.text) and (days := find_dates(_MONTH.sub(rf"{year}年\g<0>", own.text))):
        return [(day.earliest, day.latest) for day in days]
    for sentence in reversed(told):
        if sentence.place.section != own.place.section:
            break
        spans = [(d.earliest, d.latest) for d in find_dates(sentence.text, today)]
        spans = spans if sentence is own else [span for span in spans if span[0] <= today]
        if spans:
            return spans if sentence is own else spans[-1:]
    return []


def _level(row: Row, serious: bool, when: list[tuple[date, date]], since: date, today: date) -> Level | None:
    if not when:
        return "warning"
    if not any(latest >= since and earliest <= today for earliest, latest in when[:2]):
        return None
    certain = any(earliest >= since for earliest, _ in when[:2])
    return row.row.level if serious and certain else "warning"


def _answers(reading: Reading, row: Row, questions: tuple[str, ...]) -> Findings:
    """Form cells that ask about it and are answered yes."""
    for block in reading.document.tables():
        for label, value in block.pairs:
            asked = any(re.search(p, squeeze(label.text)) for p in questions)
            if (
                asked
                and re.match(r"^(?:是(?!否)|有(?!无|没有)|已发生|发生过?|存在|[☑√✓■]是)", squeeze(value.text))
                and "□是" not in value.text
            ):
                place = reading.place(value.start, value.end)
                yield row.finding(
                    file=reading.path,
                    place=place,
                    quote=f"{label.text}：{value.text}",
                    words=f"{label.text}：{value.text}",
                )


def _records(reading: Reading, row: Row, records: tuple[str, ...]) -> Findings:
    """Columns of a credit report that must hold nothing, and rows that must count nothing."""
    for grid in grids(reading) if reading.file.material == "credit-report" else ():
        for index, head in enumerate(grid.row_heads):
            cells = (grid.at(index, column) for column in range(1, grid.width))
            counted = next((c for c in cells if c and _COUNTED.fullmatch(squeeze(c.text))), None)
            if index and counted and any(re.search(p, head) for p in records):
                place = reading.place(counted.start, counted.end)
                said = f"{head}：{counted.text.strip()}"
                yield row.finding(file=reading.path, place=place, quote=said, words=said)
        for column, head in enumerate(grid.column_heads):
            if column == 0 or not any(re.search(p, head) for p in records):
                continue
            for index in range(1, len(grid.rows)):
                cell = grid.at(index, column)
                text = squeeze(cell.text) if cell else ""
                if cell and is_record(text):
                    place = reading.place(cell.start, cell.end)
                    yield row.finding(
                        file=reading.path, place=place, quote=cell.text, words=f"{head}：{text}"
                    )
