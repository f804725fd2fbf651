"""`advisor check`: a submission checked, shown, written as a report, marked in its own files, receipted, verified."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.commands.options import JsonOption, PackOption, TodayOption, day
from advisor.domain import Stage, Track

Paths = Annotated[list[Path], typer.Argument(help="文件、文件夹或压缩包", show_default=False)]
TrackOption = Annotated[Track | None, typer.Option("--track", help="平台类型，不写则自动识别")]
StageOption = Annotated[Stage | None, typer.Option("--stage", help="阶段，不写则自动识别")]
RoundOption = Annotated[int | None, typer.Option("--round", help="批次或报告的年份")]
ReportOption = Annotated[
    Path | None, typer.Option("--report", help="把报告写成 .html、.xlsx、.json，或带批注的 .docx")
]
AnnotateOption = Annotated[
    Path | None, typer.Option("--annotate", help="把带批注的 Word 和 PDF 副本放进这个文件夹")
]
ReceiptOption = Annotated[Path | None, typer.Option("--receipt", help="写一份预审回执（.html）")]
VerifyOption = Annotated[
    Path | None, typer.Option("--verify", help="核对这份回执与现在的材料是否一致，不做预审")
]
SinceOption = Annotated[
    Path | None, typer.Option("--since", help="与以前的报告（.json）比较：改好了什么，还有什么，新出现什么")
]


def check(
    paths: Paths,
    track: TrackOption = None,
    stage: StageOption = None,
    round: RoundOption = None,
    pack: PackOption = None,
    today: TodayOption = None,
    as_json: JsonOption = False,
    report: ReportOption = None,
    annotate: AnnotateOption = None,
    receipt: ReceiptOption = None,
    verify: VerifyOption = None,
    since: SinceOption = None,
) -> None:
    """预审申报材料，列出每一处问题、依据和改法。"""
    from advisor import service
    from advisor.terminal import show_changes, show_report, show_verified

    if verify is not None:
        show_verified(service.verify(verify, paths))
        return
    earlier = service.read_report(since) if since is not None else None
    found = service.check(paths, track=track, stage=stage, round=round, pack=pack, today=day(today))
    written = service.write_reports(
        found, paths, report=report, annotated=annotate, receipt=receipt, pack=pack, today=day(today)
    )
    if as_json:
        print(found.model_dump_json(by_alias=True))
        return
    show_report(found)
    if earlier is not None:
        show_changes(service.compare(earlier, found))
    for path in written:
        print(f"已写出 {path}")
