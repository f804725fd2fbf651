"""What a model reads in a question decides nothing: it becomes a question, if it stands in the asker's words."""

from __future__ import annotations

import json
from datetime import date

import pytest
from langchain_core.language_models import FakeListChatModel

from advisor import service
from advisor.domain import Answer
from advisor.settings import Settings

TODAY = date(2025, 3, 31)
QUESTION = "我们公司在青岛，一大半人是写代码的，想申报创新服务机构，行不行？"
WORDS = "一大半人是写代码的"
GOOD = {"fact": "tech_team", "value": "有", "words": WORDS}


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting is on."""
    monkeypatch.setattr(service, "settings", lambda: Settings(model_reads_facts=True))


def read(*items: object, reply: str | None = None) -> Answer:
    """The answer when the model words nothing and then reads these items."""
    said = json.dumps(items, ensure_ascii=False) if reply is None else reply
    return service.ask(QUESTION, today=TODAY, model=FakeListChatModel(responses=["0. ", said]))


@pytest.fixture(scope="module")
def composed() -> Answer:
    """The answer without a model."""
    return service.ask(QUESTION, today=TODAY, model="none")


def test_a_reading_becomes_a_question(composed: Answer) -> None:
    answer = read(GOOD)
    assert answer.verdict == composed.verdict
    assert answer.facts == composed.facts
    assert WORDS in answer.ask_back[0].question
    assert (answer.ask_back[0].fact, answer.ask_back[0].options) == ("tech_team", ("有", "没有"))
    assert len({each.fact for each in answer.ask_back}) == len(answer.ask_back)


@pytest.mark.parametrize(
    "item",
    [
        GOOD | {"words": "我们有实验室"},
        GOOD | {"words": "柜"},
        GOOD | {"value": "也许"},
        GOOD | {"fact": "no_such_fact"},
        GOOD | {"fact": "entity_kind", "value": "个体工商户"},
        GOOD | {"fact": "accident", "value": "发生过（重大）"},
        {"fact": "tech_team"},
        "tech_team",
        GOOD | {"value": 1},
    ],
)
def test_a_reading_without_ground_is_dropped(item: object, composed: Answer) -> None:
    assert read(item).ask_back == composed.ask_back


@pytest.mark.parametrize("reply", ["没有", "[", "[1" + "0" * 3000, "{}", "[[[]]]", " "])
def test_garbage_reads_nothing(reply: str, composed: Answer) -> None:
    answer = read(reply=reply)
    assert (answer.ask_back, answer.answer, answer.verdict) == (
        composed.ask_back,
        composed.answer,
        composed.verdict,
    )


def test_a_fenced_reply_is_read() -> None:
    assert (
        read(reply=f"```json\n{json.dumps([GOOD], ensure_ascii=False)}\n```").ask_back[0].fact == GOOD["fact"]
    )


def test_it_is_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch, composed: Answer) -> None:
    monkeypatch.setattr(service, "settings", Settings)
    assert read(GOOD).ask_back == composed.ask_back
