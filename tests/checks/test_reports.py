"""Reports: the applicant's own files marked at the words, the page, the list, the receipt and the re-check."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from advisor.checks.run import check_submission
from advisor.domain import CheckReport
from advisor.errors import InputError
from advisor.pack.checking import Checking
from advisor.pack.load import open_pack
from advisor.report.receipt import make_receipt, read_receipt, verify, write_receipt
from advisor.report.recheck import Waiver, compare
from advisor.report.write import annotate, write_report

_WORDS = "联系人为XXX，随时答复。"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    _write(folder / "申报书.docx", _WORDS)
    return folder


def _write(path: Path, words: str) -> None:
    document = docx.Document()
    document.add_paragraph("数字经济产业创新中心申报书")
    document.add_paragraph("申报单位：滨海示例软件有限公司")
    document.add_heading("一、单位概况", 1)
    document.add_paragraph(words)
    document.save(str(path))


def _check(folder: Path) -> CheckReport:
    return check_submission([folder], pack=open_pack(), today=date(2025, 10, 15))


def test_the_comment_stands_at_the_words_and_nothing_else_changes(package: Path, tmp_path: Path) -> None:
    report = _check(package)
    written = annotate(report, tmp_path / "out", [package])
    marked = docx.Document(str(written[0]))
    assert [p.text for p in marked.paragraphs] == [
        p.text for p in docx.Document(str(package / "申报书.docx")).paragraphs
    ]
    finding = next(f for f in report.findings if f.check == "field.placeholder")
    number = next(comment.comment_id for comment in marked.comments if finding.id in comment.text)
    xml = marked.element.xml
    marks = [xml.index(f'commentRange{edge} w:id="{number}"') for edge in ("Start", "End")]
    assert "XXX" in xml[slice(*marks)]
    assert "数字经济" not in xml[slice(*marks)]


def _packed(file: Path, name: str) -> Path:
    with zipfile.ZipFile(file.parent / f"{name}.zip", "w") as archive:
        archive.write(file, file.name)
    return file.parent / f"{name}.zip"


def test_a_word_file_inside_an_archive_is_marked_too(package: Path, tmp_path: Path) -> None:
    archive = _packed(package / "申报书.docx", "材料")
    report = check_submission([archive], pack=open_pack(), today=date(2025, 10, 15))
    (written,) = annotate(report, tmp_path / "out", [archive])
    assert written.relative_to(tmp_path / "out").as_posix() == "材料.zip/申报书（批注）.docx"
    finding = next(f for f in report.findings if f.check == "field.placeholder")
    assert any(finding.id in comment.text for comment in docx.Document(str(written)).comments)


def test_a_finding_has_one_id_in_every_form(package: Path, tmp_path: Path, checking: Checking) -> None:
    report = _check(package)
    for ending in ("html", "xlsx", "json", "docx"):
        write_report(report, checking.checks, tmp_path / f"report.{ending}", [package])
    ids = {finding.id for finding in report.findings}
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    sheet = load_workbook(io.BytesIO((tmp_path / "report.xlsx").read_bytes())).active
    assert sheet is not None
    assert all(each in page for each in ids)
    assert {row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)} == ids
    assert all(each in (tmp_path / "report.json").read_text(encoding="utf-8") for each in ids)


def test_the_page_shows_words_of_an_upload_as_words(tmp_path: Path, checking: Checking) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    _write(folder / "申报书.docx", "<script>alert(1)</script>XXX")
    write_report(_check(folder), checking.checks, tmp_path / "report.html", [folder])
    assert "<script>" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_an_unknown_form_is_one_clear_line(package: Path, tmp_path: Path, checking: Checking) -> None:
    with pytest.raises(InputError, match="html"):
        write_report(_check(package), checking.checks, tmp_path / "report.odt", [package])


def test_a_mended_fault_and_a_waived_one(package: Path) -> None:
    earlier = _check(package)
    _write(package / "申报书.docx", "公司从事港口软件开发。")
    later = _check(package)
    compared = compare(earlier, later)
    assert [f.check for f in compared.mended] == ["field.placeholder"]
    assert not compared.new
    waiver = Waiver(finding=compared.open[0].id, reason="通知不要求", by="经办人")
    assert compare(earlier, later, [waiver]).waived[0][1] == waiver


def test_a_receipt_knows_its_files_and_itself(package: Path, tmp_path: Path, checking: Checking) -> None:
    report = _check(package)
    receipt = make_receipt(
        report, pack="sd-digital-platform", checking=checking, today=date(2025, 10, 15), paths=[package]
    )
    out = tmp_path / "receipt.html"
    write_receipt(receipt, out)
    assert verify(read_receipt(out), [package]) == ()
    _write(package / "申报书.docx", "改了。")
    assert verify(read_receipt(out), [package]) == ("“申报书.docx”与预审时不同",)
    out.write_text(out.read_text(encoding="utf-8").replace('"error":', '"error":9'), encoding="utf-8")
    with pytest.raises(InputError):
        read_receipt(out)


@pytest.mark.parametrize("packed", [False, True], ids=["a file", "a member of archives in archives"])
def test_a_scan_is_shown_with_its_place_boxed(tmp_path: Path, packed: bool) -> None:
    from PIL import Image

    from advisor.domain import CheckedFile, Finding, Summary
    from ingest.document import Place

    Image.new("RGB", (600, 800), "white").save(tmp_path / "证照.png")
    handed = _packed(_packed(tmp_path / "证照.png", "内"), "外") if packed else tmp_path / "证照.png"
    name = "外.zip/内.zip/证照.png" if packed else "证照.png"
    finding = Finding(
        check="identity.outside-province", level="error", basis="policy", message="注册地址不在山东省", hint="请核对",
        file=name, place=Place(page=1), box=(0.1, 0.2, 0.5, 0.3),
    )  # fmt: skip
    file = CheckedFile(path=name, material="licence", format="png", pages=1, ocr=True, material_name="证照")
    report = CheckReport(
        track=None, stage=None, round=None, summary=Summary(error=1), files=(file,), profile={}, findings=(finding,)
    )  # fmt: skip
    write_report(report, (), tmp_path / "报告.html", [handed])
    page = (tmp_path / "报告.html").read_text(encoding="utf-8")
    assert "data:image/jpeg;base64," in page
    assert "<td>证照</td>" in page
