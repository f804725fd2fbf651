"""A file is what its content says; WPS Office writes the old Office formats under its own endings."""

from pathlib import Path

import pytest

from ingest.formats import mismatch
from ingest.readers import reader_of
from ingest.reading import Content

FILES = Path(__file__).parent.parent / "files"


@pytest.mark.parametrize(
    ("source", "name", "form"),
    [
        ("legacy/same.doc", "同一内容.wps", "doc"),
        ("sheet/equipment.xls", "设备.et", "xls"),
        ("slides/report.ppt", "答辩.dps", "ppt"),
        ("nasty/macro.docm", "申报书.docm", "docx"),
        ("image/form.jp2", "表.jp2", "jp2"),
    ],
)
def test_a_format_is_told_by_content_under_its_other_endings(source: str, name: str, form: str) -> None:
    found = reader_of(Content((FILES / source).read_bytes(), name))
    assert found is not None
    assert found[0] == form
    assert mismatch(Path(name).suffix.lstrip("."), form) is None


def test_a_wrong_ending_is_told() -> None:
    assert mismatch("docx", "pdf") == "扩展名是 .docx，内容却是 PDF；请改为 .pdf 或重新导出"
