"""The MCP server: ask, assess, check and clause as tools of an assistant, over stdio or on the page's server.

An assistant reads what comes back as data: every tool gives the JSON of the contract, quotes cut from the text.
"""

from __future__ import annotations

import base64
import binascii
import importlib.util
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import anyio.to_thread
from fastapi import FastAPI
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from advisor import service
from advisor.api.access import admit
from advisor.api.problems import Refused, problem
from advisor.api.uploads import safe_names
from advisor.domain import Stage, Track
from advisor.errors import AdvisorError, ConfigurationError, InputError
from advisor.pack import open_pack
from advisor.settings import settings

if TYPE_CHECKING:
    from mcp.server import MCPServer

PATH = "/mcp"
HERE = ("127.0.0.1:*", "localhost:*", "[::1]:*")
ABOUT = (
    "申报咨询：答复、自评和预审都依据知识包里的政策原文，每句话带条款编号。"
    "请把答复里的条款编号和引文原样转给用户，不要改动数字、日期和引文；unknown 表示不知道，不表示没有。"
)
QuestionText = Annotated[str, Field(description="问题，中文或英文")]
Facts = Annotated[
    dict[str, str | bool | int | dict[str, str]],
    Field(description='单位情况：名称 → 值或说法；出过的事写成 {"grade": "major", "date": "2024-05"}'),
]
Tracks = Annotated[list[Track] | None, Field(description="只判断这几类；不写则全部")]


class Attached(BaseModel):
    """A file handed in with a call."""

    name: str
    content_base64: str


async def ask(
    question: QuestionText, facts: dict[str, str] | None = None, pack: str | None = None
) -> dict[str, Any]:
    """回答一个申报问题：答复（每句带条款编号）、引文、判定、要反问的情况。"""
    answer = await _called(service.ask, question, facts=facts, pack=pack)
    return _plain(answer)


async def assess(
    facts: Facts, tracks: Tracks = None, joint: bool = False, about: str = "", pack: str | None = None
) -> dict[str, Any]:
    """资格自评：逐条判断单位符不符合每类平台的条件，接着该问什么，要准备什么。"""
    found = await _called(service.assess, facts, tracks=tracks or (), joint=joint, about=about, pack=pack)
    return _plain(found)


async def clause(
    number: Annotated[str, Field(description="条款编号，如 4.5")], pack: str | None = None
) -> dict[str, Any]:
    """一条条款的原文，一字不差。"""
    opened = await _called(open_pack, pack)
    found = opened.clause(number)
    if found is None:
        raise _said(
            InputError(f"没有编号为“{number}”的条款；有：{'、'.join(each.path for each in opened.clauses)}")
        )
    return _plain(found)


async def check_paths(
    paths: Annotated[list[Path], Field(description="本机上的文件、文件夹或压缩包")],
    track: Track | None = None,
    stage: Stage | None = None,
    round: int | None = None,
    pack: str | None = None,
) -> dict[str, Any]:
    """预审本机上的申报材料：每一处问题、位置、依据的条款、怎么改。"""
    if not paths:
        raise _said(InputError("请写下要预审的文件或文件夹"))
    return _plain(await _called(service.check, paths, track=track, stage=stage, round=round, pack=pack))


async def check_files(
    files: Annotated[list[Attached], Field(description="要预审的文件，内容用 base64")],
    track: Track | None = None,
    stage: Stage | None = None,
    round: int | None = None,
    pack: str | None = None,
) -> dict[str, Any]:
    """预审交来的申报材料：每一处问题、位置、依据的条款、怎么改。"""
    with TemporaryDirectory(prefix="advisor-") as folder:
        await _called(_lay, files, Path(folder))
        return _plain(
            await _called(service.check, [Path(folder)], track=track, stage=stage, round=round, pack=pack)
        )


def build_tools(local: bool) -> MCPServer[Any]:
    """The server with its tools. `local` is for an assistant on this machine: only there may it name paths.

    Raises ConfigurationError where the extra `mcp` is not installed.
    """
    if importlib.util.find_spec("mcp") is None:
        raise ConfigurationError("MCP 服务要装附加项 mcp：pip install -e '.[mcp]'")
    from mcp.server import MCPServer

    server: MCPServer[Any] = MCPServer(
        "shenchuangtong", title="申创通", instructions=ABOUT, log_level="WARNING"
    )
    for tool in (ask, assess, clause):
        server.tool()(tool)
    server.tool(name="check")(check_paths if local else check_files)
    return server


def mount_tools(app: FastAPI) -> None:
    """Serve the tools at /mcp, with the same keys and limits as the HTTP interface."""
    server = build_tools(local=False)
    from mcp.server.transport_security import TransportSecuritySettings

    hosts = [*HERE, *settings().mcp_host_names]
    safety = TransportSecuritySettings(
        allowed_hosts=hosts,
        allowed_origins=[f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")],
    )
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=settings().upload_mb * 2**20,
        transport_security=safety,
    )
    for route in inner.routes:
        app.router.routes.append(route)
        route.app = _Guarded(route.app)  # type: ignore[attr-defined]
    app.router.lifespan_context = _with_sessions(app.router.lifespan_context, server)


class _Guarded:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            admit(request, request.headers.get("x-api-key") or _bearer(request))
        except Refused as error:
            await problem(request, error.status, error.detail, headers=error.headers)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


Lifespan = Callable[[Any], AbstractAsyncContextManager[Any]]


def _with_sessions(before: Lifespan, server: MCPServer[Any]) -> Lifespan:
    @asynccontextmanager
    async def both(app: Any) -> AsyncIterator[Any]:
        async with before(app) as state, server.session_manager.run():
            yield state

    return both


async def _called(step: Callable[..., Any], *values: Any, **options: Any) -> Any:
    """Run a step beside the event loop; what cannot be done is told to the assistant in one line."""
    try:
        return await anyio.to_thread.run_sync(partial(step, *values, **options))
    except AdvisorError as error:
        raise _said(error) from error


def _said(error: AdvisorError) -> Exception:
    from mcp.server.mcpserver.exceptions import ToolError

    return ToolError(str(error))


def _lay(files: list[Attached], folder: Path) -> None:
    if not 0 < len(files) <= settings().upload_files:
        raise InputError(f"请交 1 至 {settings().upload_files} 个文件")
    for file, name in zip(files, safe_names([file.name for file in files]), strict=True):
        try:
            content = base64.b64decode(file.content_base64, validate=True)
        except binascii.Error as error:
            raise InputError(f"“{file.name}”的内容不是 base64") from error
        (folder / name).write_bytes(content)


def _plain(found: BaseModel) -> dict[str, Any]:
    return found.model_dump(mode="json", by_alias=True)
