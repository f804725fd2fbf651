"""A model words what was decided: sentence by sentence, each verified before anybody sees it.

The composed answer is taken apart into what stays as it is (the verdict, quotes, whom to ask, clause marks
and the signs around them) and statements that rest on a clause. Only the statements go to the model. What
comes back takes the place of its statement when it says the same; else, or when nothing comes, the
statement stands.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from advisor.answer.masking import mask
from advisor.answer.model import Writer
from advisor.answer.normal import is_english
from advisor.answer.suggest import suggest
from advisor.answer.verify import objections, wording_of
from advisor.domain import Answer, Clause
from advisor.errors import ModelError
from advisor.pack.model import Pack

_MARKS = re.compile(r"(?:\[[\w.:-]+\])+")
_STATEMENT = re.compile(r"([。！？；，、：]?)([^。！？]*)\Z")
_REPLY = re.compile(r"^[\s>*#-]*[（(〔【\[]?(\d{1,2})[.．、:：)）〕】\]]+\s*(\S.*)$")
_THINKING = "<think>"
_THOUGHT = re.compile(rf"{_THINKING}.*?</think>", re.DOTALL)
_ENDS = "。；;，,、 　\n"
_SHORTEST = 12
"""characters; a shorter statement cannot be said better"""
_LONGEST_QUESTION = 300
_ROOM, _LEAST_ROOM = 2, 60
"""a line longer than so many times its statement, and so many characters more, will not end"""


@dataclass(frozen=True)
class Statement:
    """A statement that may be worded anew, with the clauses it rests on."""

    text: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Worded:
    """The answer as far as it is worded, the rest as composed, and what happened."""

    text: str
    notes: tuple[str, ...] = ()
    failed: bool = False
    """the reply broke off: the model is not to be asked again for this answer"""


Piece = str | Statement


def take_apart(text: str, pack: Pack, first_line: bool = True) -> list[Piece]:
    """The answer as pieces that join to it again; with `first_line` False its first line stays as it is."""
    pieces: list[Piece] = []
    for number, line in enumerate(text.splitlines(keepends=True)):
        if number == 0 and not first_line:
            pieces.append(line)
            continue
        start = 0
        for marks in _MARKS.finditer(line):
            pieces += _split(line[start : marks.start()], marks[0], pack)
            start = marks.end()
        pieces.append(line[start:])
    return [piece for piece in pieces if piece != ""]


def _split(before: str, marks: str, pack: Pack) -> list[Piece]:
    """What stands before the marks of a clause: text to keep, then the statement the marks belong to."""
    match = _STATEMENT.search(before)
    clauses = [pack.clause(path) for path in re.findall(r"\[([\w.:-]+)\]", marks)]
    known = tuple(clause for clause in clauses if clause is not None)
    statement = match[2] if match else ""
    if match is None or len(known) < len(clauses) or not _wordable(statement):
        return [before, marks]
    return [before[: match.start(2)], Statement(statement, known), marks]


def _wordable(text: str) -> bool:
    """Whether there is enough to word outside quotation marks, and no quotation is cut in two."""
    outside = re.sub(r"“[^“”]*”", "", text)
    return len(outside) >= _SHORTEST and not re.search(r"[“”\n]", outside)


def word_answer(composed: Answer, writer: Writer, pack: Pack) -> Iterator[Answer]:
    """The composed answer at once, then with one more sentence in the model's words each time.

    Each is whole and true; the last one is final. Only the text and the trace change. A refusal, and an answer
    in English, are never shown to the model.
    """
    began = time.perf_counter()
    if composed.refused or is_english(composed.question):
        yield composed
        return
    last = Worded(composed.answer)
    for last in word(composed.answer, composed.question, writer, pack, composed.verdict is None):
        yield _with(composed, last, writer, began)
    if writer.reading is not None and not last.failed:
        ask_back, note = suggest(composed, writer, pack)
        noted = Worded(last.text, (*last.notes, note)) if note else last
        yield _with(composed, noted, writer, began).model_copy(update={"ask_back": ask_back})


def _with(composed: Answer, worded: Worded, writer: Writer, began: float) -> Answer:
    """The composed answer with its text worded and its trace continued."""
    spent = round((time.perf_counter() - began) * 1000)
    trace = composed.trace.model_copy(
        update={
            "model": writer.name,
            "elapsed_ms": composed.trace.elapsed_ms + spent,
            "notes": (*composed.trace.notes, *worded.notes),
        }
    )
    return composed.model_copy(update={"answer": worded.text, "trace": trace})


def word(text: str, question: str, writer: Writer, pack: Pack, first_line: bool = True) -> Iterator[Worded]:
    """The answer, at first as it was composed, then with one more sentence in the model's words each time.

    `first_line` False keeps the first line (a verdict, a correction) as it is.
    """
    pieces = take_apart(text, pack, first_line)
    statements = [piece for piece in pieces if isinstance(piece, Statement)]
    if not statements:
        yield Worded(text, ("model: 没有可以润色的句子",))
        return
    yield Worded(text)
    wording, said = wording_of(pack), [piece if isinstance(piece, str) else piece.text for piece in pieces]
    with closing(_Reply(statements, question, writer)) as reply:
        for place, piece in enumerate(pieces):
            if isinstance(piece, str):
                continue
            worded = reply.next_for(piece)
            faults = objections(worded, piece.text, piece.clauses, wording) if worded else []
            reply.judged(faults)
            if worded and not faults and worded != piece.text:
                said[place] = worded
                reply.taken += 1
                yield Worded("".join(said), tuple(reply.notes))
    yield Worded(
        "".join(said), (*reply.notes, f"model: {len(statements)} 句中改写 {reply.taken} 句"), reply.failed
    )


class _Reply:
    """The model's reply, read statement by statement; why it broke off goes to the notes."""

    def __init__(self, statements: Sequence[Statement], question: str, writer: Writer) -> None:
        self.notes: list[str] = []
        self.number = self.taken = 0
        self.failed = False
        self._lines = _lines(statements, question, writer)
        self._held: tuple[int, str] | None = (0, "")

    def next_for(self, statement: Statement) -> str:
        """What the reply says for the next statement, empty when nothing."""
        self.number += 1
        while self._held is not None and self._held[0] < self.number:
            try:
                self._held = next(self._lines, None)
            except ModelError as error:
                self.notes.append(f"model: {error}，其余用原句")
                self._held, self.failed = None, True
        if self._held is None or self._held[0] != self.number:
            return ""
        return self._held[1]

    def judged(self, faults: Sequence[str]) -> None:
        """Note why what was said for the last statement may not stand."""
        if faults:
            self.notes.append(f"model: 第 {self.number} 句退回：{'，'.join(faults)}")

    def close(self) -> None:
        """End the call, wherever it is."""
        self._lines.close()


