"""Packs made from folders of documents, and the indexes of packs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.answer.masking import mask
from advisor.answer.model import writer_of
from advisor.answer.prompts import load_prompt
from advisor.errors import InputError
from advisor.pack.gather import Gathered, gather
from advisor.pack.load import open_pack, pack_names
from advisor.retrieval.asks import Asker
from advisor.retrieval.refresh import Progress, Refreshed, refresh
from advisor.settings import settings


@dataclass(frozen=True)
class NewPack:
    """A pack made from a folder: what became of the files, how many clauses it has, what was indexed."""

    gathered: Gathered
    clauses: int
    indexed: Refreshed


def new_pack(name: str, source: Path, *, progress: Progress | None = None) -> NewPack:
    """Make or refresh a pack from a folder of documents, and index it.

    Raises InputError for a bad name, an empty folder, and a pack of this name that was written by hand.
    """
    if (settings().knowledge / name / "pack.yaml").is_file():
        raise InputError(f"已有名为“{name}”的知识包，请换一个名字")
    gathered = gather(name, source, settings().packs, settings().limits, progress)
    opened = open_pack(name)
    return NewPack(gathered, len(opened.clauses), refresh(opened, progress, asker=_asker()))


def refresh_index(pack: str | None = None, *, progress: Progress | None = None) -> dict[str, Refreshed]:
    """Bring the index of a pack, or of all, up to date. Raises PackError for an unknown or faulty pack."""
    asker = _asker()
    return {
        name: refresh(open_pack(name), progress, asker=asker) for name in ([pack] if pack else pack_names())
    }


def _asker() -> Asker | None:
    """The attached model as one who makes up questions, when it is to do that."""
    chosen = settings()
    writer = writer_of(None, chosen) if chosen.index_questions else None
    if writer is None:
        return None
    prompt = load_prompt(chosen.prompts, "index.questions", {"passage", "count"})
    return lambda passage, count: "".join(writer.reply(prompt.fill(passage=mask(passage), count=str(count))))
