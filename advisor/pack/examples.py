"""Example questions of a pack, by who asks them."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from advisor.errors import PackError
from advisor.pack.load import read
from advisor.pack.model import Pack
from ingest.document import Frozen


class ExampleGroup(Frozen):
    """examples.yaml: who asks, and what they ask."""

    role: str
    asks: tuple[str, ...]


def examples_of(pack: Pack) -> tuple[ExampleGroup, ...]:
    """The groups of the pack's examples.yaml; none without the file. Raises PackError when it is faulty."""
    faults: list[str] = []
    groups = read(Path(pack.folder), "examples.yaml", TypeAdapter(tuple[ExampleGroup, ...]), faults)
    if faults:
        raise PackError(f"知识包 {pack.info.id} 的 examples.yaml 有错：{faults[0]}", tuple(faults))
    return groups or ()
