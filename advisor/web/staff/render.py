"""The desk's templates to HTML; every value is escaped."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from advisor.triage.words import ACTS, DECISIONS, LEVELS, OUTCOMES, STATES
from advisor.web.marks import short_number

HERE = Path(__file__).parent
_DRAWN = count(1)


def render(template: str, **values: Any) -> str:
    """The template of `templates/` filled in. An unknown variable is an error."""
    return _environment().get_template(f"{template}.html").render(**values)


def drawn(place: str, html: str, said: str = "", good: bool = True) -> str:
    """A part of the desk with a word above it.

    The browser keeps what stands in fields through a change of the page. `place` tells it what is looked at: fields
    of another place are set anew, those of the form that was sent as well (staff/bridge.js).
    """
    notice = render("notice", text=said, good=good) if said else ""
    return render("drawn", place=place, number=next(_DRAWN), notice=Markup(notice), html=Markup(html))


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
