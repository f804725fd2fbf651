"""Required cells of the form that are blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Findings, Row
from advisor.checks.unseen import drawn_in, hidden_in
from advisor.domain import Finding
from advisor.pack.checking import FieldRow
from advisor.pack.squeeze import squeeze
from advisor.profile.labels import fields_of, is_signing
from advisor.profile.reading import Labelled, Reading
from ingest.codes import find_unified_codes
from ingest.document import Block, Cell, Place

_OPTIONAL = re.compile(
    r"(?:如有|若有|有则填|有就填|没有(?:可|就)?不填|选填|可不填|可以不填|非必填)(?:填写|请填)?\)?$"
)
"""What a label says of a cell that may stay blank."""
_HAND = re.compile("法定代表人|单位负责人|经办人|日期")
"""Who signs, and the day."""
_LINES = 2
"""Lines, with its own, among which one for a seal stands above a name to be signed."""


def check(case: Case, row: Row, *, turned: dict[str, str] | None = None, unturned: str = "(?!)") -> Findings:
    """A blank cell beside a label the stage requires; a core label that is nowhere is a warning; of what is told before a
    change and after it (`turned`, how the labels begin, but for words of `unturned`), the second alone is blank.

    A cell filled by a picture is filled; where the picture, or the page, was not read, nothing is decided.
    """
    cells = {reading.path: _cells(case, reading) for reading in case.main}
    for reading in case.main:
        blank, filled = cells[reading.path]
        reported: set[str] = set()
        for field, item in blank:
            if _OPTIONAL.search(squeeze(item.label)) or (not item.table and field.id in filled):
                continue
            if item.label not in reported:
                reported.add(item.label)
                yield _blank(reading, row, item.label, item.place)
        for label, value in _questions(reading):
            if not drawn_in(reading, place := reading.place(value.start, value.end)):
                yield _blank(reading, row, label.text, place)
        for name, place in _after(reading, turned or {}, unturned) if case.stage == "change" else ():
            if squeeze(name) not in map(squeeze, reported) and not drawn_in(reading, place):
                yield _blank(reading, row, name, place)
        labelled = filled | {field.id for field, _ in blank}
        whole = [each for each in case.main if each is reading or each.file.part or reading.file.part]
        everywhere = {field.id for each in whole for field, _ in cells[each.path][0]}
        everywhere |= {field for each in whole for field in cells[each.path][1]}
        for field in case.checking.fields:
            if (
                case.stage in field.expected
                and not {field.id, *field.instead} & everywhere
                and len(labelled) >= 4
                and not any(each.unread for each in whole)
                and not (field.kind == "code" and any(find_unified_codes(r.document.text) for r in whole))
            ):
                yield row.finding(
                    file=reading.path,
                    level="warning",
                    name=field.name,
                    message="表格中没有“{name}”一栏或未能找到",
                )


def _blank(reading: Reading, row: Row, label: str, place: Place) -> Finding:
    name = squeeze(label)
    if hidden_in(reading, place):
        return row.undecided(file=reading.path, place=place, quote=label, of=name)
    return row.finding(file=reading.path, place=place, quote=label.strip(), name=name)


def _questions(reading: Reading) -> Iterator[tuple[Cell, Cell]]:
    """Yes-or-no questions of a form that are left unanswered."""
    for block in reading.document.tables():
        for label, value in block.pairs:
            if "是否" in label.text and not squeeze(value.text):
                yield label, value


def _after(reading: Reading, turned: dict[str, str], unturned: str) -> Iterator[tuple[str, Place]]:
    """Blank cells for what is so after a change, where the cell for what was so before it is filled."""
    for block in reading.document.tables():
        pairs = ((squeeze(label.text).strip(":"), value) for label, value in block.pairs)
        values = {label: value for label, value in pairs if not re.match(unturned, label)}
        top = min(cell.row for cell in block.cells)
        first = ((squeeze(cell.text), cell.column) for cell in block.cells if cell.row == top)
        heads = {head: column for head, column in first if not re.match(unturned, head)}
        for old, new in turned.items():
            for label, value in values.items():
                before = values.get(old + label.removeprefix(new)) if label.startswith(new) else None
                if before and squeeze(before.text) and not squeeze(value.text):
                    yield label, reading.place(value.start, value.end)
            if columns := _turned(heads, old, new):
                yield from _columns(reading, block, *columns, top)


def _turned(heads: dict[str, int], old: str, new: str) -> tuple[int, int] | None:
    """The columns of what was before and is after: heads that go on alike (原地址, 现地址); where they begin with a whole
    word (变更前内容, 变更后), one of them may be no more than that."""
    for before, column in heads.items():
        for after, other in heads.items() if before.startswith(old) else ():
            rests = {before.removeprefix(old), after.removeprefix(new)} if after.startswith(new) else ()
            if len(rests) == 1 or (len(rests) > 1 and "" in rests and len(old) > 1):
                return column, other
    return None


def _columns(reading: Reading, block: Block, old: int, new: int, top: int) -> Iterator[tuple[str, Place]]:
    """Rows of a table on what was before and is after a change, in which the column for after is blank as in few others."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in block.cells:
        if cell.row > top:
            rows.setdefault(cell.row, {})[cell.column] = cell
    both = [row for row in rows.values() if old in row and new in row and squeeze(row[old].text)]
    blank = [row for row in both if not squeeze(row[new].text)]
    for row in blank if 2 * len(blank) < len(both) or len(both) == 1 else ():
        name = row[min(row)].text.strip()
        if min(row) not in {old, new} and name:
            yield name, reading.place(row[new].start, row[new].end)


def _cells(case: Case, reading: Reading) -> tuple[list[tuple[FieldRow, Labelled]], set[str]]:
    blank: list[tuple[FieldRow, Labelled]] = []
    filled: set[str] = set()
    for item in reading.labelled:
        for field in fields_of(item.label, reading.file.material, case.checking):
            if squeeze(item.value) or drawn_in(reading, item.place):
                filled.add(field.id)
            elif case.stage in field.required and not _is_signed(reading, item):
                blank.append((field, item))
    return blank, filled


def _is_signed(reading: Reading, item: Labelled) -> bool:
    """Whether a blank is for a hand: its label says so, or it stands on the line below one for a seal."""
    above = [line for line in reading.document.text[: item.place.start or 0].splitlines() if line.strip()]
    beneath = not item.table and any(is_signing(line) for line in above[-_LINES:])
    return is_signing(item.label) or (beneath and _HAND.search(item.label) is not None)
