"""References to a part of the same paper (见第十三章, 见四（五）, 见本报告7.4) that it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from advisor.profile.reading import Reading
from advisor.profile.titles import title_number
from ingest.chinese import narrow, parse_numeral

_CN = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
CHINESE_OR_ARABIC = rf"(?:\d{{1,2}}|{_CN})"
_N = CHINESE_OR_ARABIC
_UNITS = "章|节|部分|篇"
_COUNTED = f"{_UNITS}|条"
"""Units by which the lines of some paper count its parts."""
_CHAPTER = (
    rf"第\s*(?P<n>{_N})\s*(?P<unit>{_UNITS})(?![课点程日假论文专])"
    rf"(?:\s*第\s*[(]?(?P<sub>{_N})[)]?\s*[节条项款点]|\s*[(](?P<item>{_N})[)])?"
)
_LISTED = (
    rf"(?P<n>{_CN})\s*(?:、?\s*[(]\s*(?P<sub>{_CN})\s*[)]|"
    r"(?=、\s*[^、\s一二三四五六七八九十]|部分|[”\"’),。;]|\s*$))"
)
_DOTTED = (
    r"第?\s*(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.%])"
    r"\s*(?:(?P<unit>小?节|条|款|部分)|(?=[),。;、”\"’]|\s*$))"
)
_ITEM = rf"第?\s*[(]\s*(?P<sub>{_CN})\s*[)]"
_KINDS = (_CHAPTER, _LISTED, _DOTTED, _ITEM)
_AND = rf"(?:第?\s*{_N}\s*(?:{_UNITS})?\s*[、和及与至到—-]\s*)"
_LEAST = 3
"""Numbers that a paper must count its parts by, at least, for one to be missed."""


@dataclass(frozen=True)
class Told:
    """A reference as it stands in the text, with the part it names."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Wording:
    """How a text points to its own parts. `pointing` are wordings with {own} and {part} before a part in any style of
    number, `telling` those with a verb behind a 第X章, `own` words for the paper itself; where `others` (anywhere before in
    the sentence) or `near` (in the ten characters before) speak of another paper, the part is that one's."""

    pointing: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    own: str = ""
    others: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    """Words right before an attachment, a table or a figure that tell that it is another paper's."""
    behind: str = "(?!)"
    """Words behind a part that tell that it is of another paper, or no part."""

    def expressions(self) -> Iterator[re.Pattern[str]]:
        """Every wording with every style of number put in, alone and behind others (第三章和第十三章)."""
        for frames, kinds in ((self.pointing, _KINDS), (self.telling, _KINDS[:1])):
            for frame in frames:
                for kind in kinds:
                    for before in ("", f"{_AND}{{1,3}}") if kind in _KINDS[:2] else ("",):
                        own = f"(?P<own>{self.own})"
                        yield re.compile(frame.replace("{own}", own).replace("{part}", before + kind))

    def goes_on(self, before: str) -> bool:
        """Whether the words before it go on from what they tell of another paper (厂家手册附录二和)."""
        papers = "|".join((*self.near, "》"))
        return (
            re.search(rf"(?:{papers})[的之中]*(?:附[录件表图]|[表图]|第)[^，,。；;]{{1,12}}$", before)
            is not None
        )

    def leads(self, before: str) -> bool:
        """Whether another paper is named right before it, in its clause or the one before (合同中，附件4)."""
        return any(re.search(rf"(?:{p})$", before) for p in self.leading)

    def elsewhere(self, before: str) -> bool:
        """Whether the words before it in the sentence speak of another paper."""
        return any(re.search(p, before) for p in self.others) or any(
            re.search(p, before[-10:]) for p in self.near
        )


