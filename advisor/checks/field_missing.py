"""Required cells of the form that are blank."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.checks.case import Case, Findings, Row
from advisor.checks.unseen import drawn_in, hidden_in
from advisor.domain import Finding
from advisor.pack.checking import FieldRow
from advisor.pack.squeeze import squeeze
from advisor.profile.labels import fields_of, is_signing
from advisor.profile.reading import Labelled, Reading
from ingest.codes import find_unified_codes
from ingest.document import Cell, Place


def check(case: Case, row: Row) -> Findings:
    """A blank cell beside a label the stage requires; a core label that is nowhere is a warning.

    A cell filled by a picture is filled; where the picture, or the page, was not read, nothing is decided.
    """
    for reading in case.main:
        blank, filled = _cells(case, reading)
        reported: set[str] = set()
        for field, item in blank:
            if item.label not in reported and not (not item.table and field.id in filled):
                reported.add(item.label)
                yield _blank(reading, row, item.label, item.place)
        for label, value in _questions(reading):
            if not drawn_in(reading, place := reading.place(value.start, value.end)):
                yield _blank(reading, row, label.text, place)
        labelled = filled | {field.id for field, _ in blank}
        for field in case.checking.fields:
            if (
                case.stage in field.expected
                and not {field.id, *field.instead} & labelled
                and len(labelled) >= 4
                and not reading.unread
                and not (field.kind == "code" and find_unified_codes(reading.document.text))
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


def _cells(case: Case, reading: Reading) -> tuple[list[tuple[FieldRow, Labelled]], set[str]]:
    blank: list[tuple[FieldRow, Labelled]] = []
    filled: set[str] = set()
    for item in reading.labelled:
        for field in fields_of(item.label, reading.file.material, case.checking):
            if squeeze(item.value) or drawn_in(reading, item.place):
                filled.add(field.id)
            elif case.stage in field.required and not is_signing(item.label):
                blank.append((field, item))
    return blank, filled
