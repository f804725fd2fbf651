"""Heading numbers that skip or repeat."""

from __future__ import annotations

import re
from itertools import pairwise

from advisor.checks.case import Case, Findings, Row
from advisor.profile.reading import Section
from advisor.profile.titles import title_number
from ingest.chinese import parse_numeral

_SECOND = re.compile(r"\s*第?[\d一二三四五六七八九十]+[章节部分]{0,2}之[\d一二三四五六七八九十]")
"""A second part of one number (第四章之二)."""


def check(case: Case, row: Row) -> Findings:
    """Within each style of number at the first level: one finding where the next number is not the next."""
    for reading in case.main:
        styles: dict[str, list[tuple[int, Section]]] = {}
        for section in reading.sections:
            number = title_number(section.title)
            value = _value(number)
            if number and value is not None and section.level == 1 and not _SECOND.match(section.title):
                styles.setdefault(re.sub(r"[\d一二三四五六七八九十百]+", "N", number), []).append(
                    (value, section)
                )
        for run in styles.values():
            for (before, _), (after, section) in pairwise(run):
                if after != before + 1 and after != 1:
                    yield row.finding(
                        file=reading.path,
                        place=section.place,
                        quote=section.title,
                        before=before,
                        after=after,
                    )


def _value(number: str | None) -> int | None:
    digits = re.search(r"[\d一二三四五六七八九十百]+", number or "")
    value = parse_numeral(digits.group()) if digits else None
    return int(value) if value is not None else None
