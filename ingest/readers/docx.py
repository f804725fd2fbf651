"""Word files (.docx, .docm, .dotx; ISO/IEC 29500-1), walked as XML so that nothing is lost."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import Any

from ingest.attached import note_within
from ingest.charts import chart_text
from ingest.contents import mark_contents
from ingest.document import Block, Page, Revision
from ingest.headings import settle_levels
from ingest.ooxml import Package, Relationship, W
from ingest.picture.embedded import read_pictures
from ingest.reading import Change, Content, Damaged, Reading
from ingest.word.body import Body
from ingest.word.numbering import Numbering
from ingest.word.styles import Styles

_FULL_PAGE = 900
_CHART = re.compile(r"/charts/chart(ex)?\d*\.xml$")
_A_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def recognises(content: Content) -> str | None:
    """A zip container with a Word part."""
    names = {name.lower().replace("\\", "/") for name in content.members}
    return "docx" if any(name.startswith("word/") and name.endswith(".xml") for name in names) else None


def read(content: Content) -> Reading:
    """Body, notes, headers, footers and comments; the final text, with the tracked changes on record."""
    package = Package(content.data, content.limits)
    reading = Reading("docx")
    main = package.main_part("word/document.xml")
    note_within(package, main, reading)
    root = package.xml(main)
    if root is None or root.find(f"{W}body") is None:
        raise Damaged("文件中没有正文，无法读取")
    links = package.relationships(main)
    styles = Styles(_related(package, main, links, "styles", reading))
    numbering = Numbering(_related(package, main, links, "numbering", reading))
    body = Body(reading, styles, numbering, _body_size(root))
    body.beside.package, body.beside.content = package, content
    body.beside.links, body.beside.diagrams = links, _diagrams(package, reading)
    for number, each in enumerate(root.findall(f"{W}body")):
        body.walk(each, part=f"body{number}/" if number else "")
    _notes(package, main, links, body)
    _page_parts(package, root, links, body)
    _comments(_related(package, main, links, "comments", reading), body)
    _pages(package, body)
    if not body.styled:
        reading.blocks = settle_levels(mark_contents(reading.blocks))
    read_pictures(reading, package, content)
    content.report(1, 1)
    return reading


def _optional(package: Package, name: str, reading: Reading) -> Any | None:
    try:
        return package.xml(name)
    except Damaged:
        reading.skip(f"{name.rpartition('/')[2]} 已损坏，未读取")
        return None


def _named(main: str, links: dict[str, Relationship], kind: str) -> str:
    """The name of the part of this kind, the usual one where no link tells it."""
    found = (link.target for link in links.values() if link.kind == kind and not link.external)
    return next(found, posixpath.join(posixpath.dirname(main), f"{kind}.xml"))


def _related(
    package: Package, main: str, links: dict[str, Relationship], kind: str, reading: Reading
) -> Any | None:
    return _optional(package, _named(main, links, kind), reading)


def _body_size(root: Any) -> float:
    """The size of most characters in points, where runs say it; 10.5 pt is Word's Chinese default."""
    sizes: Counter[str] = Counter()
    for run in root.iter(f"{W}r"):
        size = run.find(f"{W}rPr/{W}sz")
        if size is not None:
            sizes[size.get(f"{W}val") or ""] += sum(len(text.text or "") for text in run.findall(f"{W}t"))
    common = next((size for size, _ in sizes.most_common() if re.fullmatch(r"\d+(\.\d+)?", size)), "21")
    return float(common) / 2


def _diagrams(package: Package, reading: Reading) -> dict[str, str]:
    """The words of the diagrams and charts by part name."""
    texts = {name: chart_text(package, name) for name in package.names if _CHART.search(name)}
    for name in package.names:
        if "/diagrams/data" in f"/{name}" and name.endswith(".xml"):
            root = _optional(package, name, reading)
            texts[name] = (
                "\n".join(node.text or "" for node in root.iter(_A_TEXT)) if root is not None else ""
            )
    return texts


def _notes(package: Package, main: str, links: dict[str, Relationship], body: Body) -> None:
    for part, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        name = _named(main, links, part)
        root = _optional(package, name, body.reading)
        body.beside.links = package.relationships(name) if root is not None else {}
        for note in root.findall(f"{W}{tag}") if root is not None else ():
            if note.get(f"{W}type") in {None, "normal"}:
                body.walk(note, "footnote", f"{part}/")


def _page_parts(package: Package, root: Any, links: dict[str, Relationship], body: Body) -> None:
    """Headers and footers, each part once though several sections show it."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for reference in root.iter(f"{W}{kind}Reference"):
            link = links.get(next((v for k, v in reference.attrib.items() if k.endswith("}id")), ""))
            if link is None or link.target in seen:
                continue
            seen.add(link.target)
            part = _optional(package, link.target, body.reading)
            if part is not None:
                body.beside.links = package.relationships(link.target)
                first = len(body.reading.blocks)
                body.walk(part, "header" if kind == "header" else "footer", f"{link.target}/")
                _unpaged(body.reading, first)


def _unpaged(reading: Reading, first: int) -> None:
    """A header stands on many pages, so on none in particular."""
    for index in range(first, len(reading.blocks)):
        block = reading.blocks[index]
        reading.blocks[index] = block.model_copy(
            update={"place": block.place.model_copy(update={"page": None})}
        )


def _comments(root: Any | None, body: Body) -> None:
    for comment in root.findall(f"{W}comment") if root is not None else ():
        lines = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
        text = "\n".join(lines).strip()
        author, date = comment.get(f"{W}author", ""), comment.get(f"{W}date", "")
        revision = Revision(kind="comment", text=text, author=author, date=date)
        block, start, end = body.comments.get(comment.get(f"{W}id") or "", (0, 0, 0))
        body.reading.changes.append(Change(revision, block, start, end))
        body.reading.blocks.append(Block(kind="comment", text=text))


def _pages(package: Package, body: Body) -> None:
    """Page numbers stand where Word noted its breaks, else as far as the author's own breaks carry."""
    reading = body.reading
    reading.pages = reading.pages or [Page(number=n) for n in range(1, body.page + 1)]
    if not body.rendered:
        _forget_pages(reading)
    for index, page in enumerate(reading.pages):
        texts = (block.text for block in reading.blocks if block.place.page == page.number)
        reading.pages[index] = page.model_copy(update={"characters": sum(map(len, texts))})


def _forget_pages(reading: Reading) -> None:
    """Without Word's notes, a page that holds too much has broken somewhere: later numbers are not known."""
    held: Counter[int] = Counter()
    for index, block in enumerate(reading.blocks):
        page = block.place.page
        if page is None:
            continue
        held[page] += len(block.text)
        earlier = any(amount > _FULL_PAGE for number, amount in held.items() if number < page)
        if earlier or held[page] - len(block.text) > _FULL_PAGE:
            place = block.place.model_copy(update={"page": None})
            reading.blocks[index] = block.model_copy(update={"place": place})
