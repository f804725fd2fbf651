"""The file itself: damaged, encrypted, too large, wrongly named, or carrying macros."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from ingest.document import FaultKind


def check(case: Case, row: Row, *, fault: FaultKind) -> Findings:
    """One finding for every fault of that kind seen while reading."""
    for reading in case.readings:
        for found in reading.document.faults:
            if found.kind == fault:
                yield row.finding(file=reading.path, detail=found.detail.rstrip("。"))
