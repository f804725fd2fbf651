"""Full ID-card and bank-card numbers in the material; the finding shows them masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from advisor.checks.case import Case, Findings, Row
from advisor.profile.reading import Reading
from ingest.codes import PersonalNumber, find_personal_numbers
from ingest.document import Place

_BROKEN = re.compile(r"(?<!\d)(?<!\d\s)(\d{4,17})\s+(\d{1,14}[\dXx])(?!\d)(?!\s*\d)")
"""A number that a narrow cell breaks in two, and no more than two."""
_NUMBERED = re.compile(
    r"(?:编号|文号|单号|流水号|查询[码号]|验证码|证书号|合同号|订单号|备案号)\s*[：:]?\s*$"
)
"""What is right before a number that is a paper's and no card's."""
_OF_CARD = re.compile("卡|[账帐][号户]|开户|收款")
_OLD_ID = 15
"""Digits of an old ID card, which has no check digit."""
_NAMES = {"id-card": "身份证号", "bank-card": "银行卡号（账号）"}


def check(case: Case, row: Row, *, near: tuple[str, ...]) -> Findings:
    """A number with a right check digit, or one beside words (`near`) that say what it is; both for one in groups."""
    words = re.compile("|".join(near))
    for reading in case.readings:
        for found, around, place in (*_in_text(reading), *_broken(reading)):
            line = around.split(found.quote)[0].rsplit("\n", 1)[-1]
            if found.kind == "bank-card" and _NUMBERED.search(line) and not _OF_CARD.search(line):
                continue
            parted = found.kind == "id-card" and re.search(r"[ \-]", found.quote) is not None
            called = words.search(around) is not None
            if (found.valid and called) if parted else (found.valid or called):
                yield row.finding(
                    file=reading.path,
                    place=place,
                    quote=found.masked,
                    masked=found.masked,
                    kind=_NAMES[found.kind],
                )


def _in_text(reading: Reading) -> Iterator[tuple[PersonalNumber, str, Place]]:
    """Numbers, what stands around them, and where."""
    text = reading.document.text
    for found in find_personal_numbers(text):
        yield found, text[max(0, found.start - 24) : found.end + 4], reading.place(found.start, found.end)


def _broken(reading: Reading) -> Iterator[tuple[PersonalNumber, str, Place]]:
    """Numbers that a narrow cell breaks in two; around them stands the rest of the cell, and the head of its column. A
    number of a card is one only beside words that say so; two telephone numbers are none."""
    for block in reading.document.tables():
        heads = {cell.column: cell.text for cell in reversed(block.cells)}
        for cell in block.cells:
            around = f"{heads[cell.column]} {cell.text}"
            for parts in _BROKEN.finditer(cell.text):
                phones = all(7 <= len(part) <= 8 for part in parts.groups()) or "电话" in around
                for found in () if phones else find_personal_numbers(parts[1] + parts[2]):
                    if len(parts[1] + parts[2]) > _OLD_ID:
                        told = found if found.kind == "id-card" else replace(found, valid=False)
                        yield told, around, reading.place(cell.start, cell.end)
