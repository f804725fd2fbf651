"""Template text left in."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.checks.slots import Slots
from advisor.domain import Finding
from advisor.profile.reading import Reading
from ingest.document import Block


def check(
    case: Case,
    row: Row,
    *,
    patterns: tuple[str, ...],
    blanks: tuple[str, ...],
    signing: tuple[str, ...],
    instructions: tuple[str, ...],
    told: tuple[str, ...],
    masks: tuple[str, ...],
    materials: tuple[str, ...],
    slots: Slots | None = None,
) -> Findings:
    """Words of a template anywhere, and brackets that say what to write where it must stand (`slots`); ruled blanks only
    outside lines that are to be signed or dated by hand.

    Not where a text speaks of the signs: a passage matching `told` says what they stand for or are to be replaced with;
    one matching `masks` (group `sign`) says that a sign stands for a name kept back, throughout its file.
    """
    words = re.compile("|".join(f"(?:{p})" for p in patterns))
    blank = re.compile("|".join(f"(?:{p})" for p in blanks))
    by_hand = re.compile("|".join(signing))
    teaching = re.compile("|".join(instructions))
    spoken_of = re.compile("|".join(f"(?:{p})" for p in told))
    for reading in case.of(*materials):
        masked = {found["sign"][:1] for mask in masks for found in re.finditer(mask, reading.text)}
        for block in reading.body:
            if block.kind == "image" or any(
                m == "instructions" for m in reading.section_at(block.place.start)
            ):
                continue
            for found in _found(block, words, blank, by_hand, teaching, slots):
                spoken = found.group().strip()[:1] in masked or _within(found, spoken_of, block.text)
                if not spoken and not _whole_section(reading, block, found):
                    yield _left_in(reading, block, found, row)


def _left_in(reading: Reading, block: Block, found: re.Match[str], row: Row) -> Finding:
    start = (block.place.start or 0) + found.start()
    place = reading.place(start, start + len(found.group()))
    quote = _around(block.text, found)
    return row.finding(file=reading.path, place=place, quote=quote, words=found.group().strip())


def _whole_section(reading: Reading, block: Block, found: re.Match[str]) -> bool:
    """True when the words are all there is under a known heading: that is told as an empty section."""
    if len(found.group().strip()) < 0.7 * len(block.text.strip()):
        return False
    return any(s.meaning and [b for b in s.blocks if b.text.strip()] == [block] for s in reading.sections)


def _within(found: re.Match[str], spoken_of: re.Pattern[str], text: str) -> bool:
    """True when the words stand in a passage about them."""
    start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    passages = spoken_of.finditer(text, start, len(text) if end < 0 else end)
    return any(p.start() <= found.start() and found.end() <= p.end() for p in passages)


def _found(
    block: Block,
    words: re.Pattern[str],
    blank: re.Pattern[str],
    by_hand: re.Pattern[str],
    teaching: re.Pattern[str],
    slots: Slots | None,
) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for line in re.finditer(r"[^\n]+", block.text):
        if teaching.search(line.group()):
            continue
        found += words.finditer(block.text, *line.span())
        if not by_hand.search(line.group()):
            found += blank.finditer(block.text, *line.span())
    for start, end in slots.left(block) if slots else ():
        if not any(other.start() < end and start < other.end() for other in found):
            found += re.compile(".+", re.DOTALL).finditer(block.text, start, end)
    return found[:3]


def _around(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, found.start()) for mark in "\n\t。；，") + 1
    return text[start : found.end() + 8].split("\n")[0].split("\t")[0]
