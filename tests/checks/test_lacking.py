"""What stands at the place given over to one thing is judged as a whole: words of people who never saw the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.checks.lacking import likely
from advisor.checks.weighing import FAINT, SURE
from advisor.domain import CheckReport
from advisor.pack.load import open_pack
from tests.checks.conftest import Check, document
from training.lacking import fit, report, rows_of

_HANDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


@pytest.mark.parametrize(
    ("thing", "told", "lacks"),
    [
        ("资金", "账上的钱发完工资就见底，建平台要用的还没着落，等公布后再去找。", True),
        ("资金", "公司自筹为主，没有向银行贷款，三年安排九百万元，头一年的已拨到专户。", False),
        ("场地", "原来那层楼上月退租了，新地方还在看，定下来再说。", True),
        ("场地", "二楼东侧三间归平台用，西侧两间尚未腾出。", False),
        ("人员", "现在只有主任一个人挂名，其他人等立项以后再招。", True),
        ("人员", "专职八个，除会计由集团代管外都在岗，没有劳务派遣。", False),
        ("师资", "授课的老师还在物色，聘谁、聘几位都没有定。", True),
        ("课程体系", "没有外购课件，十二门课的讲义都由本校教师自编，已用了三届。", False),
    ],
)
def test_a_lack_and_what_only_sounds_like_one(thing: str, told: str, lacks: bool) -> None:
    chance = likely(thing, told)
    assert chance > SURE if lacks else chance < FAINT


@pytest.mark.parametrize("held", [_HANDS[::2], _HANDS[1::2]])
def test_passages_of_hands_that_were_not_learnt(held: tuple[str, ...]) -> None:
    rows = rows_of(Path(open_pack().folder))
    found = report([r for r in rows if r.hand in held], *fit([r for r in rows if r.hand not in held]))
    assert found["lacking"] > 0
    assert found["told"] >= 0.5 * found["lacking"]
    assert found["told falsely"] <= 0.11 * found["there"]
    assert found["taken for had"] <= 0.11 * found["lacking"]


def _report(check: Check, money: str, *more: str | list[list[str]]) -> CheckReport:
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
        "# 八、条件保障",
        "场地：科技楼三层1200平方米，公司自有。",
        "设备设施：现有设备52台（套），原值210万元。",
        f"资金：{money}",
        "人员：专职21人，其中高级工程师6人。",
        *more,
    )
    return check(form, track="center")


def _safeguards(check: Check, money: str, *more: str | list[list[str]]) -> list[tuple[str, str]]:
    found = _report(check, money, *more).findings
    return [(f.level, f.message) for f in found if f.check == "eligibility.safeguards-missing"]


def test_a_lack_without_a_word_of_denial_is_told(check: Check) -> None:
    ((level, message),) = _safeguards(check, "现有收入刚够发工资，平台要用的钱等公布以后再想办法争取。")
    assert (level, message) == ("error", "材料自己写明还没有资金")


def test_what_no_clause_says_is_asked_about(check: Check) -> None:
    """It is read out of the whole by a judgement that errs once in sixty: a person decides."""
    told = "公司近两年亏损，全靠借款周转，平台建设这块实在顾不上。"
    ((level, message),) = _safeguards(check, told)
    assert (level, message) == ("warning", "从这段话看像是还没有资金，请写清楚现在有没有")
    rows = {row.name: row.outcome for row in _report(check, told).conditions}
    assert rows["资金"] == "unclear"


def test_what_other_places_show_is_asked_about(check: Check) -> None:
    table = [["资金来源", "金额（万元）"], ["单位自筹", "600"], ["合作企业投入", "300"], ["合计", "900"]]
    told = "公司账户被冻结，日常开支靠垫付，平台要用的钱一分也拿不出，等以后再想办法。"
    ((level, message),) = _safeguards(check, told, "# 九、经费预算", "三年总投入900万元，来源如下。", table)
    assert level == "warning"
    assert "别处又写着有" in message
