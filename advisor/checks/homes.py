"""The places of the main material given over to one thing by their titles: a part, a row of a form, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from advisor.checks.case import Case
from advisor.checks.elements import Element, Terms, is_outside
from advisor.checks.scales import Scales
from advisor.profile.labels import is_listing, pairs
from advisor.profile.reading import Reading
from advisor.profile.titles import bare_title
from ingest.document import Block

_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_RUN_IN = re.compile(r"[\s·•●◆◇▪◦‣▶►➢➤]*(?P<head>[^。：:；;，,\n]{1,20})[。：:][ \t　]*(?=\S)")
"""Words that open a line as its title (资金：…)."""


Said = tuple[int, str]
"""A sentence and where it begins in the document."""


@dataclass(frozen=True)
class Home:
    """A place given over to an element: its title and its sentences."""

    reading: Reading
    title: str
    """The label or the words that lead in; empty for a part."""
    meanings: frozenset[str]
    named: bool
    """Whether it is titled with the element's own name, so that any denial there is of it."""
    said: tuple[Said, ...]


def homes(case: Case, element: Element, terms: Terms) -> Iterator[Home]:
    """Those of the element, in parts that are no plans or promises."""
    scales = terms.denial.scales
    if not element.place:
        return
    yield from _parts(case, element, terms, scales)
    for reading in case.main:
        for start, title, text in (*_rows(reading), *_lines(reading)):
            if not scales.titles(bare_title(title), element.place):
                continue
            meanings = reading.section_at(start)
            if not is_outside(meanings, terms.outside):
                yield Home(reading, title, meanings, True, tuple(_said(start, text)))


def _parts(case: Case, element: Element, terms: Terms, scales: Scales) -> Iterator[Home]:
    for reading in case.main:
        parts = reading.sections
        for index, part in enumerate(parts):
            named = scales.titles(bare_title(part.title), element.place)
            given = bool(element.home) and part.meaning == element.home
            if is_outside(part.meanings, terms.outside) or not (named or given):
                continue
            below = takewhile(lambda later: later.level > part.level, parts[index + 1 :])  # noqa: B023
            blocks = [b for each in (part, *below) for b in each.blocks if b.kind != "table"]
            said = (s for b in blocks for s in _said(b.place.start or 0, b.text))
            yield Home(reading, "", part.meanings, named, tuple(said))


def _rows(reading: Reading) -> Iterator[tuple[int, str, str]]:
    for block in reading.document.tables():
        for label, value in () if is_listing(block) else pairs(block):
            yield value.start, label.text.strip(), value.text


def _lines(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """Paragraphs, and lines of one, that begin with a title of their own, with the lines up to the next such."""
    for block in reading.body:
        if block.kind == "paragraph":
            yield from _led(block)


def _led(block: Block) -> Iterator[tuple[int, str, str]]:
    offset = block.place.start or 0
    heads = [
        found
        for line in re.finditer(r"[^\n]+", block.text)
        if (found := _RUN_IN.match(block.text, line.start(), line.end()))
    ]
    for index, head in enumerate(heads):
        end = heads[index + 1].start() if index + 1 < len(heads) else len(block.text)
        yield offset + head.end(), head["head"].strip(), block.text[head.end() : end]


def _said(start: int, text: str) -> Iterator[Said]:
    for found in _SENTENCE.finditer(text):
        if found.group().strip():
            yield start + found.start(), found.group()
