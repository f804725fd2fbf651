"""The store: what is acknowledged stays, nothing is overwritten unseen, the log only grows."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from advisor.domain import Finding
from advisor.errors import AdvisorError, InputError
from advisor.triage.model import SubmissionRow, TriageReport
from advisor.triage.store.database import open_store
from advisor.triage.store.records import cases, decide, history, keep_batch, settle, states
from advisor.triage.store.tables import Base

FINDING = Finding(check="file.duplicate", level="warning", basis="practice", message="相同")
REPORT = TriageReport(
    submissions=(
        SubmissionRow(id="a", city="济南", findings=(FINDING,)),
        SubmissionRow(id="b", city="青岛"),
    )
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def test_the_migrations_make_the_tables_the_code_uses(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_batch_is_kept_once_and_a_city_sees_its_own(engine: Engine) -> None:
    batch = keep_batch(engine, "2025", REPORT, "张三")
    assert [case.name for case in cases(engine, batch)] == ["a", "b"]
    assert [case.name for case in cases(engine, batch, "青岛")] == ["b"]
    with pytest.raises(InputError, match="已有"):
        keep_batch(engine, "2025", REPORT, "张三")
    assert len(history(engine)) == 1


def test_findings_are_settled_with_a_reason_and_reopened(engine: Engine) -> None:
    case = cases(engine, keep_batch(engine, "2025", REPORT, "张三"))[0].id
    with pytest.raises(InputError, match="理由"):
        settle(engine, case, [FINDING.id], "waived", "张三")
    with pytest.raises(InputError, match="没有编号"):
        settle(engine, case, [FINDING.id, "none"], "confirmed", "张三")
    assert states(engine, case) == {}
    settle(engine, case, [FINDING.id], "waived", "张三", "两份用途不同")
    settle(engine, case, [FINDING.id], "open", "李四")
    assert states(engine, case)[FINDING.id].state == "open"
    assert [(act.who, act.before.get("state"), act.after["state"]) for act in history(engine, case)] == [
        ("张三", None, "waived"),
        ("李四", "waived", "open"),
    ]


def test_of_two_who_decide_at_once_the_second_sees_the_first(engine: Engine) -> None:
    case = cases(engine, keep_batch(engine, "2025", REPORT, "张三"))[0]
    version = decide(engine, case.id, "passed", "张三", case.version)
    with pytest.raises(InputError, match="张三 已先"):
        decide(engine, case.id, "rejected", "李四", case.version)
    decide(engine, case.id, "undecided", "李四", version)
    assert [act.after["decision"] for act in history(engine, case.id)] == ["passed", "undecided"]


@pytest.mark.parametrize("change", ["UPDATE audit_log SET who = 'x'", "DELETE FROM audit_log"])
def test_the_log_refuses_change(engine: Engine, change: str) -> None:
    keep_batch(engine, "2025", REPORT, "张三")
    with pytest.raises(SQLAlchemyError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    assert history(engine)[0].who == "张三"


def test_a_kill_loses_no_acknowledged_decision(engine: Engine) -> None:
    case = cases(engine, keep_batch(engine, "2025", REPORT, "张三"))[0].id
    program = (
        "from advisor.triage.store.database import open_store\n"
        "from advisor.triage.store.records import decide\n"
        f"engine = open_store({engine.url.render_as_string()!r})\n"
        f"for seen in range(10**6): print(decide(engine, {case}, 'passed', 'x', seen), flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        told += [int(line) for line in process.stdout if line.endswith("\n")]
    found = next(each for each in cases(engine, 1) if each.id == case)
    assert found.version >= told[-1] >= 20
    assert len(history(engine, case)) == found.version


def test_a_database_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="打不开"):
        open_store(f"sqlite:///{tmp_path / 'no' / 'such' / 'x.sqlite'}")
