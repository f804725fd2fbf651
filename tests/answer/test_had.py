"""What a pattern read as had and the piece hardly tells is not sure: no condition is met by it, and it is asked for."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from advisor import service
from advisor.answer import had
from advisor.answer.normal import normalise
from advisor.answer.story import prepared, read_story, worded
from advisor.pack.load import open_pack
from training.had import Row, doubts, fit

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("甲方的研发团队有八十多人", "staff", False),
        ("表里要填专职人员数", "staff", False),
        ("听说隔壁学院实训搞得特别好", "training", False),
        ("我们自己的场地三千平，设备齐全，专职人员四十人", "venue", True),
        ("我们自己的场地三千平，设备齐全，专职人员四十人", "staff", True),
        ("公司自己写的算法，研发了五年", "digital_rd", True),
    ],
)
def test_who_has_it_and_whether_it_is_told(text: str, name: str, sure: bool) -> None:
    pack = open_pack()
    fact = read_story(normalise(text, pack), pack, TODAY)[name]
    assert (fact.value, fact.sure) == ("yes", sure)


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("场地设备人员资金都有", "eligible"),
        ("场地还在谈，经费也没定下来", "unclear"),
        ("场地设备人员都有，钱还没批下来", "unclear"),
        ("场地是借的，月底到期", "unclear"),
        ("场地打算租，明年再租", "unclear"),
        ("场地设备资金都有，人手就等招完这批", "unclear"),
        ("场地、设备、资金、人员都有，但资金还没落实", "unclear"),
        ("场地设备人员资金都有，场地以后还要再租一层，现在够用", "eligible"),
    ],
)
def test_what_is_not_settled_yet_may_be_lacking(told: str, outcome: str) -> None:
    story = f"枣庄一家公司，独立法人，研发和转化都有，三年里没有不良记录也没出过事故。{told}。产业创新中心能报吗？"
    verdict = service.ask(story, today=TODAY).verdict
    assert verdict is not None
    assert verdict.outcome == outcome


def test_a_condition_is_not_met_by_what_is_doubted() -> None:
    told = "我们是泰安的一家学院，独立事业单位，没违法没事故，{}，想报创新实验室，够吗"
    own = service.ask(told.format("自己的研发试验环境完备"), today=TODAY)
    theirs = service.ask(told.format("客户那边实验室设备特别全"), today=TODAY)
    assert own.verdict is not None
    assert theirs.verdict is not None
    assert (own.verdict.outcome, theirs.verdict.outcome) == ("eligible", "needs_info")
    assert "rd_environment" in {ask.fact for ask in theirs.ask_back}


def test_only_what_was_read_as_had_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = open_pack()
    story = prepared("没有场地，设备齐全，没出过事故", pack, TODAY)
    found = worded(story, pack)
    monkeypatch.setattr(had, "learnt", lambda: (np.full(had.BUCKETS, -9, np.float32), 0.0))
    sure = {name: fact.sure for name, fact in had.doubted(found, story, pack).items()}
    assert (sure["venue"], sure["equipment"], sure["accident"]) == (True, False, True)


def test_it_is_learnt_from_readings_that_are_right_or_false() -> None:
    buckets = [np.array([1, 2, each]) for each in (3, 4)]
    rows = [Row("one", told, buckets[told]) for told in (True, False) for _ in range(20)]
    assert doubts(rows, *fit(rows)) == {"false": 20, "false doubted": 20, "right": 20, "right doubted": 0}
