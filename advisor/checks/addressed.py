"""Words in the material that are addressed to a machine that reviews it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from advisor.retrieval.hashed import hashed, judgement, runs, words
from ingest.document import Block, Place

WEIGHTS = Path(str(files("advisor.checks"))) / "addressed.safetensors"
BUCKETS = 1 << 17
SURE = 0.55
"""How likely a sentence must be addressed to a machine to be told."""
LEAST = 6
"""Chinese characters of a sentence that is judged, at least: a label alone is none, and English is told by patterns."""
_MOST = 160
"""Characters of a paragraph that is judged as a whole as well."""
_BRIEF = 20
"""Characters of it in the message."""
_CLAUSE = re.compile(r"[^,。;:、!?“”\"]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。！!？?\n\t]+[。！!？?]?[”’」』）)】]?")
_STREWN = re.compile(
    r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])"
)
"""What is put between characters so that a search does not find them: invisible signs, blanks."""
_NARROW = {ord(sign) + 0xFEE0: sign for sign in string.ascii_letters + string.digits}
"""Letters and digits in full width; the patterns tell full-width punctuation from half-width."""


def check(case: Case, row: Row, *, patterns: tuple[str, ...]) -> Findings:
    """Every block, seen or unseen, with a sentence that reads as if it spoke to a machine, or with words that match, also
    where signs are strewn among them, and names and titles of files. One finding a block."""
    expression = re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    for reading in case.readings:
        for name in (reading.path, reading.document.title):
            if words := next(_addressed(name, expression), None):
                yield row.finding(file=reading.path, quote=name, words=_brief(words[2]))
        for block in reading.document.blocks:
            if (told := _told(reading, block, expression)) is not None:
                yield row.finding(file=reading.path, place=told[1], quote=told[0], words=_brief(told[0]))


def _brief(words: str) -> str:
    """The beginning of a sentence that is quoted in full beside it."""
    return words if len(words) <= _BRIEF else f"{words[:_BRIEF]}…"


def features(text: str) -> NDArray[np.int64]:
    """The buckets of a sentence: words and runs of characters, numbers all alike."""
    plain = _NUMBER.sub("0", squeeze(text).lower())
    found = words(plain)
    for clause in _CLAUSE.findall(plain) or [plain]:
        found |= runs(f"^{clause}$", (1, 2, 3))
    return hashed(sorted(found), BUCKETS)


def likely(text: str) -> float:
    """How likely, from 0 to 1, the words speak to a machine that reviews the paper they stand in.

    A product that reviews something (单据自动审核), research on such attacks and requests to an office hold the same words and
    do not. A logistic model that `training.addressed` fits to sentences by many hands (`stories/addressed` of the pack)."""
    return judgement(WEIGHTS).likely(features(text))


def _told(reading: Reading, block: Block, expression: re.Pattern[str]) -> tuple[str, Place] | None:
    """The words as they stand and where; those among strewn signs without them, and the whole block."""
    if found := next(_addressed(block.text, expression), None):
        start, end, said = found
        at = block.place.start or 0
        return said, reading.place(at + start, at + end)
    bare = _STREWN.sub("", block.text.translate(_NARROW))
    found = next(_addressed(bare, expression), None) if bare != block.text else None
    return (found[2], block.place) if found else None


def _addressed(text: str, expression: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Places of a text, with their words, that match or read so."""
    if found := expression.search(text):
        yield found.start(), found.end(), found.group()
    spans = [(m.start(), m.end()) for m in _SENTENCE.finditer(text)]
    whole = [(0, len(text))] if len(spans) > 1 and len(text) <= _MOST else []
    for start, end in (*spans, *whole):
        said = text[start:end].strip()
        if len(_CHINESE.findall(said)) >= LEAST and likely(said) >= SURE:
            yield start, end, said
