"""The store: what is acknowledged stays, nothing is overwritten unseen, the log only grows."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from advisor.errors import (
    AdvisorError,
    ConfigurationError,
    ConflictError,
    DeniedError,
    InputError,
    MissingError,
)
from advisor.triage.person import Person
from advisor.triage.store.backup import back_up, restore
from advisor.triage.store.batches import hand_in, keep
from advisor.triage.store.cases import batches, cases, open_one, states_of
from advisor.triage.store.database import open_store
from advisor.triage.store.decisions import assign, decide, remark, settle, settle_everywhere, undo
from advisor.triage.store.log import history
from advisor.triage.store.tables import Base, Case
from tests.triage.conftest import FINDING, JINAN, LOOKER, PROVINCE, QINGDAO, put


def test_the_migrations_make_the_tables_the_code_uses(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_store_of_the_first_form_is_upgraded_with_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite"
    with sqlite3.connect(file) as old:
        old.executescript((Path(__file__).parent / "first_form.sql").read_text("utf-8"))
    found = cases(open_store(f"sqlite:///{file}"), JINAN)
    assert [(case.unit_name, case.decision, case.error, case.first, case.office) for case in found] == [
        ("济南甲公司", "passed", 2, "缺少营业执照", "济南")
    ]


def test_a_city_sees_its_own_and_the_province_all(engine: Engine) -> None:
    put(engine, PROVINCE, "2025", a="济南", b="青岛", c=None)
    assert [case.name for case in cases(engine, PROVINCE)] == ["a", "b", "c"]
    assert [case.name for case in cases(engine, QINGDAO)] == ["b"]
    other = cases(engine, PROVINCE)[0].id
    for attempt in (
        lambda: open_one(engine, QINGDAO, other),
        lambda: decide(engine, QINGDAO, other, "passed", 0),
        lambda: settle(engine, QINGDAO, other, [FINDING.id], "confirmed", 0),
        lambda: assign(engine, QINGDAO, other, None, 0),
        lambda: remark(engine, QINGDAO, other, "看看"),
        lambda: undo(engine, QINGDAO, other, 0),
        lambda: open_one(engine, QINGDAO, 999),
    ):
        with pytest.raises(MissingError, match="或者不归您办理"):
            attempt()
    assert settle_everywhere(engine, QINGDAO, 1, FINDING.check, "confirmed") == 1
    assert list(states_of(engine, PROVINCE)) == [cases(engine, QINGDAO)[0].id]
    assert history(engine, QINGDAO, other) == []


def test_what_a_city_hands_in_is_its_own_wherever_the_unit_sits(engine: Engine) -> None:
    put(engine, JINAN, "济南批", a="青岛", b=None)
    assert [(case.office, case.city) for case in cases(engine, JINAN)] == [("济南", "青岛"), ("济南", None)]
    assert cases(engine, QINGDAO) == []
    assert batches(engine, QINGDAO) == []
    with pytest.raises(InputError, match="换一个名称"):
        hand_in(engine, QINGDAO, "济南批", [], {})


def test_who_only_looks_changes_nothing(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    assert open_one(engine, LOOKER, case.id).case.name == "a"
    with pytest.raises(DeniedError, match="只读"):
        decide(engine, LOOKER, case.id, "passed", case.version)
    assert open_one(engine, LOOKER, case.id).case.decision is None


def test_findings_are_settled_with_a_reason_and_that_is_undone(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    with pytest.raises(InputError, match="理由"):
        settle(engine, JINAN, case.id, [FINDING.id], "waived", case.version)
    with pytest.raises(InputError, match="没有编号"):
        settle(engine, JINAN, case.id, [FINDING.id, "none"], "confirmed", case.version)
    assert open_one(engine, JINAN, case.id).states == {}
    version = settle(engine, JINAN, case.id, [FINDING.id], "waived", case.version, "两份用途不同")
    assert open_one(engine, JINAN, case.id).states[FINDING.id].state == "waived"
    undo(engine, JINAN, case.id, version)
    assert open_one(engine, JINAN, case.id).states[FINDING.id].state == "open"
    with pytest.raises(InputError, match="没有可以撤销"):
        undo(engine, JINAN, case.id, version + 1)
    assert [act.what for act in history(engine, JINAN, case.id)] == ["settle", "undo"]


def test_decisions_are_undone_one_by_one_by_whom_they_are(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    version = decide(engine, JINAN, case.id, "correction", case.version, "缺执照", ["4.1"])
    version = decide(engine, JINAN, case.id, "rejected", version, "不是法人", ["4.1"])
    with pytest.raises(InputError, match="只能由本人"):
        undo(engine, PROVINCE, case.id, version)
    undo(engine, JINAN, case.id, version)
    found = open_one(engine, JINAN, case.id).case
    assert (found.decision, found.reason, found.clauses) == ("correction", "缺执照", ["4.1"])
    undo(engine, JINAN, case.id, version + 1)
    assert open_one(engine, JINAN, case.id).case.decision is None


def test_a_refusal_names_its_ground_and_a_pass_over_errors_too(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", level="error", a="济南")[0]
    with pytest.raises(InputError, match="条款"):
        decide(engine, JINAN, case.id, "rejected", case.version, "不行")
    with pytest.raises(InputError, match="没有豁免"):
        decide(engine, JINAN, case.id, "passed", case.version)
    version = settle(engine, JINAN, case.id, [_only(case, engine)], "waived", case.version, "已现场核对")
    assert decide(engine, JINAN, case.id, "passed", version) == version + 1


def test_of_two_who_decide_at_once_the_second_sees_the_first(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    version = decide(engine, JINAN, case.id, "passed", case.version)
    with pytest.raises(ConflictError, match=r"王济南（jinan）.*通过初审"):
        decide(engine, PROVINCE, case.id, "rejected", case.version, "不行", ["4.1"])
    decide(engine, PROVINCE, case.id, "undecided", version)
    assert [act.after["decision"] for act in history(engine, JINAN, case.id)] == ["passed", None]


@pytest.mark.parametrize("change", ["UPDATE audit_log SET who = 'x'", "DELETE FROM audit_log"])
def test_the_log_refuses_change(engine: Engine, change: str) -> None:
    put(engine, JINAN, "2025", a="济南")
    with pytest.raises(SQLAlchemyError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    assert history(engine, JINAN)[0].who == "王济南（jinan）"


def test_a_kill_loses_no_acknowledged_decision(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    program = (
        "from advisor.triage.store.database import open_store\n"
        "from advisor.triage.store.decisions import decide\n"
        "from advisor.triage.person import Person\n"
        f"engine = open_store({engine.url.render_as_string(hide_password=False)!r})\n"
        f"person = {JINAN!r}\n"
        f"for seen in range({case.version}, 10**6):\n"
        f"    print(decide(engine, person, {case.id}, 'passed', seen), flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        told += [int(line) for line in process.stdout if line.endswith("\n")]
    found = open_one(engine, JINAN, case.id).case
    assert found.version >= told[-1] >= 20
    assert len(history(engine, JINAN, case.id)) == found.version - case.version


def test_a_result_is_kept_once_and_a_batch_is_gone_on_with(engine: Engine, tmp_path: Path) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    assert not keep(engine, case.batch_id, _again("a"))
    assert hand_in(engine, JINAN, "2025", [tmp_path / "a", tmp_path / "b"], {}) == case.batch_id
    assert [(each.name, each.state) for each in cases(engine, JINAN)] == [("a", "done"), ("b", "waiting")]


def test_a_backup_brings_everything_back_but_the_sessions(engine: Engine, tmp_path: Path) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    decide(engine, JINAN, case.id, "correction", case.version, "缺执照")
    (tmp_path / "up" / "1").mkdir(parents=True)
    (tmp_path / "up" / "1" / "申报书.txt").write_text("一", "utf-8")
    told = back_up(engine, tmp_path / "up", tmp_path / "backup.zip")
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert restore(other, tmp_path / "down", tmp_path / "backup.zip") == told
    assert open_one(other, JINAN, case.id).case.reason == "缺执照"
    assert [act.what for act in history(other, PROVINCE)] == [act.what for act in history(engine, PROVINCE)]
    assert (tmp_path / "down" / "1" / "申报书.txt").read_text("utf-8") == "一"
    with pytest.raises(InputError, match="已有记录"):
        restore(engine, tmp_path / "down", tmp_path / "backup.zip")
    put(other, JINAN, "2026", a="济南")


@pytest.mark.parametrize("harm", ["missing", "torn", "other"])
def test_what_is_no_backup_restores_nothing(engine: Engine, tmp_path: Path, harm: str) -> None:
    file = tmp_path / "backup.zip"
    back_up(engine, tmp_path / "up", file)
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-40] if harm == "torn" else b"{}")
    with pytest.raises(InputError, match=r"找不到|不是完整的备份"):
        restore(engine, tmp_path, file)
    assert history(engine, PROVINCE) == []


def test_a_database_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="打不开"):
        open_store(f"sqlite:///{tmp_path / 'no' / 'such' / 'x.sqlite'}")
    with pytest.raises(AdvisorError, match="打不开"):
        open_store("postgresql://nobody:geheim@127.0.0.1:1/none")
    with pytest.raises(ConfigurationError, match="写法不对"):
        open_store("certainly not an address")


def test_a_full_disk_is_told_and_leaves_no_half_act(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    case = put(engine, JINAN, "2025", a="济南")[0]
    before = len(history(engine, JINAN))
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        # What SQLite says when the disk is full, said by a database that may not grow.
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(AdvisorError, match="磁盘空间"):
        _remark_until_full(engine, case.id)
    said = open_one(engine, JINAN, case.id)
    assert len(history(engine, JINAN)) - before == len(said.notes)


def _remark_until_full(engine: Engine, case: int) -> None:
    for _ in range(50):
        remark(engine, JINAN, case, "长" * 4000)


def _again(name: str) -> object:
    from tests.triage.conftest import examined

    return examined(name, "济南")


def _only(case: Case, engine: Engine) -> str:
    return str(open_one(engine, PROVINCE, case.id).case.row["findings"][0]["id"])


def test_a_stranger_to_the_province_is_no_person() -> None:
    assert not Person("x", "x", "city", "济南").sees(None)
    assert Person("x", "x", "reader").sees(None)
