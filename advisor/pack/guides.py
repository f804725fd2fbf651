"""guidelines/*.md: plain explanations of the text, written by us (编制说明), every sentence tied to its clause.

## 标题（一个典型问法） {id}
track: lab                       optional
- another way to ask             any number
A sentence [4.5]. Numbers of the text are written {parameter}.
en: the same in English [4.5]
更正：what is so and what is not, true whatever the asker believes; said first to an assertion [4.5]
推算：a sentence with {from} and {to}, between which a parameter lies, and {state}, for a question that names a date [5.2]
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from advisor.domain import Track
from advisor.pack.model import Guide

_HEADING = re.compile(r"^## (?P<title>.+?)\s*\{(?P<id>[a-z0-9-]+)\}\s*$")


def read_guides(folder: Path, faults: list[str]) -> tuple[Guide, ...]:
    """All guides of a pack, in the order of file names and of lines; faults are added as file:line."""
    guides: list[Guide] = []
    for path in sorted((folder / "guidelines").glob("*.md")):
        shown = f"{folder.name}/guidelines/{path.name}"
        guides.extend(_read_file(path, shown, faults))
    seen: dict[str, Guide] = {}
    for guide in guides:
        if guide.id in seen:
            faults.append(f"{guide.file}:{guide.line}: 编号 {guide.id} 与 {seen[guide.id].file} 中的重复")
        seen[guide.id] = guide
    return tuple(guides)


def _read_file(path: Path, shown: str, faults: list[str]) -> list[Guide]:
    guides = []
    current: list[tuple[int, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "## "], start=1):
        if not line.startswith("## "):
            current.append((number, line))
            continue
        if current and current[0][1].startswith("## "):
            guide = _guide(current, shown, faults)
            guides.extend([guide] if guide else [])
        current = [(number, line)]
    return guides


def _guide(lines: list[tuple[int, str]], shown: str, faults: list[str]) -> Guide | None:
    number, first = lines[0]
    heading = _HEADING.match(first)
    if heading is None:
        faults.append(f"{shown}:{number}: 标题应写作“## 问法 {{编号}}”")
        return None
    asks: list[str] = []
    fields = {"track": "", "intent": "", "en": "", "更正": "", "推算": ""}
    body: list[str] = []
    for _at, line in lines[1:]:
        stripped = line.strip()
        field = re.match(r"^(track|intent|en|更正|推算)[:：]\s*(.+)$", stripped)
        if stripped.startswith("- "):
            asks.append(stripped[2:].strip())
        elif field:
            fields[field[1]] = field[2]
        elif stripped:
            body.append(stripped)
    track = fields["track"]
    if track and track not in get_args(Track):
        faults.append(f"{shown}:{number}: 不认识的平台类型 {track}")
        return None
    if not body:
        faults.append(f"{shown}:{number}: 缺少正文")
        return None
    return Guide(
        id=heading["id"],
        title=heading["title"],
        text="\n".join(body),
        english=fields["en"],
        asks=tuple(asks),
        track=track or None,
        intent=fields["intent"],
        correction=fields["更正"],
        span=fields["推算"],
        file=shown,
        line=number,
    )
