"""Questions a language model makes up for each passage when it is indexed: words of the asker's kind beside the text's.

They help to find a passage and appear nowhere. What was made up is kept, so that each passage is asked about once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from advisor.errors import ModelError
from advisor.retrieval.passages import Passage

Asker = Callable[[str, int], str]
"""Called with a passage's text and how many questions are wanted; the model's reply. Raises ModelError."""
Progress = Callable[[int, int, str], None]

_FILE = "asks.jsonl"
_PATIENCE = 3
"""failures in a row after which the model is left alone until the next time"""
_NUMBER = re.compile(r"^[\s\-*•·]*(?:[（(]?\d{1,2}[）).、．:：]?\s*|问题?\s*\d*[:：])?\s*")
_LONGEST, _SHORTEST = 60, 4


def with_asks(passages: Sequence[Passage], folder: Path) -> list[Passage]:
    """The passages with the questions kept for them."""
    known = _read(folder)
    return [replace(each, asks=asks) if (asks := known.get(_key(each))) else each for each in passages]


def make_up(
    passages: Sequence[Passage], folder: Path, asker: Asker, count: int, progress: Progress | None = None
) -> str:
    """Have questions made up for the passages that have none yet; a remark in Chinese when the model gave up.

    A reply without a question counts as an answer: the passage is not asked about again.
    """
    known = _read(folder)
    missing = [passage for passage in passages if _key(passage) not in known]
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    with (folder / _FILE).open("a", encoding="utf-8") as kept:
        for done, passage in enumerate(missing, 1):
            try:
                asks = questions_in(asker(f"{passage.context}\n{passage.words}", count), count)
            except ModelError as error:
                failed += 1
                if failed >= _PATIENCE:
                    return f"模型{error}，还有 {len(missing) - done + 1} 段没有拟问法，下次再拟"
                continue
            failed = 0
            kept.write(json.dumps([_key(passage), asks], ensure_ascii=False) + "\n")
            kept.flush()
            if progress is not None:
                progress(done, len(missing), "拟问法")
    return ""


def questions_in(reply: str, count: int) -> list[str]:
    """The questions of a reply, one a line; what is no question of reasonable length is left out."""
    lines = (_NUMBER.sub("", line).strip() for line in reply.splitlines())
    asked = [line for line in lines if _SHORTEST <= len(line) <= _LONGEST and line.endswith(("？", "?"))]
    return list(dict.fromkeys(asked))[:count]


def _key(passage: Passage) -> str:
    return f"{passage.clause.id}\n{passage.words}"


def _read(folder: Path) -> dict[str, tuple[str, ...]]:
    """What is kept; a line cut off by a kill is left out."""
    file = folder / _FILE
    found: dict[str, tuple[str, ...]] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        try:
            key, asks = json.loads(line)
        except ValueError:
            continue
        found[key] = tuple(asks)
    return found
