"""A disk that is full in the middle: told in one line, nothing left half, and gone on with when there is room again."""

from __future__ import annotations

import io
import resource
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from advisor.errors import AdvisorError
from advisor.settings import settings
from advisor.triage import uploads
from advisor.triage.intake import hand_in_folder, work
from advisor.triage.store.backup import back_up, restore
from advisor.triage.store.cases import cases, open_one
from advisor.triage.store.database import open_store
from advisor.triage.store.decisions import decide, remark
from advisor.triage.store.log import history
from tests.triage.conftest import JINAN, PROVINCE, Lay, put
from tests.triage.test_intake import SETTING


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes: the system refuses the write, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own."""
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


def test_an_act_is_on_disk_or_was_never_done(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    case = put(engine, JINAN, "2025", a="济南")[0]
    largest = max(file.stat().st_size for file in tmp_path.glob("store.sqlite*"))
    said, told = 0, ""
    with room(largest + 60_000):
        while not told:
            try:
                remark(engine, JINAN, case.id, "长" * 2000)
                said += 1
            except AdvisorError as error:
                told = str(error)
    assert "没有保存；请检查磁盘空间" in told
    opened = open_one(engine, JINAN, case.id)
    assert len(opened.notes) == sum(act.what == "note" for act in history(engine, JINAN)) == said
    assert decide(engine, JINAN, case.id, "passed", opened.case.version, "有空间了") == 1


def test_a_batch_waits_for_room_and_is_gone_on_with(lay: Lay, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    folder = lay({"submissions": {name: {"prose": ["长" * 4000]} for name in "abcdef"}})
    batch = hand_in_folder(store, PROVINCE, "2025", folder, SETTING)
    largest = max(file.stat().st_size for file in tmp_path.glob("store.sqlite*"))
    with room(largest + 50_000), pytest.raises(AdvisorError, match="磁盘空间"):
        work(store, batch, SETTING, 1, None)
    assert 0 < sum(case.state == "waiting" for case in cases(store, PROVINCE)) <= 6
    assert work(store, batch, SETTING, 1, None)
    assert [case.state for case in cases(store, PROVINCE)] == ["done"] * 6


def test_an_upload_that_does_not_fit_leaves_nothing(data: Path) -> None:
    files = [("甲/申报书.txt", io.BytesIO(b"x" * 10)), ("乙/申报书.txt", io.BytesIO(b"y" * 200_000))]
    with room(100_000), pytest.raises(AdvisorError, match=r"存不下.*没有留下半份"):
        uploads.take_in(files)
    assert list(uploads.uploads_folder().iterdir()) == []


def test_a_backup_that_does_not_fit_leaves_the_old_one(data: Path, tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    put(engine, JINAN, "2025", a="济南")
    file = tmp_path / "backup.zip"
    back_up(engine, tmp_path / "up", file)
    old = file.read_bytes()
    (tmp_path / "up").mkdir()
    (tmp_path / "up" / "大.bin").write_bytes(secrets.token_bytes(300_000))
    with room(100_000), pytest.raises(AdvisorError, match=r"写不了.*磁盘空间"):
        back_up(engine, tmp_path / "up", file)
    assert file.read_bytes() == old
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_a_restore_that_does_not_fit_leaves_the_store_empty(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    put(engine, JINAN, "2025", a="济南")
    (tmp_path / "up").mkdir()
    (tmp_path / "up" / "大.bin").write_bytes(b"0" * 3_000_000)
    file = tmp_path / "backup.zip"
    back_up(engine, tmp_path / "up", file)
    assert zipfile.is_zipfile(file)
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with room(2_000_000), pytest.raises(AdvisorError, match="磁盘空间"):
        restore(other, tmp_path / "down", file)
    assert history(other, PROVINCE) == cases(other, PROVINCE) == []
    assert restore(other, tmp_path / "down", file)["submissions"] == 1
    assert (tmp_path / "down" / "大.bin").stat().st_size == 3_000_000
