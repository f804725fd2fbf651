"""A finished draft on the terminal: its sections, what is missing, what differs, what the check says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from advisor.drafting.model import Draft

_STATES = {"filled": ("已写", "green"), "partly": ("待补", "yellow"), "missing": ("空缺", "red")}
_LEVELS = {"error": "必须改", "warning": "请核对", "advice": "建议"}


def show_draft(made: Draft, *, as_json: bool) -> None:
    """The draft for people, or as one JSON object."""
    if as_json:
        print(made.model_dump_json(by_alias=True))
        return
    print(f"已写出 {made.file}" + "".join(f"、{each}" for each in made.also))
    out = Console()
    if made.name:
        out.print(_sections(made))
    if made.missing:
        print(f"待补 {len(made.missing)} 处：{'、'.join(made.missing)}")
    _show_differences(made)
    _show_papers(made)
    for line in made.unused:
        print(f"没有采用：{line}")
    if made.open_points:
        out.print(_findings(made))
    for each in made.reminders:
        clauses = f"（{'、'.join(each.clauses)}）" if each.clauses else ""
        print(f"报送前：{each.text}{clauses}")
    for note in made.notes:
        print(note)


def _sections(made: Draft) -> Table:
    table = Table("部分", "情况", "来源", title=made.name, title_justify="left")
    for section in made.sections:
        word, colour = _STATES[section.state]
        files = Counter(source.partition(" ")[0] for source in section.sources)
        shown = "；".join(f"{file} {count} 处" for file, count in files.items())
        table.add_row(Text(section.title), Text(word, style=colour), Text(shown))
    return table


def _show_differences(made: Draft) -> None:
    for conflict in made.conflicts:
        said = "；".join(f"{c.value}（{'、'.join(s.text for s in c.sources)}）" for c in conflict.claims)
        settled = f"，已按“{conflict.chosen}”写入" if conflict.chosen else "，没有写入，请核定"
        print(f"来源不一致：{conflict.label}：{said}{settled}")


def _show_papers(made: Draft) -> None:
    for each in made.papers:
        have = f"已有：{each.file}" if each.file else "" if each.later else "还没有"
        basis = "方案" if each.basis == "policy" else "通行做法"
        print(f"材料：{each.name}（{basis}）{'；'.join(filter(None, (have, each.note)))}")


def _findings(made: Draft) -> Table:
    table = Table("级别", "预审这份文稿", "怎么办", title="预审结果", title_justify="left")
    for finding in made.open_points:
        table.add_row(_LEVELS[finding.level], Text(finding.message), Text(finding.hint))
    return table
