"""Make a set of packages with gold: `python -m tests.packages.generate OUT [--count 60] [--pdf] [--scans]`."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from tests.packages.damage import damage
from tests.packages.make import make
from tests.packages.seed import fits, main, seeds, sow
from tests.packages.shape import MANNERS, Package, prose
from tests.packages.write import pack, write

_STAGES = ("application", "application", "annual", "application", "change", "application")


def generate(
    out: Path, count: int = 60, *, pdf: bool = False, scans: bool = False
) -> list[dict[str, object]]:
    """Write `count` packages and gold.jsonl under `out`: a third clean with decoys, the rest with one to four
    faults, every seed used as evenly as the packages allow; `pdf` needs LibreOffice, `scans` are drawn."""
    used: Counter[str] = Counter()
    gold: list[dict[str, object]] = []
    for number in range(count):
        rng = random.Random(number)
        turn = number // len(_STAGES)
        manner = MANNERS[(number + turn) % len(MANNERS)]
        unit = number + turn + number // 4
        package = make(number, _STAGES[number % len(_STAGES)], unit=unit, manner=manner)
        if not pdf:
            package.gold["plain"] = True
        if number % 3 == turn % 3:
            _decoys(package, rng)
        else:
            _faults(package, rng, used)
        if scans:
            _scans(package, number)
        target = write(package, out, rng)
        if pdf:
            _as_pdf(target, package, whole=number % 4 == 1)
        if number % 7 == 3:
            pack(target, package.facts["name"])
        gold.append(package.gold)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold)
    (out / "gold.jsonl").write_text(lines, encoding="utf-8")
    return gold


def _scans(package: Package, number: int) -> None:
    """Every third package has its certificate and promise as scans, every twelfth its form too."""
    materials = {"licence", "commitment"} if number % 3 == 0 else set()
    materials |= {"application-form", "recommendation"} if number % 12 == 9 else set()
    for paper in package.papers:
        if paper.material in materials and not paper.damage and not paper.extras:
            paper.drawn = True


def _decoys(package: Package, rng: random.Random) -> None:
    choices = prose(package.manner)["decoys"][package.gold["stage"]]
    for decoy in rng.sample(choices, min(3, len(choices))):
        part = next(p for p in main(package).parts if p.id == decoy["section"])
        part.paragraphs.append(decoy["text"].format(**package.facts))


def _faults(package: Package, rng: random.Random, used: Counter[str]) -> None:
    """One to four faults that do not touch each other, those first that were used least; parts are taken out before
    words are put in, so that no fault takes another away."""
    touched: set[str] = set()
    chosen: list[dict[str, Any]] = []
    order = sorted(seeds(), key=lambda seed: (used[seed["check"]], used[str(seed["do"])], rng.random()))
    wanted = rng.randint(1, 4)
    for seed in order:
        keys = {
            seed["check"].split(".")[0],
            *(str(v) for step in seed["do"] for v in list(step.values())[:1]),
        }
        if len(chosen) < wanted and not keys & touched and fits(seed, package):
            chosen.append(seed)
            touched |= keys
    for seed in sorted(chosen, key=lambda seed: not any("drop_section" in step for step in seed["do"])):
        if fits(seed, package):
            sow(package, seed, rng)
            used[seed["check"]] += 1
            used[str(seed["do"])] += 1


def twins(out: Path) -> list[dict[str, object]]:
    """Four pairs of applications for a batch: two that share passages, two of one unit or one person."""
    gold: list[dict[str, object]] = []
    for number, check in enumerate((*["similarity.near-duplicate"] * 2, *["similarity.unit-repeated"] * 2)):
        one = make(2 * number, "application", unit=number, manner=MANNERS[number])
        same_unit = check.endswith("unit-repeated") and number % 2 == 0
        other = make(
            2 * number + 1, "application", unit=number if same_unit else number + 2, manner=MANNERS[number]
        )
        if check.endswith("near-duplicate"):
            for part in main(other).parts:
                twin = next((p for p in main(one).parts if p.id == part.id), None)
                if twin and part.id in {"necessity", "basis", "goals", "organisation"}:
                    part.paragraphs = list(twin.paragraphs)
        elif not same_unit:
            _same_leader(one, other)
        for package, mate in ((one, other), (other, one)):
            package.gold |= {"id": f"t{package.id[1:]}"}
            package.id = str(package.gold["id"])
            fault = {"check": check, "alt": [], "quote": None, "batch": True, "paper": None}
            package.gold["faults"].append(fault | {"mate": f"t{mate.id[1:]}"})
        for package in (one, other):
            write(package, out, random.Random(number))
            gold.append(package.gold)
    return gold


def _same_leader(one: Package, other: Package) -> None:
    old, new = other.facts["leader"], one.facts["leader"]
    for paper in other.papers:
        paper.cells = [[new if text == old else text for text in row] for row in paper.cells]
        for part in paper.parts:
            part.paragraphs = [text.replace(old, new) for text in part.paragraphs]


def _as_pdf(target: Path, package: Package, *, whole: bool) -> None:
    """Turn Word files into PDF in one go: those that must be, and where `whole` every one that loses nothing by it."""
    blank = {paper.name: paper.damage for paper in package.papers if paper.damage.get("how") == "blank"}
    kept = {f["file"] for f in package.gold["faults"] if str(f["check"]).startswith(("file.", "format.page"))}
    words = [
        path
        for path in target.glob("*.docx")
        if any(name in path.name for name in blank)
        or (whole and path.name not in kept and path.stat().st_size > 2000)
    ]
    if not words:
        return
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(target), *map(str, words)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for path in words:
        path.unlink()
        for name, how in blank.items():
            if name in path.name:
                damage(how, path.with_suffix(".pdf"))
    for fault in package.gold["faults"]:
        if fault["file"] in {p.name for p in words}:
            fault["file"] = Path(str(fault["file"])).with_suffix(".pdf").name


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--scans", action="store_true")
    given = parser.parse_args()
    shutil.rmtree(given.out, ignore_errors=True)
    generate(given.out, given.count, pdf=given.pdf, scans=given.scans)
