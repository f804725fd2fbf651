"""A folder of evidence: which year each passage speaks of, and every sighting of a fact with its place.

Last year's report gives what lasts (names, people) and, in its part on the year to come, this year's plan; this
year's plan gives the plan; lists and sheets of this year give results. What names no year, or another one, is not
taken for a result; it is listed as left out, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from advisor.domain import Sighting
from advisor.drafting.filling import in_words
from advisor.drafting.known import Item, name_key
from advisor.drafting.outline import FactBook, FactRow, ReadingRules, Role
from advisor.drafting.trace import Conflict, Source
from advisor.pack.checking import Checking
from advisor.pack.squeeze import squeeze
from advisor.profile.facts import read_profile
from advisor.profile.labels import is_listing
from advisor.profile.reading import Reading
from ingest.document import Block, Document, Place

_HEAD_LINES = 8
_SCANNED = "（扫描识别，请对照原件）"
INDICATORS, NEXT, RESULTS = "indicators", "next_indicators", "results"


@dataclass
class Evidence:
    """Everything the evidence shows: items by fact, documents by the material they are, and what was left out."""

    seen: dict[str, list[Item]] = field(default_factory=dict)
    materials: dict[str, list[str]] = field(default_factory=dict)
    enclosed: list[Document] = field(default_factory=list)
    """documents that go along with the paper"""
    left_out: list[str] = field(default_factory=list)
    sums: dict[str, list[Conflict]] = field(default_factory=dict)
    """totals in the evidence that are not the sum of their rows, by list"""
    year: str = ""

    def add(self, fact: str, item: Item) -> None:
        """Keep a sighting."""
        self.seen.setdefault(fact, []).append(item)

    def leave(self, reason: str) -> None:
        """Remember what was not taken, once."""
        if reason not in self.left_out:
            self.left_out.append(reason)


@dataclass(frozen=True)
class Passage:
    """One document with the year it speaks of and whether it is a plan."""

    reading: Reading
    year: int | None
    plan: bool
    rules: ReadingRules
    name: str
    """of the file; with its folder where another file is called the same"""

    def role(self, meanings: Iterable[str], wanted: int, named: Collection[int] = ()) -> Role | None:
        """What a place of the document speaks of, seen from the wanted year; None when it is of no use.

        `named` are the years that the place itself names, such as the caption of a table: one stands before the
        document's, several leave it open.
        """
        ahead = bool(set(meanings) & set(self.rules.plan_sections))
        year = self.year if not named else next(iter(named)) if len(named) == 1 else None
        if year is None:
            return None if self.plan or ahead else "undated"
        if self.plan or ahead:
            year += 1 if ahead and not self.plan and not named else 0
            return "target" if year == wanted else "next" if year == wanted + 1 else None
        return "now" if year == wanted else "before" if year == wanted - 1 else None

    def source(self, place: Place, quote: str) -> Source:
        """The place in words; what was recognised from a picture says so."""
        document = self.reading.document
        place_in_words = where(place, document.format) + (_SCANNED if document.ocr else "")
        return Source(file=self.name, where=place_in_words, quote=quote.strip()[:120])


def where(place: Place, form: str) -> str:
    """A place as people look it up: page, section, table cell; a sheet has its own number and rows."""
    sheet = form in {"xlsx", "xls", "csv"}
    parts = []
    if place.page:
        parts.append(f"第{place.page}张表" if sheet else f"第{place.page}页")
    if place.section and not sheet:
        parts.append(f"“{place.section.split(' / ')[-1]}”")
    if place.table and not sheet:
        parts.append(f"表{place.table}")
    if place.row:
        parts.append(f"第{place.row}行" + (f"第{place.column}列" if place.column else ""))
    return "".join(parts) or "正文"


def passages_of(readings: Sequence[Reading], rules: ReadingRules) -> list[Passage]:
    """Every readable document with its year."""
    paths = [PurePosixPath(r.path.replace("\\", "/")) for r in readings]
    called = Counter(path.name for path in paths)
    names = [path.name if called[path.name] == 1 else "/".join(path.parts[-2:]) for path in paths]
    return [
        Passage(r, _year_of(r, rules), (r.file.material or "") in rules.plan_materials, rules, name)
        for r, name in zip(readings, names, strict=True)
        if r.document.readable
    ]


def _year_of(reading: Reading, rules: ReadingRules) -> int | None:
    """The year a document says it is about: in its first lines, else in its name, else in that of its folder; None
    when several are named."""
    path = PurePosixPath(reading.path.replace("\\", "/"))
    lines = [line for block in reading.body[:_HEAD_LINES] for line in _title_lines(block)]
    for text in ("\n".join(lines), path.stem, path.parent.name):
        for pattern in rules.years:
            years = {int(found) for found in re.findall(pattern, text)}
            if len(years) == 1:
                return years.pop()
            if years:
                named = re.findall(r"(20\d{2})\s*年\s*度", text)
                return int(named[0]) if len(set(named)) == 1 else None
    return None


def _title_lines(block: Block) -> list[str]:
    """Lines that can name the document's year: no sentences, and of a table its first row where that is a title."""
    if block.kind == "table":
        first = [cell.text for cell in block.cells if cell.row == min(c.row for c in block.cells)]
        return said if len(said := [text for text in first if text.strip()]) == 1 else []
    return [line for line in block.text.splitlines() if len(line) <= 40 and "。" not in line]


