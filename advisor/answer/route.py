"""Whether a question wants a judgement of the asker's case, the choice of a type, a point of the text, or a point the text does
not set.

Learnt, not set by hand: a linear softmax over the signals of `signals.py`, with weights in route.json that `training.route`
fits to the question sets and stories of the packs. A route that nothing was told for is never taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from advisor.answer.fit import SPOKEN, Ranking
from advisor.answer.signals import FOUND, TELLING, signals_of
from advisor.answer.understand import Understanding
from advisor.domain import Verdict
from advisor.pack.model import Pack
from advisor.retrieval.index import Hit

Route = Literal["case", "which", "point", "silent"]
FAR = 0.3
"""the share of the score of a point the text does not set below which what it says is no answer"""
SURE = 0.5
"""the share from which a question is worded almost like a typical one"""
_NO_CASE = frozenset({"kept", "partner"})
"""Intents that ask of no application of the asker's: of a platform approved and changed since (评上以后搬到外省), of being
a partner in somebody else's."""
ROUTES: tuple[Route, ...] = ("case", "which", "point", "silent")


def route_of(
    asked: Understanding, pack: Pack, hits: Sequence[Hit], verdict: Verdict, ranking: Sequence[Ranking]
) -> Route:
    """The likeliest route among those that something was told for."""
    names, weights = _learnt()
    signals = signals_of(asked, pack, hits, verdict, ranking)
    scores = weights @ np.asarray([signals.get(name, 0.0) for name in names])
    open_routes = possible(asked, pack, hits, ranking)
    return max(open_routes, key=lambda route: float(scores[ROUTES.index(route)]))


def possible(
    asked: Understanding, pack: Pack, hits: Sequence[Hit], ranking: Sequence[Ranking]
) -> tuple[Route, ...]:
    """A case needs facts and no intent of `_NO_CASE`, a choice of type some work that is told, a silence an entry that tells
    of it, a point of the text one that is not far behind such a silence."""
    routes: list[Route] = []
    told = (asked.own or asked.beside) and not asked.intents & _NO_CASE
    if told and not _only_mentions_itself(asked, pack, hits):
        routes.append("case")
    if ranking and ranking[0].score >= SPOKEN:
        routes.append("which")
    silent = max((hit.score for hit in hits if hit.kind == "silence"), default=0.0)
    telling = max((hit.score for hit in hits if hit.kind in TELLING), default=0.0)
    if silent >= FOUND:
        routes.append("silent")
    if "silent" not in routes or telling >= max(FOUND, silent * FAR):
        routes.append("point")
    return tuple(routes)


def _only_mentions_itself(asked: Understanding, pack: Pack, hits: Sequence[Hit]) -> bool:
    """Whether the asker says no more of itself than what kind of unit it is, does not ask to apply, and asks almost in the
    words of an entry (实验室名字能用我们公司简称吗)."""
    kind = {name for spec in pack.facts if spec.unit for name in (spec.name, spec.unit)}
    mentions = asked.own <= kind and not asked.beside and "apply" not in asked.intents
    return mentions and bool(hits) and hits[0].kind in {"guide", "silence"} and hits[0].score >= SURE


@lru_cache(maxsize=1)
def _learnt() -> tuple[tuple[str, ...], np.ndarray]:
    """Names of the signals and the weights, one row a route."""
    learnt = json.loads(Path(__file__).with_name("route.json").read_text(encoding="utf-8"))
    return tuple(learnt["signals"]), np.asarray(learnt["weights"])
