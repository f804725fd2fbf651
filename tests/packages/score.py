"""How well the checker does on packages with gold: faults told, false errors, track and stage recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from advisor.checks.run import checking_of, make_case, report_of
from advisor.domain import CheckReport, Finding
from advisor.pack.checking import RoundRules
from advisor.pack.load import open_pack
from advisor.settings import settings
from ingest import read_all


@dataclass
class Score:
    """Counts over all packages; `missed` and `false` name the package with what it was."""

    seeded: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    packages: int = 0
    clean: int = 0
    errors: int = 0
    recognised: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    false_in_clean: int = 0

    @property
    def recall(self) -> float:
        """Share of the seeded faults that were told."""
        return sum(self.found.values()) / max(1, sum(self.seeded.values()))

    @property
    def precision(self) -> float:
        """Share of the findings of level error that were seeded."""
        return 1 - len(self.false) / max(1, self.errors)


def report(folder: Path, gold: dict[str, Any]) -> CheckReport:
    """The package checked with nothing told but the day; a gold row may bring the rules of a round."""
    pack = open_pack()
    checking = checking_of(pack)
    if "rules" in gold:
        rules = RoundRules.model_validate(gold["rules"])
        checking = checking.model_copy(update={"rounds": {rules.year: rules}})
    documents = read_all([folder / gold["id"]], settings().limits, None, settings().cache)
    year = int(gold["round"]) if "rules" in gold else None
    today = date.fromisoformat(gold["today"])
    return report_of(make_case(documents, checking=checking, policy=pack, today=today, year=year))


def score(folder: Path, rows: Iterable[dict[str, Any]]) -> Score:
    """Check every package of `rows` under `folder` and count."""
    total = Score()
    for gold in rows:
        total_of(total, gold, report(folder, gold))
    return total


def total_of(total: Score, gold: dict[str, Any], found: CheckReport) -> None:
    """Add one package's counts."""
    total.packages += 1
    total.clean += bool(gold["clean"])
    total.recognised += (found.track, found.stage) == (gold["track"], gold["stage"])
    for fault in gold["faults"]:
        if fault.get("batch"):
            continue
        total.seeded[fault["check"]] += 1
        if any(_tells(finding, fault) for finding in found.findings):
            total.found[fault["check"]] += 1
        else:
            total.missed.append((gold["id"], fault["check"]))
    known = {name for fault in gold["faults"] for name in (fault["check"], *fault["alt"])}
    for finding in found.findings:
        if finding.level == "error":
            total.errors += 1
            if finding.check not in known:
                total.false.append((gold["id"], finding.check, finding.message))
                total.false_in_clean += bool(gold["clean"])


def _tells(finding: Finding, fault: dict[str, Any]) -> bool:
    if finding.check not in {fault["check"], *fault["alt"]}:
        return False
    wanted, there = fault.get("file"), finding.file
    return not wanted or not there or PurePosixPath(there).name == wanted or str(wanted) in there
