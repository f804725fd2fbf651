"""A facts file: what the user tells, key by key, each value checked against what its fact expects.

Keys are the fact's id, its Chinese label or another name of it. A value may be written as `{值: …, 出处: …}`; a key
with nothing behind it is not known; 无 says that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from advisor.drafting.filling import in_words
from advisor.drafting.known import Item, Known
from advisor.drafting.outline import Column, FactBook, FactRow, ReadingRules
from advisor.drafting.quantity import conversion, plain, quantity, turned, unit_of
from advisor.drafting.trace import Source
from advisor.errors import InputError, PackError
from advisor.pack.places import Source as YamlSource
from advisor.pack.squeeze import bare_label, squeeze
from ingest.dates import find_dates

_VALUE, _NOTE = {"值", "value"}, {"出处", "来源", "source"}
_YEAR = re.compile(r"(20\d{2})\s*(?:年度?)?")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
Step = str | int


class _Bad(Exception):
    """A value that is not what its fact expects: where below its key, and what was expected."""

    def __init__(self, message: str, *below: Step) -> None:
        super().__init__(message)
        self.below = below


def read_file(path: Path, book: FactBook) -> dict[str, Known]:
    """The facts of a file. Raises InputError with file:line, what was expected, and how many more faults there are."""
    if not path.is_file():
        raise InputError(f"找不到事实文件 {path}")
    try:
        yaml = YamlSource(path, str(path))
    except PackError as error:
        raise InputError(str(error)) from error
    given = {} if yaml.value is None else yaml.value
    if not isinstance(given, dict):
        raise InputError(f"{path}:1: 应是一项一行的“名称: 值”，现为{_kind_of(given)}")
    return read_facts(given, book, path.name, yaml.line, yaml.fault)


def read_facts(
    given: Mapping[Any, Any],
    book: FactBook,
    name: str,
    line: Callable[[Sequence[Step]], int] | None = None,
    fault: Callable[[Sequence[Step], str], str] | None = None,
) -> dict[str, Known]:
    """The facts of a mapping called `name`. Raises InputError for the first fault, and counts the others."""
    facts: dict[str, Known] = {}
    faults: list[str] = []
    tell = fault or (lambda path, message: f"{name}：{message}")
    for key, raw in given.items():
        row = book.by_name.get(bare_label(str(key)))
        if row is None:
            faults.append(tell([key], f"不认识的键“{key}”{_nearest(str(key), book)}"))
            continue
        if row.id in facts:
            faults.append(tell([key], f"“{key}”与前面的一项重复，都是“{row.label}”"))
            continue
        try:
            known = _Reader(row, [key], name, line, book.reading).read(raw)
        except _Bad as error:
            faults.append(tell([key, *error.below], f"“{row.label}”{error}"))
            continue
        if known is not None:
            facts[row.id] = known
    if faults:
        more = f"（另有 {len(faults) - 1} 处）" if len(faults) > 1 else ""
        raise InputError(f"{faults[0]}{more}")
    return facts


def parse_answer(row: FactRow, text: str, name: str, rules: ReadingRules) -> Known:
    """A typed answer, a line a record, columns cut at ；. Raises InputError saying what was expected."""
    try:
        raw: Any = text.strip()
        if row.kind == "list" and squeeze(raw) != "无":
            raw = [_record_of(row, entry) for entry in text.splitlines() if entry.strip()]
        known = _Reader(row, [row.label], name, None, rules).read(raw)
    except _Bad as error:
        raise InputError(f"“{row.label}”{error}") from None
    if known is None:
        raise InputError(f"“{row.label}”还是空的")
    return known


def expected(row: FactRow) -> str:
    """What a fact expects, in words."""
    if row.kind == "figure":
        return f"应为数字（单位：{row.unit}）" if row.unit else "应为数字"
    if row.kind in {"choice", "choices"}:
        return f"应为其中{'之一' if row.kind == 'choice' else '一项或几项'}：{'、'.join(o.label for o in row.options)}"
    if row.kind == "list":
        return f"应为列表，每条写：{'、'.join(column.label for column in row.columns)}"
    words = {"date": "应为日期，如 2025-03-31 或 2025年3月", "year": "应为四位年份，如 2025"}
    return words.get(row.kind, "应为文字（可以分段）" if row.kind == "prose" else "应为一行文字")


class _Reader:
    """Reads the value of one key."""

    def __init__(
        self,
        row: FactRow,
        path: Sequence[Step],
        name: str,
        line: Callable[[Sequence[Step]], int] | None,
        rules: ReadingRules,
    ) -> None:
        self.row, self.path, self.name, self.line, self.rules = row, list(path), name, line, rules

    def read(self, raw: Any) -> Known | None:
        """The value as known; None for an empty one."""
        note = ""
        if isinstance(raw, dict) and {str(key) for key in raw} <= _VALUE | _NOTE and self.row.kind != "list":
            note = str(next((raw[key] for key in raw if str(key) in _NOTE), "") or "")
            raw = next((raw[key] for key in raw if str(key) in _VALUE), None)
        if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
            return None
        source = self._source(note)
        if self._nothing(raw):
            return Known(nothing=True, sources=(source,))
        if self.row.kind == "list":
            return Known(items=tuple(self._records(raw)))
        if self.row.kind == "prose":
            return Known(items=tuple(Item(text=text, sources=(source,)) for text in self._paragraphs(raw)))
        return Known(items=(Item(text=self._text(raw), sources=(source,)),))

    def _nothing(self, raw: Any) -> bool:
        if self.row.kind not in {"text", "prose", "list"}:
            return False
        one = raw[0] if isinstance(raw, list) and len(raw) == 1 else raw
        return isinstance(one, str) and squeeze(one) in {"无", "没有"}

    def _source(self, note: str = "", *below: Step) -> Source:
        where = f"第{self.line([*self.path, *below])}行" if self.line else f"“{self.row.label}”"
        return Source(file=self.name, where=where, by="user", note=note)

    def _text(self, raw: Any) -> str:
        kind = self.row.kind
        if kind == "choices":
            return "、".join(self._option(each) for each in (raw if isinstance(raw, list) else _split(raw)))
        if isinstance(raw, bool | list | dict):
            raise _Bad(f"{expected(self.row)}，现为{_kind_of(raw)}")
        text = str(raw).strip()
        if kind == "figure":
            return self._figure(text, raw)
        if kind == "choice":
            return self._option(text)
        if kind == "year":
            found = _YEAR.fullmatch(text)
            if found is None:
                raise _Bad(f"{expected(self.row)}，现为“{text}”")
            return found[1]
        if kind == "date":
            return self._date(text)
        return " ".join(text.split())

    def _figure(self, text: str, raw: Any) -> str:
        bare = squeeze(text).removesuffix(self.row.unit) if self.row.unit else squeeze(text)
        if isinstance(raw, date) or not _NUMBER.fullmatch(bare):
            raise _Bad(f"{expected(self.row)}，现为“{text}”")
        return bare

    def _date(self, text: str) -> str:
        spans = [span for span in find_dates(text) if not span.relative]
        if len(spans) != 1 or squeeze(spans[0].quote) != squeeze(text):
            raise _Bad(f"{expected(self.row)}，现为“{text}”")
        return in_words(text)

    def _option(self, raw: Any) -> str:
        said = squeeze(str(raw))
        for option in self.row.options:
            if said in {squeeze(each) for each in (option.id, option.label, *option.says)}:
                return option.label
        raise _Bad(f"{expected(self.row)}，现为“{raw}”")

    def _paragraphs(self, raw: Any) -> list[str]:
        parts = raw if isinstance(raw, list) else [raw]
        if any(isinstance(part, bool | list | dict) for part in parts):
            raise _Bad(f"{expected(self.row)}，现为{_kind_of(raw)}")
        return [" ".join(line.split()) for part in parts for line in str(part).splitlines() if line.strip()]

    def _records(self, raw: Any) -> list[Item]:
        if not isinstance(raw, list):
            raise _Bad(f"{expected(self.row)}，现为{_kind_of(raw)}")
        return [self._record(each, index) for index, each in enumerate(raw)]

    def _record(self, raw: Any, index: int) -> Item:
        if isinstance(raw, str | int | float | date) and not isinstance(raw, bool):
            raw = {self.row.key: raw}
        if not isinstance(raw, dict):
            raise _Bad(f"的第 {index + 1} 条应写成“栏目: 内容”，现为{_kind_of(raw)}", index)
        note, cells, made = "", dict[str, str](), list[Source]()
        for key, value in raw.items():
            if str(key) in _NOTE and not any(bare_label(str(key)) in _heads(c) for c in self.row.columns):
                note = str(value or "")
                continue
            column = next((c for c in self.row.columns if bare_label(str(key)) in _heads(c)), None)
            if column is None:
                known = "、".join(c.label for c in self.row.columns)
                raise _Bad(f"的第 {index + 1} 条有不认识的栏目“{key}”，应为：{known}", index, key)
            if isinstance(value, list | dict | bool):
                raise _Bad(
                    f"的第 {index + 1} 条“{column.label}”应为一个值，现为{_kind_of(value)}", index, key
                )
            text = "" if value is None else " ".join(str(value).split())
            if column.number and text:
                text, turned_from = self._number(column, text, str(key), index)
                made += turned_from
            cells[column.id] = in_words(text) if column.date else text
        if not cells.get(self.row.key):
            named = self.row.column(self.row.key)
            raise _Bad(f"的第 {index + 1} 条没有写“{named.label if named else self.row.key}”", index)
        return Item(cells=cells, sources=(self._source(note, index), *made))

    def _number(self, column: Column, text: str, key: str, index: int) -> tuple[str, list[Source]]:
        """A number in its column's unit, and how it was turned into that where it names another."""
        wanted = unit_of(column.label, self.rules.units)
        found = quantity(text)
        default = unit_of(key, self.rules.units) or wanted
        amount = turned(found, default, wanted, self.rules.same_units) if found and wanted else None
        if found is None or (wanted and amount is None):
            said = f"（单位：{wanted}）" if found is not None else ""
            raise _Bad(f"的第 {index + 1} 条“{column.label}”应为数字{said}，现为“{text}”", index, key)
        if amount is None or amount == found.amount:
            return (plain(found.amount) if amount is not None else text), []
        written = found.written if found.unit or found.magnitude else f"{found.written}{default}"
        return plain(amount), [conversion(written, plain(amount), wanted)]


