"""Nearness: a question's words against the nearest words of a text; the second look at the best texts."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.retrieval.closer import look
from advisor.retrieval.fusion import LONG, brevity, settle
from advisor.retrieval.nearness import Nearness
from advisor.retrieval.static import built_in
from advisor.retrieval.words import WordIndex

SAME = "出租房屋倒塌造成损害的，由所有人承担侵权责任。"
OTHER = "森林防火期内禁止在林区野外用火。"
TEXTS = [SAME, OTHER, "发票应当按照规定的时限开具。", "企业应当按时报送统计资料。"]


@pytest.fixture(scope="module")
def words() -> WordIndex:
    return WordIndex.of(TEXTS)


def test_everyday_words_come_near_to_the_texts_own(words: WordIndex) -> None:
    shares = Nearness("租的房子塌了把人砸伤", words, built_in()).shares(TEXTS)
    assert shares.argmax() == 0
    assert ((shares >= 0) & (shares <= 1)).all()


def test_a_text_that_has_every_word_is_as_near_as_can_be(words: WordIndex) -> None:
    assert Nearness(OTHER, words, built_in()).shares([OTHER])[0] == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("asked", ["", "？！", "怎么办"])
def test_a_question_about_nothing_is_near_to_nothing(asked: str, words: WordIndex) -> None:
    assert not Nearness(asked, words, built_in()).shares(TEXTS).any()


def test_a_text_without_a_word_is_near_to_nothing(words: WordIndex) -> None:
    assert list(Nearness("森林防火期", words, built_in()).shares(["", "。"])) == [0, 0]


def test_brevity_falls_with_length_and_never_below_nothing() -> None:
    shares = brevity([1, 20, 400, LONG, 10 * LONG])
    assert shares[0] == 1
    assert list(shares) == sorted(shares, reverse=True)
    assert shares[-1] == shares[-2] == 0


def test_what_speaks_for_a_text_is_told_for_the_chosen_places(words: WordIndex) -> None:
    query, close = "房子倒塌谁来赔", np.array([2, 0])
    model = built_in()
    dense = model.encode(TEXTS) @ model.encode([query])[0]
    closer = look(query, [TEXTS[2], TEXTS[0]], words, words.shares(query), dense, close)
    assert closer.table.shape == (2, 7)
    assert (closer.table >= 0).all()
    assert settle(closer).argmax() == 1
