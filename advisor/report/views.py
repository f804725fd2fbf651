"""The two views beside the findings, as tables: conditions with their evidence, and who the submission says it is."""

from __future__ import annotations

from html import escape

from advisor.domain import CheckReport, ConditionRow, Identity, Sighting

OUTCOMES = {
    "met": "有依据",
    "unmet": "材料写明不满足",
    "unclear": "只是提到，请补充",
    "missing": "没有找到依据",
    "unread": "有内容未读出，无法判定",
    "person": "有自述，须由人核实",
    "undecided": "程序没有查成，无法判定",
}
CONDITION_HEADS = ("条件", "条款", "材料里的依据", "原文", "文件", "位置")
IDENTITY_HEADS = ("项目", "是否一致", "写法", "出现的地方")
_PLACES = 8
"""Most places told of one spelling."""

Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def tables(report: CheckReport) -> list[Table]:
    """Title, heads and lines of every view that has any."""
    found: list[Table] = []
    if report.conditions:
        found.append(("条件与依据", CONDITION_HEADS, [_condition(row) for row in report.conditions]))
    if report.identities:
        lines = [line for each in report.identities for line in _spellings(each)]
        found.append(("单位与人名写法", IDENTITY_HEADS, lines))
    return found


def grid(report: CheckReport) -> str:
    """The condition × evidence grid as HTML, empty where there is none."""
    lines = [(_condition(row), "error" if row.outcome == "unmet" else "") for row in report.conditions]
    return _html("申报条件与依据", CONDITION_HEADS, lines)


def identity(report: CheckReport) -> str:
    """Every spelling of the applicant's names and numbers as HTML; what disagrees is marked."""
    lines = [
        (line, "" if each.agrees else "error") for each in report.identities for line in _spellings(each)
    ]
    return _html("单位、平台和人员的各处写法", IDENTITY_HEADS, lines)


def unused(report: CheckReport) -> str:
    """Files that support nothing, as HTML."""
    if not report.unused:
        return ""
    items = "".join(f"<li>{escape(path)}</li>" for path in report.unused)
    return f"<h2>没有用上的材料</h2><p>下列文件没有对应的条件，正文也没有提到，请确认是否放错：</p><ul>{items}</ul>"


def _html(title: str, heads: tuple[str, ...], lines: list[tuple[tuple[str, ...], str]]) -> str:
    if not lines:
        return ""
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(
        f"<tr class='{mark}'>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>"
        for line, mark in lines
    )
    return f"<h2>{title}</h2><table><tr>{head}</tr>{body}</table>"


def _condition(row: ConditionRow) -> tuple[str, ...]:
    place = ""
    if row.place is not None:
        parts = (
            f"第{row.place.page}页" if row.place.page else "",
            (row.place.section or "").split(" / ")[-1],
        )
        place = "，".join(part for part in parts if part)
    return (row.name, "、".join(row.clauses), OUTCOMES[row.outcome], row.quote, row.file or "", place)


def _spellings(each: Identity) -> list[tuple[str, ...]]:
    agreed = "一致" if each.agrees else "不一致"
    return [
        (each.label, agreed, spelling.value, "；".join(_seen(s) for s in spelling.sightings[:_PLACES]))
        for spelling in each.spellings
    ]


def _seen(sighting: Sighting) -> str:
    page = sighting.place.page if sighting.place else None
    return (sighting.file or "") + (f" 第{page}页" if page else "")
