"""docs/checks.md out of the rows, so that the list of checks is written once: `python -m advisor.report.manual`."""

from __future__ import annotations

from pathlib import Path

from advisor.pack.checking import Checking, CheckRow, load_checking
from advisor.report.grouping import BASES, EFFORTS, LEVELS
from advisor.settings import ROOT, settings

PATH = ROOT / "docs" / "checks.md"
_HEAD = """# 检查项

本页由 `python -m advisor.report.manual` 从知识包的检查项生成，请勿手改。

- **必须处理**：不改就不合要求；**请核对**：只是通行做法、原文留有余地或机器拿不准；**建议**：不影响申报。
- 依据写“方案规定”的都标明条款；“通行做法”方案没有写，以当年通知为准。
"""


def manual(checking: Checking) -> str:
    """The page: a table of all checks, then each one with what, why, example and how to mend."""
    rows = sorted(checking.checks, key=lambda row: row.id)
    table = ["| 检查项 | 程度 | 依据 | 说的是 |", "|---|---|---|---|"]
    table += [
        f"| [{row.id}](#{_anchor(row)}) | {LEVELS[row.level]} | {_basis(row)} | {row.title} |" for row in rows
    ]
    return "\n".join([_HEAD, *table, "", *(_entry(row) for row in rows)])


def _anchor(row: CheckRow) -> str:
    return row.id.replace(".", "")


def _basis(row: CheckRow) -> str:
    return BASES[row.basis] + (" " + "、".join(row.clauses) if row.clauses else "")


def _entry(row: CheckRow) -> str:
    lines = [
        f"## {row.id}",
        f"**{row.title}**（{LEVELS[row.level]}，{_basis(row)}，{EFFORTS[row.effort]}）",
        f"- 为什么：{row.why}",
        f"- 例子：{row.example}",
        f"- 怎么改：{row.hint}",
    ]
    return lines[0] + "\n\n" + "\n".join(lines[1:]) + "\n"


def main(path: Path = PATH) -> None:
    """Write the page for the default pack."""
    path.write_text(manual(load_checking(settings().knowledge, settings().pack)), encoding="utf-8")


if __name__ == "__main__":
    main()
