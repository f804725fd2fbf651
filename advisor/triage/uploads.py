"""Where handed-in files lie, and how what a clerk uploads is laid out as submissions."""

from __future__ import annotations

from pathlib import Path

from advisor.settings import settings


def uploads_folder() -> Path:
    """The folder of everything uploaded at the desk."""
    return settings().data / "submissions"
