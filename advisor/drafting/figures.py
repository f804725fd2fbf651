"""Figures and lists in the evidence: label cells, sentences, tables of records, tables and sentences of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.drafting.evidence import Evidence, Passage, labelled
from advisor.drafting.known import Item, name_key, number
from advisor.drafting.outline import Column, FactBook, FactRow, Role
from advisor.pack.checking import Checking
from advisor.pack.squeeze import squeeze
from ingest.dates import find_dates
from ingest.document import Block, Cell

_FACTORS = {"元": Decimal("0.0001"), "亿元": Decimal(10000)}
_UNIT = re.compile(r"[（(]([^（()）]{1,4})[)）]\s*$")
INDICATORS, NEXT, RESULTS = "indicators", "next_indicators", "results"
_CLAIMED = {"target": (INDICATORS, "plan"), "next": (NEXT, "plan"), "now": (RESULTS, "result")}


@dataclass(frozen=True)
class Grid:
    """A table's rows as cells by column, its caption, and where it stands."""

    passage: Passage
    block: Block
    caption: str
    rows: tuple[dict[int, Cell], ...]
    meanings: frozenset[str]


def read_figures(
    passages: Sequence[Passage], book: FactBook, checking: Checking, wanted: int, evidence: Evidence
) -> None:
    """Numbers behind labels and in sentences of this year's papers."""
    rows = [(row, _patterns(row, checking)) for row in book.facts if row.kind == "figure"]
    aside = re.compile("|".join(book.reading.asides) or r"(?!)")
    for passage in passages:
        if passage.role((), wanted) != "now":
            continue
        for row, _ in rows:
            for place, value in labelled(passage, row):
                amount = number(value.removesuffix(row.unit))
                if amount is not None:
                    evidence.add(row.id, Item(text=f"{amount:f}", sources=(passage.source(place, value),)))
        for sentence in passage.reading.sentences:
            if passage.role(sentence.meanings, wanted) != "now" or _other_year(sentence.bare, wanted):
                continue
            for row, patterns in rows:
                for text in _told(sentence.bare, patterns, aside, row.unit):
                    evidence.add(
                        row.id, Item(text=text, sources=(passage.source(sentence.place, sentence.text),))
                    )


def _patterns(row: FactRow, checking: Checking) -> tuple[str, ...]:
    figure = next((each for each in checking.figures if each.id == row.figure), None)
    return (*row.patterns, *(figure.patterns if figure else ()))


def _other_year(text: str, wanted: int) -> bool:
    years = set(re.findall(r"20\d{2}(?=年)", text))
    return bool(years) and str(wanted) not in years


def _told(text: str, patterns: Sequence[str], aside: re.Pattern[str], unit: str) -> Iterator[str]:
    for pattern in patterns:
        for found in re.finditer(pattern, text):
            clause = re.split(r"[,。;]", text[: found.start()])[-1] + found.group()
            said = found.groupdict().get("u") or unit
            if aside.search(clause) or (said != unit and said not in _FACTORS):
                continue
            amount = Decimal(found["n"].replace(",", ""))
            yield f"{(amount if said == unit else amount * _FACTORS[said]).normalize():f}"


def read_lists(passages: Sequence[Passage], book: FactBook, wanted: int, evidence: Evidence) -> None:
    """Records of tables whose heads are a list's columns; a record of another year is left out, and said."""
    lists = [row for row in book.facts if row.kind == "list"]
    for passage in passages:
        for grid in _grids(passage):
            role = passage.role(grid.meanings, wanted)
            best = max(
                ((_fit(row, grid, role), row) for row in lists), key=lambda pair: pair[0][0], default=None
            )
            if best is None or best[0][0] == 0 or role is None:
                continue
            (_, columns), row = best
            for item in _records(row, columns, grid, role, wanted, book, evidence):
                evidence.add(row.id, item)


