"""Checks: files in, a job, its progress, the report in every form, and all of it gone on request or when its time is over."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Response, UploadFile
from fastapi.responses import FileResponse
from pydantic import WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from advisor import service
from advisor.api.bodies import JobShown, WrittenDay
from advisor.api.jobs import Bench, Job, Kind, jobs
from advisor.api.knowledge import opened
from advisor.api.problems import Refused, documented
from advisor.api.uploads import lay_down
from advisor.domain import CheckReport, Stage, Track
from advisor.errors import InputError

router = APIRouter(tags=["checks"])
REPORT = "report.json"
TYPES = {
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
Year = Annotated[
    int | None,
    Form(ge=2000, le=2100, description="批次的年份，或年度报告所说的年份"),
    WithJsonSchema({"type": "integer", "minimum": 2000, "maximum": 2100}),
]


FormDay = Annotated[
    WrittenDay | None,
    Form(description="按哪一天判断，不写或空着为今天"),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}),
]


@router.post("/checks", status_code=202, summary="交材料预审", responses=documented(400, 404, 413, 503))
def submit(
    response: Response,
    files: Annotated[list[UploadFile], File(min_length=1)],
    track: Annotated[Track | SkipJsonSchema[None], Form(description="平台类型，不写则自动识别")] = None,
    stage: Annotated[Stage | SkipJsonSchema[None], Form(description="办什么事，不写则自动识别")] = None,
    round: Year = None,
    today: FormDay = None,
    pack: Annotated[str | SkipJsonSchema[None], Form()] = None,
) -> JobShown:
    """Put files, or archives of them, in line; the job's address is in `Location`."""
    options = {"track": track, "stage": stage, "round": round, "today": today, "pack": opened(pack).info.id}
    job, bench = jobs().open("check")
    received(job, lambda: lay_down(files, bench.files))
    job = jobs().begin(job, lambda bench, tell: _check(bench, tell, options))
    response.headers["Location"] = f"/api/v1/checks/{job.id}"
    return shown(job)


@router.get("/checks/{id}", summary="进度", responses=documented(404))
def progress(id: str) -> JobShown:
    """How far the check is: how many come before it, every file with its pages."""
    return shown(found(id, "check"))


@router.get(
    "/checks/{id}/report",
    summary="预审结果（JSON）",
    response_model=CheckReport,
    responses=documented(404, 409),
)
def report(id: str) -> Response:
    """The findings, each with its place, its clause and how to mend it."""
    return as_json(jobs().bench(finished(id, "check")).out / REPORT)


@router.get(
    "/checks/{id}/report.{ending}",
    summary="预审结果（网页、表格、带批注的 Word）",
    response_class=FileResponse,
    responses=documented(404, 409),
)
def report_file(id: str, ending: Literal["html", "xlsx", "docx"]) -> FileResponse:
    """The report as a file; `docx` is the main Word file with comments."""
    bench = jobs().bench(finished(id, "check"))
    out = bench.out / f"report.{ending}"
    if not out.exists():
        try:
            service.write_reports(service.read_report(bench.out / REPORT), [bench.files], report=out)
        except InputError as error:
            # No Word file was handed in: nothing is wrong with the request.
            raise Refused(409, str(error)) from error
    return as_download(out, f"预审报告.{ending}", ending)


@router.get(
    "/checks/{id}/annotated.zip",
    summary="带批注的 Word 和 PDF 副本",
    response_class=FileResponse,
    responses=documented(404, 409),
)
def annotated(id: str) -> FileResponse:
    """Copies of the Word and PDF files with comments where the findings are, in one archive."""
    bench = jobs().bench(finished(id, "check"))
    out = bench.out / "annotated.zip"
    if not out.exists():
        folder = bench.out / "annotated"
        folder.mkdir(exist_ok=True)
        service.write_reports(service.read_report(bench.out / REPORT), [bench.files], annotated=folder)
        shutil.make_archive(str(out.with_suffix("")), "zip", folder)
    return as_download(out, "带批注的材料.zip", "zip")


@router.delete("/checks/{id}", status_code=204, summary="删除材料和结果", responses=documented(404))
def delete(id: str) -> None:
    """Remove what was handed in and what was made of it, at once."""
    jobs().delete(found(id, "check"))


def _check(bench: Bench, tell: Callable[[str, int, int], None], options: dict[str, Any]) -> None:
    made = service.check([bench.files], progress=tell, **options)
    (bench.out / REPORT).write_text(made.model_dump_json(by_alias=True), encoding="utf-8")


def received(job: Job, lay: Callable[[], None]) -> None:
    """Take in what was uploaded; nothing stays when it cannot be used."""
    try:
        lay()
    except BaseException:
        jobs().delete(job)
        raise


def found(identity: str, kind: Kind) -> Job:
    """The job with this id. Raises Refused with 404 when there is none, or no longer."""
    job = jobs().find(identity, kind)
    if job is None:
        raise Refused(404, "没有这一份，或已过保留时间被清除")
    return job


def finished(identity: str, kind: Kind) -> Job:
    """The job with this id once it is done. Raises Refused: 409 while it is not, 422 when it failed."""
    job = found(identity, kind)
    if job.state == "failed":
        raise Refused(409, job.error or "没有做完")
    if job.state != "done":
        raise Refused(409, _message(job), {"Retry-After": "2"})
    return job


def shown(job: Job) -> JobShown:
    """The job as its owner sees it."""
    here = f"/api/v1/{job.kind}s/{job.id}"
    links = {"self": here}
    if job.kind == "check" and job.state == "done":
        endings = {ending: f"{here}/report.{ending}" for ending in ("html", "xlsx", "docx")}
        links |= {"report": f"{here}/report", **endings, "annotated": f"{here}/annotated.zip"}
    if job.kind == "draft" and job.state == "done":
        links |= {"result": f"{here}/result", "documents": f"{here}/documents.zip"}
    return JobShown(
        **job.model_dump(include={"id", "state", "created", "expires", "files", "error"}),
        ahead=jobs().ahead(job),
        message=_message(job),
        links=links,
    )


def _message(job: Job) -> str:
    if job.state == "waiting":
        ahead = jobs().ahead(job)
        return f"前面还有 {ahead} 份" if ahead else "马上开始"
    if job.state == "running":
        read = sum(file.pages > 0 and file.page >= file.pages for file in job.files)
        return f"正在处理，已读完 {read} 个文件，共 {len(job.files)} 个"
    return "已做完" if job.state == "done" else job.error or "没有做完"


def as_download(path: Path, name: str, ending: str) -> FileResponse:
    """A file to be saved, never shown: what strangers wrote stands in it."""
    return FileResponse(path, media_type=TYPES[ending], filename=name)


def as_json(path: Path) -> Response:
    """What was written as JSON, as it was written."""
    return Response(path.read_bytes(), media_type="application/json")
