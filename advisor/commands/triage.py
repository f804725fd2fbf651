"""`advisor triage`: a folder of submissions read, checked and put in a queue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.commands.options import JsonOption, PackOption, TodayOption, day
from advisor.domain import Stage, Track

if TYPE_CHECKING:
    from advisor.triage.batch import Progress


Folder = Annotated[
    Path,
    typer.Argument(help="文件夹；其中每个子文件夹、压缩包或文件是一个单位的材料", show_default=False),
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", help="把清单、补正告知书、推荐汇总表写到这个文件夹；中断后再运行会接着做"),
]
BatchOption = Annotated[
    str | None,
    typer.Option("--batch", help="记入初审台的这个批次；中断后用同样的命令接着做", metavar="名称"),
]
TrackOption = Annotated[Track | None, typer.Option("--track", help="平台类型，不写则自动识别")]
StageOption = Annotated[Stage | None, typer.Option("--stage", help="阶段，不写则自动识别")]
RoundOption = Annotated[int | None, typer.Option("--round", help="批次的年份")]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, help="同时处理几份；不写按核数定")]


def triage(
    folder: Folder,
    as_json: JsonOption = False,
    out: OutOption = None,
    batch: BatchOption = None,
    track: TrackOption = None,
    stage: StageOption = None,
    round: RoundOption = None,
    jobs: JobsOption = None,
    pack: PackOption = None,
    today: TodayOption = None,
) -> None:
    """批量初审：逐份预审，排出清单，比对雷同和重复申报。"""
    from advisor import service

    with _Progress() as progress:
        report = service.triage(
            folder,
            out=out,
            batch=batch,
            track=track,
            stage=stage,
            round=round,
            jobs=jobs,
            pack=pack,
            today=day(today),
            progress=progress.show,
        )
    if as_json:
        print(report.model_dump_json(by_alias=True))
        return
    from advisor.commands.queue import show_triage

    show_triage(report, out)


class _Progress:
    """A bar on stderr where a person watches; nothing where the output goes elsewhere."""

    def __enter__(self) -> _Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("初审"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None)
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    @property
    def show(self) -> Progress:
        """What the batch calls."""
        return lambda done, total, name: self._bar.update(
            self._task, completed=done, total=total, description=name
        )
