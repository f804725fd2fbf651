"""A number a form gives beside a label, given otherwise where the text says the very words of the label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.checks.case import Case
from advisor.checks.figures import others_in
from advisor.checks.grid import number
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.labels import is_listing
from advisor.profile.reading import Reading, Sentence
from ingest.document import Cell, Place

_UNITS = (
    "人|名|位",
    "平方米|㎡|m2|平米",
    "台套|台|套",
    "万元",
    "亿元",
    "元",
    "家|户",
    "门",
    "间",
    "件|项|个",
    "亩",
    "个",
)
"""Units in groups of one meaning; a number in another unit is another check's matter."""
_UNIT = re.compile(rf"[(（]({'|'.join(_UNITS)})[)）]")
_BEHIND = re.compile(rf"\d({'|'.join(_UNITS)})$")
_NAME = re.compile(r"(?:20\d\d年(?:度)?)?[\u4e00-\u9fff]{3,10}")
_LEADS = re.compile(
    r"(?:^|[,、:(]|有|配备|建成|的|基地|中心|平台|实验室|机构|学院|学校|大学|公司|企业|单位|[我本该全][校院司所]|目前|现|已|和|及)$"
)
"""What a label's words may follow without being a part of a longer word (外聘|专职教师)."""


@dataclass(frozen=True)
class Twice:
    """A label with the number of its cell and another that the text gives; both as written, with the unit."""

    name: str
    cell: str
    text: str
    place: Place
    quote: str


def labelled_twice(case: Case, reading: Reading, unless: str, outside: tuple[str, ...]) -> Iterator[Twice]:
    """Each such number once; sentences of parts of `outside` and clauses with words of `unless` are passed over, so
    are labels of the figures that have rows of their own."""
    known = {bare_label(label) for figure in case.checking.figures for label in figure.labels}
    others = others_in(case)
    told = [s for s in reading.sentences if not s.meanings & set(outside)]
    for label, value in _cells(reading):
        name, unit = re.sub(r"[(（].*?[)）]", "", squeeze(label.text)), _unit(label, value)
        amount = number(value)
        if amount is None or not unit or not _NAME.fullmatch(name) or bare_label(label.text) in known:
            continue
        for sentence, found in _said(told, name, unit):
            before = re.split(r"[,。;]", sentence.bare[: found.start()])[-1]
            passed = re.search(unless, before) or not _LEADS.search(before)
            if passed or others.search(sentence.bare[: found.start()]):
                continue
            if Decimal(found["n"].replace(",", "")) != amount:
                cell = f"{value.text.strip()}{unit if number(value) and value.text.strip()[-1].isdigit() else ''}"
                yield Twice(name, cell, found["n"] + found["u"], sentence.place, sentence.text)
                break


def _cells(reading: Reading) -> Iterator[tuple[Cell, Cell]]:
    for block in reading.document.tables():
        yield from () if is_listing(block) else block.pairs


def _unit(label: Cell, value: Cell) -> str:
    found = _UNIT.search(label.text) or _BEHIND.search(squeeze(value.text))
    return found[1] if found else ""


def _said(sentences: list[Sentence], name: str, unit: str) -> Iterator[tuple[Sentence, re.Match[str]]]:
    units = next(group for group in _UNITS if re.fullmatch(group, unit))
    wording = re.compile(
        rf"{re.escape(name)}(?:总数|数量|数|规模|总量|总额)?(?:共有|共计|合计|总计|现有|已有|共|为|有|达到?|:)?"
        rf"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>{units})(?!次|以上|左右|余|多)"
    )
    for sentence in sentences:
        yield from ((sentence, found) for found in wording.finditer(sentence.bare))
