"""The two views beside the findings: conditions with their evidence, and who the submission says it is."""

from __future__ import annotations

from datetime import date

from advisor.checks.case import Case
from advisor.checks.conditions import conditions
from advisor.checks.run import make_case
from advisor.pack.checking import Checking
from advisor.pack.load import open_pack
from advisor.profile.identity import identities
from tests.checks.conftest import document


def _case(checking: Checking, *parts: str | list[list[str]]) -> Case:
    form = document(
        "申报书.docx", "数字经济产业创新中心申报书", [["申报单位", "滨海示例软件有限公司"]], *parts
    )
    licence = document("执照.docx", "营业执照", "名称：滨海示范软件有限公司", "登记机关：市行政审批服务局")
    return make_case((form, licence), checking=checking, policy=open_pack(), today=date(2025, 10, 15))


def test_a_condition_shows_the_words_that_meet_it(checking: Checking) -> None:
    words = "场地：专用场地1200平方米，位于公司院内。"
    rows = {row.name: row for row in conditions(_case(checking, "# 八、条件保障", words))}
    assert rows["场地"].outcome == "met"
    assert rows["场地"].quote == words
    assert rows["资金"].outcome == "missing"
    assert rows["场地"].clauses == ("4.3",)


def test_two_spellings_of_one_unit_disagree(checking: Checking) -> None:
    case = _case(checking)
    row = next(row for row in identities(case.profile) if row.name == "applicant")
    assert not row.agrees
    assert {spelling.value for spelling in row.spellings} == {"滨海示例软件有限公司", "滨海示范软件有限公司"}
