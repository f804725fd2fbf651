"""Which lines are headings, where the file does not say so itself: by their number, length and look."""

from __future__ import annotations

import re
from collections.abc import Callable

_LONGEST = 45
_ENDS_LIKE_TEXT = re.compile(r"[。；;，,：:！!？?]$|…$")
_DIGITS = "一二三四五六七八九十百零〇两0-9０-９"

_DEEPER = re.compile(r"[.．]\d")

# Each style of number, the level it has as a rule, and whether the number alone makes a short line a heading.
_STYLES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int], bool], ...] = (
    (re.compile(rf"第[{_DIGITS}]+[章篇编](?![{_DIGITS}])"), lambda match: 1, True),
    (re.compile(rf"第[{_DIGITS}]+部分"), lambda match: 1, True),
    (re.compile(rf"第[{_DIGITS}]+节"), lambda match: 2, True),
    (re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]"), lambda match: 1, True),
    (re.compile(r"[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]"), lambda match: 2, True),
    (
        re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?![\d%])[.．、]?"),
        lambda match: 1 + len(re.findall(r"[.．]\d", match[0])),
        True,
    ),
    (re.compile(r"[0-9０-９]{1,2}\s*[.．、](?!\d)"), lambda match: 3, False),
    (re.compile(r"[（(]\s*[0-9０-９]{1,2}\s*[）)]"), lambda match: 4, False),
)


def heading_level(text: str, emphasised: bool) -> int | None:
    """The level a line has as a heading, from 1; None for text. `emphasised`: bold, larger or centred."""
    line = text.strip()
    if not line or len(line) > _LONGEST or "\n" in line or _ENDS_LIKE_TEXT.search(line):
        return None
    for pattern, level, alone in _STYLES:
        match = pattern.match(line)
        if match is None:
            continue
        rest = line[match.end() :].strip()
        if not rest or not re.search(r"[\u4e00-\u9fffA-Za-z]", rest):
            return None
        return level(match) if alone or emphasised else None
    return None


def title_like(text: str, centred: bool, bold: bool, size_pt: float | None, body_pt: float) -> bool:
    """True for an unnumbered line that stands as a heading: short, larger than the body, bold or centred."""
    line = text.strip()
    if not 2 <= len(line) <= 40 or "\n" in line or _ENDS_LIKE_TEXT.search(line) or re.search(r"[：:]", line):
        return False
    if not re.search(r"[\u4e00-\u9fff]", line) or re.search(r"\d{4}\s*年.*[月日]$", line):
        return False
    larger = size_pt is not None and size_pt >= body_pt + 2
    return larger and (bold or centred)
