"""Whose words stand where: the policy's in knowledge/, ours short and in Chinese punctuation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from advisor.pack import open_pack
from advisor.pack.load import pack_names
from advisor.settings import Settings
from tests.house.tree import SOURCE, files, name, python_files

LONGEST_SHARED_RUN = 7
"""Chinese characters: a longer run that also stands in a policy was taken from it"""
HAN = re.compile(r"[一-鿿]+")
HALF_WIDTH = re.compile(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]")
TEMPLATES = [path for path in files("advisor") if path.suffix == ".html"]


@cache
def policy() -> str:
    """The texts of all packs, one after the other."""
    return "\n".join(text for pack in pack_names() for text in open_pack(pack).texts.values())


@cache
def names() -> set[str]:
    """What a programme calls its platform types; no other programme does."""
    return {
        word
        for pack in pack_names()
        for track in open_pack(pack).info.tracks
        for word in (track.name, track.short)
    }


def literals(path: Path) -> Iterator[str]:
    """The string literals of a Python file that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


def shared_runs(text: str) -> list[str]:
    """The runs of Chinese characters of a text that stand in a policy and are too long to be chance."""
    size = LONGEST_SHARED_RUN + 1
    pieces = (run[at : at + size] for run in HAN.findall(text) for at in range(len(run) - size + 1))
    return [piece for piece in pieces if piece in policy()]


@pytest.mark.parametrize("path", python_files(*SOURCE), ids=name)
def test_no_phrase_of_a_policy_stands_in_code(path: Path) -> None:
    assert [piece for text in literals(path) for piece in shared_runs(text)] == []


@pytest.mark.parametrize("path", [*python_files(*SOURCE), *TEMPLATES], ids=name)
def test_no_name_of_a_programme_stands_in_code(path: Path) -> None:
    texts = list(literals(path)) if path.suffix == ".py" else [path.read_text("utf-8")]
    assert [word for word in names() for text in texts if word in text] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_the_page_is_punctuated_in_chinese(path: Path) -> None:
    words = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert HALF_WIDTH.findall(words) == []


def test_every_setting_is_explained_in_chinese() -> None:
    said = {key: field.description or "" for key, field in Settings.model_fields.items()}
    assert [key for key, text in said.items() if not HAN.search(text) or HALF_WIDTH.search(text)] == []
