"""What a clerk does with a case: settle findings, decide, assign, remark, undo. Each is one act with its line in the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from advisor.errors import ConflictError, InputError
from advisor.triage.person import Person
from advisor.triage.store.cases import find
from advisor.triage.store.database import acting
from advisor.triage.store.log import record
from advisor.triage.store.tables import Act, Case, FindingState, Note
from advisor.triage.words import DECISIONS

State = Literal["confirmed", "waived", "open"]
Decision = Literal["passed", "correction", "rejected", "undecided"]
UNDOABLE = ("settle", "decide", "assign")


def settle(
    engine: Engine,
    person: Person,
    case: int,
    findings: Iterable[str],
    state: State,
    seen: int,
    reason: str = "",
) -> int:
    """Confirm, waive or reopen findings together; the case's new version.

    Raises InputError for a waiver without a reason or an unknown finding, ConflictError when the case was acted on
    since version `seen`.
    """
    with acting(engine) as session:
        found = _held(session, person.acting(), case, seen)
        _settle(session, person, found, list(findings), state, reason)
        return found.version


def settle_everywhere(
    engine: Engine, person: Person, batch: int, check: str, state: State, reason: str = ""
) -> int:
    """Settle every finding of one check that is still open in the person's cases of a batch; how many there were."""
    count = 0
    with acting(engine) as session:
        wanted = select(Case.id).where(Case.batch_id == batch, Case.state == "done").order_by(Case.id)
        if person.acting().city is not None:
            wanted = wanted.where(Case.office == person.city)
        for case in list(session.scalars(wanted)):
            found = find(session, person, case, whole=True, lock=True)
            settled = {each.finding for each in _states(session, case) if each.state != "open"}
            ids = [f["id"] for f in found.row["findings"] if f["check"] == check and f["id"] not in settled]
            if ids:
                _settle(session, person, found, ids, state, reason)
                count += len(ids)
    return count


def decide(
    engine: Engine,
    person: Person,
    case: int,
    decision: Decision,
    seen: int,
    reason: str = "",
    clauses: Iterable[str] = (),
) -> int:
    """Decide a case that was seen in version `seen`; the new version.

    Raises ConflictError naming the other's act when somebody acted in between: nothing is overwritten. Raises
    InputError where a refusal lacks reason or clause, or a pass over open errors lacks a reason.
    """
    with acting(engine) as session:
        found = _held(session, person.acting(), case, seen)
        _require(session, found, decision, reason.strip(), list(clauses))
        before = _decision(found)
        found.decision = None if decision == "undecided" else decision
        found.reason, found.clauses = reason.strip(), list(clauses)
        found.decided_by, found.decided = person.who, datetime.now(UTC)
        found.version += 1
        record(session, person, "decide", before=before, after=_decision(found), case=found)
        return found.version


def assign(engine: Engine, person: Person, case: int, clerk: str | None, seen: int) -> int:
    """Give a case to a clerk (None: to nobody); the new version."""
    with acting(engine) as session:
        found = _held(session, person.acting(), case, seen)
        before, found.assigned = {"assigned": found.assigned}, clerk
        found.version += 1
        record(session, person, "assign", before=before, after={"assigned": clerk}, case=found)
        return found.version


def remark(engine: Engine, person: Person, case: int, text: str) -> None:
    """Put a remark on a case. Raises InputError for an empty one."""
    if not text.strip():
        raise InputError("备注是空的")
    with acting(engine) as session:
        found = find(session, person.acting(), case)
        session.add(Note(submission_id=found.id, time=datetime.now(UTC), who=person.who, text=text.strip()))
        record(session, person, "note", after={"text": text.strip()}, case=found)


