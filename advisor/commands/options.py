"""Options several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from advisor.errors import InputError

PackOption = Annotated[str | None, typer.Option("--pack", help="用哪个知识包")]
TodayOption = Annotated[str | None, typer.Option("--today", help="按哪一天判断，YYYY-MM-DD", metavar="日期")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]


def day(text: str | None) -> date | None:
    """The day an option names; None when it is not given. Raises InputError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"日期“{text}”应写作 YYYY-MM-DD，例如 2025-03-31") from None
