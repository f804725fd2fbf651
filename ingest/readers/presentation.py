"""Slides (.pptx; ISO/IEC 29500-1 PresentationML): every slide is a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.attached import note_within
from ingest.charts import chart_text
from ingest.document import Block, Cell, Flag, Page, Place, Revision, table_text
from ingest.formulas import M, linear
from ingest.ooxml import Package, R, Relationship
from ingest.picture.embedded import read_pictures
from ingest.reading import Change, Content, Damaged, Reading

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHOWN = (f"{_P}sp", f"{_P}graphicFrame", f"{_P}pic", f"{_P}cxnSp", f"{_A}t", f"{_A}tbl", f"{M}t")
_BROKEN = "幻灯片已损坏，未读取"


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
    slides = [links.get(slide.get(f"{R}id") or "") for slide in root.iter(f"{_P}sldId")]
    for number, link in enumerate(slides[: content.limits.pages], 1):
        try:
            _slide(package, "" if link is None else link.target, number, reading)
        except Damaged:
            reading.skip(_BROKEN, page=number)
            reading.pages.append(Page(number=number))
        content.report(number, len(slides))
    if slides and sum(entry.why == _BROKEN for entry in reading.unread) == len(slides):
        raise Damaged("各张幻灯片均已损坏，无法读取")
    if len(slides) > content.limits.pages:
        reading.skip(f"共 {len(slides)} 张幻灯片，超过 {content.limits.pages} 张的部分未读取")
    _grounds(package, slides, reading)
    read_pictures(reading, package, content)
    return reading


def _slide(package: Package, part: str, number: int, reading: Reading) -> None:
    root = _parsed(package, part)
    if root is None:
        reading.skip("幻灯片缺失，未读取", page=number)
        reading.pages.append(Page(number=number))
        return
    flags: frozenset[Flag] = frozenset({"hidden"}) if root.get("show") in {"0", "false"} else frozenset()
    links = package.relationships(part)
    first = len(reading.blocks)
    for shape in _shapes(root):
        _shape(shape, number, flags, links, reading)
    for link in links.values():
        if link.kind == "notesSlide":
            notes = _parsed(package, link.target)
            for shape in _shapes(notes) if notes is not None else ():
                if _placeholder(shape) in {"body", ""} and (text := _text(shape)):
                    reading.blocks.append(Block(kind="annotation", text=text, place=Place(page=number)))
        elif link.kind == "comments":
            _comments(package, link.target, number, reading)
        elif link.kind in {"chart", "chartEx", "diagramData"}:
            _chart(package, link, number, flags, reading)
    characters = sum(len(block.text) for block in reading.blocks[first:])
    reading.pages.append(Page(number=number, characters=characters))


def _parsed(package: Package, part: str) -> Any | None:
    """A part's root with one branch of each alternative: the first that shows something we know."""
    root = package.xml(part) if part else None
    for choice in list(root.iter(f"{_MC}AlternateContent")) if root is not None else ():
        kept = next((branch for branch in choice if next(branch.iter(*_SHOWN), None) is not None), None)
        for branch in list(choice):
            if branch is not kept:
                choice.remove(branch)
    return root


def _grounds(package: Package, slides: list[Relationship | None], reading: Reading) -> None:
    """The words that layouts and masters put behind the slides, each once."""
    seen: set[str] = set()
    for slide in slides:
        parts = [slide.target] if slide is not None else []
        for kind in ("slideLayout", "slideMaster"):
            links = (link for part in parts for link in package.relationships(part).values())
            parts = [link.target for link in links if link.kind == kind and not link.external]
            for part in (part for part in parts if part not in seen):
                seen.add(part)
                for shape in _shapes(_parsed(package, part)):
                    if not _placed(shape) and shape.tag == f"{_P}sp" and (text := _text(shape)):
                        reading.blocks.append(Block(kind="header", text=text))


def _comments(package: Package, part: str, number: int, reading: Reading) -> None:
    """Reviewers' comments on a slide, of the old and the new kind, replies included."""
    root = package.xml(part)
    for item in root.iter() if root is not None else ():
        if str(item.tag).rpartition("}")[2] not in {"cm", "reply"}:
            continue
        own = (node for node in item if str(node.tag).rpartition("}")[2] in {"text", "txBody"})
        text = "\n".join((node.text or "").strip() or _text(node) for node in own).strip()
        revision = Revision(kind="comment", text=text, date=item.get("dt") or item.get("created") or "")
        reading.changes.append(Change(revision, len(reading.blocks), 0, 0))
        reading.blocks.append(Block(kind="comment", text=text, place=Place(page=number)))


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


def _shapes(root: Any | None) -> Iterator[Any]:
    if root is not None:
        yield from root.iter(f"{_P}sp", f"{_P}graphicFrame", f"{_P}pic")


def _placed(shape: Any) -> bool:
    """True for a placeholder: its words on a layout only say what may stand there."""
    return next(shape.iter(f"{_P}ph"), None) is not None


def _placeholder(shape: Any) -> str:
    found = next(shape.iter(f"{_P}ph"), None)
    return "" if found is None else found.get("type") or "body"


def _text(shape: Any) -> str:
    paragraphs = ("".join(_runs(p)) for p in shape.iter(f"{_A}p"))
    return "\n".join(line for line in paragraphs if line.strip())


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(f"{_A}t", f"{_A}br", f"{M}oMath"):
        if node.tag == f"{M}oMath":
            yield linear(node)
        else:
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
