"""The log in words: no name of a field, no bracket, whatever was done."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from sqlalchemy import Engine

from advisor.pack import open_pack
from advisor.triage.acts import told
from advisor.triage.exports import log_sheet, names_for
from advisor.triage.store import accounts
from advisor.triage.store.decisions import assign, decide, remark, settle, undo
from advisor.triage.store.log import history
from advisor.triage.store.offices import tell_office
from advisor.triage.store.register import enter, entries, file_paper, set_due
from tests.triage.conftest import FINDING, JINAN, PROVINCE, put

PACK = open_pack()


def test_every_kind_of_act_is_told_in_words(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    version = settle(engine, JINAN, case.id, [FINDING.id], "waived", case.version, "已核实")
    version = decide(engine, JINAN, case.id, "correction", version, "缺执照", ["4.1"])
    version = assign(engine, JINAN, case.id, "jinan", version)
    undo(engine, JINAN, case.id, version)
    remark(engine, JINAN, case.id, "已电话联系")
    tell_office(engine, JINAN, {"issuer": "济南市工业和信息化局", "order": {"1": [case.id]}})
    enter(engine, JINAN, [{"name": "甲实验室", "unit": "甲公司", "city": "济南"}])
    file_paper(
        engine, JINAN, entries(engine, JINAN)[0].platform.id, "change", None, date(2026, 1, 31), "更名"
    )
    set_due(engine, PROVINCE, "annual", 2025, date(2026, 1, 31), "通知")
    accounts.add_user(engine, PROVINCE, "x", "某人", "city", "济南", "正确的马电池订书钉2025")
    accounts.log_in(engine, "x", "正确的马电池订书钉2025")
    names = names_for(engine, PROVINCE, PACK)
    lines = [(act.what, told(act.before, names), told(act.after, names)) for act in history(engine, PROVINCE)]
    said = {what: (before, after) for what, before, after in lines}
    assert said["settle"] == ("1 个问题待定", "1 个问题已豁免（已核实）")
    assert said["decide"] == ("没有决定", "决定：需补正；理由：缺执照；条款：4.1")
    assert said["undo"] == ("经办：jinan", "撤销了：分派")
    assert said["office"][1] == "发文机关：济南市工业和信息化局；推荐次序：a a公司"
    assert said["filing"][1] == "平台：甲实验室；报送：重大事项变更备案；日期：2026-01-31；内容：更名"
    assert said["due"][1] == "报送：年度工作报告；年度：2025；日期：2026-01-31；出自：通知"
    assert said["login"][1] == "方式：密码"
    for what, before, after in lines:
        assert not re.search(r"[{}\[\]_]|None|True|False|(^|；)[a-z]+：", before + after), (
            what,
            before,
            after,
        )


def test_the_exported_log_has_the_words_and_what_was_kept(engine: Engine) -> None:
    case = put(engine, JINAN, "2025", a="济南")[0]
    decide(engine, JINAN, case.id, "passed", case.version, "无误")
    rows = list(csv.DictReader(io.StringIO(log_sheet(engine, JINAN, PACK).lstrip("\ufeff"))))
    assert (rows[-1]["材料"], rows[-1]["之后"]) == ("a a公司", "决定：通过初审；理由：无误")
    assert '"decision": "passed"' in rows[-1]["之后（原样）"]
