"""The findings of the queue by check, so that one look settles the same thing in every case."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from advisor.pack import Pack
from advisor.pack.checking import CheckRow, load_checking
from advisor.triage.desk import Filters
from advisor.triage.person import Person
from advisor.triage.store.cases import batches, cases, states_of
from advisor.web.staff.render import render


def issues_html(engine: Engine, person: Person, filters: Filters, pack: Pack, typed: dict[str, Any]) -> str:
    """Every check with how many of its findings are still open, and in how many cases."""
    return render(
        "issues",
        rows=open_checks(engine, person, filters.batch, pack),
        filters=filters,
        batches=batches(engine, person),
        person=person,
        typed=typed,
    )


def open_checks(
    engine: Engine, person: Person, batch: int | None, pack: Pack
) -> list[tuple[CheckRow, str, int, int]]:
    """Checks with level, open findings and cases, the most common first."""
    folder = Path(pack.folder)
    rows = {row.id: row for row in load_checking(folder.parent, folder.name).checks}
    states = states_of(engine, person, batch)
    findings: Counter[str] = Counter()
    held: dict[str, set[int]] = {}
    levels: dict[str, str] = {}
    for case in cases(engine, person, batch, whole=True):
        settled = {key for key, each in states.get(case.id, {}).items() if each.state != "open"}
        for finding in case.row.get("findings", []) if case.state == "done" else ():
            if finding["id"] not in settled and finding["check"] in rows:
                findings[finding["check"]] += 1
                held.setdefault(finding["check"], set()).add(case.id)
                levels.setdefault(finding["check"], finding["level"])
    return [(rows[check], levels[check], count, len(held[check])) for check, count in findings.most_common()]
