"""Tables by their ruling lines: which lines make a grid, and which of its cells are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import Cell
from ingest.layout.spans import Line, Rule, Span, least_sure, lines_of, run_on, split_at

_MOST_LINES = 400


@dataclass
class Grid:
    """A ruled table: the positions of its columns' and rows' edges, and the cells between them."""

    xs: list[float]
    ys: list[float]
    areas: list[tuple[int, int, int, int]] = field(default_factory=list)
    """first row, first column, last row, last column; all from 0, both ends included"""

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.ys[-1]

    def holds(self, span: Span) -> bool:
        """True when the middle of a span lies inside."""
        middle = (span.left + span.right) / 2
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[0] <= span.middle <= self.ys[-1]


def grids(rules: Sequence[Rule], near: float) -> list[Grid]:
    """The tables that the rules draw, top to bottom; `near` is how far apart touching lines may be."""
    if len(rules) > 40 * _MOST_LINES:
        return []
    merged = _merge([r for r in rules if r.horizontal], near) + _merge(
        [r for r in rules if not r.horizontal], near
    )
    found = [_grid(group, near) for group in _groups(merged, near)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.top)


def _merge(rules: list[Rule], near: float) -> list[Rule]:
    """Pieces of one line, or its two edges, made one."""
    kept: list[Rule] = []
    flat = bool(rules) and rules[0].horizontal
    ordered = sorted(
        rules, key=lambda r: (round(r.top / near), r.left) if flat else (round(r.left / near), r.top)
    )
    for rule in ordered:
        for index in range(len(kept) - 1, max(-1, len(kept) - 8), -1):
            if _continues(kept[index], rule, near, flat):
                last = kept[index]
                kept[index] = Rule(
                    min(last.left, rule.left),
                    min(last.top, rule.top),
                    max(last.right, rule.right),
                    max(last.bottom, rule.bottom),
                )
                break
        else:
            kept.append(rule)
    return kept


def _continues(last: Rule, rule: Rule, near: float, flat: bool) -> bool:
    if flat:
        return (
            abs(last.top - rule.top) <= near
            and rule.left <= last.right + near
            and last.left <= rule.right + near
        )
    return (
        abs(last.left - rule.left) <= near
        and rule.top <= last.bottom + near
        and last.top <= rule.bottom + near
    )


def _groups(rules: list[Rule], near: float) -> list[list[Rule]]:
    """Rules that touch one another, directly or through others."""
    rules = rules[: 2 * _MOST_LINES]
    parents = list(range(len(rules)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for i, one in enumerate(rules):
        for j in range(i):
            if one.horizontal != rules[j].horizontal and _touch(one, rules[j], near):
                parents[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _touch(one: Rule, other: Rule, near: float) -> bool:
    return (
        one.left <= other.right + near
        and other.left <= one.right + near
        and one.top <= other.bottom + near
        and other.top <= one.bottom + near
    )


def _grid(group: list[Rule], near: float) -> Grid | None:
    flat = [rule for rule in group if rule.horizontal]
    upright = [rule for rule in group if not rule.horizontal]
    xs = _positions([(rule.left + rule.right) / 2 for rule in upright], near)
    ys = _positions([(rule.top + rule.bottom) / 2 for rule in flat], near)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5 or len(xs) * len(ys) > 20_000:
        return None
    grid = Grid(xs, ys)
    grid.areas = _areas(grid, flat, upright, near)
    return grid if len(grid.areas) > 1 else None


def _positions(values: list[float], near: float) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 1.5 * near:
            found.append(value)
    return found


def _areas(grid: Grid, flat: list[Rule], upright: list[Rule], near: float) -> list[tuple[int, int, int, int]]:
    """Elementary cells joined wherever no line parts them, as rectangles."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    taken: set[tuple[int, int]] = set()
    areas = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column
            while (
                right + 1 < columns
                and (row, right + 1) not in taken
                and not _parted(
                    upright, grid.xs[right + 1], grid.ys[row], grid.ys[row + 1], near, upright=True
                )
            ):
                right += 1
            below = row
            while below + 1 < rows and not any(
                _parted(flat, grid.ys[below + 1], grid.xs[c], grid.xs[c + 1], near, upright=False)
                or (below + 1, c) in taken
                for c in range(column, right + 1)
            ):
                below += 1
            areas.append((row, column, below, right))
            taken |= {(r, c) for r in range(row, below + 1) for c in range(column, right + 1)}
    return areas


def _parted(rules: list[Rule], at: float, begin: float, end: float, near: float, upright: bool) -> bool:
    """True when a rule stands at a position over most of the way from begin to end."""
    covered = 0.0
    for rule in rules:
        position = (rule.left + rule.right) / 2 if upright else (rule.top + rule.bottom) / 2
        if abs(position - at) <= 1.5 * near:
            first, last = (rule.top, rule.bottom) if upright else (rule.left, rule.right)
            covered += max(0.0, min(last, end) - max(first, begin))
    return covered >= 0.6 * (end - begin)


def cells_of(grid: Grid, spans: Sequence[Span]) -> list[Cell]:
    """The cells of a grid with the words that stand in them."""
    homes: list[list[Span]] = [[] for _ in grid.areas]
    lookup = {
        (row, column): index
        for index, (top, left, bottom, right) in enumerate(grid.areas)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for span in spans:
        row = _slot(grid.ys, span.middle)
        edges = [
            edge
            for c, edge in enumerate(grid.xs[1:-1], 1)
            if lookup.get((row, c)) != lookup.get((row, c - 1))
        ]
        for piece in split_at(span, edges):
            index = lookup.get((row, _slot(grid.xs, (piece.left + piece.right) / 2)))
            if index is not None:
                homes[index].append(piece)
    cells = []
    for (top, left, bottom, right), inside in zip(grid.areas, homes, strict=True):
        text = cell_text(lines_of(inside), grid.xs[left], grid.xs[right + 1])
        cells.append(
            Cell(
                text=text,
                row=top + 1,
                column=left + 1,
                row_span=bottom - top + 1,
                column_span=right - left + 1,
                confidence=least_sure(inside),
            )
        )
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _slot(edges: list[float], value: float) -> int:
    for index in range(len(edges) - 1):
        if value < edges[index + 1]:
            return index
    return len(edges) - 2


def cell_text(lines: list[Line], left: float, right: float) -> str:
    """The lines of a cell; one that fills the cell's width runs on into the next."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            text = line.text
        elif before.right - before.left > (right - left) - 3.2 * before.size:
            text = run_on(text, line.text)
        else:
            text += "\n" + line.text
    return text
