"""A batch as a whole: what is found across it, what stops it, how it goes on."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from advisor.errors import AdvisorError, InputError
from advisor.triage import batch as running
from advisor.triage.batch import jobs_for, run_batch
from advisor.triage.examine import Setting
from advisor.triage.model import Examined, TriageReport
from tests.triage.conftest import BATCHES, Lay, load

SETTING = Setting(pack="sd-digital-platform", today=date(2025, 10, 20))


def run(folder: Path, out: Path | None = None, setting: Setting = SETTING) -> TriageReport:
    return run_batch(folder, setting, out=out, jobs=1)


@pytest.mark.parametrize("file", BATCHES, ids=lambda path: path.stem)
def test_what_is_found_across_a_batch(file: Path, lay: Lay) -> None:
    wanted = load(file)
    report = run(lay(wanted))
    found = [(finding.check, sorted(finding.submissions)) for finding in report.cross]
    expected = [(each["check"], sorted(each["submissions"])) for each in wanted["cross"]]  # type: ignore[attr-defined]
    assert sorted(found) == sorted(expected)
    for finding in report.cross:
        told = json.dumps(finding.model_dump(mode="json"), ensure_ascii=False)
        assert all(name in told and name in finding.message for name in finding.submissions)


def test_both_sides_of_a_shared_passage_are_quoted_word_for_word(lay: Lay) -> None:
    folder = lay(load(Path(__file__).parent / "batches/copied.yaml"))
    finding = run(folder).cross[0]
    assert len(finding.passages) == 2
    for shared in finding.passages:
        for side in shared.sides:
            text = (folder / side.submission / side.file).read_text("utf-8")
            assert side.quote in text
            assert side.place.start is not None
            assert text[side.place.start :].startswith(side.quote[:20])


def test_a_row_says_who_where_and_what_first(lay: Lay) -> None:
    folder = lay({"submissions": {"p1": {"cells": {"注册地址": "山东省临沂市莒南县隆山路1号"}}}})
    row = run(folder).submissions[0]
    assert (row.id, row.unit_name, row.city, row.track) == ("p1", "济南1号示例软件有限公司", "临沂", "lab")
    assert row.platform_name == "第1方向创新实验室"
    assert row.error == sum(f.level == "error" for f in row.findings) > 0
    assert row.first is not None
    assert row.first.level == "error"
    assert row.first in row.findings


def test_a_broken_submission_stops_nothing(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = lay({"submissions": {"a": {}, "b": {}}})
    (folder / "空的").mkdir()
    (folder / "坏的.zip").write_bytes(b"PK\x03\x04 not an archive at all")
    with zipfile.ZipFile(folder / "好的.zip", "w") as archive:
        archive.write(folder / "a" / "申报书.txt", "申报书.txt")
    report = run(folder)
    rows = {row.id: row for row in report.submissions}
    assert list(rows) == sorted(rows)
    assert rows["a"].unit_name == rows["好的.zip"].unit_name == "济南1号示例软件有限公司"
    assert [f.check for f in rows["空的"].findings] == ["file.unreadable"]
    assert "file.unreadable" in [f.check for f in rows["坏的.zip"].findings]
    assert {rows[name].outcome for name in ("空的", "坏的.zip")} == {"blocked"}


def test_an_error_of_ours_is_told_in_its_row(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.triage import examine

    folder = lay({"submissions": {"a": {}, "b": {}}})
    real = examine.open_case

    def fail(paths: list[Path], **given: object) -> object:
        if paths[0].name == "a":
            raise RuntimeError("bug")
        return real(paths, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(examine, "open_case", fail)
    first, second = run(folder).submissions
    assert "RuntimeError" in first.findings[0].message
    assert second.unit_name == "济南2号示例软件有限公司"


def test_a_killed_run_goes_on_and_does_nothing_twice(
    lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = lay({"submissions": {name: {} for name in "abcd"}}), tmp_path / "out"
    real, done = running.examine, []

    def count(path: Path, setting: Setting) -> Examined:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(path.name)
        return real(path, setting)

    monkeypatch.setattr(running, "examine", count)
    with pytest.raises(KeyboardInterrupt):
        run(folder, out)
    monkeypatch.setattr(
        running, "examine", lambda path, setting: (done.append(path.name), real(path, setting))[1]
    )
    again = run(folder, out)
    assert done == ["a", "b", "c", "d"]
    assert again.reused == 2
    assert again.submissions == run(folder, out).submissions
    assert [r.model_copy(update={"seconds": 0}) for r in again.submissions] == [
        r.model_copy(update={"seconds": 0}) for r in run(folder).submissions
    ]


def test_what_has_changed_is_done_again(lay: Lay, tmp_path: Path) -> None:
    folder, out = lay({"submissions": {"a": {}, "b": {}}}), tmp_path / "out"
    run(folder, out)
    file = folder / "a" / "申报书.txt"
    file.write_text(file.read_text("utf-8").replace("济南1号", "济南改名"), "utf-8")
    report = run(folder, out)
    assert report.reused == 1
    assert report.submissions[0].unit_name == "济南改名示例软件有限公司"
    assert run(folder, out, Setting(pack=SETTING.pack, today=date(2025, 10, 21))).reused == 0


def test_a_torn_file_of_progress_is_done_again(lay: Lay, tmp_path: Path) -> None:
    folder, out = lay({"submissions": {"a": {}}}), tmp_path / "out"
    run(folder, out)
    kept = next((out / "进度").glob("*.json"))
    kept.write_bytes(kept.read_bytes()[:100])
    assert run(folder, out).reused == 0
    assert run(folder, out).reused == 1


def test_a_full_disk_is_told_and_leaves_no_half_file(
    lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    folder, out = lay({"submissions": {"a": {}}}), tmp_path / "out"
    monkeypatch.setattr("advisor.triage.keep.os.fsync", full)
    with pytest.raises(AdvisorError, match="磁盘空间"):
        run(folder, out)
    assert list((out / "进度").iterdir()) == []


def test_several_processes_give_the_same_queue(lay: Lay) -> None:
    folder = lay({"submissions": {name: {} for name in "abc"}})
    alone, together = run(folder), run_batch(folder, SETTING, jobs=2)
    assert [r.model_copy(update={"seconds": 0}) for r in alone.submissions] == [
        r.model_copy(update={"seconds": 0}) for r in together.submissions
    ]
    assert alone.cross == together.cross


@pytest.mark.parametrize(("cores", "jobs"), [(1, 1), (2, 1), (4, 2), (16, 5), (64, 17)])
def test_jobs_leave_room_for_their_readers(cores: int, jobs: int) -> None:
    assert jobs_for(cores) == jobs


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_do_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="文件夹"):
        run(tmp_path / name)
