"""`advisor`: the command line. Parses, calls the service, shows; exit status 0 done, 1 not possible, 2 wrong usage."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from advisor.commands.check import check
from advisor.commands.draft import draft
from advisor.commands.eval import evaluate
from advisor.commands.index import index
from advisor.commands.mcp import mcp
from advisor.commands.options import PackOption, TodayOption
from advisor.commands.options import day as _day
from advisor.commands.pack import pack_app
from advisor.commands.store import backup, restore
from advisor.commands.triage import triage
from advisor.commands.user import user_app
from advisor.errors import AdvisorError, InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="申创通：申报咨询、材料预审、批量初审。",
)
app.add_typer(pack_app, name="pack")
app.add_typer(user_app, name="user")

app.command()(triage)
app.command("eval")(evaluate)
app.command()(check)
app.command()(draft)
app.command()(mcp)
app.command()(backup)
app.command()(restore)
app.command()(index)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="问题", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="从标准输入逐行读问题，逐行输出 JSON")] = False,
    pack: PackOption = None,
    today: TodayOption = None,
    model: Annotated[
        str | None, typer.Option("--model", help="润色答复的模型；none 不用；不写按设置", metavar="名称")
    ] = None,
) -> None:
    """提问，得到带条款的答复。"""
    from advisor import service

    day = _day(today)
    if jsonl:
        _ask_lines(pack, day, model)
        return
    if question is None:
        raise InputError("请写下问题，例如：advisor ask 个体工商户能申报吗")
    answer = service.ask(question, pack=pack, today=day, model=model)
    if as_json:
        print(answer.model_dump_json(by_alias=True))
        return
    from advisor.terminal import show_answer

    show_answer(answer)


def _ask_lines(pack: str | None, day: date | None, model: str | None) -> None:
    """One object for each line, in order; a line that cannot be asked gets an object that says why."""
    from advisor import service
    from advisor.domain import Answer

    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        identity, question = None, ""
        try:
            item = _item(line)
            identity = str(item["id"]) if "id" in item else None
            question = str(item.get("question", ""))
            history = item.get("history") or ()
            answer = service.ask(
                question, history=history, pack=pack, today=day, identity=identity, model=model
            )
        except (InputError, ValidationError) as error:
            reason = str(error) if isinstance(error, InputError) else "history 的写法不对"
            print(f"第 {number} 行：{reason}", file=sys.stderr)
            answer = Answer(schema=1, id=identity, question=question, answer=reason, refused=True)
        print(answer.model_dump_json(by_alias=True), flush=True)


def _item(line: str) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"不是 JSON（{error.msg}）") from error
    if not isinstance(item, dict):
        raise InputError("应为一个对象，含 question")
    return item


@app.command()
def serve() -> None:
    """打开网页。"""
    from advisor.web import serve as serve_page

    serve_page()


@app.command()
def config() -> None:
    """列出全部设置、当前取值和含义。"""
    from advisor.settings import Settings, settings, shown

    current = settings()
    for name, field in Settings.model_fields.items():
        print(f"ADVISOR_{name.upper()}={shown(getattr(current, name))}    # {field.description}")


def main() -> None:
    """Run the command line; what could not be done is one clear line on stderr."""
    from advisor.logs import configure

    configure(as_json=False)
    try:
        app(standalone_mode=True)
    except AdvisorError as error:
        print(f"错误：{error}", file=sys.stderr)
        raise SystemExit(1) from None
    except BrokenPipeError:
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
