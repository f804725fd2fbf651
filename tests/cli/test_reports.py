"""Reports, marked copies, receipts and re-checks, written and read back through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from advisor.cli import app
from advisor.errors import InputError


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with one form that has template text left in it."""
    form = docx.Document()
    form.add_heading("山东省数字经济创新平台申报书", level=0)
    table = form.add_table(rows=3, cols=2)
    for row, (label, value) in zip(
        table.rows,
        [("申报单位", "济南某某科技有限公司"), ("平台名称", "智能感知创新实验室"), ("联系人", "XXX")],
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = label, value
    form.add_paragraph("一、工作基础")
    form.add_paragraph("待填写")
    folder = tmp_path / "package"
    folder.mkdir()
    form.save(str(folder / "申报书.docx"))
    return folder


def run(*arguments: str) -> str:
    got = CliRunner().invoke(app, ["check", *arguments])
    if got.exception and not isinstance(got.exception, SystemExit):
        raise got.exception
    return got.stdout


@pytest.mark.parametrize("ending", [".html", ".xlsx", ".json", ".docx"])
def test_a_report_is_written_in_the_form_its_name_asks_for(
    package: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"report{ending}"
    run(str(package), "--report", str(out))
    assert out.stat().st_size > 500


def test_findings_stand_as_comments_in_a_copy_of_the_form(package: Path, tmp_path: Path) -> None:
    before = (package / "申报书.docx").read_bytes()
    run(str(package), "--annotate", str(tmp_path / "marked"))
    (copy,) = (tmp_path / "marked").rglob("*.docx")
    comments = [comment.text for comment in docx.Document(str(copy)).comments]
    assert any("XXX" in text for text in comments)
    assert (package / "申报书.docx").read_bytes() == before


def test_a_receipt_tells_whether_the_files_are_the_same(package: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.html"
    run(str(package), "--receipt", str(receipt))
    assert "材料与回执一致" in run(str(package), "--verify", str(receipt))
    (package / "新增.txt").write_text("后来加的", encoding="utf-8")
    assert "新增" in run(str(package), "--verify", str(receipt))


def test_an_altered_receipt_is_refused(package: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.html"
    run(str(package), "--receipt", str(receipt))
    receipt.write_text(
        receipt.read_text(encoding="utf-8").replace('"error":', '"error": 1'), encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"改动|损坏"):
        run(str(package), "--verify", str(receipt))


def test_a_later_check_tells_what_was_mended(package: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    run(str(package), "--report", str(earlier))
    form = docx.Document(str(package / "申报书.docx"))
    form.tables[0].rows[2].cells[1].text = "李明"
    form.save(str(package / "申报书.docx"))
    told = run(str(package), "--since", str(earlier))
    assert "改好" in told
    assert "XXX" in told


def test_the_same_package_gives_the_same_json(package: Path) -> None:
    first, second = (json.loads(run(str(package), "--json")) for _ in range(2))
    assert first == second


def test_what_is_no_report_is_refused(package: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="不是预审报告"):
        run(str(package), "--since", str(wrong))
