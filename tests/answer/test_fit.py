"""Which type suits: learnt from stories, named types left out, nothing where nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from advisor import service
from advisor.answer.fit import SPOKEN, TELLS, features, rank_tracks
from advisor.answer.normal import normalise
from advisor.pack.load import open_pack
from training.fit import fit, report, rows_of


@pytest.mark.parametrize(
    ("story", "track"),
    [
        ("替软件企业跑专利、盯侵权，二十来号代理人，报哪一类", "service"),
        ("我们给中小厂做等保测评，想报创新实验室，别人说不对，到底哪类合适", "service"),
        ("车间里自己写的排产系统，给三十家家纺厂装上用了，报哪个", "center"),
        ("研究院专攻量子计算的基础理论，自己有测试平台，该走哪条路", "lab"),
        ("学校有实训楼、双师型老师、成套课程，一年带出两千个会用工业机器人的学生，算哪一类", "talent"),
    ],
)
def test_a_story_is_told_the_type_that_suits(story: str, track: str) -> None:
    assert service.ask(story).platform == track


def test_the_types_share_one_likelihood() -> None:
    ranking = rank_tracks(normalise("我们给小厂做检测认证和咨询", open_pack()), open_pack())
    assert [each.track for each in ranking if each.score >= TELLS] == ["service"]
    assert 0 < sum(each.score for each in ranking) <= 1


@pytest.mark.parametrize("text", ["什么时候截止", "材料交几份", "有效期几年"])
def test_what_tells_of_no_work_fits_no_type(text: str) -> None:
    assert rank_tracks(text, open_pack())[0].score < SPOKEN


def test_a_named_type_is_not_looked_at() -> None:
    pack = open_pack()
    named, other = (
        features(f"想报{name}，我们是做检测的", pack)[0] for name in ("创新实验室", "产业创新中心")
    )
    assert len(set(named) ^ set(other)) == 0


def test_a_pack_without_purposes_ranks_nothing() -> None:
    pack = open_pack()
    bare = pack.model_copy(update={"lexicon": pack.lexicon.model_copy(update={"purposes": {}})})
    assert rank_tracks("我们做检测", bare) == ()


def test_it_is_learnt_from_two_hands_for_a_third() -> None:
    rows = [row for row in rows_of(open_pack()) if row.hand in {"one", "two"}]
    model = fit([row for row in rows if row.hand == "one"])
    said = report([row for row in rows if row.hand == "two"], model)
    right, wrong = (int(said.split(f"{name} ")[1].split(",")[0]) for name in ("right", "wrong"))
    assert right >= 250
    assert wrong <= 20


def test_every_story_stands_once() -> None:
    folder = Path("knowledge/sd-digital-platform/stories/types")
    told = [
        story
        for path in folder.glob("*.yaml")
        for stories in yaml.safe_load(path.read_text(encoding="utf-8")).values()
        for story in stories
    ]
    assert len(told) == len(set(told))