def _lines(
    statements: Sequence[Statement], question: str, writer: Writer
) -> Generator[tuple[int, str], None, None]:
    """The sentences of the reply with their numbers, as they come. Raises ModelError."""
    listed = "\n".join(f"{number}. {mask(each.text)}" for number, each in enumerate(statements, start=1))
    asked = " ".join(mask(question).split())[:_LONGEST_QUESTION]
    longest = _ROOM * max(len(each.text) for each in statements) + _LEAST_ROOM
    reply, done = "", 0
    with closing(writer.reply(writer.prompt.fill(question=asked, statements=listed))) as pieces:
        for piece in pieces:
            reply = _THOUGHT.sub("", reply + piece)
            if _THINKING in reply:
                continue
            *lines, rest = reply[done:].split("\n")
            done = len(reply) - len(rest)
            if len(rest) > longest or done > longest * (len(statements) + 1):
                raise ModelError("写个没完")
            yield from _numbered(lines, len(statements))
    if not reply.strip():
        raise ModelError("什么也没有写")
    yield from _numbered([reply[done:]], len(statements))
    if len(statements) == 1 and not any(map(_REPLY.match, reply.splitlines())):
        yield 1, _bare(reply)


def _numbered(lines: Sequence[str], count: int) -> Iterator[tuple[int, str]]:
    """The lines that carry the number of a statement."""
    for line in lines:
        match = _REPLY.match(line)
        if match and 1 <= int(match[1]) <= count:
            yield int(match[1]), _bare(match[2])


def _bare(line: str) -> str:
    """A line without emphasis and without the sign it ends in, which is ours to set."""
    return re.sub(r"[*`]", "", line).strip(_ENDS)
