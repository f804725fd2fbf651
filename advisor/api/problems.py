"""Errors as problem documents (RFC 9457), each in Chinese and in English."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from advisor.api.jobs import Busy
from advisor.errors import AdvisorError, ConfigurationError, InputError, ModelError

log = structlog.get_logger(__name__)
MEDIA = "application/problem+json"
TITLES = {
    400: ("请求的写法不对", "The request is malformed"),
    401: ("没有密钥，或密钥不对", "The key is missing or wrong"),
    403: ("不允许", "Not allowed"),
    404: ("没有这一项，或已过保留时间", "There is no such thing, or it has expired"),
    405: ("这个地址不接受这种请求", "This address does not take this method"),
    409: ("现在还不能这样做", "Not possible in the present state"),
    413: ("上传的内容太大", "The upload is too large"),
    415: ("内容的类型不对", "The content type is not supported"),
    422: ("请求里有不能用的内容", "Something in the request cannot be used"),
    429: ("请求太多，请稍后再试", "Too many requests, try again later"),
    500: ("程序出错", "The program failed"),
    503: ("现在做不了，请稍后再试", "Not possible at the moment, try again later"),
}
_FAULTS = {
    "missing": "缺少",
    "string_too_short": "太短",
    "string_too_long": "太长",
    "too_long": "太多",
    "too_short": "太少",
    "literal_error": "不在可选的值之内",
    "enum": "不在可选的值之内",
    "extra_forbidden": "没有这一项",
    "json_invalid": "不是 JSON",
    "date_from_datetime_parsing": "应写作 YYYY-MM-DD",
    "date_parsing": "应写作 YYYY-MM-DD",
}


class Fault(BaseModel):
    """One part of the request that cannot be used."""

    place: str
    message: str
    message_en: str


class Problem(BaseModel):
    """A problem document: `title` and `detail` in Chinese, `title_en` and `detail_en` in English."""

    type: str = "about:blank"
    title: str
    title_en: str
    status: int
    detail: str
    detail_en: str
    request_id: str = ""
    faults: list[Fault] = Field(default_factory=list)


class Refused(Exception):
    """A request that is answered with a problem of this status."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


def problem(
    request: Request,
    status: int,
    detail: str = "",
    faults: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The response for a problem; where nothing more is known the title is the detail."""
    title, english = TITLES.get(status, ("请求没有完成", "The request was not completed"))
    listed = "; ".join(f"{fault.place}: {fault.message_en}" for fault in faults or ())
    found = Problem(
        title=title,
        title_en=english,
        status=status,
        detail=detail or title,
        detail_en=listed or english,
        request_id=request.scope.get("request_id", ""),
        faults=faults or [],
    )
    return JSONResponse(found.model_dump(), status, dict(headers or {}), media_type=MEDIA)


def register(app: FastAPI, failures: bool = True) -> None:
    """Answer every error of this application with a problem document; `failures` are those nobody raised on purpose."""

    async def malformed(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        faults = [_fault(item) for item in error.errors()[:20]]
        detail = "；".join(f"{fault.place} {fault.message}" for fault in faults)
        return problem(request, 422, detail, faults)

    async def of_http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers or {})
        if error.status_code == 405 and (methods := _methods(app, request)):
            headers["Allow"] = ", ".join(methods)
        return problem(request, error.status_code, headers=headers)

    async def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, Refused)
        return problem(request, error.status, error.detail, headers=error.headers)

    async def of_ours(request: Request, error: Exception) -> JSONResponse:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        headers = {"Retry-After": "60"} if isinstance(error, Busy) else None
        return problem(request, status, str(error), headers=headers)

    async def failed(request: Request, error: Exception) -> JSONResponse:
        number = secrets.token_hex(4)
        log.error("api.failed", number=number, exc_info=error)
        return problem(request, 500, f"程序出错，请把编号 {number} 告诉管理员")

    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(AdvisorError, of_ours)
    if failures:
        app.add_exception_handler(Exception, failed)


_STATUS: dict[type[AdvisorError], int] = {
    InputError: 422,
    Busy: 503,
    ConfigurationError: 503,
    ModelError: 503,
}


def _methods(app: FastAPI, request: Request) -> list[str]:
    """Every method this address takes, by the description: the router names those of one of its routes only."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return sorted(
        method.upper()
        for template, operations in app.openapi().get("paths", {}).items()
        if compile_path(template)[0].fullmatch(path)
        for method in operations
    )


def _fault(item: Mapping[str, Any]) -> Fault:
    place = ".".join(str(step) for step in item["loc"] if step != "body") or "body"
    message = _FAULTS.get(item["type"], "写法不对")
    return Fault(place=place, message=message, message_en=str(item["msg"]))


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems an operation may answer with, for its OpenAPI description."""
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": f"{TITLES[status][0]} · {TITLES[status][1]}", "content": {MEDIA: shape}}
        for status in statuses
    }
