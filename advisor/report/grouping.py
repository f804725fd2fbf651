"""Findings in the order a person deals with them: by what is to be done, most serious first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.domain import Finding
from advisor.pack.checking import CheckRow, Effort

EFFORTS: dict[Effort, str] = {
    "supply": "要补充的",
    "correct": "要改正的",
    "sign": "要签字盖章的",
    "verify": "要核实说明的",
    "polish": "可以改进的",
}
LEVELS = {"error": "必须处理", "warning": "请核对", "advice": "建议"}
BASES = {
    "policy": "方案规定",
    "notice": "通知规定",
    "practice": "通行做法",
    "standard": "标准",
    "system": "文件处理",
}
OUTCOMES = {"ready": "未发现需要处理的问题", "fix": "有需要核对的问题", "blocked": "有必须处理的问题"}
_RANK = {"error": 0, "warning": 1, "advice": 2}


@dataclass(frozen=True)
class Group:
    """Findings that ask for the same kind of work."""

    title: str
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding], rows: Iterable[CheckRow]) -> tuple[Group, ...]:
    """Groups in the order of `EFFORTS`; empty ones are left out."""
    efforts = {row.id: row.effort for row in rows}
    ordered = sorted(findings, key=lambda f: (_RANK[f.level], f.file or "", f.place.start or 0))
    groups = []
    for effort, title in EFFORTS.items():
        chosen = tuple(f for f in ordered if efforts.get(f.check, "correct") == effort)
        if chosen:
            groups.append(Group(title, chosen))
    return tuple(groups)


def where(finding: Finding) -> str:
    """The place as people say it: 第3页，四、组织管理，表2第5行."""
    place = finding.place
    parts = []
    if place.page:
        parts.append(f"第{place.page}页")
    if place.section:
        parts.append(place.section.split(" / ")[-1])
    if place.row:
        parts.append(f"表格第{place.row}行" + (f"第{place.column}列" if place.column else ""))
    return "，".join(parts)


def basis(finding: Finding) -> str:
    """On what authority: 方案规定 四（五） and the like, by clause number."""
    clauses = "、".join(finding.clauses)
    return BASES[finding.basis] + (f" {clauses}" if clauses else "")
