"""The pipeline of one question."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock

from advisor.answer.compose import compose
from advisor.answer.decide import Decision, decide
from advisor.answer.route import Route
from advisor.answer.understand import Turn, Understanding, understand
from advisor.domain import Answer, Passage, Trace
from advisor.pack.model import Pack
from advisor.retrieval.index import PackIndex


def answer(
    question: str,
    pack: Pack,
    today: date,
    history: Sequence[Turn] = (),
    sheet: Mapping[str, str] | None = None,
    identity: str | None = None,
    route: Route | None = None,
) -> Answer:
    """Answer one question from the pack; the same question on the same day gets the same answer.

    With `route` the question is taken for one of that kind (used to learn the routes).
    """
    began = time.perf_counter()
    index = index_of(pack)
    asked = understand(question, pack, today, history, sheet)
    decision = decide(asked, pack, index, today, route)
    draft = compose(asked, decision, pack)
    return Answer(
        schema=1,
        id=identity,
        question=question,
        answer=draft.text,
        citations=tuple(draft.citations),
        refused=draft.refusal is not None,
        refusal=draft.refusal,
        verdict=decision.verdict if decision.mode == "case" else None,
        platform=decision.track,
        ask_back=tuple(draft.ask_back),
        facts=tuple(asked.facts.values()),
        trace=_trace(asked, decision, began),
    )


_INDEXES: dict[int, tuple[Pack, PackIndex]] = {}
_MAKING = Lock()


def index_of(pack: Pack) -> PackIndex:
    """The pack's index, built on its first question. Who asks while it is being built waits for that one."""
    with _MAKING:
        if not is_ready(pack):
            _INDEXES[id(pack)] = (pack, PackIndex(pack))
        return _INDEXES[id(pack)][1]


def is_ready(pack: Pack) -> bool:
    """Whether the pack's index is built, so that a question is answered at once."""
    held = _INDEXES.get(id(pack))
    return held is not None and held[0] is pack


def _trace(asked: Understanding, decision: Decision, began: float) -> Trace:
    return Trace(
        model=None,
        elapsed_ms=round((time.perf_counter() - began) * 1000),
        passages=tuple(
            Passage(clause=hit.clauses[0] if hit.clauses else hit.id, score=round(hit.score, 4))
            for hit in decision.hits
        ),
        notes=(f"mode={decision.mode}", *(f"{hit.kind}:{hit.id}={hit.score:.2f}" for hit in decision.chosen)),
    )
