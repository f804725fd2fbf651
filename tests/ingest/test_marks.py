"""Lines that begin something by their number, and figures that a line break only set at the start of a line."""

from __future__ import annotations

import pytest

from ingest.layout.marks import begins


@pytest.mark.parametrize(
    "line",
    [
        "3.2 数据与运维",
        "19.6 万物互联",
        "5.1 小时工管理",
        "2 人员队伍",
        "（二）转化",
        "1、项目",
        "3.2、进度",
        "4．元数据",
    ],
)
def test_a_number_of_a_part_begins_it(line: str) -> None:
    assert begins(line)


@pytest.mark.parametrize(
    "line",
    [
        "19.6%，培训咨询占9.4%。",
        "28.3 ％，其他占",
        "2.1 万元。",
        "16 项，发布标准3项",
        "3.5，高于同行",
        "8 家（其中",
    ],
)
def test_a_figure_goes_on(line: str) -> None:
    assert not begins(line)
