"""What two units' submissions share, as the desk shows it: at both, beside each other, to whom it is to be seen."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, update

from advisor.pack.load import open_pack
from advisor.triage.desk import Filters, open_case, queue, shared_counts
from advisor.triage.examine import Setting
from advisor.triage.exports import queue_workbook, ranked_cases, recommendation
from advisor.triage.intake import hand_in_folder, work
from advisor.triage.person import Person
from advisor.triage.shared import ties
from advisor.triage.store.cases import cases
from advisor.triage.store.database import acting, open_store
from advisor.triage.store.decisions import decide
from advisor.triage.store.tables import Case
from tests.triage.conftest import JINAN, PROVINCE, QINGDAO, Lay, load

SETTING = Setting(pack="sd-digital-platform", today=date(2025, 10, 20))
PACK = open_pack("sd-digital-platform")


@pytest.fixture
def store(tmp_path: Path, lay: Lay) -> Engine:
    """Three submissions, one of which has copied another's passages."""
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    folder = lay(load(Path(__file__).parent / "batches/copied.yaml"))
    batch = hand_in_folder(engine, PROVINCE, "2025", folder, SETTING)
    assert work(engine, batch, SETTING, 1, None)
    return engine


def test_the_queue_says_which_cases_share_something_and_each_leads_to_the_other(store: Engine) -> None:
    lines = {line.case.name: line.case.id for line in queue(store, PROVINCE, Filters())}
    assert shared_counts(store, PROVINCE, queue(store, PROVINCE, Filters())) == {
        lines["甲"]: 1,
        lines["乙"]: 1,
    }
    opened = open_case(store, PROVINCE, lines["甲"])
    assert {name: case.id for name, case in opened.others.items()} == {"乙": lines["乙"]}
    assert {side.submission for side in opened.cross[0].passages[0].sides} == {"甲", "乙"}
    assert open_case(store, PROVINCE, lines["丙"]).others == {}


def test_a_city_is_told_of_its_own_only(store: Engine) -> None:
    assert len(shared_counts(store, JINAN, queue(store, JINAN, Filters()))) == 2
    assert shared_counts(store, QINGDAO, queue(store, PROVINCE, Filters())) == {}


def test_only_applications_are_recommended(store: Engine) -> None:
    found = {case.name: case for case in cases(store, PROVINCE)}
    for case in found.values():
        decide(store, PROVINCE, case.id, "passed", case.version, "核对过")
    with acting(store) as session:
        session.execute(update(Case).where(Case.name == "乙").values(stage="change"))
    batch = found["甲"].batch_id
    assert ranked_cases(store, PROVINCE, batch) == [found["丙"].id, found["甲"].id]
    _, table, _ = recommendation(store, PROVINCE, batch, PACK)
    units = [
        str(row[3].value)
        for row in openpyxl.load_workbook(io.BytesIO(table)).worksheets[0].iter_rows(min_row=4)
    ]
    assert units == ["济南3号示例软件有限公司", "济南1号示例软件有限公司"]


@pytest.mark.parametrize(("words", "count"), [("", 1), ("济南1号", 1), ("济南3号", 0)])
def test_the_exported_list_holds_what_its_cases_share(store: Engine, words: str, count: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(queue_workbook(store, PROVINCE, Filters(words=words), PACK)))
    assert book["相互比对"].max_row - 1 == count if "相互比对" in book.sheetnames else count == 0


def put_into(engine: Engine, person: Person, name: str, folder: Path) -> int:
    batch = hand_in_folder(engine, person, name, folder, SETTING)
    assert work(engine, batch, SETTING, 1, None)
    return batch


@pytest.fixture
def two(tmp_path: Path, lay: Lay) -> Engine:
    """A unit of 济南 and one of 青岛 that has copied it, each handed in by its own city."""
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    folder = lay(load(Path(__file__).parent / "batches/copied.yaml"))
    for person, name, unit in ((JINAN, "济南批", "甲"), (QINGDAO, "青岛批", "乙")):
        alone = tmp_path / name
        shutil.copytree(folder / unit, alone / unit)
        put_into(engine, person, name, alone)
    return engine


def test_what_two_cities_hand_in_is_compared_and_the_provinces_to_see(two: Engine) -> None:
    found = {case.name: case for case in cases(two, PROVINCE)}
    for name, other in (("甲", "乙"), ("乙", "甲")):
        opened = open_case(two, PROVINCE, found[name].id)
        assert [finding.submissions for finding in opened.cross] == [("济南批／甲", "青岛批／乙")]
        assert {each.id for each in opened.others.values()} == {found[other].id}
    assert "“济南批／甲”与“青岛批／乙”" in opened.cross[0].message
    for person in (JINAN, QINGDAO):
        assert shared_counts(two, person, queue(two, person, Filters())) == {}
    assert len(shared_counts(two, PROVINCE, queue(two, PROVINCE, Filters()))) == 2


def test_a_unit_that_hands_in_again_is_nothing_to_tell(two: Engine, tmp_path: Path) -> None:
    put_into(two, JINAN, "济南补正批", tmp_path / "济南批")
    counts = shared_counts(two, PROVINCE, queue(two, PROVINCE, Filters()))
    again = next(case for case in cases(two, PROVINCE) if case.batch_id == 3)
    # With the copier it is compared, with its own first version it is not.
    named = [each.submissions for each in open_case(two, PROVINCE, again.id).cross]
    assert named == [("济南补正批／甲", "青岛批／乙")]
    assert sorted(counts.values()) == [1, 1, 2]


def test_no_pair_is_told_twice_when_a_batch_is_read_again(two: Engine, tmp_path: Path) -> None:
    file = tmp_path / "青岛批" / "乙" / "申报书.txt"
    file.write_text(file.read_text("utf-8") + "\n另有一段补充说明。", "utf-8")
    put_into(two, QINGDAO, "青岛批", tmp_path / "青岛批")
    put_into(two, JINAN, "济南批", tmp_path / "济南批")
    assert len(ties(two, PROVINCE).findings) == 1


@pytest.mark.parametrize(("phone", "count"), [("13800000009", 1), ("13900000009", 0)])
def test_a_namesake_in_another_city_is_told_only_with_more_than_the_name(
    tmp_path: Path, lay: Lay, phone: str, count: int
) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    person = {"平台负责人": "张伟"}
    cells = {"甲": person | {"联系电话": "13800000009"}, "乙": person | {"联系电话": phone}}
    folder = lay({"submissions": {name: {"cells": given} for name, given in cells.items()}})
    for name in cells:
        shutil.copytree(folder / name, tmp_path / f"{name}批" / name)
        put_into(engine, PROVINCE, f"{name}批", tmp_path / f"{name}批")
    assert len(ties(engine, PROVINCE).findings) == count
