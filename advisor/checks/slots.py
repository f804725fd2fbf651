"""Brackets that name or order what is to be written, where it should have been written; days with a number left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from advisor.pack.squeeze import squeeze
from ingest.document import Block, Cell

_HARD = (
    r"【(?P<a>[^【】\n\t]{0,20})】|\[(?P<b>[^\[\]\n\t]{2,20})\]|〔(?P<d>[^〔〕\n\t]{0,20})〕|"
    r"[<＜〈](?P<c>[^<>＜＞〈〉\n\t]{2,20})[>＞〉]"
)
_SOFT = r"[（(](?P<e>[^（）()\n\t]{2,20})[）)]"
_BRACKET = re.compile(f"{_HARD}|{_SOFT}")
_WHOLE = re.compile(
    rf"(?:(?:{re.sub(r'[?]P<.>', '?:', _HARD)}|{re.sub(r'[?]P<.>', '?:', _SOFT)})[\s\-—－/、，,:：]*)+"
)
_LABELLED = re.compile(
    r"(?P<label>[^：:，。；\n\t（）()【】]{2,16})[：:][ \u3000]*(?P<value>\S[^\n\t，。；]*)"
)
_SENTENCE = re.compile(r"[^。；\n\t]+[。；]?")
_WORD = r"(?!(?<=[ \u3000]日)(?:[均常历间程用照本产活志耗租光元]|处理|报(?![送请到来经省市])))"
"""No word that begins with 日 (日均) stands behind a blank."""
_DAY = re.compile(
    r"(?P<year>(?:20\d\d|[_＿ \u3000]{1,8})年)?(?P<month>\d{1,2}月|[_＿ \u3000]{1,8}月)(?P<day>[_＿ \u3000]*)日"
    + _WORD
    + r"|(?P<only>20\d\d年)[_＿]+月(?!日)"
)
_RULED = re.compile(r"(?<=[\u4e00-\u9fff：:（(，、])[_＿]{1,2}(?=(?P<next>[\u4e00-\u9fff%％]{1,3}))")
_COUNT = re.compile(r"(?=.*\d)[\dA-Za-z.,%()\-—/第号年约余台套个人件项家万元]+|[/无—\-]+")
_KINDS = re.compile(r".{0,8}(?:名称?|类别|类型|种类|类|指标|项目|科目|部门|年度|序号|成果|内容)")
"""Heads of a column of kinds or things."""
_BLANKS = "_＿ \u3000"
_HEAD = 40
"""Characters of a line that may be a title or a label with its remark."""


@dataclass(frozen=True)
class Slots:
    """Words of the pack. `labels` name something by its own kind of name (全称, 文号), `kinds` things that are one only
    with `which` before (所在市); `orders` tell to write; `counts` stand for a number; `units` follow one. `before` are
    words a thing follows, `behind` those that follow a thing; where `screen` stands in the sentence, a bracket shows what
    is seen on a screen or in a form, `forms` tells of what others are to fill in, and `by_hand` of signing.
    Tables with a head of `described` list what a system holds, with names for values; behind a bracket that says how,
    `goes_on` tells what is done so (（据实）结算)."""

    labels: str
    kinds: str
    which: str
    orders: str
    counts: str
    units: str
    before: str
    behind: str
    screen: str
    forms: str
    by_hand: str
    described: str = "(?!)"
    goes_on: str = "(?!)"

    @cached_property
    def _label(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?:(?:{self.which})的?)*(?:[\u4e00-\u9fff、/]{{0,10}}?(?:{self.labels}))|(?:(?:{self.which})的?)+(?:{self.kinds})"
        )

    def left(self, block: Block) -> Iterator[tuple[int, int]]:
        """Where words of a template stand in a block, from and to."""
        if block.kind == "heading":
            return
        if block.cells:
            heads = min(cell.row for cell in block.cells)
            first = [squeeze(cell.text) for cell in block.cells if cell.row == heads]
            described = any(re.fullmatch(self.described, head) for head in first)
            values = {value.start for _, value in block.pairs if not _is_head(block, value)}
            for cell in block.cells:
                start = cell.start - (block.place.start or 0)
                if (cell.row > heads or cell.start in values) and not described:
                    yield from ((start + a, start + b) for a, b in self._value(cell.text))
                yield from ((start + a, start + b) for a, b in self._told(cell.text))
            return
        for found in _LABELLED.finditer(block.text):
            at = found.start("value")
            yield from ((at + a, at + b) for a, b in self._value(found["value"]))
        yield from self._told(block.text)

    def _value(self, text: str) -> Iterator[tuple[int, int]]:
        """What in a value, between commas, is nothing but brackets with labels or orders in them: （区号）-（座机）."""
        for part in re.finditer(r"[^，,；;\n]+", text):
            words = part.group().strip()
            inside = [_inside(each) for each in _BRACKET.finditer(words)] if _WHOLE.fullmatch(words) else [""]
            if all(self._label.fullmatch(word) or re.fullmatch(self.orders, word) for word in inside):
                at = part.start() + len(part.group()) - len(part.group().lstrip())
                yield at, at + len(words)

    def _told(self, text: str) -> Iterator[tuple[int, int]]:
        for sentence in _SENTENCE.finditer(text):
            words = sentence.group()
            if re.search(self.screen, words):
                continue
            for found in _BRACKET.finditer(words):
                if self._stands(words, found):
                    yield sentence.start() + found.start(), sentence.start() + found.end()
            if not re.search(self.by_hand, words):
                yield from ((sentence.start() + a, sentence.start() + b) for a, b in self._numbers(words))

    def _stands(self, words: str, found: re.Match[str]) -> bool:
        """Whether a bracket in a sentence stands where a thing or a number must."""
        word, before, behind = _inside(found), words[: found.start()].rstrip(), words[found.end() :].lstrip()
        soft = found.group()[0] in "（("
        if re.match("[：:]", behind):
            return False
        label, order = self._label.fullmatch(word), re.fullmatch(self.orders, word)
        counted = (
            re.match(self.units, behind) is not None and re.search(r"[\u4e00-\u9fff]$", before) is not None
        )
        if counted and (order or re.fullmatch(self.counts, word)):
            return True
        follows = re.search(rf"(?:{self.before})$", before) is not None
        leads = re.match(self.behind, behind) is not None
        if found.group()[0] == "〔" and (label or not word):
            return re.match(r"第?[\dXＸ×]{0,4}号", behind) is not None
        if not word:
            return follows and leads
        if order and re.match(self.goes_on, behind):
            return False
        if order:
            told = len(squeeze(words)) > _HEAD or bool(before and behind.strip("。；"))
            return told and not re.search(self.forms, words) and bool(before)
        if not label:
            return False
        return (follows or not before) and leads if soft or not before else follows or leads

    def _numbers(self, words: str) -> Iterator[tuple[int, int]]:
        """Days without one of their numbers, with words behind; one or two ruled blanks before a unit."""
        for found in _DAY.finditer(words):
            parts = [part for part in (found["year"], found["month"], found["day"], found["only"]) if part]
            blank = found["only"] or any(part.strip("年月")[:1] in set(_BLANKS) for part in parts)
            given = re.search(r"\d", found.group())
            goes_on = re.match(r"[\u4e00-\u9fff，、—至]+[^\s]{2,}", words[found.end() :])
            if blank and given and goes_on:
                yield found.span()
        for found in _RULED.finditer(words):
            if re.match(self.units, words[found.end() :]):
                yield found.span()


def _is_head(block: Block, value: Cell) -> bool:
    """Whether a cell of the first row stands over numbers and codes alone, and is their head (类别 | （个数）)."""
    below = [
        squeeze(cell.text) for cell in block.cells if cell.column == value.column and cell.row > value.row
    ]
    top = min(cell.row for cell in block.cells)
    beside = any(cell.row == top and _KINDS.fullmatch(squeeze(cell.text)) for cell in block.cells)
    return (
        value.row == top and beside and bool(below) and all(_COUNT.fullmatch(text) for text in below if text)
    )


def _inside(found: re.Match[str]) -> str:
    return squeeze(next((each for each in found.groupdict().values() if each is not None), ""))
