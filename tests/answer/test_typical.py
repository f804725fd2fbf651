"""Questions of the sets that became typical questions of the entry that answered them."""

from __future__ import annotations

import pytest

from advisor.pack import open_pack
from training.typical import entry_of, untaught


def test_what_the_sets_taught_can_be_left_out() -> None:
    pack = open_pack()
    left = untaught(pack)
    taught = sum(map(len, pack.questions.values())) - sum(map(len, left.questions.values()))
    assert taught > 1000
    assert all(set(asked) <= set(pack.questions[entry]) for entry, asked in left.questions.items())


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("有效期几年", "validity"),
        ("我们是济南的公司，能报实验室吗", None),  # a case is judged, no entry answers it
        ("实验室的名字怎么起；有效期几年", None),  # two
    ],
)
def test_only_a_question_answered_by_one_entry_teaches(question: str, entry: str | None) -> None:
    assert entry_of(question, untaught(open_pack())) == entry
