"""`advisor mcp`: the tools of an assistant on this machine, over stdin and stdout."""

from __future__ import annotations


def mcp() -> None:
    """供本机上的助手调用：提问、自评、预审、条款（MCP，标准输入输出）。"""
    from advisor.api.tools import build_tools

    build_tools(local=True).run("stdio")
