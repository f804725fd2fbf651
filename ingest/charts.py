"""Charts in Office files (ISO/IEC 29500-1 DrawingML charts, and their successor chartEx) as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.ooxml import Package
from ingest.reading import ReadingError

_A_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_A_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_MOST_ROWS = 2000


def chart_text(package: Package, part: str) -> str:
    """The title, then a line of series names and a line a category with its values; empty when unreadable."""
    try:
        root = package.xml(part)
    except ReadingError:
        return ""
    if root is None:
        return ""
    series = [_series(item) for item in _named(root, "ser")]
    titles = ["".join(t.text or "" for t in title.iter(_A_TEXT)) for title in _named(root, "title")]
    labels = ["".join(t.text or "" for t in label.iter(_A_TEXT)) for label in _named(root, "dLbl")]
    if not series:
        points = [node.text or "" for node in _named(root, "pt")]
        return _lines([*titles, *points])
    categories = max((cats for _, cats, _ in series), key=len)
    rows = ["\t".join(["", *(name for name, _, _ in series)])]
    for index in sorted({key for _, cats, values in series for key in (*cats, *values)})[:_MOST_ROWS]:
        rows.append(
            "\t".join([categories.get(index, ""), *(values.get(index, "") for _, _, values in series)])
        )
    return _lines([*titles, *rows, *labels, *_drawn_on(package, part)])


def _lines(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line.strip())


def _drawn_on(package: Package, part: str) -> list[str]:
    """Words the author put onto a chart by hand."""
    try:
        links = [link for link in package.relationships(part).values() if link.kind == "chartUserShapes"]
        roots = [package.xml(link.target) for link in links if not link.external]
    except ReadingError:
        return []
    paragraphs = (p for root in roots if root is not None for p in root.iter(_A_PARAGRAPH))
    return ["".join(t.text or "" for t in p.iter(_A_TEXT)) for p in paragraphs]


def _series(item: Any) -> tuple[str, dict[int, str], dict[int, str]]:
    """The name, the categories and the values of a series, by index."""
    name = "".join(value.text or "" for part in item if _local(part) == "tx" for value in _named(part, "v"))
    parts = {_local(part): _points(part) for part in item}
    return name, parts.get("cat") or parts.get("xVal") or {}, parts.get("val") or parts.get("yVal") or {}


def _points(part: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    for point in _named(part, "pt"):
        index = point.get("idx") or ""
        words = " ".join(value.text or "" for value in _named(point, "v"))
        if index.isdigit():
            # Several levels of categories repeat an index: the words of all stand together.
            found[int(index)] = f"{words} {found[int(index)]}" if int(index) in found else words
    return found


def _named(element: Any, name: str) -> Iterator[Any]:
    return (node for node in element.iter() if _local(node) == name)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
