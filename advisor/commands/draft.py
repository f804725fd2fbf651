"""`advisor draft`: papers out of a facts file and the material they speak of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from advisor.commands.options import JsonOption, PackOption, TodayOption, day

Kind = Literal["correction", "recommendation"]


def draft(
    kind: Annotated[
        Kind, typer.Argument(help="correction 一次性补正告知书；recommendation 推荐函和推荐汇总表")
    ],
    out: Annotated[Path, typer.Option("--out", help="写到这个 .docx 文件", show_default=False)],
    facts: Annotated[Path | None, typer.Option("--facts", help="事实文件（YAML）")] = None,
    source: Annotated[
        list[Path] | None,
        typer.Option("--from", help="材料：申报材料，或 check、triage 输出的 .json；可写多次"),
    ] = None,
    as_json: JsonOption = False,
    pack: PackOption = None,
    today: TodayOption = None,
) -> None:
    """起草文书；缺的写成【待补：…】并列出，不编造。"""
    from advisor import service

    made = service.draft(kind, out=out, facts=facts, sources=source or [], pack=pack, today=day(today))
    if as_json:
        print(made.model_dump_json(by_alias=True))
        return
    print(f"已写出 {made.file}" + "".join(f"、{each}" for each in made.also))
    if made.missing:
        print(f"待补 {len(made.missing)} 处：{'、'.join(made.missing)}")
