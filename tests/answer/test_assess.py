"""资格自评: facts in, the grid of conditions out; what is told wrong is said, what is not told stays unknown."""

from __future__ import annotations

from datetime import date

import pytest

from advisor import service
from advisor.answer.assess import Assessment
from advisor.answer.sheet import Told
from advisor.domain import Track
from advisor.errors import InputError
from advisor.lint import facts_of
from advisor.pack import open_pack

TODAY = date(2026, 11, 23)
COMMON: dict[str, Told] = {
    "entity_kind": "企业（公司）",
    "legal_person": True,
    "registered_place": "济南市",
    "violation": "没有",
    "accident": "没有发生",
}


def assess(facts: dict[str, Told], **options: object) -> Assessment:
    return service.assess(facts, today=TODAY, **options)  # type: ignore[arg-type]


def outcomes(found: Assessment, track: Track) -> dict[str, str]:
    (row,) = [each for each in found.tracks if each.track == track]
    return {criterion.id: criterion.outcome for criterion in row.criteria}


def test_nothing_told_is_nothing_decided() -> None:
    found = assess({})
    assert [track.outcome for track in found.tracks] == ["needs_info"] * 4
    assert {value for track in found.tracks for value in outcomes(found, track.track).values()} == {"unknown"}
    assert found.best is None
    assert found.ask_back[0].fact == "entity_kind"


def test_what_is_known_is_not_asked_again_and_what_decides_comes_first() -> None:
    asked = [each.fact for each in assess(COMMON).ask_back]
    assert not set(asked) & set(COMMON)
    assert asked.index("rd_environment") < asked.index("venue")


def test_the_type_whose_conditions_are_met_stands_out() -> None:
    found = assess({**COMMON, "digital_rd": "有", "transfer": "有"})
    assert found.best == "center"
    assert {track.track: track.outcome for track in found.tracks}["center"] == "eligible"
    assert "转化合同、应用案例" in next(each for each in found.tracks if each.track == "center").prepare


def test_what_the_unit_does_tells_the_type() -> None:
    assert assess(COMMON, about="给中小企业做数字化转型诊断和咨询服务").best == "service"


def test_a_type_out_of_reach_is_never_the_best_and_asks_nothing() -> None:
    found = assess({**COMMON, "registered_place": "河北省石家庄市", "digital_rd": "有", "transfer": "有"})
    assert {track.outcome for track in found.tracks} == {"ineligible"}
    assert (found.best, found.ask_back) == (None, ())


@pytest.mark.parametrize(("when", "outcome"), [("2023-11-24", "unmet"), ("2023-11-22", "met")])
def test_an_event_is_weighed_by_its_day(when: str, outcome: str) -> None:
    found = assess({**COMMON, "accident": {"grade": "major", "date": when}}, tracks=["lab"])
    assert outcomes(found, "lab")["no-major-accident"] == outcome


def test_no_violation_is_met_by_the_words_of_its_button() -> None:
    """没有 is also the label of what was cleared up; whoever chooses it means that nothing happened."""
    assert outcomes(assess({"violation": "没有"}), "lab")["no-major-violation"] == "met"


def test_conditions_of_joint_applications_only_where_units_join() -> None:
    assert "partner-limit" not in outcomes(assess(COMMON), "lab")
    assert outcomes(assess({**COMMON, "partner_count": 4}), "lab")["partner-limit"] == "unclear"
    assert outcomes(assess(COMMON, joint=True), "lab")["partner-limit"] == "unknown"


def test_every_condition_names_a_clause_in_which_its_reason_stands() -> None:
    for track in assess(COMMON).tracks:
        for row in track.criteria:
            clause = open_pack().clause(row.clause)
            assert clause is not None
            assert row.heading == clause.heading
            assert f"[{clause.path}]" in row.because


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"colour": "red"}, "colour"),
        ({"entity_kind": "星球"}, "单位性质"),
        ({"accident": {"grade": "major", "date": "某天"}}, "某天"),
        ({"accident": {"grade": "major", "date": "2031-01-01"}}, "2031"),
        ({"partner_count": "很多"}, "很多"),
    ],
)
def test_what_cannot_be_used_is_said(facts: dict[str, Told], said: str) -> None:
    with pytest.raises(InputError, match=said):
        assess(facts)


def test_an_unknown_type_is_said() -> None:
    with pytest.raises(InputError, match="park"):
        assess({}, tracks=["park"])


def test_the_cases_of_the_pack_come_out_as_written() -> None:
    pack = open_pack()
    simple = [
        c for c in pack.cases if c.track and c.today and all(isinstance(v, str) for v in c.facts.values())
    ]
    assert simple
    for case in simple:
        found = service.assess(
            case.facts, tracks=[case.track] if case.track else [], today=date.fromisoformat(case.today or "")
        )
        assert (case.title, found.tracks[0].outcome) == (case.title, case.outcome)
        assert {fact.name for fact in found.facts} == set(facts_of(case, pack))


ABOUT = "我们公司在济南注册，给中小企业做数字化转型诊断、咨询和检测服务，有自己的工程师队伍"


def test_a_description_gives_facts_that_count_until_told_otherwise() -> None:
    found = assess({}, about=ABOUT, reading=True)
    assert {fact.name: fact.by for fact in found.facts}["registered_place"] == "pattern"
    assert outcomes(found, "lab")["registered-in-shandong"] == "met"
    told = assess({"registered_place": "河北省石家庄市"}, about=ABOUT, reading=True)
    assert outcomes(told, "lab")["registered-in-shandong"] == "unmet"
    left_open = assess({"registered_place": ""}, about=ABOUT, reading=True)
    assert outcomes(left_open, "lab")["registered-in-shandong"] == "unknown"
    assert assess({}, about=ABOUT).facts == ()


def test_the_best_fit_has_its_words_and_close_seconds_are_named() -> None:
    found = assess(COMMON, about=ABOUT)
    best = next(each for each in found.tracks if each.track == found.best)
    assert best.track == "service"
    assert best.fit
    assert all(word in ABOUT for word in best.fit)
    level = assess(
        {**COMMON, "digital_rd": True, "transfer": True, "tech_team": True, "service_resources": True}
    )
    assert (level.best, set(level.close)) == (None, {"center", "service"})
