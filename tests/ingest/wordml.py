"""Small Word packages from bare XML, for fixtures."""

from __future__ import annotations

import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "files/docx"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="{KINDS}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
BY = 'w:id="1" w:author="审阅人" w:date="2026-03-01T09:00:00Z"'


def save(
    name: str, body: str, parts: dict[str, tuple[str, str]] | None = None, section: str = SECTION
) -> None:
    """Write a package; `parts` are (kind of link, text) by file name, linked as r + the name's stem."""
    parts = parts or {}
    links = "".join(
        f'<Relationship Id="r{file.split(".")[0]}" Type="{KINDS}/{kind}" Target="{file}"/>'
        for file, (kind, _) in parts.items()
    )
    types = "".join(
        f'<Override PartName="/word/{file}" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for file, (kind, _) in parts.items()
        if file.endswith(".xml")
    )
    package_links = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(FOLDER / name, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package_links}/content-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="html" ContentType="text/html"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.document.main+xml"/>{types}</Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package_links}/relationships"><Relationship Id="r1" '
            f'Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f"<w:document {NAMES}><w:body>{body}{section}</w:body></w:document>"
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package_links}/relationships">{links}</Relationships>',
        )
        for file, (_, text) in parts.items():
            package.writestr(f"word/{file}", text)


def p(*inner: str, style: str = "", numbered: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph of words (plain) and runs (XML)."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered is not None:
        own += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    own += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{own}</w:pPr>{''.join(i if i.startswith('<') else r(i) for i in inner)}</w:p>"


def r(words: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def field(code: str, result: str | None = None, form: str = "") -> str:
    """A field; without a result it shows what its code says."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' if "<" not in code else code
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
    return f'{begin}{code}{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def cell(*inner: str, own: str = "") -> str:
    """A table's cell."""
    blocks = "".join(i if i.startswith("<") else p(i) for i in inner) or p("")
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{blocks}</w:tc>"


def row(*cells: str, own: str = "") -> str:
    """A table's row."""
    return f"<w:tr><w:trPr>{own}</w:trPr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
