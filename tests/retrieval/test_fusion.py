"""Fusion: both lists evenly, then by how much of the question a text accounts for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.retrieval.fusion import Closer, both, fuse, lead, settle

TEXTS = 200
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


def scores(background: float, **best: float) -> np.ndarray:
    """Scores of TEXTS texts: nearly even, except those named `at_PLACE`."""
    made = background * np.linspace(0.9, 1.0, TEXTS)
    for place, score in best.items():
        made[int(place.removeprefix("at_"))] = score
    return made


def test_a_text_that_says_it_overtakes_one_that_is_only_near() -> None:
    fused = fuse(scores(0.1, at_3=0.6, at_7=0.5), scores(0.2, at_7=0.9))
    assert fused.argmax() == 7
    lexical, dense = both(scores(0.1, at_3=0.6, at_7=0.5), scores(0.2, at_7=0.9))
    covered, literal, even = np.zeros(TEXTS), np.zeros(TEXTS), np.full(TEXTS, 0.5)
    covered[3], covered[7], literal[3] = 0.9, 0.4, 0.6
    assert settle(Closer(lexical, dense, even, covered, literal, even, even)).argmax() == 3


def test_without_a_word_in_common_the_dense_order_stands() -> None:
    dense = scores(0.2, at_7=0.9, at_9=0.8)
    assert list(np.argsort(-fuse(np.zeros(TEXTS), dense))[:2]) == [7, 9]


def test_without_meaning_the_lexical_order_stands() -> None:
    lexical = scores(0.1, at_3=0.6, at_5=0.5)
    assert list(np.argsort(-fuse(lexical, np.zeros(TEXTS)))[:2]) == [3, 5]


def test_a_text_first_in_both_lists_is_first() -> None:
    assert fuse(scores(0.1, at_3=0.2), scores(0.1, at_3=0.5)).argmax() == 3


def test_the_lead_is_of_the_best_over_the_tenth() -> None:
    assert lead(scores(0.1, at_3=0.5)) > lead(scores(0.5, at_3=0.55)) > 0
    assert lead(np.zeros(TEXTS)) == 0


def test_scores_of_different_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="different texts"):
        fuse([0.1, 0.2], [0.3])


def test_nothing_to_rank_is_nothing() -> None:
    assert fuse([], []).shape == (0,)


@given(SHARES, st.randoms(use_true_random=False))
def test_better_in_both_lists_is_never_worse_fused(shares: list[float], chance) -> None:  # type: ignore[no-untyped-def]
    lexical = np.array(shares)
    dense = np.array([chance.random() for _ in shares])
    fused = fuse(lexical, dense)
    better = (lexical[:, None] >= lexical) & (dense[:, None] >= dense)
    assert np.isfinite(fused).all()
    assert (fused[:, None] >= np.where(better, fused, -1.0) - 1e-12).all()
