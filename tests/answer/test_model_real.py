"""The same truth with a real model, however poor: runs when ADVISOR_TEST_MODEL_URL names one (docs/models.md)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from langchain_core.language_models import BaseChatModel

from advisor import service
from advisor.agreement import differences, marks, sentences, unmarked
from advisor.answer.model import writer_of
from advisor.evaluate import Question, faults_of, read_questions
from advisor.pack import open_pack
from advisor.settings import Settings

TODAY = date(2025, 3, 31)
QUESTIONS = [
    "实验室要和两所高校联合申报，最多几家？",
    "平台有效期几年？",
    "个体工商户能申报吗",
    "我们是济南的一家软件企业，独立法人，没出过事故，能申报吗？",
]


SETS = Path("knowledge/sd-digital-platform/evaluation")
SAMPLE = read_questions(SETS / "twentyfourth.yaml")[::12]


@pytest.fixture(scope="module")
def local_model() -> BaseChatModel:
    """The chat model at ADVISOR_TEST_MODEL_URL."""
    url = os.environ.get("ADVISOR_TEST_MODEL_URL")
    if not url:
        pytest.skip("ADVISOR_TEST_MODEL_URL is not set")
    writer = writer_of(os.environ.get("ADVISOR_TEST_MODEL", "any"), Settings(model_url=url))
    return cast("BaseChatModel", writer and writer.chat)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_real_model_changes_words_only(question: str, local_model: BaseChatModel) -> None:
    composed = service.ask(question, today=TODAY, model="none")
    worded = service.ask(question, today=TODAY, model=local_model)
    assert any(note.startswith("model: ") for note in worded.trace.notes)
    assert (worded.citations, worded.verdict, worded.refusal) == (
        composed.citations,
        composed.verdict,
        composed.refusal,
    )
    assert marks(worded.answer) == marks(composed.answer)
    pairs = zip(sentences(worded.answer), sentences(composed.answer), strict=True)
    assert [
        pair for pair in pairs if differences(unmarked(pair[0]), unmarked(pair[1]), open_pack().info.hedges)
    ] == []


@pytest.mark.parametrize("question", SAMPLE, ids=lambda question: question.id)
def test_what_is_true_does_not_depend_on_the_model(question: Question, local_model: BaseChatModel) -> None:
    composed = service.ask(question.q, history=question.history, today=TODAY, model="none")
    worded = service.ask(question.q, history=question.history, today=TODAY, model=local_model)
    assert faults_of(question, worded) == faults_of(question, composed)
