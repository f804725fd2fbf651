"""Cells of a credit report: whether one below a head such as 严重失信 tells of a record or that there is none."""

from __future__ import annotations

import re

_LED, _FOLLOWED = re.compile(r"[☑√✓■]\s*([是有否无])"), re.compile(r"([是有否无])\s*[☑√✓■]")
"""A ticked box before its word (□无 ☑有), and behind it (否□ 是☑)."""
_FINED = re.compile("罚款|被罚|处罚(?!记录|信息|情况|决定)|吊销|责令")
_NOT_FINED = re.compile("(?:未|无|没有|不存在|查无)[^，,。]{0,8}(?:罚|吊销|责令)")
_NONE = re.compile(
    r"[（(]?(?:是否|否|未|无|没|不(?:存在|涉及|属于)|查无|[暂尚]无|零|0|经?(?:查询?|核查|检索)[^，,。]{0,6}[无未])"
)
_SOME = re.compile(
    r"^(?:是(?!否)|有(?!无)|存在|曾)|列入|纳入|列为|失信(?!主体名单$)|不良|违法|违规|被(?!查)|法院|判决|强制执行|[1-9]\d*\s*[条项次件起]"
)


def is_record(text: str) -> bool:
    """True for a cell that says there is something: a box ticked so, a penalty, an entry in a list, a count. Words that say
    there is nothing, a dash and what tells neither are none."""
    ticked = (_LED if text[:1] in "□☑√✓■" else _FOLLOWED).search(text)
    if ticked:
        return ticked[1] in "是有"
    if _FINED.search(text):
        return _NOT_FINED.match(text) is None
    return _NONE.match(text) is None and _SOME.search(text) is not None
