"""A folder of documents becomes a pack that answers with clauses, refuses what is not there, and keeps up with changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor import packs, service
from advisor.errors import InputError
from advisor.lint import lint_pack
from advisor.pack import open_pack
from advisor.settings import settings
from tests.pack.folder import RULES, TRAFFIC, write_docx, write_text

Folder = Callable[..., Path]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to make a pack of; packs and indexes lie beside it."""
    monkeypatch.setenv("ADVISOR_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("ADVISOR_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    (tmp_path / "source").mkdir()
    yield tmp_path / "source"
    settings.cache_clear()


@pytest.fixture
def two(source: Path) -> Path:
    """A statute as a Word file and another as text."""
    write_docx(source / "租赁住房管理办法.docx", RULES)
    write_text(source / "电动自行车管理规定.txt", TRAFFIC)
    return source


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        (
            "出租房屋人均面积不得低于多少平方米",
            "某市租赁住房管理办法:12.2",
            "人均租住建筑面积不得低于五平方米",
        ),
        ("租赁合同要在几天内备案", "某市租赁住房管理办法:13", "三十日内"),
        ("电动自行车最高时速是多少", "某市电动自行车管理规定:5", "二十五公里"),
        ("骑电动自行车要戴头盔吗", "某市电动自行车管理规定:6", "安全头盔"),
    ],
)
def test_it_answers_with_the_clause_of_the_document(
    two: Path, question: str, clause: str, words: str
) -> None:
    packs.new_pack("mine", two)
    got = service.ask(question, pack="mine")
    assert not got.refused
    first = got.citations[0]
    assert first.clause == f"mine/{clause}"
    assert words in first.quote
    assert f"[{clause}]" in got.answer
    kept = open_pack("mine").texts[first.document]
    assert kept[first.start : first.end] == first.quote


@pytest.mark.parametrize("question", ["养老金每个月发多少", "今天天气怎么样", "How do I renew a passport?"])
def test_what_is_not_there_is_refused(two: Path, question: str) -> None:
    packs.new_pack("mine", two)
    got = service.ask(question, pack="mine")
    assert (got.refused, got.refusal) == (True, "not-in-text")


def test_one_document_needs_no_prefix(source: Path) -> None:
    write_text(source / "租赁住房管理办法.md", RULES)
    packs.new_pack("one", source)
    got = service.ask("出租房屋人均面积不得低于多少平方米", pack="one")
    assert got.citations[0].clause == "one/12.2"


def test_it_has_no_faults(two: Path) -> None:
    packs.new_pack("mine", two)
    assert lint_pack("mine") == []


def test_a_question_for_the_list_gets_the_whole_list(two: Path) -> None:
    packs.new_pack("mine", two)
    got = service.ask("出租住房应当符合哪些条件", pack="mine")
    assert "（一）" in got.citations[0].quote
    assert "（三）" in got.citations[0].quote


def test_what_cannot_be_read_is_told_and_stops_nothing(two: Path) -> None:
    (two / "坏的.docx").write_bytes(b"PK\x03\x04 cut off")
    (two / "空的.txt").write_bytes(b"")
    made = packs.new_pack("mine", two).gathered
    assert [entry.path for entry in made.of_state("unread")] == ["坏的.docx", "空的.txt"]
    assert all(entry.why for entry in made.of_state("unread"))
    assert len(made.of_state("kept")) == 2


def test_only_what_changed_is_read_again(two: Path) -> None:
    assert packs.new_pack("mine", two).gathered.read_now == 2
    assert packs.new_pack("mine", two).gathered.read_now == 0
    write_text(two / "电动自行车管理规定.txt", TRAFFIC.replace("二十五", "二十"))
    assert packs.new_pack("mine", two).gathered.read_now == 1
    got = service.ask("电动自行车最高时速是多少", pack="mine")
    assert got.citations[0].clause == "mine/某市电动自行车管理规定:5"
    assert "二十公里" in got.answer


def test_a_kill_half_way_loses_nothing_read(two: Path) -> None:
    """The ledger's last line may be cut off: that file is read again, the others are not."""
    made = packs.new_pack("mine", two).gathered
    ledger = made.folder / "reading.jsonl"
    ledger.write_text(ledger.read_text("utf-8")[:-30], "utf-8")
    assert packs.new_pack("mine", two).gathered.read_now == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("（2019年3月1日发布）", "（2023年5月1日修订）"),
        ("（2019年3月1日发布）", "（2019年3月2日发布）"),
    ],
)
def test_of_two_editions_the_newer_is_cited_and_the_older_kept(source: Path, old: str, new: str) -> None:
    title, rest = TRAFFIC.split("\n", 1)
    write_text(source / "甲.txt", f"{title}\n{new}\n{rest.replace('二十五', '二十')}")
    write_text(source / "乙.txt", f"{title}\n{old}\n{rest}")
    made = packs.new_pack("mine", source)
    assert made.gathered.doubts == []
    got = service.ask("电动自行车最高时速是多少", pack="mine")
    assert "二十公里" in got.answer
    assert "二十五公里" not in got.answer
    assert any("二十五公里" in text for text in open_pack("mine").texts.values())


def test_a_draft_replaces_nothing_and_an_unknown_order_is_told(source: Path) -> None:
    title, rest = TRAFFIC.split("\n", 1)
    write_text(source / "甲.txt", f"{title}\n{rest}")
    write_text(
        source / "乙.txt", f"{title}（征求意见稿）\n（2024年1月1日）\n{rest.replace('二十五', '三十')}"
    )
    assert packs.new_pack("mine", source).gathered.doubts == []
    assert all(each.replaces is None for each in open_pack("mine").info.documents)
    write_text(source / "丙.txt", f"{title}\n{rest.replace('二十五', '四十')}")
    assert len(packs.new_pack("mine", source).gathered.doubts) == 1


def test_the_same_text_twice_is_kept_once(two: Path) -> None:
    write_text(two / "副本.txt", TRAFFIC)
    made = packs.new_pack("mine", two).gathered
    assert [entry.state for entry in made.entries].count("same") == 1


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".x"])
def test_a_name_that_leads_elsewhere_is_refused(two: Path, name: str) -> None:
    with pytest.raises(InputError):
        packs.new_pack(name, two)


def test_a_pack_written_by_hand_is_left_alone(two: Path) -> None:
    with pytest.raises(InputError, match="换一个名字"):
        packs.new_pack("sd-digital-platform", two)


def test_the_command_says_what_became_of_the_files(two: Path) -> None:
    (two / "坏的.pdf").write_bytes(b"%PDF-1.7 cut off")
    run = subprocess.run(
        [Path(sys.executable).parent / "advisor", "pack", "new", "mine", "--from", str(two)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "没有读成（1）：\n  坏的.pdf：" in run.stdout
    assert "2 份文件" in run.stdout


def test_a_folder_that_is_none_is_one_clear_line(source: Path) -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "advisor", "pack", "new", "mine", "--from", str(source / "none")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("错误：找不到文件夹")