def wanted_year(passages: Sequence[Passage], rules: ReadingRules) -> tuple[int, tuple[Source, ...]] | None:
    """The year that most documents fit, with those documents; None when they name none.

    A list fits its own year; a report its own or, as last year's, the next; a plan its own or, as next year's, the one
    before. Among years that fit alike the one without a report of its own is meant: that report is to be written.
    """
    fits: dict[int, list[Passage]] = {}
    reported: set[int] = set()
    for passage in passages:
        if passage.year is None:
            continue
        report = (passage.reading.file.material or "") in rules.report_materials
        reported |= {passage.year} if report else set()
        for shift in (0, -1) if passage.plan else (0, 1) if report else (0,):
            fits.setdefault(passage.year + shift, []).append(passage)
    if not fits:
        return None
    best = max(fits, key=lambda year: (len(fits[year]), year not in reported, -year))
    sources = [
        Source(file=each.name, where=f"写的是{each.year}年", quote=f"{each.year}年") for each in fits[best]
    ]
    return best, tuple(dict.fromkeys(sources))


def read_lasting(passages: Sequence[Passage], book: FactBook, checking: Checking, evidence: Evidence) -> None:
    """Names, people, codes: labelled values of the unit's own papers."""
    own = [p for p in passages if (p.reading.file.material or "") in book.reading.own_materials]
    profile = read_profile([p.reading for p in own], checking)
    by_path = {p.reading.path: p for p in own}
    for row in book.facts:
        for name in row.fields:
            places: dict[tuple[str, Place], list[Sighting]] = {}
            for sighting in profile.sightings(name):
                places.setdefault((sighting.file or "", sighting.place or Place()), []).append(sighting)
            for (path, place), seen in places.items():
                passage = by_path.get(path)
                if passage is not None:
                    # Several names in one cell are one answer.
                    value = "、".join(dict.fromkeys(str(each.value) for each in seen))
                    source = passage.source(place, seen[0].quote)
                    evidence.add(row.id, Item(text=_worded(row, value), sources=(source,)))
        if row.lasting and row.labels and not row.fields:
            for passage in own:
                for place, _, value in labelled(passage, row):
                    evidence.add(row.id, Item(text=value, sources=(passage.source(place, value),)))


def _worded(row: FactRow, value: str) -> str:
    """A value of a choice by its label, a date in words."""
    if row.kind == "date":
        return in_words(value)
    bare = squeeze(value)
    hits = [o.label for o in row.options if any(squeeze(w) in bare for w in (o.label, *o.says))]
    return "、".join(hits) if hits else value


def labelled(passage: Passage, row: FactRow) -> Iterator[tuple[Place, str, str]]:
    """The row's labels as written and the values behind them, in tables of label and value."""
    names = {name_key(each) for each in (row.label, *row.labels)}
    for block in passage.reading.document.tables():
        if is_listing(block) or _heads_figures(block, passage.rules):
            continue
        for label, value in block.pairs:
            if name_key(label.text) in names and value.text.strip():
                place = block.place.model_copy(update={"row": value.row, "column": value.column})
                yield place, label.text, " ".join(value.text.split())


def _heads_figures(block: Block, rules: ReadingRules) -> bool:
    """A table of plan and result: the number beside a name may be either."""
    first = min(cell.row for cell in block.cells) if block.cells else 0
    heads = [squeeze(cell.text) for cell in block.cells if cell.row == first]
    pattern = re.compile("|".join(rules.plan_heads) or r"(?!)")
    return any(pattern.fullmatch(head) for head in heads[1:])


def read_prose(passages: Sequence[Passage], book: FactBook, wanted: int, evidence: Evidence) -> None:
    """Paragraphs of this year's own papers, by the meaning of their section."""
    for row in book.facts:
        if row.kind != "prose" or not row.sections:
            continue
        for passage in passages:
            material = passage.reading.file.material or ""
            if passage.year != wanted or passage.plan or material not in book.reading.report_materials:
                continue
            for item in _paragraphs(passage, row):
                evidence.add(row.id, item)


def _paragraphs(passage: Passage, row: FactRow) -> Iterator[Item]:
    for section in passage.reading.sections:
        if section.meaning not in row.sections:
            continue
        for block in section.blocks:
            if block.kind == "paragraph" and re.search(r"[。；;]", block.text):
                text = " ".join(block.text.split())
                yield Item(text=text, sources=(passage.source(block.place, text),))
