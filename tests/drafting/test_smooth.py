"""A model only smooths: what changes a number, a name or the sense is dropped, and a silent model changes nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from advisor import service
from tests.drafting.test_platform import EXAMPLES
from tests.drafting.trail import body

STATED = "引进人才4人，培养人才7人。"


class Rewriter(BaseChatModel):
    """Gives every numbered sentence back, one of them in other words."""

    worded: str

    @property
    def _llm_type(self) -> str:
        return "rewriter"

    def _generate(self, messages: list[Any], *args: Any, **options: Any) -> ChatResult:
        lines = [line for line in str(messages[0].content).splitlines() if re.match(r"\d+\. ", line)]
        said = "\n".join(lines).replace(STATED, self.worded) if self.worded else ""
        return ChatResult(generations=[ChatGeneration(message=AIMessage(said))])


def drafted(worded: str, tmp_path: Path) -> tuple[str, str]:
    out, facts = tmp_path / "报告.docx", EXAMPLES / "annual-lab.yaml"
    made = service.draft(
        "annual", out=out, facts=facts, today=date(2026, 2, 1), model=Rewriter(worded=worded)
    )
    return "\n".join(body(out)), "\n".join(made.notes)


@pytest.mark.parametrize(
    "worded",
    ["引进人才5人，培养人才7人。", "引进高端人才4人，培养人才7人。", "引进人才4人，成效显著，培养人才7人。"],
)
def test_a_sentence_that_says_something_else_is_dropped(worded: str, tmp_path: Path) -> None:
    text, notes = drafted(worded, tmp_path)
    assert STATED in text
    assert worded not in text
    assert "句退回" in notes


def test_a_sentence_that_says_the_same_is_taken(tmp_path: Path) -> None:
    worded = "引进人才4人；培养人才7人。"
    text, notes = drafted(worded, tmp_path)
    assert worded in text
    assert "改写 1 句" in notes


def test_a_model_that_says_nothing_changes_nothing(tmp_path: Path) -> None:
    text, notes = drafted("", tmp_path)
    assert STATED in text
    assert "改写 0 句" in notes
