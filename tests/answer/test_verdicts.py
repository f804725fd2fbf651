"""No verdict is the reverse of the right one: what only sounds like a hindrance is none, and a hindrance is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from advisor import service

HANDS = Path("knowledge/sd-digital-platform/stories/hindrances")
STORIES = yaml.safe_load((HANDS / "any.yaml").read_text(encoding="utf-8"))["any"]
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("story", STORIES["may"])
def test_what_only_sounds_like_a_hindrance_is_none(story: str) -> None:
    got = service.ask(story, today=TODAY)
    assert got.verdict is None or got.verdict.outcome != "ineligible", got.answer


@pytest.mark.parametrize("story", STORIES["no"])
def test_a_hindrance_is_told(story: str) -> None:
    got = service.ask(story, today=TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome == "ineligible", got.answer
