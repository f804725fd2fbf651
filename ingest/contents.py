"""Tables of contents that no field or style tells: typed lines, and those of PDFs and scans."""

from __future__ import annotations

import re

from ingest.document import Block

_TITLE = re.compile(r"目\s*[录次]")
_PAGE = r"[-—(（]?(?P<page>\d{1,4})[-—)）]?"
_LED = re.compile(rf"(?:[.…·．・‥]{{2,}}|…|\t|\s{{2,}})\s*{_PAGE}\s*$")
"""What leads to the number of a page, and the number."""
_BROKEN_OFF = re.compile(r"\s*(?:[.·．・‥]{2,}|…)\s*$")
"""A leader whose number was not recognised."""
_BLANK = re.compile(rf"[\s.…·．・‥_]*(?:{_PAGE})?\s*")
"""Nothing, or a number that was recognised apart from what it is led to from."""
_TAIL = re.compile(rf"[\s.…·．・‥_]*(?:{_PAGE})?\s*$")
_TEXT = re.compile(r"[。；;！？]|[：:]")
_SENTENCE = re.compile(rf"[，,]|{_TEXT.pattern}")
"""What an entry without its page hardly has, as against a line of the text."""
_SHORT = 60
"""Characters of a line at most."""
_APART = 2
"""Lines that are none of the contents, one behind the other, by which they have ended."""
_NO_HEADING = {"kind": "paragraph", "level": None, "cells": ()}


def mark_contents(blocks: list[Block]) -> list[Block]:
    """The lines below 目录 flagged as contents: they lead to a page, come again later as headings, or are recognised lines
    between two that do. The first that is there a second time begins the text."""
    at = next((i for i, block in enumerate(blocks) if _TITLE.fullmatch(block.text.strip())), None)
    if at is None:
        return blocks
    last = {_words(b.text): i for i, b in enumerate(blocks) if b.kind == "heading" and len(b.text) <= _SHORT}
    marked, entries, strange, bare = list(blocks), set[str](), list[int](), list[int]()
    for index in range(at + 1, len(blocks)):
        block = blocks[index]
        if block.kind in {"header", "footer", "image"} or _BLANK.fullmatch(block.text):
            bare += [index] if block.kind == "paragraph" and block.text.strip() else []
            continue
        names = _named(block)
        led = all(_leads(line.strip(), block) for line in block.text.splitlines())
        again = block.kind != "table" and all(last.get(name, 0) > index for name in names)
        if not led and entries & set(names):
            break
        if not (led or again):
            strange.append(index)
            if len(strange) == _APART:
                break
            continue
        for each in (*bare, *(lost for lost in strange if _could_lead(blocks[lost])), index):
            marked[each] = blocks[each].model_copy(
                update=_NO_HEADING | {"flags": blocks[each].flags | {"toc"}}
            )
            entries.update(name for name in _named(blocks[each]) if name)
        strange.clear()
        bare.clear()
    return marked


def _named(block: Block) -> list[str]:
    """What its lines name, without what leads to a page."""
    return [_words(_TAIL.sub("", line.strip())) for line in block.text.splitlines()]


def _could_lead(block: Block) -> bool:
    """Whether a recognised line may be one whose leader and page were lost."""
    return block.kind == "paragraph" and _recognised(block)


def _recognised(block: Block) -> bool:
    """Whether a line is a recognised one that is no sentence."""
    return block.confidence is not None and len(block.text) <= _SHORT and not _SENTENCE.search(block.text)


def _leads(line: str, block: Block) -> bool:
    """Whether a line leads to the number of a page, or where one stood that was not recognised."""
    found = _LED.search(line) or (_BROKEN_OFF.search(line) if _recognised(block) else None)
    return (
        found is not None and len(line[: found.start()]) <= _SHORT and not _TEXT.search(line[: found.start()])
    )


def _words(text: str) -> str:
    """What recognition reads alike in the contents and above the text: letters and digits."""
    return re.sub(r"[\W_]", "", text)
