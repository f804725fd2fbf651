"""A second look is instant, and says the same."""

import time
from pathlib import Path

import pytest

from ingest import Cache, Limits, read_all, read_document

FILES = Path(__file__).parent.parent / "files"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "kept")


def test_a_second_look_says_the_same_without_reading(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    file = FILES / "legacy/same.pdf"
    first = read_document(file, cache=cache)
    monkeypatch.setattr("ingest.door.lent_worker", None)
    begin = time.monotonic()
    second = read_document(file, name="again.pdf", cache=cache)
    assert time.monotonic() - begin < 0.5
    assert second == first.model_copy(update={"path": "again.pdf"})


def test_other_limits_are_another_reading(cache: Cache) -> None:
    file = FILES / "image/two-pages.tif"
    read_document(file, limits=Limits(drawn_seconds=0), cache=cache)
    assert cache.find(file, "two-pages.tif", Limits()) is None


def test_what_the_machine_cut_short_is_read_again(cache: Cache) -> None:
    file = FILES / "text/gbk.txt"
    read_document(file, limits=Limits(bytes=3), cache=cache)
    assert cache.find(file, "gbk.txt", Limits(bytes=3)) is None


def test_members_of_an_archive_are_kept_by_their_own_bytes(cache: Cache) -> None:
    (document,) = read_all([FILES / "archive/pack.7z"], cache=cache)
    (again,) = read_all([FILES / "archive/pack.tar.gz"], cache=cache)
    assert (document.path, again.path) == ("pack.7z/材料/说明.txt", "pack.tar.gz/材料/说明.txt")
    assert document.blocks == again.blocks
