"""The product's files, for the tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ("advisor", "ingest", "app.py")
EVERYWHERE = (*SOURCE, "tests", "evals", "docs", "knowledge", "prompts", "Makefile", ".ci", "README.md")


def python_files(*tops: str) -> list[Path]:
    """The Python files under these folders or of these names, sorted."""
    return [path for path in files(*tops) if path.suffix == ".py"]


def files(*tops: str) -> list[Path]:
    """The files under these folders or of these names, sorted, caches left out."""
    found: list[Path] = []
    for top in tops:
        place = ROOT / top
        found.extend([place] if place.is_file() else place.rglob("*"))
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function of the file, decorators left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def name(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()