def _heads(column: Any) -> set[str]:
    return {bare_label(each) for each in (column.id, column.label, *column.labels)}


def _split(raw: Any) -> list[str]:
    return [part for part in re.split(r"[、，,；;]", str(raw)) if part.strip()]


def _record_of(row: FactRow, line: str) -> dict[str, str]:
    """A line of an answer as a record: columns in their order, cut at ；."""
    values = [part.strip() for part in re.split(r"[；;\t]", line)]
    if len(values) > len(row.columns):
        raise _Bad(
            f"一行最多 {len(row.columns)} 栏（{'；'.join(c.label for c in row.columns)}），现为 {len(values)} 栏"
        )
    return {column.id: value for column, value in zip(row.columns, values, strict=False)}


def _kind_of(raw: Any) -> str:
    names = ((bool, "true/false"), (dict, "键值对"), (list, "列表"), (int | float, "数字"), (date, "日期"))
    return next((name for kind, name in names if isinstance(raw, kind)), "文字")


def _nearest(key: str, book: FactBook) -> str:
    from rapidfuzz import fuzz, process

    labels = [row.label for row in book.facts] + [row.id for row in book.facts]
    found = process.extractOne(key, labels, scorer=fuzz.ratio, score_cutoff=60)
    return f"，是不是“{found[0]}”？" if found else "；可写的键见 --blank 写出的空白事实文件"
