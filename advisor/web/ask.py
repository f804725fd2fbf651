"""问一问: the conversation, its clauses beside it, and the fact sheet that goes along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from advisor import service
from advisor.domain import Answer
from advisor.pack import Pack
from advisor.pack.examples import examples_of
from advisor.web.facts import Sheet
from advisor.web.faults import explain
from advisor.web.library import Library
from advisor.web.render import asset, render
from advisor.web.toolkit import gr

EVERY_FACT = "*"
"""what bridge.js names to empty the sheet"""


@dataclass(frozen=True)
class Turn:
    """A question with its answer (None while it is being found) or what went wrong instead."""

    question: str
    answer: Answer | None = None
    error: str | None = None
    added: tuple[tuple[str, str], ...] = ()


class AskTab:
    """Builds the tab and answers its events. Holds nothing of a visitor: that is in the session's states."""

    id = "ask"
    name = "问一问"

    def __init__(self, pack: Pack, library: Library) -> None:
        self.pack = pack
        self.library = library
        self.examples = examples_of(pack)

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        self.turns = gr.State([])
        self.facts = gr.State(Sheet())
        bridge = asset("bridge.js")
        self.conversation = gr.HTML(
            self._conversation([]), js_on_load=bridge, apply_default_css=False, elem_id="conversation"
        )
        with gr.Column(elem_id="composer"):
            self.sheet = gr.HTML(
                self._sheet(Sheet()), js_on_load=bridge, apply_default_css=False, elem_id="sheet"
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
                self.send = gr.Button("提问", variant="primary", scale=0, min_width=88, elem_id="send")
                self.restart = gr.Button("新对话", scale=0, min_width=88, elem_id="restart")
        self._connect()

    def _connect(self) -> None:
        shown = [self.question, self.conversation, self.sheet, self.turns, self.facts]
        typed = [self.question, self.turns, self.facts]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on([self.question.submit, self.send.click], self.pose, typed, shown, **quiet)
        states = [self.turns, self.facts]
        self.conversation.ask(self.pose_example, states, shown, **quiet)
        self.conversation.reply(self.complete, states, shown, **quiet)
        self.restart.click(self.begin, None, shown, **quiet)
        for event in (self.sheet.fill, self.sheet.clear):
            event(self.fill, self.facts, [self.facts, self.sheet], **quiet)

    def pose(self, question: str, turns: list[Turn], facts: Sheet) -> Iterator[tuple[Any, ...]]:
        """Answer what was typed; an empty question changes nothing."""
        length = len(question.strip())
        if not 0 < length <= service.LONGEST_QUESTION:
            _refuse(length)
            yield (gr.skip(),) * 5
            return
        yield from self._answer(Turn(question.strip()), turns, facts)

    def pose_example(self, turns: list[Turn], facts: Sheet, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """Answer an example, or ask a question again."""
        yield from self._answer(Turn(str(event.question)), turns, facts)

    def complete(self, turns: list[Turn], facts: Sheet, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """Put the fact that was asked back for on the sheet and answer the last question anew."""
        spec = self.pack.fact(str(event.fact))
        if spec is None or not turns:
            yield (gr.skip(),) * 5
            return
        option = str(event.option)
        added = (*turns[-1].added, (spec.label, option))
        turn = Turn(turns[-1].question, added=added)
        yield from self._answer(turn, turns[:-1], facts.tell(spec.name, option))

    def fill(self, facts: Sheet, event: gr.EventData) -> tuple[Sheet, str]:
        """Change one fact of the sheet, or empty it."""
        name = str(event.fact)
        if name == EVERY_FACT:
            facts = Sheet()
        elif self.pack.fact(name) is not None:
            facts = facts.tell(name, str(event.option).strip())
        return facts, self._sheet(facts)

    def begin(self) -> tuple[Any, ...]:
        """Start a new conversation; the facts go with it."""
        return "", self._conversation([]), self._sheet(Sheet()), [], Sheet()

    def _answer(self, turn: Turn, before: list[Turn], facts: Sheet) -> Iterator[tuple[Any, ...]]:
        turns = [*before, turn]
        yield "", self._conversation(turns), self._sheet(facts), turns, facts
        try:
            # Each answer that comes is whole and true; with a model, the later ones are only better worded.
            for answer in service.ask_stream(turn.question, history=_history(before), facts=facts.told):
                turn = replace(turn, answer=answer)
                yield gr.skip(), self._conversation([*before, turn]), gr.skip(), gr.skip(), gr.skip()
        except Exception as error:
            turn = replace(turn, error=explain(error))
        else:
            facts = facts.see(turn.answer.facts if turn.answer else (), self.pack.facts)
        turns = [*before, turn]
        yield gr.skip(), self._conversation(turns), self._sheet(facts), turns, facts

    def _sheet(self, facts: Sheet) -> str:
        return facts.html(self.pack.facts)

    def _conversation(self, turns: list[Turn]) -> str:
        return render("conversation", turns=turns, library=self.library, examples=self.examples)


def _history(turns: list[Turn]) -> list[dict[str, str]]:
    said = []
    for turn in turns:
        if turn.answer is not None:
            said.append({"role": "user", "content": turn.question})
            said.append({"role": "assistant", "content": turn.answer.answer})
    return said


def _refuse(length: int) -> None:
    """Say why this is no question; what was typed stays in its place."""
    if length == 0:
        gr.Info("请先写下要问的事。")
    else:
        most = service.LONGEST_QUESTION
        gr.Warning(f"这里有 {length} 字，一次最多问 {most} 字；整份材料请用“材料预审”。")
