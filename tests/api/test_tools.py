"""The MCP server, called by the protocol's own client: over stdio, and over HTTP on a real socket."""

from __future__ import annotations

import base64
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from advisor import service
from advisor.pack import open_pack
from tests.api.conftest import FORM, serving_with

QUESTION = "平台有效期几年？"


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """The application on a port of this machine."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


async def use(client: Client, checked: dict[str, Any]) -> None:
    """What an assistant does: look at the tools, call each of them, call one wrongly."""
    listed = await client.list_tools()
    assert [tool.name for tool in listed.tools] == ["ask", "assess", "clause", "check"]
    assert all(tool.description for tool in listed.tools)
    answer = await client.call_tool("ask", {"question": QUESTION})
    assert answer.structured_content["answer"] == service.ask(QUESTION).answer
    found = await client.call_tool("assess", {"facts": {"entity_kind": "company", "venue": True}})
    assert len(found.structured_content["tracks"]) == 4
    words = await client.call_tool("clause", {"number": "4.5"})
    clause = open_pack().clause("4.5")
    assert clause is not None
    assert words.structured_content["text"] == clause.text
    report = await client.call_tool("check", checked)
    assert report.structured_content["findings"]
    wrong = await client.call_tool("clause", {"number": "99"})
    assert wrong.is_error
    assert "99" in wrong.content[0].text


def _apart(run: Callable[..., Coroutine[Any, Any, None]], *given: str) -> None:
    """Run a client in a thread of its own: a browser of another test may hold this thread's loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, run, *given).result()


def test_an_assistant_on_this_machine_calls_over_stdio(tmp_path: Path) -> None:
    async def run() -> None:
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "advisor.cli", "mcp"],
            env={**os.environ, "ADVISOR_DATA": str(tmp_path)},
        )
        async with Client(stdio_client(command), read_timeout_seconds=120) as client:
            await use(client, {"paths": [str(FORM.resolve())]})
            missing = await client.call_tool("check", {"paths": ["/nothing/there"]})
            assert missing.is_error

    _apart(run)


def test_an_assistant_elsewhere_calls_over_http_and_names_no_paths(tmp_path: Path) -> None:
    content = base64.b64encode(FORM.read_bytes()).decode()

    async def run(address: str) -> None:
        async with Client(f"{address}/mcp", read_timeout_seconds=120) as client:
            await use(client, {"files": [{"name": "../申报书.docx", "content_base64": content}]})
            assert (await client.call_tool("check", {"paths": ["/etc/hostname"]})).is_error
            assert (
                await client.call_tool("check", {"files": [{"name": "a", "content_base64": "!"}]})
            ).is_error

    with serving_with(data=tmp_path, mcp=True) as app, listening(app) as address:
        _apart(run, address)
        stranger = httpx.post(f"{address}/mcp", json={}, headers={"Host": "evil.example"})
        assert stranger.status_code == 421


def test_the_tools_ask_for_the_key_of_the_interface(tmp_path: Path) -> None:
    with serving_with(data=tmp_path, mcp=True, api_keys="k1") as app, listening(app) as address:
        assert httpx.post(f"{address}/mcp", json={}).status_code == 401
        assert httpx.post(f"{address}/mcp", json={}, headers={"X-API-Key": "k1"}).status_code != 401


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
def test_the_tools_are_not_there_unless_opened(tmp_path: Path, path: str) -> None:
    with serving_with(data=tmp_path) as app, listening(app) as address:
        assert httpx.post(f"{address}{path}", json={}).status_code == 404
