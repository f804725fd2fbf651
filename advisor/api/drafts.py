"""Drafts: facts and material in, a job, the papers out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Response, UploadFile
from fastapi.responses import FileResponse
from pydantic.json_schema import SkipJsonSchema

from advisor import service
from advisor.api.bodies import JobShown
from advisor.api.checks import REPORT, FormDay, Year, as_download, as_json, finished, found, received, shown
from advisor.api.jobs import Bench, jobs
from advisor.api.knowledge import opened
from advisor.api.problems import documented
from advisor.api.uploads import lay_down
from advisor.domain import Track
from advisor.drafting.model import Draft
from advisor.errors import InputError

router = APIRouter(tags=["drafts"])
DRAFT = "draft.json"
PAPERS = {"annual", "change", "plan"}
"""what an approved platform writes; letters of an office know no type and no year"""
FACTS = "facts.yaml"
KINDS = Literal["annual", "change", "plan", "correction", "recommendation"]


@router.post("/drafts", status_code=202, summary="起草文书", responses=documented(400, 404, 409, 413, 503))
def submit(
    response: Response,
    kind: Annotated[KINDS, Form(description="起草什么")],
    facts: Annotated[
        str, Form(max_length=200_000, description="事实，YAML 或 JSON，写法同命令行的 --facts")
    ] = "",
    files: Annotated[list[UploadFile] | SkipJsonSchema[None], File()] = None,
    checks: Annotated[
        list[str] | SkipJsonSchema[None], Form(description="已做完的预审的编号，用它们的结果")
    ] = None,
    variant: Annotated[
        str | SkipJsonSchema[None], Form(description="计划的种类或变更的种类，写法同命令行的 --kind")
    ] = None,
    track: Annotated[Track | SkipJsonSchema[None], Form(description="平台类型")] = None,
    year: Year = None,
    today: FormDay = None,
    pack: Annotated[str | SkipJsonSchema[None], Form()] = None,
) -> JobShown:
    """Put a draft in line; what is missing will stand in it as 【待补：…】 and be listed."""
    options: dict[str, Any] = {"today": today, "pack": opened(pack).info.id}
    if kind in PAPERS:
        options |= {"variant": variant, "track": track, "year": year}
    reports = [jobs().bench(finished(each, "check")).out / REPORT for each in checks or ()]
    job, bench = jobs().open("draft")

    def lay() -> None:
        lay_down(files or (), bench.files)
        for number, report in enumerate(reports, start=1):
            shutil.copyfile(report, bench.out.parent / f"check-{number}.json")
        if facts.strip():
            (bench.root / FACTS).write_text(facts, encoding="utf-8")

    received(job, lay)
    job = jobs().begin(job, lambda bench, tell: _draft(bench, kind, options))
    response.headers["Location"] = f"/api/v1/drafts/{job.id}"
    return shown(job)


@router.get("/drafts/{id}", summary="进度", responses=documented(404))
def progress(id: str) -> JobShown:
    """How far the draft is."""
    return shown(found(id, "draft"))


@router.get(
    "/drafts/{id}/result", summary="写了什么，缺什么", response_model=Draft, responses=documented(404, 409)
)
def result(id: str) -> Response:
    """The parts of the paper and every field that is still missing."""
    return as_json(jobs().bench(finished(id, "draft")).root / DRAFT)


@router.get(
    "/drafts/{id}/documents.zip",
    summary="写好的文书",
    response_class=FileResponse,
    responses=documented(404, 409),
)
def documents(id: str) -> FileResponse:
    """The paper and what goes with it, in one archive."""
    bench = jobs().bench(finished(id, "draft"))
    return as_download(bench.root / "documents.zip", "文书.zip", "zip")


@router.delete("/drafts/{id}", status_code=204, summary="删除材料和文书", responses=documented(404))
def delete(id: str) -> None:
    """Remove what was handed in and what was written, at once."""
    jobs().delete(found(id, "draft"))


def _draft(bench: Bench, kind: str, options: dict[str, Any]) -> None:
    facts = bench.root / FACTS
    sources = [*sorted(bench.root.glob("check-*.json")), *sorted(bench.files.iterdir())]
    try:
        made = service.draft(
            kind,
            out=bench.out / f"{kind}.docx",
            facts=facts if facts.exists() else None,
            sources=sources,
            **options,
        )
    except InputError as error:
        # A message that names a file names it as the caller knows it.
        raise InputError(str(error).replace(f"{bench.files}/", "").replace(f"{bench.root}/", "")) from error
    named = made.model_copy(
        update={"file": Path(made.file).name, "also": tuple(Path(each).name for each in made.also)}
    )
    (bench.root / DRAFT).write_text(named.model_dump_json(by_alias=True), encoding="utf-8")
    shutil.make_archive(str(bench.root / "documents"), "zip", bench.out)
