"""资格自评 as an applicant walks it, on a wide screen and on a phone."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from advisor import service
from advisor.answer.sheet import options_of
from advisor.pack import open_pack
from tests.web.walk import open_tab, scrolls_sideways

GOOD = {"violation": "没有", "accident": "没有发生"}
CARD = ".question-card"


def begin(page: Page) -> None:
    """Open the tab and wait for the first question."""
    open_tab(page, "资格自评")
    page.wait_for_selector(CARD)


def answer(page: Page, option: str) -> str:
    """Choose an answer of the question shown; the fact it was about."""
    fact = page.locator(CARD).get_attribute("data-fact-asked") or ""
    page.locator(".choice", has_text=option).first.click()
    expect(page.locator(f'{CARD}[data-fact-asked="{fact}"]')).to_have_count(0)
    return fact


def answer_well(page: Page, most: int) -> list[str]:
    """Answer as a unit would that has all it needs; the facts asked for, in order."""
    asked = []
    for _ in range(most):
        shown = page.locator(".choice").all_inner_texts()
        wanted = ("企业（公司）", "山东省内", "没有发生", "没有", "有")
        fact = page.locator(CARD).get_attribute("data-fact-asked") or ""
        good = GOOD.get(fact) or next(each for each in wanted if each in shown and each != "没有")
        asked.append(answer(page, good))
    return asked


def test_one_question_after_the_other_fills_the_grid(desktop: Page) -> None:
    begin(desktop)
    pack = open_pack()
    expect(desktop.locator(".grid tbody tr")).to_have_count(
        len([each for each in pack.criteria if not each.joint_only])
    )
    first = service.assess({}).ask_back[0]
    expect(desktop.locator(f"{CARD} h2")).to_have_text(first.question)
    asked = answer_well(desktop, 6)
    assert asked[0] == first.fact
    assert len(set(asked)) == len(asked)
    expect(desktop.locator(".known .chip")).to_have_count(6)
    assert desktop.locator(".grid .state-met").count() >= 6
    expect(desktop.locator(".grid .state-judged").first).to_have_text("由评审认定")


def test_a_clause_opens_beside_the_grid_at_its_words(desktop: Page) -> None:
    begin(desktop)
    row = desktop.locator(".grid tbody tr").nth(1)
    words = open_pack().criteria[1].words[0]
    row.locator(".mark").click()
    panel = desktop.locator("#clause-panel")
    expect(panel).to_be_visible()
    expect(panel.locator(".policy").last).to_contain_text(words)
    lit = desktop.evaluate("[...CSS.highlights.get('cited')].map(String)")
    assert lit == [words]
    desktop.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(row.locator(".mark")).to_be_focused()


def test_an_answer_can_be_changed_and_a_question_passed_over(desktop: Page) -> None:
    begin(desktop)
    answer(desktop, "企业（公司）")
    desktop.locator(".chip", has_text="单位性质").click()
    answer(desktop, "个体工商户")
    expect(desktop.locator(".headline")).to_contain_text("不能报")
    assert desktop.locator(".type-ineligible").count() == len(open_pack().info.tracks)
    expect(desktop.locator(".grid .because").first).to_contain_text("法人")
    desktop.locator(".chip", has_text="单位性质").click()
    desktop.click(".skip")
    expect(desktop.locator(".chip")).to_have_count(0)


def test_a_description_is_read_and_names_the_best_fit(desktop: Page) -> None:
    begin(desktop)
    desktop.fill(".about-field", "我们公司在济南注册，给中小企业做数字化转型诊断、咨询和检测服务")
    desktop.click(".about button")
    best = next(info for info in open_pack().info.tracks if info.id == "service")
    expect(desktop.locator(".headline")).to_contain_text(best.name)
    expect(desktop.locator(".type-best")).to_contain_text(best.short)
    expect(desktop.locator(".chip-read", has_text="注册地")).to_be_visible()


def test_a_type_is_not_called_the_best_before_the_others_were_asked_for(desktop: Page) -> None:
    begin(desktop)
    answer_well(desktop, 6)
    ahead = desktop.locator(".ribbon:not(.ribbon-close)")
    assert "还没问完" in desktop.locator(".headline").inner_text()
    expect(ahead).to_have_text("暂时领先")


def test_what_was_told_is_there_after_a_reload_and_gone_after_restart(desktop: Page) -> None:
    begin(desktop)
    answer(desktop, "企业（公司）")
    desktop.reload()
    begin(desktop)
    expect(desktop.locator(".chip", has_text="单位性质")).to_be_visible()
    desktop.get_by_role("button", name="全部重来").click()
    expect(desktop.locator(".chip")).to_have_count(0)


def test_the_result_is_taken_away_as_word_and_as_a_page(desktop: Page) -> None:
    begin(desktop)
    answer(desktop, "企业（公司）")
    with desktop.expect_download() as download:
        desktop.get_by_role("button", name="下载 Word").click()
    text = "\n".join(each.text for each in Document(str(download.value.path())).paragraphs)
    assert "单位性质：企业（公司）" in text
    with desktop.expect_download() as download:
        desktop.get_by_role("button", name="下载网页").click()
    page = Path(download.value.path()).read_text("utf-8")
    assert all(each.name in page for each in open_pack().criteria if not each.joint_only)


def test_a_phone_shows_the_question_first_and_never_scrolls_sideways(phone: Page) -> None:
    begin(phone)
    answer_well(phone, 3)
    assert not scrolls_sideways(phone)
    card, result = phone.locator(CARD).bounding_box(), phone.locator(".assess-result").bounding_box()
    assert card
    assert result
    assert card["y"] < result["y"]
    phone.locator(".grid .mark").first.click()
    expect(phone.locator("#clause-panel")).to_be_in_viewport()


def test_the_keyboard_alone_goes_from_question_to_question(desktop: Page) -> None:
    begin(desktop)
    desktop.locator(".choice").first.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator(f"{CARD} [data-focus-here]")).to_be_focused()
    desktop.keyboard.press("Tab")
    expect(desktop.locator(".choice").first).to_be_focused()


def test_every_question_of_the_pack_can_be_answered(served: str) -> None:
    """Each option shown is one the assessment takes."""
    for spec in open_pack().facts:
        for option in options_of(spec):
            assert {fact.name for fact in service.assess({spec.name: option}).facts} == {spec.name}


@pytest.mark.parametrize("filled", ["", "{}x", json.dumps({"told": {"no-such": "x"}})])
def test_a_forged_paper_is_refused_in_one_line(served: str, filled: str) -> None:
    form = urllib.parse.urlencode({"filled": filled or "-", "form": "docx"}).encode()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{served}paper/assessment", form)
    assert refused.value.code == 400
    assert "notice-error" in refused.value.read().decode()


def test_the_word_paper_opens(served: str) -> None:
    form = urllib.parse.urlencode({"filled": json.dumps({"told": {}}), "form": "docx"}).encode()
    with urllib.request.urlopen(f"{served}paper/assessment", form) as paper:
        assert Document(BytesIO(paper.read())).tables
