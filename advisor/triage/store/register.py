"""The register of approved platforms in the store: entries, what they handed in, the days a notice set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, select

from advisor.errors import InputError, MissingError
from advisor.triage.person import Person
from advisor.triage.store.database import acting, looking
from advisor.triage.store.log import record
from advisor.triage.store.tables import Approved, Due, Filing


@dataclass(frozen=True)
class Entry:
    """A platform with its filings, oldest first."""

    platform: Approved
    filings: list[Filing]


def entries(engine: Engine, person: Person) -> list[Entry]:
    """The person's platforms by name."""
    wanted = select(Approved).order_by(Approved.city, Approved.name)
    if person.city is not None:
        wanted = wanted.where(Approved.city == person.city)
    with looking(engine) as session:
        platforms = list(session.scalars(wanted))
        filings: dict[int, list[Filing]] = {}
        for each in session.scalars(select(Filing).order_by(Filing.day, Filing.id)):
            filings.setdefault(each.platform_id, []).append(each)
        return [Entry(platform, filings.get(platform.id, [])) for platform in platforms]


def enter(engine: Engine, person: Person, rows: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Enter platforms, all or none; how many are new and how many were brought up to date, by their names.

    Raises InputError for a platform of another city than the person's.
    """
    new = changed = 0
    with acting(engine) as session:
        for row in rows:
            if not person.acting().sees(row["city"]):
                raise InputError(f"“{row['name']}”属于{row['city'] or '未写明的市'}，不归您登记")
            found = session.scalar(select(Approved).where(Approved.name == row["name"]))
            if found is None:
                session.add(Approved(**row))
                new += 1
                continue
            if not person.sees(found.city):
                raise InputError(f"已有名为“{row['name']}”的平台，不归您登记")
            for name, value in row.items():
                setattr(found, name, value)
            changed += 1
        record(session, person, "register", after={"new": new, "changed": changed})
    return new, changed


def file_paper(
    engine: Engine, person: Person, platform: int, kind: str, year: int | None, day: date, text: str = ""
) -> None:
    """Note that a platform handed something in. Raises MissingError for one that is not the person's."""
    with acting(engine) as session:
        found = session.get(Approved, platform)
        if found is None or not person.acting().sees(found.city):
            raise MissingError(f"名册里没有编号为 {platform} 的平台，或者不归您办理")
        session.add(
            Filing(platform_id=platform, kind=kind, year=year, day=day, text=text.strip(), who=person.who)
        )
        after = {"platform": found.name, "kind": kind, "year": year, "day": day.isoformat(), "text": text}
        record(session, person, "filing", after=after)


def set_due(engine: Engine, person: Person, kind: str, year: int, day: date, source: str) -> None:
    """The day a notice sets for a paper; it holds for all platforms, so the province says it.

    Raises InputError without the notice it stands in: a day is never made up.
    """
    if not source.strip():
        raise InputError("期限要写明出自哪份通知")
    with acting(engine) as session:
        if person.acting().city is not None:
            raise InputError("期限由省级账号登记，各市共用")
        session.merge(Due(kind=kind, year=year, day=day, source=source.strip()))
        record(
            session,
            person,
            "due",
            after={"kind": kind, "year": year, "day": day.isoformat(), "source": source},
        )


def dues(engine: Engine) -> list[Due]:
    """The days that were set, in their order."""
    with looking(engine) as session:
        return list(session.scalars(select(Due).order_by(Due.day, Due.kind)))
