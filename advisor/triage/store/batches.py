"""A batch in the store: handed in, worked through by one runner at a time, every result kept at once."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer

from advisor.errors import InputError, MissingError
from advisor.triage.model import CrossFinding, Examined, Extract
from advisor.triage.person import Person
from advisor.triage.store.database import acting, looking
from advisor.triage.store.log import record
from advisor.triage.store.tables import Batch, Case
from advisor.triage.uploads import kept_path

_OTHERS = 1000
"""submissions of other batches; what was handed in before those is not compared any more"""
LEASE = 60
"""seconds a runner's word holds; it renews it three times in between"""


def runner_name() -> str:
    """This process among all that may share the database."""
    return f"{socket.gethostname()}:{os.getpid()}"


def hand_in(
    engine: Engine, person: Person, name: str, paths: Iterable[Path], setting: Mapping[str, Any]
) -> int:
    """Put a batch into the store, its submissions waiting; its number.

    A batch of that name handed in before is gone on with: new submissions join it. Raises InputError for a name
    that another office has taken, and for an empty one.
    """
    if not name.strip() or len(name) > 200:
        raise InputError("批次名称要写 1 到 200 个字")
    try:
        with acting(engine) as session:
            batch = session.scalar(select(Batch).where(Batch.name == name.strip()).with_for_update())
            if batch is not None and batch.office != person.acting().city:
                raise InputError(f"已有名为“{name}”的批次，请换一个名称")
            if batch is None:
                batch = Batch(name=name.strip(), created=datetime.now(UTC), cross=[], by=person.who)
                batch.office = person.acting().city
                session.add(batch)
            batch.setting, batch.state = dict(setting), "waiting"
            session.flush()
            there = set(session.scalars(select(Case.name).where(Case.batch_id == batch.id)))
            fresh = [path for path in paths if path.name not in there]
            for path in fresh:
                session.add(_waiting(batch, path))
            after = {"name": batch.name, "submissions": [path.name for path in fresh]}
            record(session, person, "batch", after=after, batch=batch.id)
            return batch.id
    except IntegrityError as error:
        raise InputError(f"已有名为“{name}”的批次，请换一个名称") from error


def hand_in_again(engine: Engine, person: Person, case: int, path: str) -> None:
    """Have a case read again because its files have changed; what was decided is open again, and stays in the log."""
    with acting(engine) as session:
        wanted = select(Case).where(Case.id == case).with_for_update()
        found = session.scalar(wanted)
        if found is None or not person.acting().sees(found.office):
            raise MissingError(f"没有编号为 {case} 的材料，或者不归您办理")
        before = {"decision": found.decision, "mark": found.mark}
        found.path = path
        found.state, found.decision, found.reason, found.clauses = "waiting", None, "", []
        found.version += 1
        batch = session.get_one(Batch, found.batch_id)
        batch.state = "waiting"
        record(session, person, "changed", before=before, case=found)


def _waiting(batch: Batch, path: Path) -> Case:
    return Case(
        batch_id=batch.id,
        name=path.name,
        row={},
        state="waiting",
        office=batch.office,
        received=datetime.now(UTC),
        path=kept_path(path),
    )


def keep(engine: Engine, batch: int, examined: Examined) -> bool:
    """Keep a finished submission; False when it was kept already, by whomever."""
    row = examined.row
    with acting(engine) as session:
        wanted = select(Case).where(Case.batch_id == batch, Case.name == row.id).with_for_update()
        case = session.scalar(wanted)
        if case is None or case.state != "waiting":
            return False
        case.row = row.model_dump(mode="json")
        case.examined = examined.model_dump(mode="json", exclude={"row"}, round_trip=True)
        case.mark, case.state, case.city = examined.fingerprint, "done", row.city
        office = session.get_one(Batch, batch).office
        case.office = office if office is not None else row.city
        for name in ("unit_name", "uscc", "track", "stage", "platform_name", "outcome"):
            setattr(case, name, getattr(row, name))
        case.error, case.warning, case.advice = row.error, row.warning, row.advice
        case.first = row.first.message if row.first else ""
        return True


