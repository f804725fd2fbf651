"""What is learnt of the written texts is kept on disk: the same answers, nothing stale, nothing half."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from advisor.retrieval import written
from advisor.retrieval.written import Texts, Written, open_written

ASKS = ("单位名称怎么起", "名字叫什么好", "给多少钱", "有没有补助", "今天天气如何", "附近哪里好吃")
QUERIES = ("起个名字", "补助多少钱", "天气", "zebra")


@pytest.fixture
def given() -> Texts:
    texts = [f"{ask}{end}" for ask in ASKS for end in ("", "呢", "啊", "请问", "？") * 80]
    owners = [place // 800 for place in range(len(texts))]
    declined = np.asarray(owners) == 2
    return Texts(texts, owners, 3, np.ones(len(texts), dtype=np.bool_), declined)


def _open(given: Texts, folder: Path, lexicon: str = "") -> Written:
    return open_written(given, str, lexicon, folder)


def _says(read: Written) -> list[float]:
    assert read.learnt is not None
    assert read.elsewhere is not None
    found: list[float] = []
    for query in QUERIES:
        found += [
            *read.words.scores(query),
            *read.together.scores(query),
            *read.learnt.distances(list(query)),
        ]
        found.append(read.elsewhere.likely(read.vectors[len(query)]))
    return found


def test_what_is_kept_says_the_same_and_is_not_made_again(
    given: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _says(_open(given, tmp_path))
    monkeypatch.setattr(Written, "of", lambda *_: pytest.fail("made again"))
    assert _says(_open(given, tmp_path)) == made


@pytest.mark.parametrize("change", ["a text", "an owner", "a subject declined", "the lexicon"])
def test_nothing_stale_is_opened(given: Texts, tmp_path: Path, change: str) -> None:
    _open(given, tmp_path)
    other = {
        "a text": replace(given, texts=["改了", *given.texts[1:]]),
        "an owner": replace(given, owners=[1, *given.owners[1:]]),
        "a subject declined": replace(given, declined=np.asarray(given.owners) == 1),
    }.get(change, given)
    read = _open(other, tmp_path, "a word more" if change == "the lexicon" else "")
    assert len(list(tmp_path.iterdir())) == 2
    assert _says(read) == _says(Written.of(other, str))


def test_what_is_broken_is_made_anew_and_said(
    given: Texts, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = _says(_open(given, tmp_path))
    (vectors,) = tmp_path.glob("*/vectors.npy")
    vectors.write_bytes(vectors.read_bytes()[:1000])
    with caplog.at_level(logging.WARNING):
        assert _says(_open(given, tmp_path)) == made
    assert "made anew" in caplog.text
    caplog.clear()
    assert _says(_open(given, tmp_path)) == made
    assert not caplog.text


def test_a_folder_that_cannot_be_written_costs_time_alone(
    given: Texts, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        _says(_open(given, tmp_path / "file" / "below"))
    assert "cannot be kept" in caplog.text


def test_only_the_latest_few_are_kept_and_nothing_half(given: Texts, tmp_path: Path) -> None:
    for number in range(written._KEPT + 2):
        _open(given, tmp_path, f"lexicon {number}")
    assert len(list(tmp_path.iterdir())) == written._KEPT
    assert not list(tmp_path.glob("half-*"))


def test_few_texts_are_not_kept(given: Texts, tmp_path: Path) -> None:
    few = replace(
        given,
        texts=given.texts[:9],
        owners=given.owners[:9],
        asked=given.asked[:9],
        declined=given.declined[:9],
    )
    _open(few, tmp_path)
    assert not list(tmp_path.iterdir())
