"""`advisor eval`: a question set asked and scored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.commands.options import JsonOption, PackOption, TodayOption, day


def evaluate(
    file: Annotated[Path, typer.Argument(help="问题集，JSONL 或 YAML", show_default=False)],
    show: Annotated[int, typer.Option("--show", help="列出多少道没有答对的题")] = 20,
    least: Annotated[float | None, typer.Option("--least", help="答对的比例低于它则退出状态为 1")] = None,
    as_json: JsonOption = False,
    pack: PackOption = None,
    today: TodayOption = None,
) -> None:
    """用问题集评测答复，按题型统计。"""
    from advisor import service
    from advisor.errors import AdvisorError
    from advisor.evaluate import evaluate as score
    from advisor.evaluate import read_questions

    on = day(today)
    result = score(
        read_questions(file),
        lambda item: service.ask(item.q, history=item.history, pack=pack, today=on, identity=item.id),
    )
    if as_json:
        print(result.model_dump_json())
    else:
        for kind, (good, asked) in sorted(result.by_type.items()):
            print(f"{kind:16s} {good:4d}/{asked:<4d} {good / asked:6.1%}")
        for identity, question, faults in result.failed[:show]:
            print(f"- {identity} {'、'.join(faults)} {question}")
        print(f"答对 {result.share:.3f}（{result.true}/{result.asked}）")
    if least is not None and result.share < least:
        raise AdvisorError(f"答对 {result.share:.3f}，低于 {least}")
