"""问一问 while a model that says nothing is waited for: what the visitor does meanwhile is not lost."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from evals.startup import serving
from tests.web.walk import QUESTION, ask

JOINT = "实验室可以联合申报吗？联合单位最多几个？"


@contextmanager
def waiting(visit: Callable[..., Page], question: str, seconds: int = 20) -> Iterator[Page]:
    """A page on which the composed answer to the question stands and its wording is waited for."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        model = {
            "model": "silent",
            "model_url": url,
            "model_key": "none",
            "model_first_seconds": str(seconds),
        }
        with serving(**model) as served:
            page = visit()
            page.goto(served.url)
            page.wait_for_selector(QUESTION)
            ask(page, question)
            expect(page.locator("#stop")).to_be_visible()
            yield page


def test_an_answer_on_its_way_is_stopped_and_what_has_come_of_it_stays(visit: Callable[..., Page]) -> None:
    with waiting(visit, JOINT, seconds=4) as page:
        page.click("#stop")
        expect(page.locator("#stop")).to_be_hidden()
        expect(page.locator(".turn-last")).to_contain_text("润色已停止")
        assert page.locator(".turn-last .answer").inner_text()
        expect(page.get_by_role("button", name="提问", exact=True)).to_be_enabled()
        page.wait_for_timeout(5_000)
        expect(page.locator(".turn-last")).to_contain_text("润色已停止")


def test_a_question_that_is_sent_meanwhile_is_answered_afterwards(visit: Callable[..., Page]) -> None:
    with waiting(visit, JOINT, seconds=3) as page:
        page.fill(QUESTION, "单位改名了怎么办？")
        page.press(QUESTION, "Enter")
        expect(page.locator(".turn")).to_have_count(2)
        expect(page.locator(".turn-last .asked")).to_contain_text("单位改名了怎么办")
        page.wait_for_selector(".turn-last .answer")


def test_a_fact_that_is_given_meanwhile_replaces_the_answer_at_once(visit: Callable[..., Page]) -> None:
    with waiting(visit, "我们三年内出过安全生产事故，还能报吗？", seconds=4) as page:
        option = page.locator(".turn-last .ask-back .option").first
        choice = option.inner_text()
        option.click()
        expect(page.locator(".turn-last .added")).to_contain_text(choice)
        page.evaluate(
            "setInterval(() => { window.lost ||= !document.querySelector('.turn-last .added') }, 20)"
        )
        expect(page.locator("#stop")).to_be_hidden()
        expect(page.locator(".turn")).to_have_count(1)
        assert not page.evaluate("window.lost"), "the earlier answer came back over the newer one"
