"""An annual report that speaks of another year than the one reported."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.domain import Finding
from ingest.document import Place


def check(
    case: Case,
    row: Row,
    *,
    titles: tuple[str, ...],
    achievements: tuple[str, ...],
    comparing: tuple[str, ...],
    plans: tuple[str, ...],
    plan_sections: tuple[str, ...],
    not_sections: tuple[str, ...],
) -> Findings:
    """`titles` (group `y`) name the report's year; `achievements` (group `y`) tell results of a year, unless the
    sentence compares (`comparing`) or names the right year too; `plans` (group `y`) are for the year after."""
    if case.year is None:
        return
    for reading in case.main:
        for block in reading.document.blocks:
            inside = block.kind not in {"header", "footer"} and reading.section_at(block.place.start)
            for pattern in () if inside or len(block.text) > 60 else titles:
                found = re.search(pattern, block.text)
                if found and int(found["y"]) != case.year:
                    yield _finding(row, reading.path, block.place, found.group(), found["y"], case.year)
        for item in reading.labelled:
            found = re.search(r"20\d{2}", item.value) if item.label.replace(" ", "") == "报告年度" else None
            if found and int(found.group()) != case.year:
                yield _finding(
                    row, reading.path, item.place, f"{item.label}：{item.value}", found.group(), case.year
                )
        for sentence in reading.sentences:
            planned = bool(sentence.meanings & set(plan_sections))
            wanted = case.year + 1 if planned else case.year
            if sentence.meanings & set(not_sections) or any(re.search(p, sentence.bare) for p in comparing):
                continue
            for pattern in plans if planned else achievements:
                found = re.search(pattern, sentence.bare)
                if found and int(found["y"]) != wanted and (planned or str(wanted) not in sentence.bare):
                    yield _finding(row, reading.path, sentence.place, sentence.text, found["y"], wanted)
                    break


def _finding(row: Row, file: str, place: Place, quote: str, year: str, wanted: int) -> Finding:
    return row.finding(file=file, place=place, quote=quote, year=year, wanted=wanted)
