"""The papers of a checked submission: report, list, receipt, marked copies, pictures of pages; written when asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from fastapi import APIRouter, Response

from advisor import service
from advisor.errors import AdvisorError
from advisor.report.picture import picture
from advisor.web.render import render
from advisor.web.shelf import Kept, Shelf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REPORTS = {
    "html": ("预审报告.html", "text/html; charset=utf-8"),
    "xlsx": ("问题清单.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("预审结果.json", "application/json"),
    "receipt": ("预审回执.html", "text/html; charset=utf-8"),
}
ZIP = "application/zip"
GONE = "这份结果已经删除或过了一小时，请回到页面重新预审。"


def kept_papers(shelf: Shelf) -> APIRouter:
    """The routes over what lies on the shelf."""
    router = APIRouter(prefix="/kept/{token}", include_in_schema=False)

    @router.get("/report/{form}")
    def report(token: str, form: str) -> Response:
        """The report in one form."""
        kept = shelf.get(token)
        if kept is None or form not in REPORTS:
            return _refused(GONE, 404)
        name, kind = REPORTS[form]
        with TemporaryDirectory() as place:
            return file_of(_report(kept, Path(place), form).read_bytes(), name, kind)

    @router.get("/marked")
    def marked(token: str) -> Response:
        """The Word and PDF files with the findings as comments, zipped."""
        return _zipped(shelf.get(token), "带批注的材料.zip", reports=False)

    @router.get("/all")
    def everything(token: str) -> Response:
        """The reports and the marked files, zipped."""
        return _zipped(shelf.get(token), "预审结果.zip", reports=True)

    @router.get("/page/{finding}")
    def page(token: str, finding: str) -> Response:
        """The page a finding stands on, its place boxed."""
        kept = shelf.get(token)
        found = next((each for each in kept.report.findings if each.id == finding), None) if kept else None
        drawn = picture(found, kept.paths) if kept and found else None
        if drawn is None:
            return _refused("没有这一页的图片。", 404)
        return Response(drawn, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=600"})

    return router


def file_of(content: bytes, name: str, kind: str) -> Response:
    """A file to be saved under this name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


def _report(kept: Kept, place: Path, form: str) -> Path:
    target = place / REPORTS[form][0]
    if form == "receipt":
        return service.write_reports(kept.report, kept.paths, receipt=target)[0]
    return service.write_reports(kept.report, kept.paths, report=target)[0]


def _zipped(kept: Kept | None, name: str, reports: bool) -> Response:
    if kept is None:
        return _refused(GONE, 404)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        try:
            written = [_report(kept, place, form) for form in REPORTS] if reports else []
            written += service.write_reports(kept.report, kept.paths, annotated=place / "带批注的材料")
        except AdvisorError as error:
            return _refused(str(error), 400)
        if not written:
            return _refused("这批材料里没有可以加批注的 Word 或 PDF 文件。", 404)
        return file_of(_pack(place, written), name, ZIP)


def _pack(place: Path, files: Sequence[Path]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.relative_to(place).as_posix())
    return data.getvalue()


def _refused(text: str, status: int) -> Response:
    return Response(render("failure", text=text), status, media_type="text/html; charset=utf-8")
