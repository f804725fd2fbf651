"""Scoring answers against a question set: an answer is true when all that is asked of it holds.

A set is JSON lines, or YAML whose word groups ($name) stand in `words.yaml` beside it. Comparison ignores white space,
case and full or half width.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from advisor.domain import Answer
from advisor.errors import InputError
from ingest.document import Frozen

_AS_GOOD = {"unclear": "needs_info"}


class Question(Frozen):
    """One question with what its answer must and must not hold."""

    id: str
    q: str
    type: str = "fact"
    history: tuple[dict[str, str], ...] = ()
    clauses: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    verdict: str | None = None
    verdict_alt: tuple[str, ...] = ()
    platform: str | None = None
    refuse: bool = False
    note: str = ""


class Score(Frozen):
    """Answers true and asked, by type, the kinds of fault, and the questions that failed with their faults."""

    true: int = 0
    asked: int = 0
    by_type: dict[str, tuple[int, int]] = Field(default_factory=dict)
    faults: dict[str, int] = Field(default_factory=dict)
    failed: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    @property
    def share(self) -> float:
        """True answers among those asked, 0 to 1."""
        return self.true / self.asked if self.asked else 0.0


def read_questions(path: Path) -> list[Question]:
    """The questions of a file. Raises InputError naming the line or item that cannot be used."""
    if not path.is_file():
        raise InputError(f"找不到问题集 {path}")
    rows = _yaml_rows(path) if path.suffix in {".yaml", ".yml"} else _json_rows(path)
    questions = []
    for number, row in enumerate(rows, start=1):
        try:
            questions.append(Question.model_validate({k: v for k, v in row.items() if v is not None}))
        except (ValidationError, AttributeError) as error:
            raise InputError(f"{path} 第 {number} 题写法不对") from error
    return questions


def evaluate(questions: Sequence[Question], ask: Callable[[Question], Answer]) -> Score:
    """Ask every question and score the answers."""
    by_type: dict[str, tuple[int, int]] = {}
    kinds: Counter[str] = Counter()
    failed = []
    for question in questions:
        faults = faults_of(question, ask(question))
        good, asked = by_type.get(question.type, (0, 0))
        by_type[question.type] = (good + (not faults), asked + 1)
        kinds.update(fault.split(":")[0] for fault in faults)
        if faults:
            failed.append((question.id, question.q, tuple(faults)))
    return Score(
        true=len(questions) - len(failed),
        asked=len(questions),
        by_type=by_type,
        faults=dict(kinds),
        failed=tuple(failed),
    )


def faults_of(gold: Question, got: Answer) -> list[str]:
    """Every way in which the answer falls short, as short words; empty when it is true."""
    text = _plain(got.answer)
    faults = [] if text else ["no-answer"]
    faults += ["fact" for group in gold.any_of if not any(_plain(word) in text for word in group)][:1]
    faults += ["forbidden" for words in gold.must_not if _plain(words) in text][:1]
    if got.refused != gold.refuse:
        faults.append("refused" if got.refused else "not-refused")
    if gold.verdict:
        outcome = got.verdict.outcome if got.verdict else None
        wanted = {_AS_GOOD.get(word, word) for word in (gold.verdict, *gold.verdict_alt)}
        if _AS_GOOD.get(outcome or "", outcome) not in wanted:
            faults.append(f"verdict:{outcome}")
    if gold.platform and gold.type == "which_type" and got.platform != gold.platform:
        faults.append(f"platform:{got.platform}")
    if gold.clauses and not gold.refuse and not _cites(gold.clauses[0], got):
        faults.append("clause")
    return faults


def _cites(main: str, got: Answer) -> bool:
    cited = [citation.clause.split("/", 1)[-1] for citation in got.citations]
    return any(path == main or path.startswith(f"{main}.") or main.startswith(f"{path}.") for path in cited)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _json_rows(path: Path) -> list[Any]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise InputError(f"{path}:{number}: 不是 JSON（{error.msg}）") from error
    return rows


def _yaml_rows(path: Path) -> list[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        words_file = path.with_name("words.yaml")
        words = (
            yaml.load(words_file.read_text(encoding="utf-8"), Loader=loader) if words_file.is_file() else {}
        )
    except yaml.YAMLError as error:
        raise InputError(f"{path}: YAML 写法有误（{error}）") from error
    return [_with_words(row, words, path) for row in rows or []]


def _with_words(row: Any, words: dict[str, list[str]], path: Path) -> Any:
    def group(item: Any) -> Any:
        if not (isinstance(item, str) and item.startswith("$")):
            return item
        if item[1:] not in words:
            raise InputError(f"{path}: 词组 {item} 不在 words.yaml 里")
        return words[item[1:]]

    if isinstance(row, dict):
        row = {
            **row,
            "any_of": [group(item) for item in row.get("any_of", ())],
            "must_not": group(row.get("must_not", [])),
        }
    return row
