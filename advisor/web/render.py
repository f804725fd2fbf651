"""Templates to HTML. Every value is escaped: document text, file names and questions are not ours."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advisor.web.marks import cut_answer, cut_clause, cut_line, short_number

HERE = Path(__file__).parent


def render(template: str, **values: Any) -> str:
    """The template of `templates/` filled in. An unknown variable is an error."""
    return _environment().get_template(f"{template}.html").render(**values)


def asset(name: str) -> str:
    """The text of a style sheet or script of this package."""
    return (HERE / name).read_text("utf-8")


def bridge(*events: str) -> str:
    """The script by which an HTML part raises these events; Gradio looks for their names, quoted, in the script."""
    return f"// {' '.join(json.dumps(event) for event in events)}\n{asset('bridge.js')}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        answer_lines=cut_answer, sentence_pieces=cut_line, short_number=short_number, cut_clause=cut_clause
    )
    return environment
