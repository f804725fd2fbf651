"""A batch joined to the store: nothing twice, nothing lost, whatever stops in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from advisor.errors import InputError
from advisor.triage import batch as running
from advisor.triage.examine import Setting
from advisor.triage.intake import Worker, hand_in_folder, plain, report_of_batch, setting_of, work
from advisor.triage.model import Examined
from advisor.triage.store import batches
from advisor.triage.store.cases import cases
from advisor.triage.store.database import acting, open_store
from advisor.triage.store.decisions import decide
from advisor.triage.store.log import history
from advisor.triage.store.tables import Batch
from tests.house.tree import ROOT
from tests.triage.conftest import JINAN, PROVINCE, QINGDAO, Lay

SETTING = Setting(pack="sd-digital-platform", today=date(2025, 10, 20))


@pytest.fixture
def store(tmp_path: Path) -> Engine:
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def settle_all(store: Engine, folder: Path) -> int:
    batch = hand_in_folder(store, PROVINCE, "2025", folder, SETTING)
    assert work(store, batch, SETTING, 1, None)
    return batch


def test_a_batch_is_worked_through_and_reported_as_without_the_store(lay: Lay, store: Engine) -> None:
    folder = lay({"submissions": {"a": {}, "b": {}}})
    report = report_of_batch(store, PROVINCE, settle_all(store, folder))
    alone = running.run_batch(folder, SETTING, jobs=1)
    assert [row.model_copy(update={"seconds": 0}) for row in report.submissions] == [
        row.model_copy(update={"seconds": 0}) for row in alone.submissions
    ]
    assert cases(store, PROVINCE, whole=True)[0].examined["files"][0]["path"] == "申报书.txt"


def test_a_setting_is_read_back_as_it_was_kept() -> None:
    assert setting_of(json.loads(json.dumps(plain(SETTING)))) == SETTING


def test_a_command_that_was_killed_goes_on(lay: Lay, tmp_path: Path) -> None:
    folder = lay({"submissions": {name: {} for name in "abcdef"}})
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    command = [sys.executable, "-m", "advisor.cli", "triage", str(folder), "--batch", "2025", "--jobs", "1"]
    environment = {**os.environ, "ADVISOR_DATABASE_URL": url}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
        store = open_store(url)
        until = time.monotonic() + 60
        while sum(case.state == "done" for case in cases(store, PROVINCE)) < 2:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    left = [case.name for case in cases(store, PROVINCE) if case.state == "waiting"]
    assert 0 < len(left) < 6
    again = subprocess.run([*command, "--json"], cwd=ROOT, env=environment, capture_output=True, check=True)
    report = json.loads(again.stdout)
    assert [row["id"] for row in report["submissions"]] == list("abcdef")
    assert report["reused"] == 6 - len(left)
    assert [act.what for act in history(store, PROVINCE)] == ["batch", "batch"]


def test_a_server_goes_on_with_what_another_left(lay: Lay, store: Engine) -> None:
    folder = lay({"submissions": {"a": {}, "b": {}}})
    batch = hand_in_folder(store, PROVINCE, "2025", folder, SETTING)
    assert batches.take(store, batch, "elsewhere:1")
    assert not work(store, batch, SETTING, 1, None)
    with acting(store) as session:
        session.execute(update(Batch).values(lease=datetime.now(UTC) - timedelta(seconds=1)))
    worker = Worker(store)
    worker.start()
    until = time.monotonic() + 60
    while batches.unfinished(store) or batches.waiting(store, batch):
        assert time.monotonic() < until
        time.sleep(0.05)
    worker.stop()
    assert [case.state for case in cases(store, PROVINCE)] == ["done", "done"]


def test_a_batch_two_work_on_is_done_by_one(lay: Lay, store: Engine) -> None:
    batch = hand_in_folder(store, PROVINCE, "2025", lay({"submissions": {"a": {}}}), SETTING)
    assert batches.take(store, batch, "elsewhere:1")
    assert not batches.take(store, batch, batches.runner_name())
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with acting(store) as session:
        runner = batches.runner_name().rpartition(":")[0] + f":{gone.pid}"
        session.execute(update(Batch).values(runner=runner))
    assert batches.take(store, batch, batches.runner_name())


def test_what_has_changed_is_read_again_and_decided_anew(lay: Lay, store: Engine) -> None:
    folder = lay({"submissions": {"a": {}, "b": {}}})
    batch = settle_all(store, folder)
    first = cases(store, PROVINCE)[0]
    decide(store, PROVINCE, first.id, "passed", first.version, "核对过")
    file = folder / "a" / "申报书.txt"
    file.write_text(file.read_text("utf-8").replace("济南1号", "济南改名"), "utf-8")
    assert settle_all(store, folder) == batch
    found = cases(store, PROVINCE)[0]
    assert (found.unit_name, found.decision) == ("济南改名示例软件有限公司", None)
    told = history(store, PROVINCE, found.id)
    assert [act.what for act in told] == ["decide", "changed"]
    assert told[-1].before["decision"] == "passed"


def test_a_process_ended_from_outside_costs_its_submission_not_the_batch(
    lay: Lay, store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay({"submissions": {"a": {}, "b": {}, "c": {}}})
    monkeypatch.setattr(running, "examine", ended_at_b)
    batch = hand_in_folder(store, PROVINCE, "2025", folder, SETTING)
    assert work(store, batch, SETTING, 2, None)
    told = {case.name: case.first for case in cases(store, PROVINCE)}
    assert "未能处理" in told["b"]
    assert "未能处理" not in told["a"] + told["c"]


def ended_at_b(path: Path, setting: Setting) -> Examined:
    from advisor.triage.examine import examine

    if path.name == "b":
        os.kill(os.getpid(), signal.SIGKILL)
    return examine(path, setting)


def test_a_cluster_gives_the_same_queue(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `distributed` is not installed")
    folder = lay({"submissions": {name: {} for name in "abc"}})
    alone = running.run_batch(folder, SETTING, jobs=1)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        chosen = running.settings().model_copy(update={"triage_cluster": cluster.scheduler_address})
        monkeypatch.setattr(running, "settings", lambda: chosen)
        together = running.run_batch(folder, SETTING)
    assert [row.model_copy(update={"seconds": 0}) for row in together.submissions] == [
        row.model_copy(update={"seconds": 0}) for row in alone.submissions
    ]


def test_nothing_to_hand_in_is_told(store: Engine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="没有材料"):
        hand_in_folder(store, PROVINCE, "2025", tmp_path / "empty", SETTING)
    assert cases(store, JINAN) == cases(store, QINGDAO) == []
