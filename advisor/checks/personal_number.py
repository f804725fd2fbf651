"""Full ID-card and bank-card numbers in the material; the finding shows them masked."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from ingest.codes import find_personal_numbers

_NAMES = {"id-card": "身份证号", "bank-card": "银行卡号（账号）"}


def check(case: Case, row: Row, *, near: tuple[str, ...]) -> Findings:
    """A number with a right check digit, or one beside words (`near`) that say what it is."""
    words = re.compile("|".join(near))
    for reading in case.readings:
        text = reading.document.text
        for found in find_personal_numbers(text):
            around = text[max(0, found.start - 24) : found.end + 4]
            if found.valid or words.search(around):
                place = reading.place(found.start, found.end)
                yield row.finding(
                    file=reading.path,
                    place=place,
                    quote=found.masked,
                    masked=found.masked,
                    kind=_NAMES[found.kind],
                )
