"""问一问: the conversation, its clauses beside it, and the fact sheet that goes along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import structlog
from pydantic import ValidationError

from advisor import service
from advisor.pack import Pack
from advisor.web.conversation import Conversation, Turn
from advisor.web.facts import Sheet
from advisor.web.faults import explain
from advisor.web.keep import Keep
from advisor.web.library import Library
from advisor.web.render import bridge, render
from advisor.web.toolkit import gr

log = structlog.get_logger(__name__)
EVERY_FACT = "*"
"""what bridge.js names to empty the sheet"""


class Shown(NamedTuple):
    """What an event puts on the page, in the order of its fields; what is left out stays as it is."""

    question: Any = gr.skip()
    conversation: Any = gr.skip()
    sheet: Any = gr.skip()
    talk: Any = gr.skip()
    facts: Any = gr.skip()
    send: Any = gr.skip()
    stop: Any = gr.skip()


class Latest:
    """Which answer a session waits for: a generator that waits inside a step cannot be cancelled, only outdated.

    Gradio hands the same object to every event of a session.
    """

    def __init__(self) -> None:
        self.number = 0

    def next(self) -> int:
        """Outdate the answer before and number the new one."""
        self.number += 1
        return self.number


class AskTab:
    """Builds the tab and answers its events. Holds nothing of a visitor: that is in the session's state."""

    id = "ask"
    name = "问一问"

    def __init__(self, pack: Pack, library: Library) -> None:
        self.pack = pack
        self.library = library

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        self.talk = gr.State(Conversation())
        self.facts = gr.State(Sheet())
        self.latest = gr.State(Latest())
        self.conversation = gr.HTML(
            self._shown(Conversation(), kept=False),
            js_on_load=bridge("ask", "reply"),
            apply_default_css=False,
            elem_id="conversation",
        )
        with gr.Column(elem_id="composer"):
            self.sheet = gr.HTML(
                self._sheet(Sheet()),
                js_on_load=bridge("fill", "clear"),
                apply_default_css=False,
                elem_id="sheet",
            )
            with gr.Row(elem_id="composer-row"):
                self.question = gr.Textbox(
                    placeholder="请输入问题，回车发送",
                    label="问题",
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    scale=1,
                    elem_id="question",
                )
                with gr.Column(scale=0, min_width=88, elem_id="send-place"):
                    self.send = gr.Button("提问", variant="primary", elem_id="send")
                    self.stop = gr.Button("停止", visible=False, elem_id="stop")
                self.restart = gr.Button("新对话", scale=0, min_width=88, elem_id="restart")
        self._connect()

    def _connect(self) -> None:
        shown = [
            self.question,
            self.conversation,
            self.sheet,
            self.talk,
            self.facts,
            self.send,
            self.stop,
        ]
        states = [self.talk, self.facts, self.latest]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # What is sent while an answer is still on its way waits for it; by default it would be dropped unsaid.
        posed = gr.on(
            [self.question.submit, self.send.click],
            self.pose,
            [self.question, *states],
            shown,
            trigger_mode="always_last",
            **quiet,
        )
        posed_example = self.conversation.ask(self.pose_example, states, shown, **quiet)
        # A fact that was asked back for replaces the answer it belongs to, be it fully worded or not.
        replied = self.conversation.reply(
            self.complete, states, shown, cancels=[posed, posed_example], **quiet
        )
        running = [posed, posed_example, replied]
        self.stop.click(self.halt, [self.talk, self.latest], shown, cancels=running, **quiet)
        self.restart.click(self.begin, self.latest, shown, cancels=running, **quiet)
        for event in (self.sheet.fill, self.sheet.clear):
            event(self.fill, self.facts, [self.facts, self.sheet], **quiet)
        Keep(self.id).restore(self.restore, [self.talk, self.conversation])
        Keep("sheet").restore(self.restore_sheet, [self.facts, self.sheet])

    def pose(self, question: str, talk: Conversation, facts: Sheet, latest: Latest) -> Iterator[Shown]:
        """Answer what was typed; an empty question changes nothing."""
        length = len(question.strip())
        if not 0 < length <= service.LONGEST_QUESTION:
            _refuse(length)
            yield Shown()
            return
        yield from self._answer(Turn(question=question.strip()), talk, facts, latest)

    def pose_example(
        self, talk: Conversation, facts: Sheet, latest: Latest, event: gr.EventData
    ) -> Iterator[Shown]:
        """Answer an example, or ask a question again in the place of the turn that failed."""
        question = str(event.question)
        last = talk.turns[-1] if talk.turns else None
        again = last is not None and last.question == question and last.answer is None
        yield from self._answer(
            Turn(question=question), talk.without_last() if again else talk, facts, latest
        )

    def complete(
        self, talk: Conversation, facts: Sheet, latest: Latest, event: gr.EventData
    ) -> Iterator[Shown]:
        """Put the fact that was asked back for on the sheet and answer the last question anew."""
        spec = self.pack.fact(str(event.fact))
        if spec is None or not talk.turns:
            yield Shown()
            return
        option = str(event.option)
        last = talk.turns[-1]
        turn = Turn(question=last.question, added=(*last.added, (spec.label, option)))
        yield from self._answer(turn, talk.without_last(), facts.tell(spec.name, option), latest)

    def fill(self, facts: Sheet, event: gr.EventData) -> tuple[Sheet, str]:
        """Change one line of the sheet, or empty it."""
        name = str(event.fact)
        facts = Sheet() if name == EVERY_FACT else facts.tell(name, str(event.option).strip())
        return facts, self._sheet(facts)

    def halt(self, talk: Conversation, latest: Latest) -> Shown:
        """Stop the answer: what has come of it stays, what has not is said to be stopped."""
        latest.next()
        if talk.turns:
            talk = talk.without_last().plus(talk.turns[-1].model_copy(update={"stopped": True}))
        return Shown(conversation=self._shown(talk), talk=talk, **_buttons(running=False))

    def begin(self, latest: Latest) -> Shown:
        """Start a new conversation; the facts go with it."""
        latest.next()
        talk, facts = Conversation(), Sheet()
        return Shown("", self._shown(talk), self._sheet(facts), talk, facts, **_buttons(running=False))

    def restore(self, kept: str) -> tuple[Any, Any]:
        """The conversation as it was before the page was loaded again; nothing when there was none."""
        try:
            talk = Conversation.read(kept) if kept else Conversation()
        except ValidationError as fault:
            # Written by an earlier release: the visitor begins anew.
            log.info("page.conversation_not_restored", faults=fault.error_count())
            talk = Conversation()
        return (talk, self._shown(talk)) if talk.turns else (gr.skip(), gr.skip())

    def restore_sheet(self, kept: str) -> tuple[Any, Any]:
        """The fact sheet as it was before the page was loaded again."""
        try:
            facts = Sheet.model_validate_json(kept) if kept else Sheet()
        except ValidationError as fault:
            log.info("page.sheet_not_restored", faults=fault.error_count())
            facts = Sheet()
        return (facts, self._sheet(facts)) if facts != Sheet() else (gr.skip(), gr.skip())

    def _answer(self, turn: Turn, before: Conversation, facts: Sheet, latest: Latest) -> Iterator[Shown]:
        number = latest.next()
        talk = before.plus(turn)
        yield Shown("", self._shown(talk), self._sheet(facts), talk, facts, **_buttons(running=True))
        try:
            # Each answer that comes is whole and true; with a model, the later ones are only better worded.
            for answer in service.ask_stream(turn.question, history=before.history(), facts=facts.told):
                if latest.number != number:
                    break
                turn = turn.model_copy(update={"answer": answer})
                talk = before.plus(turn)
                yield Shown(conversation=self._shown(talk), talk=talk)
        except Exception as error:
            turn = turn.model_copy(update={"error": explain(error)})
        if latest.number != number:
            # At its end the page is given once more what was given last: that must be nothing.
            yield Shown()
            return
        talk, facts = before.plus(turn), facts.see(turn.answer, self.pack)
        yield Shown(
            conversation=self._shown(talk),
            sheet=self._sheet(facts),
            talk=talk,
            facts=facts,
            **_buttons(running=False),
        )

    def _sheet(self, facts: Sheet, kept: bool = True) -> str:
        return render("sheet", fields=facts.fields(self.pack), kept=facts.model_dump_json() if kept else None)

    def _shown(self, talk: Conversation, kept: bool = True) -> str:
        return render(
            "conversation",
            turns=talk.turns,
            library=self.library,
            examples=self.pack.examples,
            kept=talk.written() if kept else None,
        )


def _buttons(running: bool) -> dict[str, Any]:
    return {"send": gr.Button(interactive=not running), "stop": gr.Button(visible=running)}


def _refuse(length: int) -> None:
    """Say why this is no question; what was typed stays in its place."""
    if length == 0:
        gr.Info("请先写下要问的事。")
    else:
        most = service.LONGEST_QUESTION
        gr.Warning(f"这里有 {length} 字，一次最多问 {most} 字；整份材料请用“材料预审”。")
