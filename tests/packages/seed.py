"""Faults put into made packages: the operations that seeds.yaml names."""

from __future__ import annotations

import copy
import random
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ingest.codes import unified_code_check
from tests.packages.fit import NAMES, fits, main
from tests.packages.shape import Package, Paper, Part, code, prose

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@lru_cache(maxsize=1)
def seeds() -> tuple[dict[str, Any], ...]:
    """Every seed of seeds.yaml."""
    return tuple(yaml.safe_load((Path(__file__).parent / "seeds.yaml").read_text(encoding="utf-8")))


def sow(package: Package, seed: dict[str, Any], rng: random.Random) -> None:
    """Put the fault in and write its gold."""
    for step in seed["do"]:
        name = next(iter(step))
        globals()[f"_do_{name}"](package, step, rng)
    material = seed.get("material")
    paper = (
        next(
            (
                p
                for p in package.papers
                if p.material == (NAMES.get(material, material) or main(package).material)
            ),
            None,
        )
        if material
        else None
    )
    gold = {"check": seed["check"], "alt": seed.get("alt", []), "paper": paper, "quote": seed.get("quote")}
    package.gold["faults"].append(gold)
    package.gold["clean"] = False


def _find(package: Package, name: str) -> Paper:
    return main(package) if name == "form" else package.paper(NAMES.get(name, name))


def _part(package: Package, name: str) -> Part:
    return next(part for part in main(package).parts if part.id == name)


