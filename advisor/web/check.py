"""材料预审: files in, findings out, with the progress of every file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Any, cast, get_args

from advisor.domain import CheckReport, Stage, Track
from advisor.errors import InputError
from advisor.pack import Pack
from advisor.pack.checking import MaterialRow, load_checking
from advisor.pack.model import Criterion
from advisor.report.picture import PICTURED
from advisor.report.views import OUTCOMES
from advisor.settings import settings
from advisor.web.faults import explain
from advisor.web.keep import Keep
from advisor.web.library import Library
from advisor.web.line import Line
from advisor.web.render import bridge, render
from advisor.web.shelf import Kept, Shelf
from advisor.web.toolkit import gr
from advisor.web.upload import Reading, staged, work_through

AUTOMATIC = ""
MOST_WAITING = 16
"""checks begun or in the line of the page; each waits on a thread, and questions need threads too"""
LOOK = 0.5
"""seconds between two looks at one's place in the line"""


class CheckTab:
    """Builds the tab and answers its events. What a visitor has checked lies on the shelf."""

    id = "check"
    name = "材料预审"

    def __init__(self, pack: Pack, library: Library, shelf: Shelf) -> None:
        self.pack = pack
        self.line = Line(settings().checks_at_once)
        self.library = library
        self.shelf = shelf
        folder = Path(pack.folder)
        self.checking = load_checking(folder.parent, folder.name)

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        with gr.Row(elem_id="check"):
            with gr.Column(scale=0, min_width=340, elem_id="check-form"):
                self.files = gr.File(
                    file_count="multiple",
                    label="申报材料（可多选，或一个压缩包）",
                    height=220,
                    elem_id="files",
                )
                gr.HTML(render("limits", limits=settings()), apply_default_css=False, js_on_load=None)
                self.track = gr.Dropdown(self._tracks(), value=AUTOMATIC, label="平台类型", elem_id="track")
                with gr.Row(elem_id="check-options"):
                    self.stage = gr.Dropdown(
                        self._stages(), value=AUTOMATIC, label="办什么事", min_width=120, elem_id="stage"
                    )
                    self.round = gr.Textbox(
                        label="年份", placeholder="不限", max_length=4, min_width=100, elem_id="round"
                    )
                with gr.Row(elem_id="check-buttons"):
                    self.start = gr.Button("开始预审", variant="primary", elem_id="start-check")
                    self.stop = gr.Button("停止", visible=False, elem_id="stop-check")
            with gr.Column(scale=1, min_width=320):
                self.result = gr.HTML(
                    self._intro(),
                    js_on_load=bridge("discard"),
                    apply_default_css=False,
                    elem_id="result",
                )
        self._connect()

    def _connect(self) -> None:
        inputs = [self.files, self.track, self.stage, self.round]
        outputs = [self.result, self.start, self.stop]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        running = self.start.click(
            self.check, inputs, outputs, concurrency_limit=MOST_WAITING, concurrency_id="check", **quiet
        )
        self.stop.click(self.halt, None, outputs, cancels=[running], **quiet)
        self.result.discard(self.discard, self.files, [self.result, self.files], **quiet)
        Keep(self.id).restore(self.restore, self.result)

    def check(
        self, files: list[str] | None, track: str, stage: str, year: str
    ) -> Iterator[tuple[Any, Any, Any]]:
        """Check the files; the result's place shows each file's progress, then the report."""
        if not files:
            gr.Info("请先选择要预审的文件。")
            yield gr.skip(), gr.skip(), gr.skip()
            return
        try:
            options = self._options(track, stage, year)
            with staged(files) as folder, self.line.turn() as ahead:
                yield from self._waiting(ahead)
                for step in work_through(folder, options):
                    if isinstance(step, Reading):
                        yield (render("progress", reading=step), *_buttons(running=True))
                    else:
                        kept = self.shelf.get(self.shelf.put(folder, step))
                        yield (self._report(kept) if kept else gr.skip(), *_buttons(running=False))
        except Exception as error:
            yield (render("failure", text=explain(error)), *_buttons(running=False))

    def _waiting(self, ahead: Callable[[], int]) -> Iterator[tuple[Any, Any, Any]]:
        """What is shown until it is one's turn: how many come before, whenever it changes.

        Each look is a step, so that whoever stopped waiting leaves the line at once.
        """
        told = 0
        while before := ahead():
            if before != told:
                yield (render("waiting", ahead=before), *_buttons(running=True))
                told = before
            else:
                yield gr.skip(), gr.skip(), gr.skip()
            sleep(LOOK)

    def halt(self) -> tuple[Any, Any, Any]:
        """Stop reading; the chosen files stay."""
        return (render("failure", text="已停止。文件还在左边，可以重新开始。"), *_buttons(running=False))

    def discard(self, files: list[str] | None, event: gr.EventData) -> tuple[str, None]:
        """Delete the checked files and the report now, and the uploads they came from."""
        self.shelf.drop(str(event.token))
        for file in files or ():
            Path(file).unlink(missing_ok=True)
        return render("discarded"), None

    def restore(self, token: str) -> Any:
        """The report as it was before the page was loaded again, while it is kept."""
        kept = self.shelf.get(token)
        return self._report(kept) if kept else gr.skip()

    def _intro(self) -> str:
        return render("check_intro", kept=settings().read_cache)

    def _report(self, kept: Kept) -> str:
        report = kept.report
        wanted = [row for row in self.checking.materials if report.stage in row.required]
        return render(
            "report",
            report=report,
            token=kept.token,
            pictured={file.path for file in report.files if file.format in PICTURED},
            library=self.library,
            tracks={info.id: info.name for info in self.pack.info.tracks},
            stages=self.pack.info.stages,
            labels={row.id: row.name for row in self.checking.fields},
            materials={row.id: row.name for row in self.checking.materials},
            wanted=wanted,
            missing={row.id for row in wanted if _is_missing(row, report)},
            conditions=self._conditions(report),
            outcome_names=OUTCOMES,
        )

    def _conditions(self, report: CheckReport) -> list[Criterion]:
        if report.track is None or report.stage != "application":
            return []
        return [each for each in self.pack.criteria if report.track in each.tracks]

    def _options(self, track: str, stage: str, year: str) -> dict[str, Any]:
        year = (year or "").strip()
        if year and not re.fullmatch(r"20\d\d", year):
            raise InputError(f"年份“{year}”不对，请写四位数字，如 {datetime.now().year}；不确定就留空。")
        return {
            "track": cast(Track, track) if track in get_args(Track) else None,
            "stage": cast(Stage, stage) if stage in get_args(Stage) else None,
            "round": int(year) if year else None,
        }

    def _tracks(self) -> list[tuple[str, str]]:
        return [("自动识别", AUTOMATIC), *((info.name, info.id) for info in self.pack.info.tracks)]

    def _stages(self) -> list[tuple[str, str]]:
        return [("自动识别", AUTOMATIC), *((name, stage) for stage, name in self.pack.info.stages.items())]


def _is_missing(row: MaterialRow, report: CheckReport) -> bool:
    """Whether the report says that a material is not there; one that no file holds may be written in another."""
    told = (found for found in report.findings if found.check.endswith("missing"))
    return any(row.name in found.message or found.check == f"{row.id}.missing" for found in told)


def _buttons(running: bool) -> tuple[Any, Any]:
    return gr.Button(interactive=not running), gr.Button(visible=running)
