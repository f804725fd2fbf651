"""Which lines are headings, where the file does not say so itself: by their number, length and look."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.document import Block

_LONGEST = 45
_LONGEST_TITLE = 60
_ENDS_LIKE_TEXT = re.compile(r"[。；;，,：:！!？?]$|…$")
_DIGITS = "一二三四五六七八九十百零〇两0-9０-９"

_CHINESE = re.compile(
    r"第[一二三四五六七八九十\d]+[章节部]|[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_ARABIC = re.compile(r"\d{1,2}\s*[.．、](?!\d)")
_FORMAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾]{1,3}\s*[、.．\s]")
_CAPTION = re.compile(
    r"[表图]\s*[一二三四五六七八九十\d]+(?:[-—.．][\d]+)*(?=[\s:：、.．]|[\u4e00-\u9fff]{2})"
)
_MANY = 3
_DEEPEST = 6

# Each style of number, the level it has as a rule, and whether the number alone makes a short line a heading.
_STYLES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int], bool], ...] = (
    (re.compile(rf"第[{_DIGITS}]+[章篇编](?![{_DIGITS}])"), lambda match: 1, True),
    (re.compile(rf"第[{_DIGITS}]+部分"), lambda match: 1, True),
    (re.compile(rf"第[{_DIGITS}]+节"), lambda match: 2, True),
    (re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]"), lambda match: 1, True),
    (re.compile(r"[壹贰叁肆伍陆柒捌玖拾]{1,3}\s*[、.．]"), lambda match: 1, True),
    (_FORMAL, lambda match: 1, False),
    (re.compile(r"[一二三四五六七八九十]{1,3}[ \u3000]+(?=[\u4e00-\u9fff]{2})"), lambda match: 1, False),
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
    larger = size_pt is not None and size_pt >= body_pt + 2
    longest = _LONGEST_TITLE if larger and centred and bold else 40
    if (
        not 2 <= len(line) <= longest
        or "\n" in line
        or _ENDS_LIKE_TEXT.search(line)
        or re.search(r"[：:]", line)
    ):
        return False
    if not re.search(r"[\u4e00-\u9fff]", line) or re.search(r"\d{4}\s*年.*[月日]$", line):
        return False
    return larger and (bold or centred)


def settle_levels(blocks: list[Block]) -> list[Block]:
    """Headings numbered 1. stand highest where no 一、 or （一） stands above them; titles of tables stand below the parts
    that are numbered, where there are such."""
    headings = [b.text.strip() for b in blocks if b.kind == "heading" and "toc" not in b.flags]
    chinese = any(_CHINESE.match(text) or _FORMAL.match(text) for text in headings)
    numbered = [text for text in headings if any(pattern.match(text) for pattern, _, _ in _STYLES)]
    return [_settled(block, lift=not chinese, sink=len(numbered) >= _MANY) for block in blocks]


def _settled(block: Block, *, lift: bool, sink: bool) -> Block:
    text = block.text.strip()
    if block.kind == "heading" and lift and _ARABIC.match(text):
        return block.model_copy(update={"level": 1})
    if block.kind == "heading" and sink and _CAPTION.match(text):
        return block.model_copy(update={"level": _DEEPEST})
    return block
