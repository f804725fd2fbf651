"""What can be done with the store: plain functions, each one act with its line in the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from advisor.errors import InputError
from advisor.triage.model import TriageReport
from advisor.triage.store.database import acting
from advisor.triage.store.tables import Act, Batch, Case, FindingState

State = Literal["confirmed", "waived", "open"]
Decision = Literal["passed", "correction", "rejected", "undecided"]


def keep_batch(engine: Engine, name: str, report: TriageReport, who: str) -> int:
    """Store a batch with its submissions; its number. Raises InputError for a name that is taken."""
    try:
        with acting(engine) as session:
            cross = [finding.model_dump(mode="json") for finding in report.cross]
            batch = Batch(name=name, created=datetime.now(UTC), cross=cross)
            session.add(batch)
            session.flush()
            for row in report.submissions:
                shown = row.model_dump(mode="json")
                session.add(Case(batch_id=batch.id, name=row.id, city=row.city, row=shown))
            after = {"name": name, "submissions": len(report.submissions)}
            session.add(_act(who, "batch", after=after, batch=batch.id))
            return batch.id
    except IntegrityError as error:
        raise InputError(f"已有名为“{name}”的批次") from error


def cases(engine: Engine, batch: int, city: str | None = None) -> list[Case]:
    """The submissions of a batch by name; of one city only when it is given."""
    wanted = select(Case).where(Case.batch_id == batch).order_by(Case.name)
    with Session(engine, expire_on_commit=False) as session:
        return list(session.scalars(wanted.where(Case.city == city) if city else wanted))


def settle(
    engine: Engine, case: int, findings: Iterable[str], state: State, who: str, reason: str = ""
) -> None:
    """Confirm, waive or reopen findings together. Raises InputError for a waiver without a reason."""
    if state == "waived" and not reason.strip():
        raise InputError("豁免问题要写明理由")
    with acting(engine) as session:
        found = _case(session, case)
        known = {finding["id"] for finding in found.row["findings"]}
        for finding in findings:
            if finding not in known:
                raise InputError(f"这份材料没有编号为 {finding} 的问题")
            old = session.get(FindingState, (case, finding))
            before = {"finding": finding, "state": old.state, "reason": old.reason} if old else {}
            session.merge(
                FindingState(submission_id=case, finding=finding, state=state, reason=reason, who=who)
            )
            after = {"finding": finding, "state": state, "reason": reason}
            session.add(_act(who, "settle", before, after, found.batch_id, case))


def decide(engine: Engine, case: int, decision: Decision, who: str, seen: int, reason: str = "") -> int:
    """Decide a case that was seen in version `seen`; the new version.

    Raises InputError naming the other's decision when somebody decided in between: nothing is overwritten.
    """
    with acting(engine) as session:
        found = _case(session, case)
        before = {"decision": found.decision, "reason": found.reason, "by": found.decided_by}
        changed = session.execute(
            update(Case)
            .where(Case.id == case, Case.version == seen)
            .values(decision=decision, reason=reason, decided_by=who, version=seen + 1)
        )
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            raise InputError(f"{before['by']} 已先作出决定（{before['decision']}），请刷新后再定")
        after = {"decision": decision, "reason": reason, "by": who}
        session.add(_act(who, "decide", before, after, found.batch_id, case))
    return seen + 1


def history(engine: Engine, case: int | None = None) -> list[Act]:
    """The log, oldest first; of one submission when it is given."""
    wanted = select(Act).order_by(Act.id)
    with Session(engine, expire_on_commit=False) as session:
        return list(session.scalars(wanted.where(Act.submission_id == case) if case else wanted))


def states(engine: Engine, case: int) -> dict[str, FindingState]:
    """What has been said of a submission's findings, by finding id."""
    with Session(engine, expire_on_commit=False) as session:
        found = session.scalars(select(FindingState).where(FindingState.submission_id == case))
        return {each.finding: each for each in found}


def _case(session: Session, case: int) -> Case:
    found = session.get(Case, case)
    if found is None:
        raise InputError(f"没有编号为 {case} 的材料")
    return found


def _act(
    who: str,
    what: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    batch: int | None = None,
    case: int | None = None,
) -> Act:
    return Act(
        time=datetime.now(UTC),
        who=who,
        what=what,
        batch_id=batch,
        submission_id=case,
        before=before or {},
        after=after or {},
    )
