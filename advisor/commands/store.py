"""`advisor backup` and `advisor restore`: the desk's records and files in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def backup(
    file: Annotated[Path, typer.Argument(help="写到这个 .zip 文件", show_default=False)],
) -> None:
    """备份初审台的全部记录和上传的材料；登录状态不备份。"""
    from advisor.triage import administration

    counts = administration.backup(file)
    print(f"已备份到 {file}：材料 {counts['submissions']} 份，操作记录 {counts['audit_log']} 条")


def restore(
    file: Annotated[Path, typer.Argument(help="advisor backup 写出的文件", show_default=False)],
) -> None:
    """把备份恢复到空的数据库；已有记录时不动。"""
    from advisor.triage import administration

    counts = administration.restore(file)
    print(f"已恢复：材料 {counts['submissions']} 份，操作记录 {counts['audit_log']} 条")
