"""Lists of boxes of which some are ticked."""

from __future__ import annotations

import re

_TICK, _BOX = "☑√✓■☒▣", "☐□☑√✓■☒▣"
_LED = re.compile(rf"[{_TICK}]\s*([^\s{_BOX}]+)")
_FOLLOWED = re.compile(rf"([^\s{_BOX}]+)\s*[{_TICK}]")
_BEHIND = re.compile(rf"(?!\s*(?:[^{_BOX}]*[:：]|请选择)\s*[{_BOX}])\s*[^\s{_BOX}].*[{_BOX}]\s*$", re.DOTALL)
"""Boxes before their words (☑实验室 □中心), behind them (实验室 ☑ 中心 □), and a list in which they stand behind
(not 类型：□实验室 ☑中心 其他□)."""


def ticked(value: str) -> list[str]:
    """The words whose boxes are ticked; empty where none is."""
    return (_FOLLOWED if _BEHIND.match(value) else _LED).findall(value)
