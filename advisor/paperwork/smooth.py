"""A model smooths the sentences of a paper; what changes a number, a name, a date or the sense is dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from advisor.answer.masking import mask
from advisor.answer.model import Writer, writer_of
from advisor.answer.prompts import load_prompt
from advisor.answer.verify import Wording, objections, wording_of
from advisor.errors import ModelError
from advisor.pack.model import Pack
from advisor.settings import settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LINE = re.compile(r"^\s*(\d{1,3})[.．、:：)）]\s*(\S.*)$")
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_LONGEST = 4
"""a reply longer than so many times what it was given will not end"""


@dataclass
class Smoother:
    """Words sentences anew, each verified against itself; `notes` tell what was dropped and why."""

    writer: Writer
    wording: Wording
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, model: str | BaseChatModel | None, pack: Pack) -> Smoother | None:
        """The smoother for a model; None when none is attached. Raises ConfigurationError."""
        writer = writer_of(model, settings())
        return None if writer is None else cls(writer, wording_of(pack))

    def __call__(self, sentences: Sequence[str]) -> list[str]:
        """The sentences, in the model's words where these say the same; a model that fails changes nothing."""
        prompt = load_prompt(settings().prompts, "draft.word", {"statements"})
        listed = "\n".join(f"{n}. {mask(each)}" for n, each in enumerate(sentences, start=1))
        try:
            reply = self._reply(prompt.fill(statements=listed), _LONGEST * len(listed))
        except ModelError as error:
            self.notes.append(f"model: {error}，全部用原句")
            return list(sentences)
        worded = {int(m[1]): m[2].strip() for line in reply.splitlines() if (m := _LINE.match(line))}
        kept = [self._kept(n, each, worded.get(n, "")) for n, each in enumerate(sentences, start=1)]
        changed = sum(one != other for one, other in zip(kept, sentences, strict=True))
        self.notes.append(f"model: {len(kept)} 句中改写 {changed} 句")
        return kept

    def _reply(self, text: str, longest: int) -> str:
        said = ""
        with closing(self.writer.reply(text)) as pieces:
            for piece in pieces:
                said += piece
                if len(said) > longest:
                    raise ModelError("写个没完")
        return _THOUGHT.sub("", said)

    def _kept(self, number: int, stated: str, worded: str) -> str:
        if not worded or worded == stated:
            return stated
        faults = objections(worded, stated, (), self.wording)
        if faults:
            self.notes.append(f"model: 第 {number} 句退回：{'，'.join(faults)}")
            return stated
        return worded
