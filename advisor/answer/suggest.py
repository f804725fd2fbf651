"""Facts a model believes to have read in a question. They decide nothing: each becomes a question to the asker.

A model that reads wrongly would otherwise turn a verdict. What the asker confirms is the asker's own fact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from advisor.answer.masking import mask
from advisor.answer.model import Writer
from advisor.domain import Answer, AskBack
from advisor.errors import ModelError
from advisor.pack.facts import FactSpec
from advisor.pack.model import Pack
from ingest.document import Frozen

_LIST = re.compile(r"\[.*\]", re.DOTALL)
_LONGEST_REPLY = 2000
_LONGEST_WORDS = 40
_MOST = 3
_HAVE = ("有", "没有")


class _Read(Frozen):
    fact: str
    value: str
    words: str


def suggest(answer: Answer, writer: Writer, pack: Pack) -> tuple[tuple[AskBack, ...], str]:
    """What to ask back, the model's readings first, and a note for the trace.

    A reading counts when its fact is open, its value one of the fact's, and its words stand in the question.
    """
    wanted = _open_facts(answer, pack)
    if writer.reading is None or not wanted:
        return answer.ask_back, ""
    question = mask(answer.question)
    listed = "\n".join(f"- {spec.name}：{spec.label}（{' / '.join(_options(spec))}）" for spec in wanted)
    try:
        reply = _reply(writer, writer.reading.fill(question=question, facts=listed))
    except ModelError as error:
        return answer.ask_back, f"model: 读事实时{error}"
    asked = tuple(_questions(_readings(reply), wanted, question))[:_MOST]
    taken = {each.fact for each in asked}
    rest = tuple(each for each in answer.ask_back if each.fact not in taken)
    return (*asked, *rest)[: max(_MOST, len(answer.ask_back))], f"model: 读出 {len(asked)} 项，请对方确认"


def _open_facts(answer: Answer, pack: Pack) -> list[FactSpec]:
    """The facts that open, decisive conditions turn on, of the kinds that are answered by choosing."""
    if answer.verdict is None:
        return []
    known = {fact.name for fact in answer.facts}
    open_rows = {row.id for row in answer.verdict.criteria if row.outcome == "unknown"}
    wanted = (row for row in pack.criteria if row.id in open_rows and row.decisive)
    names = dict.fromkeys(name for row in wanted for name in row.facts)
    specs = [spec for name in names if name not in known and (spec := pack.fact(name))]
    return [spec for spec in specs if spec.kind == "have" or (spec.kind == "choice" and spec.values)]


def _options(spec: FactSpec) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.label for value in spec.choices)) or _HAVE


def _reply(writer: Writer, prompt: str) -> str:
    reply = ""
    for piece in writer.reply(prompt):
        reply += piece
        if len(reply) > _LONGEST_REPLY:
            raise ModelError("写个没完")
    return reply


def _readings(reply: str) -> Iterator[_Read]:
    """The items of the reply that have the right shape; the others are dropped one by one."""
    match = _LIST.search(reply)
    try:
        items = TypeAdapter(list[Any]).validate_python(json.loads(match[0])) if match else []
    except (json.JSONDecodeError, ValidationError):
        return
    for item in items:
        try:
            yield _Read.model_validate(item)
        except ValidationError:
            continue


def _questions(readings: Iterator[_Read], wanted: Sequence[FactSpec], question: str) -> Iterator[AskBack]:
    open_specs = {spec.name: spec for spec in wanted}
    for reading in readings:
        spec = open_specs.get(reading.fact)
        if spec is None or reading.value not in _options(spec):
            continue
        if not 2 <= len(reading.words) <= _LONGEST_WORDS or reading.words not in question:
            continue
        del open_specs[spec.name]
        others = tuple(option for option in _options(spec) if option != reading.value)
        yield AskBack(
            fact=spec.name,
            question=f"您说“{reading.words}”，“{spec.label}”一项是“{reading.value}”吗？",
            options=(reading.value, *others),
        )
