"""Required sections that are absent, known by meaning and not by one title."""

from __future__ import annotations

import re
from datetime import date

from advisor.checks.case import Case, Findings, Row
from advisor.checks.evidence import proved
from advisor.checks.grid import grids, number
from advisor.checks.section_empty import nameless
from advisor.domain import Level
from advisor.pack.checking import SectionRow
from advisor.pack.squeeze import squeeze
from advisor.profile.titles import meanings_in

_CAPTION = re.compile(r"(?:附?表[\d一二三四五六七八九十.\-]+[:：.]?)?(?P<title>[^,，。;；:：(（]{2,24})")
_LEAD = re.compile(r"(?P<lead>[^:,,。]{2,16})[:,]")
_TELLS = re.compile("(?:将|继续|进一步|不断).*,$|^(?:对照|按照?|根据).*,$")
"""Words of a clause that tells something (今后将继续补充设备, 对照年度工作计划) and leads in nothing."""
_YEARS = _TARGETS = 2
"""Years and targets that a table must at least have to tell what is aimed at."""


def check(
    case: Case, row: Row, *, min_evidence: int, min_titled: int, printed: tuple[str, ...] = ()
) -> Findings:
    """A section the policy asks for is an error, one only practice expects a warning; where the form is one that an office
    has `printed`, whose parts an applicant does not choose, it is advice.

    In a document with fewer than `min_titled` known titles, a section is there when `min_evidence` sentences treat
    its subject; anywhere, such sentences make an error a warning, and so does an empty part whose title tells nothing.
    One that only practice expects is there when any part's own words speak for it, and in stages of `practice` any
    sentence's.
    """
    if case.stage is None or not case.main:
        return
    # Where most parts carry their usual titles, one that does not is missing, whatever other parts mention.
    titled = len({s.meaning for s in case.sections if s.meaning}) >= min_titled
    untold = any(True for _ in nameless(case.sections))
    fixed = _printed(case, printed)
    noticed = case.rules.required_sections.get(case.stage, ()) if case.rules else ()
    for section in case.checking.sections:
        wanted = case.stage in section.required or section.id in noticed
        if not wanted or (section.tracks and case.track not in section.tracks) or has(case, section):
            continue
        practice = section.basis != "policy" or case.stage in section.practice
        if practice and section.id not in noticed and (_captioned(case, section) or _aimed(case, section)):
            continue
        told = any(section.id in meanings_in(part.text, case.checking) for part in case.sections)
        treated = _treated(case, section) + told
        if treated >= (section.enough or min_evidence) and (section.enough or not titled):
            continue
        usual = practice and section.id not in noticed
        passed = told or (treated and case.stage in section.practice)
        if (passed and usual) or _shown(case, section):
            continue
        if case.main_blind:
            yield row.undecided(file=case.main[0].path, name=section.name)
            continue
        level: Level = ("advice" if fixed else "warning") if usual else "error"
        level = "warning" if (treated or untold) and not usual else level
        clauses = () if practice else section.clauses
        yield row.finding(file=case.main[0].path, level=level, name=section.name, clauses=clauses)


def _printed(case: Case, printed: tuple[str, ...]) -> bool:
    """Whether a line before the first part, or an instruction, says that an office has laid the form out."""
    lines = (squeeze(line) for r in case.main for b in r.body for line in b.text.splitlines())
    return any(re.search(pattern, line) for line in lines for pattern in printed)


def has(case: Case, section: SectionRow) -> bool:
    """True when a part of the main material, or a lead-in of a paragraph, has the section's meaning, or a paper, or a
    table of what is ahead, is it."""
    beside = (section.papers and case.of(*section.papers)) or (section.ahead and _planned(case, section))
    if beside or any(section.id in found.meanings for found in case.sections):
        return True
    leads = (_LEAD.match(s.bare) for s in case.sentences)
    return any(lead and not _TELLS.search(lead.group()) and _titled(section, lead["lead"]) for lead in leads)


def _captioned(case: Case, section: SectionRow) -> bool:
    """True when a table of the main material bears the section's meaning above it (表3 年度指标)."""
    captions = (_CAPTION.match(squeeze(grid.caption)) for reading in case.main for grid in grids(reading))
    return any(found is not None and _titled(section, found["title"]) for found in captions)


def _planned(case: Case, section: SectionRow) -> bool:
    """True when a table of its own, with a number, bears the section's meaning above it (表6 2026年度工作计划)."""
    captions = (squeeze(grid.caption) for reading in case.main for grid in grids(reading))
    found = (_CAPTION.match(each) for each in captions if re.match(r"附?表", each))
    return any(each is not None and _titled(section, each["title"]) for each in found)


def _aimed(case: Case, section: SectionRow) -> bool:
    """True when a table sets targets by the year of which two say what the section is for (服务企业、带动就业)."""
    for grid in (grid for reading in case.main if section.targets for grid in grids(reading)):
        years = [c for c, head in enumerate(grid.column_heads) if _is_ahead(head, case.today)]
        rows = (
            row for row in range(grid.first, len(grid.rows)) if any(number(grid.at(row, c)) for c in years)
        )
        named = [row for row in rows if any(re.search(p, grid.row_heads[row]) for p in section.targets)]
        if len(years) >= _YEARS and len(named) >= _TARGETS:
            return True
    return False


def _is_ahead(head: str, today: date) -> bool:
    year = re.fullmatch(r"(20\d\d)年?度?(?:目标|计划)?", head)
    return year is not None and int(year[1]) >= today.year


def _titled(section: SectionRow, words: str) -> bool:
    if any(re.search(p, words) for p in section.not_titles):
        return False
    return any(
        re.fullmatch(f"(?:[一二三四五六七八九十]是|在)?.{{0,4}}(?:{p}).{{0,4}}(?:方面|上)?", words)
        for p in section.titles
    )


def _treated(case: Case, section: SectionRow) -> int:
    """Sentences and tables with `evidence` of it, where {next} stands for the year after the one reported."""
    following = str(case.year + 1) if case.year else r"20\d\d"
    evidence = [pattern.replace("{next}", following) for pattern in section.evidence]
    sentences = sum(any(re.search(p, s.bare) for p in evidence) for s in case.sentences)
    captions = sum(
        any(re.search(p, block.text) for p in evidence)
        for reading in case.main
        for block in reading.body
        if block.kind == "table"
    )
    return sentences + captions


def _shown(case: Case, section: SectionRow) -> bool:
    """True when parts given over to it, whatever they are called, do what the section is for: `within` are parts whose
    words may speak for it, `proved_by` is a check that finds each thing it must hold told in full."""
    parts = (part for part in case.sections if part.meanings & set(section.within))
    return any(section.id in meanings_in(part.text, case.checking) for part in parts) or (
        section.proved_by is not None and proved(case, section.proved_by)
    )
