"""What a clerk uploads becomes submissions: by the looks of it, or as told; nothing escapes, nothing is left half."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.errors import AdvisorError, InputError, MissingError
from advisor.settings import settings
from advisor.triage import uploads
from advisor.triage.desk import open_case
from advisor.triage.files import file_of
from advisor.triage.intake import hand_in_uploads, work
from advisor.triage.store.cases import cases
from advisor.triage.store.database import open_store
from tests.triage.conftest import JINAN
from tests.triage.test_intake import SETTING


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own."""
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def packed(**files: bytes) -> bytes:
    """An archive; a double underscore stands for a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


ONE = packed(申报书=b"x", 证照__照=b"y")
MANY = packed(甲__申报书=b"x", 乙__申报书=b"y")
WRAPPED = packed(批次__甲__申报书=b"x", 批次__乙__申报书=b"y")


@pytest.mark.parametrize(
    ("files", "layout", "expected"),
    [
        ({"一家.zip": ONE}, "auto", ["一家.zip"]),
        ({"一家.zip": ONE}, "inside", ["申报书", "证照"]),
        ({"多家.zip": MANY}, "auto", ["乙", "甲"]),
        ({"多家.zip": WRAPPED}, "auto", ["乙", "甲"]),
        ({"多家.zip": MANY}, "each", ["多家.zip"]),
        ({"甲.zip": MANY, "乙.zip": ONE}, "auto", ["乙.zip", "甲.zip"]),
        ({"夹/甲/申报书.txt": b"x", "夹/乙/申报书.txt": b"y"}, "auto", ["乙", "甲"]),
        ({"甲/申报书.txt": b"x", "甲/执照.txt": b"y"}, "auto", ["甲"]),
        ({"../../坏.txt": b"x"}, "auto", ["坏.txt"]),
    ],
)
def test_uploads_become_submissions(
    files: dict[str, bytes], layout: uploads.Layout, expected: list[str]
) -> None:
    folder = uploads.take_in([(name, io.BytesIO(data)) for name, data in files.items()], layout)
    assert folder.parent == uploads.uploads_folder()
    assert sorted(path.name for path in folder.iterdir()) == expected


@pytest.mark.parametrize(("files", "says"), [({}, "没有收到"), ({"坏.zip": b"PK\x03\x04 no"}, "坏.zip")])
def test_what_cannot_be_taken_in_is_told_and_leaves_nothing(files: dict[str, bytes], says: str) -> None:
    layout: uploads.Layout = "inside"
    with pytest.raises(InputError, match=says):
        uploads.take_in([(name, io.BytesIO(data)) for name, data in files.items()], layout)
    assert list(uploads.uploads_folder().iterdir()) == []


def test_too_much_and_a_full_disk_leave_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    small = settings().model_copy(update={"staff_upload_mb": 1})
    monkeypatch.setattr(uploads, "settings", lambda: small)
    with pytest.raises(InputError, match="1 MB"):
        uploads.take_in([("a.txt", io.BytesIO(b"x" * 2**21))])

    class Full(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    with pytest.raises(AdvisorError, match="磁盘空间"):
        uploads.take_in([("a.txt", Full())])
    assert list(uploads.uploads_folder().iterdir()) == []


def test_a_cases_files_are_found_again_those_in_archives_too(data: Path) -> None:
    engine = open_store(f"sqlite:///{data / 'store.sqlite'}")
    inner = packed(**{"佐证__说明.txt": "说明".encode()})
    batch = packed(**{"甲__申报书.txt": "申报书".encode(), "甲__附件.zip": inner, "乙__申报书.txt": b"x"})
    assert hand_in_uploads(engine, JINAN, "一", [("多家.zip", io.BytesIO(batch))], "auto", SETTING) == 2
    assert work(engine, cases(engine, JINAN)[0].batch_id, SETTING, 1, None)
    opened = open_case(engine, JINAN, next(case.id for case in cases(engine, JINAN) if case.name == "甲"))
    numbers = {file.path: number for number, file in enumerate(opened.files)}
    assert set(numbers) == {"申报书.txt", "附件.zip/佐证/说明.txt"}
    with file_of(opened, numbers["附件.zip/佐证/说明.txt"]) as (name, path):
        assert (name, path.read_text("utf-8")) == ("说明.txt", "说明")
    for number in (-1, 2):
        with pytest.raises(MissingError), file_of(opened, number):
            pass
