"""A model file (GGUF) run in this process, behind a port that only this machine can reach."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.errors import ConfigurationError

_CONTEXT = 4096
"""tokens: a prompt of ours with its reply is well below"""


@lru_cache(maxsize=2)
def serve(path: Path) -> str:
    """Load the model file and return the address of its OpenAI-compatible interface, `http://127.0.0.1:…/v1`.

    Raises ConfigurationError when the file is missing or the extra `local-llm` is not installed.
    """
    if not path.is_file():
        raise ConfigurationError(f"找不到模型文件 {path}")
    try:
        import xllamacpp
    except ImportError as error:
        raise ConfigurationError("本机模型要另装：pip install 'shenchuangtong[local-llm]'") from error
    options = xllamacpp.CommonParams()
    options.model.path = str(path)
    options.n_ctx, options.n_parallel = _CONTEXT, 1
    options.hostnames, options.port = ["127.0.0.1"], 0
    options.cpuparams.n_threads = os.cpu_count() or 1
    options.verbosity = 0
    try:
        _SERVERS[path] = xllamacpp.Server(options)
    except RuntimeError as error:
        raise ConfigurationError(f"打不开模型文件 {path}：{error}") from error
    return f"{_SERVERS[path].listening_address}/v1"


_SERVERS: dict[Path, Any] = {}
"""kept, since a server ends with its object"""
