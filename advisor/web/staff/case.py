"""A case as HTML: its files beside its findings beside the condition × evidence grid."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from advisor.domain import CheckedFile
from advisor.pack import Pack
from advisor.pack.checking import load_checking
from advisor.report.picture import PICTURED
from advisor.report.views import OUTCOMES as GRID
from advisor.triage.desk import OpenCase, open_case
from advisor.triage.person import Person
from advisor.triage.store.accounts import clerks
from advisor.web.library import Library
from advisor.web.staff.render import render


@lru_cache(maxsize=4)
def library_of(pack_id: str) -> Library:
    """The clauses of a pack by mark."""
    from advisor import service

    return Library(service.clauses(pack_id))


def case_html(engine: Engine, person: Person, case: int, pack: Pack, typed: dict[str, Any]) -> str:
    """The case as the person may see it. Raises MissingError."""
    opened = open_case(engine, person, case)
    folder = Path(pack.folder)
    checking = load_checking(folder.parent, folder.name)
    return render(
        "case",
        opened=opened,
        files=_ordered(opened, [row.id for row in checking.materials]),
        pictured={file.path for file in opened.files if file.format in PICTURED},
        case=opened.case,
        person=person,
        pack=pack.info,
        typed=typed,
        library=library_of(pack.info.id),
        tracks={info.id: info.name for info in pack.info.tracks},
        materials={row.id: row.name for row in checking.materials},
        fields={row.id: row.name for row in checking.fields},
        grid_words=GRID,
        grounds=_grounds(opened, pack),
        people=clerks(engine, opened.case.office),
    )


def _ordered(opened: OpenCase, materials: list[str]) -> list[tuple[int, CheckedFile]]:
    """The files with their numbers, in the order a clerk looks through them: the form first, what is unknown last."""

    def rank(numbered: tuple[int, CheckedFile]) -> tuple[int, int]:
        number, file = numbered
        return (materials.index(file.material) if file.material in materials else len(materials), number)

    return sorted(enumerate(opened.files), key=rank)


def _grounds(opened: OpenCase, pack: Pack) -> list[tuple[str, str]]:
    """The clauses a decision may rest on: those of the findings first, then the conditions of the track."""
    library = library_of(pack.info.id)
    marks = [mark for finding in opened.standing for mark in finding.clauses]
    marks += [each.clause for each in pack.criteria if opened.case.track in each.tracks]
    found = [(mark, library.find(mark)) for mark in dict.fromkeys(mark.rpartition("/")[2] for mark in marks)]
    return [(mark, clause.heading) for mark, clause in found if clause is not None]
