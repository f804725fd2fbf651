"""What the browser sends when a clerk presses something, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from advisor.errors import DeniedError
from advisor.triage.person import Person
from advisor.web.render import asset
from advisor.web.staff.door import person_at
from advisor.web.toolkit import gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def bridge() -> str:
    """The script of a part that speaks to Python; see staff/bridge.js."""
    return asset("staff/bridge.js")


@dataclass(frozen=True)
class Press:
    """A button pressed or a field changed: its own data, and the fields of the form it stands in."""

    do: str
    data: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    done: bool = True
    """False when it could not be done: what was typed stays"""

    def typed(self, *does: str) -> dict[str, Any]:
        """What stands in the fields of one of these presses when it could not be done; else nothing."""
        return {} if self.done or self.do not in does else self.values

    def text(self, name: str) -> str:
        """A field's text; empty when it is not there."""
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""

    def chosen(self, name: str) -> list[str]:
        """The boxes ticked under a name."""
        value = self.values.get(name)
        return [str(each) for each in value] if isinstance(value, list) else []

    def number(self, name: str) -> int:
        """A number the button carries; 0 when it carries none."""
        value = self.data.get(name, "")
        return int(value) if value.isascii() and value.isdigit() else 0


def press(event: gr.EventData) -> Press:
    """The event as it came; what has the wrong shape is nothing."""
    sent = event._data if isinstance(event._data, dict) else {}
    values = sent.get("values")
    data = {name: str(value) for name, value in sent.items() if name != "values"}
    return Press(data.get("do", ""), data, values if isinstance(values, dict) else {})


def visitor(request: gr.Request) -> Person:
    """Who caused the event. Raises DeniedError when the session has ended."""
    if request.request is None:
        raise DeniedError("登录已过期，请重新登录")
    return person_at(request.request)
