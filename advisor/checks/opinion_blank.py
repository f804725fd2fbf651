"""The recommending unit's opinion left blank."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze

_TITLE = 40
"""Characters a title takes where recognition ran it together with the text."""


def check(
    case: Case, row: Row, *, sections: tuple[str, ...], material: str, form_lines: tuple[str, ...]
) -> Findings:
    """An opinion part or file that holds nothing but lines to be sealed, signed and dated (`form_lines`)."""
    lines = re.compile("|".join(f"(?:{p})" for p in form_lines))
    for reading in case.main:
        for section in reading.sections:
            if section.meaning in sections and not _words(section.text, lines) and not reading.unread:
                yield row.finding(file=reading.path, place=section.place, quote=section.title)
        for block in reading.body:
            for label, value in block.pairs if block.kind == "table" else ():
                asked = re.fullmatch(
                    r"(?:推荐|主管|审核|初审)(?:单位|部门)?(?:意见|审核意见|推荐意见|初审意见)",
                    squeeze(label.text),
                )
                if asked and not _words(value.text, lines):
                    yield row.finding(
                        file=reading.path, place=reading.place(value.start, value.end), quote=label.text
                    )
    for reading in case.of(material):
        text = "\n".join(b.text for b in reading.body[1:]) if len(reading.body) > 1 else reading.text[_TITLE:]
        if squeeze(reading.text) and not _words(text, lines) and not reading.unread:
            yield row.finding(file=reading.path, quote=reading.body[0].text if reading.body else "")


def _words(text: str, lines: re.Pattern[str]) -> str:
    kept = [squeeze(line) for line in text.splitlines()]
    return "".join(line for line in kept if line and not lines.search(line))
