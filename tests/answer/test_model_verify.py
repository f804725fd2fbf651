"""What a model may make of a sentence, and every lie that must be struck; the sentences are data beside this file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.answer.verify import Wording, objections, wording_of
from advisor.answer.word import Statement, take_apart
from advisor.criteria import fill
from advisor.pack import open_pack

FOLDER = Path(__file__).parent / "wordings"
PACK = open_pack()
SHIFTS: tuple[tuple[str, str], ...] = (
    (r"不(?=超过|得|能|符合)", ""),
    (r"应(?!用|急|对)", "可以"),
    (r"可以", "必须"),
    (r"原则上|左右|视情|鼓励|争取", ""),
    (r"\d+(?=[个年])", "7"),
    (r"没有|无(?=[^论])", "有"),
    (r"省工业和信息化厅", "市工业和信息化局"),
    (r"取消", "保留"),
    (r"三年内|\d年内", "期间"),
    (r"$", "，不符合的也可以申报"),
    (r"^", "一般来说，"),
    (r"[、，](?=[^、，]+$)", "，2026年6月30日前，"),
)


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return cases


def _objections(worded: str, case: dict[str, Any]) -> list[str]:
    clauses = [clause for path in case["clauses"] if (clause := PACK.clause(path))]
    return objections(worded, case["stated"], clauses, wording_of(PACK))


LIES = [(case, lie) for case in _cases("lies.yaml") for lie in case["lies"]]
FAIR = [(case, worded) for case in _cases("fair.yaml") for worded in case["worded"]]


@pytest.mark.parametrize(("case", "lie"), LIES, ids=lambda each: str(each.get("worded", ""))[-24:])
def test_a_lie_is_struck_and_named(case: dict[str, Any], lie: dict[str, str]) -> None:
    assert lie["why"] in "，".join(_objections(lie["worded"], case))


@pytest.mark.parametrize(("case", "worded"), FAIR)
def test_a_fair_wording_stands(case: dict[str, Any], worded: str) -> None:
    assert _objections(worded, case) == []


def test_without_words_that_may_vary_only_the_sentence_itself_stands() -> None:
    stated = "创新平台有效期为3年，期满重新认定"
    assert objections(stated, stated, [], Wording()) == []
    assert objections(stated.replace("为", "是"), stated, [], Wording()) != []


def _statements() -> list[Statement]:
    """Every statement the pack can make that a model may be shown."""
    texts = [text for guide in PACK.guides for text in (guide.text, guide.correction)]
    texts += [text for row in PACK.criteria for text in row.because.values()]
    texts += [silence.nearest for silence in PACK.silences]
    pieces = [piece for text in texts for piece in take_apart(fill(text, PACK), PACK)]
    return [piece for piece in pieces if isinstance(piece, Statement)]


STATEMENTS = _statements()


def test_every_statement_may_stand_as_it_is() -> None:
    wording = wording_of(PACK)
    assert [s.text for s in STATEMENTS if objections(s.text, s.text, s.clauses, wording)] == []


@pytest.mark.parametrize(("pattern", "lie"), SHIFTS)
def test_the_same_lie_is_struck_in_every_statement(pattern: str, lie: str) -> None:
    wording = wording_of(PACK)
    changed = [(s, re.sub(pattern, lie, s.text, count=1)) for s in STATEMENTS if re.search(pattern, s.text)]
    lies = [(s, worded) for s, worded in changed if worded != s.text]
    assert lies
    assert [worded for s, worded in lies if not objections(worded, s.text, s.clauses, wording)] == []
