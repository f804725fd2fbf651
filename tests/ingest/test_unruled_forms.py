"""Labels and values without ruling lines: a licence's are a form, headings set apart from their numbers are none."""

from __future__ import annotations

import pytest

from ingest.layout.forms import forms
from ingest.layout.spans import Span

SIZE, FROM, BESIDE = 12.0, 60.0, 140.0


def _span(text: str, left: float, top: float) -> Span:
    return Span(text, left, top, left + SIZE * len(text), top + SIZE, SIZE)


def _page(*rows: tuple[str, str, str]) -> list[Span]:
    """Words at the margin, words beside them, and a line of text below the two."""
    spans: list[Span] = []
    for number, (first, second, below) in enumerate(rows):
        top = 50.0 + 60 * number
        spans += [_span(first, FROM, top), _span(second, BESIDE, top)]
        spans += [_span(below, FROM + 2 * SIZE, top + 20)] if below else []
    return spans


def test_labels_of_a_licence_are_a_form() -> None:
    (form,), _ = forms(
        _page(("类型", "有限责任公司", ""), ("住所", "示例路1号", ""), ("名称", "示例公司", "")), 600
    )
    assert [cell.text for cell in form.cells] == [
        "类型",
        "有限责任公司",
        "住所",
        "示例路1号",
        "名称",
        "示例公司",
    ]


@pytest.mark.parametrize("number", ["第{}部分", "第{}章", "第{}节", "第{}篇"])
def test_headings_are_none(number: str) -> None:
    words = ["存在的不足", "来年打算", "真实性承诺"]
    rows = [(number.format(n), title, "服务单位二十家。") for n, title in zip("七八九", words, strict=True)]
    assert forms(_page(*rows), 600)[0] == []
