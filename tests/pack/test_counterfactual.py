"""When the text changes, answers follow the text and lint says where the pack parts from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from advisor.answer.ask import answer
from advisor.errors import PackError
from advisor.lint import lint
from advisor.pack.load import load_pack
from advisor.pack.model import Pack

TODAY = date(2026, 11, 23)
Changed = Callable[..., Pack]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """A copy of the pack whose policy text has `old` replaced by `new`."""

    def make(old: str, new: str, file: str = "policy/plan.txt") -> Pack:
        folder = tmp_path / "sd-digital-platform"
        shutil.copytree("knowledge/sd-digital-platform", folder)
        path = folder / file
        text = path.read_bytes().decode("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new).encode("utf-8"))
        return load_pack(folder)

    return make


def test_partner_limit_follows(changed: Changed) -> None:
    pack = changed("原则上不超过3个", "原则上不超过5个")
    assert "原则上不超过5个" in answer("联合建设单位最多几个", pack, TODAY).answer
    got = answer("我们实验室联合了4家单位，行吗", pack, TODAY)
    assert got.verdict is not None
    assert {row.id: row.outcome for row in got.verdict.criteria}["partner-limit"] == "met"
    assert any("partner_limit" in fault for fault in lint(pack))


def test_validity_follows(changed: Changed) -> None:
    pack = changed("有效期3年", "有效期4年")
    assert "2029年" in answer("2025年批下来的平台有效期到哪年", pack, TODAY).answer


def test_target_follows(changed: Changed) -> None:
    pack = changed("建设50个左右的数字经济发展创新实验室", "建设60个左右的数字经济发展创新实验室")
    assert "60个左右" in answer("创新实验室要建多少个", pack, TODAY).answer


def test_window_of_accidents_follows(changed: Changed) -> None:
    pack = changed("1.三年内发生", "1.五年内发生")
    got = answer("公司2022年6月发生过重大生产安全事故，能申报吗", pack, TODAY)
    assert got.verdict is not None
    assert got.verdict.outcome == "ineligible"


def test_removed_clause_is_no_longer_a_condition(changed: Changed) -> None:
    pack = changed("3.申报材料及数据弄虚作假的；\n", "")
    got = answer("申报材料造假还能申报吗", pack, TODAY)
    assert all(row.id != "no-fraud" for row in (got.verdict.criteria if got.verdict else ()))
    assert any("no-fraud" in fault for fault in lint(pack))


def test_a_duty_that_became_a_permission_is_noticed(changed: Changed) -> None:
    pack = changed("申报单位应为山东省境内依法注册、具有独立法人资格的", "申报单位可以为依法设立的")
    assert any("legal-person" in fault for fault in lint(pack))
    got = answer("个体工商户可以申报吗", pack, TODAY)
    assert all(row.id != "legal-person" for row in (got.verdict.criteria if got.verdict else ()))


@pytest.mark.parametrize(
    ("old", "new", "file", "line", "words"),
    [
        ("- id: legal-person", "- id: legal-person\n  colour: red", "criteria.yaml", True, "不认识的键"),
        ("short: 工作方案", "short: [工作方案", "pack.yaml", True, "YAML"),
        ("title: 山东省", "titel: 山东省", "pack.yaml", True, "缺少必填项"),
        ("{lab-target}", "", "guidelines/2-types.md", True, "标题应写作"),
    ],
)
def test_a_broken_file_is_told_with_its_line(
    changed: Changed, old: str, new: str, file: str, line: bool, words: str
) -> None:
    with pytest.raises(PackError) as raised:
        changed(old, new, file)
    faults = "\n".join(raised.value.faults)
    assert words in faults
    assert f"{file}:" in faults


def test_the_pack_itself_has_no_faults() -> None:
    assert lint(load_pack(Path("knowledge/sd-digital-platform"))) == []
