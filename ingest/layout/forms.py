"""Forms without ruling lines, such as a business licence: labels and values told by their alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import Cell
from ingest.layout.grid import cell_text
from ingest.layout.spans import Line, Span, least_sure, lines_of

_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?[：:]?$")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百]+(?:部分|[章节条部篇编])")
"""The number of a heading set apart from its words is no label."""
_LEADER = re.compile(r"\s*[.…·．・]{3,}\s*[-—(（]?\d{0,4}[-—)）]?(?:\s*[.…·．・]{3,}\s*\d{0,4})*\s*")
"""Dots that lead from a title to its page are no value."""
_SINGLE = re.compile(r"[\u4e00-\u9fff]$")
_PAIR = re.compile(r"([\u4e00-\u9fff]{2,6})\s+(\S[^\s]*)")
_FEWEST_ROWS = 3


@dataclass
class Form:
    """Labels one below another and the values to their right."""

    cells: list[Cell]
    used: set[Span]
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class _Column:
    """Labels that begin at one place, whose values begin at another."""

    label_left: float
    value_left: float
    labels: list[Span]


def forms(spans: Sequence[Span], width: float) -> tuple[list[Form], list[Span]]:
    """The forms among the spans, and the spans with letter-spaced labels (名　称) made one."""
    joined = [span for line in lines_of(spans) for span in _joined(line)]
    columns = _columns(joined)
    labels = {label for column in columns for label in column.labels}
    found = []
    for column in columns:
        right = min(
            (other.label_left for other in columns if other.label_left > column.value_left), default=width + 1
        )
        form = _form(column, joined, labels, right)
        if form is not None:
            found.append(form)
    return found, joined


def _joined(line: Line) -> list[Span]:
    """Two single characters set apart that make one label are joined."""
    spans: list[Span] = []
    for span in (piece for whole in line.spans for piece in _parted(whole)):
        last = spans[-1] if spans else None
        if (
            last is not None
            and _SINGLE.fullmatch(last.text)
            and _SINGLE.fullmatch(span.text)
            and span.left - last.right < 4 * span.size
        ):
            spans[-1] = replace(last, text=last.text + span.text, right=span.right)
        else:
            spans.append(span)
    return spans


def _parted(span: Span) -> list[Span]:
    """A label and its value recognised as one are parted at the blank between them."""
    match = _PAIR.fullmatch(span.text)
    if match is None or span.confidence is None:
        return [span]
    share = (span.right - span.left) / len(span.text)
    label = replace(span, text=match[1], right=span.left + share * match.end(1))
    return [label, replace(span, text=match[2], left=span.left + share * match.start(2))]


def _columns(spans: list[Span]) -> list[_Column]:
    columns: list[_Column] = []
    for line in lines_of(spans):
        for label, value in pairwise(line.spans):
            gap = value.left - label.right
            words = label.text.strip()
            if (
                not _LABEL.match(words)
                or _NUMBERED.fullmatch(words)
                or _LEADER.fullmatch(value.text)
                or not 0.25 * label.size < gap < 12 * label.size
            ):
                continue
            home = next((c for c in columns if _aligned(c, label, value)), None)
            if home is None:
                columns.append(_Column(label.left, value.left, [label]))
            else:
                home.labels.append(label)
    return [column for column in columns if len(column.labels) >= _FEWEST_ROWS]


def _aligned(column: _Column, label: Span, value: Span) -> bool:
    near = 1.2 * label.size
    return abs(column.label_left - label.left) < near and abs(column.value_left - value.left) < near


def _form(column: _Column, spans: list[Span], labels: set[Span], right: float) -> Form | None:
    rows = sorted(column.labels, key=lambda label: label.top)
    if any(after.top - before.bottom > 12 * before.size for before, after in pairwise(rows)):
        return None
    if len(_running(column, spans, labels, rows)) >= len(rows):
        return None
    cells: list[Cell] = []
    used: set[Span] = set(rows)
    for number, label in enumerate(rows, 1):
        until = rows[number].top - 0.4 * label.size if number < len(rows) else float("inf")
        values = _values(column, label, spans, labels, right, until)
        used |= set(values)
        edge = max((span.right for span in values), default=right)
        text = cell_text(lines_of(values), column.value_left, edge)
        name = label.text.strip().rstrip("：:")
        cells += [
            Cell(text=name, row=number, column=1, confidence=label.confidence),
            Cell(text=text, row=number, column=2, confidence=least_sure(values)),
        ]
    if not all(cell.text for cell in cells[1::2]):
        return None
    return Form(
        cells, used, column.label_left, rows[0].top, max(s.right for s in used), max(s.bottom for s in used)
    )


def _running(column: _Column, spans: list[Span], labels: set[Span], rows: list[Span]) -> list[Span]:
    """Lines of text among the rows that run from left of the values over where they begin."""
    first, last, near = rows[0], rows[-1], rows[0].size
    return [
        span
        for span in spans
        if span not in labels
        and first.bottom < span.middle < last.top
        and span.left < column.value_left - 1.5 * near
        and span.right > column.value_left + 1.5 * near
    ]


def _values(
    column: _Column, label: Span, spans: list[Span], labels: set[Span], right: float, until: float
) -> list[Span]:
    """Spans right of a label, down to the next label; after a wide gap nothing more belongs to it."""
    begin = column.value_left - 1.2 * label.size
    room = [
        span
        for span in spans
        if span not in labels
        and begin <= span.left < right - 0.3 * label.size
        and label.top - 0.6 * label.size < span.middle < until
    ]
    values: list[Span] = []
    bottom = label.bottom
    for span in sorted(room, key=lambda s: s.top):
        if span.top - bottom > 1.3 * label.size:
            break
        values.append(span)
        bottom = max(bottom, span.bottom)
    return values
