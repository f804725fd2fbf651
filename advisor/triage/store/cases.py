"""Cases as a person may see them: lists, one case with all that was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Select, func, select
from sqlalchemy.orm import Session, undefer

from advisor.errors import MissingError
from advisor.triage.person import Person
from advisor.triage.store.database import looking
from advisor.triage.store.tables import Batch, Case, FindingState, Note


@dataclass(frozen=True)
class Opened:
    """A case with its findings' states and the remarks on it."""

    case: Case
    states: dict[str, FindingState]
    notes: list[Note]


def visible(wanted: Select[Any], person: Person) -> Select[Any]:
    """The selection narrowed to what the person may see."""
    return wanted if person.city is None else wanted.where(Case.office == person.city)


def cases(engine: Engine, person: Person, batch: int | None = None, *, whole: bool = False) -> list[Case]:
    """The person's cases by batch and name; `whole` loads their rows and what was examined too."""
    wanted = visible(select(Case).order_by(Case.batch_id, Case.name), person)
    if batch is not None:
        wanted = wanted.where(Case.batch_id == batch)
    if whole:
        wanted = wanted.options(undefer(Case.row), undefer(Case.examined))
    with looking(engine) as session:
        return list(session.scalars(wanted))


def open_one(engine: Engine, person: Person, case: int) -> Opened:
    """One case. Raises MissingError when there is none, or it is not this person's to see."""
    with looking(engine) as session:
        found = find(session, person, case, whole=True)
        states = session.scalars(select(FindingState).where(FindingState.submission_id == case))
        notes = session.scalars(select(Note).where(Note.submission_id == case).order_by(Note.id))
        return Opened(found, {each.finding: each for each in states}, list(notes))


def find(session: Session, person: Person, case: int, *, whole: bool = False, lock: bool = False) -> Case:
    """The case within a session; `lock` holds it until the act ends. Raises MissingError."""
    wanted = visible(select(Case).where(Case.id == case), person)
    if whole:
        wanted = wanted.options(undefer(Case.row), undefer(Case.examined))
    found: Case | None = session.scalar(wanted.with_for_update() if lock else wanted)
    if found is None:
        raise MissingError(f"没有编号为 {case} 的材料，或者不归您办理")
    return found


def states_of(engine: Engine, person: Person, batch: int | None = None) -> dict[int, dict[str, FindingState]]:
    """The states of findings of the person's cases, by case and finding."""
    wanted = select(FindingState).join(Case, Case.id == FindingState.submission_id)
    if person.city is not None:
        wanted = wanted.where(Case.office == person.city)
    if batch is not None:
        wanted = wanted.where(Case.batch_id == batch)
    found: dict[int, dict[str, FindingState]] = {}
    with looking(engine) as session:
        for each in session.scalars(wanted):
            found.setdefault(each.submission_id, {})[each.finding] = each
    return found


@dataclass(frozen=True)
class BatchProgress:
    """A batch with how many of the person's cases it holds and how many are done."""

    batch: Batch
    done: int
    total: int


def batches(engine: Engine, person: Person) -> list[BatchProgress]:
    """The batches that hold a case of the person's, or were handed in by its office, newest first."""
    with looking(engine) as session:
        counted = {each: [0, 0] for each in session.scalars(select(Batch).order_by(Batch.id.desc()))}
        by_id = {batch.id: counts for batch, counts in counted.items()}
        wanted = select(Case.batch_id, Case.state, func.count()).group_by(Case.batch_id, Case.state)
        if person.city is not None:
            wanted = wanted.where(Case.office == person.city)
        for batch, state, count in session.execute(wanted):
            by_id[batch][1] += count
            by_id[batch][0] += count if state == "done" else 0
        return [
            BatchProgress(batch, done, total)
            for batch, (done, total) in counted.items()
            if total or person.sees(batch.office)
        ]
