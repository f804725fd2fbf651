"""Makes small fixtures of what tripped readers in the test suites of others: `python tests/ingest/make_odd.py`."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

FILES = Path(__file__).parent.parent / "files"
NOTE = "样例公司申报材料".encode()


def archives() -> None:
    """Empty, old, with a program in front, with a name in no encoding, with one member broken."""
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    (FILES / "archive/empty.zip").write_bytes(buffer.getvalue())
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("note.txt", NOTE)
        package.writestr("broken.txt", NOTE * 2)
    data = buffer.getvalue()
    (FILES / "archive/self-extracting.zip").write_bytes(
        b"MZ" + bytes(60) + data.replace(NOTE * 2, NOTE + NOTE[::-1])
    )
    with tarfile.open(FILES / "archive/odd-name.tar", "w", format=tarfile.GNU_FORMAT) as archive:
        member = tarfile.TarInfo("\udcb2\udcc4\udcc1\udccf.txt")
        member.size = len(NOTE)
        archive.addfile(member, io.BytesIO(NOTE))
    old = bytearray((FILES / "archive/odd-name.tar").read_bytes()[:2048])
    old[0:100] = b"note.txt".ljust(100, b"\0")
    old[257:265] = bytes(8)
    old[148:156] = b" " * 8
    old[148:156] = f"{sum(old[:512]):06o}\0 ".encode()
    (FILES / "archive/old.tar").write_bytes(bytes(old))


def sheets() -> None:
    """A workbook whose styles no strict reader opens."""
    source = zipfile.ZipFile(FILES / "sheet/equipment.xlsx")
    with zipfile.ZipFile(FILES / "sheet/odd-styles.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("styles.xml"):
                data = data.replace(b"</fills>", b"<fill/></fills>", 1)
            package.writestr(name, data)


def pictures() -> None:
    """An animated PNG: its first frame is the picture."""
    from PIL import Image

    form = Image.open(FILES / "image/form.png").convert("L").quantize(4)
    form.save(FILES / "image/moving.png", save_all=True, append_images=[form.rotate(180)])


if __name__ == "__main__":
    for make in (archives, sheets, pictures):
        make()
