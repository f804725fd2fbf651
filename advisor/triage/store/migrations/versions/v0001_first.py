"""The first form: batches, submissions, states of findings, the log, which refuses change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSE = "CREATE TRIGGER audit_log_no_{what} BEFORE {verb} ON audit_log "
_SQLITE = _REFUSE + "BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END"
_POSTGRES = _REFUSE + "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
_FUNCTION = (
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_log is append-only'; END $$"
)


def upgrade() -> None:
    """Make the tables and forbid changing the log."""
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cross", sa.JSON, nullable=False),
    )
    _submissions()
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batches.id")),
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submissions.id")),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
    )
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(_FUNCTION)
    for verb in ("UPDATE", "DELETE"):
        op.execute((_POSTGRES if postgres else _SQLITE).format(what=verb.lower(), verb=verb))


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batches.id"), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("city", sa.String(40)),
        sa.Column("row", sa.JSON, nullable=False),
        sa.Column("decision", sa.String(40)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(100)),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("one_name_a_batch", "submissions", ["batch_id", "name"], unique=True)
    op.create_index("by_city", "submissions", ["city"])
    op.create_table(
        "finding_states",
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submissions.id"), primary_key=True),
        sa.Column("finding", sa.String(20), primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
    )
