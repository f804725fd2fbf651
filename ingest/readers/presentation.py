"""Slides (.pptx; ISO/IEC 29500-1 PresentationML): every slide is a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.attached import note_within
from ingest.charts import chart_text
from ingest.document import Block, Cell, Flag, Page, Place, table_text
from ingest.ooxml import Package, R, Relationship
from ingest.picture.embedded import read_pictures
from ingest.reading import Content, Damaged, Reading

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def recognises(content: Content) -> str | None:
    """A zip container with a presentation."""
    names = {name.lower().replace("\\", "/") for name in content.members}
    return (
        "pptx"
        if any(name.startswith("ppt/presentation") and name.endswith(".xml") for name in names)
        else None
    )


def read(content: Content) -> Reading:
    """Titles, text, tables, pictures and notes, slide by slide."""
    package = Package(content.data, content.limits)
    reading = Reading("pptx")
    main = package.main_part("ppt/presentation.xml")
    note_within(package, main, reading)
    root = package.xml(main)
    if root is None:
        raise Damaged("文件中没有幻灯片，无法读取")
    links = package.relationships(main)
    slides = [links[i] for s in root.iter(f"{_P}sldId") if (i := s.get(f"{R}id")) in links]
    for number, link in enumerate(slides[: content.limits.pages], 1):
        _slide(package, link.target, number, reading)
        content.report(number, len(slides))
    read_pictures(reading, package, content)
    return reading


def _slide(package: Package, part: str, number: int, reading: Reading) -> None:
    root = package.xml(part)
    if root is None:
        reading.skip("幻灯片缺失，未读取", page=number)
        return
    flags: frozenset[Flag] = frozenset({"hidden"}) if root.get("show") in {"0", "false"} else frozenset()
    links = package.relationships(part)
    first = len(reading.blocks)
    for shape in _shapes(root):
        _shape(shape, number, flags, links, reading)
    for link in links.values():
        if link.kind == "notesSlide":
            notes = package.xml(link.target)
            for shape in _shapes(notes) if notes is not None else ():
                if _placeholder(shape) == "body" and (text := _text(shape)):
                    reading.blocks.append(Block(kind="annotation", text=text, place=Place(page=number)))
        elif link.kind in {"chart", "chartEx", "diagramData"}:
            _chart(package, link, number, flags, reading)
    characters = sum(len(block.text) for block in reading.blocks[first:])
    reading.pages.append(Page(number=number, characters=characters))


def _chart(
    package: Package, link: Relationship, number: int, flags: frozenset[Flag], reading: Reading
) -> None:
    if link.kind == "diagramData":
        root = package.xml(link.target)
        text = (
            "\n".join(line for p in root.iter(f"{_A}p") if (line := "".join(_runs(p))))
            if root is not None
            else ""
        )
    else:
        text = chart_text(package, link.target)
    if text.strip():
        reading.blocks.append(Block(kind="textbox", text=text, place=Place(page=number), flags=flags))
    else:
        reading.skip("图表、图示中的内容未读取", page=number)


def _shapes(root: Any) -> Iterator[Any]:
    yield from root.iter(f"{_P}sp", f"{_P}graphicFrame", f"{_P}pic")


def _placeholder(shape: Any) -> str:
    found = next(shape.iter(f"{_P}ph"), None)
    return "" if found is None else found.get("type") or "body"


def _text(shape: Any) -> str:
    paragraphs = ("".join(_runs(p)) for p in shape.iter(f"{_A}p"))
    return "\n".join(line for line in paragraphs if line.strip())


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(f"{_A}t", f"{_A}br"):
        yield "\n" if node.tag.endswith("}br") else node.text or ""


def _shape(shape: Any, number: int, flags: frozenset[Flag], links: dict[str, Any], reading: Reading) -> None:
    place = Place(page=number)
    if shape.tag == f"{_P}pic":
        blip = next(shape.iter(f"{_A}blip"), None)
        link = None if blip is None else links.get(blip.get(f"{R}embed") or "")
        if link is not None and not link.external:
            reading.blocks.append(Block(kind="image", text="", place=place, image=link.target, flags=flags))
    elif shape.tag == f"{_P}graphicFrame":
        for table in shape.iter(f"{_A}tbl"):
            _table(table, number, flags, reading)
    elif text := _text(shape):
        title = _placeholder(shape) in {"title", "ctrTitle"}
        kind, level = ("heading", 1) if title else ("paragraph", None)
        reading.blocks.append(
            Block.model_validate({"kind": kind, "text": text, "level": level, "place": place, "flags": flags})
        )


def _table(table: Any, number: int, flags: frozenset[Flag], reading: Reading) -> None:
    cells = []
    for row, line in enumerate(table.findall(f"{_A}tr"), 1):
        for column, cell in enumerate(line.findall(f"{_A}tc"), 1):
            if cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"}:
                continue
            spans = [cell.get(name) or "1" for name in ("rowSpan", "gridSpan")]
            tall, wide = (int(span) if span.isdigit() else 1 for span in spans)
            cells.append(Cell(text=_text(cell), row=row, column=column, row_span=tall, column_span=wide))
    place = Place(page=number, table=1 + sum(block.kind == "table" for block in reading.blocks))
    reading.blocks.append(
        Block(kind="table", text=table_text(cells), cells=tuple(cells), place=place, flags=flags)
    )
