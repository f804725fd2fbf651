"""Rows of a form that tell of a partner: 联合建设单位 stands beside them, or over them, and 注册地址 in them is the partner's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.pack.labels import Labels
from advisor.pack.squeeze import bare_label
from ingest.document import Block, Cell

_PARTNERS, _UNIT = "partners", "unit_name"
_OWN = ("申报", "建设", "牵头", "承担", "依托", "平台", "推荐", "填报")
"""How labels of the applicant, its platform and its office begin: rows with them end the partner's"""
_SHORT_NAMES = frozenset({"名称", "单位", "全称"})
"""Labels of a unit's name where the group says whose"""


def of_partners(block: Block, known: Labels) -> dict[int, Cell]:
    """The rows that tell of a partner, each with the cell that says so: one merged down beside them, or one across the
    whole table above them, up to the next of its kind."""
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    found: dict[int, Cell] = {}
    over: Cell | None = None
    for number in sorted(rows):
        first = rows[number][0]
        if over is not None and any(_is_own(cell, known) for cell in rows[number]):
            over = None
        if len(rows[number]) == 1 and first.column_span > 1:
            over = first if _names_partners(first, known) else None
        elif over is not None:
            found[number] = over
        if first.row_span > 1 and len(rows[number]) > 1 and _names_partners(first, known):
            found.update(dict.fromkeys(range(number, number + first.row_span), first))
    return found


def sorted_out(
    found: Iterable[tuple[Cell, Cell]], groups: dict[int, Cell], known: Labels
) -> Iterator[tuple[Cell, Cell]]:
    """The pairs; in the rows of a partner only its name is told, under the label of the group."""
    for label, value in found:
        group = groups.get(label.row)
        if group is None or group is label:
            yield label, value
        elif _names_unit(label, known):
            yield label.model_copy(update={"text": group.text}), value


def _names_partners(cell: Cell, known: Labels) -> bool:
    return any(row.id == _PARTNERS for row in known.get(bare_label(cell.text), ()))


def _is_own(cell: Cell, known: Labels) -> bool:
    name = bare_label(cell.text)
    return name.startswith(_OWN) and name in known


def _names_unit(cell: Cell, known: Labels) -> bool:
    name = bare_label(cell.text)
    return not name.startswith(_OWN) and (
        name in _SHORT_NAMES or any(row.id == _UNIT for row in known.get(name, ()))
    )
