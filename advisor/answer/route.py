"""Whether a question wants a judgement of the asker's case, the choice of a type, or a point of the text.

Learnt, not set by hand: a linear softmax over the signals below, with weights in route.json that `training.route` fits to
the question sets and stories of the packs. A route that nothing was told for is never taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from advisor.answer.fit import TELLS, Ranking
from advisor.answer.language import ABOUT_RULE, ASIDE, DOUBTED, MINE, WANTS, YES_NO
from advisor.answer.understand import Understanding, intents_of
from advisor.domain import CriterionVerdict, Fact, Verdict
from advisor.pack.model import Pack
from advisor.retrieval.index import Hit

Route = Literal["case", "which", "point"]
ROUTES: tuple[Route, ...] = ("case", "which", "point")
BESIDE = 4
"""facts told beyond a condition that stands alone from which the whole case is judged"""
SHORT = 16
"""characters below which a part is a question and tells nothing"""
_INTENTS = (
    "apply",
    "which",
    "self",
    "assertion",
    "joint",
    "several",
    "expiry",
    "change",
    "naming",
    "awarded",
)
_PAIRS = (
    ("apply", "settled"),
    ("apply", "self"),
    ("apply", "wants"),
    ("apply", "told"),
    ("apply", "best"),
    ("self", "settled"),
    ("self", "told"),
    ("self", "best"),
    ("wants", "settled"),
    ("wants", "told"),
    ("wants", "best"),
    ("assertion", "settled"),
    ("assertion", "told"),
    ("assertion", "self"),
    ("which", "fits"),
    ("which", "self"),
    ("which", "tracks"),
    ("which", "told"),
    ("best", "told"),
    ("best", "settled"),
    ("silence", "wants"),
    ("silence", "settled"),
    ("silence", "apply"),
    ("yes_no", "settled"),
    ("yes_no", "told"),
    ("yes_no", "self"),
    ("alone", "yes_no"),
    ("alone", "wants"),
    ("about_rule", "settled"),
    ("about_rule", "settled_many"),
    ("wants", "settled_many"),
    ("about_rule", "mine"),
    ("about_rule", "apply"),
    ("last_rule", "told"),
    ("aside", "told"),
    ("aside", "apply"),
    ("or", "tracks_many"),
    ("or", "which"),
    ("last_apply", "mine"),
    ("last_apply", "last_rule"),
    ("last_which", "fits"),
    ("last_which", "tracks"),
    ("mine", "told"),
    ("mine", "settled"),
    ("event", "wants"),
    ("event", "apply"),
    ("event", "last_apply"),
    ("follows", "told"),
    ("no_parts", "settled"),
    ("no_parts", "told"),
    ("last_apply", "settled"),
    ("last_apply", "told"),
    ("last_wants", "settled"),
    ("last_wants", "told"),
)


def route_of(
    asked: Understanding, pack: Pack, hits: Sequence[Hit], verdict: Verdict, ranking: Sequence[Ranking]
) -> Route:
    """The likeliest route among those that something was told for."""
    names, weights = _learnt()
    signals = signals_of(asked, pack, hits, verdict, ranking)
    scores = weights @ np.asarray([signals.get(name, 0.0) for name in names])
    open_routes = possible(asked, ranking)
    return max(open_routes, key=lambda route: float(scores[ROUTES.index(route)]))


def possible(asked: Understanding, ranking: Sequence[Ranking]) -> tuple[Route, ...]:
    """A case needs facts of the asker, a choice of type some word of what the types are for."""
    routes: list[Route] = ["point"]
    if asked.own or asked.beside:
        routes.append("case")
    if ranking and ranking[0].score >= 2:
        routes.append("which")
    return tuple(routes)


@lru_cache(maxsize=1)
def _learnt() -> tuple[tuple[str, ...], np.ndarray]:
    """Names of the signals and the weights, one row a route."""
    learnt = json.loads(Path(__file__).with_name("route.json").read_text(encoding="utf-8"))
    return tuple(learnt["signals"]), np.asarray(learnt["weights"])


def signals_of(
    asked: Understanding, pack: Pack, hits: Sequence[Hit], verdict: Verdict, ranking: Sequence[Ranking]
) -> dict[str, float]:
    """What the route is chosen by, each about 0 to 1; products of two are named `a*b`."""
    signals = {
        "bias": 1.0,
        **{name: float(name in asked.intents) for name in _INTENTS},
        **_wording(asked, pack),
        **_facts(asked, pack, verdict),
        **_found(hits),
        **_types(asked, ranking),
    }
    return signals | {f"{a}*{b}": signals[a] * signals[b] for a, b in _PAIRS} | _together(signals)


def _together(signals: dict[str, float]) -> dict[str, float]:
    """What only counts together: a verdict is asked for, something was told, and no detail is wanted."""
    plain = not (signals["wants"] or signals["about_rule"] or signals["aside"])
    asks = bool(signals["apply"])
    return {
        "judged": float(asks and plain and bool(signals["settled"])),
        "judged_told": float(asks and plain and bool(signals["told_any"])),
        "told_unlike": float(asks and plain and bool(signals["told_any"]) and signals["best"] < 0.35),
        "unmet_told": float(plain and bool(signals["unmet"]) and bool(signals["no_parts"])),
        "settled_own": float(plain and bool(signals["settled"]) and bool(signals["mine"])),
        "alone_plain": float(plain and bool(signals["alone"])),
        "two_settled": float(bool(signals["settled"]) and bool(signals["told_two"])),
        "which_plain": float(bool(signals["which"]) and not signals["about_rule"] and not signals["settled"]),
    }


def _wording(asked: Understanding, pack: Pack) -> dict[str, float]:
    last = asked.parts[-1] if asked.parts else asked.text[-SHORT:]
    late = intents_of(last, pack)
    return {
        "wants": float(bool(WANTS.search(asked.text))),
        "yes_no": float(bool(YES_NO.search(asked.text))),
        "doubted": float(bool(DOUBTED.search(asked.text))),
        "about_rule": float(bool(ABOUT_RULE.search(asked.text))),
        "last_rule": float(bool(ABOUT_RULE.search(last))),
        "mine": float(bool(MINE.search(asked.text))),
        "aside": float(bool(ASIDE.search(asked.text))),
        "or": float("还是" in asked.text or " or " in asked.text),
        "last_wants": float(bool(WANTS.search(last))),
        "last_apply": float("apply" in late),
        "last_which": float("which" in late),
        "length": min(len(asked.text) / 100, 2.0),
        "parts": min(len(asked.parts), 4) / 4,
        "no_parts": float(not asked.parts),
        "follows": float(bool(asked.follows)),
        "english": float(asked.english),
        "reference": float(bool(asked.references)),
    }


def _facts(asked: Understanding, pack: Pack, verdict: Verdict) -> dict[str, float]:
    own = {name: fact for name, fact in asked.facts.items() if name in asked.own}
    rows = [row for row in verdict.criteria if set(row.facts) & set(own)]
    settled = [row for row in rows if row.outcome in {"unmet", "unclear"}]
    kinds = {spec.kind for row in settled for name in row.facts if (spec := pack.fact(name))}
    told = _told(own)
    events = [spec for name in own if (spec := pack.fact(name)) and spec.kind == "event"]
    return {
        "told": min(told, 6) / 6,
        "told_any": float(told > 0),
        "told_two": float(told >= 2),
        "told_four": float(told >= 4),
        "settled": float(bool(settled)),
        "settled_many": float(len({name for row in settled for name in row.facts}) >= 2),
        "unmet": float(any(row.outcome == "unmet" for row in settled)),
        "met": float(any(row.outcome == "met" for row in rows)),
        "place_only": float(kinds == {"place"}),
        "event": float(bool(events)),
        "of_others": float(bool(asked.beside)),
        "alone": float(bool(focus(asked, pack, verdict))),
        "asked_only": float(bool(own) and all(_only_asked(fact, asked) for fact in own.values())),
        "rest": float(any(spec.rest for name in own if (spec := pack.fact(name)))),
    }


def _found(hits: Sequence[Hit]) -> dict[str, float]:
    best = hits[0] if hits else None
    by_kind = {
        kind: next((hit.score for hit in hits if hit.kind == kind), 0.0) for kind in ("guide", "silence")
    }
    return {
        "best": min(best.score, 1.2) if best else 0.0,
        "near": float(bool(best and best.score >= 0.5)),
        "silence": float(bool(best and best.kind == "silence")),
        "intended": float(bool(best and best.intended)),
        "silence_leads": min(by_kind["silence"], 1.2) - min(by_kind["guide"], 1.2),
    }


def _types(asked: Understanding, ranking: Sequence[Ranking]) -> dict[str, float]:
    first = ranking[0].score if ranking else 0.0
    second = ranking[1].score if len(ranking) > 1 else 0.0
    return {
        "tracks": float(len(asked.tracks) > 0),
        "tracks_many": float(len(asked.tracks) > 1),
        "fits": min(first, 12.0) / 12,
        "leads": min(first - second, 8.0) / 8,
        "tells": float(first >= TELLS),
        "same": float(bool(ranking) and asked.tracks == (ranking[0].track,)),
    }


def focus(asked: Understanding, pack: Pack, verdict: Verdict) -> tuple[CriterionVerdict, ...]:
    """The conditions asked about alone: those of a kind that is (a name, partners, a lead) on which a fact was told."""
    alone = {criterion.id for criterion in pack.criteria if criterion.alone}
    touched = {name for criterion in pack.criteria if criterion.alone for name in criterion.facts}
    if len(asked.own - touched) > BESIDE:
        return ()
    rows = [row for row in verdict.criteria if row.outcome != "unknown" and set(row.facts) & asked.own]
    if any(row.outcome in {"unmet", "unclear"} and row.id not in alone for row in rows):
        return ()
    return tuple(row for row in rows if row.id in alone)


def _told(own: dict[str, Fact]) -> int:
    """How many separate things the asker told; a wish list of nouns from one segment counts once."""
    quotes = {sighting.quote for fact in own.values() for sighting in fact.sightings[:1]}
    return min(len(own), max(len(quotes), 1)) if own else 0


def _only_asked(fact: Fact, asked: Understanding) -> bool:
    """Whether the words of a fact stand only in a short question about them, one of several (材料造假会咋样)."""
    quotes = [sighting.quote for sighting in fact.sightings if sighting.quote]
    questions = [part for part in asked.parts if len(part) < SHORT and WANTS.search(part)]
    return len(asked.parts) >= 3 and all(any(quote in part for part in questions) for quote in quotes)
