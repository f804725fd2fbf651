"""Web pages (.html, .mht) and what old office programs save as such; nothing they refer to is fetched."""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any

from ingest.document import Block, Cell, Flag, Page, Place, table_text
from ingest.headings import heading_level
from ingest.readers.text import decode
from ingest.reading import Content, Damaged, Reading

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S
)
_TAG = re.compile(
    rb"<(?:p|div|span|h[1-6]|table|ul|ol|a|img|form|title|meta|link|script|style|br|section|article)\b[^<]*>",
    re.IGNORECASE,
)
_MHT = re.compile(rb"(?:^|\n)MIME-Version:.{0,4000}?multipart/related", re.I | re.S)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "dt",
    "dd",
    "caption",
    "title",
}
_FRAMES = {"iframe", "frame", "object", "embed"}
_SILENT = {"script", "style", "noscript", "template", "head"}


def recognises(content: Content) -> str | None:
    """Text that begins like a web page, or has its ending and its tags; a web archive."""
    head = content.data[:8192].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    named = content.suffix in {"html", "htm", "xhtml"} and _TAG.search(head)
    return "html" if named or _START.match(head) or _MHT.search(head) else None


def read(content: Content) -> Reading:
    """Headings, paragraphs and tables in order; hidden text marked."""
    from lxml import etree
    from lxml import html as lxml_html

    text = _page_of(content.data)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Damaged("网页已损坏，无法读取") from error
    reading = Reading("html")
    _fill_in(root)
    _walk(root, reading, frozenset())
    pictures = sum(1 for _ in root.iter("img"))
    if pictures:
        reading.skip(f"网页中的 {pictures} 幅图片未读取")
    if any(True for _ in root.iter(*_FRAMES)):
        reading.skip("网页中嵌入的其他内容未读取")
    title = root.findtext(".//title")
    reading.title = (title or "").strip()
    reading.pages.append(Page(number=1, characters=sum(len(block.text) for block in reading.blocks)))
    content.report(1, 1)
    return reading


def _fill_in(root: Any) -> None:
    """What stands in the fields of a form becomes words: what was typed, ticks, what was chosen."""
    for field in list(root.iter("input")):
        kind = (field.get("type") or "text").lower()
        if kind in {"checkbox", "radio"}:
            field.tail = ("☑" if field.get("checked") is not None else "□") + (field.tail or "")
        elif kind not in {"hidden", "submit", "button", "reset", "image", "password"}:
            field.tail = (field.get("value") or "") + (field.tail or "")
    for choice in list(root.iter("select")):
        options = list(choice.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        words = "、".join(option.text_content().strip() for option in chosen or options[:1])
        for child in list(choice):
            choice.remove(child)
        choice.text = words


def _page_of(data: bytes) -> str:
    if _MHT.search(data[:8192]):
        message = email.message_from_bytes(data, policy=email.policy.default)
        part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        data = part.get_payload(decode=True) if part is not None else b""  # type: ignore[assignment]
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096])
    if declared and declared[1].lower() in {b"gb2312", b"gbk", b"gb18030"}:
        return data.decode("gb18030", errors="replace")
    text = decode(data)
    if text is None:
        raise Damaged("网页不是可识别的文本，无法读取")
    return text


def _walk(element: Any, reading: Reading, flags: frozenset[Flag], depth: int = 0) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT or depth > 200:
        return
    if _UNSEEN.search(element.get("style") or "") or element.get("hidden") is not None:
        flags = flags | {"hidden"}
    if tag == "table":
        _table(element, reading, flags)
        return
    if tag in _BLOCKS and not any(
        child.tag in _BLOCKS | {"table"} for child in element.iter() if child is not element
    ):
        _add(element, tag, reading, flags)
        return
    _loose(element.text, reading, flags)
    for child in element:
        _walk(child, reading, flags, depth + 1)
        _loose(child.tail, reading, flags)


def _add(element: Any, tag: str, reading: Reading, flags: frozenset[Flag]) -> None:
    text = _squeezed(element.text_content())
    if text:
        level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else heading_level(text, emphasised=False)
        kind = "heading" if level else "paragraph"
        data = {"kind": kind, "text": text, "level": level, "place": Place(page=1), "flags": flags}
        reading.blocks.append(Block.model_validate(data))


def _loose(text: str | None, reading: Reading, flags: frozenset[Flag]) -> None:
    words = _squeezed(text or "")
    if words:
        reading.blocks.append(Block(kind="paragraph", text=words, place=Place(page=1), flags=flags))


def _squeezed(text: str) -> str:
    return re.sub(r"[ \t\r\n\xa0]+", " ", text).strip()


def _table(table: Any, reading: Reading, flags: frozenset[Flag]) -> None:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for number, row in enumerate(rows, 1):
        column = 1
        for cell in (child for child in row if child.tag in {"td", "th"}):
            while (number, column) in taken:
                column += 1
            tall, wide = _span(cell, "rowspan", len(rows) - number + 1), _span(cell, "colspan", 200)
            taken |= {(r, c) for r in range(number, number + tall) for c in range(column, column + wide)}
            text = _squeezed(cell.text_content())
            cells.append(Cell(text=text, row=number, column=column, row_span=tall, column_span=wide))
            column += wide
    if cells:
        place = Place(page=1, table=1 + sum(block.kind == "table" for block in reading.blocks))
        reading.blocks.append(
            Block(kind="table", text=table_text(cells), cells=tuple(cells), place=place, flags=flags)
        )


def _span(cell: Any, name: str, most: int) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), most)) if value.isdigit() else 1
