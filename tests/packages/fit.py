"""Whether a seed can be put into a package."""

from __future__ import annotations

from typing import Any

from tests.packages.shape import Package, Paper

MAIN = ("application-form", "annual-report", "change-filing")
NAMES = {"credit": "credit-report", "equipment": "equipment-list", "form": ""}
_PAPERS = (
    "damage", "copy", "drop", "again", "unit_in", "platform_in", "unsign", "blank", "page", "style", "pdf", "in",
    "swap", "recode",
)  # fmt: skip


def fits(seed: dict[str, Any], package: Package) -> bool:
    """True when the seed is for this track and stage and the papers it touches are there."""
    if package.gold["track"] not in seed.get("tracks", [package.gold["track"]]):
        return False
    if package.gold["stage"] not in seed.get("stages", [package.gold["stage"]]):
        return False
    if package.facts["kind"] not in seed.get("kinds", [package.facts["kind"]]):
        return False
    return all(_possible(step, package) for step in seed["do"])


def _possible(step: dict[str, Any], package: Package) -> bool:
    there = {paper.material for paper in package.papers}
    parts = main(package).parts
    if any(
        key in step and (NAMES.get(step[key], step[key]) or main(package).material) not in there
        for key in _PAPERS
    ):
        return False
    if "licence_type" in step and "licence" not in there:
        return False
    named = [step[k] for k in ("append", "drop_section", "empty_section", "shorten_section") if k in step]
    if named and named[0] not in {part.id for part in parts}:
        return False
    if "cell" in step and step["cell"] not in {text for row in main(package).cells for text in row}:
        return False
    text = "".join(p for part in parts for p in part.paragraphs)
    if "replace" in step and step["replace"].format(**package.facts) not in text:
        return False
    keys = {key for part in parts for key in part.keys}
    if ("cut" in step and step["cut"] not in keys) or ("key" in step and step["key"] not in keys):
        return False
    return not ("pdf" in step and package.gold.get("plain"))


def main(package: Package) -> Paper:
    """The form, report or filing."""
    return next(paper for paper in package.papers if paper.material in MAIN)
