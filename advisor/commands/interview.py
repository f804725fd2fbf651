"""The interview on the terminal: one question at a time, what is said kept after every answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from advisor.errors import InputError

if TYPE_CHECKING:
    from advisor.drafting.trace import Ask
    from advisor.paperwork.draft import Commission, Manuscript

_HELP = "直接回车跳过，输入 q 结束。"


def write_blank(wanted: Commission, file: Path) -> None:
    """Write a facts file to fill in. Raises InputError where there is one already."""
    from advisor import service

    if file.exists():
        raise InputError(f"{file} 已经有了，没有改动；请换一个文件名")
    file.write_text(service.manuscript(wanted).blank(), "utf-8")
    print(f"已写出空白的事实文件 {file}；填好后：advisor draft {wanted.paper} --facts {file} --out 文件.docx")


def open_kept(wanted: Commission, state: Path | None) -> Manuscript:
    """The paper with what the facts file, or an interview kept earlier, and the evidence tell of it."""
    from advisor import service

    if state is not None and state.exists():
        if wanted.facts is not None:
            raise InputError(f"{state} 里已有上次的访谈；--facts 和 --state 只给一个")
        wanted = replace(wanted, facts=state)
    manuscript = service.manuscript(wanted)
    if state is not None:
        manuscript.keep(state)
    return manuscript


def ask_all(manuscript: Manuscript, state: Path | None) -> None:
    """Ask for everything still wanted, until nothing is or the user has had enough."""
    skipped: set[str] = set()
    print(f"下面一项一项问。{_HELP}")
    while True:
        asks = [ask for ask in manuscript.look().asks if ask.field not in skipped]
        if not asks:
            break
        said = _put(asks[0], len(asks))
        if said is None:
            break
        if not said.strip():
            skipped.add(asks[0].field)
            continue
        try:
            manuscript.tell(asks[0].field, said)
        except InputError as error:
            print(f"  {error}，请再说一次。")
            continue
        if state is not None:
            manuscript.keep(state)
    if state is not None:
        print(f"已记在 {state}，下次用 --state {state} 接着问。")


def _put(ask: Ask, left: int) -> str | None:
    """One question and its answer; several lines where several may be told; None to end."""
    print(f"\n【还缺 {left} 项】{ask.question}")
    print(f"  {ask.expected}。")
    for number, claim in enumerate(ask.claims, start=1):
        places = "、".join(source.text for source in claim.sources)
        print(f"  材料里写的不一样（{number}）{claim.value}——{places}")
    lines: list[str] = []
    while True:
        try:
            line = typer.prompt("  ", default="", show_default=False, prompt_suffix="> ")
        except typer.Abort:
            # The input has ended: what was said so far is kept.
            return "\n".join(lines) or None
        if not lines and line.strip().lower() in {"q", "quit", "结束"}:
            return None
        if not line.strip():
            return "\n".join(lines)
        lines.append(line)
        if not ask.several or line.strip() == "无":
            return _chosen(ask, lines)


def _chosen(ask: Ask, lines: list[str]) -> str:
    """What was said; a bare number picks one of the values that differ, where it is none of them itself."""
    said = "\n".join(lines)
    number = said.strip()
    values = [claim.value for claim in ask.claims]
    if number.isdecimal() and number not in values and 1 <= int(number) <= len(values):
        return values[int(number) - 1]
    return said
