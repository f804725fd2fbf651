"""Marks by which a line shows that it begins or ends something."""

from __future__ import annotations

import re

ENDS = re.compile(r"[。！？；;:：!?]['”’）)]?$")
_BEGINS = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[章节条部]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:[.．]\d{1,2})*[.．、\s]|[①-⑳]|[—\-•●■□☑√]\s*|附件\s*\d*(?![\d。，；、）)])|[图表]\s*\d+(?:[-—–.．]\d+)*(?![\d\-—–.．。，；、）)]))"
)
_FIGURE = re.compile(
    r"\s*\d+(?:[.．]\d+)?\s*(?:[%％‰℃]|万元|亿元|万[人户家亩吨次条台件]|个百分点|倍(?!增)|小时(?![工制])|分钟|公里|千米|毫米|厘米|平方[米公]|公顷|吨|公斤|千克"
    r"|(?:元|人|名|家|项|个|件|台|套|只|天|年|月|日|次|亩|米|篇|部|门|期|处|条)(?:以上|左右)?[，,。；、）)（(])"
    r"|\s*\d+[.．]\d+\s*[，。；]"
)
"""A figure of a sentence that runs on (19.6%，…), which only looks like the number of a heading."""


def begins(text: str) -> bool:
    """Whether a line begins something new by its number or mark."""
    return _BEGINS.match(text) is not None and _FIGURE.match(text) is None
