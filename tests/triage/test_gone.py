"""A database that goes away in the middle and comes back: nothing acknowledged is lost, nothing is half done."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from advisor.errors import AdvisorError
from advisor.triage.desk import Filters, queue
from advisor.triage.intake import Worker, hand_in_folder
from advisor.triage.store import batches
from advisor.triage.store.cases import cases, open_one
from advisor.triage.store.database import open_store
from advisor.triage.store.decisions import decide
from advisor.triage.store.log import history
from tests.triage.conftest import JINAN, PROVINCE, Lay, put
from tests.triage.databases import Server, fresh, postgres, program
from tests.triage.test_intake import SETTING


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """A server that may be crashed."""
    if not program("initdb"):
        pytest.skip("no PostgreSQL server is installed on this machine (.ci/system installs it on Debian)")
    with postgres() as server:
        yield server


@pytest.fixture
def store(running: Server, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A store on it."""
    engine = open_store(fresh(running.url, f"gone{os.getpid()}_{abs(hash(request.node.name)) % 10**6}"))
    yield engine
    engine.dispose()


def test_a_crash_between_two_acts_loses_neither(running: Server, store: Engine) -> None:
    case = put(store, JINAN, "2025", a="济南")[0]
    version = decide(store, JINAN, case.id, "passed", case.version, "核对过")
    running.stop(signal.SIGQUIT)
    try:
        with pytest.raises(AdvisorError, match="这一步没有保存"):
            decide(store, JINAN, case.id, "undecided", version)
        with pytest.raises(AdvisorError, match="读不出来"):
            queue(store, JINAN, Filters())
    finally:
        running.start()
    found = open_one(store, JINAN, case.id).case
    assert (found.decision, found.version) == ("passed", version)
    assert [act.what for act in history(store, JINAN, case.id)] == ["decide"]
    assert decide(store, JINAN, case.id, "undecided", version) == version + 1


def test_a_batch_under_way_is_gone_on_with_when_the_database_is_back(
    running: Server, store: Engine, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.triage.intake._PAUSE", 0.2)
    monkeypatch.setattr("advisor.triage.intake._APART", 1)
    monkeypatch.setattr(batches, "LEASE", 0.5)
    folder = lay({"submissions": {name: {} for name in "abcdef"}})
    batch = hand_in_folder(store, PROVINCE, "2025", folder, SETTING)
    worker = Worker(store)
    worker.start()
    _until(lambda: batches.done_count(store, batch) >= 2)
    running.stop(signal.SIGQUIT)
    time.sleep(0.5)
    running.start()
    _until(lambda: not batches.unfinished(store) and not batches.waiting(store, batch))
    worker.stop()
    assert [(case.name, case.state) for case in cases(store, PROVINCE)] == [
        (name, "done") for name in "abcdef"
    ]


def _until(true: object) -> None:
    end = time.monotonic() + 60
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)
