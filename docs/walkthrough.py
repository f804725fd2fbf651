"""Does what a page tells its reader to do, and compares what comes out with what the page shows.

    python docs/walkthrough.py [PAGE…]     writes what comes out into the pages (`make docs`)

A code block with a title that is a path is a file to write; `（接着写）` after the path adds to it. In a `console` block
a line that begins with `$ ` is a command and the lines below it are what it prints. Nothing else is read, so that a
page can be followed by a person and by a test alike.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("docs/write-a-pack.md", "docs/recipes.md")
CODE = ("advisor", "ingest", "knowledge", "prompts")
FENCE = re.compile(r"^```(?P<head>[^\n`]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
TITLE = re.compile(r'title="(?P<path>[^"（]+)(?P<more>（接着写）)?"')
WIDTH = 88
"""columns of the terminal in which the page's output was made"""
TERMINAL = {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
"""as on a terminal, where what is printed first stands first"""
COMMAND_SECONDS = 240


@dataclass(frozen=True)
class Step:
    """A file to write (`path`) or commands to run: what is written in the block, and where it stands in the page."""

    body: str
    start: int
    end: int
    path: str = ""
    more: bool = False


def steps(page: str) -> Iterator[Step]:
    """The steps of a page's text, in order."""
    for block in FENCE.finditer(page):
        title = TITLE.search(block["head"])
        if title:
            yield Step(block["body"], *block.span("body"), title["path"], bool(title["more"]))
        elif block["head"].split()[:1] == ["console"]:
            yield Step(block["body"], *block.span("body"))


def follow(page: str, place: Path, environment: dict[str, str] | None = None) -> str:
    """Take every step in the folder `place`; the page's text as it should read, with what really came out."""
    parts, done = [], 0
    for step in steps(page):
        parts.append(page[done : step.start])
        parts.append(_write(step, place) if step.path else _run(step.body, place, environment or {}))
        done = step.end
    return "".join([*parts, page[done:]])


def _write(step: Step, place: Path) -> str:
    path = (place / step.path).resolve()
    if not path.is_relative_to(place.resolve()):
        raise ValueError(f"{step.path} lies outside the folder the page is followed in")
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if step.more else ""
    path.write_text(before + step.body, "utf-8")
    return step.body


def _run(body: str, place: Path, environment: dict[str, str]) -> str:
    shown = []
    for line in body.splitlines():
        if not line.startswith("$ "):
            continue
        ran = subprocess.run(
            ["bash", "-c", line[2:]],
            cwd=place,
            env={**os.environ, **TERMINAL, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        printed = [each.rstrip() for each in ran.stdout.splitlines()]
        shown.append("\n".join([line, *printed]))
    return "\n".join(shown) + "\n"


def stand(place: Path) -> dict[str, str]:
    """Make `place` a copy of the program with a `.venv` that runs it; the environment that commands need in it."""
    for name in CODE:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    call = {"python": "", "advisor": " -c 'from advisor.cli import main; main()'"}
    (place / ".venv/bin").mkdir(parents=True)
    for name, arguments in call.items():
        command = place / ".venv/bin" / name
        path = f"PYTHONPATH={shlex.quote(str(place))} PYTHONDONTWRITEBYTECODE=1"
        command.write_text(f'#!/bin/sh\n{path} exec {shlex.quote(sys.executable)}{arguments} "$@"\n')
        command.chmod(0o755)
    return {"ADVISOR_DATA": str(place / ".advisor")}


def main() -> int:
    """Follow the pages and write what came out into them."""
    for name in sys.argv[1:] or PAGES:
        path = ROOT / name
        with TemporaryDirectory() as place:
            text = follow(path.read_text("utf-8"), Path(place), stand(Path(place)))
        if text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            print(f"{name}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
