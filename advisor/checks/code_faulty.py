"""Unified social credit codes against GB 32100-2015, and the region digits that name the first registrar."""

from __future__ import annotations

import re
from typing import Literal

from advisor.checks.case import Case, Findings, Row
from advisor.domain import Sighting
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.codes import CodeFault, code_fault

_FAULTS: dict[CodeFault, str] = {
    "length": "应为 18 位",
    "character": "含有代码中不会出现的字符",
    "check-digit": "末位校验码算不平",
    "prefix": "前两位不是已知的登记管理部门和机构类别",
}

_BEFORE = 60
"""Characters before a code among which it is told whose it is."""


def check(case: Case, row: Row, *, what: Literal["standard", "region"], region: str = "") -> Findings:
    """`standard`: every code that fails the standard; `region`: codes first registered outside `region`."""
    told: set[str] = set()
    for sighting in case.profile.sightings("uscc"):
        code = str(sighting.value)
        reading = case.reading(sighting.file)
        if code in told or reading is None or not re.search(r"\d", code):
            continue
        fault = code_fault(code)
        written = not reading.document.ocr or _read_twice(case, code) or _turned_about(case, code)
        if what == "standard" and fault and written:
            told.add(code)
            yield row.finding(
                file=sighting.file, place=sighting.place, quote=code, code=code, fault=_FAULTS[fault]
            )
        ours = sighting.label or code == case.profile.value("uscc")
        abroad = what == "region" and ours and not fault and not code[2:].startswith(region)
        if abroad and not _is_others(case, reading, sighting):
            told.add(code)
            yield row.finding(
                file=sighting.file, place=sighting.place, quote=code, code=code, digits=code[2:8]
            )


def _is_others(case: Case, reading: Reading, sighting: Sighting) -> bool:
    """Whether the code stands behind another unit's name, in a row of a table or a line: its registration is no matter."""
    start = sighting.place.start if sighting.place else None
    block = reading.document.block_at(start) if start is not None else None
    if start is None or block is None:
        return False
    at = next((c for c in block.cells if c.start <= start < c.end), None)
    before = block.text[: start - (block.place.start or 0)][-_BEFORE:]
    text = "".join(c.text for c in block.cells if c.row == at.row) if at else before
    own = squeeze(str(case.profile.value("applicant") or ""))
    name = rf"[\u4e00-\u9fff()]{{4,30}}(?:{case.checking.any_of(('organisation_ends',)) or '(?!)'})"
    return bool(own) and own not in squeeze(text) and re.search(name, squeeze(text)) is not None


def _read_twice(case: Case, code: str) -> bool:
    """The same code recognised in two files is what is written there, and no misreading."""
    return len({s.file for s in case.profile.sightings("uscc") if s.value == code}) >= 2


def _turned_about(case: Case, code: str) -> bool:
    """A code that is another of the package with two characters changed about: recognition misreads, it does not do that."""
    others = {str(s.value) for s in case.profile.sightings("uscc")} - {code}
    pairs = range(len(code) - 1)
    turned = {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in pairs}
    return any(other in turned and code_fault(other) is None for other in others)