def undo(engine: Engine, person: Person, case: int, seen: int) -> Act:
    """Take back the last act on the case, where it was this person's; the act taken back.

    Raises InputError when there is nothing to take back or the last act was another's.
    """
    with acting(engine) as session:
        found = _held(session, person.acting(), case, seen)
        last = _last(session, case)
        if last is None:
            raise InputError("没有可以撤销的操作")
        if last.who != person.who:
            raise InputError(f"最近一步是 {last.who} 办的，只能由本人撤销；需要改的请直接重新办理")
        for before in last.before["findings"] if last.what == "settle" else []:
            _put(session, case, before)
        if last.what == "decide":
            _restore(found, last.before)
        if last.what == "assign":
            found.assigned = last.before["assigned"]
        found.version += 1
        record(
            session,
            person,
            "undo",
            before=last.after,
            after={"act": last.id, "what": last.what, **last.before},
            case=found,
        )
        return last


def _held(session: Session, person: Person, case: int, seen: int) -> Case:
    found = find(session, person, case, whole=True, lock=True)
    if found.state != "done":
        raise InputError("这份材料还没有读完，请稍候")
    if found.version != seen:
        last = session.scalar(select(Act).where(Act.submission_id == case).order_by(Act.id.desc()).limit(1))
        who = last.who if last else "别人"
        now = DECISIONS[found.decision] if found.decision else "还没有决定"
        raise ConflictError(f"{who} 刚刚办过这份材料，现在是“{now}”；您的这一步没有保存，请看过再办")
    return found


def _settle(
    session: Session, person: Person, case: Case, findings: list[str], state: State, reason: str
) -> None:
    if state == "waived" and not reason.strip():
        raise InputError("豁免问题要写明理由")
    if not findings:
        raise InputError("请先选中问题")
    known = {finding["id"] for finding in case.row["findings"]}
    old = {each.finding: each for each in _states(session, case.id)}
    before, after = [], []
    for finding in dict.fromkeys(findings):
        if finding not in known:
            raise InputError(f"这份材料没有编号为 {finding} 的问题")
        earlier = old.get(finding)
        before.append(
            {
                "finding": finding,
                "state": earlier.state if earlier else "open",
                "reason": earlier.reason if earlier else "",
                "who": earlier.who if earlier else "",
            }
        )
        after.append({"finding": finding, "state": state, "reason": reason.strip(), "who": person.who})
        _put(session, case.id, after[-1])
    case.version += 1
    record(session, person, "settle", before={"findings": before}, after={"findings": after}, case=case)


def _put(session: Session, case: int, told: dict[str, Any]) -> None:
    session.merge(FindingState(submission_id=case, **told))


def _states(session: Session, case: int) -> list[FindingState]:
    return list(session.scalars(select(FindingState).where(FindingState.submission_id == case)))


def _require(session: Session, case: Case, decision: Decision, reason: str, clauses: list[str]) -> None:
    if decision == "rejected" and not (reason and clauses):
        raise InputError("不予推荐要写明理由，并选出所依据的条款")
    if decision != "passed" or reason:
        return
    waived = {each.finding for each in _states(session, case.id) if each.state == "waived"}
    left = sum(f["level"] == "error" and f["id"] not in waived for f in case.row["findings"])
    if left:
        raise InputError(f"还有 {left} 个“必须改”的问题没有豁免；仍要通过初审，请写明理由")


def _decision(case: Case) -> dict[str, Any]:
    return {
        "decision": case.decision,
        "reason": case.reason,
        "clauses": list(case.clauses or []),
        "by": case.decided_by,
        "time": case.decided.isoformat() if case.decided else None,
    }


def _restore(case: Case, before: dict[str, Any]) -> None:
    case.decision, case.reason = before["decision"], before["reason"]
    case.clauses, case.decided_by = before.get("clauses") or [], before["by"]
    case.decided = datetime.fromisoformat(before["time"]) if before.get("time") else None


def _last(session: Session, case: int) -> Act | None:
    """The latest act since the case was last read that changed it and was not taken back."""
    undone: set[int] = set()
    for act in session.scalars(select(Act).where(Act.submission_id == case).order_by(Act.id.desc())):
        if act.what == "undo":
            undone.add(act.after["act"])
        elif act.what == "changed":
            return None
        elif act.what in UNDOABLE and act.id not in undone:
            return act
    return None