@dataclass(frozen=True)
class Parts:
    """The numbers that lines of a paper begin with."""

    reading: Reading
    beside: tuple[Reading, ...] = field(default=(), repr=False)
    """Other papers handed in: one bound in parts counts them through several files."""

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return tuple(_lines(block.text for block in self.reading.body))

    @cached_property
    def _units(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        others = _lines(text for r in self.beside for text in (r.path.replace("/", "\n"), r.text))
        for line in (*self._lines, *others):
            if head := re.match(rf"\s*第\s*({_N})\s*({_COUNTED})", line):
                found.setdefault(head[2], set()).add(value_of(head[1]))
        return found

    @cached_property
    def _chinese(self) -> set[int]:
        return self._begun(rf"\s*({_CN})\s*[、.\s]")

    @cached_property
    def _arabic(self) -> set[int]:
        return self._begun(r"\s*(\d{1,2})(?:[、.\s]+(?!\d)|(?=[\u4e00-\u9fff]))")

    @cached_property
    def _dotted(self) -> set[str]:
        heads = (re.match(r"\s*(\d{1,2}(?:\.\d{1,2})+)", line) for line in self._lines)
        return {head[1] for head in heads if head}

    def counted(self, unit: str) -> set[int]:
        """The numbers by which its lines count parts of that unit; where none do, those they begin with in any style."""
        return self._units.get(unit) or self._chinese or self._arabic

    def _begun(self, pattern: str) -> set[int]:
        return {value_of(head[1]) for line in self._lines if (head := re.match(pattern, line))}

    def _numbers(self, unit: str | None) -> set[int]:
        """Numbers of the parts that 第X章 or a bare number may mean: of that name, or of the leading style."""
        every = set[int]().union(*self._units.values())
        named = self._units.get(unit, set()) if unit else every
        there = named | self._chinese
        there = there if len(there) >= _LEAST else there | every
        return there if len(there) >= _LEAST else there | self._arabic

    def lacks(self, found: re.Match[str]) -> bool:
        """Whether the part that a reference names is not there."""
        told = found.groupdict()
        if told.get("dotted"):
            return self._lacks_dotted(told["dotted"], explicit=bool(told.get("own") or told.get("unit")))
        sub = told.get("sub") or told.get("item")
        if not told.get("n"):
            return not _item(value_of(sub or ""), "\n".join(self._lines))
        n, numbers = value_of(told["n"]), self._numbers(told.get("unit"))
        if 1 not in numbers or len(numbers) < _LEAST:
            return False
        return n not in numbers or (sub is not None and self._lacks_sub(n, value_of(sub)))

    def _lacks_dotted(self, number: str, *, explicit: bool) -> bool:
        if number in self._dotted or not (explicit or len(self._dotted) >= _LEAST):
            return False
        n, sub, *more = (int(each) for each in number.split("."))
        numbers = self._numbers(None) | self._arabic
        if n in numbers and (more or not self._lacks_sub(n, sub)):
            return False
        return len(numbers) >= _LEAST and 1 in numbers

    def _lacks_sub(self, n: int, sub: int) -> bool:
        """Whether the one part of that number counts no such item; with none or several of it, nothing is said."""
        sections = self.reading.sections
        at = [
            i for i, s in enumerate(sections) if s.level == 1 and value_of(title_number(s.title) or "") == n
        ]
        if len(at) != 1:
            return False
        text = [sections[at[0]].text]
        for later in sections[at[0] + 1 :]:
            if later.level <= 1:
                break
            text += [later.title, later.text]
        return not _item(sub, narrow("\n".join(text)), any_style=True)


def broken_parts(reading: Reading, wording: Wording, beside: Iterable[Reading]) -> Iterator[Told]:
    """References to parts of the paper itself that are not there; nothing where some of it was not read for sure."""
    if reading.unread or reading.document.ocr or not wording.pointing:
        return
    parts = Parts(reading, tuple(r for r in beside if r is not reading))
    expressions = tuple(wording.expressions())
    told: set[int] = set()
    for block in reading.body:
        text = ""
        for sentence in re.finditer(r"[^。;；\n\t]+[。;；]?", block.text):
            last, text = text, narrow(sentence.group())
            for found in (m for e in expressions for m in e.finditer(text)):
                start = (block.place.start or 0) + sentence.start() + found.start()
                end = start + len(found.group())
                own = found.groupdict().get("own")
                if end in told or (not own and wording.elsewhere(text[: found.start()])):
                    continue
                of_last = bool(last) and not own and wording.elsewhere(last)
                if of_last or re.search(wording.behind, text[found.end() :]):
                    continue
                if parts.lacks(found):
                    told.add(end)
                    words = sentence.group()[found.start() : found.end()]
                    yield Told(start, end, words.lstrip("，,：:（(、“ "))


def _lines(texts: Iterable[str]) -> Iterator[str]:
    return (line for text in texts for line in re.split(r"[\n\t]", narrow(text)) if line.strip())


def value_of(numeral: str) -> int:
    """The number that a numeral in either style stands for, 0 for none."""
    digits = re.search(r"[\d一二三四五六七八九十]+", numeral)
    return int(parse_numeral(digits.group()) or 0) if digits else 0


def _item(n: int, text: str, *, any_style: bool = False) -> bool:
    """Whether an item of that number begins somewhere in the text, at a line or within it."""
    chinese = _chinese(n)
    heads = [rf"[(]\s*{chinese}\s*[)]"]
    if any_style:
        heads += [
            rf"[(]?{n}[)、.](?!\d)",
            rf"(?:\d{{1,2}}\.){n}(?![\d])",
            rf"第{chinese}[节条项]?",
            rf"{chinese}[、是]",
        ]
    return re.search(rf"(?:^|[\n\t。;:,、!?])\s*(?:{'|'.join(heads)})", text) is not None


def _chinese(n: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(n, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")
