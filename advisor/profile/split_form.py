"""A form handed in as several files: a cover, a table, and parts with numbers of their own (第二部分…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.domain import MaterialFile, Stage
from advisor.pack.checking import Checking
from advisor.pack.squeeze import bare_label
from advisor.profile.reading import Reading
from advisor.profile.titles import title_number
from ingest.chinese import parse_numeral

_LABELS = 5
"""Labels of fields by which a table is known as the form's."""
_PARTS = 2
"""Files with parts the form must have, below which the others are papers beside it."""
_PART = re.compile(r"第(?P<a>.+)(?:部分|[章篇])|(?P<b>[一二三四五六七八九十]+)[、．.]")


def joined(readings: Sequence[Reading], stage: Stage | None, checking: Checking) -> tuple[Reading, ...]:
    """The readings, in which files of no known material count as further parts of the stage's main material, where its
    one file is a bare cover (none of the parts it must have) and the others' numbers make one series from the first on."""
    main = [
        r for r in readings if (row := checking.material(r.file.material)) and row.main and r.stage == stage
    ]
    needed = {row.id for row in checking.sections if stage in (*row.required, *row.practice)}
    if len(main) != 1 or main[0].unread or _told(main[0], needed):
        return tuple(readings)
    others = [r for r in readings if r.file.material is None and r.document.readable and not r.unread]
    numbered = [(number, each) for each in others if (number := _number(each)) is not None]
    series = dict(numbered)
    whole = sorted(number for number, _ in numbered) == list(range(1, len(numbered) + 1))
    if not whole or sum(_told(each, needed) for each in series.values()) < _PARTS:
        return tuple(readings)
    parts = {each.path for each in others if each in series.values() or _is_form(each, checking)}
    return tuple(_as_part(each, main[0].file) if each.path in parts else each for each in readings)


def _told(reading: Reading, needed: set[str]) -> bool:
    return any(section.meanings & needed for section in reading.sections)


def _is_form(reading: Reading, checking: Checking) -> bool:
    labels = {bare_label(item.label) for item in reading.labelled}
    return sum(label in checking.fields_by_label for label in labels) >= _LABELS


def _number(reading: Reading) -> int | None:
    """The number of the part a file is, by its first line; None where it counts parts of its own in the same style."""
    numbers = [
        title_number(block.text) or "" for block in reading.body if block.kind in {"heading", "paragraph"}
    ]
    own = [found for number in numbers if (found := _PART.fullmatch(number))]
    if not own or own[0].string != numbers[0] or len(own) > 1:
        return None
    value = parse_numeral(own[0]["a"] or own[0]["b"])
    return int(value) if value is not None else None


def _as_part(reading: Reading, main: MaterialFile) -> Reading:
    file = reading.file.model_copy(update={"material": main.material, "score": main.score, "part": True})
    whole = Reading(file, reading.checking)
    whole.grasp()
    return whole
