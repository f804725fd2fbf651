"""`advisor draft`: papers out of a facts file and the material they speak of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from advisor.commands.drafted import show_draft
from advisor.commands.interview import ask_all, open_kept, write_blank
from advisor.commands.options import JsonOption, PackOption, TodayOption, day
from advisor.domain import Track

_NO_OUT = "请用 --out 写明写到哪个 .docx 文件"
Paper = Annotated[
    Literal["annual", "change", "plan", "correction", "recommendation"],
    typer.Argument(
        help="annual 年度工作报告；change 变更备案；plan 年度工作计划、建设运行方案、发展规划；"
        "correction 一次性补正告知书；recommendation 推荐函和推荐汇总表"
    ),
]
Sources = Annotated[
    list[Path] | None,
    typer.Option(
        "--from",
        help="材料：上年报告和计划、清单、佐证；补正和推荐用申报材料，或 check、triage 输出的 .json；可写多次",
    ),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        help="plan 写哪一种：year（默认）、operation、development；"
        "change 是哪种变更：rename、relocation、merger、restructuring，可用顿号并列；也可写中文名称",
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="写到这个 .docx 文件", show_default=False)]
Blank = Annotated[Path | None, typer.Option("--blank", help="写一个空白的事实文件，填好后用 --facts 给出")]
State = Annotated[Path | None, typer.Option("--state", help="访谈记在这个事实文件里，下次从这里接着问")]
Model = Annotated[
    str | None, typer.Option("--model", help="润色句子的模型；none 不用；不写按设置", metavar="名称")
]


def draft(
    paper: Paper,
    out: Out = None,
    facts: Annotated[Path | None, typer.Option("--facts", help="事实文件（YAML）")] = None,
    source: Sources = None,
    kind: Kind = None,
    track: Annotated[Track | None, typer.Option("--track", help="平台类型")] = None,
    round: Annotated[int | None, typer.Option("--round", help="写的是哪一年度")] = None,
    blank: Blank = None,
    interview: Annotated[bool, typer.Option("--interview", help="缺什么，一次问一项")] = False,
    state: State = None,
    model: Model = None,
    as_json: JsonOption = False,
    pack: PackOption = None,
    today: TodayOption = None,
) -> None:
    """起草文书；缺的写成【待补：…】并列出，不编造。"""
    from advisor import service
    from advisor.paperwork.draft import LETTERS, Commission

    if out is None and (paper in LETTERS or not (blank or interview or state)):
        raise typer.BadParameter(_NO_OUT, param_hint="--out")
    sources = source or []
    if paper in LETTERS and out is not None:
        made = service.draft(paper, out=out, facts=facts, sources=sources, pack=pack, today=day(today))
        show_draft(made, as_json=as_json)
        return
    wanted = Commission(paper, facts, sources, kind, track, round, pack)
    if blank is not None:
        write_blank(wanted, blank)
    if out is None and not (interview or state):
        return
    manuscript = open_kept(wanted, state)
    if interview:
        ask_all(manuscript, state)
    if out is not None:
        show_draft(manuscript.write(out, day(today) or date.today(), model), as_json=as_json)
