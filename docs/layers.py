"""Draws the layers of the product, docs/images/layers.svg, from the contract that holds them (`make docs`).

    python docs/layers.py [--check]

Rows are the layers of `[tool.importlinter]`, from the faces down; a row's boxes do not know of each other.
"""

from __future__ import annotations

import sys
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/images/layers.svg"
TELLS = {
    "advisor.cli": "命令行",
    "advisor.web": "网页、初审台",
    "advisor.commands": "各个命令",
    "advisor.api": "HTTP 接口、MCP",
    "advisor.terminal": "终端上的样子",
    "advisor.service": "问、评、查、起草：都从这里进",
    "advisor.paperwork": "起草并预审",
    "advisor.remarks": "模型的提醒",
    "advisor.triage": "批量初审、记录",
    "advisor.packs": "由文件夹做包",
    "advisor.answer": "答复",
    "advisor.checks": "检查",
    "advisor.drafting": "文书",
    "advisor.report": "报告",
    "advisor.lint": "查知识包",
    "advisor.evaluate": "评测",
    "advisor.differences": "两版比较",
    "advisor.criteria": "条件 × 情况 × 日期",
    "advisor.agreement": "说的与原文合不合",
    "advisor.retrieval": "检索",
    "advisor.profile": "材料 → 情况",
    "advisor.pack": "知识包",
    "advisor.logs": "日志",
    "advisor.settings": "设置",
    "advisor.domain": "名词",
    "advisor.errors": "错误",
    "ingest": "读文件：字节 → 文档",
}
WIDTH, ROW, GAP, EDGE = 960, 46, 8, 16
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
    '<rect width="{width}" height="{height}" fill="#f7f5ef"/>'
    '<g font-family="Noto Sans CJK SC,PingFang SC,Microsoft YaHei,sans-serif" text-anchor="middle">'
)
BOX = (
    '<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" rx="6" fill="{fill}" stroke="#16466f"/>'
    '<text x="{middle:.1f}" y="{name_at}" font-size="13" font-weight="600" fill="#12324d">{name}</text>'
    '<text x="{middle:.1f}" y="{tells_at}" font-size="11" fill="#44525f">{tells}</text>'
)


def layers() -> list[list[str]]:
    """The rows from top to bottom, each with its modules."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    return [[name.strip(" ()") for name in row.split("|")] for row in contract["layers"]]


def picture() -> str:
    """The picture. Raises KeyError for a module nothing is told of here."""
    rows = layers()
    height = 2 * EDGE + len(rows) * (ROW + GAP) - GAP
    label = "分层：上面的可以用下面的，下面的不知道上面的"
    parts = [HEAD.format(width=WIDTH, height=height, label=label)]
    for index, row in enumerate(rows):
        wide = (WIDTH - 2 * EDGE - (len(row) - 1) * GAP) / len(row)
        y = EDGE + index * (ROW + GAP)
        for place, name in enumerate(row):
            x = EDGE + place * (wide + GAP)
            parts.append(
                BOX.format(
                    x=x, y=y, width=wide, height=ROW, fill="#fff" if name.startswith("advisor") else "#e6eef5",
                    middle=x + wide / 2, name_at=y + 20, tells_at=y + 37,
                    name=escape(name.removeprefix("advisor.") if len(row) > 4 else name), tells=escape(TELLS[name]),
                )
            )  # fmt: skip
    return "\n".join([*parts, "</g></svg>"]) + "\n"


def main() -> int:
    """Draw it, or say that it is stale."""
    fresh = PICTURE.is_file() and PICTURE.read_text("utf-8") == picture()
    if "--check" in sys.argv[1:]:
        return 0 if fresh else 1
    if not fresh:
        PICTURE.write_text(picture(), "utf-8")
        print("docs/images/layers.svg: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
