"""The recommending unit's opinion left blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from advisor.checks.case import Case, Findings, Row
from advisor.checks.unseen import drawn_in, hidden_in
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.reading import Reading, Section
from ingest.document import Block, Cell

_TITLE = 60
"""Characters a title takes at most; recognition may run it together with the text."""
_LABELLED = re.compile(r"(?P<label>[^:。;]{1,24}):(?P<value>.*)")
_ASKED = 16
"""Characters of a label that asks for an opinion, at most."""
_HEAD = 3
"""Lines that may be the title."""
_SENTENCE = re.compile(r"[^。:]{8,}。")
_TICK = re.compile(r"[☑√✓■☒▣]")


@dataclass(frozen=True)
class _Opinion:
    """How an opinion reads: `says` are its wordings, `asked` the labels before it, `prompts` what the form itself says."""

    says: re.Pattern[str]
    asked: re.Pattern[str]
    prompts: re.Pattern[str]
    title: re.Pattern[str]

    def given(self, lines: Iterable[str]) -> bool:
        """True when a line says something of an opinion, titles, labels and printed prompts aside."""
        return any(self.says.search(line) or _SENTENCE.search(line) for line in self._words(lines))

    def _words(self, lines: Iterable[str]) -> Iterator[str]:
        for index, raw in enumerate(lines):
            line = self.prompts.sub("", squeeze(raw))
            if "□" in line and not _TICK.search(line):
                continue
            labelled = _LABELLED.fullmatch(line)
            if labelled and self.asked.search(labelled["label"]):
                yield labelled["value"]
            elif labelled and not _SENTENCE.search(line):
                continue
            elif len(line) > _TITLE or index >= _HEAD or _stated(line) or not self.title.search(line):
                yield line


def _stated(line: str) -> bool:
    """A whole sentence that stands in no brackets: a title is none, and a printed instruction is one in brackets."""
    return _SENTENCE.search(re.sub(r"[(\[【][^)\]】]*[)\]】]", "", line)) is not None


def check(
    case: Case,
    row: Row,
    *,
    sections: tuple[str, ...],
    others: tuple[str, ...],
    material: str,
    says: tuple[str, ...],
    asked: tuple[str, ...],
    prompts: tuple[str, ...],
    pointers: str = "(?!)",
) -> Findings:
    """An opinion part, cell or file in which no words of an opinion (`says`) stand: only titles, lines to be sealed,
    labels (`asked` are those of the opinion itself) and printed `prompts`; `others` are parts of other opinions, whose cells
    a file may hold beside this one. What stands for one behind its label (`pointers`) tells where it is, or that none is
    due."""
    wanted = case.checking.material(material)
    titles = wanted.titles if wanted else ()
    opinion = _Opinion(_any(says), _any(asked), _any(prompts), _any(titles))
    for reading in case.main:
        yield from _in_parts(case, row, reading, sections, opinion, pointers)
        for label, value in _cells(case, reading, sections):
            pointed = re.fullmatch(pointers, squeeze(f"{label.text}：{value.text}")) is not None
            if pointed or opinion.given(["", "", "", *value.text.splitlines()]):
                continue
            place = reading.place(value.start, value.end)
            if not drawn_in(reading, place):
                told = row.undecided if hidden_in(reading, place) else row.finding
                yield told(file=reading.path, place=place, quote=label.text)
    for reading in case.of(material):
        asked_for = any(True for _ in _cells(case, reading, sections))
        own = [range(value.start, value.end) for _, value in _cells(case, reading, others) if asked_for]
        if _worded(reading) and not opinion.given(_lines(reading.body, own)):
            yield row.finding(file=reading.path, quote=reading.body[0].text if reading.body else "")


def _in_parts(
    case: Case, row: Row, reading: Reading, sections: tuple[str, ...], opinion: _Opinion, pointers: str
) -> Findings:
    for index, section in enumerate(reading.sections):
        if section.meaning not in sections or reading.unread or _led(reading.sections, index):
            continue
        lines = [squeeze(line) for block in section.blocks for line in block.text.splitlines()]
        if any(re.fullmatch(pointers, line) for line in lines):
            continue
        if not opinion.given(_lines(section.blocks)):
            yield row.finding(file=reading.path, place=section.place, quote=section.title)
            continue
        for asked_in, lines in _labelled(case, section, sections):
            words = (squeeze(line) for line in (*asked_in.text.splitlines(), *lines[1:]))
            pointed = any(re.fullmatch(pointers, each) for each in words)
            if not pointed and not opinion.given(["", "", "", *lines]):
                yield row.finding(file=reading.path, place=asked_in.place, quote=asked_in.text)


def _worded(reading: Reading) -> bool:
    return bool(squeeze(reading.text)) and not reading.unread


def _cells(case: Case, reading: Reading, sections: tuple[str, ...]) -> Iterator[tuple[Cell, Cell]]:
    """Cells of the form that ask for such an opinion, each with the one beside it."""
    for block in reading.body:
        for label, value in block.pairs if block.kind == "table" else ():
            if _asks(case, label.text, sections):
                yield label, value


def _labelled(case: Case, section: Section, sections: tuple[str, ...]) -> Iterator[tuple[Block, list[str]]]:
    """Lines of a part that ask for such an opinion (推荐单位意见：) with what stands up to the next opinion asked for; none
    where a picture stands there, which may show it."""
    label: Block | None = None
    lines: list[str] = []
    for block in section.blocks:
        label = None if block.kind == "image" else label
        for line in block.text.splitlines() if not block.cells else ():
            head, colon, value = squeeze(line).partition(":")
            if colon and len(head) <= _ASKED and head.endswith("意见"):
                if label is not None:
                    yield label, lines
                label, lines = (block if _asks(case, head, sections) else None), [value]
            elif label is not None:
                lines.append(line)
    if label is not None:
        yield label, lines


def _led(parts: Sequence[Section], index: int) -> bool:
    """A title over several parts, one of them of such an opinion, which is looked at by itself."""
    own = parts[index]
    below = takewhile(lambda later: later.level > own.level, parts[index + 1 :])
    empty = not any(block.text.strip() for block in own.blocks)
    return empty and any(each.meaning == own.meaning for each in below)


def _lines(blocks: Iterable[Block], without: Sequence[range] = ()) -> Iterator[str]:
    """Lines of paragraphs, and of tables cell by cell; `without` are the places of cells that do not count."""
    for block in blocks:
        texts = [(cell.start, cell.text) for cell in block.cells] or [(block.place.start or 0, block.text)]
        for start, text in texts:
            if not any(start in cell for cell in without):
                yield from text.splitlines()


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or r"(?!)")


def _asks(case: Case, label: str, sections: tuple[str, ...]) -> bool:
    """True for a cell that asks for the opinion: a short label whose words are those of such a part."""
    bare = bare_label(label)
    if len(bare) > 16 or "意见" not in bare:
        return False
    return any(
        re.search(f"(?:{p})$", bare)
        for each in case.checking.sections
        if each.id in sections
        for p in each.titles
    )
