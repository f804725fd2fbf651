"""The clause tree of the real policy and of statute-like texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.pack.clauses import clauses_of
from ingest.outline import outline

POLICY = Path("knowledge/sd-digital-platform/policy/plan.txt").read_bytes().decode("utf-8")


def test_every_numbered_piece_is_a_clause_of_its_own() -> None:
    paths = [clause.path for clause in clauses_of(POLICY, "p", "", "d")]
    wanted = "0 1 2 3 3.1 3.2 3.3 3.4 4 4.1 4.2 4.3 4.4 4.5 4.6 4.6.1 4.6.2 4.6.3 4.6.4 5 5.1 5.2 5.3 5.4 6 6.1 6.2 6.3"
    assert paths == wanted.split()


def test_a_leftover_of_word_does_not_hide_a_clause() -> None:
    by_path = {clause.path: clause for clause in clauses_of(POLICY, "p", "", "d")}
    assert by_path["3.2"].text.startswith("（二）推动技术创新")
    assert "bookmark" not in by_path["3.1"].text
    assert by_path["6.3"].heading == "六、保障措施(三)"


def test_quotes_are_the_source_character_for_character() -> None:
    for clause in clauses_of(POLICY, "p", "", "d"):
        assert POLICY[clause.start : clause.end] == clause.text


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "第一章 总则\n第一条 甲。\n第二条 乙：\n（一）丙；\n1.丁。\n第二章 附则\n第三条 戊。",
            "ch1 1 2 2.1 2.1.1 ch2 3",
        ),
        ("目录\n第一章 总则\n第一章 总则\n第一条 甲。", "0 ch1 1"),
        ("一、甲\n1.乙\n（1）丙\n2.丁\n二、戊", "1 1.1 1.1.1 1.2 2"),
        ("一、2023年\n2.5万元以上\n二、乙", "1 2"),
        ("甲。\n乙。", "p1 p2"),
    ],
)
def test_styles_nest_as_the_text_nests_them(text: str, paths: str) -> None:
    assert [clause.path for clause in clauses_of(text, "p", "", "d")] == paths.split()


_LINES = st.lists(
    st.sampled_from(
        [
            "一、总则",
            "（一）申报",
            "(二)评审",
            "1.条件",
            "２．材料",
            "（1）表",
            "第一条 目的",
            "正文一段。",
            "",
            "　",
        ]
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_LINES)
def test_pieces_cover_the_text_in_order_without_overlap(lines: list[str]) -> None:
    text = "\n".join(lines)
    pieces = [piece for root in outline(text) for piece in root.walk()]
    end = 0
    for piece in pieces:
        assert end <= piece.start <= piece.end
        end = piece.end
    assert "".join(text[p.start : p.end] for p in pieces).replace("\n", "").replace("　", "") == text.replace(
        "\n", ""
    ).replace("　", "")
    assert len({piece.path for piece in pieces}) == len(pieces)
