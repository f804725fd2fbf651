"""What a check leaves behind is found by its token alone, and goes in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from advisor.domain import CheckReport, Finding
from advisor.report.picture import picture_of
from advisor.web.shelf import Shelf
from advisor.web.upload import FileProgress, Reading
from evals.startup import serving
from ingest.document import Place

REPORT = CheckReport(schema=1)


def folder_in(place: Path) -> Path:
    """A folder with one file."""
    folder = place / "handed-in"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    return folder


def test_a_submission_is_found_by_its_token_until_it_is_dropped(tmp_path: Path) -> None:
    shelf = Shelf()
    token = shelf.put(folder_in(tmp_path), REPORT)
    kept = shelf.get(token)
    assert kept
    assert (kept.folder / "a.txt").read_text() == "a"
    assert shelf.get(token[:-1]) is None
    assert shelf.get("../" + token) is None
    assert (shelf.drop(token), shelf.drop(token)) == (True, False)
    assert not kept.folder.exists()


@pytest.mark.parametrize(("seconds", "there"), [(3600.0, True), (0.0, False)])
def test_what_is_old_enough_is_swept_away(tmp_path: Path, seconds: float, there: bool) -> None:
    shelf = Shelf(seconds)
    token = shelf.put(folder_in(tmp_path), REPORT)
    assert (shelf.get(token) is not None) is there
    shelf.sweep()
    assert shelf.drop(token) is there


def test_nothing_of_a_visitor_stays_when_the_server_is_told_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serving():
        (place,) = tmp_path.glob("advisor-kept-*")
        folder_in(place)
    assert list(tmp_path.glob("advisor-*")) == []


@pytest.mark.parametrize(
    ("elapsed", "page", "left"), [(2.9, 5, None), (10.0, 0, None), (10.0, 5, 10), (10.0, 10, None)]
)
def test_the_time_left_is_told_once_there_is_something_to_go_by(
    elapsed: float, page: int, left: int | None
) -> None:
    assert Reading((FileProgress("a", page, 10),), elapsed).left == left


def test_the_place_on_a_scan_is_boxed_in_red(tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    Image.new("RGB", (400, 200), "white").save(scan)
    finding = Finding(
        check="a.b",
        level="error",
        basis="practice",
        message="m",
        place=Place(page=1),
        box=(0.25, 0.25, 0.5, 0.5),
    )
    drawn = picture_of(finding, scan)
    assert drawn
    (tmp_path / "drawn.jpg").write_bytes(drawn)
    with Image.open(tmp_path / "drawn.jpg") as picture:
        red, green, blue = picture.convert("RGB").getpixel((100 - 3, 75))
    assert red > 150 > green
    assert blue < 150
    assert picture_of(finding, tmp_path / "a.docx") is None
