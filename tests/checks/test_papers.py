"""Papers that are no application: nothing is an error but that required material is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_PAPERS: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "papers.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


@pytest.mark.parametrize("name", _PAPERS)
def test_a_paper_of_another_kind_raises_no_error(check: Check, name: str) -> None:
    report = check(document(name, *_PAPERS[name]), stage=None, year=None)
    errors = [f"{f.check}: {f.message}" for f in report.findings if f.level == "error"]
    assert [error for error in errors if not error.startswith("package.material-missing")] == []


def test_the_programme_itself_raises_no_error(check: Check) -> None:
    from advisor.settings import settings

    plan = settings().knowledge / "sd-digital-platform" / "policy" / "plan.txt"
    lines = [line.strip() for line in plan.read_text(encoding="utf-8").splitlines() if line.strip()]
    report = check(document("工作方案.docx", *lines), stage=None, year=None)
    assert [f.message for f in report.findings if f.level == "error"] == []


@pytest.mark.parametrize("title", ["关于选拔基层农技人员的通知", "报送要求说明"])
def test_a_list_of_what_is_asked_for_is_none_of_it(check: Check, title: str) -> None:
    lines = [
        title,
        "各县（市、区）有关单位：",
        "报送下列材料：",
        "1.申请表",
        "2.承诺书",
        "3.审核表",
        "（联系人：王样例）",
    ]
    (file,) = check(document("a.docx", *lines), stage=None, year=None).files
    assert file.material is None


@pytest.mark.parametrize("title", ["技术合同审核表", "公务用车审批表"])
def test_a_form_of_another_office_is_no_recommendation(check: Check, title: str) -> None:
    paper = document("a.docx", title, [["申请单位", "样例厂"], ["审核意见", "同意"]])
    (file,) = check(paper, stage=None, year=None).files
    assert file.material != "recommendation"


def test_without_an_applicant_no_name_is_a_strangers(check: Check) -> None:
    lines = [
        "述职报告",
        "本人作为山东样例机电股份有限公司独立董事，忠实履行职责。",
        "山东样例机电股份有限公司完成年度目标。",
    ]
    found = check(document("a.docx", *lines), stage="application", track="lab").findings
    assert not [f for f in found if f.check == "consistency.leftover-name"]


def test_other_words_for_the_notice_of_a_change(check: Check) -> None:
    for title in ("登记变更通知书", "合并及注销登记证明（摘录）", "关于样例学院更名为样例大学的通知（摘录）"):
        (file,) = check(document("a.docx", title, "准予变更登记。", "登记机关：样例局"), stage="change").files
        assert file.material == "registration-notice", title
