"""Tables of the evidence as rows under heads: captions, the year and unit they name, heads in two rows, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.drafting.evidence import Evidence, Passage
from advisor.drafting.quantity import unit_noted
from advisor.pack.squeeze import squeeze
from ingest.document import Block, Cell

_CAPTION = 40
"""characters; a longer line is no caption"""
_YEAR = re.compile(r"(?<![\d〔\[【])(20\d{2})(?![\d.\-/])(?!年\d{1,2}月)")
"""a year, and not the date somebody filled in"""
_BRACKETS = re.compile(r"[（(][^（()）]{1,6}[)）]")
_FIRST_ROWS = 5
"""rows among which the heads stand"""


@dataclass(frozen=True)
class Head:
    """A column's head: the words of its own, the words above it, and the year they name."""

    text: str
    above: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Grid:
    """A table's rows as cells by column under one reading of its heads, its caption, and where it stands."""

    passage: Passage
    block: Block
    caption: str
    unit: str
    """of money, as a line over the table sets it"""
    years: frozenset[int]
    """named by its caption, its sheet or the row over it; empty where only the document tells"""
    heads: Mapping[int, Head]
    rows: tuple[Mapping[int, Cell], ...]
    meanings: frozenset[str]


def grids(passage: Passage, evidence: Evidence) -> Iterator[tuple[Grid, ...]]:
    """Every table of a document, each as the ways its first rows may be heads; hidden sheets are told and left."""
    lines: list[str] = []
    after_table = False
    for block in passage.reading.document.blocks:
        if block.kind != "table":
            lines = [block.text.strip()] if after_table else [*lines[-1:], block.text.strip()]
            after_table = False
            continue
        after_table = True
        if "hidden" in block.flags:
            evidence.leave(f"{passage.name}：工作表“{block.anchor or ''}”是隐藏的，没有采用")
            continue
        captions = [line for line in lines if line and len(line) <= _CAPTION and "。" not in line]
        yield tuple(_readings(passage, block, captions))


def _readings(passage: Passage, block: Block, captions: list[str]) -> Iterator[Grid]:
    rows = _filled(block)
    meanings = passage.reading.section_at(block.place.start)
    for at in range(min(_FIRST_ROWS, len(rows) - 1)):
        over = [text for row in rows[:at] for text in _texts(row)]
        said = [*captions, *over]
        years = {int(found) for text in said for found in _YEAR.findall(squeeze(text))}
        unit = next((unit for text in reversed(said) if (unit := unit_noted(text))), "")
        caption = " ".join([*said, passage.name])
        for heads, below in _heads(rows, at):
            yield Grid(passage, block, caption, unit, frozenset(years), heads, tuple(below), meanings)


def _heads(rows: list[dict[int, Cell]], at: int) -> Iterator[tuple[dict[int, Head], list[dict[int, Cell]]]]:
    first = rows[at]
    if at + 2 < len(rows):
        second = rows[at + 1]
        units = [text for text in _texts(second) if _BRACKETS.fullmatch(text)]
        if any(cell.column_span > 1 for cell in first.values()) or len(units) == len(_texts(second)):
            both = {
                column: _head(cell.text, first[column].text if column in first else "")
                for column, cell in second.items()
            }
            yield both, rows[at + 2 :]
    yield {column: _head(cell.text) for column, cell in first.items()}, rows[at + 1 :]


def _head(text: str, above: str = "") -> Head:
    above = "" if squeeze(above) == squeeze(text) else above
    years = {int(found) for found in _YEAR.findall(squeeze(f"{text} {above}"))}
    return Head(text, above, years.pop() if len(years) == 1 else None)


def _filled(block: Block) -> list[dict[int, Cell]]:
    """Rows by column; a merged cell stands in every row and column it covers, its words once and for all."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, {})
    for cell in block.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if row in rows:
                    rows[row].setdefault(column, cell)
    return [rows[row] for row in sorted(rows) if any(c.text.strip() for c in rows[row].values())]


def _texts(row: Mapping[int, Cell]) -> list[str]:
    return list(dict.fromkeys(cell.text.strip() for cell in row.values() if cell.text.strip()))
