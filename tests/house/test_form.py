"""The form of the code: small files, small functions, telling names. There is no list of exceptions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import SOURCE, files, functions, name, python_files

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
VAGUE = {"utils", "helpers", "common", "manager", "handler", "core", "misc"}
CODE = python_files(*SOURCE, "evals", "docs", "tests")
ASSETS = [path for path in files("advisor") if path.suffix in {".js", ".css", ".html"}]


@pytest.mark.parametrize("path", [*CODE, *ASSETS], ids=name)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_function_is_short(path: Path) -> None:
    assert [f"{each}: {lines}" for each, lines in functions(path) if lines > LONGEST_FUNCTION] == []


def test_no_module_has_a_vague_name() -> None:
    assert [name(path) for path in CODE if VAGUE & {path.stem, *path.parent.parts[-1:]}] == []


@pytest.mark.parametrize("path", python_files(*SOURCE), ids=name)
def test_a_module_and_what_it_offers_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    offered = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    ]
    assert ast.get_docstring(tree), "the module has no docstring"
    assert [node.name for node in offered if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", python_files(*SOURCE), ids=name)
def test_no_error_is_swallowed(path: Path) -> None:
    """`except:` and `except Exception: pass` hide faults; an error caught must be named or used."""
    hidden = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (_broad(node) and all(isinstance(each, ast.Pass) for each in node.body)))
    ]
    assert hidden == []


def _broad(node: ast.ExceptHandler) -> bool:
    return isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
