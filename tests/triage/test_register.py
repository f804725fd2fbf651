"""The register: validity to the day, what is due, import with its faults, the calendar."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine

from advisor.drafting.sheet import separated
from advisor.errors import InputError, MissingError
from advisor.pack import open_pack
from advisor.triage import register as reading
from advisor.triage.statistics import target_words
from advisor.triage.store.database import open_store
from advisor.triage.store.register import dues, enter, entries, file_paper, set_due
from tests.triage.conftest import JINAN, PROVINCE, QINGDAO

PACK = open_pack()
HEAD = ["平台名称", "建设单位", "平台类型", "所在市", "认定日期"]
GOOD = ["智能制造创新实验室", "济南甲公司", "数字经济创新实验室", "济南市", "2024年11月20日"]


@pytest.fixture
def store(tmp_path: Path) -> Engine:
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def sheet(*rows: list[object]) -> bytes:
    """A workbook of these rows."""
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def fill(store: Engine, start: str = "2024年11月20日") -> int:
    enter(store, PROVINCE, reading.read_sheet(sheet(HEAD, [*GOOD[:4], start]), PACK))
    return entries(store, PROVINCE)[0].platform.id


@pytest.mark.parametrize(
    ("start", "today", "end", "state"),
    [
        ("2024-11-20", date(2027, 11, 20), date(2027, 11, 20), "快到期"),
        ("2024-11-20", date(2027, 11, 21), date(2027, 11, 20), "已到期"),
        ("2024-11-20", date(2027, 5, 24), date(2027, 11, 20), "快到期"),
        ("2024-11-20", date(2027, 5, 23), date(2027, 11, 20), "有效"),
        ("2024-02-29", date(2025, 1, 1), date(2027, 2, 28), "有效"),
        ("", date(2025, 1, 1), None, "未写有效期"),
    ],
)
def test_validity_ends_on_the_corresponding_day(
    store: Engine, start: str, today: date, end: date | None, state: str
) -> None:
    fill(store, start)
    found = reading.standing(entries(store, PROVINCE)[0], [], PACK, today)
    assert (found.end, found.state) == (end, state)


def test_only_what_a_notice_set_is_due_and_only_while_valid(store: Engine) -> None:
    platform = fill(store)
    set_due(store, PROVINCE, "annual", 2025, date(2026, 1, 31), "关于报送2025年度工作报告的通知")
    set_due(store, PROVINCE, "annual", 2023, date(2024, 1, 31), "更早的通知")
    with pytest.raises(InputError, match="哪份通知"):
        set_due(store, PROVINCE, "plan", 2026, date(2026, 1, 31), " ")
    with pytest.raises(InputError, match="省级"):
        set_due(store, JINAN, "plan", 2026, date(2026, 1, 31), "通知")
    found = reading.standing(entries(store, JINAN)[0], dues(store), PACK, date(2026, 1, 1))
    assert [(due.kind, due.year) for due in found.missing] == [("annual", 2025)]
    file_paper(store, JINAN, platform, "annual", 2025, date(2026, 1, 20))
    assert reading.standing(entries(store, JINAN)[0], dues(store), PACK, date(2026, 2, 1)).missing == ()


def test_another_citys_platform_is_not_there(store: Engine) -> None:
    platform = fill(store)
    assert entries(store, QINGDAO) == []
    with pytest.raises(MissingError):
        file_paper(store, QINGDAO, platform, "change", None, date(2026, 1, 20), "更名")


def test_a_sheet_is_entered_and_brought_up_to_date(store: Engine) -> None:
    assert enter(store, PROVINCE, reading.read_sheet(sheet(["名册"], HEAD, GOOD), PACK)) == (1, 0)
    assert enter(
        store, PROVINCE, reading.read_sheet(sheet(HEAD, [GOOD[0], "济南乙公司", *GOOD[2:]]), PACK)
    ) == (0, 1)
    platform = entries(store, PROVINCE)[0].platform
    assert (platform.unit, platform.track, platform.city) == ("济南乙公司", "lab", "济南")
    assert platform.start == date(2024, 11, 20)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([HEAD, ["", *GOOD[1:]]], "第 2 行 平台名称没有填写"),
        ([HEAD, GOOD, [*GOOD[:2], "研究院", *GOOD[3:]]], "第 3 行 平台类型“研究院”不是平台类型"),
        ([HEAD, [*GOOD[:3], "东京", GOOD[4]]], "第 2 行 市“东京”不是本省的市"),
        ([HEAD, [*GOOD[:4], "2024年底"]], "第 2 行 有效期起“2024年底”不是到日的日期"),
        ([HEAD, GOOD, GOOD], "写了不止一行"),
        ([["甲", "乙"], ["1", "2"]], "没有找到表头"),
        ([HEAD], "表里没有平台"),
    ],
)
def test_every_fault_of_a_sheet_is_told_by_its_row(rows: list[list[object]], says: str) -> None:
    with pytest.raises(InputError, match=says):
        reading.read_sheet(sheet(*rows), PACK)


def test_what_is_no_sheet_is_told() -> None:
    with pytest.raises(InputError, match="不是可读的"):
        reading.read_sheet(b"not a sheet", PACK)


def test_the_sheet_to_fill_in_is_read_back(store: Engine) -> None:
    fill(store)
    standing = [reading.standing(each, [], PACK, date(2026, 1, 1)) for each in entries(store, PROVINCE)]
    again = reading.read_sheet(reading.register_book(standing, PACK), PACK)
    assert again[0]["name"] == GOOD[0]
    assert again[0]["start"] == date(2024, 11, 20)
    head = load_workbook(io.BytesIO(reading.register_book([], PACK, empty=True))).active
    assert head.max_row == 1


def test_the_calendar_holds_the_days_that_are_known(store: Engine) -> None:
    icalendar = pytest.importorskip("icalendar", reason="the extra `desk` is not installed")
    fill(store)
    set_due(store, PROVINCE, "annual", 2025, date(2026, 1, 31), "通知")
    standing = [
        reading.standing(each, dues(store), PACK, date(2026, 1, 1)) for each in entries(store, PROVINCE)
    ]
    book = icalendar.Calendar.from_ical(reading.calendar(standing, dues(store), PACK))
    days = {str(event["summary"]): event["dtstart"].dt for event in book.walk("VEVENT")}
    assert days == {
        "有效期止：智能制造创新实验室": date(2027, 11, 20),
        "2025年年度工作报告截止": date(2026, 1, 31),
    }


def test_the_plans_numbers_keep_their_hedge() -> None:
    words = [target_words(PACK, info.target) for info in PACK.info.tracks]
    assert words == ["50个左右", "300个左右", "50个左右", "100个左右"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_never_becomes_a_formula(text: str) -> None:
    assert separated([["甲", text]]).splitlines()[0].split(",", 1)[1].lstrip('"').startswith("'")
    assert separated([[-1]]).strip("\ufeff\r\n") == "-1"
