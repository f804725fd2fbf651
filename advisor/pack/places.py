"""YAML with the line of every value, so that a fault in a pack is reported as file:line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from advisor.errors import PackError


class Source:
    """A YAML file: its plain value and the line of each part."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        self._node: yaml.Node | None = None
        try:
            self._text = text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PackError(f"{shown} 读不了：{error}", (f"{shown}:1: 读不了",)) from error
        try:
            self.value: Any = yaml.load(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            fault = f"{shown}:{line}: YAML 写法有误（{error.problem}）"
            raise PackError(fault, (fault,)) from error
        except yaml.reader.ReaderError as error:
            line = text[: error.position].count("\n") + 1
            fault = f"{shown}:{line}: 有 YAML 不允许的字符（{error.reason}）"
            raise PackError(fault, (fault,)) from error

    def line(self, path: Sequence[str | int] = ()) -> int:
        """The line (from 1) of the value at `path`, or of the nearest part above it that exists."""
        if self._node is None:
            # Composed only when a fault is to be placed: it costs more than loading.
            self._node = yaml.compose(self._text, Loader=_LOADER)
        node = self._node
        for step in path:
            below = _below(node, step)
            if below is None:
                break
            node = below
        return node.start_mark.line + 1 if node is not None else 1

    def fault(self, path: Sequence[str | int], message: str) -> str:
        """`file:line: message`"""
        return f"{self.shown}:{self.line(path)}: {message}"


def _below(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value  # type: ignore[no-any-return]
    return None


class _LOADER(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The fast safe loader where libyaml is there; duplicate keys are refused by `construct_mapping`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"键重复：{key.value}", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]
