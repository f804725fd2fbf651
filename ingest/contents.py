"""Tables of contents that no field or style tells: typed lines, and those of PDFs and scans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Block

_TITLE = re.compile(r"目\s*[录次]")
_LEADER = re.compile(r"[\s.…·．・‥_]+\s*[-—(（]?\d{0,4}[-—)）]?\s*$")
"""What leads to the number of the page, which recognition may lose."""
_DOTS = re.compile(r"[.…·．・‥]{2,}|…")
_SHORT = 60
"""Characters of a line at most."""
_APART = 2
"""Lines that are none of the contents, one behind the other, by which they have ended."""


def mark_contents(blocks: list[Block]) -> list[Block]:
    """The lines below 目录 flagged as contents: they have leaders, or come again later as titles."""
    at = next((i for i, block in enumerate(blocks) if _TITLE.fullmatch(block.text.strip())), None)
    if at is None:
        return blocks
    marked, strange = list(blocks), 0
    for index in range(at + 1, len(blocks)):
        block = blocks[index]
        if block.kind in {"header", "footer", "image"} or not block.text.strip():
            continue
        lines = [re.sub(r"\t", " ", line).strip() for line in block.text.splitlines()]
        if max(map(len, lines)) > _SHORT * 2:
            break
        if all(_is_line(line, blocks[index + 1 :]) for line in lines):
            strange = 0
            marked[index] = block.model_copy(update=_NO_HEADING | {"flags": block.flags | {"toc"}})
        elif (strange := strange + 1) == _APART:
            break
    return marked


_NO_HEADING = {"kind": "paragraph", "level": None, "cells": ()}


def _is_line(line: str, later: Sequence[Block]) -> bool:
    """Whether a line leads to a page, or is the beginning of what comes later."""
    bare = re.sub(r"\s", "", _LEADER.sub("", line))
    if _DOTS.search(line) and len(bare) <= _SHORT:
        return True
    again = (re.sub(r"\s", "", block.text) for block in later)
    return 2 <= len(bare) <= _SHORT and any(
        text.startswith(bare) and len(text) <= len(bare) + 2 for text in again
    )
