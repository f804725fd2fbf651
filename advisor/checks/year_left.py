"""Parts of an annual report on the year's work or money that are last year's: they name an older year and not this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.checks.grid import Grid, grids
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading, Section, Sentence
from ingest.document import Place

_YEARS = re.compile(r"20\d{2}(?=年(?!\d{1,2}月))|(?:^|(?<=\n))20\d{2}(?=\n|$)")
"""Years as such: in words without a month behind, or alone in a cell."""
_THIS = "上年|20\\d\\d[—～~-]20|今年|本年|当年|报告期|报告年度|两年|三年|历年|近年"
_FIGURES = re.compile(r"(?<![\d.年-])\d+(?:\.\d+)?(?=[万亿]?元|[人名项件家篇台套场次个户])")
_CAPTION = 32
"""Characters of a table's caption at most."""
_SAME = 2
"""Figures that a sentence and a table must have in common, at least, to tell of one and the same year."""


@dataclass(frozen=True)
class Kept:
    """Where a year's figures stand: parts (`sections`), and what tells them in a sentence (`figures`, group `y`) and over a
    table or its columns (`heads`, group `y`)."""

    sections: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Left:
    """What names an older year, and which."""

    year: str
    quote: str
    place: Place


@dataclass(frozen=True)
class _Table:
    caption: str
    years: frozenset[str]
    cells: frozenset[str]
    place: Place


def left_over(reading: Reading, year: int, kept: Kept, comparing: tuple[str, ...]) -> Iterator[Left]:
    """Sentences with figures of an older year and tables that name one: where the whole part names that one year and not
    the reported one, or where a sentence and a table with the same figures name different years."""
    tables = [_table(grid, kept.heads) for grid in grids(reading)]
    for start, end, text in _parts(reading, kept.sections):
        here = [t for t in tables if start <= (t.place.start or 0) < end]
        sentences = [s for s in reading.sentences if start <= s.start < end]
        sentences = [s for s in sentences if not any(re.search(p, s.bare) for p in comparing)]
        named = set(_YEARS.findall(text))
        alone = len(named) == 1 and max(named) < str(year) and not re.search(f"{year}|{_THIS}", text)
        for sentence in sentences:
            found = next((m for p in kept.figures if (m := re.search(p, sentence.bare))), None)
            older = found is not None and int(found["y"]) < year and str(year) not in sentence.bare
            if found and older and (alone or _differ(sentence, here, str(year), found["y"])):
                yield Left(found["y"], sentence.text, sentence.place)
        for table in (t for t in here if len(t.years) == 1 and min(t.years) < str(year)):
            old = min(table.years)
            if alone or any(_same(s, table) and _of(s, str(year), old) for s in sentences):
                yield Left(old, table.caption, table.place)


def _parts(reading: Reading, wanted: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Where each part of these meanings begins and ends, with all the words in it, those of lower parts included."""
    sections = reading.sections
    for index, section in enumerate(sections):
        if section.meaning not in wanted or any(m in wanted for m in _above(sections, index)):
            continue
        below = [section]
        for later in sections[index + 1 :]:
            if later.level <= section.level:
                break
            below.append(later)
        follows = sections[index + len(below) :][:1]
        end = (follows[0].place.start or 0) if follows else len(reading.document.text)
        text = "\n".join(squeeze(each) for s in below for each in re.split("[\n\t]", f"{s.title}\n{s.text}"))
        yield section.place.start or 0, end, text


def _above(sections: tuple[Section, ...], index: int) -> frozenset[str]:
    """Meanings of the parts that hold this one."""
    return (
        sections[index].meanings - {sections[index].meaning or ""}
        if sections[index].level > 1
        else frozenset()
    )


def _table(grid: Grid, heads: tuple[str, ...]) -> _Table:
    caption = (
        squeeze(grid.caption) if len(squeeze(grid.caption)) <= _CAPTION and "。" not in grid.caption else ""
    )
    named = (m["y"] for head in (caption, *grid.column_heads) for p in heads for m in re.finditer(p, head))
    cells = (squeeze(cell.text).replace(",", "") for row in grid.rows for cell in row.values())
    plain = frozenset(re.sub(r"(?<=\d)[^\d.]+$", "", cell) for cell in cells)
    quote = grid.caption if re.search(r"20\d\d", caption) else "、".join(grid.column_heads)
    return _Table(quote, frozenset(named), plain, grid.block.place)


def _same(sentence: Sentence, table: _Table) -> bool:
    """Whether the table holds the sentence's figures, several and all of them."""
    told = set(_FIGURES.findall(sentence.bare))
    return len(told) >= _SAME and told <= table.cells


def _of(sentence: Sentence, year: str, other: str) -> bool:
    return year in sentence.bare and other not in sentence.bare


def _differ(sentence: Sentence, tables: list[_Table], year: str, told: str) -> bool:
    """Whether a table of the reported year has the figures that the sentence gives for an older one."""
    return any(t.years == {year} and _same(sentence, t) for t in tables) and told != year
