"""A strange name where papers of others name the applicant or its platform, and names that stand elsewhere lawfully."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.checks.own_places import likely
from advisor.pack.load import open_pack
from tests.checks.conftest import Check, document
from training.own_places import fit, report, rows_of

_FORM = [
    "数字经济产业创新中心申报书",
    [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
]


def test_sentences_of_hands_that_were_not_learnt() -> None:
    rows = rows_of(Path(open_pack().folder))
    held = {"writer1", "writer3"}
    found = report([r for r in rows if r.hand in held], *fit([r for r in rows if r.hand not in held]))
    assert found["own"] == 601
    assert found["told"] >= 0.55 * found["own"]
    assert found["told falsely"] <= 0.09 * found["other"]


@pytest.mark.parametrize(
    ("kind", "left", "right", "own"),
    [
        ("recommendation", "我局同意", "更名，请予备案", True),
        ("main", "本报告内容和数据真实，由", "负责", True),
        ("main", "2024年销售310台，其中", "采购26台", False),
        ("main", "研究生6名（与", "联合培养）", False),
    ],
)
def test_a_place_is_the_applicants_or_not(kind: str, left: str, right: str, own: bool) -> None:
    assert (likely(kind, left, right) >= 0.75) is own


def _told(check: Check, form: list[str], letter: str | None = None) -> list[tuple[str, str]]:
    papers = [document("申报书.docx", *_FORM, *form)]
    if letter:
        papers.append(document("推荐函.docx", "推荐函", letter, "滨海市工业和信息化局", "2025年9月20日"))
    found = check(*papers, track="center").findings
    return [(f.level, f.quote) for f in found if f.check == "consistency.leftover-name"]


@pytest.mark.parametrize(
    ("form", "letter"),
    [
        (["# 一、组织管理", "蒙阴职教中心2025年6月发文成立中心管理办公室，下设三个组。"], None),
        (["# 五、承诺", "以上内容和数据真实，由莒州人民医院负责。"], None),
        (["# 一、组织管理", "搬迁共9天，不影响深远海养殖工船创新实验室的年度任务。"], None),
        (
            ["# 一、概况", "公司主营港口软件。"],
            "经审核，滨海示例软件有限公司材料真实，同意推荐泰山机电工程学校。",
        ),
    ],
)
def test_a_name_nothing_explains_is_asked_about(check: Check, form: list[str], letter: str | None) -> None:
    assert _told(check, form, letter)


@pytest.mark.parametrize(
    "form",
    [
        ["# 二、合作", "由莒州人民医院提供场景数据，双方签有协议。"],
        ["# 二、市场", "2024年销售310台，其中蓬莱云阶葡萄酒有限公司采购26台。"],
        ["# 二、团队", "负责人2015年入职滨海示例软件有限公司，此前在蒙阴职教中心任教。"],
        ["# 二、基础", "公司另建有深海装备省级重点实验室，人员、场地与本中心分开。"],
        ["# 二、管理", "中心印发章程，公布后按章程运行，全部纳入公司固定资产管理。"],
        ["# 二、研发", "虚拟化平台由信息中心维护，线上学习平台向员工开放。"],
    ],
)
def test_names_that_stand_elsewhere_are_not(check: Check, form: list[str]) -> None:
    assert not _told(check, form)
