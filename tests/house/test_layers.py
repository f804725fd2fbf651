"""Imports go down only; heavy libraries wait until they are used, each in one place."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, name, python_files

HEAVY = {
    "torch",
    "onnxruntime",
    "cv2",
    "chromadb",
    "sentence_transformers",
    "rapidocr",
    "transformers",
    "scipy",
}
# Gradio itself loads pandas and numpy with the page, which cannot be helped; we load neither.


def test_imports_go_down_only() -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", python_files(*SOURCE), ids=name)
def test_nothing_heavy_is_imported_with_the_module(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert _imported(tree.body) & HEAVY == set()


def test_a_heavy_library_is_used_in_one_folder() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in python_files(*SOURCE):
        for library in _imported(list(ast.walk(ast.parse(path.read_text("utf-8"))))) & HEAVY:
            places[library].add(name(path.parent))
    assert {library: found for library, found in places.items() if len(found) > 1} == {}


def test_nothing_imports_the_app() -> None:
    importing = [
        p
        for p in python_files("advisor", "ingest")
        if "app" in _imported(list(ast.walk(ast.parse(p.read_text("utf-8")))))
    ]
    assert importing == []


@pytest.mark.parametrize("start", ["import app; import advisor.web.server", "import advisor.cli"])
def test_the_start_loads_nothing_heavy(start: str) -> None:
    """What the page and the command line load before the first question; Gradio's own load is its own."""
    probe = f"{start}; import sys; print(*({HEAVY!r} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_the_command_line_does_not_wait_for_the_page() -> None:
    probe = "import advisor.cli, sys; print('gradio' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def _imported(nodes: list[ast.stmt] | list[ast.AST]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


def test_gradio_is_loaded_in_one_place() -> None:
    loading = [
        name(path)
        for path in python_files(*SOURCE)
        if "gradio" in _imported(list(ast.walk(ast.parse(path.read_text("utf-8")))))
    ]
    assert loading == ["advisor/web/toolkit.py"]


def test_the_start_writes_nothing_into_the_installation() -> None:
    """Gradio would look at, and often rewrite, a stub file for each of its components."""
    probe = "import pathlib; pathlib.Path.write_text = None; import advisor.web.server"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
