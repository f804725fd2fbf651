"""Facts files: what is refused and how it is told, what is kept, how an interview goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from advisor import service
from advisor.cli import app
from advisor.drafting.outline import load_book
from advisor.drafting.told import read_file
from advisor.errors import InputError
from advisor.pack.load import open_pack
from advisor.paperwork.draft import Commission
from tests.drafting.test_platform import EXAMPLES, FACTS, name

BOOK = load_book(open_pack("sd-digital-platform"))
RUN = CliRunner()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("平台名称: 甲\n平台各称: 乙\n", r"facts\.yaml:2: 不认识的键“平台各称”，是不是“平台名称”"),
        ("平台名称: 甲\n\n专职人员: 五人\n", r"facts\.yaml:3: “专职人员”应为数字（单位：人），现为“五人”"),
        ("专职人员: 12万元\n", r"facts\.yaml:1: “专职人员”应为数字"),
        ("平台类型: 重点实验室\n", r"facts\.yaml:1: “平台类型”应为其中之一：数字经济创新实验室"),
        ("成文日期: 去年\n", r"facts\.yaml:1: “成文日期”应为日期，如 2025-03-31"),
        ("年度: 25\n", r"facts\.yaml:1: “年度”应为四位年份"),
        ("平台负责人: [甲, 乙]\n", r"facts\.yaml:1: “平台负责人”应为一行文字，现为列表"),
        ("论文: 三篇\n", r"facts\.yaml:1: “论文”应为列表"),
        ("论文:\n  - 论文题目: 甲\n    期刊号: 1\n", r"facts\.yaml:3: “论文”的第 1 条有不认识的栏目“期刊号”"),
        ("承担项目:\n  - {项目名称: 甲, 经费: 不少}\n", r"facts\.yaml:2: .*“经费（万元）”应为数字"),
        ("论文:\n  - {作者: 甲}\n", r"facts\.yaml:2: “论文”的第 1 条没有写“论文题目”"),
        ("leader: 甲\n平台负责人: 乙\n", r"facts\.yaml:2: “平台负责人”与前面的一项重复"),
        ("平台名称: 甲\n平台名称: 乙\n", r"facts\.yaml:2: .*键重复"),
        ("- 甲\n", r"facts\.yaml:1: 应是一项一行的“名称: 值”，现为列表"),
        ("平台名称: {值: 甲, 来处: 乙}\n", r"facts\.yaml:1: “平台名称”应为一行文字，现为键值对"),
        ("专职人员: 是\n兼职人员: 否\n", r"facts\.yaml:1: .*（另有 1 处）"),
        ("专职人员: true\n", r"facts\.yaml:1: .*现为true/false"),
    ],
)
def test_a_fault_is_told_by_line_and_by_what_was_expected(lines: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(lines, "utf-8")
    with pytest.raises(InputError, match=said):
        read_file(file, BOOK)
    result = RUN.invoke(app, ["draft", "annual", "--facts", str(file), "--out", str(tmp_path / "a.docx")])
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "a.docx").exists()


def test_values_may_be_written_plainly_and_with_where_they_come_from(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(
        "uscc: 12370300432900000X\nphone: 13800001111\ndate: 2026-03-02\n公布时间: 2024-04\n"
        "专职人员: {值: 12人, 出处: 花名册}\n联合建设单位: 无\n存在问题: |\n  甲。\n  乙。\n论文: [甲论文]\n建设单位:\n",
        "utf-8",
    )
    told = read_file(file, BOOK)
    assert told["date"].items[0].text == "2026年3月2日"
    assert told["validity_start"].items[0].text == "2024年4月"
    assert told["full_time"].items[0].text == "12"
    assert told["full_time"].items[0].sources[0].text == "facts.yaml 第5行（出处：花名册）"
    assert told["partners"].nothing
    assert [item.text for item in told["problems"].items] == ["甲。", "乙。"]
    assert told["papers"].items[0].cells == {"name": "甲论文"}
    assert "unit_name" not in told


@pytest.mark.parametrize("facts", FACTS, ids=name)
def test_what_is_kept_says_the_same_when_it_is_read_again(facts: Path, tmp_path: Path) -> None:
    paper = service.manuscript(Commission(facts.stem.split("-")[0], facts))
    file = tmp_path / "state.yaml"
    paper.keep(file)
    again = service.manuscript(Commission(facts.stem.split("-")[0], file))
    assert again.look().missing == paper.look().missing
    for fact, known in paper.dossier.told.items():
        kept = again.dossier.told[fact]
        assert [i.shown for i in kept.items] == [i.shown for i in known.items], fact
        assert kept.nothing == known.nothing


@pytest.mark.parametrize(("paper", "kind"), [("annual", None), ("change", "rename"), ("plan", "operation")])
def test_a_blank_facts_file_can_be_read_and_tells_nothing(
    paper: str, kind: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "空白.yaml"
    options = ["--kind", kind] if kind else []
    result = RUN.invoke(app, ["draft", paper, "--track", "lab", *options, "--blank", str(file)])
    assert result.exit_code == 0, result.output
    assert set(read_file(file, BOOK)) <= {"track", "change_kind", "paper"}
    again = RUN.invoke(app, ["draft", paper, "--track", "lab", "--blank", str(file)])
    assert isinstance(again.exception, InputError)
    asked = {row.label for row in BOOK.facts} & set(yaml.safe_load(file.read_text("utf-8")))
    assert len(asked) > 8


def test_an_interview_asks_one_thing_at_a_time_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    state = tmp_path / "访谈.yaml"
    facts = EXAMPLES / "annual-talent.yaml"
    given = yaml.safe_load(facts.read_text("utf-8"))
    for gone in ("平台负责人", "实训师资", "课程", "存在问题"):
        given.pop(gone)
    partial = tmp_path / "部分.yaml"
    partial.write_text(yaml.safe_dump(given, allow_unicode=True), "utf-8")
    command = ["draft", "annual", "--interview", "--state", str(state)]
    first = RUN.invoke(app, [*command, "--facts", str(partial)], input="田雅文\n二十多\n22\nq\n")
    assert first.exit_code == 0, first.output
    assert "应为数字（单位：人），现为“二十多”，请再说一次" in first.output
    out = tmp_path / "报告.docx"
    answers = "三维建模；32；田雅文\n工业软件测试；24\n\n一是人手不够。\n二是场地不足。\n\n"
    second = RUN.invoke(app, [*command, "--out", str(out)], input=answers)
    assert second.exit_code == 0, second.output
    assert "平台的管理运营负责人是谁" not in second.output
    kept = read_file(state, BOOK)
    assert kept["leader"].items[0].text == "田雅文"
    assert [item.cells["name"] for item in kept["courses"].items] == ["三维建模", "工业软件测试"]
    assert "待补" not in second.output
    assert out.exists()


def test_a_difference_is_settled_by_its_number(tmp_path: Path) -> None:
    from tests.drafting.make import make_evidence

    case = Path(__file__).parent / "evidence/center.yaml"
    folder = tmp_path / "材料"
    folder.mkdir()
    make_evidence(yaml.safe_load(case.read_text("utf-8"))["files"], folder)
    state = tmp_path / "访谈.yaml"
    command = ["draft", "annual", "--interview", "--state", str(state), "--from", str(folder)]
    result = RUN.invoke(app, command, input="\n2\nq\n")
    assert "迟远航——登记表.docx" in result.output
    assert read_file(state, BOOK)["leader"].items[0].text == "迟远航"


def test_what_the_command_line_says_may_not_differ_from_the_facts(tmp_path: Path) -> None:
    facts = EXAMPLES / "annual-lab.yaml"
    with pytest.raises(InputError, match="--track 是“数字经济创新人才基地”，事实文件里的“平台类型”"):
        service.draft("annual", out=tmp_path / "a.docx", facts=facts, track="talent")
    with pytest.raises(InputError, match="--kind 只用于"):
        service.draft("annual", out=tmp_path / "a.docx", variant="rename")
    with pytest.raises(InputError, match=r"应是 \.docx"):
        service.draft("annual", out=tmp_path / "a.pdf", facts=facts)
    with pytest.raises(InputError, match="找不到"):
        service.draft("annual", out=tmp_path / "a.docx", sources=[tmp_path / "没有"])
