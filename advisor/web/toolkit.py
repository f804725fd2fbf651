"""Gradio as this package uses it: `from advisor.web.toolkit import gr`, the one place it is loaded."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["gr"]


@contextmanager
def _no_stubs() -> Iterator[None]:
    """Keep Gradio from parsing its sources and rewriting a .pyi file for each component.

    It does so on every import: more than half of the page's start, and a write into the installation.
    It leaves a class alone whose file is not found.
    """
    found = inspect.getfile

    def file_of(object: Any) -> str:
        if isinstance(object, type) and object.__module__.startswith("gradio."):
            raise OSError("no stub wanted")
        return found(object)

    inspect.getfile = file_of
    try:
        yield
    finally:
        inspect.getfile = found


# Gradio reads this when it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
with _no_stubs():
    import gradio as gr
