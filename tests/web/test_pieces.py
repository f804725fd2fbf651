"""The pieces the page is made of, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from advisor.domain import Answer, CheckReport, Citation, Clause, Fact, Sighting
from advisor.errors import InputError
from advisor.pack import open_pack
from advisor.pack.facts import FactSpec, FactValue
from advisor.web import upload
from advisor.web.conversation import Conversation, Turn
from advisor.web.facts import Sheet
from advisor.web.faults import explain
from advisor.web.library import Library
from advisor.web.marks import Line, Piece, cut_answer, cut_clause, short_number
from advisor.web.page import tabs
from advisor.web.render import render
from advisor.web.shelf import Shelf
from advisor.web.upload import FileProgress, Reading, staged, work_through

TEXT = "（五）可以联合，原则上不超过3个。"
CLAUSE = Clause(
    id="p/4.5", path="4.5", text=TEXT, heading="四、条件（五）", document="d", start=100, end=100 + len(TEXT)
)
KIND = FactSpec(
    name="kind", label="性质", question="?", sheet=True, values=(FactValue(value="firm", label="企业"),)
)
PACK = open_pack().model_copy(update={"facts": (KIND,)})


def cite(words: str, document: str = "d") -> Citation:
    start = 100 + TEXT.index(words)
    return Citation(
        clause="p/4.5", heading="", quote=words, document=document, start=start, end=start + len(words)
    )


def answer(text: str, *citations: Citation) -> Answer:
    return Answer(schema=1, question="", answer=text, citations=citations)


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("四、申报条件（五）", "四（五）"),
        ("四、申报条件（六）1.", "四（六）1"),
        ("六、保障措施(三)", "六(三)"),
        ("二、体系（试行）", "二"),
        ("第三章第十二条（二）", "第三章第十二条（二）"),
        ("前言", "前言"),
    ],
)
def test_the_number_alone_is_read_off_a_heading(heading: str, number: str) -> None:
    assert short_number(heading) == number


def test_an_answer_is_cut_at_its_marks() -> None:
    assert cut_answer(answer("可以[4.5]。\n\n见[p/5.2][rules:3.1]")) == [
        Line([Piece("可以"), Piece("4.5", clause="4.5", tail="。")]),
        Line([Piece("见"), Piece("p/5.2", clause="p/5.2"), Piece("rules:3.1", clause="rules:3.1")]),
    ]


def test_brackets_that_are_no_marks_stay_text() -> None:
    assert cut_answer(answer("[注] 文号〔2024〕3号 [a b]")) == [Line([Piece("[注] 文号〔2024〕3号 [a b]")])]


def test_what_is_listed_with_a_clause_each_stands_in_items() -> None:
    (line,) = cut_answer(answer("对得上的条件：有人[4.1]（您说“有；很多”）；有钱[4.3]。"))
    assert line.pieces == [Piece("对得上的条件：")]
    said = ["".join(piece.text + piece.tail for piece in item) for item in line.items]
    assert said == ["有人4.1（您说“有；很多”）；", "有钱4.3。"]


@pytest.mark.parametrize(
    "text", ["要看：一是条件；二是材料[4.1]。", "还要确认：条件[4.1]。", "条件[4.1]；材料[4.2]。"]
)
def test_a_line_that_lists_no_clauses_stays_a_line(text: str) -> None:
    assert not cut_answer(answer(text))[0].items


def test_a_line_that_repeats_a_citation_is_left_to_the_card() -> None:
    said = answer("可以[4.5]。\n原文：“可以联合”[4.5]", cite("可以联合"))
    assert len(cut_answer(said)) == 1
    assert len(cut_answer(said, whole=True)) == 2


def test_a_line_that_says_more_than_a_citation_stays() -> None:
    said = answer("文件说“可以联合”，但要先问[4.5]\n原文：“可以单独”[4.5]", cite("可以联合"))
    assert len(cut_answer(said)) == 2


def test_cited_words_are_marked_and_nothing_is_lost() -> None:
    pieces = cut_clause(
        CLAUSE, [cite("原则上不超过"), cite("可以联合"), cite("不超过3个"), cite("可以", "other")]
    )
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [piece.text for piece in pieces if piece.quoted] == ["可以联合", "原则上不超过", "3个"]


def test_a_mark_finds_its_clause_with_and_without_the_pack() -> None:
    library = Library([CLAUSE])
    assert library.find("4.5") is library.find("p/4.5") is CLAUSE
    assert library.find("9.9") is None
    assert library.name("9.9") == "9.9"


def test_what_is_told_goes_along_and_what_is_read_is_only_shown() -> None:
    read = Fact(name="kind", value="firm", sightings=(Sighting(value="firm", by="pattern"),))
    said = answer("").model_copy(update={"facts": (read,)})
    sheet = Sheet().see(said, PACK)
    assert (sheet.told, sheet.read) == ({}, {"kind": "企业"})
    told = sheet.tell("kind", "高校").see(said, PACK)
    assert (told.told, told.read) == ({"kind": "高校"}, {})
    assert told.tell("kind", "").told == {}


def test_what_is_not_sure_is_asked_for_and_not_shown_as_told() -> None:
    read = Fact(name="kind", value="firm", sightings=(Sighting(value="firm", by="pattern"),))
    for sure in (True, False):
        said = answer("").model_copy(update={"facts": (read.model_copy(update={"sure": sure}),)})
        assert ("kind" in Sheet().see(said, PACK).read) is sure


def test_the_type_an_answer_speaks_of_is_on_the_sheet() -> None:
    sheet = Sheet().see(answer("").model_copy(update={"platform": "lab"}), PACK)
    line = sheet.fields(PACK)[0]
    assert (line.label, line.told) == ("平台类型", False)
    assert line.value == PACK.track("lab").short in line.options


@pytest.mark.parametrize("words", ["<script>x</script>", "${1}", '"><b onclick=x>', "{{ x }}"])
def test_every_value_is_escaped(words: str) -> None:
    html = render("failure", text=words)
    assert "<script" not in html
    assert "<b " not in html
    sheet = render("sheet", fields=Sheet(told={"kind": words}).fields(PACK), kept=words)
    assert "<script" not in sheet
    assert "<b " not in sheet


def test_a_conversation_goes_to_the_browser_and_back() -> None:
    said = answer("可以[4.5]。", cite("可以"))
    talk = Conversation().plus(Turn(question="可以吗", answer=said)).plus(Turn(question="几个"))
    back = Conversation.read(talk.written())
    assert back.turns[0].answer == said
    assert (back.turns[1].stopped, talk.turns[1].stopped) == (True, False)
    assert Conversation().written() == ""


def test_our_errors_are_said_as_they_are_and_others_get_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(InputError("年份不对")) == "年份不对"
    said = explain(ValueError("secret detail"))
    assert "secret" not in said
    assert "编号" in said
    assert "ValueError" in capsys.readouterr().out


def test_uploads_lie_under_their_own_names_and_go_afterwards(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "表.txt", tmp_path / "b" / "表.txt"
    for path in (first, second):
        path.parent.mkdir()
        path.write_text(path.parent.name)
    with staged([str(first), str(second)]) as folder:
        assert {path.name: path.read_text() for path in folder.iterdir()} == {
            "表.txt": "a",
            "表（2）.txt": "b",
        }
    assert not folder.exists()


def test_an_upload_that_was_cleared_away_is_asked_for_again(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="请重新选择文件"), staged([str(tmp_path / "申报书.docx")]):
        pass


def test_the_progress_shows_every_file_and_members_in_place_of_their_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(paths: list[Path], progress: upload.Any) -> CheckReport:
        progress("a.zip/x.pdf", 1, 4)
        return CheckReport(schema=1)

    monkeypatch.setattr(upload.service, "check", check)
    monkeypatch.setattr(upload, "PAUSE", 5)
    for name in ("a.zip", "b.docx"):
        (tmp_path / name).write_bytes(b"")
    *readings, report = work_through(tmp_path, {})
    assert isinstance(report, CheckReport)
    assert all(isinstance(reading, Reading) for reading in readings)
    assert FileProgress("a.zip/x.pdf", 1, 4).state == "reading"
    assert FileProgress("b.docx").state == "waiting"
    assert FileProgress("b.docx", 2, 2).state == "done"


def test_what_goes_wrong_while_checking_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(paths: list[Path], progress: object) -> CheckReport:
        raise InputError("没有文件")

    monkeypatch.setattr(upload.service, "check", check)
    with pytest.raises(InputError, match="没有文件"):
        list(work_through(tmp_path, {}))


def test_a_reading_that_nobody_waits_for_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = Event()

    def check(paths: list[Path], progress: Callable[[str, int, int], None]) -> CheckReport:
        page = 0
        try:
            while page < 1000:
                page += 1
                progress("a.pdf", page, 1000)
                sleep(0.02)
        finally:
            ended.set()
        return CheckReport(schema=1)

    monkeypatch.setattr(upload.service, "check", check)
    steps = work_through(tmp_path, {})
    assert isinstance(next(steps), Reading)
    steps.close()
    assert ended.wait(5)


def test_the_progress_is_given_again_though_nothing_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "BEAT", 0.1)

    def check(paths: list[Path], progress: object) -> CheckReport:
        sleep(1.5)
        return CheckReport(schema=1)

    monkeypatch.setattr(upload.service, "check", check)
    *readings, _ = work_through(tmp_path, {})
    assert len(readings) > 2


@pytest.mark.parametrize(("model", "said"), [(False, "本机处理"), (True, "提问由模型润色")])
def test_the_head_says_where_questions_go(model: bool, said: str) -> None:
    assert said in render("header", pack=open_pack().info, library=Library(open_pack().clauses), model=model)


@pytest.mark.parametrize(("kept", "said"), [(False, "不留底"), (True, "读出的内容会留在这台机器上")])
def test_the_check_says_what_is_kept(kept: bool, said: str) -> None:
    html = render("check_intro", kept=kept)
    assert said in html
    assert ("不留底" in html) is not kept


def test_a_pack_without_types_offers_no_self_assessment() -> None:
    whole = open_pack()
    plain = whole.model_copy(update={"info": whole.info.model_copy(update={"tracks": ()})})
    assert "资格自评" in [tab.name for tab in tabs(whole, Library(()), Shelf())]
    assert "资格自评" not in [tab.name for tab in tabs(plain, Library(()), Shelf())]
