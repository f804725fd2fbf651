"""Whether what a pattern of facts.yaml read as had is told of the applicant, as it is now.

`客户的车间`, `设备几台没人说得清`, `原先的两层楼退了` hold the words and tell no such thing. A logistic model over the piece
between commas, by itself and with the name of the fact, and over all words; `training.had` fits it to pieces by many hands
(`stories/told` of the pack), to stories and to questions. The features are hashed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.answer.events import Story
from advisor.answer.language import UNSETTLED
from advisor.answer.sightings import segment_of
from advisor.domain import Fact
from advisor.pack.model import Pack
from advisor.retrieval.hashed import hashed, load, runs, scale, words

WEIGHTS = Path(str(files("advisor.answer"))) / "had.safetensors"
BUCKETS = 1 << 17
FAINT = 0.2
"""likelihood below which it is not sure: no condition is met by it, and it is asked for"""


def reads(found: Mapping[str, Fact], story: Story, pack: Pack) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """What was read as had, by name: the buckets of each piece in which it was read."""
    for spec in pack.facts:
        fact = found.get(spec.name)
        if spec.kind == "have" and fact is not None and fact.value == "yes":
            for seen in fact.sightings:
                if seen.value == "yes":
                    yield spec.name, _features(spec.name, seen.quote, story)


def _features(name: str, quote: str, story: Story) -> NDArray[np.int64]:
    """The buckets of the piece that holds the quote, alone and with the name, and of every word around."""
    at = max(story.text.find(quote), 0)
    start, end = segment_of(story.text, at)
    piece = story.text[start:end]
    near = words(piece) | runs(f"^{piece}$", (1, 2, 3))
    around = {f"all {word}" for word in words(story.text)}
    others = {"of others"} if story.of_others(at) else set()
    return hashed(near | {f"{name}:{each}" for each in near} | around | others | {f"is {name}"}, BUCKETS)


def doubted(found: Mapping[str, Fact], story: Story, pack: Pack) -> dict[str, Fact]:
    """The facts; what was read as had and is hardly told in any of its pieces is not `sure`."""
    weights, bias = learnt()
    likely: dict[str, float] = {}
    for name, buckets in reads(found, story, pack):
        score = float(weights[buckets].sum()) * scale(len(buckets)) + bias
        likely[name] = max(likely.get(name, 0.0), float(1 / (1 + np.exp(-score))))
    faint = {name for name, chance in likely.items() if chance < FAINT}
    unsettled = {name for name in likely if _is_open(found[name])}
    doubt = {name: {"sure": False} for name in faint} | {
        name: {"sure": False, "value": "no"} for name in unsettled
    }
    return {name: fact.model_copy(update=doubt.get(name, {})) for name, fact in found.items()}


def _is_open(fact: Fact) -> bool:
    """Whether the thing is anywhere spoken of as not settled yet: it may be lacking (场地还在谈; 都有，但资金还没落实)."""
    return any(UNSETTLED.search(each.quote) for each in fact.sightings)


@lru_cache(maxsize=1)
def learnt() -> tuple[NDArray[np.float32], float]:
    """The weights [bucket] and the bias, as `training.had` fitted them."""
    _, (table, bias) = load(WEIGHTS, "table", "bias")
    return table[0], float(bias[0])
