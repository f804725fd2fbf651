"""References to a numbered part of another paper of the package (协议第十二条, 设备清单第25项), resolved there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from advisor.checks.part_references import CHINESE_OR_ARABIC, Parts, Told, value_of
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.chinese import narrow

_PART = re.compile(rf"第\s*({CHINESE_OR_ARABIC})\s*(?P<unit>条|章|部分)(?!件)")
_ENTRY = re.compile(
    rf"(?:第\s*({CHINESE_OR_ARABIC}|\d{{3}})\s*[项行]|序号\s*[为是第]?\s*(\d{{1,3}})|第\s*(\d{{1,3}})\s*号)(?![\d.])"
)
_QUOTED = re.compile(r"《(?P<title>[^《》]{2,40})》\s*[的之中]*\s*$")
_NEAR = 20
"""Characters before a number in which words tell of a paper outside the package."""
_LEAST = 3
"""Parts or rows that a paper must count from one on, at least, for one to be missed."""


@dataclass(frozen=True)
class Papers:
    """How other papers of the package are called: `names` by material, as patterns; `lists` words for those that count their
    rows, `kinds` for what such a list is of; `led` stands before such a name where it means the package's
    paper and no other, `own` means the paper itself; `outside` (right before) and `beyond` (right behind) speak of others."""

    names: dict[str, str]
    lists: str
    led: str
    own: dict[str, str]
    outside: str
    kinds: str = "(?!)"
    beyond: str = "(?!)"

    def broken(self, reading: Reading, readings: Sequence[Reading]) -> Iterator[Told]:
        """References in a paper to parts that none of the papers meant has."""
        for block in reading.body if not reading.document.ocr else ():
            for sentence in re.finditer(r"[^。;；\n\t]+", block.text):
                text = narrow(sentence.group())
                for number in (*_PART.finditer(text), *_ENTRY.finditer(text)):
                    if re.match(self.beyond, text[number.end() :]):
                        continue
                    head = self._head(text[: number.start()], reading, readings, entry=number.re is _ENTRY)
                    if head and head[1] and all(_lacks(paper, number) for paper in head[1]):
                        start = (block.place.start or 0) + sentence.start()
                        words = sentence.group()[head[0] : number.end()]
                        yield Told(start + head[0], start + number.end(), words)

    def _head(
        self, before: str, reading: Reading, readings: Sequence[Reading], *, entry: bool
    ) -> tuple[int, Sequence[Reading]] | None:
        """Where the name of a paper right before a number begins, and the papers it means."""
        if quoted := _QUOTED.search(before):
            return quoted.start(), _titled(quoted["title"], readings)
        if re.search(self.outside, before[-_NEAR:]):
            return None
        own = self.own.get(reading.file.material or "")
        if own and not entry and (found := re.search(rf"(?:{own})[的之中]*\s*$", before)):
            return found.start(), [reading]
        if found := re.search(r"附件\s*(?P<file>\d{1,2})[的之中]*\s*$", before):
            return found.start(), [r for r in readings if _number(r) == int(found["file"])]
        for material, name in self.names.items():
            if entry != (re.search(self.lists, name) is not None):
                continue
            if found := re.search(
                rf"(?:^|[^\u4e00-\u9fff]|{self.led})(?P<name>{name})[”\"]?[的之中里]*\s*$", before
            ):
                others = [r for r in readings if r is not reading]
                of_kind = [r for r in others if r.file.material == material]
                return found.start("name"), self._called(found["name"], others, of_kind) if entry else of_kind
        return None

    def _called(self, name: str, others: Sequence[Reading], of_kind: Sequence[Reading]) -> Sequence[Reading]:
        """Lists of that very name, whatever they are taken for; else those of the kind whose titles tell the same thing."""
        if titled := _titled(name, others):
            return titled
        words = re.findall(self.kinds, name)
        return [r for r in of_kind if not words or any(w in title for w in words for title in _titles(r))]


def _titled(title: str, readings: Sequence[Reading]) -> list[Reading]:
    """Papers of that very title, by their first lines or the names of their files."""
    wanted = squeeze(title)
    found = []
    for reading in readings:
        *firsts, stem = _titles(reading)
        if wanted in firsts or re.fullmatch(rf"(?:附件)?[\d.、_\-—]*{re.escape(wanted)}", stem):
            found.append(reading)
    return found


def _titles(reading: Reading) -> list[str]:
    """The first lines of a paper, and the name of its file."""
    firsts = [squeeze(block.text) for block in reading.body[:3] if not block.cells]
    return [*firsts, squeeze(PurePosixPath(reading.path.replace("!", "/")).stem)]


def _number(reading: Reading) -> int | None:
    found = re.match(r"附件\s*(\d{1,2})(?!\d)", PurePosixPath(reading.path.replace("!", "/")).name)
    return int(found[1]) if found else None


def _lacks(paper: Reading, number: re.Match[str]) -> bool:
    """Whether the paper was read, counts such parts from one on, and has none of that number or beyond."""
    if paper.unread or paper.document.ocr:
        return False
    n = value_of(next(n for n in number.groups() if n and re.search(CHINESE_OR_ARABIC, n)))
    there = _rows(paper) if number.re is _ENTRY else Parts(paper).counted(number["unit"])
    return set(range(1, _LEAST + 1)) <= there and n > max(there)


def _rows(paper: Reading) -> set[int]:
    """Numbers in the first column of its tables."""
    found: set[int] = set()
    for block in paper.document.tables():
        first = min(cell.column for cell in block.cells)
        texts = (cell.text.strip() for cell in block.cells if cell.column == first)
        found |= {int(text) for text in texts if re.fullmatch(r"\d{1,3}", text)}
    return found
