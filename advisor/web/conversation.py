"""A visitor's conversation: one value that goes from event to event, to the browser and back."""

from __future__ import annotations

from advisor.domain import Answer
from ingest.document import Frozen

LONGEST = 30
"""turns kept across a reload; a browser's store is small"""


class Turn(Frozen):
    """A question with its answer (None while it is being found) or what went wrong instead."""

    question: str
    answer: Answer | None = None
    error: str | None = None
    stopped: bool = False
    added: tuple[tuple[str, str], ...] = ()


class Conversation(Frozen):
    """The turns in order. The fact sheet is kept apart: it is changed while an answer is on its way."""

    turns: tuple[Turn, ...] = ()

    def plus(self, turn: Turn) -> Conversation:
        """With one more turn."""
        return self.model_copy(update={"turns": (*self.turns, turn)})

    def without_last(self) -> Conversation:
        """Before its last turn."""
        return self.model_copy(update={"turns": self.turns[:-1]})

    def history(self) -> list[dict[str, str]]:
        """What was said so far, as a question that leans on it needs it."""
        said = []
        for turn in self.turns:
            if turn.answer is not None:
                said.append({"role": "user", "content": turn.question})
                said.append({"role": "assistant", "content": turn.answer.answer})
        return said

    def written(self) -> str:
        """As text for the browser, the latest turns; empty for an empty conversation."""
        if not self.turns:
            return ""
        latest = self.model_copy(update={"turns": self.turns[-LONGEST:]})
        return latest.model_dump_json(by_alias=True, exclude_computed_fields=True)

    @classmethod
    def read(cls, text: str) -> Conversation:
        """What `written` wrote; a turn that was cut off by the reload counts as stopped. Raises ValidationError."""
        found = cls.model_validate_json(text)
        turns = tuple(
            turn if turn.answer or turn.error else turn.model_copy(update={"stopped": True})
            for turn in found.turns
        )
        return found.model_copy(update={"turns": turns})
