"""年度报告与备案: evidence in, what is missing asked one by one, the paper out with the source of every value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from advisor import service
from advisor.domain import Track
from advisor.drafting.model import Draft
from advisor.drafting.outline import has_outlines, load_book
from advisor.drafting.trace import Ask
from advisor.errors import InputError
from advisor.pack import Pack
from advisor.paperwork.draft import Commission, Manuscript
from advisor.web.faults import explain
from advisor.web.library import Library
from advisor.web.render import bridge, render
from advisor.web.toolkit import gr
from advisor.web.upload import Reading, follow, staged

UNKNOWN = ""
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True)
class Sitting:
    """One visitor's paper under way: what was passed over, and the fact that is asked for again."""

    manuscript: Manuscript
    skipped: frozenset[str] = field(default_factory=frozenset)
    again: str = ""
    written: Draft | None = None


class DraftTab:
    """Builds the tab and answers its events. Holds nothing of a visitor: that is in the session's state."""

    id = "draft"
    name = "年度报告与备案"

    def __init__(self, pack: Pack, library: Library) -> None:
        self.pack = pack
        self.library = library

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context; a pack without outlines has nothing to write."""
        if not has_outlines(self.pack):
            gr.HTML(
                render("failure", text="这个知识包没有文稿提纲，不能起草。"),
                js_on_load=None,
                apply_default_css=False,
            )
            return
        self.book = load_book(self.pack)
        self.sitting = gr.State(None)
        with gr.Row(elem_id="draft"):
            with gr.Column(scale=0, min_width=340, elem_id="draft-form"):
                self._form()
            with gr.Column(scale=1, min_width=320):
                with gr.Row(visible=False, elem_id="draft-tools") as self.tools:
                    self.write = gr.Button("写成 Word，并预审", variant="primary", elem_id="write-draft")
                    self.paper = gr.DownloadButton("下载 Word 文稿", visible=False, elem_id="draft-paper")
                    self.keep = gr.DownloadButton("存下事实文件，下次接着写", elem_id="draft-facts")
                self.sheet = gr.HTML(
                    render("draft_intro"),
                    js_on_load=bridge("tell", "skip", "again"),
                    apply_default_css=False,
                    elem_id="draft-sheet",
                )
        self._connect()

    def _form(self) -> None:
        self.kind = gr.Dropdown(self._papers(), value="annual", label="写什么", elem_id="draft-kind")
        changes = [(each.label, each.id) for each in self.book.fact("change_kind").options]
        self.changes = gr.CheckboxGroup(changes, label="变更事项", visible=False, elem_id="draft-changes")
        tracks = [("从材料里认", UNKNOWN), *((info.name, info.id) for info in self.pack.info.tracks)]
        self.track = gr.Dropdown(tracks, value=UNKNOWN, label="平台类型", elem_id="draft-track")
        self.year = gr.Textbox(label="年度", placeholder="从材料里认", max_length=4, elem_id="draft-year")
        self.files = gr.File(
            file_count="multiple",
            label="材料（可多选，或一个压缩包）",
            height=160,
            elem_id="draft-files",
        )
        self.facts = gr.File(
            label="上次的事实文件（没有不选）",
            file_types=[".yaml", ".yml"],
            height=160,
            elem_id="draft-kept",
        )
        self.start = gr.Button("开始", variant="primary", elem_id="start-draft")

    def _connect(self) -> None:
        self.kind.change(
            lambda kind: gr.CheckboxGroup(visible=kind == "change"), self.kind, self.changes, **_QUIET
        )
        inputs = [self.kind, self.changes, self.track, self.year, self.files, self.facts]
        outputs = [self.sitting, self.sheet, self.tools, self.paper, self.keep]
        self.start.click(self.open, inputs, outputs, concurrency_limit=2, concurrency_id="check", **_QUIET)
        for name, step in (("tell", self.tell), ("skip", self.skip), ("again", self.again)):
            getattr(self.sheet, name)(self._taking(step), self.sitting, outputs, **_QUIET)
        self.write.click(self.finish, self.sitting, outputs, concurrency_limit=2, **_QUIET)

    def open(
        self,
        kind: str,
        changes: list[str],
        track: str,
        year: str,
        files: list[str] | None,
        facts: str | None,
    ) -> Iterator[tuple[Any, ...]]:
        """Read the evidence, then ask for what is missing; the progress of every file is shown."""
        try:
            wanted = self._wanted(kind, changes, track, year, facts)
            with staged(files or []) as folder:
                if files:
                    wanted = replace(wanted, sources=(folder,))
                for step in follow(folder, lambda tell: service.manuscript(wanted, tell)):
                    if isinstance(step, Reading):
                        yield gr.skip(), render("progress", reading=step), gr.skip(), gr.skip(), gr.skip()
                    else:
                        yield from self._shown(Sitting(step))
        except Exception as error:
            yield gr.skip(), render("failure", text=explain(error)), gr.skip(), gr.skip(), gr.skip()

    def tell(self, sitting: Sitting, event: Any) -> Sitting:
        """Take an answer. Raises InputError saying what was expected."""
        sitting.manuscript.tell(str(event.fact), str(event.value))
        return replace(sitting, again="", written=None)

    def skip(self, sitting: Sitting, event: Any) -> Sitting:
        """Pass over a question."""
        return replace(sitting, skipped=sitting.skipped | {str(event.fact)}, again="")

    def again(self, sitting: Sitting, event: Any) -> Sitting:
        """Ask once more for a fact that is known, or that was passed over."""
        return replace(sitting, again=str(event.fact))

    def _taking(self, step: Callable[[Sitting, Any], Sitting]) -> Callable[..., Iterator[tuple[Any, ...]]]:
        def take(sitting: Sitting | None, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
            if sitting is None:
                return
            try:
                yield from self._shown(step(sitting, event))
            except Exception as error:
                # What was told before still stands; only this step is taken back.
                yield from self._shown(sitting, explain(error))

        return take

    def finish(self, sitting: Sitting | None) -> Iterator[tuple[Any, ...]]:
        """Write the paper, check it, offer both files."""
        if sitting is None:
            return
        try:
            with TemporaryDirectory(prefix="advisor-") as place:
                name = re.sub(r'[\\/:*?"<>|\s]+', "", sitting.manuscript.look().name)
                out = Path(place) / f"{name}（草稿）.docx"
                written = replace(sitting, written=sitting.manuscript.write(out, date.today()))
                yield from self._shown(written, paper=out)
        except Exception as error:
            yield from self._shown(sitting, explain(error))

    def _shown(
        self, sitting: Sitting, fault: str = "", paper: Path | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Everything the tab shows. The files are taken over by Gradio while their folder is still there."""
        draft = sitting.written or sitting.manuscript.look()
        question = self._question(sitting, draft)
        left = [ask for ask in draft.asks if ask.field not in sitting.skipped]
        sheet = render(
            "draft", draft=draft, question=question, left=len(left), fault=fault, library=self.library,
            skipped=[ask for ask in draft.asks if ask.field in sitting.skipped], tracks=self._names(),
            written=sitting.written is not None, uses=list({(u.field, u.label, u.value): u for u in draft.sources}.values()),
        )  # fmt: skip
        with TemporaryDirectory(prefix="advisor-") as place:
            facts = Path(place) / f"{draft.name}的事实文件.yaml"
            sitting.manuscript.keep(facts)
            offered = gr.DownloadButton(value=str(paper), visible=True) if paper else gr.skip()
            if sitting.written is None:
                # A paper written before the last answer is no longer what was told.
                offered = gr.DownloadButton(visible=False)
            yield sitting, sheet, gr.Row(visible=True), offered, gr.DownloadButton(value=str(facts))

    def _question(self, sitting: Sitting, draft: Draft) -> Ask | None:
        if sitting.again:
            return sitting.manuscript.ask(sitting.again)
        return next((ask for ask in draft.asks if ask.field not in sitting.skipped), None)

    def _wanted(self, kind: str, changes: list[str], track: str, year: str, facts: str | None) -> Commission:
        year = (year or "").strip()
        if year and not re.fullmatch(r"20\d\d", year):
            raise InputError(f"年度“{year}”不对，请写四位数字；不确定就留空。")
        paper, _, variant = kind.partition("/")
        return Commission(
            paper,
            Path(facts) if facts else None,
            variant=("、".join(changes) if paper == "change" else variant) or None,
            track=next((each for each in get_args(Track) if each == track), None),
            year=int(year) if year else None,
            pack=self.pack.info.id,
        )

    def _papers(self) -> list[tuple[str, str]]:
        plans = [(each.label, f"plan/{each.id}") for each in self.book.fact("paper").options]
        return [("年度工作报告", "annual"), ("变更备案", "change"), *plans]

    def _names(self) -> dict[str, str]:
        return {info.id: info.name for info in self.pack.info.tracks}
