"""One submission of a batch: read, checked, put in a row. Whatever happens to it stays with it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from advisor.checks.case import Row
from advisor.checks.isolation import attempt
from advisor.checks.run import open_case, report_of, summarise
from advisor.domain import CheckReport, Finding, Profile, Stage, Track
from advisor.errors import InputError
from advisor.pack.checking import Checking, load_checking
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from advisor.triage.city import city_of
from advisor.triage.extract import extract
from advisor.triage.model import Examined, Extract, SubmissionRow, TriageRules
from advisor.triage.rules import load_cities, load_rules
from advisor.triage.submissions import fingerprint

_ALSO = ("phone", "direction")
"""facts the papers need that a report does not show"""
_LEVELS = ("error", "warning", "advice")


@dataclass(frozen=True)
class Setting:
    """What a whole batch is checked by; plain values, since it travels to other processes and machines."""

    pack: str
    today: date
    track: Track | None = None
    stage: Stage | None = None
    round: int | None = None

    @property
    def key(self) -> str:
        """Changes whenever a finished submission would have to be done again."""
        return f"1|{self.pack}|{self.today}|{self.track}|{self.stage}|{self.round}"


def examine(path: Path, setting: Setting) -> Examined:
    """Read and check one submission. An error of ours becomes its finding, so that the batch goes on."""
    started = time.monotonic()
    pack = open_pack(setting.pack)
    rules = load_rules(pack)
    mark = ""
    try:
        mark = fingerprint(path, setting.key)
        found = _examined(path, setting, pack, rules)
    except Exception as error:
        # A fault in one submission, or a bug it brings to light, must not cost the others their check.
        logging.getLogger(__name__).exception("submission %s failed", path.name)
        found = _told(path, error, pack, rules)
    row = found.row.model_copy(update={"seconds": round(time.monotonic() - started, 2)})
    return found.model_copy(update={"fingerprint": mark, "row": row})


def given_up(path: Path, setting: Setting, error: Exception) -> Examined:
    """What stands in the queue for a submission whose process was ended from outside, for want of memory mostly."""
    pack = open_pack(setting.pack)
    found = _told(path, error, pack, load_rules(pack))
    return found.model_copy(update={"fingerprint": fingerprint(path, setting.key)})


def _examined(path: Path, setting: Setting, pack: Pack, rules: TriageRules) -> Examined:
    case = open_case(
        [path], pack=pack, track=setting.track, stage=setting.stage, round=setting.round, today=setting.today
    )
    if not case.readings:
        raise InputError(rules.broken.empty)
    undone: list[str] = []
    part = attempt("与其他材料比对", lambda: extract(path.name, case, rules), Extract(id=path.name), undone)
    report = _with(report_of(case), (Row(row).broken_down() for row in rules.checks) if undone else ())
    checking = load_checking(Path(pack.folder).parent, pack.info.id)
    city = city_of(report.profile.get("address"), report.profile.get("uscc"), load_cities(pack))
    row = _row(path.name, report, city, first_of(report.findings, checking, rules))
    facts = attempt("汇总申报主体的信息", lambda: case.profile, Profile(), undone)
    known = {name: facts.value(name) for name in _ALSO}
    profile = row.profile | {name: str(value) for name, value in known.items() if value is not None}
    return Examined(
        fingerprint="",
        row=row.model_copy(update={"profile": profile}),
        extract=part,
        files=report.files,
        grid=report.conditions,
    )


def _with(report: CheckReport, more: Iterable[Finding]) -> CheckReport:
    findings = (*report.findings, *more)
    return report.model_copy(update={"findings": findings, "summary": summarise(findings, report.stage)})


def _row(name: str, report: CheckReport, city: str | None, first: Finding | None) -> SubmissionRow:
    profile, summary = report.profile, report.summary
    return SubmissionRow(
        id=name,
        unit_name=profile.get("unit_name"),
        uscc=profile.get("uscc"),
        city=city,
        track=report.track,
        stage=report.stage,
        round=report.round,
        platform_name=profile.get("platform_name"),
        outcome=summary.outcome,
        error=summary.error,
        warning=summary.warning,
        advice=summary.advice,
        files=len(report.files),
        first=first,
        findings=report.findings,
        profile=profile,
    )


def first_of(findings: Iterable[Finding], checking: Checking, rules: TriageRules) -> Finding | None:
    """The first thing to settle: the gravest, then by authority and kind of work; None when all is well."""
    efforts = {row.id: row.effort for row in checking.checks}
    places = {row.id: number for number, row in enumerate(checking.checks)}
    order = rules.first

    def rank(finding: Finding) -> tuple[int, int, int, int]:
        effort = efforts.get(finding.check, order.effort[-1])
        return (
            _LEVELS.index(finding.level),
            order.basis.index(finding.basis),
            order.effort.index(effort),
            places.get(finding.check, len(places)),
        )

    return min((f for f in findings if f.level != "advice"), key=rank, default=None)


def _told(path: Path, error: Exception, pack: Pack, rules: TriageRules) -> Examined:
    row = _broken(path, error, pack, rules)
    return Examined(fingerprint="", row=row, extract=Extract(id=path.name))


def _broken(path: Path, error: Exception, pack: Pack, rules: TriageRules) -> SubmissionRow:
    reason = str(error) if isinstance(error, InputError) else type(error).__name__
    checking = load_checking(Path(pack.folder).parent, pack.info.id)
    row = next(row for row in checking.checks if row.id == rules.broken.check)
    finding = Finding(
        check=row.id,
        level=row.level,
        basis=row.basis,
        message=rules.broken.message.format(reason=reason),
        hint=rules.broken.hint,
        file=path.name,
    )
    return SubmissionRow(id=path.name, error=1, first=finding, findings=(finding,))
