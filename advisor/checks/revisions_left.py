"""Tracked changes and reviewers' comments still in the document."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row

_NAMES = {"insertion": "插入修订", "deletion": "删除修订", "comment": "批注"}


def check(case: Case, row: Row) -> Findings:
    """One finding a file: how many of each, and the first one's words."""
    for reading in case.readings:
        revisions = reading.document.revisions
        if revisions:
            counts = {name: sum(r.kind == kind for r in revisions) for kind, name in _NAMES.items()}
            shown = "、".join(f"{name} {count} 处" for name, count in counts.items() if count)
            first = revisions[0]
            yield row.finding(file=reading.path, place=first.place, quote=first.text, counts=shown)
