"""The two views beside the findings: conditions with their evidence, and who the submission says it is."""

from __future__ import annotations

from datetime import date

from advisor.checks.case import Case
from advisor.checks.conditions import conditions
from advisor.checks.run import make_case, report_of
from advisor.domain import Track
from advisor.pack.checking import Checking
from advisor.pack.load import open_pack
from advisor.profile.identity import identities
from ingest.document import Document
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


_COMPANY = "类型：有限责任公司"
_HOME = "住所：山东省潍坊市高新区软件园路1号"
_LICENCE = ("营业执照", "名称：滨海示例软件有限公司", _COMPANY, _HOME, "登记机关：市行政审批服务局")


def _outcomes(
    checking: Checking, form: Document, *others: Document, track: Track = "center"
) -> dict[str, str]:
    case = make_case(
        (form, *others), checking=checking, policy=open_pack(), today=date(2025, 10, 15), track=track
    )
    return {row.check: row.outcome for row in report_of(case).conditions}


def _form(*parts: str | list[list[str]]) -> Document:
    return document(
        "申报书.docx", "山东省数字经济创新平台申报书", [["申报单位", "滨海示例软件有限公司"]], *parts
    )


def test_a_certificate_shows_what_the_form_only_states(checking: Checking) -> None:
    stated = _form([["单位性质", "民营企业"], ["注册地址", "潍坊市高新区软件园路1号"]])
    alone = _outcomes(checking, stated)
    assert (alone["legal-person"], alone["registered-in-shandong"]) == ("person", "person")
    shown = _outcomes(checking, stated, document("执照.docx", *_LICENCE))
    assert (shown["legal-person"], shown["registered-in-shandong"]) == ("met", "met")


def test_a_certificate_without_its_line_shows_nothing_for_sure(checking: Checking) -> None:
    lines = [line for line in _LICENCE if line != _COMPANY]
    assert _outcomes(checking, _form(), document("执照.docx", *lines))["legal-person"] == "person"


def test_an_address_without_a_place_at_home_is_for_a_person(checking: Checking) -> None:
    lines = [line if line != _HOME else "住所：高新区软件园路1号" for line in _LICENCE]
    found = _outcomes(checking, _form(), document("执照.docx", *lines))
    assert found["registered-in-shandong"] == "person"


def test_what_is_not_in_the_material_is_missing_and_not_called_unmet(checking: Checking) -> None:
    joint = _form([["平台名称", "港口调度创新实验室"], ["联合建设单位", "滨海示范大学；滨海样例有限公司"]])
    found = _outcomes(checking, joint, track="lab")
    assert (found["no-fraud"], found["lead-unit"]) == ("missing", "missing")
    assert found["partner-limit"] == "met"


def test_a_part_that_holds_only_a_filler_meets_nothing(checking: Checking) -> None:
    empty = _form(
        "# 二、工作基础", "（待补充）", "# 三、组织管理", "设管理委员会，下设办公室和三个研究组，每月调度。"
    )
    found = _outcomes(checking, empty)
    assert (found["working-basis"], found["organisation"]) == ("missing", "met")


def test_a_row_of_a_credit_report_is_quoted(checking: Checking) -> None:
    credit = document(
        "信用报告.docx",
        "公共信用报告",
        "主体名称：滨海示例软件有限公司",
        [["严重失信名单", "未查询到相关记录"]],
    )
    case = make_case(
        (_form(), credit), checking=checking, policy=open_pack(), today=date(2025, 10, 15), track="center"
    )
    row = next(row for row in report_of(case).conditions if row.check == "no-major-violation")
    assert row.outcome == "person"
    assert "未查询到" in row.quote
