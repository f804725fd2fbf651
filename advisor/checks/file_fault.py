"""The file itself: damaged, encrypted, too large, wrongly named, or carrying macros."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from advisor.profile.materials import NOT_GRASPED
from ingest.document import FaultKind


def check(case: Case, row: Row, *, fault: FaultKind) -> Findings:
    """One finding for every fault of that kind seen while reading; a file we could not make sense of is told under
    `unreadable`, as a thing to be looked at by a person and no fault of the file."""
    for reading in case.readings:
        for found in reading.document.faults:
            if found.kind == fault:
                yield row.finding(file=reading.path, detail=found.detail.rstrip("。"))
        if fault == "unreadable" and any(part.why == NOT_GRASPED for part in reading.document.unread):
            yield row.finding(
                file=reading.path,
                level="warning",
                message=NOT_GRASPED,
                hint="其他文件已照常检查；请把这一情况告诉管理员，或换一种格式再试",
            )
