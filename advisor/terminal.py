"""Answers and reports on a terminal (Rich)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from advisor.answer.normal import is_english
from advisor.domain import Answer, CheckReport, Finding

if TYPE_CHECKING:
    from advisor.report.recheck import Comparison

_LEVELS = {"error": ("必须改", "red"), "warning": ("请核对", "yellow"), "advice": ("建议", "cyan")}
_OUTCOMES = {"ready": "没有发现必须改的问题", "fix": "有需要修改的问题", "blocked": "有必须先改正的问题"}


def show_answer(answer: Answer, console: Console | None = None) -> None:
    """The answer, then the clauses it cites, word for word."""
    out = console or Console()
    out.print(Text(answer.answer))
    for citation in answer.citations:
        out.print(
            Panel(Text(citation.quote.strip()), title=Text(citation.heading), title_align="left", style="dim")
        )
    asks = "Please add: " if is_english(answer.question) else "请补充："
    for item in answer.ask_back:
        out.print(Text(asks + item.question, style="bold"))


def show_report(report: CheckReport, console: Console | None = None) -> None:
    """Files, then findings most serious first, each with place, clause and how to mend it."""
    out = console or Console()
    files = Table("文件", "识别为", "格式", "页数", title="文件")
    for file in report.files:
        files.add_row(
            Text(file.path),
            Text(file.material_name or file.material or "未识别"),
            file.format,
            str(file.pages or ""),
        )
    out.print(files)
    for file in report.files:
        for part in file.unread:
            out.print(Text(f"未读到：{file.path} {part}", style="yellow"))
    for note in report.notes:
        out.print(Text(note, style="yellow"))
    table = Table("级别", "问题", "位置", "依据", "怎么改", title="问题", show_lines=True)
    for finding in sorted(report.findings, key=lambda f: list(_LEVELS).index(f.level)):
        word, colour = _LEVELS[finding.level]
        clauses = "、".join(finding.clauses) or "—"
        table.add_row(
            Text(word, style=colour), Text(finding.message), Text(where(finding)), clauses, Text(finding.hint)
        )
    if report.findings:
        out.print(table)
    total = report.summary
    out.print(
        Text(
            f"{report.partly or _OUTCOMES[total.outcome]}：必须改 {total.error}，请核对 {total.warning}，建议 {total.advice}。"
            "预审只提示问题，是否受理由主管部门决定。"
        )
    )


def show_changes(changes: Comparison, console: Console | None = None) -> None:
    """What became of the findings of an earlier report."""
    out = console or Console()
    out.print(
        Text(f"与上次相比：改好 {len(changes.mended)}，还有 {len(changes.open)}，新出现 {len(changes.new)}。")
    )
    for title, findings in (("改好了", changes.mended), ("新出现", changes.new)):
        for finding in findings:
            out.print(Text(f"{title}：{finding.message}（{where(finding)}）"))


def show_verified(differences: Sequence[str], console: Console | None = None) -> None:
    """Whether the files are those of the receipt."""
    out = console or Console()
    for each in differences:
        out.print(Text(each, style="red"))
    out.print(Text("材料与回执不一致。" if differences else "材料与回执一致。"))


def where(finding: Finding) -> str:
    """The place of a finding in words: file, page, section, table cell."""
    place = finding.place
    parts = [finding.file or ""]
    if place.page:
        parts.append(f"第{place.page}页")
    if place.section:
        parts.append(place.section)
    if place.table:
        cell = f"第{place.row}行第{place.column}列" if place.row and place.column else ""
        parts.append(f"表{place.table}{cell}")
    return " ".join(part for part in parts if part)
