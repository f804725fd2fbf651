"""Required sections that say too little to be reviewed."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Section
from ingest.chinese import in_digits

_ELSEWHERE = re.compile("(?<!意)见(?:附|表|第|《|年度|计划)|详见|参见|附后|另附|随附")
"""Words of a part that points to a paper of its own."""
_FIGURE = 8
"""Characters that a figure stands for: what gives figures is no slogan."""


def check(case: Case, row: Row, *, fillers: tuple[str, ...] = ()) -> Findings:
    """Each section row's `min_characters`, where the stage asks for it or the type's condition is described in it, against
    all headings of that meaning together; tables count as enough. Parts with nothing but words of `fillers` are told as
    empty, not as short."""
    filler = re.compile("|".join(f"(?:{p})" for p in fillers) or "(?!)")
    noticed = case.rules.required_sections.get(case.stage, ()) if case.rules and case.stage else ()
    for reading in case.main:
        for wanted in case.checking.sections:
            condition = (
                case.stage == "application" and case.track in wanted.tracks and wanted.min_characters > 0
            )
            if case.stage not in wanted.required and wanted.id not in noticed and not condition:
                continue
            found = [s for s in reading.sections if wanted.id in s.meanings]
            length = sum(_length(s) for s in found)
            said = "".join(squeeze(s.text) for s in found)
            if (
                found
                and not filler.fullmatch(said)
                and not _ELSEWHERE.search(said)
                and 0 < length < wanted.min_characters - _FIGURE * len(re.findall(r"\d+", in_digits(said)))
                and not reading.unread
            ):
                first = found[0]
                yield row.finding(
                    file=reading.path,
                    place=first.place,
                    quote=first.title,
                    title=first.title.strip(),
                    length=length,
                )


def _length(section: Section) -> int:
    if any(block.kind in {"table", "image"} for block in section.blocks):
        return 10_000
    return len(squeeze(section.text))
