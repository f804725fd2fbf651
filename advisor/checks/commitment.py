"""The promise that everything is true: whether it is there, and whether it is signed, sealed and dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from advisor.checks.case import Case, Findings, Row
from advisor.checks.signing import Signing, asks_to_sign, signing_of
from advisor.checks.unseen import unread_at
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Block, Place

_LIKE, _COMPARED = 75, 800
"""Likeness (0 to 100) of two promises that are one, over so many characters."""
_LINES = 8
_REACH = 400
"""How far the words of one promise lie apart: lines, characters."""


@dataclass(frozen=True)
class Promise:
    """Where a promise stands: a file of its own, or a part of the main material."""

    reading: Reading
    blocks: tuple[Block, ...]
    place: Place
    own_paper: bool = False

    @property
    def text(self) -> str:
        """Its words, blanks aside."""
        return squeeze("".join(block.text for block in self.blocks))


def check(
    case: Case,
    row: Row,
    *,
    what: Literal["missing", "unsigned"],
    words: tuple[str, ...],
    plain: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
    matters: str = "(?!)",
    truth: str = "",
    means: str = "(?!)",
    bound: str = "",
) -> Findings:
    """`words` must all be found within a few lines of one another for an untitled promise to count; one of `plain` is
    enough. `others` are materials and sections in which the words of a promise are not the applicant's. A paper titled
    with `matters` (数据安全承诺书) and without words of `truth` promises something else. Where no more than `means` are
    promised beside words of truth, and nobody is `bound` by them, that is asked about."""
    promises = tuple(each for each in _promises(case) if not _of_another_matter(each, matters, truth))
    if what == "missing":
        if case.stage is None or promises or not case.main:
            return
        untitled = set(_untitled(case, words, plain, others, (means, bound)))
        if True in untitled:
            return
        unknown = any(r.file.material is None and (r.unread or not r.text.strip()) for r in case.readings)
        if unknown or case.main_blind:
            yield row.undecided()
        else:
            yield row.finding(level=None if case.stage == "application" and not untitled else "warning")
        return
    signed = [p.text for p in promises if p.reading.document.ocr and not _lacking(p)]
    apart = any(promise.own_paper for promise in promises)
    for promise in promises:
        # Beside a paper of its own, a part without a line to sign only tells of promises.
        if apart and not promise.own_paper and not asks_to_sign(promise.blocks):
            continue
        # The scan of the signed page stands for the text file it was printed from.
        if promise.reading.document.ocr or not any(_alike(promise.text, text) for text in signed):
            yield from _unsigned(case, row, promise)


def _of_another_matter(promise: Promise, matters: str, truth: str) -> bool:
    title = squeeze(promise.reading.body[0].text) if promise.own_paper and promise.reading.body else ""
    return re.search(matters, title) is not None and re.search(truth, promise.text) is None


def _promises(case: Case) -> Iterator[Promise]:
    for reading in case.of("commitment"):
        yield Promise(reading, reading.body, Place(page=1), own_paper=True)
    for reading in case.main:
        for section in reading.sections:
            if section.meaning == "commitment":
                yield Promise(reading, section.blocks, section.place)


def _untitled(
    case: Case,
    words: tuple[str, ...],
    plain: tuple[str, ...],
    others: tuple[str, ...],
    weaker: tuple[str, str],
) -> Iterator[bool]:
    """Each promise without a title of its own, in any file of the applicant's: in a cell, at the end of another part, or
    spread over a numbered list; False for what is promised beside the truth only (`weaker`)."""
    means, bound = weaker
    for reading in case.readings:
        if reading.file.material in others:
            continue
        lines = list(_lines(reading, frozenset(others)))
        yield from (True for line in lines for p in plain if re.search(p, line))
        for start in range(len(lines)):
            if re.search(words[0], lines[start]):
                near = "".join(lines[start : start + _LINES])[:_REACH]
                if all(re.search(p, near) for p in words):
                    whole = re.search(words[0], re.sub(means, "", lines[start])) is not None
                    yield whole or re.search(bound, near) is not None


def _lines(reading: Reading, others: frozenset[str]) -> Iterator[str]:
    """Lines of paragraphs, and of tables cell by cell."""
    for block in reading.body:
        if reading.section_at(block.place.start) & others:
            continue
        for text in (cell.text for cell in block.cells) if block.cells else (block.text,):
            yield from (squeeze(line) for line in text.splitlines() if line.strip())


def _unsigned(case: Case, row: Row, promise: Promise) -> Findings:
    reading = promise.reading
    if reading.unread and not promise.blocks:
        return
    if lacking := _lacking(promise):
        signing = signing_of(reading, promise.blocks)
        place = signing.place or promise.place
        if unread_at(reading, place.page, after=1) or _elsewhere(case, reading):
            yield row.undecided(file=reading.path, place=place, quote=signing.quote)
            return
        yield row.finding(file=reading.path, place=place, quote=signing.quote, lacking="、".join(lacking))


def _lacking(promise: Promise) -> tuple[str, ...]:
    signing: Signing = signing_of(promise.reading, promise.blocks)
    return signing.lacking(pictures_known=promise.reading.document.format not in {"txt", "md"})


def _elsewhere(case: Case, here: Reading) -> bool:
    """Whether a scan of which nothing is known may be the signed page."""
    return any(
        r is not here and r.file.material is None and r.document.readable and not r.text.strip() and r.unread
        for r in case.readings
    )


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one[:_COMPARED], other[:_COMPARED]) >= _LIKE
