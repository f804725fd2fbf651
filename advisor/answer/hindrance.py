"""Whether what may bar an applicant is told of the applicant itself, and as it is now.

`我们给个体户做软件` and `我们是个体户` hold the same word. Which reading is meant is learnt, not set by hand: a logistic
model over the tokens around the word (`marked.py`) and over what the patterns of facts.yaml read, with weights that
`training.hindrance` fits to sentences by many hands (`stories/hindrances` of the pack). The features are hashed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.answer.events import Story, event_at
from advisor.answer.language import ABOUT_RULE, MINE, UNSURE, has_exception, sentence_at
from advisor.answer.marked import Token, tokens
from advisor.answer.normal import is_english
from advisor.answer.sightings import segment_of, sighting
from advisor.criteria import judge_one
from advisor.domain import Fact, Sighting
from advisor.pack.facts import FactSpec, Hindrance
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled
from advisor.retrieval.hashed import hashed, scale

WEIGHTS = Path(str(files("advisor.answer"))) / "hindrance.safetensors"
BUCKETS = 1 << 18
SURE = 0.55
"""likelihood from which a hindrance is the applicant's own"""
OPEN = 0.15
"""likelihood below which it is not; between the two it is asked"""
AGAINST = 0.8
"""likelihood from which it is the applicant's own though the patterns read the contrary"""
REACH = 30
"""tokens before and after a word that are looked at"""
_STOPS = frozenset("，。；;,！？!?…\n")


@dataclass(frozen=True)
class Mention:
    """A word that may tell a hindrance, and what is known of it: names of features, each once."""

    token: Token
    features: frozenset[str]


def mentions(story: Story, found: Mapping[str, Fact], pack: Pack) -> dict[str, list[Mention]]:
    """By the name of the hindrance every mention of it; where it is read without such a word, one of the whole text."""
    line = tokens(story.text, pack)
    read = [f"#{name}={_read(fact.value)}" for name, fact in found.items()]
    rows: dict[str, list[Mention]] = {}
    for each in pack.hindrances:
        kinds = {f"‹{each.name}.{value}›" for value in each.mentions}
        told = [place for place, token in enumerate(line) if token.text in kinds]
        if told:
            rows[each.name] = [
                Mention(line[place], _features(each.name, read, line, place, story)) for place in told
            ]
        elif barring(each, found, pack, story.today):
            word = Token("", 0, len(story.text))
            rows[each.name] = [Mention(word, _features(each.name, (*read, "unworded"), line, None, story))]
    return rows


def _features(
    name: str, read: Sequence[str], line: Sequence[Token], place: int | None, story: Story
) -> frozenset[str]:
    """What was read, the text around (all of it where there is no word), and what stands right beside the word."""
    ends = ["^", *(token.text for token in line), "$"]
    around = ends if place is None else ends[max(0, place - REACH) : place + REACH]
    shared = [*read, *(f"a:{part}" for part in _parts(around, 4))]
    near = () if place is None else _around(line, place, story)
    return frozenset((*shared, *(f"{name}:{feature}" for feature in shared), *near))


def _around(line: Sequence[Token], place: int, story: Story) -> Iterator[str]:
    """What stands before and after a word in its piece between commas, next to it and farther away."""
    begin = next((at + 1 for at in range(place - 1, -1, -1) if line[at].text in _STOPS), 0)
    end = next((at for at in range(place + 1, len(line)) if line[at].text in _STOPS), len(line))
    before = ["^", *(token.text for token in line[begin:place])]
    after = [*(token.text for token in line[place + 1 : end]), "$"]
    word = line[place]
    near = [f"l:{''.join(before[-size:])}" for size in range(1, min(5, len(before)) + 1)]
    near += [f"r:{''.join(after[:size])}" for size in range(1, min(5, len(after)) + 1)]
    near += [f"lr:{before[-1]}|{after[0]}", f"lr:{''.join(before[-2:])}|{''.join(after[:2])}"]
    near += [f"L:{part}" for part in _parts(before, 4)]
    near += [f"R:{part}" for part in _parts(after, 4)]
    yield from near
    yield from (f"{word.text}{feature}" for feature in near)
    yield f"is {word.text}"
    yield f"is {story.text[word.start : word.end]}"
    yield f"piece {sum(token.text in _STOPS for token in line[:place])}"
    yield "leads" if place < 3 else "follows"
    if story.of_others(word.start):
        yield "of others"


def _parts(line: Sequence[str], most: int) -> Iterator[str]:
    """Every run of up to `most` tokens."""
    for size in range(1, most + 1):
        for start in range(len(line) - size + 1):
            yield "".join(line[start : start + size])


def _read(value: Any) -> str:
    """A fact's value as the name of a feature: of an event its grade."""
    return str(value["grade"]) if isinstance(value, Mapping) else str(value)


def barring(hindrance: Hindrance, found: Mapping[str, Fact], pack: Pack, today: date) -> list[str]:
    """The names of the facts by which, as they were read, a condition would not be met."""
    unmet = {
        name
        for criterion in pack.criteria
        if set(criterion.facts) & set(hindrance.facts) & set(found)
        and judge_one(criterion, pack, found, today).outcome == "unmet"
        for name in criterion.facts
    }
    return [
        name
        for name in hindrance.facts
        if name in unmet and name in found and _bars(hindrance, found[name].value)
    ]


