"""The tables of the store. A change here needs a migration beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Dialect, ForeignKey, Index, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A point in time in UTC; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time with its zone."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Base of all tables."""


class Batch(Base):
    """A batch as it came in; `runner` holds it until `lease` while its submissions are worked through."""

    __tablename__ = "batches"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created: Mapped[datetime] = mapped_column(Moment)
    cross: Mapped[list[dict[str, Any]]] = mapped_column(JSON, deferred=True)
    setting: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    office: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(100), default="")
    state: Mapped[str] = mapped_column(String(20), default="done")
    runner: Mapped[str | None] = mapped_column(String(200))
    lease: Mapped[datetime | None] = mapped_column(Moment)


class Case(Base):
    """One submission of a batch. `version` rises with every act, so that nobody overwrites unseen; `office` is the
    city whose clerks may see it (None: the province's alone)."""

    __tablename__ = "submissions"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    name: Mapped[str] = mapped_column(String(300))
    city: Mapped[str | None] = mapped_column(String(40))
    row: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    decision: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str | None] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(default=0)
    office: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20), default="done")
    received: Mapped[datetime | None] = mapped_column(Moment)
    path: Mapped[str] = mapped_column(Text, default="")
    mark: Mapped[str] = mapped_column(String(64), default="")
    examined: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)
    clauses: Mapped[list[str]] = mapped_column(JSON, default=list)
    decided: Mapped[datetime | None] = mapped_column(Moment)
    assigned: Mapped[str | None] = mapped_column(String(100))
    unit_name: Mapped[str | None] = mapped_column(String(300))
    uscc: Mapped[str | None] = mapped_column(String(40))
    track: Mapped[str | None] = mapped_column(String(20))
    stage: Mapped[str | None] = mapped_column(String(20))
    platform_name: Mapped[str | None] = mapped_column(String(300))
    outcome: Mapped[str | None] = mapped_column(String(20))
    error: Mapped[int] = mapped_column(default=0)
    warning: Mapped[int] = mapped_column(default=0)
    advice: Mapped[int] = mapped_column(default=0)
    first: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (
        Index("one_name_a_batch", "batch_id", "name", unique=True),
        Index("by_city", "city"),
        Index("by_office", "office"),
    )


class FindingState(Base):
    """What a clerk has said of a finding."""

    __tablename__ = "finding_states"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    finding: Mapped[str] = mapped_column(String(20), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(100))


class Note(Base):
    """A remark on a submission."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    time: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)


class Act(Base):
    """Who did what and when, with the state before and after. Rows are only ever added."""

    __tablename__ = "audit_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    time: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(100))
    what: Mapped[str] = mapped_column(String(40))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    office: Mapped[str | None] = mapped_column(String(40))


class User(Base):
    """A person with an account. `city` is None for the whole province; `password` is an Argon2 hash."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    city: Mapped[str | None] = mapped_column(String(40))
    password: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)
    created: Mapped[datetime] = mapped_column(Moment)


class Login(Base):
    """A session; `token` is the digest of what the browser holds, so that a copy of the table opens nothing."""

    __tablename__ = "sessions"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created: Mapped[datetime] = mapped_column(Moment)
    seen: Mapped[datetime] = mapped_column(Moment)


class Office(Base):
    """What an office puts into its papers: issuer, contact, telephone; the province's own has an empty name."""

    __tablename__ = "offices"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class Approved(Base):
    """An approved platform of the register; `start` is the first day of its validity as the list tells it."""

    __tablename__ = "platforms"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)
    unit: Mapped[str] = mapped_column(String(300))
    uscc: Mapped[str | None] = mapped_column(String(40))
    track: Mapped[str | None] = mapped_column(String(20))
    city: Mapped[str | None] = mapped_column(String(40), index=True)
    start: Mapped[date | None] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(300), default="")
    remark: Mapped[str] = mapped_column(Text, default="")


class Filing(Base):
    """A paper an approved platform handed in: an annual report, a plan, a change."""

    __tablename__ = "filings"
    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platforms.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    year: Mapped[int | None]
    day: Mapped[date]
    text: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(100))


class Due(Base):
    """A day a notice sets for a paper of a year, with the notice it stands in."""

    __tablename__ = "due_days"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(300))
