"""Required materials that are not in the package."""

from __future__ import annotations

import re

from advisor.checks.bound_in import is_bound_in
from advisor.checks.case import Case, Findings, Row
from advisor.domain import Level
from advisor.pack.checking import MaterialRow
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_LEAD = 16
"""Characters of a title that leads in a paragraph at most, and of what it leads in at least."""


def check(case: Case, row: Row, *, except_for: tuple[str, ...] = ()) -> Findings:
    """A material the policy or the notice requires is an error, one only practice expects a warning.

    `except_for` names materials that have a check of their own.
    """
    if case.stage is None:
        return
    noticed = case.rules.required_materials.get(case.stage, ()) if case.rules else ()
    for material in case.checking.materials:
        wanted = case.stage in material.required or material.id in noticed
        if not wanted or material.id in except_for or _present(case, material):
            continue
        if _may_be_unread(case, material):
            yield row.undecided(name=material.name)
            continue
        level: Level = "error" if material.basis == "policy" or material.id in noticed else "warning"
        yield row.finding(level=level, name=material.name, clauses=material.clauses)


def _present(case: Case, material: MaterialRow) -> bool:
    if case.of(material.id) or any(_headed(reading, material) for reading in case.readings):
        return True
    if not material.main and is_bound_in(case, material):
        return True
    wanted = {row.id for row in case.checking.materials if case.stage in row.required}
    if any(reading.file.material in set(material.stands) - wanted for reading in case.readings):
        return True
    if material.repeatable and material.basis == "practice":
        # A paper that is none of the known ones is most likely some evidence.
        return any(r.file.material is None and squeeze(r.text) for r in case.readings)
    if not material.section:
        return False
    titled = any(material.section in s.meanings for s in case.sections)
    return titled or _leads_in(case, material) or _said(case, material)


def _said(case: Case, material: MaterialRow) -> bool:
    """A line of the form, or a row of a table in it, that says what the part of that name would."""
    said = [p for row in case.checking.sections if row.id == material.section for p in row.evidence]
    lines = [
        squeeze(line.replace("\t", "："))
        for r in case.main
        for block in r.body
        for line in block.text.splitlines()
    ]
    return any(re.search(p, line) for p in said for line in lines)


def _leads_in(case: Case, material: MaterialRow) -> bool:
    """A paragraph that begins with such a title and goes on behind a colon (（二）推荐单位意见：经审查…)."""
    for block in (block for reading in case.main for block in reading.body if block.kind == "paragraph"):
        title, colon, said = block.text.partition("：")
        titled = len(title) <= _LEAD and any(re.search(p, squeeze(title)) for p in material.titles)
        if colon and titled and len(squeeze(said)) >= _LEAD:
            return True
    return False


def _headed(reading: Reading, material: MaterialRow) -> bool:
    """Its very first line is such a title, whatever else the file was taken for; but not that of another programme."""
    first = next((squeeze(line) for line in reading.text.splitlines() if line.strip()), "")
    ours = (
        not material.about
        or any(re.search(p, squeeze(reading.text)) for p in material.about)
        or any(re.search(p, first) for p in material.plain)
    )
    return ours and len(first) <= 40 and any(re.search(p, first) for p in material.titles)


def _may_be_unread(case: Case, material: MaterialRow) -> bool:
    """A file that could not be read, or was not recognised and has no words, may be the missing one."""
    for reading in case.readings:
        if reading.file.material is None and (reading.unread or not reading.text.strip()):
            return True
    return material.main and case.main_blind and bool(case.blind)
