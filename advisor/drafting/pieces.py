"""The pieces of a paper that are no sentences: forms, lists as tables, plan against result, enclosures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.drafting.composition import Composition
from advisor.drafting.dossier import ratio
from advisor.drafting.known import Item, Known
from advisor.drafting.outline import Column, FactRow, Part
from advisor.drafting.ruled import Table
from advisor.drafting.trace import Source

LABEL_PARTS, VALUE_PARTS = 3, 8
"""parts of the width of a form"""
_NUMBER_SHARE = 12
"""the column of running numbers takes one part in so many"""


def add_form(work: Composition, names: Sequence[str]) -> None:
    """Facts as label and value; forms that follow each other are one."""
    facts = [work.dossier.book.fact(name) for name in names]
    rows = [(row.label, work.value(row.id)) for row in facts if work.fits(row.tracks, ())]
    above = work.paper.lines[-1] if work.paper.lines else None
    if isinstance(above, Table) and not above.head:
        rows = [*((row[0], row[1]) for row in above.rows), *rows]
        work.paper.lines.pop()
    work.paper.lines.append(Table(rows, (LABEL_PARTS, VALUE_PARTS), head=False, labels=(0,)))


def add_table(work: Composition, part: Part, row: FactRow, known: Known) -> None:
    """The list as a table; columns that are empty and may be so are left out, totals are added up."""
    columns = [c for c in row.columns if not part.columns or c.id in part.columns]
    columns = [c for c in columns if not c.optional or any(item.cells.get(c.id) for item in known.items)]
    rows = [["序号", *(column.label for column in columns)]]
    for number, item in enumerate(known.items, start=1):
        rows.append([str(number), *(_cell(work, row, item, column, number) for column in columns)])
        told = [
            f"{column.label} {text}" if column.number else text
            for column in row.columns
            if (text := item.cells.get(column.id, ""))
        ]
        work.use(row, "；".join(told), item.sources, f"{row.label}第{number}条")
    totals = {name: work.dossier.total(row.id, name) for name in row.totals}
    if len(known.items) > 1 and any(totals.values()):
        rows.append(["", *_totals(work, row, columns, totals)])
    work.paper.lines.append(_numbered(rows, [column.width for column in columns]))


def _numbered(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """A table whose first column holds running numbers."""
    return Table(rows, (sum(widths) // _NUMBER_SHARE + 1, *widths))


def _cell(work: Composition, row: FactRow, item: Item, column: Column, number: int) -> str:
    text = item.cells.get(column.id, "")
    if text or column.optional:
        return text
    return work.gap(row, None, f"{row.label}第{number}条的{column.label}")


def _totals(
    work: Composition, row: FactRow, columns: Sequence[Column], totals: dict[str, Item | None]
) -> Iterator[str]:
    for place, column in enumerate(columns):
        total = totals.get(column.id)
        if total is not None:
            work.use(row, total.text, total.sources, f"{row.label}合计")
        yield total.text if total is not None else "合计" if place == 0 else ""


def add_comparison(work: Composition, row: FactRow) -> None:
    """Plan against result, with the ratio computed; what only tells a result has no plan and is left to its own part."""
    told = row.id in work.dossier.told
    items = [i for i in work.dossier.indicators.items if told or i.cells.get("plan")]
    if not items:
        work.paper.add("text", work.gap(row))
        return
    rows = [["序号", "指标", "单位", "计划", "完成", "完成率"]]
    for number, item in enumerate(items, start=1):
        cells = {name: item.cells.get(name, "") for name in ("name", "unit", "plan", "result")}
        found = ratio(cells["plan"], cells["result"], cells["unit"])
        sources = item.sources + ((found[1],) if found else ())
        work.use(row, _compared(cells, found[0] if found else ""), sources, cells["name"])
        for name, label in (("plan", "计划"), ("result", "完成")):
            cells[name] = cells[name] or work.gap(row, None, f"{cells['name']}的{label}值")
        rows.append([str(number), *cells.values(), found[0] if found else "—"])
    work.paper.lines.append(_numbered(rows, (20, 7, 9, 9, 9)))


def _compared(cells: dict[str, str], done: str) -> str:
    """Plan, result and ratio as the table of sources tells them."""
    told = [f"{label} {text}" for label, text in (("计划", cells["plan"]), ("完成", cells["result"])) if text]
    unit = [f"单位 {cells['unit']}"] if cells["unit"] else []
    return "；".join([*unit, *told, *([f"完成率 {done}"] if done else [])])


def add_papers(work: Composition) -> None:
    """The documents to be enclosed, those not there yet marked."""
    for number, each in enumerate(work.enclosed, start=1):
        wanted = each.file is None and not each.later
        if each.file is not None:
            row = work.dossier.book.fact(work.outline.choice)
            work.use(row, each.name, (Source(file=each.file, where="全文"),), each.name)
        # A line of a list ends as one: without a sign at its end it reads as a heading.
        end = "。" if number == len(work.enclosed) else "；"
        work.paper.add("text", f"{number}. {work.mark(each.name) if wanted else each.name}{end}")
