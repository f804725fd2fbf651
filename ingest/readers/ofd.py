"""OFD (GB/T 33190-2016), the national fixed-layout format: text, lines, pictures and seals from its XML."""

from __future__ import annotations

import posixpath
from typing import Any

from ingest.contents import mark_contents
from ingest.document import Mark, Page, Unread
from ingest.headings import settle_levels
from ingest.layout.flow import Sheet, page_blocks
from ingest.layout.joining import join_pages, mark_running_heads
from ingest.layout.spans import Rule, Span
from ingest.ofd.beside import note_beside
from ingest.ofd.drawn import first, lines, local, located, named, numbers, words
from ingest.ooxml import Package
from ingest.picture.crops import STAMP_SHARE, Crop, with_pictures
from ingest.picture.drawn import drawn_part
from ingest.picture.pixels import Pixels, frames
from ingest.reading import Content, Damaged, Encrypted, Part, Reading, ReadingError

_MM_TO_PT = 72 / 25.4
_MOST_PICTURES = 12


def recognises(content: Content) -> str | None:
    """A zip container with OFD.xml at its root."""
    return "ofd" if any(name.lower().lstrip("/") == "ofd.xml" for name in content.members) else None


def read(content: Content) -> Reading:
    """Every page's words in reading order, with tables by their lines, and the places of the signed seals."""
    package = Package(content.data, content.limits)
    if any(name.endswith("encryptions.xml") or name == "encryption.xml" for name in package.names):
        raise Encrypted("OFD 文件已加密")
    root = package.xml("OFD.xml")
    entries = [node.text.strip() for node in named(root, "DocRoot") if node.text]
    if not entries:
        raise Damaged("OFD 文件没有文档入口，无法读取")
    reading = Reading("ofd")
    for entry in entries:
        document = located(package, "", entry)
        if document is None and len(entries) == 1:
            raise Damaged("OFD 文件缺少正文，无法读取")
        if document is None:
            reading.skip("OFD 文件中有一份文档缺失，未读取")
            continue
        folder = posixpath.dirname(entry.lstrip("/"))
        known = _pages(package, document, folder, reading, content)
        note_beside(package, document, folder, {name: page[0] for name, page in known.items()}, reading)
        _seals(package, folder if len(entries) > 1 else "", known, reading)
    reading.blocks = settle_levels(
        mark_contents(join_pages(mark_running_heads(reading.blocks, len(reading.pages))))
    )
    return reading


def _pages(
    package: Package, document: Any, folder: str, reading: Reading, content: Content
) -> dict[str, tuple[int, float, float]]:
    """Add every page; page numbers and sizes by page id."""
    media = _media(package)
    templates = _templates(package, document, folder)
    standard = _size(document, "PageArea") or (0.0, 0.0, 210.0, 297.0)
    entries = [node for node in named(document, "Page") if node.get("BaseLoc")]
    known: dict[str, tuple[int, float, float]] = {}
    begin = len(reading.pages)
    for number, entry in enumerate(entries[: content.limits.pages], begin + 1):
        try:
            page = located(package, folder, entry.get("BaseLoc"))
        except Damaged:
            page = None
        if page is None:
            reading.skip("页面缺失或已损坏，未能读取", page=number)
            reading.pages.append(Page(number=number))
            continue
        box = _size(page, "Area") or standard
        known[entry.get("ID") or ""] = (number, box[2], box[3])
        behind = [templates.get(node.get("TemplateID") or "") for node in named(page, "Template")]
        layers = [root for root in (*behind, page) if root is not None]
        part = _page(layers, number, box)
        pictures = [node for layer in layers for node in named(layer, "ImageObject")]
        reading.add(_with_pictures(part, pictures, media, package, content) if pictures else part)
        content.report(number, begin + len(entries))
    if len(entries) > content.limits.pages:
        reading.skip(f"共 {len(entries)} 页，超过 {content.limits.pages} 页的部分未读取")
    return known


def _templates(package: Package, document: Any, folder: str) -> dict[str, Any]:
    """The pages that stand behind others, by id (clause 7.8): forms put their labels and lines there."""
    found = {}
    for node in named(document, "TemplatePage"):
        try:
            found[node.get("ID") or ""] = located(package, folder, node.get("BaseLoc"))
        except Damaged:
            continue
    return found


