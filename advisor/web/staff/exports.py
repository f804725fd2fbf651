"""Addresses of files: every one asks who is there, and gives what that person may see, or 404."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

import anyio.to_thread
from fastapi import APIRouter, Depends
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from advisor.errors import InputError, MissingError
from advisor.pack import open_pack
from advisor.report.picture import picture_of
from advisor.settings import settings
from advisor.triage import exports
from advisor.triage.desk import Filters, open_case
from advisor.triage.files import file_of
from advisor.triage.register import calendar, read_sheet, register_book
from advisor.triage.statistics import statistics, statistics_book
from advisor.triage.store.register import dues, enter
from advisor.web.staff.door import ROOT, person_at, store
from advisor.web.staff.register import standings
from advisor.web.staff.routing import DeskRoute

router = APIRouter(prefix=ROOT, route_class=DeskRoute)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a browser may show by itself: none of these can hold a script.
_SHOWN = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain; charset=utf-8",
}


@router.get("/case/{case}/file/{number}")
def file(request: Request, case: int, number: int) -> Response:
    """A file of a case as it was handed in."""
    with file_of(open_case(store(), person_at(request), case), number) as (name, path):
        ending = "." + name.rpartition(".")[2].lower()
        kind = _SHOWN.get(ending)
        return _file(name, path.read_bytes(), kind or "application/octet-stream", shown=kind is not None)


@router.get("/case/{case}/page/{finding}")
def page(request: Request, case: int, finding: str) -> Response:
    """The page a finding stands on as a picture, its place boxed. Raises MissingError where there is none."""
    opened = open_case(store(), person_at(request), case)
    found = next((each.finding for each in opened.findings if each.finding.id == finding), None)
    numbers = [number for number, each in enumerate(opened.files) if found and each.path == found.file]
    if found is None or not numbers:
        raise MissingError("没有这一页的图片")
    with file_of(opened, numbers[0]) as (_, path):
        drawn = picture_of(found, path)
    if drawn is None:
        raise MissingError("没有这一页的图片")
    return Response(drawn, media_type="image/jpeg", headers={"cache-control": "private, max-age=600"})


@router.get("/case/{case}/letter.docx")
def letter(request: Request, case: int) -> Response:
    """The correction letter of a case."""
    name, paper, _ = exports.letter(store(), person_at(request), case, open_pack())
    return _file(name, paper, _WORD)


@router.get("/batch/{batch}/letters.zip")
def letters(request: Request, batch: int) -> Response:
    """The correction letters of a batch."""
    packed = exports.letters(store(), person_at(request), batch, open_pack())
    return _file("补正告知书.zip", packed, "application/zip")


@router.get("/batch/{batch}/recommendation.docx")
def recommendation(request: Request, batch: int) -> Response:
    """The letter of recommendation with its table."""
    paper, _, _ = exports.recommendation(store(), person_at(request), batch, open_pack())
    return _file("推荐函.docx", paper, _WORD)


@router.get("/batch/{batch}/summary.xlsx")
def summary(request: Request, batch: int) -> Response:
    """The table of recommended platforms."""
    _, table, _ = exports.recommendation(store(), person_at(request), batch, open_pack())
    return _file("推荐汇总表.xlsx", table, _SHEET)


@router.get("/queue.xlsx")
def queue(request: Request, filters: Annotated[Filters, Depends()]) -> Response:
    """The queue as it is filtered."""
    book = exports.queue_workbook(store(), person_at(request), filters, open_pack())
    return _file("初审清单.xlsx", book, _SHEET)


@router.get("/log.csv")
def log(request: Request) -> Response:
    """The log."""
    return _file(
        "操作记录.csv",
        exports.log_sheet(store(), person_at(request), open_pack()).encode(),
        "text/csv; charset=utf-8",
    )


@router.get("/statistics.xlsx")
def counts(request: Request, batch: int | None = None) -> Response:
    """The counts with their charts."""
    found = statistics(store(), person_at(request), open_pack(), batch)
    return _file("初审统计.xlsx", statistics_book(found), _SHEET)


@router.get("/register.xlsx")
def register(request: Request) -> Response:
    """The register, with what is worked out."""
    return _file(
        "平台名册.xlsx", register_book(standings(person_at(request), open_pack()), open_pack()), _SHEET
    )


@router.get("/register-form.xlsx")
def register_form(request: Request) -> Response:
    """The empty sheet to fill in and import."""
    person_at(request)
    return _file("平台名册（模板）.xlsx", register_book([], open_pack(), empty=True), _SHEET)


@router.get("/register.ics")
def due_days(request: Request) -> Response:
    """The days that are known, for a calendar."""
    found, pack = standings(person_at(request), open_pack()), open_pack()
    return _file("平台名册.ics", calendar(found, dues(store()), pack), "text/calendar; charset=utf-8")


@router.post("/register")
async def take_register(request: Request) -> dict[str, int]:
    """Import a sheet of platforms, all of it or nothing."""
    person = await anyio.to_thread.run_sync(person_at, request)
    async with request.form(max_files=1) as form:
        sent = form.get("file")
        if not isinstance(sent, UploadFile):
            raise InputError("没有收到文件，请重新选择")
        data = await sent.read(settings().max_file_mb * 2**20 + 1)
    if len(data) > settings().max_file_mb * 2**20:
        raise InputError(f"文件超过 {settings().max_file_mb} MB")
    rows = await anyio.to_thread.run_sync(read_sheet, data, open_pack())
    new, changed = await anyio.to_thread.run_sync(enter, store(), person, rows)
    return {"new": new, "changed": changed}


def _file(name: str, data: bytes, kind: str, *, shown: bool = False) -> Response:
    place = "inline" if shown else "attachment"
    return Response(
        data,
        media_type=kind,
        headers={
            "content-disposition": f"{place}; filename*=UTF-8''{quote(name, safe='')}",
            "cache-control": "no-store",
        },
    )
