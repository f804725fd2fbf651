"""What is told in English: the facts read and those left alone, the dates, how a text is taken apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.answer.days import find_days
from advisor.answer.normal import normalise
from advisor.answer.story import prepared, worded
from advisor.answer.understand import understand
from advisor.pack.load import open_pack

TODAY = date(2026, 11, 23)
STORIES = yaml.safe_load(Path("tests/answer/english.yaml").read_text(encoding="utf-8"))


def _read(text: str) -> dict[str, Any]:
    """What the patterns read, whatever the learnt weights make of it."""
    pack = open_pack()
    found = worded(prepared(normalise(text, pack), pack, TODAY), pack)
    return {name: fact.value for name, fact in found.items()}


@pytest.mark.parametrize("story", STORIES, ids=[story["text"] for story in STORIES])
def test_a_story_in_english_is_read(story: dict[str, Any]) -> None:
    found = _read(story["text"])
    for name, wanted in story.get("facts", {}).items():
        if isinstance(wanted, list):
            grade, *years = wanted
            assert found[name]["grade"] == grade
            assert all(found[name]["earliest"].year == year for year in years)
        else:
            assert found.get(name) == wanted, name
    for name in story.get("not", ()):
        assert name not in found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in june 2020 we had", date(2020, 6, 1), date(2020, 6, 30)),
        ("on 5 march 2024", date(2024, 3, 5), date(2024, 3, 5)),
        ("on march 5th， 2024", date(2024, 3, 5), date(2024, 3, 5)),
        ("back in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("in late 2023", date(2023, 9, 1), date(2023, 12, 31)),
        ("three years ago", date(2023, 1, 1), date(2023, 12, 31)),
        ("over three years ago", date(2022, 11, 24), date(2023, 11, 22)),
        ("less than three years ago", date(2023, 11, 24), date(2024, 11, 23)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("last march", date(2026, 3, 1), date(2026, 3, 31)),
    ],
)
def test_a_date_in_english_is_read(text: str, first: date, last: date) -> None:
    assert [(span.earliest, span.latest) for span in find_days(text, TODAY)] == [(first, last)]


@pytest.mark.parametrize("text", ["we own 2024 square metres", "may we apply", "the rule of three years"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert not find_days(text, TODAY)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("We don't have staff.", "we do not have staff。"),
        ("A Co., Ltd. in Jinan; is it ok?", "a co., ltd. in jinan； is it ok？"),
        ("We have a hall but no staff", "we have a hall， but no staff"),
        ("no premises, equipment or staff", "no premises， no equipment， no staff"),
    ],
)
def test_an_english_text_is_read_in_one_form(text: str, read: str) -> None:
    assert normalise(text, open_pack()) == read


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("Can our college apply?", {"apply", "self"}, {"which"}),
        ("Can I have its document number?", {"cited"}, {"apply"}),
        ("Which category is ours?", {"which"}, {"naming"}),
        ("I would apply in my own name.", {"apply"}, {"naming"}),
        ("What must our lab be called?", {"naming"}, {"which"}),
        ("I'm a partner in a law firm.", {"self"}, {"joint"}),
        ("Our three years run out, how do we renew?", {"self"}, {"expiry"}),
        ("When does the title run out?", {"expiry"}, {"change"}),
    ],
)
def test_what_is_wanted_in_english_is_known(text: str, wanted: set[str], unwanted: set[str]) -> None:
    intents = understand(text, open_pack(), TODAY).intents
    assert wanted <= intents
    assert not unwanted & intents


def test_a_laboratory_in_the_name_of_a_firm_is_no_type_asked_about() -> None:
    pack = open_pack()
    assert understand("We are Blue Test Laboratory Ltd. What fits?", pack, TODAY).tracks == ()
    assert understand("May we apply for a laboratory?", pack, TODAY).tracks == ("lab",)
