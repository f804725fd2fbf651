"""What a batch leaves in its folder: the queue, a correction letter for each submission, the recommendation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from advisor.domain import CheckReport, Finding, Summary
from advisor.drafting.correction import where, write_correction
from advisor.drafting.model import LetterFacts, Platform, QueueTemplate, SheetTemplate
from advisor.drafting.recommendation import write_recommendation
from advisor.drafting.sheet import Sheet, workbook
from advisor.drafting.templates import load_template
from advisor.pack.model import Pack
from advisor.triage.keep import file_name, write
from advisor.triage.model import CrossFinding, SubmissionRow, TriageReport
from advisor.triage.words import LEVELS, OUTCOMES

QUEUE, LETTERS = "初审清单.xlsx", "补正告知书"
RECOMMENDATION, SUMMARY = "推荐函（草稿）.docx", "推荐汇总表（草稿）.xlsx"


def write_papers(report: TriageReport, pack: Pack, out: Path, facts: LetterFacts | None = None) -> list[Path]:
    """Write every paper of the batch; the files written. Raises AdvisorError where `out` cannot be written.

    Which platforms are recommended, and in what order, is the clerk's to say: the drafts list those without
    an error, in the order of the queue.
    """
    facts = facts or LetterFacts()
    (out / LETTERS).mkdir(parents=True, exist_ok=True)
    files = [_put(out / QUEUE, queue_book(report, pack))]
    for row in report.submissions:
        if row.error or row.warning:
            letter, _ = write_correction(report_of_row(row), facts, pack)
            files.append(_put(out / LETTERS / f"{file_name(row.id)}.docx", letter))
    chosen = [platform_of(row) for row in report.submissions if may_be_recommended(row)]
    paper, table, _ = write_recommendation(chosen, facts, pack)
    return [*files, _put(out / RECOMMENDATION, paper), _put(out / SUMMARY, table)]


def queue_book(report: TriageReport, pack: Pack, acted: Sequence[Mapping[str, object]] = ()) -> bytes:
    """The queue as a workbook: submissions, their findings, what is found across them; `acted` adds to each row."""
    template = load_template(pack, "queue", QueueTemplate)
    added = acted or [{}] * len(report.submissions)
    rows = [_row(row, pack) | dict(more) for row, more in zip(report.submissions, added, strict=True)]
    findings = [each for row in report.submissions for each in _findings(row)]
    cross = [_cross(finding) for finding in report.cross]
    return workbook(
        _sheet(shape, values)
        for shape, values in ((template.queue, rows), (template.findings, findings), (template.cross, cross))
    )


def report_of_row(row: SubmissionRow) -> CheckReport:
    """The check's report of a submission, as far as its papers need it."""
    return CheckReport(
        track=row.track,
        stage=row.stage,
        round=row.round,
        summary=Summary(error=row.error, warning=row.warning, advice=row.advice),
        profile=row.profile,
        findings=row.findings,
    )


def platform_of(row: SubmissionRow) -> Platform:
    """A submission as a line of the summary table."""
    known = {name: row.profile.get(name) for name in ("entity_type", "partners", "direction", "leader")}
    return Platform(
        id=row.id,
        track=row.track,
        platform_name=row.platform_name,
        unit_name=row.unit_name,
        uscc=row.uscc,
        contact=row.profile.get("contact"),
        phone=row.profile.get("phone"),
        **known,
    )


def may_be_recommended(row: SubmissionRow) -> bool:
    """An application without an error; reports and filings of approved platforms are not recommended anew."""
    return row.outcome != "blocked" and row.stage == "application"


def _put(file: Path, data: bytes) -> Path:
    write(file, data)
    return file


def _sheet(shape: SheetTemplate, rows: list[dict[str, object]]) -> Sheet:
    return Sheet(
        shape.title,
        [column.title for column in shape.columns],
        [[row.get(column.value) for column in shape.columns] for row in rows],
        [column.width for column in shape.columns],
    )


def _row(row: SubmissionRow, pack: Pack) -> dict[str, object]:
    return row.model_dump(exclude={"findings", "first"}) | {
        "track_name": pack.track(row.track).name if row.track else None,
        "stage_name": pack.info.stages.get(row.stage) if row.stage else None,
        "outcome_name": OUTCOMES[row.outcome],
        "first": row.first.message if row.first else None,
    }


def _findings(row: SubmissionRow) -> Iterator[dict[str, object]]:
    for finding in row.findings:
        yield _finding(finding) | {"id": row.id, "unit_name": row.unit_name}


def _finding(finding: Finding) -> dict[str, object]:
    return finding.model_dump(include={"message", "hint", "file", "check"}) | {
        "level_name": LEVELS[finding.level],
        "where": where(finding.model_copy(update={"file": None})),
        "clauses": "、".join(finding.clauses),
    }


def _cross(finding: CrossFinding) -> dict[str, object]:
    sides = finding.passages[0].sides if finding.passages else ()
    return {
        "submissions": "、".join(finding.submissions),
        "message": finding.message,
        "one": sides[0].quote if sides else finding.quote,
        "other": sides[1].quote if sides else None,
        "hint": finding.hint,
    }
