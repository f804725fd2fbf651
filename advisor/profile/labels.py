"""Labelled values: the cells of forms and the `label：value` lines of covers, licences and signature blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from advisor.pack.checking import Checking, FieldRow
from advisor.pack.labels import Labels
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.changes import before_and_after, is_of_change, rows_of_change
from advisor.profile.grouped import of_partners, sorted_out
from advisor.profile.titles import bare_title
from ingest.document import Block, Cell

if TYPE_CHECKING:
    from advisor.profile.reading import Labelled, Reading

_LINE = re.compile(
    r"(?P<label>[^\s：:，。；、“”][^：:，。；“”\n]{0,22}?)\s*[：:][ \t　]*(?P<value>[^\n]*?)"
    r"(?=(?:(?:[ \t　]{2,}|[。；;][ \t　]*)[^\s：:，。；]{2,12}[：:])|\n|$)"
)
_SPACED = re.compile(
    r"(?P<label>[\u4e00-\u9fff（）()]{2,16}|(?=[ \u3000\t]{4}))(?:[\u3000\t]|[ \u3000\t]{2,})[ \u3000\t]*"
    r"(?P<value>[^\s，。；：:（）()]{2,40})"
)
_GOING_ON = re.compile(r"[ \u3000\t]{4,}\S")
"""How a line begins that goes on with the value above it; of a name alone it is only a part."""
_PROJECT = re.compile("(?:项目|课题)(?:名称|来源|编号)")
"""Labels of a table on a project: who took part in it is no partner."""
_NAMES = frozenset({"姓名", "名字"})
"""Words that stand between the label of a person and the name."""
_LISTING = frozenset({"序号", "姓名", "科目", "年度", "编号", "指标", "考核指标", "支出科目", "资金来源"})
_VALUES = frozenset({"内容", "填写内容", "填报内容", "具体内容", "填写情况", "填报信息", "填写信息"})
"""Heads over the values of a form (项目 | 内容 | 备注)"""
_FIGURES = re.compile(r"\d|[—–\-/]?$")
"""A figure, a code or a day; or nothing."""
_ORDINAL = re.compile(r"[(（]?(?:[A-Z]?[-.]?\d{1,2}(?:\.\d\d?)?|[一二三四五六七八九十]{1,3})[)）.、]?", re.I)
_WORDS = re.compile(r"(?:20\d\d年)?\D+")
_NUMBERED, _ROWS = 3, 6
"""Cells of a row that is a number, a label and its value, and rows of such a form, at least; a table about one is none."""
_CHECKED = re.compile("核对|填写|公示|^见")
_PAIR = _RECORDS = 2
"""Cells of a row that is one label and its value; rows below the heads of a list at least."""
_PRINTED = frozenset({"licence", "registration-notice"})
"""Papers whose labels an office prints, with or without a colon."""
_GOES_ON = re.compile(
    r"[：:、，,；;。]|保持(?:不变|一致)|不变(?:$|[，。；])|均?未?(?:变更|改变|变化|调整)|均(?:不|无)变|[由从自][“\"「]?[\u4e00-\u9fff]{2}"
)
"""What follows a label that has a colon after all, or that goes on (名称由“甲”变更为“乙”; 名称、负责人不变)."""
_FURTHER = re.compile(r"[（(]之?(?:[二三四五六七八]|[2-8])[）)][：:]?$")
"""申报单位（二）: who applies together with the first"""
_SIGNING = re.compile(r"签[字名章]|盖章|公章|印章|手写")


def fields_of(label: str, material: str | None, checking: Checking) -> Iterator[FieldRow]:
    """The fields a label means in a material; the second and further units that apply are partners of the first."""
    rows = checking.fields_by_label.get(bare_label(label), ())
    if _FURTHER.search(label.strip()) and any(row.id == "unit_name" for row in rows):
        rows = tuple(row for row in checking.fields if row.id == "partners")
    for row in rows:
        if not row.materials or material in row.materials:
            yield row


def is_signing(label: str) -> bool:
    """True for a label that asks for a signature or a seal rather than for words."""
    return bool(_SIGNING.search(squeeze(label)))


def read_labels(reading: Reading) -> Iterator[Labelled]:
    """Every (label, value) of the body in reading order; a blank cell gives a blank value."""
    known = reading.checking.fields_by_label
    spaced = ""
    for block, following in zip(reading.body, [*reading.body[1:], None], strict=False):
        if block.kind == "table":
            yield from _table(reading, block, known)
        elif block.kind != "heading" or "：" in block.text:
            yield from _lines(reading, block, known)
            found = _SPACED.fullmatch(block.text)
            label = found["label"] or spaced if found else ""
            spaced = label if bare_label(label) in known else ""
            many = any(field.many for field in known.get(bare_label(spaced), ()))
            goes_on = following is not None and following.kind != "table" and _GOING_ON.match(following.text)
            if found and spaced and (many or (found["label"] and not goes_on)):
                yield _set_apart(reading, block, spaced, found)


def _set_apart(reading: Reading, block: Block, label: str, found: re.Match[str]) -> Labelled:
    """A line of a cover whose value is set off by blanks (申报单位　　某公司); one with blanks alone before it goes on."""
    from advisor.profile.reading import Labelled

    start, end = ((block.place.start or 0) + at for at in found.span("value"))
    place = block.place.model_copy(update={"start": start, "end": end})
    return Labelled(reading.path, label, found["value"].strip(), place, False)


def is_listing(block: Block) -> bool:
    """True for a table with a header row over records, as against a form of label and value cells."""
    first = [c for c in block.cells if c.row == min(c.row for c in block.cells)]
    heads = {bare_label(cell.text) for cell in first}
    if _heads_a_form(first) or _is_numbered(block):
        return False
    if sum(re.fullmatch(r"20\d{2}年?度?", squeeze(cell.text)) is not None for cell in first) >= 2:
        return True
    return bool(heads & _LISTING) or (len(first) >= 3 and all(c.text.strip() for c in first) and _even(block))


def _heads_a_form(first: list[Cell]) -> bool:
    """Heads over labels and values rather than over records."""
    return len(first) > 1 and bare_label(first[1].text) in _VALUES


def _is_numbered(block: Block) -> bool:
    """A form whose rows are numbered (3 | 平台名称 | …), maybe under heads: a number, a label and a value in every row."""
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(squeeze(cell.text))
    told = [row for row in rows.values() if not (row[0] in _LISTING and row[-1] in _VALUES)]
    labels = [row[1] for row in told if len(row) == _NUMBERED and _ORDINAL.fullmatch(row[0])]
    parts = {row[0].partition(".")[0] for row in told if "." in row[0].rstrip(".")}
    return (
        len(set(labels)) == len(labels) == len(told) >= _ROWS
        and len(parts) <= 1
        and all(any(word in label for label in labels) for word in ("单位", "联系", *("代码" for _ in parts)))
        and not any(_CHECKED.search(row[-1]) for row in told)
        and all(_WORDS.fullmatch(label) for label in labels)
    )


def _even(block: Block) -> bool:
    """Every row has the same number of cells, and at least three."""
    widths: dict[int, int] = {}
    for cell in block.cells:
        widths[cell.row] = widths.get(cell.row, 0) + 1
    return len(widths) > 2 and len(set(widths.values())) == 1 and min(widths.values()) % 2 == 1


def _is_record_list(block: Block, known: Labels) -> bool:
    """Heads over records: a first row of words, figures or codes below one of them in every row, and no row that goes
    by turns from a known label to its value."""
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    first, *rest = (rows[row] for row in sorted(rows))
    if len(first) <= _PAIR or len(rest) < _RECORDS or _heads_a_form(first):
        return False
    if any(not c.text.strip() or re.search(r"\d", c.text) for c in first):
        return False
    if any(all(bare_label(cell.text) in known for cell in row[::2]) for row in (first, *rest)):
        return False
    for head in first[1:]:
        cells = [squeeze(cell.text) for row in rest for cell in row if cell.column == head.column]
        if len(cells) >= _RECORDS and all(_FIGURES.match(text) for text in cells):
            return True
    return False


def _table(reading: Reading, block: Block, known: Labels) -> Iterator[Labelled]:
    if not block.cells:
        return
    for label, value in before_and_after(block):
        yield _labelled(reading, block, label, value)
    below = () if is_of_change(block) else tuple(_below(block, known))
    if below:
        for label, value in below:
            yield _labelled(reading, block, label, value)
        return
    if is_listing(block) or _is_record_list(block, known):
        return
    of_project = any(_PROJECT.fullmatch(bare_label(cell.text)) for cell in block.cells)
    changed = rows_of_change(block)
    for label, value in sorted_out(_named(pairs(block)), of_partners(block, known), known):
        if label.row in changed:
            continue
        name = bare_label(label.text)
        if of_project and any(field.id == "partners" for field in known.get(name, ())):
            continue
        if name in known and (bare_label(value.text) == name or bare_label(value.text) not in known):
            yield _labelled(reading, block, label, value)
    for cell in block.cells:
        if "：" in cell.text or ":" in cell.text:
            yield from _in_text(reading, cell.text, cell.start, known, block)


def _below(block: Block, known: Labels) -> Iterator[tuple[Cell, Cell]]:
    """Forms that set a row of labels over a row of values; a single row of labels over records is a listing."""
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    order = [rows[row] for row in sorted(rows)]
    labels = [_all_labels(row, known) for row in order]
    over = [(a, b) for (a, one), (b, two) in pairwise(zip(order, labels, strict=True)) if one and not two]
    if len(over) < 2 and (len(order) != 2 or not over or is_listing(block)):
        return
    for heads, values in over:
        under = {cell.column: cell for cell in values}
        yield from (
            (head, under[head.column]) for head in heads if head.column in under and head.text.strip()
        )


def _all_labels(row: list[Cell], known: Labels) -> bool:
    """Every filled cell reads as a label, and two or more are known ones."""
    filled = [bare_label(cell.text) for cell in row if cell.text.strip()]
    named = sum(text in known for text in filled)
    return (
        len(filled) >= 2 and named >= 2 and named >= 0.6 * len(filled) and all(len(t) <= 16 for t in filled)
    )


def pairs(block: Block) -> Iterator[tuple[Cell, Cell]]:
    """Every cell of a table with the one to its right."""
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in rows.values():
        yield from pairwise(row)


def _named(found: Iterable[tuple[Cell, Cell]]) -> Iterator[tuple[Cell, Cell]]:
    """The pairs, a label over a group (负责人 | 姓名 | 陶振华) with the name it leads to instead of the word for it."""
    person: Cell | None = None
    for label, value in found:
        if person is not None and bare_label(label.text) in _NAMES:
            yield person, value
        person = label if bare_label(value.text) in _NAMES else None
        if person is None:
            yield label, value


def _labelled(reading: Reading, block: Block, label: Cell, value: Cell) -> Labelled:
    from advisor.profile.reading import Labelled

    place = block.place.model_copy(
        update={"start": value.start, "end": value.end, "row": value.row, "column": value.column}
    )
    return Labelled(reading.path, label.text.strip(), value.text.strip(), place, True)


def _lines(reading: Reading, block: Block, known: Labels) -> Iterator[Labelled]:
    yield from _in_text(reading, block.text, block.place.start or 0, known, block)
    if "ocr" in block.flags or reading.file.material in _PRINTED:
        yield from _bare_lines(reading, block, known)


def _in_text(reading: Reading, text: str, offset: int, known: Labels, block: Block) -> Iterator[Labelled]:
    from advisor.profile.reading import Labelled

    for found in _LINE.finditer(text):
        label = found["label"].strip()
        if bare_label(label) not in known and _informs(reading, offset):
            label = bare_title(label)
        if bare_label(label) not in known:
            continue
        start = offset + found.start("value")
        place = block.place.model_copy(update={"start": start, "end": offset + found.end("value")})
        yield Labelled(reading.path, label, found["value"].strip(), place, False)


def _informs(reading: Reading, offset: int) -> bool:
    """Whether a place is the part of a form that gives its particulars (一、基本信息), in lines with numbers."""
    titles = reading.checking.any_of(("particulars",)) or "(?!)"
    above = (part for part in reversed(reading.sections) if (part.place.start or 0) <= offset)
    title = next((part.title for part in above), "")
    return "information" in reading.section_at(offset) or re.search(titles, title) is not None


def _bare_lines(reading: Reading, block: Block, known: Labels) -> Iterator[Labelled]:
    """Licences print labels without a colon: 名称 某某公司, 住所 某地."""
    from advisor.profile.reading import Labelled

    offset = block.place.start or 0
    for found in re.finditer(r"[^\n]+", block.text):
        line = found.group()
        for length in range(10, 1, -1):
            label, value = line[:length], line[length:].strip()
            if value and bare_label(label) in known.listed and not _GOES_ON.match(value):
                start = offset + found.start() + line.index(value, length)
                place = block.place.model_copy(update={"start": start, "end": start + len(value)})
                yield Labelled(reading.path, label.strip(), value, place, False)
                break