def _bars(hindrance: Hindrance, value: Any) -> bool:
    """Whether a value may bar: any event that happened; 没有 where something must be had; a value the words tell."""
    return isinstance(value, Mapping) or value == "no" or value in hindrance.mentions


def surest(told: Sequence[NDArray[np.int64]], weights: NDArray[np.float32], bias: float) -> tuple[int, float]:
    """Which of some mentions (buckets of each) says most that it is the applicant's own, and how likely it is, 0 to 1."""
    scores = [float(weights[each].sum()) * scale(len(each)) + bias for each in told]
    best = int(np.argmax(scores))
    return best, float(1 / (1 + np.exp(-scores[best])))


def likelihoods(rows: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[float, Mention]]:
    """How likely each hindrance is the applicant's own, and the mention that says so most."""
    weights, bias = _learnt()
    found = {}
    for name, told in rows.items():
        best, chance = surest([hashed(each.features, BUCKETS) for each in told], weights, bias)
        found[name] = (chance, told[best])
    return found


def settled(found: Mapping[str, Fact], story: Story, pack: Pack) -> dict[str, Fact]:
    """The facts without hindrances that are not the applicant's own, with those that surely are; what is neither is
    not `sure`."""
    facts = dict(found)
    if not pack.hindrances:
        return facts
    likely = likelihoods(mentions(story, found, pack))
    for each in pack.hindrances:
        if each.name not in likely:
            continue
        chance, mention = likely[each.name]
        if _is_open(story.text, mention.token):
            chance = min(chance, np.nextafter(SURE, 0.0))
        excepted = has_exception(story.text, mention.token.start, mention.token.end)
        # Few of the sentences it was learnt from are English, or make an exception: there it may doubt, not drop.
        if excepted or is_english(story.text):
            chance = max(chance, OPEN)
        for name in barring(each, found, pack, story.today):
            _weigh(facts, name, chance, each)
        if each.adds and chance >= SURE and mention.token.text and not _asks_of_rule(story.text):
            _add(facts, each, chance, mention.token, story, pack)
    return facts


def _is_open(text: str, word: Token) -> bool:
    """Whether the asker says not to know which of two it is (搞不清是子公司还是分公司)."""
    start, end = sentence_at(text, word.start)
    return bool(word.text) and bool(UNSURE.search(text[start:end])) and "还是" in text[start:end]


def _asks_of_rule(text: str) -> bool:
    return bool(ABOUT_RULE.search(text)) and not MINE.search(text)


def _weigh(facts: dict[str, Fact], name: str, chance: float, hindrance: Hindrance) -> None:
    """Keep, doubt or drop a hindrance that was read."""
    fact = facts[name]
    if chance >= SURE:
        return
    if chance >= OPEN:
        facts[name] = fact.model_copy(update={"sure": False})
        return
    rest = tuple(each for each in fact.sightings if not _bars(hindrance, each.value))
    if rest:
        facts[name] = Fact(name=name, value=rest[0].value, sightings=rest)
    else:
        del facts[name]


def _add(
    facts: dict[str, Fact], hindrance: Hindrance, chance: float, word: Token, story: Story, pack: Pack
) -> None:
    """Take down a hindrance that the patterns did not read, or of an event the grade they did not."""
    spec = pack.fact(hindrance.facts[0])
    if spec is None:
        return
    had = facts.get(spec.name)
    value = word.text.strip("‹›").partition(".")[2]
    if had is not None and not _ungraded(had) and (_bars(hindrance, had.value) or chance < AGAINST):
        return
    seen = _sighted(spec, value, word, story, hindrance)
    if had is not None and _ungraded(had) and _read(seen.value) == "unknown":
        return
    rest = had.sightings if had is not None and not _ungraded(had) else ()
    facts[spec.name] = Fact(name=spec.name, value=seen.value, sightings=(seen, *rest))


def _ungraded(fact: Fact) -> bool:
    return isinstance(fact.value, Mapping) and fact.value["grade"] == "unknown"


def _sighted(spec: FactSpec, value: str, word: Token, story: Story, hindrance: Hindrance) -> Sighting:
    """The hindrance as a sighting: an event with its dates, and its grade where the word tells it; a place by its name."""
    said = story.text[word.start : word.end]
    if spec.kind == "event":
        graded = any(compiled(pattern).fullmatch(said) for pattern in hindrance.grave)
        return event_at(spec, word.start, said, story, grade=value if graded else "")
    begin, end = segment_of(story.text, word.start)
    return sighting(spec, value, story.text[begin:end], said if spec.kind == "place" else None)


@lru_cache(maxsize=1)
def _learnt() -> tuple[NDArray[np.float32], float]:
    from safetensors.numpy import load_file

    learnt = load_file(str(WEIGHTS))
    return learnt["weights"].astype(np.float32), float(learnt["bias"][0])
