"""Titles in an annual report and in the papers beside it that give its tables, parts and proofs to another year, and proofs
that tell the reported year's figures of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case
from advisor.checks.grid import Grid, grids
from advisor.checks.year_left import Left
from advisor.checks.year_words import digits, whole_years
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Frozen, Place

_YEARS = re.compile(r"20\d{2}")
_OPENS = re.compile(r"(20\d{2})年(?!\d)")
_FIGURES = re.compile(r"\d+(?:\.\d+)?(?:万?元|亿元|人次|人|项|件|家|篇|台|套|场|个|户|门|期)")
_SUMS = re.compile(r"\d+(?:\.\d+)?(?=万?元|亿元)")
_NUMBERED = re.compile(r"^[(（]?(?:附?[表图件录])?[\d一二三四五六七八九十.．-]*[)）、.．:：]?(?!\d{2}年)")
_FILLERS = re.compile("^年度?|^的|全年|重点|主要|本|构成|完成|情况")
_SEVERAL = 2
"""Figures that a proof must have in common with the report, at least."""
_LONGEST = 40
"""Characters of a title at most."""


class Titled(Frozen):
    """Wordings (group `y`) by which a title gives what stands below it to a year's work: in the report itself (`works`)
    and over papers of `materials` (`proofs`); a title with words of `unless` lawfully looks at another year."""

    works: str = "(?!)(?P<y>)"
    proofs: str = "(?!)(?P<y>)"
    unless: str = "$^"
    materials: tuple[str, ...] = ()


def titled_otherwise(case: Case, year: int, titled: Titled) -> Iterator[tuple[str, Left]]:
    """Titles that name an earlier year alone, with the file; one that stands beside the same title of the reported year
    sets the two against each other. Proofs that give an earlier year several figures, all of which the report gives."""
    for reading in case.main:
        yield from (
            (reading.path, left) for left in _of(titled.works, list(_titles(reading, year)), year, titled)
        )
    reported = _reported(case, year)
    beside = [r for r in case.readings if r.file.material in {*titled.materials, None} and r not in case.main]
    for reading in beside:
        titles = list(_heads(reading))
        yield from ((reading.path, left) for left in _of(titled.proofs, titles, year, titled))
        yield from ((reading.path, left) for left in _proved(reading, year, reported, titled))


def _reported(case: Case, year: int) -> set[str]:
    """The figures that the report tells of its year: not those of clauses and tables that speak of the year before."""
    before = re.compile(rf"{year - 1}|[上去]年|上一年|同期|较|比")
    clauses = (
        clause
        for reading in case.main
        for block in reading.body
        for clause in ([block.text] if block.kind == "table" else re.split("[，,。；;]", block.text))
        if not before.search(squeeze(clause))
    )
    return {figure for clause in clauses for figure in _FIGURES.findall(_plain(clause))}


def _proved(reading: Reading, year: int, reported: set[str], titled: Titled) -> Iterator[Left]:
    """Sentences that give another year the figures reported; none in a paper that tells of the reported year beside it."""
    told = [(sentence, whole_years(sentence.bare)) for sentence in reading.sentences]
    if any(str(year) in text and _FIGURES.search(text) for _, text in told):
        return
    for sentence, text in told:
        found, figures = _OPENS.match(text), set(_FIGURES.findall(_plain(text)))
        if not found or int(found[1]) >= year or set(_YEARS.findall(text)) != {found[1]}:
            continue
        if len(figures) >= _SEVERAL and figures <= reported and not re.search(titled.unless, text):
            yield Left(found[1], sentence.text, sentence.place)


def _plain(text: str) -> str:
    return squeeze(text).replace(",", "")


def _of(pattern: str, titles: list[tuple[str, Place]], year: int, titled: Titled) -> Iterator[Left]:
    plain = [(digits(squeeze(text)), text, place) for text, place in titles]
    own = {_bare(title) for title, _, _ in plain if str(year) in title}
    for title, text, place in {
        title: (title, text, place) for title, text, place in reversed(plain)
    }.values():
        found = re.search(pattern, title)
        if not found or set(_YEARS.findall(title)) != {found["y"]} or int(found["y"]) >= year:
            continue
        if not re.search(titled.unless, title) and not any(_alike(_bare(title), each) for each in own):
            yield Left(found["y"], text.strip(), place)


def _bare(title: str) -> str:
    """A title without its number and its year, and what titles say or leave out beside."""
    return _FILLERS.sub("", _YEARS.sub("", _NUMBERED.sub("", title)))


def _alike(one: str, other: str) -> bool:
    """Whether two titles are the same, or one goes on where the other ends."""
    return bool(one and other) and (one in other or other in one)


def _titles(reading: Reading, year: int) -> Iterator[tuple[str, Place]]:
    """Titles of parts, and what stands over tables, unless the text about a table tells other figures of the year."""
    for part in reading.sections:
        if len(part.title) <= _LONGEST:
            yield part.title, part.place
    for grid in grids(reading):
        caption = len(grid.caption) <= _LONGEST and not re.search("[。；;]", grid.caption)
        if caption and not _told_apart(reading, grid, year):
            yield grid.caption, grid.block.place


def _told_apart(reading: Reading, grid: Grid, year: int) -> bool:
    """Whether the part of a table tells this year's sums, and none of them stands in the table."""
    here = reading.section_at(grid.block.place.start or 0)
    said = (s.bare for s in reading.sentences if here and s.meanings == here)
    own = re.compile(rf"{year}年|本年|今年|全年")
    sums = {sum for text in said if own.search(text) for sum in _SUMS.findall(text)}
    cells = set(re.findall(r"\d+(?:\.\d+)?", _plain(grid.block.text)))
    return bool(sums) and not sums & cells


def _heads(reading: Reading) -> Iterator[tuple[str, Place]]:
    """The words that open a paper, and what stands over its tables."""
    for block in [b for b in reading.document.blocks if b.kind not in {"header", "footer"}][:2]:
        if block.kind != "table" and len(block.text) <= _LONGEST and not re.search("[。；;：:]", block.text):
            yield block.text, block.place
    for grid in grids(reading):
        if len(grid.caption) <= _LONGEST and not re.search("[。；;]", grid.caption):
            yield grid.caption, grid.block.place
