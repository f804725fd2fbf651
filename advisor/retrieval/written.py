"""What the index learns of everything that people wrote for a pack: words, likeness, subjects. Made in seconds, kept on disk.

What is kept is known by a digest of the texts, of the lexicon and of the code that reads them, so that nothing stale is
ever opened; a pack's latest few lie beside each other in the data folder.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
from numpy.typing import NDArray

from advisor.retrieval import static
from advisor.retrieval.lexical import LexicalIndex, is_latin, level, tokens
from advisor.retrieval.subject import TYPICAL, Elsewhere, Subjects

LEAST = 2000
"""texts below which nothing is kept: it is made anew in a fraction of a second"""
_KEPT = 3
"""editions of a pack that are kept"""
_WORDS, _TOGETHER, _VECTORS, _LEARNT, _ELSEWHERE = "words", "together", "vectors.npy", "learnt", "elsewhere"


@dataclass(frozen=True)
class Texts:
    """The texts an index is made of, each with the number of its entry and whether people ask in such words."""

    texts: Sequence[str]
    owners: Sequence[int]
    entries: int
    asked: NDArray[np.bool_]
    declined: NDArray[np.bool_]
    """texts of subjects that are not the pack's"""

    def digest(self, lexicon: str) -> str:
        """Known by everything that what is made of them depends on."""
        found = hashlib.sha256(f"{static.EDITION} {lexicon}".encode())
        for file in sorted(Path(__file__).parent.glob("*.py")):
            found.update(file.read_bytes())
        for part in (np.asarray(self.owners), self.asked, self.declined):
            found.update(part.tobytes())
        found.update("\n".join(self.texts).encode())
        return found.hexdigest()[:32]


@dataclass(frozen=True)
class Written:
    """`words` scores each text, `together` each entry by all its texts; `vectors` are the texts' [texts, dimensions]."""

    words: LexicalIndex
    together: LexicalIndex
    vectors: NDArray[np.float32]
    learnt: Subjects | None
    elsewhere: Elsewhere | None

    @classmethod
    def of(cls, given: Texts, expand: Callable[[str], str]) -> Written:
        """Made from the texts; `expand` adds to a text the ideas it speaks of."""
        words = [tokens(expand(text)) for text in given.texts]
        together: list[list[str]] = [[] for _ in range(given.entries)]
        for owner, found in zip(given.owners, words, strict=True):
            together[owner] += found
        vectors = static.built_in().encode([level(text) for text in given.texts])
        asked = [int(place) for place in np.flatnonzero(given.asked)]
        learnt = elsewhere = None
        if len(asked) >= TYPICAL:
            learnt = Subjects.of(
                [told(words[i], given.texts[i]) for i in asked],
                [given.owners[i] for i in asked],
                given.entries,
            )
            declined = given.declined[asked]
            elsewhere = Elsewhere.of(vectors[asked], declined) if declined.any() else None
        return cls(LexicalIndex.of(words), LexicalIndex.of(together), vectors, learnt, elsewhere)

    def save(self, folder: Path) -> None:
        """Write it into a folder."""
        self.words.save(folder / _WORDS)
        self.together.save(folder / _TOGETHER)
        np.save(folder / _VECTORS, self.vectors)
        for part, name in ((self.learnt, _LEARNT), (self.elsewhere, _ELSEWHERE)):
            if part is not None:
                (folder / name).mkdir()
                part.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> Written:
        """What `save` wrote, its large tables left on disk. OSError or ValueError when it is not whole."""
        return cls(
            LexicalIndex.load(folder / _WORDS),
            LexicalIndex.load(folder / _TOGETHER),
            np.asarray(np.load(folder / _VECTORS, mmap_mode="r")),
            Subjects.load(folder / _LEARNT) if (folder / _LEARNT).is_dir() else None,
            Elsewhere.load(folder / _ELSEWHERE) if (folder / _ELSEWHERE).is_dir() else None,
        )


def told(words: list[str], text: str) -> list[str]:
    """What tells which entry a text is about: its words and its single characters, or its pairs of words in Latin letters."""
    return [*words, *(map("_".join, pairwise(words)) if is_latin(text) else text)]


def open_written(given: Texts, expand: Callable[[str], str], lexicon: str, folder: Path) -> Written:
    """What was made of these texts before and lies in `folder`, or made now and kept there."""
    if len(given.texts) < LEAST:
        return Written.of(given, expand)
    place = folder / given.digest(lexicon)
    if place.is_dir():
        try:
            os.utime(place)
            return Written.load(place)
        except (OSError, ValueError, EOFError) as error:
            logging.getLogger(__name__).warning("kept index %s is made anew: %s", place, error)
            shutil.rmtree(place, ignore_errors=True)
    made = Written.of(given, expand)
    try:
        _keep(made, place)
    except OSError as error:
        logging.getLogger(__name__).warning("the index cannot be kept in %s: %s", folder, error)
    return made


def _keep(made: Written, place: Path) -> None:
    """Written beside its place and moved there whole: another process sees all of it or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    half = Path(mkdtemp(prefix="half-", dir=place.parent))
    try:
        made.save(half)
        half.rename(place)
    except OSError:
        if not place.is_dir():  # else another process was quicker
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)
    latest = sorted(place.parent.iterdir(), key=lambda path: -path.stat().st_mtime)
    for old in latest[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
