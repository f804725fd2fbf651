"""`advisor pack`: packs made from a folder of documents, checked, compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from advisor.commands.options import JsonOption
from advisor.commands.progress import Counter
from advisor.errors import PackError

pack_app = typer.Typer(no_args_is_help=True, help="知识包：新做、检查、比较。")
_CHANGES = {"changed": "改", "added": "增", "removed": "删", "moved": "移"}
_SHOWN = 40
"""files listed before the rest is only counted"""


@pack_app.command("new")
def pack_new(
    name: Annotated[str, typer.Argument(help="知识包名", show_default=False)],
    source: Annotated[
        Path,
        typer.Option("--from", help="放着文件的文件夹（Word、PDF、网页、文本等）", show_default=False),
    ],
) -> None:
    """把一个文件夹的文件做成知识包，做好就能提问；中断后再运行会接着做，改过的文件重新读。"""
    from advisor import packs

    with Counter() as counter:
        made = packs.new_pack(name, source, progress=counter)
    for state, said in (("unread", "没有读成"), ("same", "内容重复，只留一份")):
        _list(said, [f"{entry.path}：{entry.why}" for entry in made.gathered.of_state(state)])
    partly = [f"{entry.path}：{entry.why}" for entry in made.gathered.of_state("kept") if entry.why]
    _list("读了一部分", partly)
    _list("请核对", made.gathered.doubts)
    kept = len(made.gathered.of_state("kept"))
    print(f"知识包“{name}”：{kept} 份文件，{made.clauses} 条，在 {made.gathered.folder}")
    print(f"可以提问了：advisor ask --pack {name} 问题")


@pack_app.command("lint")
def pack_lint(name: Annotated[str | None, typer.Argument(help="知识包名；不写则检查全部")] = None) -> None:
    """检查知识包，按 文件:行号 报告。"""
    from advisor.checks.faults import checking_faults
    from advisor.lint import lint_pack
    from advisor.pack.load import open_pack, pack_names

    names = [name] if name else pack_names()
    # What cannot be opened has been told by then, and there is nothing to look further into.
    faults = [fault for each in names for fault in lint_pack(each) or checking_faults(open_pack(each))]
    for fault in faults:
        print(fault)
    if faults:
        raise PackError(f"共 {len(faults)} 处问题")
    print(f"{'、'.join(names)}：没有问题")


@pack_app.command("diff")
def pack_diff(
    old: Annotated[str, typer.Argument(help="旧的知识包", show_default=False)],
    new: Annotated[str, typer.Argument(help="新的知识包", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """比较两个知识包的条款：改了哪些，牵动旧包里的哪些条件、检查项、说明和案例。"""
    from advisor.differences import differences
    from advisor.pack import open_pack

    found = differences(open_pack(old), open_pack(new))
    if as_json:
        print(json.dumps({"schema": 1, "changes": [each.model_dump() for each in found]}, ensure_ascii=False))
        return
    for each in found:
        print(f"{_CHANGES[each.change]} {each.clause}{f' → {each.to}' if each.to else ''}")
        for sign, text in (("-", each.before), ("+", each.after)):
            if text:
                print(f"  {sign} {text}".replace("\n", f"\n  {sign} "))
        for line in each.lines:
            print(f"  牵动{line}")
    print(f"共 {len(found)} 条不同" if found else "条款没有不同")


def _list(said: str, lines: list[str]) -> None:
    if not lines:
        return
    print(f"{said}（{len(lines)}）：")
    for line in lines[:_SHOWN]:
        print(f"  {line}")
    if len(lines) > _SHOWN:
        print(f"  ……另有 {len(lines) - _SHOWN} 份，见知识包里的 reading.jsonl")
