"""Made-up packages out of prose.yaml: a tree of plain values that seeds change and write.py turns into files."""

from __future__ import annotations

import random
import re
from typing import Any

from tests.packages.papers import annual, application, change
from tests.packages.shape import Package, code, prose


def make(number: int, stage: str, *, unit: int | None = None, manner: str = "plain") -> Package:
    """Package `number` for a stage in a manner of writing; the same number gives the same package."""
    rng = random.Random(number * 7919 + len(stage))
    words = prose(manner)
    chosen = words["units"][(number if unit is None else unit) % len(words["units"])]
    facts = _facts(chosen, words, rng, stage)
    papers = {"application": application, "annual": annual, "change": change}[stage](facts, words, rng)
    gold = {
        "id": f"m{number:03d}",
        "track": facts["track"],
        "stage": stage,
        "clean": True,
        "faults": [],
        "allowed": [
            "claim.unsupported-superlative",
            "format.heading-style",
            "format.page-setup",
            "format.punctuation",
            "section.numbering-broken",
        ],
        "today": facts["today"],
        "round": "2025",
        "pages": 0,
    }
    return Package(gold["id"], facts, papers, gold, manner)


def _facts(unit: dict[str, Any], words: dict[str, Any], rng: random.Random, stage: str) -> dict[str, Any]:
    team = [rng.randint(3, 9), rng.randint(6, 15), rng.randint(8, 20)]
    yearly = [rng.randint(20, 90) * 10 for _ in range(3)]
    people = rng.sample(words["people"], 4)
    day = {"application": "2025-10-20|2025年9月18日", "annual": "2026-02-10|2026年1月22日"}
    today, signed = day.get(stage, "2026-01-12|2025年12月9日").split("|")
    return dict(unit) | {
        **_names(unit, words, rng),
        "staff": rng.randint(120, 900),
        "researchers": rng.randint(40, 110),
        "revenue": rng.randint(4000, 30000),
        "rd": rng.randint(300, 2000),
        "patents": rng.randint(6, 40),
        "copyrights": rng.randint(10, 80),
        "area": rng.randint(8, 40) * 100,
        "devices": rng.randint(20, 90),
        "equipment": rng.randint(2000, 9000) / 10,
        "team": sum(team),
        "doctors": team[0],
        "masters": team[1],
        "bachelors": team[2],
        "funds": sum(yearly),
        "own": sum(yearly) * 4 // 5,
        "local": sum(yearly) - sum(yearly) * 4 // 5,
        "f1": yearly[0],
        "f2": yearly[1],
        "f3": yearly[2],
        "legal": people[0],
        "leader": people[1],
        "contact": people[2],
        "phone": f"139{rng.randint(10**7, 10**8 - 1)}",
        "founded": f"{rng.randint(2002, 2016)}年{rng.randint(1, 12)}月",
        "year": 2025,
        "next": 2026,
        "address": words["places"][unit["city"]] + f" {rng.randint(10, 900)} 号",
        "uscc": code("91" if unit["kind"] == "company" else "12", unit["region"], rng),
        "today": today,
        "day": signed,
        "former": unit["name"][:2] + "旧称信息技术有限公司",
    }


def _names(unit: dict[str, Any], words: dict[str, Any], rng: random.Random) -> dict[str, str]:
    """Names of the platform, and the unit's own name without place and legal form, whole and its first two characters."""
    core = re.sub(rf"^(?:{unit['city']}|{unit['county'][:-1]}|{unit['county']})+", "", unit["name"])
    core = re.sub("(?:股份|集团)?有限公司$", "", core)
    kind = words["types"][unit["track"]]
    platform = rng.choice(kind["platform"]).format(**unit)
    return {"platform": platform, "type": kind["name"], "core": core, "brand": core[:2]}
