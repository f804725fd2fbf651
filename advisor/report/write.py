"""The doors of this package: write a report in the form its file name asks for, and mark the applicant's files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from advisor.domain import CheckReport
from advisor.errors import InputError
from advisor.pack.checking import CheckRow
from advisor.report.sources import sources_of


def write_report(
    report: CheckReport, rows: tuple[CheckRow, ...], out: Path, paths: Sequence[Path] = ()
) -> None:
    """Write the report to `out`: .html, .xlsx, .json, or .docx (the main Word file with comments).

    Raises InputError for another ending, or for .docx when no Word file was handed in.
    """
    ending = out.suffix.lower()
    if ending in {".html", ".htm"}:
        from advisor.report.page import write_page

        write_page(report, rows, out, sources_of(paths))
    elif ending == ".xlsx":
        from advisor.report.sheet import write_sheet

        write_sheet(report, rows, out)
    elif ending == ".json":
        out.write_text(report.model_dump_json(by_alias=True, indent=1), encoding="utf-8")
    elif ending == ".docx":
        _word(report, out, paths)
    else:
        raise InputError(f"报告只能写成 .html、.xlsx、.json 或 .docx，不能写成“{out.name}”")


def _word(report: CheckReport, out: Path, paths: Sequence[Path]) -> None:
    from advisor.report.word import annotate_word

    sources = sources_of(paths)
    mine = [file.path for file in report.files if file.format == "docx" and file.path in sources]
    counts = {path: sum(f.file == path for f in report.findings) for path in mine}
    if not counts:
        raise InputError("交来的材料里没有 Word 文件，不能写成带批注的 .docx，请改用 .html")
    chosen = max(counts, key=lambda path: counts[path])
    general = tuple(f for f in report.findings if f.file in {chosen, None})
    annotate_word(sources[chosen], general, out)


def annotate(report: CheckReport, folder: Path, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Copies of the Word and PDF files with findings, marked, in `folder`; the files written."""
    from advisor.report.pdf import annotate_pdf
    from advisor.report.word import annotate_word

    folder.mkdir(parents=True, exist_ok=True)
    sources = sources_of(paths)
    written: list[Path] = []
    for file in report.files:
        findings = [f for f in report.findings if f.file == file.path]
        source = sources.get(file.path)
        if not findings or source is None or file.format not in {"docx", "pdf"}:
            continue
        if any(f.check in {"file.unreadable", "file.encrypted", "file.too-large"} for f in findings):
            continue
        out = folder / file.path
        out = out.with_name(f"{out.stem}（批注）{'.docx' if file.format == 'docx' else '.pdf'}")
        out.parent.mkdir(parents=True, exist_ok=True)
        (annotate_word if file.format == "docx" else annotate_pdf)(source, findings, out)
        written.append(out)
    return tuple(written)
