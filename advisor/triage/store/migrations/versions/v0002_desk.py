"""The desk: work on a batch, who may see a case, decisions with clauses, notes, accounts, the register."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)
_TEXTS = ("path", "first")
_WORDS = {
    "assigned": 100, "unit_name": 300, "uscc": 40, "track": 20, "stage": 20, "platform_name": 300, "outcome": 20,
}  # fmt: skip
_COUNTS = ("error", "warning", "advice")


def upgrade() -> None:
    """Add what the desk needs; what is there stays, its summary columns filled from its row."""
    _batches()
    _submissions()
    op.add_column("audit_log", sa.Column("office", sa.String(40)))
    _notes()
    _people()
    _register()


def _batches() -> None:
    op.add_column("batches", sa.Column("setting", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("batches", sa.Column("office", sa.String(40)))
    op.add_column("batches", sa.Column("by", sa.String(100), nullable=False, server_default=""))
    op.add_column("batches", sa.Column("state", sa.String(20), nullable=False, server_default="done"))
    op.add_column("batches", sa.Column("runner", sa.String(200)))
    op.add_column("batches", sa.Column("lease", _TIME))


def _submissions() -> None:
    table = "submissions"
    op.add_column(table, sa.Column("office", sa.String(40)))
    op.create_index("by_office", table, ["office"])
    op.add_column(table, sa.Column("state", sa.String(20), nullable=False, server_default="done"))
    for name in ("received", "decided"):
        op.add_column(table, sa.Column(name, _TIME))
    op.add_column(table, sa.Column("mark", sa.String(64), nullable=False, server_default=""))
    op.add_column(table, sa.Column("examined", sa.JSON, nullable=False, server_default="{}"))
    op.add_column(table, sa.Column("clauses", sa.JSON, nullable=False, server_default="[]"))
    for name in _TEXTS:
        op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
    for name, length in _WORDS.items():
        op.add_column(table, sa.Column(name, sa.String(length)))
    for name in _COUNTS:
        op.add_column(table, sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    _fill()


def _fill() -> None:
    names = ("unit_name", "uscc", "track", "stage", "platform_name", "outcome", *_COUNTS)
    columns: list[sa.ColumnClause[Any]] = [
        sa.column("id", sa.Integer),
        sa.column("city", sa.String),
        sa.column("row", sa.JSON),
    ]
    columns += [sa.column("first", sa.Text), sa.column("office", sa.String)]
    columns += [sa.column(name) for name in names]
    table = sa.table("submissions", *columns)
    bound = op.get_bind()
    for each in bound.execute(sa.select(table.c.id, table.c.city, table.c.row)).all():
        found = {name: each.row.get(name) for name in names}
        found |= {name: found[name] or 0 for name in _COUNTS}
        first = (each.row.get("first") or {}).get("message", "")
        bound.execute(
            sa.update(table).where(table.c.id == each.id).values(first=first, office=each.city, **found)
        )


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submissions.id"), nullable=False, index=True),
        sa.Column("time", _TIME, nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def _people() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login", sa.String(100), nullable=False, unique=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("city", sa.String(40)),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", _TIME),
        sa.Column("created", _TIME, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id"), nullable=False, index=True),
        sa.Column("created", _TIME, nullable=False),
        sa.Column("seen", _TIME, nullable=False),
    )
    op.create_table(
        "offices",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("facts", sa.JSON, nullable=False),
    )


def _register() -> None:
    op.create_table(
        "platforms",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(300), nullable=False, unique=True),
        sa.Column("unit", sa.String(300), nullable=False),
        sa.Column("uscc", sa.String(40)),
        sa.Column("track", sa.String(20)),
        sa.Column("city", sa.String(40), index=True),
        sa.Column("start", sa.Date),
        sa.Column("document", sa.String(300), nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
    )
    op.create_table(
        "filings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("platform_id", sa.Integer, sa.ForeignKey("platforms.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
    )
    op.create_table(
        "due_days",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
    )
