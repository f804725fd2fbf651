"""What is wrong with the checking files of a pack, as `file:line: message`: shapes, kinds, parameters, clauses, words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advisor.checks.kinds import parameters_of
from advisor.errors import PackError
from advisor.pack.checking import Checking, CheckRow, load_checking
from advisor.pack.model import Pack
from advisor.pack.places import Source

_WITH_CLAUSES = ("checks.yaml", "materials.yaml", "sections.yaml", "conditions.yaml")


def checking_faults(pack: Pack) -> list[str]:
    """All faults of the files by which submissions are checked; none for a pack that has none of them."""
    folder = Path(pack.folder)
    try:
        checking = load_checking(folder.parent, folder.name)
    except PackError as error:
        return list(error.faults)
    sources = [
        Source(folder / name, f"{folder.name}/{name}") for name in _WITH_CLAUSES if (folder / name).is_file()
    ]
    faults = [fault for source in sources for fault in _clauses(source, pack)]
    return [*faults, *_parameters(sources, checking), *_types(pack, checking)]


def _clauses(source: Source, pack: Pack) -> Iterator[str]:
    for index, row in enumerate(source.value or ()):
        for path in row.get("clauses", ()):
            if pack.clause(path) is None:
                yield source.fault([index, "clauses"], f"{row['id']}：条款 {path} 不存在")


def _parameters(sources: list[Source], checking: Checking) -> Iterator[str]:
    rows: dict[str, CheckRow] = {row.id: row for row in checking.checks}
    for source in (each for each in sources if each.shown.endswith("checks.yaml")):
        for index, raw in enumerate(source.value or ()):
            try:
                parameters_of(rows[raw["id"]])
            except PackError as error:
                yield source.fault([index], str(error))


def _types(pack: Pack, checking: Checking) -> Iterator[str]:
    """A type whose names in documents are not told would never be recognised."""
    if not any(row.main for row in checking.materials):
        return
    for info in pack.info.tracks:
        if not checking.type_words("track", info.id):
            yield f"{pack.info.id}/vocabulary.yaml:1: 没有写 track.{info.id}：材料里怎么称呼“{info.name}”"
