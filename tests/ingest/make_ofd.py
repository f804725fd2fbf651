"""Makes an OFD fixture with what stands behind and beside its pages: `python tests/ingest/make_ofd.py`."""

from __future__ import annotations

import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "files/ofd"
NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def words(number: int, x: float, y: float, text: str, more: str = "") -> str:
    """A line of words, five millimetres high."""
    steps = f' DeltaX="g {len(text) - 1} 5"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{x} {y} 150 10" Font="1" Size="5"{more}>'
        f'<ofd:TextCode X="0" Y="5"{steps}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def stroke(number: int, path: str) -> str:
    """A straight line."""
    return (
        f'<ofd:PathObject ID="{number}" Boundary="0 0 210 297"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


def page(inner: str, more: str = "") -> str:
    """A page of objects."""
    return f"<ofd:Page {NAMES}>{more}<ofd:Content><ofd:Layer>{inner}</ofd:Layer></ofd:Content></ofd:Page>"


def document(more: str = "", common: str = "") -> str:
    """A document of one page."""
    return (
        f"<ofd:Document {NAMES}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f'{common}</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>{more}'
        "</ofd:Document>"
    )


GRID = [*(f"M 20 {y} L 180 {y}" for y in (60, 75, 90)), *(f"M {x} 60 L {x} 90" for x in (20, 70, 180))]
LABELS = words(10, 25, 64, "名称") + words(11, 25, 79, "金额") + words(12, 60, 30, "电子发票样例")
FILES = {
    "OFD.xml": f"<ofd:OFD {NAMES}>"
    + "".join(f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>" for n in (0, 1))
    + "</ofd:OFD>",
    "Doc_0/Document.xml": document(
        "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
    ),
    "Doc_0/Tpls/Tpl_0/Content.xml": page(
        LABELS + "".join(stroke(40 + n, path) for n, path in enumerate(GRID))
    ),
    "Doc_0/Pages/Page_0/Content.xml": page(
        words(20, 75, 64, "海岳样例科技有限公司")
        + words(21, 75, 79, "叁万元整")
        + words(22, 25, 120, "看不见的话", ' Visible="false"'),
        '<ofd:Template TemplateID="9" ZOrder="Background"/>',
    ),
    "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {NAMES}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml'
    "</ofd:FileLoc></ofd:Page></ofd:Annotations>",
    "Doc_0/Annots/Page_0/Annotation.xml": f'<ofd:PageAnnot {NAMES}><ofd:Annot ID="50" Type="Highlight"><ofd:Remark>金额待核'
    "</ofd:Remark></ofd:Annot></ofd:PageAnnot>",
    "Doc_0/Attachs/Attachments.xml": f'<ofd:Attachments {NAMES}><ofd:Attachment ID="60" Name="说明"><ofd:FileLoc>note.txt'
    "</ofd:FileLoc></ofd:Attachment></ofd:Attachments>",
    "Doc_0/Attachs/note.txt": "附件里的文字",
    "Doc_1/Document.xml": document(),
    "Doc_1/Pages/Page_0/Content.xml": page(words(30, 25, 30, "第二份文档的文字")),
}


if __name__ == "__main__":
    with zipfile.ZipFile(FOLDER / "behind-and-beside.ofd", "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in FILES.items():
            package.writestr(name, text)
