"""The clerks' desk at /staff: a Gradio page of its own behind a login, mounted beside the applicants' page."""

from __future__ import annotations

__all__ = ["mount_desk"]

from advisor.web.staff.mounting import mount_desk
