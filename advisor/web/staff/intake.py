"""Files handed in at the desk, and how far the reading of a batch is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, cast, get_args

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request

from advisor.domain import Stage, Track
from advisor.errors import InputError
from advisor.settings import settings
from advisor.triage.examine import Setting
from advisor.triage.intake import hand_in_uploads
from advisor.triage.store.cases import batches
from advisor.triage.uploads import Layout
from advisor.web.staff.door import ROOT, person_at, store
from advisor.web.staff.routing import DeskRoute
from advisor.web.staff.working import wake

router = APIRouter(prefix=ROOT, route_class=DeskRoute)
MOST_FILES = 5000


@router.post("/upload")
async def upload(request: Request) -> dict[str, Any]:
    """Take in files as a batch; the reading begins in the background."""
    import anyio.to_thread

    person = await anyio.to_thread.run_sync(person_at, request)
    person.acting()
    _bounded(request)
    async with request.form(max_files=MOST_FILES, max_fields=100) as form:
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
        told = {name: str(form.get(name) or "") for name in ("batch", "layout", "track", "stage", "year")}
        name = told["batch"].strip() or f"{datetime.now():%Y-%m-%d %H:%M} 收件"
        pairs = [(each.filename or "未命名", each.file) for each in files]
        setting = _setting(told)
        layout = cast(Layout, told["layout"] if told["layout"] in get_args(Layout) else "auto")
        count = await anyio.to_thread.run_sync(
            lambda: hand_in_uploads(store(), person, name, pairs, layout, setting)
        )
    await anyio.to_thread.run_sync(wake)
    return {"batch": name, "submissions": count}


@router.get("/progress")
def progress(request: Request) -> list[dict[str, Any]]:
    """How far each batch of the person's is; asked by the page itself, so it keeps no session alive."""
    return [
        {
            "id": each.batch.id,
            "name": each.batch.name,
            "done": each.done,
            "total": each.total,
            "state": _state(each.done, each.total),
        }
        for each in batches(store(), person_at(request))
    ]


def _state(done: int, total: int) -> Literal["done", "reading"]:
    return "done" if done == total else "reading"


def _bounded(request: Request) -> None:
    most = settings().staff_upload_mb
    if int(request.headers.get("content-length") or 0) > (most + 1) * 2**20:
        raise InputError(f"一次上传的总大小超过 {most} MB，请分几次上传")


def _setting(told: dict[str, str]) -> Setting:
    year = told["year"].strip()
    if year and not (year.isdigit() and len(year) == 4):
        raise InputError(f"年份“{year}”不对，请写四位数字；不确定就留空")
    return Setting(
        pack=settings().pack,
        today=date.today(),
        track=cast(Track, told["track"]) if told["track"] in get_args(Track) else None,
        stage=cast(Stage, told["stage"]) if told["stage"] in get_args(Stage) else None,
        round=int(year) if year else None,
    )
