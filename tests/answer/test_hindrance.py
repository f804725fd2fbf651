"""Whose a hindrance is: the tokens it is learnt over, what is dropped, doubted and added, and that it can be learnt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from advisor import service
from advisor.answer import hindrance
from advisor.answer.marked import tokens
from advisor.answer.normal import normalise
from advisor.answer.story import prepared, read_story, worded
from advisor.pack.load import open_pack
from training.hindrance import Row, fit, hand_of, likely

TODAY = date(2026, 11, 26)
HANDS = Path("knowledge/sd-digital-platform/stories/hindrances")


def test_words_of_one_class_are_one_token() -> None:
    line = tokens("我们是济南的，2019年给深圳的个体户做软件", open_pack())
    assert "".join(token.text for token in line) == (
        "‹self›是‹place.inside›的，‹year›给‹place.outside›的‹entity.individual_business›做软件"
    )
    assert [line[0].start, line[0].end] == [0, 2]


def _settled(text: str, chance: float, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The facts of a text when every hindrance in it is this likely the applicant's own."""
    pack = open_pack()
    story = prepared(normalise(text, pack), pack, TODAY)
    monkeypatch.setattr(
        hindrance, "likelihoods", lambda rows: {name: (chance, told[0]) for name, told in rows.items()}
    )
    facts = hindrance.settled(worded(story, pack), story, pack)
    return {name: (fact.value, fact.sure) for name, fact in facts.items()}


def test_what_is_not_the_applicants_own_is_dropped_and_what_may_be_is_doubted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "我们是个体工商户"
    assert _settled(text, 0.9, monkeypatch)["entity_kind"] == ("individual_business", True)
    assert _settled(text, 0.4, monkeypatch)["entity_kind"] == ("individual_business", False)
    assert "entity_kind" not in _settled(text, 0.05, monkeypatch)


def test_what_the_patterns_did_not_read_is_added_where_it_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "我们本部在郑州，菏泽有服务点"
    assert _settled(text, 0.9, monkeypatch)["registered_place"] == ("outside", True)
    assert "registered_place" not in _settled(text, 0.5, monkeypatch)


def test_what_the_patterns_read_otherwise_gives_way_only_to_what_is_surer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "公司在苏州，山东有个全资子公司刚注册，想让子公司报"
    assert _settled(text, 0.7, monkeypatch)["registered_place"] == ("inside", True)
    assert _settled(text, 0.9, monkeypatch)["registered_place"] == ("outside", True)


def test_which_of_two_it_is_may_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "搞不清我们是单独办照的子公司，还是就一个分公司"
    assert _settled(text, 0.9, monkeypatch)["entity_kind"] == ("branch", False)
    assert _settled("我们就一个分公司", 0.9, monkeypatch)["entity_kind"] == ("branch", True)


def test_a_question_about_the_rule_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "fraud" not in _settled("文件哪一条写了材料注水要取消资格", 0.9, monkeypatch)


def test_an_event_that_its_day_settles_is_left_to_the_conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    value, sure = _settled("我们2019年出过重大生产安全事故", 0.05, monkeypatch)["accident"]  # type: ignore[misc]
    assert value["grade"] == "major"
    assert sure


def test_nothing_is_refused_on_what_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        hindrance, "likelihoods", lambda rows: {name: (0.4, told[0]) for name, told in rows.items()}
    )
    got = service.ask("我们是个体工商户，在济南，能报吗", today=TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome == "unclear"
    assert "请先" in got.answer


def test_a_pack_without_hindrances_reads_as_before() -> None:
    pack = open_pack().model_copy(update={"hindrances": ()})
    assert read_story("我们是个体工商户", pack, TODAY)["entity_kind"].value == "individual_business"


def test_it_is_learnt_from_some_hands_for_another() -> None:
    """Chance would tell as many hindrances as it invents."""
    pack = open_pack()
    rows = [
        row
        for name in ("one", "six", "eleven", "twelve")
        for row in hand_of(HANDS / f"{name}.yaml", pack, TODAY)
    ]
    weights, bias = fit([row for row in rows if row.hand != "eleven"])
    judged = [(row, likely(row, weights, bias)) for row in rows if row.hand == "eleven" and row.meant]

    def share(chosen: list[tuple[Row, float]]) -> float:
        return float(np.mean([chance >= 0.5 for _, chance in chosen]))

    assert share([each for each in judged if each[0].bars]) > 0.7
    assert share([each for each in judged if each[0].verdict == "may"]) < 0.2
