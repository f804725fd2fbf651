"""问一问 as an applicant walks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor import service
from advisor.pack import open_pack
from evals.startup import serving
from tests.web.walk import QUESTION, ask, open_tab

JOINT = "实验室可以联合申报吗？联合单位最多几个？"
HOSTILE = "<img src=x onerror=alert(1)> ${alert(2)} {{constructor}} 申报条件有哪些？"


def test_an_answer_stands_beside_the_clause_with_the_quoted_words_marked(desktop: Page) -> None:
    ask(desktop, JOINT)
    clause = open_pack().clause("4.5")
    assert clause is not None
    card = desktop.locator(f'.turn-last .clause-card[data-clause="{clause.id}"]')
    expect(card.locator(".policy").last).to_have_text(clause.text.strip())
    marked = card.locator("mark").all_text_contents()
    assert marked
    assert all(words in clause.text for words in marked)
    said, sources = desktop.locator(".turn-last .said"), desktop.locator(".turn-last .sources")
    left, right = said.bounding_box(), sources.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]


def test_a_mark_in_the_answer_opens_its_clause(desktop: Page) -> None:
    ask(desktop, JOINT)
    mark = desktop.locator(".turn-last .answer .mark").first
    wanted = mark.get_attribute("data-open")
    mark.click()
    expect(desktop.locator(f'.turn-last .clause-card[data-clause="{wanted}"]')).to_be_focused()


def test_what_is_copied_names_its_document_and_clause(visit: Callable[..., Page]) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, JOINT)
    pack = open_pack()
    clause = pack.clause("4.5")
    assert clause is not None
    page.locator(f'.turn-last .clause-card[data-clause="{clause.id}"] [data-copy]').click()
    expect(page.locator(".toast")).to_have_text("已复制")
    quoted = page.evaluate("navigator.clipboard.readText()")
    assert quoted.endswith(f"（《{pack.info.title}》{clause.heading}）")
    assert quoted.split("”（")[0].removeprefix("“").split("……")[0] in clause.text
    page.click(".turn-last [data-copy-answer]")
    expect(page.locator(".toast")).to_have_count(2)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"（依据：《{pack.info.title}》）")
    assert "〔四（五）〕" in copied


def test_conditions_are_listed_one_under_the_other(desktop: Page) -> None:
    question = "我们是济南的公司，没有失信，也没出过安全事故，能申报创新实验室吗？"
    ask(desktop, question)
    items = desktop.locator(".turn-last .answer ul li")
    assert items.count() >= 4
    assert all(items.nth(at).locator(".mark").count() for at in range(items.count()))
    plain = service.ask(question).answer.splitlines()
    met = next(line for line in plain if "您说“" in line)
    shown = desktop.locator(".turn-last .answer ul").first.locator("li").all_inner_texts()
    assert len(shown) == met.count("（您说")


def test_a_card_leads_to_the_clause_in_the_whole_text(desktop: Page) -> None:
    ask(desktop, JOINT)
    desktop.locator(".turn-last .clause-card [data-goto]").first.click()
    expect(desktop.locator("#clauses .statute")).to_be_visible()
    expect(desktop.locator("#clauses .flash")).to_be_in_viewport()


def test_an_example_is_asked_by_one_click(desktop: Page) -> None:
    example = desktop.locator(".example").first
    question = example.inner_text()
    example.click()
    expect(desktop.locator(".turn-last .asked")).to_have_text(question)
    desktop.wait_for_selector(".turn-last .answer")


def test_a_new_conversation_is_empty(desktop: Page) -> None:
    ask(desktop, JOINT)
    desktop.click("#restart")
    expect(desktop.locator(".welcome")).to_be_visible()
    expect(desktop.locator(".turn")).to_have_count(0)


def test_an_empty_question_changes_nothing(desktop: Page) -> None:
    desktop.fill(QUESTION, "   ")
    desktop.press(QUESTION, "Enter")
    expect(desktop.get_by_text("请先写下要问的事")).to_be_visible()
    expect(desktop.locator(".turn")).to_have_count(0)


def test_what_is_typed_is_shown_as_text(desktop: Page) -> None:
    ask(desktop, HOSTILE)
    expect(desktop.locator(".turn-last .asked")).to_have_text(HOSTILE)
    expect(desktop.locator(".turn-last .asked img")).to_have_count(0)


@pytest.mark.parametrize("sign", ['isComposing: true, key: "Enter"', 'keyCode: 229, key: "Enter"'])
def test_enter_inside_an_input_method_does_not_send(desktop: Page, sign: str) -> None:
    desktop.fill(QUESTION, "shenbao tiaojian")
    desktop.locator(QUESTION).evaluate(
        f"field => field.dispatchEvent(new KeyboardEvent('keydown', {{{sign}, bubbles: true}}))"
    )
    desktop.wait_for_timeout(400)
    expect(desktop.locator(".turn")).to_have_count(0)
    expect(desktop.locator(QUESTION)).to_have_value("shenbao tiaojian")


def test_shift_and_enter_breaks_the_line(desktop: Page) -> None:
    desktop.fill(QUESTION, "第一行")
    desktop.press(QUESTION, "Shift+Enter")
    desktop.locator(QUESTION).press_sequentially("第二行")
    expect(desktop.locator(QUESTION)).to_have_value("第一行\n第二行")
    expect(desktop.locator(".turn")).to_have_count(0)


def test_what_the_sheet_says_goes_with_the_question(desktop: Page) -> None:
    desktop.click("[data-sheet-toggle]")
    field = desktop.locator('.sheet-fields select[data-fact="entity_kind"]')
    choice = field.locator("option").nth(1).inner_text()
    field.select_option(choice)
    expect(desktop.locator(".sheet-bar .chip")).to_contain_text(choice)
    ask(desktop, "我们能申报吗？")
    expect(desktop.locator(".sheet-bar")).to_contain_text(choice)
    desktop.click("[data-clear-facts]")
    expect(desktop.locator(".sheet-bar .chip")).to_have_count(0)
    expect(field).to_have_value("")


def test_a_missing_fact_is_asked_back_and_a_click_completes_the_answer(desktop: Page) -> None:
    ask(desktop, "我们三年内出过安全生产事故，还能报吗？")
    options = desktop.locator(".turn-last .ask-back .option")
    choice = options.first.inner_text()
    options.first.click()
    expect(desktop.locator(".turn-last .added")).to_contain_text(choice)
    desktop.wait_for_selector(".turn-last .answer")
    expect(desktop.locator(".turn")).to_have_count(1)
    expect(desktop.locator(".sheet-bar")).to_contain_text(choice)


def test_a_fact_that_was_read_is_corrected_by_its_chip(desktop: Page) -> None:
    ask(desktop, "我们是济南的个体工商户，能申报创新实验室吗？")
    expect(desktop.locator(".outcome-ineligible")).to_be_visible()
    expect(desktop.locator(".chip-read", has_text="平台类型")).to_contain_text("创新实验室")
    desktop.locator(".sheet-bar .chip", has_text="单位性质").click()
    field = desktop.locator('.sheet-fields select[data-fact="entity_kind"]')
    expect(field).to_be_focused()
    field.select_option("企业（公司）")
    expect(desktop.locator(".sheet-bar .chip", has_text="单位性质")).to_contain_text("企业（公司）")
    ask(desktop, "那我们能申报吗？")
    expect(desktop.locator(".turn-last .outcome-ineligible")).to_have_count(0)


def test_the_type_on_the_sheet_goes_with_a_question_that_names_none(desktop: Page) -> None:
    desktop.click("[data-sheet-toggle]")
    desktop.locator('.sheet-fields select[data-fact="track"]').select_option("创新人才基地")
    expect(desktop.locator(".sheet-bar .chip")).to_contain_text("创新人才基地")
    ask(desktop, "我们单位能申报吗？")
    expect(desktop.locator(".turn-last .answer")).to_contain_text("创新人才基地")


def test_a_conversation_is_there_after_a_reload_and_a_new_one_is_not(desktop: Page) -> None:
    ask(desktop, JOINT)
    said = desktop.locator(".turn-last .answer").inner_text()
    desktop.reload()
    expect(desktop.locator(".turn-last .answer")).to_have_text(said, use_inner_text=True)
    desktop.click("#restart")
    expect(desktop.locator(".turn")).to_have_count(0)
    desktop.reload()
    expect(desktop.locator(".welcome")).to_be_visible()
    expect(desktop.locator(".turn")).to_have_count(0)


def test_two_visitors_do_not_see_each_other(visit: Callable[..., Page]) -> None:
    one, other = visit(), visit()
    ask(one, JOINT)
    expect(other.locator(".turn")).to_have_count(0)
    ask(other, "平台有效期几年？")
    expect(one.locator(".asked")).to_have_text([JOINT])
    expect(other.locator(".asked")).to_have_text(["平台有效期几年？"])


def test_the_clauses_can_be_searched(desktop: Page) -> None:
    open_tab(desktop, "条款")
    pack = open_pack()
    expect(desktop.locator("#clauses [data-text]")).to_have_count(len(pack.clauses))
    word = "备案"
    hits = sum(word in clause.text for clause in pack.clauses)
    desktop.fill("[data-clause-search]", word)
    expect(desktop.locator("[data-search-count]")).to_have_text(f"{hits} 条里有“{word}”")
    expect(desktop.locator("#clauses [data-text]:not(.faded)")).to_have_count(hits)
    desktop.fill("[data-clause-search]", "没有这个词")
    expect(desktop.locator("[data-search-count]")).to_contain_text("没有一条写到")


def test_a_text_too_long_stays_where_it_was_typed(desktop: Page) -> None:
    text = "长" * (service.LONGEST_QUESTION + 1)
    desktop.fill(QUESTION, text)
    desktop.press(QUESTION, "Enter")
    expect(desktop.get_by_text("一次最多问")).to_be_visible()
    expect(desktop.locator(QUESTION)).to_have_value(text)


def test_a_question_is_kept_when_the_server_is_gone(browser: Browser) -> None:
    page = browser.new_page()
    with serving() as served:
        page.goto(served.url)
        ask(page, JOINT)
    page.fill(QUESTION, "单位改名了怎么办？")
    page.press(QUESTION, "Enter")
    expect(page.locator(".toast")).to_contain_text("连接断了")
    expect(page.locator(QUESTION)).to_have_value("单位改名了怎么办？")
    expect(page.locator(".turn .answer")).to_have_count(1)
    page.close()


def test_what_the_verdict_rests_on_is_told_where_the_answer_speaks_of_another_point(desktop: Page) -> None:
    ask(desktop, "我们是济南的公司，三年内出过安全生产事故，能报吗？")
    expect(desktop.locator(".turn-last .decides")).to_have_count(0)
    ask(desktop, "我们想牵头和两所高校联合申报创新实验室，可以吗？")
    clause = open_pack().clause("4.6.1")
    assert clause is not None
    expect(desktop.locator(f'.turn-last .decides [data-open="{clause.id}"]')).to_be_visible()
    desktop.locator(".turn-last .criteria summary").click()
    assert "[4." not in desktop.locator(".turn-last").inner_text()


def test_the_keyboard_alone_asks_reads_and_comes_back(desktop: Page) -> None:
    desktop.get_by_role("tab", name="问一问").focus()
    _tab_to(desktop, QUESTION)
    desktop.keyboard.type(JOINT)
    desktop.keyboard.press("Enter")
    desktop.wait_for_selector(".turn-last .answer")
    desktop.get_by_role("tab", name="问一问").focus()
    _tab_to(desktop, ".turn-last .answer .mark")
    desktop.keyboard.press("Enter")
    expect(desktop.locator(".turn-last .clause-card").first).to_be_focused()
    _tab_to(desktop, ".turn-last [data-goto]")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#clauses .flash")).to_be_in_viewport()


def _tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is there, as somebody without a mouse would."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")