def _grids(passage: Passage) -> Iterator[Grid]:
    caption = ""
    for block in passage.reading.document.blocks:
        if block.kind != "table":
            caption = block.text.strip() or caption
            continue
        rows: dict[int, dict[int, Cell]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        ordered = tuple(rows[row] for row in sorted(rows))
        while (
            len(ordered) > 2
            and len(said := [c.text.strip() for c in ordered[0].values() if c.text.strip()]) == 1
        ):
            # A title over the whole width is no row of heads.
            caption, ordered = said[0], ordered[1:]
        if len(ordered) >= 2:
            meanings = passage.reading.section_at(block.place.start)
            yield Grid(passage, block, f"{caption} {passage.name}", ordered, meanings)


def _fit(row: FactRow, grid: Grid, role: Role | None) -> tuple[int, dict[int, Column]]:
    """How well a table's heads are the list's columns (0: they are not), and which column is which."""
    titled = any(re.search(pattern, grid.caption) for pattern in row.titles)
    columns: dict[int, Column] = {}
    own = False
    for place, cell in grid.rows[0].items():
        head = name_key(cell.text)
        for column in row.columns:
            if column in columns.values() or (role is not None and role not in column.roles):
                continue
            if head in {name_key(column.label), *(name_key(each) for each in column.labels)}:
                columns[place] = column
                own = own or (column.id == row.key and head == name_key(column.label))
                break
    found = {column.id for column in columns.values()}
    enough = row.key in found and len(found) >= 2 and (titled or own)
    return (len(found) * 2 + titled * 3 + own if enough else 0), columns


def _records(
    row: FactRow,
    columns: dict[int, Column],
    grid: Grid,
    role: Role,
    wanted: int,
    book: FactBook,
    evidence: Evidence,
) -> Iterator[Item]:
    total = re.compile("|".join(book.reading.no_total))
    for cells in grid.rows[1:]:
        values = {c.id: " ".join(cells[p].text.split()) for p, c in columns.items() if p in cells}
        first = next((text for text in (cell.text.strip() for cell in cells.values()) if text), "")
        if not values.get(row.key) or total.search(first) or total.search(values[row.key]):
            continue
        place = grid.block.place.model_copy(update={"row": next(iter(cells.values())).row})
        reason = _unfit(row, columns, values, role, wanted)
        if reason:
            at = grid.passage.source(place, "").text
            evidence.leave(f"{at}“{next(filter(None, values.values()))}”：{reason}，未采用")
            continue
        values = {name: _plain(row.column(name), text) for name, text in values.items()}
        if row.id in {INDICATORS, NEXT}:
            values = _with_unit(row, values)
        yield Item(cells=values, sources=(grid.passage.source(place, "；".join(values.values())),))


def _unfit(row: FactRow, columns: dict[int, Column], values: dict[str, str], role: Role, wanted: int) -> str:
    """Why a record is not this year's; empty when it is."""
    dated = next((column.id for column in columns.values() if column.date), "")
    years = {span.latest.year for span in find_dates(values.get(dated, ""))} if dated else set()
    bare = re.fullmatch(r"(20\d{2})年?", squeeze(values.get(dated, "")))
    years |= {int(bare[1])} if bare else set()
    if years and wanted not in years:
        return f"是{max(years)}年的"
    if role == "undated" and not years:
        return "看不出是哪一年的"
    return ""


def _plain(column: Column | None, text: str) -> str:
    """A number without its unit; anything else as it stands."""
    if column is None or not column.number:
        return text
    amount = number(text)
    return text if amount is None else f"{amount:f}"


def _with_unit(row: FactRow, values: dict[str, str]) -> dict[str, str]:
    """The unit in brackets behind a name becomes the unit's own cell."""
    found = _UNIT.search(values[row.key])
    if found and not values.get("unit"):
        return values | {row.key: values[row.key][: found.start()].strip(), "unit": found[1]}
    return values


def read_claims(passages: Sequence[Passage], book: FactBook, wanted: int, evidence: Evidence) -> None:
    """Sentences of plans that set a figure, and this year's sentences that tell what became of it."""
    aside = re.compile("|".join(book.reading.asides) or r"(?!)")
    for passage in passages:
        for sentence in passage.reading.sentences:
            role = passage.role(sentence.meanings, wanted)
            fact, column = _CLAIMED.get(role or "undated", ("", ""))
            if not fact or (role != "next" and _other_year(sentence.bare, wanted)):
                continue
            for pattern in book.reading.claims:
                for found in re.finditer(pattern, sentence.bare):
                    clause = re.split(r"[,。;]", sentence.bare[: found.start()])[-1] + found.group()
                    if column == "result" and aside.search(clause):
                        continue
                    cells = {"name": found["name"], "unit": found["u"], column: found["n"]}
                    source = passage.source(sentence.place, sentence.text)
                    evidence.add(fact, Item(cells=cells, sources=(source,)))


def link_results(book: FactBook, evidence: Evidence) -> None:
    """A result in a table of indicators also tells the figure of the same name and unit."""
    for item in evidence.seen.get(INDICATORS, ()):
        result = item.cells.get("result")
        for row in book.facts if result else ():
            names = {name_key(each) for each in row.names}
            same_unit = item.cells.get("unit", "") in {"", row.unit}
            if row.kind == "figure" and same_unit and name_key(item.cells["name"]) in names:
                evidence.add(row.id, Item(text=result or "", sources=item.sources))
