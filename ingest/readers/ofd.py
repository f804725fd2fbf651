"""OFD (GB/T 33190-2016), the national fixed-layout format: text, lines, pictures and seals from its XML."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from ingest.document import Mark, Page, Unread
from ingest.headings import settle_levels
from ingest.layout.flow import Sheet, page_blocks
from ingest.layout.joining import join_pages, mark_running_heads
from ingest.layout.spans import Rule, Span
from ingest.ooxml import Package
from ingest.picture.crops import STAMP_SHARE, Crop, with_pictures
from ingest.picture.drawn import drawn_part
from ingest.picture.pixels import Pixels, frames
from ingest.reading import Content, Damaged, Encrypted, Part, Reading, ReadingError

_MM_TO_PT = 72 / 25.4
_MOST_PICTURES = 12
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def recognises(content: Content) -> str | None:
    """A zip container with OFD.xml at its root."""
    return "ofd" if any(name.lower().lstrip("/") == "ofd.xml" for name in content.members) else None


def read(content: Content) -> Reading:
    """Every page's words in reading order, with tables by their lines, and the places of the signed seals."""
    package = Package(content.data, content.limits)
    if any(name.endswith("encryptions.xml") or name == "encryption.xml" for name in package.names):
        raise Encrypted("OFD 文件已加密")
    root = package.xml("OFD.xml")
    main = None if root is None else _first(root, "DocRoot")
    if main is None or not main.text:
        raise Damaged("OFD 文件没有文档入口，无法读取")
    reading = Reading("ofd")
    part = main.text.strip().lstrip("/")
    document = package.xml(part)
    if document is None:
        raise Damaged("OFD 文件缺少正文，无法读取")
    folder = posixpath.dirname(part)
    numbers = _pages(package, document, folder, reading, content)
    _seals(package, numbers, reading)
    reading.blocks = settle_levels(join_pages(mark_running_heads(reading.blocks, len(reading.pages))))
    return reading


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _first(element: Any, name: str) -> Any | None:
    return next((node for node in element.iter() if _local(node) == name), None)


def _numbers(text: str | None) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", text or "")]


def _pages(
    package: Package, document: Any, folder: str, reading: Reading, content: Content
) -> dict[str, tuple[int, float, float]]:
    """Add every page; page numbers and sizes by page id."""
    common = _first(document, "PageArea")
    media = _media(package)
    standard = _box(None if common is None else _first(common, "PhysicalBox")) or (0.0, 0.0, 210.0, 297.0)
    entries = [node for node in document.iter() if _local(node) == "Page" and node.get("BaseLoc")]
    known: dict[str, tuple[int, float, float]] = {}
    for number, entry in enumerate(entries[: content.limits.pages], 1):
        name = posixpath.normpath(posixpath.join(folder, (entry.get("BaseLoc") or "").lstrip("/")))
        page = (
            package.xml(name) if package.part(name) else package.xml((entry.get("BaseLoc") or "").lstrip("/"))
        )
        if page is None:
            reading.skip("页面缺失，未能读取", page=number)
            continue
        area = _first(page, "Area")
        box = _box(None if area is None else _first(area, "PhysicalBox")) or standard
        known[entry.get("ID") or ""] = (number, box[2], box[3])
        part = _page(page, number, box)
        pictures = [node for node in page.iter() if _local(node) == "ImageObject"]
        reading.add(_with_pictures(part, pictures, media, package, content) if pictures else part)
        content.report(number, len(entries))
    return known


