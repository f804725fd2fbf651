"""What a file may cost: a hang, a crash or hunger ends that file only."""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from ingest import Limits, pool, read_all, read_document
from ingest.pool import Worker
from ingest.reading import Content
from tests.ingest.make_within import compound, native

FILES = Path(__file__).parent.parent / "files"


def kinds(path: Path, **limits: int) -> list[str]:
    return [fault.kind for fault in read_document(path, limits=Limits(**limits)).faults]


def test_a_file_over_the_size_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("字" * 1000, encoding="utf-8")
    assert kinds(tmp_path / "large.txt", bytes=100) == ["too-large"]


def test_pages_over_the_limit_are_on_the_ledger() -> None:
    document = read_document(FILES / "image/two-pages.tif", limits=Limits(pages=1, drawn_seconds=0))
    assert len(document.pages) == 1
    assert any("超过 1 页" in entry.why for entry in document.unread)


def test_archives_are_bounded_together(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as package:
        for index in range(5):
            package.writestr(f"{index}.txt", "字")
    documents = read_all([tmp_path / "many.zip"], Limits(entries=3))
    assert [[fault.kind for fault in document.faults] for document in documents] == [
        ["too-large"],
        [],
        [],
        [],
    ]


def test_archives_within_archives_end_somewhere() -> None:
    documents = read_all([FILES / "archive/nested.zip"], Limits(depth=1))
    assert [fault.kind for document in documents for fault in document.faults] == ["too-large"]


class Hostile(Worker):
    """A reading process that runs a script instead of the reader."""

    @classmethod
    def running(cls, script: str, limits: Limits, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Worker:
        (tmp_path / "hostile.py").write_text(script)
        monkeypatch.setattr("ingest.pool.COMMAND", [sys.executable, str(tmp_path / "hostile.py")])
        return cls(limits)


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("import time; time.sleep(60)", "too-large"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "unreadable"),
        ("import time; held = bytearray(300 * 2**20); time.sleep(60)", "too-large"),
    ],
    ids=["hang", "crash", "hunger"],
)
def test_a_reader_gone_wild_is_ended(
    script: str, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    limits = Limits(seconds=2, memory=200 * 2**20)
    worker = Hostile.running(script, limits, monkeypatch, tmp_path)
    document = worker.read(tmp_path / "any.pdf", "any.pdf", None)
    assert [fault.kind for fault in document.faults] == [kind]
    assert not worker.usable


def test_one_bad_file_does_not_stop_the_others() -> None:
    documents = {document.path: document for document in read_all([FILES / "nasty"])}
    assert documents["macro.docm"].readable
    assert not documents["entity-bomb.docx"].readable
    assert all(
        document.faults for path, document in documents.items() if path.endswith((".docx", ".docm", ".pdf"))
    )


def test_progress_is_told_page_by_page() -> None:
    seen: list[tuple[str, int, int]] = []
    limits = Limits(drawn_seconds=0)
    read_all(
        [FILES / "image/two-pages.tif"], limits, lambda path, page, pages: seen.append((path, page, pages))
    )
    assert seen == [("two-pages.tif", 1, 2), ("two-pages.tif", 2, 2)]


def test_a_missing_path_is_the_callers_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_all([tmp_path / "nothing.docx"])


def test_answers_of_the_process_are_text() -> None:
    worker = Worker(Limits())
    answer = worker.read(FILES / "text/gbk.txt", "gbk.txt", None)
    worker.close()
    assert json.loads(answer.model_dump_json())["path"] == "gbk.txt"


def test_the_memory_of_programs_a_worker_starts_counts_as_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    child = "x = bytearray(80 * 2**20)\nimport time\ntime.sleep(60)"
    parent = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])"
    monkeypatch.setattr("ingest.pool.COMMAND", [sys.executable, "-c", parent])
    worker = Worker(Limits(memory=60 * 2**20, seconds=30))
    try:
        (fault,) = worker.read(FILES / "text/plain.md", "plain.md", None).faults
        assert "内存" in fault.detail
    finally:
        worker.close()


