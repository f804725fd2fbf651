"""Check a submission: read, recognise, run every row that applies, sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from advisor.checks.boxes import with_boxes
from advisor.checks.case import Case, Policy
from advisor.checks.conditions import conditions, unused
from advisor.checks.isolation import attempt
from advisor.checks.kinds import run_row
from advisor.domain import CheckedFile, CheckReport, Finding, Profile, Stage, Summary, Track
from advisor.pack.checking import Checking, CheckRow, load_checking
from advisor.profile.identity import identities
from advisor.profile.materials import read_files, stage_of, track_of, year_of
from advisor.profile.reading import Reading
from advisor.profile.split_form import joined
from advisor.settings import settings
from ingest.document import Document

Progress = Callable[[str, int, int], None]

_UNKNOWN_STAGE = "没有认出这是申报、年度报告还是变更备案，只做了各类材料通用的检查；请注明办什么事，再查一次"
_ORDER = {"error": 0, "warning": 1, "advice": 2}
_FACTS = (
    "uscc", "platform_name", "track_name", "legal_representative", "leader", "contact", "address", "entity_type",
    "established", "lead_name",
)  # fmt: skip


def check_submission(
    paths: Iterable[Path],
    *,
    pack: Policy,
    track: Track | None = None,
    stage: Stage | None = None,
    round: int | None = None,
    today: date,
    limits: Any = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Read every file of `paths` and report every fault found. Raises InputError when there is nothing to read."""
    return report_of(
        open_case(
            paths,
            pack=pack,
            track=track,
            stage=stage,
            round=round,
            today=today,
            limits=limits,
            progress=progress,
        )
    )


def open_case(
    paths: Iterable[Path],
    *,
    pack: Policy,
    track: Track | None = None,
    stage: Stage | None = None,
    round: int | None = None,
    today: date,
    limits: Any = None,
    progress: Progress | None = None,
) -> Case:
    """The submission read for meaning, ready for the checks."""
    from ingest import read_all

    documents = read_all(list(paths), limits or settings().limits, progress, settings().cache)
    checking = checking_of(pack)
    return make_case(
        documents,
        checking=checking,
        policy=pack,
        track=track,
        stage=stage,
        year=round,
        today=today,
        limits=limits,
    )


def checking_of(pack: Any) -> Checking:
    """The checking part of an opened pack."""
    folder = Path(pack.folder) if getattr(pack, "folder", "") else settings().knowledge / settings().pack
    return load_checking(folder.parent, folder.name)


def make_case(
    documents: Iterable[Document],
    *,
    checking: Checking,
    policy: Policy,
    today: date,
    track: Track | None = None,
    stage: Stage | None = None,
    year: int | None = None,
    limits: Any = None,
) -> Case:
    """A case out of documents already read; track, stage and year are recognised when not given."""
    readings = read_files(documents, checking)
    undone: list[str] = []
    stage = stage or attempt("认出申报阶段", lambda: stage_of(readings, checking), None, undone)
    readings = attempt("合并分册的主材料", lambda: joined(readings, stage, checking), readings, undone)
    return Case(
        readings=readings,
        checking=checking,
        policy=policy,
        today=today,
        track=track or attempt("认出平台类型", lambda: track_of(readings, checking), None, undone),
        stage=stage,
        year=year or attempt("认出年度", lambda: year_of(readings, stage, checking), None, undone),
        limits=limits,
        undone=tuple(undone),
    )


def report_of(case: Case) -> CheckReport:
    """Run every row that applies to the case; the same case gives the same report."""
    findings: list[Finding] = []
    for row in case.checking.checks:
        if applies(row, case):
            findings += run_row(row, case)
    documents = [reading.document for reading in case.readings]
    found = tuple(sorted(_unique(findings), key=_rank))
    undone = [*case.undone, *([] if case.stage else [_UNKNOWN_STAGE])]
    ordered = attempt("在图上标出位置", lambda: with_boxes(found, documents), found, undone)
    grid = conditions(case, ordered, undone)
    profile = attempt("汇总申报主体的信息", lambda: case.profile, Profile(), undone)
    return CheckReport(
        track=case.track,
        stage=case.stage,
        round=case.year,
        summary=summarise(ordered, case.stage),
        files=tuple(_file(reading) for reading in case.readings),
        profile=_shown(profile),
        findings=ordered,
        conditions=grid,
        identities=attempt("比对各处的写法", lambda: identities(profile), (), undone),
        unused=attempt("找出没有用上的材料", lambda: unused(case, grid), (), undone),
        notes=tuple(undone),
    )


def applies(row: CheckRow, case: Case) -> bool:
    """True when the row is for this track and stage; an unknown track or stage runs only rows for all."""
    if row.batch:
        return False
    in_track = not row.tracks or case.track in row.tracks
    return in_track and (not row.stages or case.stage in row.stages)


def summarise(findings: Iterable[Finding], stage: Stage | None) -> Summary:
    """Counts by level; an error blocks, and there is something to be seen to where there is a warning, or where it was not
    recognised what is filed, so that little was checked."""
    findings = tuple(findings)
    counts = {level: sum(f.level == level for f in findings) for level in _ORDER}
    blocked = any(f.level == "error" for f in findings)
    outcome = "blocked" if blocked else "fix" if counts["warning"] or stage is None else "ready"
    return Summary(**counts, outcome=outcome)


def _unique(findings: list[Finding]) -> list[Finding]:
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(finding.id, finding)
    return list(seen.values())


def _rank(finding: Finding) -> tuple[int, str, str, int]:
    return _ORDER[finding.level], finding.check, finding.file or "", finding.place.start or 0


def _file(reading: Reading) -> CheckedFile:
    document = reading.document
    material = reading.checking.material(reading.file.material)
    return CheckedFile(
        path=document.path,
        material=reading.file.material,
        format=document.format,
        pages=len(document.pages),
        ocr=document.ocr,
        unread=tuple(part.why for part in document.unread),
        material_name=material.name if material else None,
    )


def _shown(profile: Profile) -> dict[str, str | None]:
    shown: dict[str, str | None] = {"unit_name": profile.value("applicant")}
    for name in _FACTS:
        value = profile.value(name)
        shown[name] = None if value is None else str(value)
    partners = profile.value("partners")
    shown["partners"] = "；".join(partners) if partners else None
    return shown
