"""The register read by people: validity to the day, what is due, what was filed; from and to sheets and a calendar."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from advisor.drafting.sheet import Sheet, workbook
from advisor.drafting.templates import load_template
from advisor.errors import ConfigurationError, InputError
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from advisor.pack.squeeze import squeeze
from advisor.triage.desk import city_names
from advisor.triage.store.register import Entry
from advisor.triage.store.tables import Due
from ingest.dates import find_dates, shift_months
from ingest.document import Frozen

_SHOWN_FAULTS = 10


class RegisterColumn(Frozen):
    """A column of the register; `also` are other heads it is known under."""

    title: str
    value: str
    width: int
    required: bool = False
    also: tuple[str, ...] = ()


class Validity(Frozen):
    """How long an approval holds: a parameter of the pack, and what the text leaves open about it."""

    parameter: str
    clause: str
    basis: str
    note: str


class FilingKind(Frozen):
    """A paper approved platforms hand in, with the clause that asks for it."""

    name: str
    clause: str
    yearly: bool


class RegisterTemplate(Frozen):
    """templates/register.yaml"""

    title: str
    columns: tuple[RegisterColumn, ...]
    computed: tuple[RegisterColumn, ...]
    validity: Validity
    soon_days: int
    filings: dict[str, FilingKind]


@dataclass(frozen=True)
class Standing:
    """An entry as of a day: until when it holds, whether that is soon, and which filings of the dues are missing."""

    entry: Entry
    end: date | None
    state: str
    missing: tuple[Due, ...]


def template_of(pack: Pack) -> RegisterTemplate:
    """The pack's register. Raises PackError where it has none."""
    return _template(pack.info.id)


@lru_cache(maxsize=4)
def _template(pack: str) -> RegisterTemplate:
    return load_template(open_pack(pack), "register", RegisterTemplate)


def standing(entry: Entry, dues: Sequence[Due], pack: Pack, today: date) -> Standing:
    """How an entry stands today. The last day is the corresponding one `validity_years` later."""
    template, start = template_of(pack), entry.platform.start
    years = pack.parameter(template.validity.parameter)
    end = shift_months(start, 12 * years) if start and years else None
    if end is None:
        state = "未写有效期"
    elif end < today:
        state = "已到期"
    else:
        state = "快到期" if end <= today + timedelta(days=template.soon_days) else "有效"
    filed = {(each.kind, each.year) for each in entry.filings}
    # Who was not yet approved, or is so no longer, owes nothing of that year.
    owed = [due for due in dues if start and end and start <= due.day <= end]
    return Standing(entry, end, state, tuple(due for due in owed if (due.kind, due.year) not in filed))


