"""The promise that everything is true: whether it is there, and whether it is signed, sealed and dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.checks.case import Case, Findings, Row
from advisor.checks.signing import Signing, signing_of
from advisor.profile.reading import Reading
from ingest.document import Block, Place


@dataclass(frozen=True)
class Promise:
    """Where a promise stands: a file of its own, or a part of the main material."""

    reading: Reading
    blocks: tuple[Block, ...]
    place: Place


def check(case: Case, row: Row, *, what: Literal["missing", "unsigned"], words: tuple[str, ...]) -> Findings:
    """`words` must all be found in one sentence of the main material for an untitled promise to count."""
    promises = tuple(_promises(case))
    if what == "missing":
        if case.stage is None or promises or not case.main or _untitled(case, words):
            return
        unknown = any(r.file.material is None and (r.unread or not r.text.strip()) for r in case.readings)
        if unknown or case.main_blind:
            yield row.undecided()
        else:
            yield row.finding(level=None if case.stage == "application" else "warning")
        return
    for promise in promises:
        yield from _unsigned(row, promise)


def _promises(case: Case) -> Iterator[Promise]:
    for reading in case.of("commitment"):
        yield Promise(reading, reading.body, Place(page=1))
    for reading in case.main:
        for section in reading.sections:
            if section.meaning == "commitment":
                yield Promise(reading, section.blocks, section.place)


def _untitled(case: Case, words: tuple[str, ...]) -> bool:
    return any(all(re.search(p, sentence.bare) for p in words) for sentence in case.sentences)


def _unsigned(row: Row, promise: Promise) -> Findings:
    reading = promise.reading
    if reading.unread and not promise.blocks:
        return
    signing: Signing = signing_of(reading, promise.blocks)
    lacking = signing.lacking(pictures_known=reading.document.format not in {"txt", "md"})
    if lacking:
        yield row.finding(
            file=reading.path,
            place=signing.place or promise.place,
            quote=signing.quote,
            lacking="、".join(lacking),
        )
