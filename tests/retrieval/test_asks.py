"""Questions made up by a model when indexing: they help to find, appear nowhere, and a bad model does no harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from advisor import packs, service
from advisor.errors import ModelError
from advisor.pack import open_pack
from advisor.retrieval.asks import questions_in
from advisor.retrieval.refresh import refresh
from advisor.settings import Settings, settings
from tests.pack.folder import TRAFFIC, write_text

QUESTION = "小电驴上路戴不戴帽子？"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with one regulation; packs, indexes and questions lie beside it."""
    monkeypatch.setenv("ADVISOR_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ADVISOR_INDEX_QUESTIONS", "2")
    settings.cache_clear()
    (tmp_path / "source").mkdir()
    write_text(tmp_path / "source/规定.txt", TRAFFIC)
    yield tmp_path / "source"
    settings.cache_clear()


def scripted(passage: str, count: int) -> str:
    """A model that knows one everyday question."""
    return f"1. {QUESTION}\n2、{QUESTION}\n（这一段讲头盔）" if "佩戴安全头盔" in passage else "没有"


def test_a_question_in_everyday_words_finds_its_clause(source: Path) -> None:
    packs.new_pack("mine", source)
    assert service.ask(QUESTION, pack="mine").refused
    pack = open_pack("mine").model_copy()
    refresh(pack, asker=scripted)
    from advisor.answer.ask import answer

    got = answer(QUESTION, pack, date(2026, 11, 23))
    assert got.citations[0].clause == "mine/6"
    assert QUESTION.strip("？") not in got.answer


def test_each_passage_is_asked_about_once(source: Path) -> None:
    packs.new_pack("mine", source)
    calls: list[str] = []

    def counted(passage: str, count: int) -> str:
        calls.append(passage)
        return scripted(passage, count)

    refresh(open_pack("mine"), asker=counted)
    first = len(calls)
    assert first == 5
    refresh(open_pack("mine"), asker=counted)
    assert len(calls) == first


def test_a_model_that_fails_is_left_alone_and_asked_again_later(source: Path) -> None:
    packs.new_pack("mine", source)
    calls = []

    def failing(passage: str, count: int) -> str:
        calls.append(passage)
        raise ModelError("没有回音")

    done = refresh(open_pack("mine"), asker=failing)
    assert len(calls) == 3
    assert "下次再拟" in done.remark
    assert refresh(open_pack("mine"), asker=scripted).remark == ""


@pytest.mark.parametrize(
    ("reply", "asked"),
    [
        ("1. 要戴头盔吗？\n2. 罚多少钱？\n3. 谁来罚？", ["要戴头盔吗？", "罚多少钱？"]),
        ("- 要戴头盔吗?\n- 要戴头盔吗?", ["要戴头盔吗?"]),
        ("好的，以下是问题：\n问题1：要戴头盔吗？", ["要戴头盔吗？"]),
        ("1000000000000000000000000000", []),
        ("", []),
        ("？\n" + "长" * 80 + "？", []),
    ],
)
def test_what_is_no_question_is_left_out(reply: str, asked: list[str]) -> None:
    assert questions_in(reply, 2) == asked


def test_the_attached_model_is_used_only_when_it_is_told_to(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the real prompt and the real reading of a chat model's reply."""
    chat = GenericFakeChatModel(messages=iter([AIMessage(QUESTION)] * 20))
    opened: list[str | None] = []
    real = packs.writer_of

    def writer(model: None, chosen: Settings) -> object:
        opened.append(model)
        return real(chat, chosen)

    monkeypatch.setattr(packs, "writer_of", writer)
    packs.new_pack("mine", source)
    assert opened == [None]
    assert QUESTION in next((source.parent / "data").rglob("asks.jsonl")).read_text("utf-8")
    monkeypatch.setenv("ADVISOR_INDEX_QUESTIONS", "0")
    settings.cache_clear()
    packs.refresh_index("mine")
    assert opened == [None]
