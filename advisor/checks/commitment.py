"""The promise that everything is true: whether it is there, and whether it is signed, sealed and dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.checks.case import Case, Findings, Row
from advisor.checks.signing import Signing, signing_of
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Block, Place

_LINES = 8
_REACH = 400
"""How far the words of one promise lie apart: lines, characters."""


@dataclass(frozen=True)
class Promise:
    """Where a promise stands: a file of its own, or a part of the main material."""

    reading: Reading
    blocks: tuple[Block, ...]
    place: Place


def check(
    case: Case,
    row: Row,
    *,
    what: Literal["missing", "unsigned"],
    words: tuple[str, ...],
    plain: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> Findings:
    """`words` must all be found within a few lines of one another for an untitled promise to count; one of `plain` is
    enough. `others` are materials and sections in which the words of a promise are not the applicant's."""
    promises = tuple(_promises(case))
    if what == "missing":
        if case.stage is None or promises or not case.main or _untitled(case, words, plain, others):
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


def _untitled(case: Case, words: tuple[str, ...], plain: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """A promise without a title of its own, in any file of the applicant's: in a cell, at the end of another part, or
    spread over a numbered list."""
    for reading in case.readings:
        if reading.file.material in others:
            continue
        lines = list(_lines(reading, frozenset(others)))
        if any(re.search(p, line) for line in lines for p in plain):
            return True
        for start in range(len(lines)):
            if re.search(words[0], lines[start]):
                near = "".join(lines[start : start + _LINES])[:_REACH]
                if all(re.search(p, near) for p in words):
                    return True
    return False


def _lines(reading: Reading, others: frozenset[str]) -> Iterator[str]:
    """Lines of paragraphs, and of tables cell by cell."""
    for block in reading.body:
        if reading.section_at(block.place.start) & others:
            continue
        for text in (cell.text for cell in block.cells) if block.cells else (block.text,):
            yield from (squeeze(line) for line in text.splitlines() if line.strip())


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
