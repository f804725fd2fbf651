"""Checks documents that are no applications, each as a submission of its own, in every stage:
`python -m evals.strangers FOLDER… [--today 2025-10-15]`.

Such a document may lack everything, and nothing else: counted are the errors that say something other than that a
material, a part or a field is missing, and the warnings. Chinese manuals as PDF are in Debian's packages
texlive-lang-chinese, debian-reference-zh-cn and debmake-doc.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import get_args

from advisor.checks.run import checking_of, make_case, report_of
from advisor.domain import Finding, Stage
from advisor.pack.load import open_pack
from ingest import read_all

ENDINGS = (".pdf", ".docx", ".doc", ".wps", ".txt", ".md", ".xlsx")


def strange(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Errors and warnings that say more than that something is missing, with their level."""
    for each in findings:
        if each.level in {"error", "warning"} and not each.check.endswith("missing"):
            yield each.level, each


def main() -> None:
    """Check every file alone in every stage, print what is told of it, and the sums."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2025, 10, 15))
    given = parser.parse_args()
    pack, seen, told = open_pack(), 0, Counter[str]()
    checking = checking_of(pack)
    files = (path for folder in given.folders for path in sorted(folder.rglob("*")))
    for path in (each for each in files if each.suffix.lower() in ENDINGS):
        seen += 1
        documents = read_all([path])
        for stage in (None, *get_args(Stage)):
            case = make_case(documents, checking=checking, policy=pack, stage=stage, today=given.today)
            for level, each in strange(report_of(case).findings):
                told[level] += 1
                print(f"{path.name} {stage or '-'} {level} {each.check} {each.message} | {each.quote[:60]}")
    print(
        f"documents {seen}, each {1 + len(get_args(Stage))} times: errors {told['error']}, warnings {told['warning']}"
    )


if __name__ == "__main__":
    main()