def test_pages_left_when_time_is_up_are_on_the_ledger() -> None:
    limits = Limits(drawn_seconds=-100)
    document = read_document(FILES / "pdf/over-pages.pdf", limits=limits)
    assert {entry.why for entry in document.unread} == {"读取时间用完，本页未读取"}
    assert len(document.unread) == len(document.pages) > 1


def test_a_reader_left_amid_its_job_serves_nobody_else(tmp_path: Path) -> None:
    """Its late answer would be taken for that of the next file, which may be another visitor's."""

    class Left(Exception):
        pass

    def leave(path: str, page: int, pages: int) -> None:
        raise Left

    with pytest.raises(Left):
        read_document(FILES / "image/two-pages.tif", progress=leave)
    (tmp_path / "next.txt").write_text("下一份", encoding="utf-8")
    document = read_document(tmp_path / "next.txt")
    assert document.path == "next.txt"
    assert "下一份" in document.text


@pytest.mark.parametrize(
    ("waited", "worked", "out"), [(170, 160, False), (200, 20, False), (200, 190, True), (800, 20, True)]
)
def test_what_other_work_takes_is_no_time_of_the_file(waited: int, worked: int, out: bool) -> None:
    started, spent = time.monotonic() - waited, time.process_time() - worked
    assert Content(b"", "a.pdf", Limits(), started=started, spent=spent).drawn_out is out


def test_time_other_work_on_the_machine_took_is_not_the_files() -> None:
    worker = Worker(Limits(seconds=10))
    try:
        assert worker._trouble(11, 2) is None
        assert worker._trouble(11, 0) is not None
        assert worker._trouble(39, 30) is None
        assert worker._trouble(41, 40) is not None
    finally:
        worker.close()


def test_how_long_a_process_was_kept_waiting_is_known() -> None:
    """Two that compute without end on one processor: each has waited for the other."""
    code = f"import os\nos.sched_setaffinity(0, {{{min(os.sched_getaffinity(0))}}})\nwhile True: pass"
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    waited = [0.0]
    deadline = time.monotonic() + 30
    while min(waited) <= 0.1 and time.monotonic() < deadline:
        time.sleep(0.5)
        waited = [pool._delayed(each.pid) for each in both]
    for each in both:
        each.kill()
        each.wait()
    assert min(waited) > 0.1
    assert pool._delayed(both[0].pid) == 0


@pytest.mark.parametrize(
    ("name", "data", "program"),
    [("演示.exe", b"MZ\x90", True), ("演示.txt", b"MZ\x90", True), ("说明.txt", b"text", False)],
)
def test_a_program_in_an_office_file_is_told_and_not_read(
    tmp_path: Path, name: str, data: bytes, program: bool
) -> None:
    file = tmp_path / "佐证.docx"
    with zipfile.ZipFile(FILES / "docx/within.docx") as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            if "embeddings" not in part:
                new.writestr(part, old.read(part))
        new.writestr("word/embeddings/oleObject1.bin", compound({"\1Ole10Native": native(name, data)}))
    documents = read_all([file])
    assert ("macro" in {fault.kind for fault in documents[0].faults}) is program
    assert any(document.path.endswith(name) for document in documents) is not program


def test_a_program_pinned_to_a_pdf_is_told_and_not_read(tmp_path: Path) -> None:
    file = tmp_path / "佐证.pdf"
    writer = PdfWriter()
    writer.append(FILES / "legacy/same.pdf")
    writer.add_attachment("签章控件.exe", b"MZ\x90")
    writer.add_attachment("说明.txt", "已签章".encode())
    writer.write(file)
    documents = read_all([file])
    assert [fault.kind for fault in documents[0].faults] == ["macro"]
    assert [Path(document.path).name for document in documents[1:]] == ["说明.txt"]


@pytest.mark.parametrize("format", ["png", "jpeg"])
def test_a_picture_that_was_cut_and_filled_up_is_damaged(tmp_path: Path, format: str) -> None:
    whole, cut = tmp_path / f"whole.{format}", tmp_path / f"cut.{format}"
    Image.effect_noise((400, 300), 60).save(whole)
    data = whole.read_bytes()
    cut.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    faults = {Path(d.path).stem: [fault.kind for fault in d.faults] for d in read_all([whole, cut])}
    assert faults == {"whole": [], "cut": ["unreadable"]}
