"""The doors of this package: write a report in the form its file name asks for, and mark the applicant's files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from advisor.domain import CheckReport, Finding
from advisor.errors import InputError
from advisor.pack.checking import CheckRow
from advisor.report.sources import sources_of

_CLOSED = frozenset({"file.unreadable", "file.encrypted", "file.too-large"})
"""Checks whose findings say that the file cannot be opened."""


def write_report(
    report: CheckReport, rows: tuple[CheckRow, ...], out: Path, paths: Sequence[Path] = ()
) -> None:
    """Write the report to `out`: .html, .xlsx, .json, or .docx (the main Word file with comments).

    Raises InputError for another ending, or for .docx when no Word file was handed in.
    """
    ending = out.suffix.lower()
    if ending in {".html", ".htm"}:
        from advisor.report.page import write_page

        with sources_of(paths, {finding.file for finding in report.findings}) as sources:
            write_page(report, rows, out, sources)
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

    words = [file.path for file in report.files if file.format == "docx"]
    with sources_of(paths, words) as sources:
        counts = {path: sum(f.file == path for f in report.findings) for path in words if path in sources}
        if not counts:
            raise InputError("交来的材料里没有 Word 文件，不能写成带批注的 .docx，请改用 .html")
        chosen = max(counts, key=lambda path: counts[path])
        general = tuple(f for f in report.findings if f.file in {chosen, None})
        annotate_word(sources[chosen], general, out)


def annotate(report: CheckReport, folder: Path, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Copies of the Word and PDF files with findings, those inside archives too, marked, in `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    marked = [file for file in report.files if file.format in {"docx", "pdf"}]
    written: list[Path] = []
    with sources_of(paths, {file.path for file in marked}) as sources:
        for file in marked:
            findings = [f for f in report.findings if f.file == file.path]
            source = sources.get(file.path)
            if findings and source is not None and not any(f.check in _CLOSED for f in findings):
                written.append(_marked(source, findings, folder / file.path, file.format))
    return tuple(written)


def _marked(source: Path, findings: list[Finding], out: Path, form: str) -> Path:
    from advisor.report.pdf import annotate_pdf
    from advisor.report.word import annotate_word

    out = out.with_name(f"{out.stem}（批注）.{form}")
    out.parent.mkdir(parents=True, exist_ok=True)
    (annotate_word if form == "docx" else annotate_pdf)(source, findings, out)
    return out
