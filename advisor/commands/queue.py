"""The queue of a batch on a terminal (Rich)."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from advisor.triage.model import TriageReport
from advisor.triage.words import OUTCOMES


def show_triage(report: TriageReport, out: Path | None, console: Console | None = None) -> None:
    """One line a submission with the first thing to settle, then what is found across them."""
    screen = console or Console()
    table = Table("编号", "单位", "市", "类型", "平台名称", "结果", "改/核", "先解决", title="初审清单")
    for row in report.submissions:
        table.add_row(
            Text(row.id),
            Text(row.unit_name or "未读出"),
            Text(row.city or "—"),
            Text(row.track or "—"),
            Text(row.platform_name or "未读出"),
            OUTCOMES[row.outcome],
            f"{row.error}/{row.warning}",
            Text(row.first.message if row.first else "—"),
        )
    screen.print(table)
    for finding in report.cross:
        screen.print(Text(f"请核对：{finding.message}", style="yellow"))
    kept = f"，其中 {report.reused} 份沿用上次结果" if report.reused else ""
    screen.print(
        Text(f"共 {len(report.submissions)} 份{kept}，用时 {report.seconds:.0f} 秒。是否受理由主管部门决定。")
    )
    if out:
        screen.print(Text(f"清单和文书在 {out}"))
