"""The data triage works by: triage.yaml (a pack's own replaces the common one), the pack's cities."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from advisor.errors import PackError
from advisor.pack.load import read
from advisor.pack.model import Pack
from advisor.triage.model import Cities, TriageRules

T = TypeVar("T")


def load_rules(pack: Pack) -> TriageRules:
    """The rules for a batch. Raises PackError where the file is faulty or not there."""
    own = Path(pack.folder)
    folder = own if (own / "triage.yaml").is_file() else own.parent / "common"
    return _required(folder, "triage.yaml", TypeAdapter(TriageRules))


def load_cities(pack: Pack) -> Cities:
    """The cities of the pack's province; none where the pack has no such file."""
    folder = Path(pack.folder)
    if not (folder / "cities.yaml").is_file():
        return Cities(home="", cities={})
    return _required(folder, "cities.yaml", TypeAdapter(Cities))


def _required(folder: Path, name: str, shape: TypeAdapter[T]) -> T:
    faults: list[str] = []
    value = read(folder, name, shape, faults)
    if value is None:
        raise PackError(faults[0] if faults else f"缺少 {folder.name}/{name}", tuple(faults))
    return value
