"""Answers as an asker sees them; the questions are data in questions.yaml."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor import service
from advisor.errors import InputError, PackError

TODAY = date(2026, 11, 23)
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["q"] for case in CASES])
def test_answer(case: dict[str, Any]) -> None:
    got = service.ask(case["q"], today=TODAY)
    for words in case.get("has", ()):
        assert words in got.answer
    for words in case.get("not", ()):
        assert words not in got.answer
    cited = {citation.clause.split("/", 1)[1] for citation in got.citations}
    assert set(case.get("cites", ())) <= cited
    if "outcome" in case:
        assert got.verdict is not None
        assert got.verdict.outcome == case["outcome"]
    for field in ("refused", "refusal", "platform"):
        if field in case:
            assert getattr(got, field) == case[field]


def test_same_question_same_answer() -> None:
    first, second = (service.ask("合伙企业能报服务机构吗", today=TODAY) for _ in range(2))
    assert first.answer == second.answer
    assert first.verdict == second.verdict


def test_follow_up_inherits_what_was_told() -> None:
    history = [{"role": "user", "content": "枣庄的有限公司能申报吗"}, {"role": "assistant", "content": "……"}]
    got = service.ask("那要是外省的企业呢", history=history, today=TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome == "ineligible"


@pytest.mark.parametrize("unit", ["分公司", "个体工商户", "合伙企业"])
def test_another_unit_put_in_place_takes_nothing_over(unit: str) -> None:
    """What was said of the company (有法人资格) is not said of the unit that is put in its place."""
    history = [
        {"role": "user", "content": "我们是安丘的有限公司，有独立法人资格，能报吗"},
        {"role": "assistant", "content": "……"},
    ]
    got = service.ask(f"换成{unit}报行不行", history=history, today=TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome in ("ineligible", "unclear")
    assert "属于方案列出的申报单位类别" not in got.answer
    assert [fact.name for fact in got.facts if fact.name == "legal_person"] == []


@pytest.mark.parametrize(
    "question",
    [
        "实验室、中心、服务机构、人才基地各建多少个",
        "创新实验室、产业创新中心、创新服务机构、创新人才基地分别建多少",
        "人才基地和服务机构、产业创新中心、实验室计划各建几个",
    ],
)
def test_a_list_of_all_types_asks_about_them_together(question: str) -> None:
    got = service.ask(question, today=TODAY)
    assert not got.refused
    for figure in ("50个左右", "300个左右", "100个左右"):
        assert figure in got.answer


def test_what_is_gone_is_not_had_and_the_rest_does_not_hold_for_it() -> None:
    """A verdict of 可以申报 on a team that left costs an organisation a year."""
    got = service.ask(
        "别的都行，就是没人，研发团队整个让人挖走了，青州的，产业创新中心还报得上不", today=TODAY
    )
    assert got.verdict is not None
    assert got.verdict.outcome == "needs_info"
    assert "研发团队整个" not in got.answer


def test_a_kind_that_is_no_legal_person_is_never_told_to_be_listed() -> None:
    got = service.ask("我们是个体户，有独立法人资格，能报吗", today=TODAY)
    assert "个体工商户属于方案列出的" not in got.answer


def test_follow_up_that_names_another_year_only() -> None:
    history = [{"role": "user", "content": "2023年批的到哪年"}, {"role": "assistant", "content": "……"}]
    got = service.ask("2025年的呢", history=history, today=TODAY)
    assert "2028" in got.answer


def test_fact_sheet_wins_over_words() -> None:
    got = service.ask("我们公司能申报吗", facts={"entity_kind": "个体工商户"}, today=TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome == "ineligible"


def test_open_conditions_are_asked_back() -> None:
    got = service.ask("我们是一家企业，能报产业创新中心吗", today=TODAY)
    assert "registered_place" in {item.fact for item in got.ask_back}


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_empty_question_is_one_clear_line(text: str) -> None:
    with pytest.raises(InputError, match="问题是空的"):
        service.ask(text)


def test_overlong_question_is_refused() -> None:
    with pytest.raises(InputError, match="超过"):
        service.ask("问" * 5000)


def test_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(PackError, match="sd-digital-platform"):
        service.ask("能申报吗", pack="nowhere")


@pytest.mark.parametrize("aside", ["今天天气怎么样", "讲个笑话", "谢谢"])
def test_a_word_aside_is_not_taken_for_a_follow_up(aside: str) -> None:
    history = [
        {"role": "user", "content": "我们三年内出过安全生产事故，还能报吗？"},
        {"role": "assistant", "content": "……"},
    ]
    got = service.ask(aside, history=history, today=TODAY)
    assert got.refusal == "out-of-scope"
    assert service.ask("怎么办", history=history, today=TODAY).refusal != "out-of-scope"


@pytest.mark.parametrize(
    "question",
    ["我们想牵头和两所高校联合申报创新实验室，可以吗？", "Can we apply jointly with two universities?"],
)
def test_a_partner_named_later_does_not_become_the_applicant(question: str) -> None:
    history = [{"role": "user", "content": "我们是济南的公司"}, {"role": "assistant", "content": "……"}]
    got = service.ask(question, history=history, today=TODAY)
    assert {fact.name: fact.value for fact in got.facts}["entity_kind"] == "company"


def test_a_case_told_in_english_is_answered_in_english() -> None:
    got = service.ask("We are a university in Jinan. Can we apply?", today=TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome == "needs_info"
    said = [line for line in got.answer.splitlines() if "[4." in line]
    assert said
    assert all(not re.search(r"[\u4e00-\u9fff]{6,}", line) for line in said)
    assert "within the last 3 years" in got.answer
    assert got.ask_back
    assert all(not re.search(r"[\u4e00-\u9fff]{6,}", item.question) for item in got.ask_back)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "We are a company in Jinan. Can we apply as an industrial innovation center?",
            "产业创新中心申报单位",
        ),
        ("We are a firm in Qingdao that wants to apply as a service agency, can we?", "创新服务机构申报单位"),
        ("Does the innovation laboratory need a testing environment?", "创新实验室申报单位"),
    ],
)
def test_an_english_answer_quotes_the_sentence_of_the_type_asked_about(question: str, words: str) -> None:
    quotes = [
        each.quote for each in service.ask(question, today=TODAY).citations if each.clause.endswith("4.4")
    ]
    assert [words in quote for quote in quotes] == [True]


def test_a_day_on_the_edge_is_told_as_such() -> None:
    got = service.ask("2023年11月23日出的重大网络安全事故，今天正好满三年，能报不", today=TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome == "unclear"
    assert "没有写明从哪一天往前算" in got.answer
    assert "够不够重大" not in got.answer


def test_two_points_that_are_not_set_are_both_told() -> None:
    got = service.ask("公示的时候有人举报我们咋办，另外牌子到手三年后要不要重新弄", today=TODAY)
    assert "异议" in got.answer
    assert "续期" in got.answer


def test_who_only_mentions_itself_is_told_the_point_asked_about() -> None:
    got = service.ask("实验室名字能用我们公司简称吗", today=TODAY)
    assert got.refusal == "not-in-text"
    assert got.verdict is None
    assert service.ask("我们公司能报实验室吗", today=TODAY).verdict is not None


def test_nothing_is_said_twice() -> None:
    lines = service.ask("两家一起牵头行不行，都不想当老二", today=TODAY).answer.splitlines()
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("一口气问仨：实验室打算弄多少个、名字咋起、合伙的最多几家", {"3.1", "4.5"}),
        (
            "要三个数：实验室多少、人才基地多少、产业创新中心多少。再加一句名单最后由哪家公布。",
            {"3.1", "3.4", "3.2", "5.1"},
        ),
        ("中心要建几个、谁来审、有效期多长？", {"3.2", "5.1", "5.2"}),
    ],
)
def test_questions_with_a_mark_of_enumeration_between_them_are_each_answered(
    question: str, clauses: set[str]
) -> None:
    cited = {citation.clause.split("/")[-1] for citation in service.ask(question, today=TODAY).citations}
    assert clauses <= cited


def test_figures_made_up_for_the_form_are_no_true_material() -> None:
    verdict = service.ask(
        "研发人员一共就6个，老板叫我后面添个0写成60，社保截图也P一P，这样够格吗", today=TODAY
    ).verdict
    assert verdict is not None
    assert [row.id for row in verdict.criteria if row.outcome in {"unmet", "unclear"}] == ["no-fraud"]


def test_a_kind_of_unit_that_is_not_known_is_asked_for_first() -> None:
    (first, *_) = service.ask("我们是一家酒店，能报创新服务机构吗", today=date(2026, 11, 23)).ask_back
    assert first.fact == "entity_kind"
    assert "企业（公司）" in first.options
    assert not any("待核对" in option for option in first.options)
