"""What an OFD page draws (GB/T 33190-2016, clauses 9 to 11): words with their places, and straight strokes."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from ingest.document import Flag
from ingest.layout.spans import Rule, Span
from ingest.ooxml import Package

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def first(element: Any, name: str) -> Any | None:
    """The first element of this name in a tree."""
    return next((node for node in element.iter() if local(node) == name), None)


def named(element: Any | None, name: str) -> Iterator[Any]:
    """All elements of this name in a tree."""
    return (node for node in element.iter() if local(node) == name) if element is not None else iter(())


def located(package: Package, folder: str, location: str | None) -> Any | None:
    """The root of a file by its location, which counts from a folder or from the package's own root (7.1)."""
    place = (location or "").strip()
    within = posixpath.normpath(posixpath.join(folder, place.lstrip("/")))
    root = None if place.startswith("/") else package.xml(within)
    return root if root is not None else package.xml(posixpath.normpath(place.lstrip("/")))


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute, in millimetres where it says a place."""
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", text or "")]


def words(item: Any) -> Iterator[Span]:
    """The words of a text object: TextCode says where each character stands within its boundary."""
    origin = numbers(item.get("Boundary"))[:2] or [0.0, 0.0]
    matrix = _matrix(item)
    size = float((numbers(item.get("Size")) or [4.2])[0])
    scale = math.hypot(matrix[2], matrix[3]) or 1.0
    x = y = 0.0
    for code in item.iter():
        if local(code) != "TextCode" or not (code.text or "").strip():
            continue
        text = (code.text or "").replace("\n", "")
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        steps = _steps(code.get("DeltaX"))
        begin, current, pieces = x, x, ""
        for index, char in enumerate(text):
            pieces += char
            advance = steps[index] if index < len(steps) else _advance(char, size)
            current += advance
            last = index == len(text) - 1
            if last or advance > 1.8 * size:
                end = current if not last else current - advance + _advance(char, size)
                end = min(end, current - advance + _advance(char, size))
                yield _span(pieces, begin, end, y, size, scale, matrix, origin, item)
                begin, pieces = current, ""


def _span(
    text: str,
    begin: float,
    end: float,
    y: float,
    size: float,
    scale: float,
    m: Matrix,
    origin: list[float],
    item: Any,
) -> Span:
    left, base = m[0] * begin + m[2] * y + m[4] + origin[0], m[1] * begin + m[3] * y + m[5] + origin[1]
    right = m[0] * end + m[2] * y + m[4] + origin[0]
    weight = (numbers(item.get("Weight")) or [400.0])[0]
    tall = size * scale
    unseen = item.get("Visible") == "false" or numbers(item.get("Alpha"))[:1] == [0.0]
    flag: Flag | None = "hidden" if unseen else None
    top, bottom = base - 0.86 * tall, base + 0.14 * tall
    return Span(text.strip(), left, top, right, bottom, tall, weight >= 600, flag=flag)


def _advance(char: str, size: float) -> float:
    return size if ord(char) > 0x2E7F else 0.5 * size


def _steps(text: str | None) -> list[float]:
    """Advances; "g 3 4.2" stands for three times 4.2 (GB/T 33190-2016, 11.3)."""
    tokens = (text or "").split()
    steps: list[float] = []
    while tokens and len(steps) < 100_000:
        word = tokens.pop(0)
        if word == "g" and len(tokens) >= 2 and tokens[0].isdigit():
            count, step = min(int(tokens.pop(0)), 10_000), tokens.pop(0)
            steps += (numbers(step)[:1] or [0.0]) * count
        else:
            steps += numbers(word)[:1]
    return steps


def _matrix(item: Any) -> Matrix:
    values = numbers(item.get("CTM"))
    return (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else _SAME


def lines(item: Any) -> Iterator[Rule]:
    """The straight strokes of a path object."""
    origin = numbers(item.get("Boundary"))[:2] or [0.0, 0.0]
    data = next((node.text or "" for node in item.iter() if local(node) == "AbbreviatedData"), "")
    m = _matrix(item)
    at: tuple[float, float] | None = None
    tokens = data.split()
    while len(tokens) >= 3:
        command = tokens.pop(0)
        if command not in {"M", "L", "S"}:
            continue
        pair = numbers(" ".join(tokens[:2]))
        if len(pair) != 2:
            continue
        x, y = (
            m[0] * pair[0] + m[2] * pair[1] + m[4] + origin[0],
            m[1] * pair[0] + m[3] * pair[1] + m[5] + origin[1],
        )
        if command == "L" and at is not None:
            rule = Rule(min(at[0], x), min(at[1], y), max(at[0], x), max(at[1], y))
            if (
                min(rule.right - rule.left, rule.bottom - rule.top)
                < 1
                < max(rule.right - rule.left, rule.bottom - rule.top)
            ):
                yield rule
        at = (x, y)
