"""Whether the server lives, whether it can answer, and its figures."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from advisor.answer.ask import is_ready
from advisor.api.jobs import jobs
from advisor.errors import AdvisorError
from advisor.pack import open_pack
from advisor.settings import settings

router = APIRouter()
JOBS = Gauge("advisor_jobs", "Checks and drafts of this process", ["state"])


@router.get("/healthz", include_in_schema=False)
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", include_in_schema=False)
def ready() -> JSONResponse:
    """The pack is open, its index built, and the data folder can be written."""
    faults = []
    try:
        if not is_ready(open_pack()):
            faults.append("索引还没有建好")
    except AdvisorError:
        faults.append("知识包打不开")
    try:
        probe = settings().data / ".ready"
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.touch()
    except OSError:
        faults.append("数据文件夹不能写")
    return JSONResponse(
        {"status": "waiting" if faults else "ready", "faults": faults}, 503 if faults else 200
    )


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """The figures for Prometheus, to this machine alone unless opened by setting."""
    if not settings().metrics_open and not _local(request):
        return Response(status_code=404)
    running, waiting = jobs().load()
    JOBS.labels("running").set(running)
    JOBS.labels("waiting").set(waiting)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _local(request: Request) -> bool:
    host = request.client.host if request.client else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
