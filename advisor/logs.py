"""Logs as records on stderr: what happened and where, never what people wrote or handed in."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

Record = MutableMapping[str, Any]
ROOT = str(Path(__file__).resolve().parent.parent)


def configure(as_json: bool, stream: TextIO | None = None) -> None:
    """Send this package's records, and the warnings of the libraries, to stderr (or a stream) in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        bare_traceback,
    ]
    shown: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    lines = logging.StreamHandler(stream or sys.stderr)
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_named, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
        )
    )
    # Some libraries set their own level; below a warning only this package is heard.
    lines.addFilter(lambda record: record.levelno >= logging.WARNING or record.name.startswith("advisor"))
    root = logging.getLogger()
    root.handlers = [lines]
    root.setLevel(logging.WARNING)
    logging.getLogger("advisor").setLevel(logging.INFO)


def bare_traceback(logger: Any, method: str, record: Record) -> Record:
    """Replace an exception by its kind and its way through the code.

    Its message and its variables are left out: a parser's message quotes what it could not read.
    """
    error = record.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        record.update(told_of(error))
    return record


def told_of(error: BaseException) -> dict[str, str]:
    """An exception's kind and its way through the code, and nothing it holds."""
    return {"error": type(error).__qualname__, "way": " > ".join(_steps(error))}


def _steps(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [
        f"{frame.filename.removeprefix(ROOT + '/')}:{frame.lineno} {frame.name}" for frame in frames[-12:]
    ]


def _named(logger: Any, method: str, record: Record) -> Record:
    """A record of a library: its logger's name tells whose."""
    told = record.get("_record")
    if told is not None:
        record["logger"] = told.name
        record["exc_info"] = told.exc_info
        # A library's words may quote what it was given; where it spoke is enough to look it up.
        record["event"] = f"{told.module}:{told.lineno}"
    return record
