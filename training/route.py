"""Fits the weights of the route (advisor/answer/route.json) to the question sets of a pack.

    python -m training.route [--apart] [--pack sd-digital-platform] [--today 2026-11-23]

A question's right routes are those by which its answer comes out true when it is forced onto each of them; where none
does, the one its gold asks for. `--apart` fits on all sets but one and reports the share of right routes on that one.
The fit is deterministic: Newton-free gradient descent over a convex loss from zero.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from advisor.answer.ask import answer, index_of
from advisor.answer.fit import rank_tracks
from advisor.answer.route import ROUTES, Route, possible
from advisor.answer.seek import search
from advisor.answer.signals import signals_of
from advisor.answer.understand import Turn, understand
from advisor.criteria import judge
from advisor.evaluate import Question, faults_of, read_questions
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from training.typical import untaught

WEIGHTS = Path("advisor/answer/route.json")
L2 = 0.001
STEPS = 1200


@dataclass(frozen=True)
class Example:
    """One question: its signals, the routes open to it, those that are right."""

    group: str
    signals: dict[str, float]
    open: tuple[Route, ...]
    right: tuple[Route, ...]


def from_question(question: Question, group: str, pack: Pack, today: date) -> Example | None:
    """The question as an example; None where there is nothing to choose."""
    turns = [Turn(**turn) for turn in question.history]
    signals, routes = _signals(question.q, turns, pack, today)
    right = tuple(
        route
        for route in routes
        if not faults_of(question, answer(question.q, pack, today, turns, route=route))
    )
    wanted: Route = "silent" if question.refuse else "point"
    if question.verdict or question.type == "which_type":
        wanted = "case" if question.verdict else "which"
    if "case" in right and signals["alone"]:
        wanted = "case"  # who tells a name or a number of partners is answered about these
    right = (wanted,) if wanted in right or not right else right
    return _example(group, signals, routes, right)


def from_story(story: Mapping[str, Any], group: str, pack: Pack, today: date) -> Example | None:
    """The story as an example; None where there is nothing to choose."""
    turns = [Turn(role="user", content=text) for text in story.get("history") or ()]
    signals, routes = _signals(story["q"], turns, pack, today)
    right = [*story["route"], *(["silent"] if "point" in story["route"] else [])]
    return _example(group, signals, routes, right)


def _signals(
    text: str, turns: Sequence[Turn], pack: Pack, today: date
) -> tuple[dict[str, float], tuple[Route, ...]]:
    asked = understand(text, pack, today, turns)
    hits = search(asked, pack, index_of(pack))
    ranking = rank_tracks(asked.text, pack)
    verdict = judge(pack, asked.facts, today, asked.track, asked.joint)
    return signals_of(asked, pack, hits, verdict, ranking), possible(asked, pack, hits, ranking)


def _example(
    group: str, signals: dict[str, float], routes: tuple[Route, ...], right: Sequence[Route]
) -> Example | None:
    open_and_right = tuple(route for route in right if route in routes)
    if len(routes) == 1 or not open_and_right:
        return None
    return Example(group, signals, routes, open_and_right)


def examples_of(pack: Pack, today: date, groups: Collection[str] = ()) -> list[Example]:
    """Every question and story of the pack from which a route can be learnt; with `groups` those of these sets only."""
    folder = Path(pack.folder)
    found = [
        from_question(question, path.stem, pack, today)
        for path in sorted((folder / "evaluation").glob("*.yaml"))
        if path.name != "words.yaml" and (not groups or path.stem in groups)
        for question in read_questions(path)
    ]
    found += [
        from_story(story, f"stories/{path.stem}", pack, today)
        for path in sorted((folder / "stories").glob("*.yaml"))
        if not groups or f"stories/{path.stem}" in groups
        for story in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return [each for each in found if each is not None]


def fit(examples: Sequence[Example]) -> tuple[list[str], np.ndarray]:
    """Names of the signals and weights, routes × signals, that make the right routes likely."""
    names = sorted({name for each in examples for name in each.signals})
    x = np.asarray([[each.signals.get(name, 0.0) for name in names] for each in examples])
    shut = np.asarray([[0.0 if route in each.open else -1e9 for route in ROUTES] for each in examples])
    right = np.asarray([[float(route in each.right) for route in ROUTES] for each in examples])
    weights = np.zeros((len(ROUTES), len(names)))
    momentum = np.zeros_like(weights)
    for _ in range(STEPS):
        chance = _softmax(x @ weights.T + shut)
        wanted = chance * right
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        gradient = (chance - wanted).T @ x / len(x) + L2 * weights
        momentum = 0.9 * momentum - 0.3 * gradient
        weights = weights + momentum
    return names, weights


def _softmax(scores: np.ndarray) -> np.ndarray:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def share(examples: Sequence[Example], names: Sequence[str], weights: np.ndarray) -> float:
    """How often the likeliest open route is a right one."""
    good = 0
    for each in examples:
        scores = weights @ np.asarray([each.signals.get(name, 0.0) for name in names])
        good += max(each.open, key=lambda route: float(scores[ROUTES.index(route)])) in each.right
    return good / len(examples)


def main() -> None:
    """Fit and write the weights, or report each set by weights fitted without it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pack", default="sd-digital-platform")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--apart", action="store_true")
    chosen = parser.parse_args()
    pack = untaught(open_pack(chosen.pack))
    examples = examples_of(pack, chosen.today)
    if chosen.apart:
        for group in sorted({each.group for each in examples}):
            held = [each for each in examples if each.group == group]
            names, weights = fit([each for each in examples if each.group != group])
            print(f"{group}: {share(held, names, weights):.3f} of {len(held)}")
        return
    names, weights = fit(examples)
    rounded = [[round(float(value), 4) for value in row] for row in weights]
    WEIGHTS.write_text(
        json.dumps({"routes": ROUTES, "signals": names, "weights": rounded}, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    print(f"{len(examples)} questions, {share(examples, names, weights):.3f} right")


if __name__ == "__main__":
    main()
