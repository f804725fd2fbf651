"""The example questions of every pack lead to an answer with its clause: a first click must not disappoint."""

from __future__ import annotations

import pytest

from advisor import service
from advisor.pack import open_pack
from advisor.pack.load import pack_names

EXAMPLES = [(name, ask) for name in pack_names() for group in open_pack(name).examples for ask in group.asks]


@pytest.mark.parametrize(("pack", "ask"), EXAMPLES)
def test_an_example_is_answered_with_its_clause(pack: str, ask: str) -> None:
    answer = service.ask(ask, pack=pack)
    assert not answer.refused
    assert answer.citations