def _media(package: Package) -> dict[str, str]:
    """The names of the pictures by their resource id."""
    known: dict[str, str] = {}
    for name in package.names:
        if not name.endswith("res.xml"):
            continue
        root = package.xml(name)
        base = "" if root is None else root.get("BaseLoc") or ""
        for entry in root.iter() if root is not None else ():
            file = _first(entry, "MediaFile") if _local(entry) == "MultiMedia" else None
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
    left, top, wide, tall = (*_numbers(node.get("Boundary")), 0.0, 0.0, 0.0, 0.0)[:4]
    width, height = page.width_mm or 210.0, page.height_mm or 297.0
    if min(wide, tall) < 0.02 * width or min(pixels.shape[:2]) < 16:
        return None
    edges = (left / width, top / height, (left + wide) / width, (top + tall) / height)
    box = tuple(min(1.0, max(0.0, edge)) for edge in edges)
    return Crop((box[0], box[1], box[2], box[3]), pixels, max(wide, tall) <= STAMP_SHARE * width)


def _box(element: Any | None) -> tuple[float, float, float, float] | None:
    values = _numbers(element.text if element is not None else None)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def _page(page: Any, number: int, box: tuple[float, float, float, float]) -> Part:
    spans: list[Span] = []
    rules: list[Rule] = []
    for node in page.iter():
        if _local(node) == "TextObject":
            spans += _words(node)
        elif _local(node) == "PathObject":
            rules += _lines(node)
    characters = sum(len(span.text) for span in spans)
    entry = Page(number=number, width_mm=box[2], height_mm=box[3], characters=characters)
    return Part(entry, page_blocks(Sheet(number, box[2], box[3], spans, rules, _MM_TO_PT)))


def _words(item: Any) -> Iterator[Span]:
    """The words of a text object: TextCode says where each character stands within its boundary."""
    origin = _numbers(item.get("Boundary"))[:2] or [0.0, 0.0]
    matrix = _matrix(item)
    size = float((_numbers(item.get("Size")) or [4.2])[0])
    scale = math.hypot(matrix[2], matrix[3]) or 1.0
    x = y = 0.0
    for code in item.iter():
        if _local(code) != "TextCode" or not (code.text or "").strip():
            continue
        text = (code.text or "").replace("\n", "")
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
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
    weight = (_numbers(item.get("Weight")) or [400.0])[0]
    tall = size * scale
    return Span(text.strip(), left, base - 0.86 * tall, right, base + 0.14 * tall, tall, weight >= 600)


def _advance(char: str, size: float) -> float:
    return size if ord(char) > 0x2E7F else 0.5 * size


def _steps(text: str | None) -> list[float]:
    """Advances; "g 3 4.2" stands for three times 4.2 (GB/T 33190-2016, 11.3)."""
    words = (text or "").split()
    steps: list[float] = []
    while words and len(steps) < 100_000:
        word = words.pop(0)
        if word == "g" and len(words) >= 2 and words[0].isdigit():
            count, step = min(int(words.pop(0)), 10_000), words.pop(0)
            steps += (_numbers(step)[:1] or [0.0]) * count
        else:
            steps += _numbers(word)[:1]
    return steps


def _matrix(item: Any) -> Matrix:
    values = _numbers(item.get("CTM"))
    return (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else _SAME


def _lines(item: Any) -> Iterator[Rule]:
    """The straight strokes of a path object."""
    origin = _numbers(item.get("Boundary"))[:2] or [0.0, 0.0]
    data = next((node.text or "" for node in item.iter() if _local(node) == "AbbreviatedData"), "")
    m = _matrix(item)
    at: tuple[float, float] | None = None
    words = data.split()
    while len(words) >= 3:
        command = words.pop(0)
        if command not in {"M", "L", "S"}:
            continue
        pair = _numbers(" ".join(words[:2]))
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


def _seals(package: Package, pages: dict[str, tuple[int, float, float]], reading: Reading) -> None:
    """Electronic seals stand where a signature file puts its stamp annotation."""
    for name in package.names:
        if not name.endswith("signature.xml"):
            continue
        signature = package.xml(name)
        for stamp in signature.iter() if signature is not None else ():
            box = _numbers(stamp.get("Boundary")) if _local(stamp) == "StampAnnot" else []
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
