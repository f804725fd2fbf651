"""What two units' submissions share, as the desk shows it: at both, beside each other, to whom it is to be seen."""

from __future__ import annotations

import io
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
