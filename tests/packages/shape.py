"""The shape of a made package: papers, their parts and the facts they tell."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.codes import subject_check, unified_code_check

HERE = Path(__file__).parent


MANNERS = ("plain", *sorted(path.stem for path in (HERE / "manners").glob("*.yaml")))


@cache
def prose(manner: str = "plain") -> dict[str, Any]:
    """The words packages are made of: the plain manner's, and over them those of another one."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / "prose.yaml").read_text(encoding="utf-8"))
    if manner != "plain":
        own = yaml.safe_load((HERE / "manners" / f"{manner}.yaml").read_text(encoding="utf-8"))
        loaded |= own | {"places": loaded["places"] | own["places"]}
    return loaded


@dataclass
class Part:
    """A section of a document: title, paragraphs and, at its end, a named table."""

    id: str
    title: str
    paragraphs: list[str]
    table: tuple[str, list[list[str]]] | None = None
    signing: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    """Paragraphs that seeds take out or change, by key."""


@dataclass
class Paper:
    """One file to be: what it is, its parts, form cells and how it is signed."""

    material: str
    name: str
    title: list[str]
    parts: list[Part] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    sealed: bool = True
    sheet: bool = False
    extras: list[dict[str, Any]] = field(default_factory=list)
    page: dict[str, Any] = field(default_factory=dict)
    """Paper size and margins in mm, where they are not the usual ones."""
    drawn: bool = False
    """Handed in as a scan: a picture of its pages."""
    damage: dict[str, Any] = field(default_factory=dict)


@dataclass
class Package:
    """A submission to be: its papers, facts and the gold that goes with it."""

    id: str
    facts: dict[str, Any]
    papers: list[Paper]
    gold: dict[str, Any]
    manner: str = "plain"

    def paper(self, material: str) -> Paper:
        """The first paper of that material."""
        return next(paper for paper in self.papers if paper.material == material)


def code(department: str, region: str, rng: random.Random) -> str:
    """A unified social credit code that obeys GB 32100-2015."""
    subject = "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(8))
    body = department + region + subject + subject_check(subject)
    return body + unified_code_check(body)