def read_sheet(data: bytes, pack: Pack) -> list[dict[str, Any]]:
    """The rows of an .xlsx as the store takes them. Raises InputError with every fault by row, and enters nothing."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        raise InputError("这不是可读的 .xlsx 文件；请下载模板，填好再导入") from error
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    head, columns = _head(rows, pack)
    faults: list[str] = []
    found: list[dict[str, Any]] = []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        values = {name: row[at] for name, at in columns.items() if at < len(row)}
        if any(value not in {None, ""} for value in values.values()):
            read = _Row(number, values, pack, faults)
            found.append(read.taken())
    names = [row["name"] for row in found]
    faults += [
        f"“{name}”写了不止一行" for name in sorted({each for each in names if each and names.count(each) > 1})
    ]
    if faults:
        more = f"；另有 {len(faults) - _SHOWN_FAULTS} 处" if len(faults) > _SHOWN_FAULTS else ""
        raise InputError(
            f"有 {len(faults)} 处要改，没有导入任何一行：{'；'.join(faults[:_SHOWN_FAULTS])}{more}"
        )
    if not found:
        raise InputError("表里没有平台；请下载模板，填好再导入")
    return found


def _head(rows: list[list[Any]], pack: Pack) -> tuple[int, dict[str, int]]:
    """The row of heads and where each column stands; the head may have a title above it."""
    template = template_of(pack)
    wanted = {squeeze(title): c.value for c in template.columns for title in (c.title, *c.also)}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:10]):
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            name = wanted.get(squeeze(str(cell or "")))
            if name is not None:
                found.setdefault(name, at)
        if len(found) > len(best[1]):
            best = (number, found)
    lacking = [c.title for c in template.columns if c.required and c.value not in best[1]]
    if lacking:
        raise InputError(f"没有找到表头“{'”“'.join(lacking)}”；请下载模板，按模板的表头填写")
    return best


class _Row:
    """One row under way; what is wrong with it goes to the faults."""

    def __init__(self, number: int, values: dict[str, Any], pack: Pack, faults: list[str]) -> None:
        self.number, self.values, self.pack, self.faults = number, values, pack, faults
        self.titles = {column.value: column.title for column in template_of(pack).columns}

    def taken(self) -> dict[str, Any]:
        """The row as the store takes it."""
        for column in template_of(self.pack).columns:
            if column.required and not self._text(column.value):
                self._fault(column.value, "没有填写")
        return {
            "name": self._text("name"),
            "unit": self._text("unit"),
            "uscc": self._text("uscc") or None,
            "track": self._track(),
            "city": self._city(),
            "start": self._day(),
            "document": self._text("document"),
            "remark": self._text("remark"),
        }

    def _text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value).strip()

    def _track(self) -> str | None:
        told = squeeze(self._text("track_name"))
        for info in self.pack.info.tracks if told else ():
            if told in {squeeze(info.name), squeeze(info.short), info.id} or told.endswith(
                squeeze(info.name)
            ):
                return info.id
        if told:
            names = "、".join(info.name for info in self.pack.info.tracks)
            self._fault("track_name", f"“{self._text('track_name')}”不是平台类型；应为 {names} 之一")
        return None

    def _city(self) -> str | None:
        told = self._text("city")
        found = next((city for city in city_names(self.pack) if told.startswith(city)), None)
        if told and found is None:
            self._fault("city", f"“{told}”不是本省的市")
        return found

    def _day(self) -> date | None:
        value = self.values.get("start")
        if hasattr(value, "date"):
            return value.date()  # type: ignore[no-any-return,union-attr]
        found = find_dates(self._text("start"))
        if len(found) == 1 and found[0].earliest == found[0].latest:
            return found[0].earliest
        if self._text("start"):
            self._fault("start", f"“{self._text('start')}”不是到日的日期，应如 2024-11-20")
        return None

    def _fault(self, name: str, what: str) -> None:
        self.faults.append(f"第 {self.number} 行 {self.titles[name]}{what}")


def register_book(found: Sequence[Standing], pack: Pack, *, empty: bool = False) -> bytes:
    """The register as .xlsx; `empty` gives the sheet to fill in."""
    template = template_of(pack)
    columns = template.columns if empty else (*template.columns, *template.computed)
    rows = [] if empty else [_cells(each, pack) for each in found]
    return workbook(
        [
            Sheet(
                template.title,
                [column.title for column in columns],
                [[row.get(column.value) for column in columns] for row in rows],
                [column.width for column in columns],
            )
        ]
    )


def _cells(found: Standing, pack: Pack) -> dict[str, object]:
    template, platform = template_of(pack), found.entry.platform
    track = next((info.name for info in pack.info.tracks if info.id == platform.track), "")
    papers = [each for each in found.entry.filings if template.filings[each.kind].yearly]
    changes = [each for each in found.entry.filings if not template.filings[each.kind].yearly]
    return {
        "name": platform.name, "unit": platform.unit, "uscc": platform.uscc, "track_name": track,
        "city": platform.city, "start": platform.start, "document": platform.document,
        "remark": platform.remark, "end": found.end, "state": found.state,
        "filed": "；".join(f"{each.year}年{template.filings[each.kind].name}（{each.day}）" for each in papers),
        "changes": "；".join(f"{each.day} {each.text}" for each in changes),
    }  # fmt: skip


def calendar(found: Sequence[Standing], dues: Sequence[Due], pack: Pack) -> bytes:
    """The days that are known as iCalendar (RFC 5545): ends of validity, and what a notice set. All-day events."""
    try:
        from icalendar import Calendar, Event
    except ImportError as error:
        raise ConfigurationError("日历文件要先安装：pip install 'shenchuangtong[desk]'") from error
    book = Calendar()
    book.add("prodid", "-//shenchuangtong//register//ZH")
    book.add("version", "2.0")
    for name, day, text, key in _days(found, dues, pack):
        event = Event()
        event.add("uid", f"{key}@shenchuangtong")
        event.add("dtstamp", datetime.now(UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", name)
        event.add("description", text)
        book.add_component(event)
    return bytes(book.to_ical())


def _days(found: Sequence[Standing], dues: Sequence[Due], pack: Pack) -> Iterator[tuple[str, date, str, str]]:
    template = template_of(pack)
    for each in found:
        if each.end is not None:
            platform = each.entry.platform
            yield (
                f"有效期止：{platform.name}",
                each.end,
                f"{platform.unit}。{template.validity.note}",
                f"end-{platform.id}",
            )
    for due in dues:
        owing = [each for each in found if due in each.missing]
        name = f"{due.year}年{template.filings[due.kind].name}截止"
        units = "、".join(each.entry.platform.name for each in owing)
        text = f"依据：{due.source}。" + (f"还没有登记的 {len(owing)} 个：{units}" if owing else "都已登记")
        yield name, due.day, text, f"due-{due.kind}-{due.year}"
