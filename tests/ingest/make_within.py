"""Makes the fixtures that hold other files, and those of rarer formats: `python tests/ingest/make_within.py`."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
from pathlib import Path

FILES = Path(__file__).parent.parent / "files"
NOTE = "附件里的文字：设备原值386万元。".encode()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart>
<c:title><c:tx><c:rich><a:p><a:r><a:t>研发投入（万元）</a:t></a:r></a:p></c:rich></c:tx></c:title>
<c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>投入</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>2023年</c:v></c:pt><c:pt idx="1"><c:v>2024年</c:v></c:pt></c:strCache></c:strRef>
</c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>120</c:v></c:pt><c:pt idx="1"><c:v>266</c:v></c:pt></c:numCache>
</c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""
GRAPHIC = (
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    f'xmlns:r="{R}" r:id="rChart"/></a:graphicData></a:graphic>'
)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) of a few streams, each long enough to need no mini stream."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    contents = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    fat: list[int] = []
    starts = {}
    for name, data in contents.items():
        starts[name] = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        fat += [*range(len(sectors) + 1, len(sectors) + len(pieces)), end]
        sectors += pieces

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        links = struct.pack("<HBBIII", len(raw), kind, 1, free, right, child)
        return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    names = sorted(contents, key=lambda name: (len(name), name.upper()))
    directory = entry("Root Entry", 5, free, 1, end, 0)
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else free
        directory += entry(name, 2, right, free, starts[name], len(contents[name]))
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    begin = len(sectors)
    pieces = [directory[at : at + 512] for at in range(0, len(directory), 512)]
    fat += [*range(begin + 1, begin + len(pieces)), end]
    sectors += pieces
    fat.append(fat_mark)
    table = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, begin, 0, 4096, end, 0, end, 0)
    return head + struct.pack("<109I", len(sectors), *[free] * 108) + b"".join(sectors) + table


def native(name: str, data: bytes) -> bytes:
    """An Ole10Native stream (MS-OLEDS 2.3.6)."""
    label = name.encode("gb18030") + b"\0"
    body = (
        b"\2\0"
        + label
        + label
        + struct.pack("<HHI", 0, 3, len(label))
        + label
        + struct.pack("<I", len(data))
        + data
    )
    return struct.pack("<I", len(body)) + body


def relations(links: dict[str, tuple[str, str]]) -> str:
    """A relationships part."""
    items = "".join(
        f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{to}"/>' for i, (kind, to) in links.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def word() -> None:
    """A Word file with a chart, an embedded sheet and text file, a formula object and a vector drawing."""
    body = f"""<w:document {W}><w:body><w:p><w:r><w:t>一、经费情况</w:t></w:r></w:p>
<w:p><w:r><w:drawing>{GRAPHIC}</w:drawing></w:r></w:p></w:body></w:document>"""
    with zipfile.ZipFile(FILES / "docx/within.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", body)
        package.writestr("word/charts/chart1.xml", CHART)
        package.writestr(
            "word/charts/_rels/chart1.xml.rels", relations({"r1": ("package", "../embeddings/numbers.xlsx")})
        )
        package.writestr("word/embeddings/numbers.xlsx", b"PK\3\4 the numbers of the chart")
        package.write(FILES / "sheet/equipment.xlsx", "word/embeddings/Sheet1.xlsx")
        package.writestr(
            "word/embeddings/oleObject1.bin", compound({"\1Ole10Native": native("补充说明.txt", NOTE)})
        )
        package.writestr("word/embeddings/oleObject2.bin", compound({"Equation Native": b"\x1c\0"}))
        package.writestr(
            "word/_rels/document.xml.rels", relations({"rChart": ("chart", "charts/chart1.xml")})
        )


def slides() -> None:
    """A slide with a chart and a diagram."""
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    with zipfile.ZipFile(FILES / "slides/chart.pptx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "ppt/presentation.xml",
            f'<p:presentation xmlns:p="{p}" xmlns:r="{R}"><p:sldIdLst><p:sldId id="1" r:id="r1"/></p:sldIdLst></p:presentation>',
        )
        package.writestr("ppt/_rels/presentation.xml.rels", relations({"r1": ("slide", "slides/slide1.xml")}))
        package.writestr(
            "ppt/slides/slide1.xml",
            f'<p:sld xmlns:p="{p}"><p:cSld><p:spTree><p:graphicFrame>{GRAPHIC}</p:graphicFrame></p:spTree></p:cSld></p:sld>',
        )
        package.writestr(
            "ppt/slides/_rels/slide1.xml.rels", relations({"rChart": ("chart", "../charts/chart1.xml")})
        )
        package.writestr("ppt/charts/chart1.xml", CHART)


def pdf() -> None:
    """A PDF with two attachments."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.append(FILES / "legacy/same.pdf")
    writer.add_attachment("补充说明.txt", NOTE)
    writer.add_attachment("equipment.xlsx", (FILES / "sheet/equipment.xlsx").read_bytes())
    writer.compress_identical_objects()
    writer.write(FILES / "pdf/attachments.pdf")


def ofd() -> None:
    """A page of words with a picture of a form beside them."""
    n = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    page = f"""<ofd:Page {n}><ofd:Content><ofd:Layer><ofd:TextObject ID="10" Boundary="30 30 150 10" Font="1" Size="6">
<ofd:TextCode X="0" Y="6" DeltaX="g 6 6">一、单位登记表</ofd:TextCode></ofd:TextObject>
<ofd:ImageObject ID="11" Boundary="20 60 170 60" ResourceID="7"/></ofd:Layer></ofd:Content></ofd:Page>"""
    parts = {
        "OFD.xml": f"<ofd:OFD {n}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"""<ofd:Document {n}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>
</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>""",
        "Doc_0/DocumentRes.xml": f"""<ofd:Res {n} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">
<ofd:MediaFile>form.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>""",
        "Doc_0/Pages/Page_0/Content.xml": page,
    }
    with zipfile.ZipFile(FILES / "ofd/picture.ofd", "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        package.write(FILES / "image/form.png", "Doc_0/Res/form.png")


def binary_workbook() -> None:
    """A binary workbook by name that holds none."""
    shutil.copy(FILES / "sheet/equipment.xls", FILES / "sheet/equipment.et")
    with zipfile.ZipFile(FILES / "sheet/binary.xlsb", "w") as package:
        package.writestr("xl/workbook.bin", bytes(64))


def pictures() -> None:
    """The form in the formats that scanners and phones write."""
    from PIL import Image

    form = Image.open(FILES / "image/form.png").convert("RGB")
    flat = form.quantize(16)
    form.convert("1").save(FILES / "image/form.bmp")
    flat.save(FILES / "image/form.gif")
    form.save(FILES / "image/form.jp2", quality_mode="rates", quality_layers=[40])
    buffer = io.BytesIO()
    form.convert("1").save(buffer, "TIFF", compression="group4", dpi=(200, 200))
    (FILES / "image/fax.tif").write_bytes(buffer.getvalue())


if __name__ == "__main__":
    for make in (word, slides, pdf, ofd, binary_workbook, pictures):
        make()
