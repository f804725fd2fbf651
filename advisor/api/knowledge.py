"""Packs and clauses: what can be asked about, and the words themselves."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from fastapi import APIRouter, Query

from advisor import service
from advisor.answer.sheet import options_of
from advisor.api.bodies import FactAsked, Option, PackOffered, PackOpened, TrackOffered
from advisor.api.problems import Refused, documented
from advisor.domain import Clause
from advisor.pack.facts import FactSpec
from advisor.pack.load import open_pack, pack_names
from advisor.pack.model import Pack
from advisor.settings import settings

router = APIRouter(tags=["knowledge"])


def opened(name: str | None) -> Pack:
    """The pack a request names. Raises Refused with 404 when there is none."""
    if name is not None and name not in pack_names():
        raise Refused(404, f"没有名为“{name}”的知识包；现有：{'、'.join(pack_names())}")
    return open_pack(name)


@router.get("/packs", summary="有哪些知识包")
def packs() -> list[PackOffered]:
    """Every programme of the knowledge folder."""
    return [PackOffered(**_offered(open_pack(name))) for name in pack_names()]


@router.get("/packs/{pack}", summary="一个知识包：平台类型、要问的情况", responses=documented(404))
def pack(pack: str) -> PackOpened:
    """One programme with its types, stages and facts."""
    found = opened(pack)
    return PackOpened(
        **_offered(found),
        tracks=[TrackOffered.model_validate(info.model_dump()) for info in found.info.tracks],
        stages=found.info.stages,
        facts=[_fact(spec) for spec in found.facts],
    )


@router.get("/packs/{pack}/clauses", summary="条款，可以按字句查找", responses=documented(404))
def clauses(
    pack: str,
    query: Annotated[str, Query(max_length=200, description="空格隔开的几个词都要出现")] = "",
) -> list[Clause]:
    """The clauses in reading order, those with every one of the words when words are given."""
    words = _plain(query).split()
    found = service.clauses(opened(pack).info.id)
    return [clause for clause in found if all(word in _plain(clause.heading + clause.text) for word in words)]


@router.get("/packs/{pack}/clauses/{path}", summary="一条条款的原文", responses=documented(404))
def clause(pack: str, path: str) -> Clause:
    """One clause, character for character."""
    found = opened(pack).clause(path)
    if found is None:
        raise Refused(404, f"没有编号为“{path}”的条款")
    return found


def _offered(pack: Pack) -> dict[str, object]:
    info = pack.info
    return {
        **info.model_dump(include={"id", "title", "short", "issuer", "status", "ask_whom"}),
        "default": info.id == settings().pack,
        "clauses": len(pack.clauses),
    }


def _fact(spec: FactSpec) -> FactAsked:
    return FactAsked(
        name=spec.name,
        label=spec.label,
        question=spec.question,
        kind=spec.kind,
        options=[Option(value=value, label=label) for label, value in options_of(spec).items()],
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
