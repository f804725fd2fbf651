"""Which entry the words of a question speak for, learnt from typical questions."""

from __future__ import annotations

import numpy as np

from advisor.retrieval.subject import Subjects

TEXTS = [list(text) for text in ("名称怎么起", "名字怎么起好", "钱给多少", "给多少钱呢", "名称多长")]
OWNERS = [0, 0, 2, 2, 0]


def test_words_of_an_entry_speak_for_it() -> None:
    distances = Subjects.of(TEXTS, OWNERS, 3).distances(list("起个名字"))
    assert distances[0] == 0
    assert distances[2] < -1
    assert np.isnan(distances[1])  # nothing was asked of it


def test_a_question_of_unknown_words_speaks_for_none() -> None:
    distances = Subjects.of(TEXTS, OWNERS, 3).distances(["zebra"])
    assert list(distances[[0, 2]]) == [0, 0]


def test_how_many_questions_an_entry_has_says_nothing() -> None:
    """Twenty more questions about names in the same words do not draw a question about money to names."""
    many = Subjects.of(TEXTS + [list("名称怎么起")] * 20, OWNERS + [0] * 20, 3)
    assert many.distances(list("钱多少"))[2] == 0
