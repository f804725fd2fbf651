"""Reading templates of a pack and facts files of a user, faults as file:line."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from advisor.drafting.model import LetterFacts
from advisor.errors import InputError, PackError
from advisor.pack.load import read
from advisor.pack.model import Pack
from ingest.document import Frozen

T = TypeVar("T", bound=Frozen)


def load_template(pack: Pack, name: str, shape: type[T]) -> T:
    """A template of the pack. Raises PackError where it is not there or faulty."""
    faults: list[str] = []
    value = read(Path(pack.folder) / "templates", f"{name}.yaml", TypeAdapter(shape), faults)
    if value is None:
        missing = f"知识包“{pack.info.id}”没有 templates/{name}.yaml"
        raise PackError(faults[0] if faults else missing, tuple(faults))
    return value


def load_facts(file: Path) -> LetterFacts:
    """A facts file. Raises InputError naming file and line of the first fault, and how many more there are."""
    if not file.is_file():
        raise InputError(f"找不到事实文件 {file}")
    faults: list[str] = []
    value = read(file.parent, file.name, TypeAdapter(LetterFacts), faults)
    if value is None:
        shown = [fault.replace(f"{file.parent.name}/{file.name}:", f"{file}:", 1) for fault in faults]
        more = f"（另有 {len(faults) - 1} 处）" if len(faults) > 1 else ""
        raise InputError(f"{shown[0] if shown else file}{more}")
    return value
