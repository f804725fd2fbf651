"""The desk's templates to HTML; every value is escaped."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advisor.triage.words import ACTS, DECISIONS, LEVELS, OUTCOMES, STATES
from advisor.web.marks import short_number

HERE = Path(__file__).parent


def render(template: str, **values: Any) -> str:
    """The template of `templates/` filled in. An unknown variable is an error."""
    return _environment().get_template(f"{template}.html").render(**values)


def local(moment: datetime | None) -> str:
    """A moment in the time of the machine the desk runs on."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else ""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(short_number=short_number, local=local)
    environment.globals.update(
        decisions=DECISIONS, levels=LEVELS, outcomes=OUTCOMES, states=STATES, acts=ACTS
    )
    return environment
