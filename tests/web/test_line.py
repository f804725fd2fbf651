"""Checks on the page stand in line, and whoever waits is told how many come before."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from advisor import service
from advisor.pack import open_pack
from advisor.settings import settings
from advisor.web.check import CheckTab
from advisor.web.library import Library
from advisor.web.line import Line
from advisor.web.shelf import Shelf
from tests.web.sample import application_form


def test_first_come_first_served() -> None:
    line = Line(2)
    with line.turn() as first, line.turn() as second, line.turn() as third, line.turn() as fourth:
        assert [ahead() for ahead in (first, second, third, fourth)] == [0, 0, 2, 3]


def test_who_goes_makes_room() -> None:
    line = Line(1)
    with ExitStack() as stay:
        with line.turn():
            waiting = stay.enter_context(line.turn())
            assert waiting() == 1
        assert waiting() == 0


def test_the_page_tells_how_many_come_before_and_then_begins(tmp_path: Path) -> None:
    tab = CheckTab(open_pack(), Library(service.clauses()), Shelf())
    form = application_form(tmp_path / "申报书.docx")
    with ExitStack() as before:
        for _ in range(settings().checks_at_once + 1):
            before.enter_context(tab.line.turn())
        steps = tab.check([str(form)], "", "", "")
        assert f"前面还有 {settings().checks_at_once + 1} 人" in next(steps)[0]
    shown = [step[0] for step in steps]
    assert "正在读材料" in shown[0]
    assert "findings" in shown[-1] or "必须" in shown[-1]