def _size(element: Any, area: str) -> tuple[float, float, float, float] | None:
    found = first(element, area)
    return _box(None if found is None else first(found, "PhysicalBox"))


def _media(package: Package) -> dict[str, str]:
    """The names of the pictures by their resource id."""
    known: dict[str, str] = {}
    for name in package.names:
        if not name.endswith("res.xml"):
            continue
        root = package.xml(name)
        base = "" if root is None else root.get("BaseLoc") or ""
        for entry in root.iter() if root is not None else ():
            file = first(entry, "MediaFile") if local(entry) == "MultiMedia" else None
            if file is not None and file.text:
                path = posixpath.join(posixpath.dirname(name), base.lower(), file.text.strip().lower())
                known[entry.get("ID") or ""] = posixpath.normpath(path)
    return known


def _with_pictures(
    part: Part, nodes: list[Any], media: dict[str, str], package: Package, content: Content
) -> Part:
    """A page that is one picture is recognised whole; pictures beside words are looked at one by one."""
    crops: list[Crop] = []
    for node in nodes[:_MOST_PICTURES]:
        try:
            pixels = next(
                frames(package.part(media.get(node.get("ResourceID") or "", "")) or b"", content.limits)
            )
        except ReadingError as error:
            part.unread.append(Unread(why=f"页内图片未读取：{error}", page=part.page.number))
            continue
        if len(nodes) == 1 and not part.page.characters:
            return drawn_part(pixels, part.page, content)
        crop = _crop(node, pixels, part.page)
        crops += [crop] if crop is not None else []
    if len(nodes) > _MOST_PICTURES:
        part.unread.append(Unread(why=f"页内图片超过 {_MOST_PICTURES} 幅，其余未读取", page=part.page.number))
    return with_pictures(part, crops, content)


def _crop(node: Any, pixels: Pixels, page: Page) -> Crop | None:
    """A picture where it stands; None for one too small to hold anything."""
    left, top, wide, tall = (*numbers(node.get("Boundary")), 0.0, 0.0, 0.0, 0.0)[:4]
    width, height = page.width_mm or 210.0, page.height_mm or 297.0
    if min(wide, tall) < 0.02 * width or min(pixels.shape[:2]) < 16:
        return None
    edges = (left / width, top / height, (left + wide) / width, (top + tall) / height)
    box = tuple(min(1.0, max(0.0, edge)) for edge in edges)
    return Crop((box[0], box[1], box[2], box[3]), pixels, max(wide, tall) <= STAMP_SHARE * width)


def _box(element: Any | None) -> tuple[float, float, float, float] | None:
    values = numbers(element.text if element is not None else None)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def _page(layers: list[Any], number: int, box: tuple[float, float, float, float]) -> Part:
    spans: list[Span] = []
    rules: list[Rule] = []
    for node in (node for layer in layers for node in layer.iter()):
        if local(node) == "TextObject":
            spans += words(node)
        elif local(node) == "PathObject":
            rules += lines(node)
    characters = sum(len(span.text) for span in spans)
    entry = Page(number=number, width_mm=box[2], height_mm=box[3], characters=characters)
    return Part(entry, page_blocks(Sheet(number, box[2], box[3], spans, rules, _MM_TO_PT)))


def _seals(
    package: Package, folder: str, pages: dict[str, tuple[int, float, float]], reading: Reading
) -> None:
    """Electronic seals stand where a signature file puts its stamp annotation."""
    for name in package.names:
        if not name.endswith("signature.xml") or not name.startswith(folder.lower()):
            continue
        signature = package.xml(name)
        for stamp in signature.iter() if signature is not None else ():
            box = numbers(stamp.get("Boundary")) if local(stamp) == "StampAnnot" else []
            page = pages.get(stamp.get("PageRef") or "")
            if len(box) == 4 and page is not None:
                number, width, height = page
                edges = (
                    box[0] / width,
                    box[1] / height,
                    (box[0] + box[2]) / width,
                    (box[1] + box[3]) / height,
                )
                edges = tuple(round(min(1.0, max(0.0, edge)), 4) for edge in edges)  # type: ignore[assignment]
                reading.marks.append(Mark(kind="seal", page=number, box=edges, confidence=0.9))
