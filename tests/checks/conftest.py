"""A small desk for trying checks: documents made in memory, run against the real rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from advisor.checks.run import make_case, report_of
from advisor.domain import CheckReport, Stage, Track
from advisor.pack.checking import Checking, load_checking
from advisor.pack.load import open_pack
from advisor.settings import settings
from ingest.document import Block, Cell, Document, Place, lay_out, table_text

Check = Callable[..., CheckReport]


@pytest.fixture(scope="session")
def checking() -> Checking:
    """The default pack's rows."""
    return load_checking(settings().knowledge, settings().pack)


def table(rows: list[list[str]]) -> Block:
    """A table block."""
    cells = tuple(
        Cell(text=text, row=i, column=j) for i, row in enumerate(rows, 1) for j, text in enumerate(row, 1)
    )
    return Block(kind="table", text=table_text(cells), cells=cells)


def document(path: str, *parts: str | list[list[str]] | Block, **more: Any) -> Document:
    """A Word document: `# title` is a heading, a list of rows a table, anything else a paragraph."""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Block):
            blocks.append(part)
        elif isinstance(part, list):
            blocks.append(table(part))
        elif part.startswith("# "):
            blocks.append(Block(kind="heading", text=part[2:], level=1))
        else:
            blocks.append(Block(kind="paragraph", text=part, place=Place(page=1)))
    return Document(path=path, format=more.pop("format", "docx"), blocks=lay_out(blocks), **more)


@pytest.fixture(scope="session")
def check(checking: Checking) -> Check:
    """Check documents as one submission."""
    pack = open_pack()

    def run(
        *documents: Document,
        today: str = "2025-10-15",
        track: Track | None = None,
        stage: Stage | None = "application",
        year: int | None = 2025,
    ) -> CheckReport:
        case = make_case(
            documents,
            checking=checking,
            policy=pack,
            today=date.fromisoformat(today),
            track=track,
            stage=stage,
            year=year,
        )
        return report_of(case)

    return run
