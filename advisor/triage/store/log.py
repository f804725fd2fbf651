"""The log of acts: only ever added to, read back oldest first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from advisor.triage.person import Person
from advisor.triage.store.database import looking
from advisor.triage.store.tables import Act, Case


def record(
    session: Session,
    person: Person,
    what: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    batch: int | None = None,
    case: Case | None = None,
) -> Act:
    """Add a line to the log within the act it tells of."""
    act = Act(
        time=datetime.now(UTC),
        who=person.who,
        what=what,
        batch_id=case.batch_id if case else batch,
        submission_id=case.id if case else None,
        before=before or {},
        after=after or {},
        office=case.office if case else person.city,
    )
    session.add(act)
    return act


def history(
    engine: Engine, person: Person, case: int | None = None, *, newest: int | None = None
) -> list[Act]:
    """What of the log the person may see, oldest first; of one case when it is given, the newest lines when told."""
    wanted = select(Act).order_by(Act.id.desc())
    if person.city is not None:
        wanted = wanted.where(Act.office == person.city)
    if case is not None:
        wanted = wanted.where(Act.submission_id == case)
    if newest is not None:
        wanted = wanted.limit(newest)
    with looking(engine) as session:
        return list(session.scalars(wanted))[::-1]
