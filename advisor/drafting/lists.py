"""Records of the evidence: tables whose heads are a list's columns; what is another year's is left out, and said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from advisor.drafting.evidence import INDICATORS, NEXT, Evidence, Passage
from advisor.drafting.filling import in_words
from advisor.drafting.fitting import Fit, best_fit
from advisor.drafting.grids import grids
from advisor.drafting.known import Item, name_key, record_key
from advisor.drafting.outline import Column, FactBook, ReadingRules
from advisor.drafting.quantity import COMPUTED, conversion, plain, quantity, turned, unit_of
from advisor.drafting.trace import Claim, Conflict, Source
from advisor.pack.squeeze import squeeze
from ingest.chinese import narrow
from ingest.dates import find_dates
from ingest.document import Cell


def read_lists(passages: Sequence[Passage], book: FactBook, wanted: int, evidence: Evidence) -> None:
    """Records of every table that lists something the papers tell."""
    lists = [row for row in book.facts if row.kind == "list"]
    for passage in passages:
        for ways in grids(passage, evidence):
            best = best_fit(lists, ways, wanted, book.reading)
            if best is not None:
                for item in _records(best, wanted, book.reading, evidence):
                    evidence.add(best.row.id, item)
            elif (
                other := best_fit(lists, ways, wanted, book.reading, role="now")
            ) is not None and other.grid.years:
                at = other.grid.passage.source(other.grid.block.place, "").text
                years = "、".join(f"{year}年" for year in sorted(other.grid.years))
                evidence.leave(f"{at}“{other.row.label}”：表上写的是{years}，未采用")


def read_lines(passages: Sequence[Passage], book: FactBook, wanted: int, evidence: Evidence) -> None:
    """Records that are lines of text, such as references by GB/T 7714; those of another year are left out, and said."""
    patterns = [(row, re.compile(line)) for row in book.facts for line in row.lines]
    for passage in passages:
        for block in passage.reading.body:
            text = narrow(" ".join(block.text.split()))
            for row, pattern in patterns if block.kind == "paragraph" else ():
                found = pattern.search(text)
                if found is None or passage.role((), wanted) not in {"now", "undated"}:
                    continue
                source = passage.source(block.place, block.text)
                cells = {c.id: found[c.id].strip() for c in row.columns if found.groupdict().get(c.id)}
                dated = next((cells.get(c.id, "") for c in row.columns if c.date), "")
                if str(wanted) not in dated:
                    evidence.leave(f"{source.text}“{cells[row.key]}”：是{dated}年的，未采用")
                    continue
                evidence.add(row.id, Item(cells=cells, sources=(source,)))


def _records(fit: Fit, wanted: int, rules: ReadingRules, evidence: Evidence) -> Iterator[Item]:
    total = re.compile("|".join(rules.no_total) or r"(?!)")
    heads = {squeeze(head.text) for head in fit.grid.heads.values()}
    nth: Counter[str] = Counter()
    read: list[Item | None] = []
    since = 0
    for cells in fit.grid.rows:
        texts = [squeeze(cell.text) for cell in cells.values() if cell.text.strip()]
        if not texts or set(texts) <= heads:
            continue
        record = _Record(fit, cells, wanted, rules, evidence)
        if total.search(texts[0]) or total.search(squeeze(record.key)):
            record.compare(read, since)
            since = len(read)
            continue
        item = record.read() if record.key else None
        read.append(item)
        if item is None:
            continue
        key = record_key(fit.row, item)
        nth[key] += 1
        if nth[key] > 1 and not fit.row.repeats:
            evidence.leave(f"{item.sources[0].text}“{record.key}”：同一张表里列了两次，只算一次")
        yield item.model_copy(update={"nth": nth[key] if fit.row.repeats else 1})


class _Record:
    """One row of a table on its way to a record."""

    def __init__(
        self, fit: Fit, cells: Mapping[int, Cell], wanted: int, rules: ReadingRules, evidence: Evidence
    ) -> None:
        self.fit, self.cells, self.wanted, self.rules, self.evidence = fit, cells, wanted, rules, evidence
        row = max(cell.row for cell in cells.values())
        place = fit.grid.block.place.model_copy(update={"row": row})
        self.source = fit.grid.passage.source(place, "；".join(_distinct(cells)))
        self.more: list[Source] = []
        self._names = {fit.row.key, fit.row.columns[0].id}

    @property
    def key(self) -> str:
        """What the record is called; empty for a row that is none."""
        return self._text(self.fit.row.key)

    def read(self) -> Item | None:
        """The record; None for another year's, which is said."""
        fit = self.fit
        reason, dated = self._dated()
        if reason:
            named = self._text(fit.row.columns[0].id) or self.key
            self.evidence.leave(f"{self.source.text}“{named}”：{reason}，未采用")
            return None
        values = {}
        for column in fit.row.columns:
            if column.id in fit.columns:
                values[column.id] = dated if column.date else self._value(column)
        if fit.row.id in {INDICATORS, NEXT}:
            values = self._measured(values)
        return Item(cells=values, sources=(self.source, *self.more))

    def compare(self, read: Sequence[Item | None], since: int) -> None:
        """A row that adds up the rows over it, or those since the last such row: say so where it is neither sum."""
        for name in self.fit.row.totals:
            column = self.fit.row.column(name)
            if column is None or name not in self.fit.columns or not read or None in read:
                continue
            told = quantity(self._value(column))
            parts = [quantity(item.cells.get(name, "")) for item in read if item]
            amounts = [part.amount for part in parts if part]
            come = sum(amounts, Decimal(0))
            if told is None or len(amounts) < len(parts) or told.amount in {come, sum(amounts[since:])}:
                continue
            self.evidence.sums.setdefault(self.fit.row.id, []).append(
                self._unequal(
                    column, self._text(name), f"{plain(come)}{unit_of(column.label, self.rules.units)}"
                )
            )

    def _unequal(self, column: Column, wrote: str, come: str) -> Conflict:
        """The total as written beside the sum; the paper has the sum."""
        added = Source(file=COMPUTED, where=f"“{column.label}”各行相加", by="computed")
        claims = (
            Claim(value=f"写的合计 {wrote}", sources=(self.source,)),
            Claim(value=f"各行相加 {come}", sources=(added,)),
        )
        row = self.fit.row
        return Conflict(field=row.id, label=f"{row.label}合计", claims=claims, chosen=claims[1].value)

    def _cell(self, place: int) -> str:
        return self.cells[place].text.strip() if place in self.cells else ""

    def _text(self, column: str) -> str:
        for place in self.fit.columns.get(column, ()):
            if self._cell(place):
                return self._whole(column, one_line(self._cell(place), name=column in self._names))
        return ""

    def _whole(self, column: str, text: str) -> str:
        """A number of letters and figures that a narrow cell has broken, in one piece."""
        row = self.fit.row.column(column)
        return re.sub(r"(?<=[\d.\-—])\s+(?=[\d.])", "", text) if row is not None and row.code else text

    def _dated(self) -> tuple[str, str]:
        """Why the record is not this year's, empty when it is; and the date that makes it so."""
        column = next((column for column in self.fit.row.columns if column.date), None)
        name = column.id if column else ""
        places = [place for place in self.fit.columns.get(name, ()) if self._cell(place)]
        years = {place: _years(self._cell(place)) for place in places}
        fitting = [place for place in places if self.wanted in years[place]]
        said = {year for found in years.values() for year in found}
        if said and not fitting:
            return f"是{max(said)}年的", ""
        if self.fit.role == "undated" and not said:
            return "看不出是哪一年的", ""
        place = next(iter(fitting or places), None)
        if place is None:
            return "", ""
        text = one_line(self._cell(place))
        # A narrow cell breaks a date anywhere: 2025.03.0 4.
        mended = in_words(re.sub(r"(?<=[\d.\-/])\s+(?=[\d.\-/])", "", text))
        text = mended if mended.endswith(("日", "月")) else in_words(text)
        head = squeeze(self.fit.grid.heads[place].text)
        known = column is not None and name_key(head) in {name_key(n) for n in (column.label, *column.labels)}
        return "", text if known and len(self.fit.columns[name]) == 1 else f"{text}（{head}）"

    def _value(self, column: Column) -> str:
        text = self._text(column.id)
        if not column.number or not text or self.fit.row.id in {INDICATORS, NEXT}:
            return text
        if self._shared(column.id):
            return self._left(column, text, "是合并的单元格，分不到各条")
        place = self.fit.columns[column.id][0]
        wanted = unit_of(column.label, self.rules.units)
        head = self.fit.grid.heads[place]
        default = unit_of(head.text, self.rules.units) or unit_of(head.above, self.rules.units)
        default = default or (self.fit.grid.unit if wanted.endswith("元") else "")
        found = quantity(text)
        if found is None:
            return self._left(column, text, "不是一个确定的数")
        if not wanted:
            return plain(found.amount) if not found.magnitude else found.written
        amount = turned(found, default, wanted, self.rules.same_units)
        if amount is None:
            return self._left(column, text, f"看不出是多少{wanted}")
        if amount != found.amount:
            written = found.written if found.unit or found.magnitude else f"{found.written}{default}"
            self.more.append(conversion(written, plain(amount), wanted))
        return plain(amount)

    def _shared(self, column: str) -> bool:
        """Whether the cell is merged over several records or columns, so that its number is of all of them."""
        cell = self.cells.get(self.fit.columns[column][0])
        return cell is not None and (cell.row_span > 1 or cell.column_span > 1)

    def _left(self, column: Column, text: str, why: str) -> str:
        self.evidence.leave(f"{self.source.text}“{column.label}”写的是“{text}”，{why}，没有采用")
        return ""

    def _measured(self, values: dict[str, str]) -> dict[str, str]:
        """An indicator with its unit in a cell of its own, where plan and result have the same one."""
        name, unit = values[self.fit.row.key], values.get("unit", "")
        named = unit_of(name, self.rules.units)
        if named:
            name = re.sub(r"[（(][^（()）]*[)）]\s*$", "", name).strip()
        unit = unit or named or self._head_unit()
        for each in ("plan", "result"):
            column = self.fit.row.column(each)
            if values.get(each) and column and self._shared(each):
                values = values | {each: self._left(column, values[each], "是合并的单元格，分不到各条")}
        numbers = {each: quantity(values[each]) for each in ("plan", "result") if values.get(each)}
        units = {q.magnitude + q.unit for q in numbers.values() if q is not None and q.magnitude + q.unit}
        if not unit and len(units) == 1 and all(q and q.unit for q in numbers.values()):
            unit = units.pop()
        for each, found in numbers.items():
            if found is not None and (found.magnitude + found.unit) in {"", unit}:
                values = values | {each: plain(found.amount)}
            elif found is not None:
                values = values | {each: found.written}
        return values | {self.fit.row.key: name, "unit": unit}

    def _head_unit(self) -> str:
        """The unit that the heads of the numbers name, where they name one."""
        places = [self.fit.columns[each][0] for each in ("plan", "result") if each in self.fit.columns]
        units = {unit_of(self.fit.grid.heads[place].text, self.rules.units) for place in places}
        return units.pop() if len(units) == 1 else ""


def one_line(text: str, *, name: bool = False) -> str:
    """A cell's words on one line; a name that is broken over lines is one word again."""
    if name:
        text = re.sub(r"(?<=[\u4e00-\u9fff（）])\s*\n\s*(?=[\u4e00-\u9fff（）])", "", text)
    return " ".join(text.split())


def _years(text: str) -> set[int]:
    years = {year for span in find_dates(text) for year in (span.earliest.year, span.latest.year)}
    bare = re.fullmatch(r"(20\d{2})(?:年度?)?", squeeze(text))
    return years | ({int(bare[1])} if bare else set())


def _distinct(cells: Mapping[int, Cell]) -> list[str]:
    return list(dict.fromkeys(text for cell in cells.values() if (text := " ".join(cell.text.split()))))
