"""Fields of WordprocessingML (ISO/IEC 29500-1, 17.16): what one shows that keeps no result of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.ooxml import W

_CIRCLES = {"○", "◯", "〇"}
_BOXES = {"□", "囗", "口"}
_TICKS = {"√", "✓", "✔", "∨", "v", "V"}
_TENS = "一二三四五六七八九十"
_DEEPEST = 20
# A switch with its options, each a word with a number, a bracket of its own choice, or a format.
_SWITCHES = re.compile(r"(?:\\[lrb]c\\.\s*|\\[a-zA-Z]+\s*\d*\s*|\\\*\s*(?:\"[^\"]*\"|\w+)\s*)+")


@dataclass
class Field:
    """A field while it is read: its instruction, whether its result has begun, and what it has shown so far."""

    begin: Any
    instruction: str = ""
    in_result: bool = False
    shown: bool = False

    @property
    def contents(self) -> bool:
        """True for a table of contents."""
        return self.instruction.strip().upper().startswith("TOC")

    def text(self) -> str:
        """What the reader sees of a field without a stored result; empty for those that show nothing."""
        form = self.begin.find(f"{W}ffData")
        if form is not None and (text := _form(form)):
            return text
        words = self.instruction.split()
        name = words[0].upper() if words else ""
        if name == "EQ":
            return equation(self.instruction.strip()[2:])
        if name in {"MACROBUTTON", "GOTOBUTTON"}:
            return " ".join(words[2:])
        return ""


def unclosed(container: Any) -> set[Any]:
    """The beginnings of fields that have no end: they would swallow everything after them."""
    begun = []
    for mark in container.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
    return set(begun)


def _form(form: Any) -> str:
    """A tick box or a list of the old kind of form (17.16.7 and 17.16.9)."""
    box = form.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        ticked = state is not None and state.get(f"{W}val", "1") not in {"0", "false", "off"}
        return "☑" if ticked else "□"
    choice = form.find(f"{W}ddList")
    if choice is None:
        return ""
    entries = [entry.get(f"{W}val") or "" for entry in choice.findall(f"{W}listEntry")]
    chosen = choice.find(f"{W}result")
    chosen = choice.find(f"{W}default") if chosen is None else chosen
    index = (chosen.get(f"{W}val") or "0") if chosen is not None else "0"
    return entries[int(index)] if index.isdigit() and int(index) < len(entries) else ""


def equation(instruction: str) -> str:
    """An EQ field (17.16.5.19) in one line: fractions with a stroke, a number in a circle as one character."""
    return _read(_Scanner(instruction)).strip()


class _Scanner:
    """The text of an instruction and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    @property
    def char(self) -> str:
        """The next character, empty at the end."""
        return self.text[self.at : self.at + 1]


def _read(scanner: _Scanner) -> str:
    """The text up to the end, or up to the comma or bracket that ends an argument."""
    shown = ""
    while scanner.char and not (scanner.depth and scanner.char in ",;)"):
        switches = _SWITCHES.match(scanner.text, scanner.at)
        if switches is None or scanner.depth > _DEEPEST:
            # A backslash before any other character stands for that character.
            scanner.at += scanner.char == "\\" and scanner.at + 1 < len(scanner.text)
            shown += scanner.char
            scanner.at += 1
        else:
            scanner.at = switches.end()
            first = re.search(r"\\([a-zA-Z])", switches[0])
            shown += _joined(first[1].lower() if first else "", _arguments(scanner))
    return shown


def _arguments(scanner: _Scanner) -> list[str]:
    if scanner.char != "(":
        return []
    found: list[str] = []
    scanner.depth += 1
    while scanner.char and (not found or scanner.char != ")"):
        scanner.at += 1
        found.append(_read(scanner).strip())
    scanner.at += 1
    scanner.depth -= 1
    return found


def _joined(switch: str, words: list[str]) -> str:
    if switch == "f" and len(words) == 2:
        return f"{words[0]}/{words[1]}"
    if switch == "r" and words:
        return f"{words[0] if len(words) > 1 else ''}√({words[-1]})"
    if switch == "o" and len(words) == 2:
        return _laid_over(words[0], words[1])
    return ("，" if switch == "l" else "").join(words)


def _laid_over(below: str, above: str) -> str:
    """Two signs drawn over each other: a number in a circle, a ticked box, or words under their sounds."""
    if below in _BOXES:
        return "☑" if above in _TICKS else f"{below}{above}"
    if below not in _CIRCLES:
        return above
    if above.isdigit() and 0 < int(above) <= 20:
        return chr(ord("①") + int(above) - 1)
    return chr(ord("㊀") + _TENS.index(above)) if len(above) == 1 and above in _TENS else f"({above})"