def _do_damage(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    _find(package, step["damage"]).damage = step


def _do_copy(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    twin = copy.deepcopy(_find(package, step["copy"]))
    twin.name = step["as"]
    package.papers.append(twin)


def _do_again(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    twin = copy.deepcopy(_find(package, step["again"]))
    twin.name += "（修改）"
    next(part for part in twin.parts if part.paragraphs).paragraphs.append("本稿对个别文字作了调整。")
    package.papers.append(twin)


def _do_drop(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    package.papers.remove(_find(package, step["drop"]))


def _do_comment(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    main(package).extras.append({"comment": step["comment"]})


def _do_insertion(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    main(package).extras.append({"insertion": step["insertion"]})


def _do_hide(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    main(package).extras.append({"hide": step["hide"], "how": step["how"]})


def _do_append(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    _part(package, step["append"]).paragraphs.append(step["text"].format(**package.facts))


def _do_in(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    next(part for part in _find(package, step["in"]).parts if part.paragraphs).paragraphs.append(step["text"])


def _do_drop_section(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    main(package).parts.remove(_part(package, step["drop_section"]))


def _do_empty_section(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    part = _part(package, step["empty_section"])
    part.paragraphs, part.table = [step["filler"]] if "filler" in step else [], None


def _do_shorten_section(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    part = _part(package, step["shorten_section"])
    part.paragraphs, part.table = [step["text"]], None


def _do_cell(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    for row in main(package).cells:
        for index in range(0, len(row) - 1, 2):
            if row[index] == step["cell"]:
                row[index + 1] = step["to"]


def _everywhere(package: Package, old: str, new: str, papers: list[Paper] | None = None) -> None:
    for paper in papers or package.papers:
        paper.title = [line.replace(old, new) for line in paper.title]
        paper.signature = [line.replace(old, new) for line in paper.signature]
        paper.cells = [[text.replace(old, new) for text in row] for row in paper.cells]
        for part in paper.parts:
            part.paragraphs = [text.replace(old, new) for text in part.paragraphs]


def _do_spoil_code(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    good = package.facts["uscc"]
    bad = good[:-1] + _ALPHABET[(_ALPHABET.index(good[-1]) + 7) % 31]
    _everywhere(package, good, bad, None if step["spoil_code"] == "all" else [main(package)])


def _do_region(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    good = package.facts["uscc"]
    body = good[:2] + step["region"] + good[8:17]
    _everywhere(package, good, body + unified_code_check(body))


def _do_recode(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    """Another code, in itself sound, in one paper."""
    good = package.facts["uscc"]
    body = good[:2] + "370199" + good[8:17]
    _everywhere(package, good, body + unified_code_check(body), [_find(package, step["recode"])])


def _do_swap(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    _everywhere(package, package.facts[step["fact"]], step["to"], [_find(package, step["swap"])])


def _do_licence_type(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    for kind in prose()["licence_types"].values():
        _everywhere(package, f"类型：{kind}", f"类型：{step['licence_type']}", [package.paper("licence")])


def _do_address(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    _everywhere(package, package.facts["address"], step["address"])


def _do_unit_in(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    name = package.facts["name"]
    other = name[:4] + "信息" + name[4:] if step["how"] == "insert" else name[:2] + name[4:]
    _everywhere(package, name, other, [_find(package, step["unit_in"])])


def _do_platform_in(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    name = package.facts["platform"]
    other = "新型" + name[2:] if step.get("how") == "head" else name[:2] + "综合" + name[4:]
    _everywhere(package, name, other, [_find(package, step["platform_in"])])


def _do_platform(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    new = step["platform"].format(**package.facts)
    _everywhere(package, package.facts["platform"], new)
    package.facts["platform"] = new


def _do_joint(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    partners = prose()["partners"][: step["joint"]]
    form = main(package)
    if step.get("told", "cells") == "cells":
        form.cells.append(["联合建设单位", step.get("between", "；").join(partners)])
    else:
        text = f"本平台由{package.facts['name']}与{'、'.join(partners)}联合申报，分工见协议。"
        _part(package, "goals").paragraphs.append(text)
    if step.get("lead", True):
        form.cells.append(["牵头单位", package.facts["name"]])
    if step.get("agreement", True):
        parties = [
            f"乙方：{partners[0]}",
            *(f"{c}方：{p}" for c, p in zip("丙丁戊己", partners[1:], strict=False)),
        ]
        lead = [f"甲方（牵头单位）：{package.facts['name']}"] if step.get("lead", True) else []
        text = [*lead, *parties, "各方共建平台，成果按贡献共享，争议协商解决，本协议盖章后生效。"]
        package.papers.append(
            Paper("agreement", "共建协议", ["联合共建协议"], [Part("", "", text)], signature=["2025年8月6日"])
        )


def _do_cut(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    for part in main(package).parts:
        part.paragraphs = [text for text in part.paragraphs if text != part.keys.get(step["cut"])]


def _do_key(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    """Put another text in the place of a keyed paragraph."""
    for part in main(package).parts:
        new = step["to"].format(**package.facts)
        part.paragraphs = [new if text == part.keys.get(step["key"]) else text for text in part.paragraphs]


def _do_number(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    main(package).extras.append({"number": step["number"]})


def _do_page(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    _find(package, step["page"]).page = {k: step[k] for k in ("size", "margins") if k in step}


def _do_style(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    _find(package, step["style"]).extras.append({"heading": step["heading"], "font": step["font"]})


def _do_pdf(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    """The paper becomes a PDF with a blank page."""
    _find(package, step["pdf"]).damage = {"how": "blank", "at": step["at"]}


def _do_rules(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    package.gold["rules"] = {"year": int(package.gold["round"]), **step["rules"]}


def _do_drop_table(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    for part in main(package).parts:
        if part.table and part.table[0] == step["drop_table"]:
            part.table = None


def _do_unsign(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    paper = _find(package, step["unsign"])
    paper.sealed = False
    if step["unsign"] == "commitment":
        paper.signature = step.get(
            "lines", ["承诺单位（盖章）：", "法定代表人（签字）：", "　　年　　月　　日"]
        )


def _do_blank(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    for part in _find(package, step["blank"]).parts:
        part.paragraphs = list(step.get("lines", []))


def _do_total(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    for part in main(package).parts:
        if part.table and part.table[0] == step["total"]:
            part.table[1][1][-1] = str(int(part.table[1][1][-1]) + step["add"])


def _do_replace(package: Package, step: dict[str, Any], rng: random.Random) -> None:
    for part in main(package).parts:
        old, new = step["replace"].format(**package.facts), step["to"].format(**package.facts)
        part.paragraphs = [text.replace(old, new, 1) for text in part.paragraphs]


__all__ = ["code", "fits", "main", "seeds", "sow"]
