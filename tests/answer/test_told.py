"""What an applicant tells of itself in any words: added beside what the patterns read, never against it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from advisor import service
from advisor.answer import told
from advisor.answer.normal import normalise
from advisor.answer.story import prepared, read_story, worded
from advisor.pack.load import open_pack
from training.told import fit, report, rows_of

TODAY = date(2026, 11, 26)


def _read(text: str) -> dict[str, object]:
    pack = open_pack()
    return {name: fact.value for name, fact in read_story(normalise(text, pack), pack, TODAY).items()}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "我们腾出一整层楼，每年拨六百万，抽了四十个人专干这个",
            {"venue": "yes", "funding": "yes", "staff": "yes"},
        ),
        ("三年里没违过大法没失过信", {"violation": "none"}),
        ("表上填的数全是真的，敢签字画押", {"fraud": "no"}),
        ("排产系统的代码全是自己一行行敲出来的", {"digital_rd": "yes"}),
    ],
)
def test_what_no_pattern_names_is_read(text: str, facts: dict[str, str]) -> None:
    found = _read(text)
    assert {name: found.get(name) for name in facts} == facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("客户的仓库里摆满了进口的机床", "equipment"),
        ("明年打算盖一栋实验楼", "rd_environment"),
        ("帮客户省下了三百万", "funding"),
        ("听说要抽人专干才行", "staff"),
        ("We are a university, we had a postdoctoral workstation cancelled in 2024.", "workstation"),
    ],
)
def test_what_only_sounds_so_is_not_had(text: str, name: str) -> None:
    assert _read(text).get(name) != "yes"


def test_what_the_patterns_read_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = open_pack()
    story = prepared("我们没有场地，钱和人都有", pack, TODAY)
    found = worded(story, pack)
    assert found["venue"].value == "no"
    values = ("venue=yes", "equipment=yes")
    table = np.full((2, told.BUCKETS), 9, np.float32)
    monkeypatch.setattr(told, "learnt", lambda: (values, table, np.zeros(2, np.float32)))
    completed = told.completed(found, story, pack)
    assert completed["venue"].value == "no"
    assert completed["equipment"].value == "yes"
    assert completed["equipment"].sightings[0].quote in story.text


def test_a_question_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = open_pack()
    story = prepared("要不要腾一层楼出来", pack, TODAY)
    table = np.full((1, told.BUCKETS), 9, np.float32)
    monkeypatch.setattr(told, "learnt", lambda: (("venue=yes",), table, np.zeros(1, np.float32)))
    assert told.completed({}, story, pack) == {}


def test_a_story_with_everything_told_in_its_own_words_can_apply() -> None:
    got = service.ask(
        "俺是聊城做轴承的有限公司，当地领的照，自己写的算法卖给三十多家厂用上了，专门给这个事盖了小楼，机器到位，每年拨六百万，"
        "抽了四十个人，三年里没违过大法没失过信，网络上车间里都没出过大事故，报产业创新中心够不够",
        today=TODAY,
    )
    assert got.verdict is not None
    assert got.verdict.outcome == "eligible"


def test_a_pack_without_facts_is_told_none() -> None:
    pack = open_pack().model_copy(update={"facts": ()})
    assert told.completed({}, prepared("我们腾出一整层楼", pack, TODAY), pack) == {}


def test_it_is_learnt_from_some_hands_for_another() -> None:
    rows = rows_of(open_pack(), TODAY)
    values = sorted({value for row in rows for value in row.told})
    table, bias = fit([row for row in rows if row.hand in {"one", "two", "three"}], values)
    said = report([row for row in rows if row.hand == "four"], values, table, bias)
    found, besides = (int(said.split(f"{name} ")[1].split(",")[0]) for name in ("found", "besides"))
    assert found >= 250
    assert besides <= 45
