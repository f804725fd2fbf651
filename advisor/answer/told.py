"""What an applicant tells of itself in any words, piece by piece: learnt beside the patterns of facts.yaml.

`腾了一层楼，抽了八个人` tells premises and people without naming either. One linear model a value (`venue=yes`), over the words
and characters of a piece between commas and what the patterns read there; `training.told` fits them to pieces by many hands
(`stories/told` of the pack). Only what is had, or free of blame, is added. The features are hashed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.answer.events import Story
from advisor.answer.language import ASKED, INQUIRED, UNSURE, segments
from advisor.answer.sightings import is_gone, sighting
from advisor.domain import Fact, Sighting
from advisor.pack.facts import FactSpec
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled
from advisor.retrieval.hashed import hashed, load, runs, scale, words

WEIGHTS = Path(str(files("advisor.answer"))) / "told.safetensors"
BUCKETS = 1 << 15
SURE = 0.6
"""likelihood from which a piece tells something that the patterns did not read"""
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千万几]{2,}|[一二两三四五六七八九十百千几](?=[个台套层间栋亩平米人号名位万千百家项篇座门])"
)


def features(story: Story, start: int, end: int, found: Mapping[str, Fact]) -> NDArray[np.int64]:
    """The buckets of a piece's words and runs of characters, any number as good as another, and of the facts read there."""
    told = _NUMBER.sub("0", story.own[start:end].strip())
    piece = story.text[start:end]
    read = {
        f"#{name}={seen.value}"
        for name, fact in found.items()
        for seen in fact.sightings
        if isinstance(seen.value, str) and seen.quote in piece
    }
    return hashed(words(told) | runs(f"^{told}$", (1, 2, 3)) | read, BUCKETS)


def completed(found: Mapping[str, Fact], story: Story, pack: Pack) -> dict[str, Fact]:
    """The facts read by pattern, which stand, and what else the pieces surely tell."""
    facts = dict(found)
    pieces = _judged(story, found) if pack.facts else []
    for spec in pack.facts:
        heard = not spec.when or any(compiled(each).search(story.text) for each in spec.when)
        if spec.name not in facts and heard and (seen := _told(spec, pieces, story)):
            facts[spec.name] = Fact(name=spec.name, value=seen.value, sightings=(seen,))
    return facts


@dataclass(frozen=True)
class _Piece:
    """A piece of a story: its offsets and how likely it tells each `fact=value`."""

    start: int
    end: int
    likely: Mapping[str, float]


def _judged(story: Story, found: Mapping[str, Fact]) -> list[_Piece]:
    """The pieces that tell, not ask."""
    values, table, bias = learnt()
    pieces = []
    for start, end in segments(story.own):
        piece = story.own[start:end]
        if not (ASKED.search(piece) or INQUIRED.search(piece) or UNSURE.search(piece)):
            buckets = features(story, start, end, found)
            scores = table[:, buckets].sum(axis=1) * scale(len(buckets)) + bias
            pieces.append(_Piece(start, end, dict(zip(values, 1 / (1 + np.exp(-scores)), strict=True))))
    return pieces


def _told(spec: FactSpec, pieces: Sequence[_Piece], story: Story) -> Sighting | None:
    """The value that some piece tells surest, if one is sure."""
    options = [
        (chance, value, piece)
        for piece in pieces
        for told, chance in piece.likely.items()
        if (value := told.removeprefix(f"{spec.name}=")) != told
        and chance >= SURE
        and not is_gone(spec, story.own[piece.start : piece.end])
    ]
    if not options:
        return None
    _, value, piece = max(options, key=lambda each: each[0])
    label = "有" if spec.kind == "have" else None
    return sighting(spec, value, story.text[piece.start : piece.end], label)


@lru_cache(maxsize=1)
def learnt() -> tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.float32]]:
    """What may be told, as `fact=value`; the weights [value, bucket] and the bias of each."""
    names, (table, bias) = load(WEIGHTS, "table", "bias")
    return names, table, bias
