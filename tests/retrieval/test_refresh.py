"""The index of a large pack: every store gives the same clauses, a kill loses nothing, only what changed is embedded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from advisor.errors import ConfigurationError
from advisor.pack.load import load_pack
from advisor.pack.model import Pack
from advisor.retrieval import refresh as refreshing
from advisor.retrieval import static
from advisor.retrieval.refresh import open_shelf, refresh
from advisor.retrieval.static import built_in
from advisor.settings import Settings, settings
from tests.retrieval.postgres import server

HEAD = "id: big\ntitle: 汇编\nshort: 汇编\nissuer: 某厅\nask_whom: 请咨询\ndocuments:\n  - {file: policy/all.txt, title: 汇编}\n"
SUBJECTS = ("养犬", "供热", "电梯", "停车", "燃气", "殡葬", "献血", "垃圾", "噪声", "绿化", "物业", "古树")


def text_of(amount: str = "五百") -> str:
    """Twelve articles, one a subject."""
    lines = [
        f"第{number}条 违反{subject}管理规定的，由主管部门责令改正，处{amount}元罚款。"
        for number, subject in enumerate(SUBJECTS, 1)
    ]
    return "\n".join(lines)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A pack that counts as large."""
    monkeypatch.setattr(refreshing, "SMALL", 5)
    monkeypatch.setattr(refreshing, "BATCH", 3)
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    (tmp_path / "big/policy").mkdir(parents=True)
    (tmp_path / "big/pack.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "big/policy/all.txt").write_text(text_of(), encoding="utf-8")
    yield tmp_path / "big"
    settings.cache_clear()


@pytest.fixture(params=["file", "chroma", "postgresql"])
def chosen(request: pytest.FixtureRequest, folder: Path) -> Settings:
    """Settings that keep the vectors in each of the stores."""
    data = folder.parent / "data"
    if request.param == "chroma":
        pytest.importorskip("langchain_chroma", reason="the extra `vectors` is not installed")
    address = request.getfixturevalue("server") if request.param == "postgresql" else request.param
    return Settings(data=data, vector_store=address)


def first(pack: Pack, chosen: Settings, question: str) -> str:
    """The id of the best passage's clause."""
    return open_shelf(pack, chosen).search(question, 3)[0].passage.clause.id


def test_every_store_finds_the_same(folder: Path, chosen: Settings) -> None:
    pack = load_pack(folder)
    done = refresh(pack, chosen=chosen)
    assert (done.passages, done.added) == (12, 12)
    for number, subject in enumerate(SUBJECTS, 1):
        assert first(pack, chosen, f"{subject}违规罚多少") == f"big/{number}"


def test_another_edition_of_the_built_in_model_embeds_all_anew(
    folder: Path, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its vectors may have another length: none of the old ones may stay beside the new."""
    pack = load_pack(folder)
    with monkeypatch.context() as before:
        before.setattr(static, "EDITION", "an earlier one")
        before.setattr(
            static.StaticEmbeddings, "encode", lambda self, texts: np.ones((len(texts), 3), np.float32)
        )
        assert refresh(pack, chosen=chosen).added == 12
    assert refresh(pack, chosen=chosen).added == 12
    assert first(pack, chosen, "养犬违规罚多少") == "big/1"


def test_only_what_changed_is_embedded_again(folder: Path, chosen: Settings) -> None:
    refresh(load_pack(folder), chosen=chosen)
    assert refresh(load_pack(folder), chosen=chosen).added == 0
    changed = text_of().replace("献血管理规定的", "无偿献血办法的")
    (folder / "policy/all.txt").write_text(changed, encoding="utf-8")
    done = refresh(load_pack(folder), chosen=chosen)
    assert (done.added, done.removed) == (1, 1)
    assert first(load_pack(folder), chosen, "违反无偿献血办法") == "big/7"


class Killed(Exception):
    """Stands for the end of the process."""


def test_a_run_that_was_killed_goes_on_where_it_stopped(folder: Path, chosen: Settings) -> None:
    def kill(done: int, total: int, what: str) -> None:
        if done >= 6:
            raise Killed

    pack = load_pack(folder)
    with pytest.raises(Killed):
        refresh(pack, kill, chosen)
    done = refresh(pack, chosen=chosen)
    assert (done.passages, done.added) == (12, 6)
    assert first(pack, chosen, "古树") == "big/12"


def test_an_index_that_is_out_of_date_is_brought_up_to_date_by_the_question(folder: Path) -> None:
    chosen = Settings(data=folder.parent / "data", vector_store="file")
    assert first(load_pack(folder), chosen, "电梯") == "big/3"
    (folder / "policy/all.txt").write_text(text_of().replace("电梯", "桥梁"), encoding="utf-8")
    assert first(load_pack(folder), chosen, "桥梁") == "big/3"


def test_the_batch_cut_off_by_a_kill_is_left_out(folder: Path) -> None:
    chosen = Settings(data=folder.parent / "data", vector_store="file")
    refresh(load_pack(folder), chosen=chosen)
    vectors = next(folder.parent.rglob("vectors.f32"))
    os.truncate(vectors, vectors.stat().st_size - 100)
    (vectors.parents[1] / "whole.json").unlink()
    (vectors.parents[1] / "done.txt").write_text("", encoding="utf-8")
    assert first(load_pack(folder), chosen, "古树") == "big/12"


def test_another_embedding_is_another_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Backwards(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return built_in().embed_documents([text[::-1] for text in texts])

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    monkeypatch.setattr(refreshing, "open_embeddings", lambda name: Backwards() if name else built_in())
    data = folder.parent / "data"
    refresh(load_pack(folder), chosen=Settings(data=data, vector_store="file"))
    again = refresh(
        load_pack(folder), chosen=Settings(data=data, vector_store="file", embedding_model="other")
    )
    assert again.added == 12


@pytest.mark.parametrize(
    ("setting", "words"), [("mysql://x", "应为"), ("postgresql://nobody@127.0.0.1:1/none", "PostgreSQL")]
)
def test_a_store_that_cannot_be_had_is_one_clear_line(folder: Path, setting: str, words: str) -> None:
    pytest.importorskip("langchain_postgres", reason="the extra `postgres` is not installed")
    with pytest.raises(ConfigurationError, match=words):
        refresh(load_pack(folder), chosen=Settings(data=folder.parent / "data", vector_store=setting))


def test_a_kill_of_the_real_process_is_survived(folder: Path) -> None:
    """`advisor index` on the same pack, ended by a signal in the middle, then run again."""
    articles = [f"第{number}条 第{number}项事务由第{number}处办理。" for number in range(1, 6001)]
    packs = folder.parent / "packs"
    shutil.copytree(folder, packs / "big")
    (packs / "big/policy/all.txt").write_text("\n".join(articles), encoding="utf-8")
    environment = {**os.environ, "ADVISOR_PACKS": str(packs), "ADVISOR_VECTOR_STORE": "file"}
    command = [sys.executable, "-m", "advisor.cli", "index", "--pack", "big"]
    running = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    done = folder.parent / "data/index/big/done.txt"
    while running.poll() is None and not (done.exists() and done.stat().st_size):
        pass
    running.kill()
    running.communicate()
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "6000 段" in again.stdout
    assert "新编 6000 段" not in again.stdout


__all__ = ["server"]