def take(engine: Engine, batch: int, runner: str) -> bool:
    """Become the batch's runner, or stay it; False while another one that lives works on it."""
    now = datetime.now(UTC)
    with acting(engine) as session:
        found = session.scalar(select(Batch).where(Batch.id == batch).with_for_update())
        if found is None:
            raise MissingError(f"没有编号为 {batch} 的批次")
        held = found.runner not in {None, runner} and found.lease is not None and found.lease > now
        if held and not _dead(str(found.runner)):
            return False
        found.runner, found.lease = runner, now + timedelta(seconds=LEASE)
        found.state = "reading"
        return True


def renew(engine: Engine, batch: int, runner: str) -> None:
    """Say that the runner still lives."""
    lease = datetime.now(UTC) + timedelta(seconds=LEASE)
    with acting(engine) as session:
        session.execute(update(Batch).where(Batch.id == batch, Batch.runner == runner).values(lease=lease))


def waiting(engine: Engine, batch: int) -> list[Case]:
    """The submissions of a batch that are still to be read."""
    with looking(engine) as session:
        wanted = select(Case).where(Case.batch_id == batch, Case.state == "waiting").order_by(Case.name)
        return list(session.scalars(wanted))


def done_count(engine: Engine, batch: int) -> int:
    """How many submissions of a batch are done."""
    with looking(engine) as session:
        wanted = select(func.count()).where(Case.batch_id == batch, Case.state == "done")
        return session.scalar(wanted) or 0


def finished(engine: Engine, batch: int) -> list[Examined]:
    """The submissions of a batch that are done, by name."""
    with looking(engine) as session:
        wanted = select(Case).where(Case.batch_id == batch, Case.state == "done").order_by(Case.name)
        found = session.scalars(wanted.options(undefer(Case.row), undefer(Case.examined)))
        return [read_examined(case) for case in found]


def finished_elsewhere(engine: Engine, batch: int, pack: str) -> tuple[str, list[tuple[str, Extract]]]:
    """The batch's name, and what is compared of the newest submissions of the pack's other batches, with their names."""
    with looking(engine) as session:
        kept = session.scalars(select(Batch).where(Batch.id != batch))
        names = {each.id: each.name for each in kept if each.setting.get("pack") == pack}
        chosen = select(Case.batch_id, Case.examined).where(Case.batch_id.in_(names), Case.state == "done")
        rows = session.execute(chosen.order_by(Case.id.desc()).limit(_OTHERS).execution_options(yield_per=20))
        # Only what is compared is kept of each: a submission as examined is many times larger.
        others = [
            (names[number], Extract.model_validate(told["extract"]))
            for number, told in rows
            if told and "extract" in told
        ]
        return session.get_one(Batch, batch).name, others


def read_examined(case: Case) -> Examined:
    """What was found in a case; empty for one that came in by an older version."""
    told = case.examined or {"fingerprint": "", "extract": {"id": case.name}}
    return Examined.model_validate({**told, "row": without_ids(case.row or {"id": case.name})})


def without_ids(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it was dumped, without the ids its findings compute."""
    found = dict(row)
    for name in ("findings", "first"):
        value = found.get(name)
        if isinstance(value, list):
            found[name] = [{key: each[key] for key in each if key != "id"} for each in value]
        elif value:
            found[name] = {key: value[key] for key in value if key != "id"}
    return found


def finish(engine: Engine, batch: int, runner: str, cross: Iterable[CrossFinding]) -> None:
    """Keep what was found across the batch and let go of it; what came in meanwhile waits for the next runner."""
    with acting(engine) as session:
        found = session.scalar(select(Batch).where(Batch.id == batch).with_for_update())
        if found is None or found.runner != runner:
            return
        left = session.scalar(select(Case.id).where(Case.batch_id == batch, Case.state == "waiting").limit(1))
        found.cross = [finding.model_dump(mode="json") for finding in cross]
        found.state, found.runner, found.lease = "waiting" if left else "done", None, None


def unfinished(engine: Engine) -> list[int]:
    """The batches somebody has to work on: waiting, or left by a runner whose word has run out."""
    now = datetime.now(UTC)
    with looking(engine) as session:
        wanted = select(Batch).where(Batch.state != "done").order_by(Batch.id)
        free = wanted.where(or_(Batch.runner.is_(None), Batch.lease < now))
        held = [each for each in session.scalars(wanted) if each.runner and _dead(each.runner)]
        return sorted({each.id for each in [*session.scalars(free), *held]})


def _dead(runner: str) -> bool:
    """True for a runner of this machine whose process is gone."""
    host, _, process = runner.rpartition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    if int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
