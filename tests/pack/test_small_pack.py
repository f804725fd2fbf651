"""The smallest pack, a text and a title, answers from its text and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.answer.ask import answer
from advisor.lint import lint
from advisor.pack.load import load_pack
from advisor.pack.model import Pack

TEXT = """第一章 总则
第一条 为规范项目管理，制定本办法。
第二条 申请单位应当符合下列条件：
（一）注册满两年；
（二）上年度营业收入不低于五百万元。
第三条 申请材料于每年六月三十日前报送县级主管部门。
"""
PACK = """id: mini
title: 某项目管理办法
short: 办法
issuer: 某厅
ask_whom: 请向受理部门咨询
documents:
  - {file: policy/plan.txt, title: 某项目管理办法}
"""


@pytest.fixture
def mini(tmp_path: Path) -> Pack:
    folder = tmp_path / "mini"
    (folder / "policy").mkdir(parents=True)
    (folder / "policy/plan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    return load_pack(folder)


@pytest.mark.parametrize(
    ("question", "clause"),
    [("注册要满几年", "2.1"), ("营业收入最低多少", "2.2"), ("材料报送给哪个部门", "3")],
)
def test_it_answers_in_the_words_of_its_text(mini: Pack, question: str, clause: str) -> None:
    got = answer(question, mini, date(2026, 11, 23))
    assert not got.refused
    assert got.citations[0].clause == f"mini/{clause}"
    assert got.citations[0].quote in got.answer


def test_what_is_not_there_is_refused(mini: Pack) -> None:
    got = answer("今天天气怎么样", mini, date(2026, 11, 23))
    assert got.refused
    assert "受理部门" in got.answer


def test_it_has_no_faults(mini: Pack) -> None:
    assert lint(mini) == []
