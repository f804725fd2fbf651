"""What reading any fact out of a story shares: the words it rests on, what was once and is no more, what is set right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from advisor.answer import english
from advisor.answer.language import segments, sentence_at
from advisor.domain import Sighting
from advisor.pack.facts import FactSpec, FactValue
from advisor.pack.patterns import compiled

_NOT_SELF = re.compile(
    r"(?:不是|并非|不算|又不是|既非|亦非|也非)[^，。]{0,3}$|"
    r"(?:没有?|没设|未设|不设|无)(?:任何|设立?)?$|\b(?:not|no|without|nor)(?: an?| any| the)? $"
)
_ONCE = re.compile(
    r"(?:原来|原先|以前|之前|前些年|早先|早年|过去|曾经?|\bused to|\bformerly|\bpreviously|\bonce|"
    r"当年|最早|刚开始|那会儿?|(?:[前去]年|\d{2,4}年)还(?:只|就)?是|原(?:是|为|本|系)|前身)[^，。；]*$"
)
_NOW = re.compile(
    r"现在|如今|后来|目前|眼下|今年|去年|前年|\d{2,4}年|改|转|变|迁|搬|换|升|已经?|注销|没了|"
    r"became|turned into|converted|\bnow\b|不是了|清零|补上"
)
_TURNED = re.compile(
    r"^[^，。；]{0,6}?(?:转(?=企|制|为|成|民|公)|改(?=企|制|为|成|造成)|变(?:更)?(?:为|成)|升格?级?(?:为|成)|起家|出身|做起|干起)"
)
_LEFT = re.compile(r"^[^，。；]{0,6}?(?:迁(?!来|入)|搬(?!来|进)|挪|换(?:成|到))")
GONE = re.compile(  # 研发团队整个让人挖走了
    r"[^，。；]{0,6}(?:挖走|挖光|走光|走完|走得差不多|跑光|跑完|散了|解散|散伙|没了|黄了|裁光|裁掉|裁完|撤光|撤走|撤掉|离职了|集体离职)|"
    + english.GONE
)
_FROM = re.compile(r"(?:从|由)[^，。；]{0,10}$")
_SET_RIGHT = re.compile(
    r"说错了?|打错了?|写错了?|口误|更正|纠正|不对不对|哦不|噢不|啊不|(?:^|[，。…—\s])不对(?=[，。…—\s])|应该(?:说)?是(?=[^，。？]{2})"
)

_TRADE_AFTER = re.compile(
    r"(?:事故|事件|行为|问题|现象|手法|手段)?(?:的|类|相关)?(?:应急|调查|风险)?(?:演练|预案|处置(?:服务|业务)|应急处置|救援服务|救援|抢险|调查(?:系统|平台|软件|项目|服务|工作|组)|培训|宣传|防范|预防|防治|"
    r"保险|案例|标准化|监测|检测|鉴定|识别|甄别|审计|核查|治理|取证|预警|研究|分析|模拟|仿真|场景|课程|教学|靶场|记录的?修复)"
)
_TRADE_BEFORE = re.compile(
    r"(?:参加|参与|支援|协助|配合|模拟|仿真|演练|复盘|推演|再现|研究|分析|讲解|讲授|防范|预防|防治|应对|打击|治理|监测|检测|鉴定|鉴别|识别|甄别|审计|稽核|核查|排查|"
    r"(?<![被抽检遭清调审])查|揭露|曝光|举报)(?!出|到|明|实|报告|数据|结果|中心|机构|[院所费员师费])[^，。；我咱俺]{0,10}$"
)
"""what a word for an event or a wrong is part of where none was done: 事故应急演练, 查企业数据造假"""


def is_of_the_trade(text: str, start: int, end: int) -> bool:
    """Whether what stands there is only a subject of somebody's work: exercised, taught, audited, guarded against."""
    begin, stop = segment_of(text, start)
    return bool(_TRADE_AFTER.match(text[end:stop]) or _TRADE_BEFORE.search(text[begin:start]))


def sighting(spec: FactSpec, value: Any, quote: str, label: str | None = None) -> Sighting:
    """A value read by pattern from `quote`, shown as `label` or by the value's own label."""
    named = next((item.label for item in spec.values if item.value == value), str(value))
    said = quote.strip("，,、；。 ")
    return Sighting(value=value, by="pattern", quote=said, label=label or named)


def matches(value: FactValue, text: str) -> Iterator[re.Match[str]]:
    """Where a value is told: not denied, not taken back in its sentence, not what once was, not what was set right."""
    for pattern in value.patterns:
        for match in compiled(pattern).finditer(text):
            start, end = sentence_at(text, match.start())
            if _NOT_SELF.search(text[start : match.start()]):
                continue
            if any(is_former(text, at, match.end()) for at in (match.start(), match.end() - 1)):
                continue
            if text[: match.start()].endswith("有") and match[0].startswith("没"):  # 有没有法人证书
                continue
            if any(compiled(other).search(text[start:end]) for other in value.unless):
                continue
            if any(compiled(other).search(text) for other in value.unless_anywhere):
                continue
            yield match


def first(value: FactValue, text: str) -> re.Match[str] | None:
    """Where a value is told: what stands after words that set something right comes first."""
    found = list(matches(value, text))
    border = set_right(text)
    return next((match for match in found if match.start() >= border), found[0] if found else None)


def set_right(text: str) -> int:
    """The offset after which the asker says it right, 0 when nothing was set right."""
    found = list(_SET_RIGHT.finditer(text))
    return found[-1].end() if found else 0


def is_former(text: str, start: int, end: int, place: bool = False) -> bool:
    """Whether what stands there is said to have been once and to be no more
    (原来是事业单位，去年改企; 从合肥迁到枣庄; 团队散了)."""
    begin, stop = segment_of(text, start)
    before, after = text[begin:start], text[end:stop]
    turned = _LEFT if place else _TURNED
    if turned.match(after) or (not place and GONE.match(after)):
        return True
    if _FROM.search(before) and re.search(r"[迁搬挪换]" if place else r"[转改变]", after):
        return True
    since, until = sentence_at(text, start)
    now = (after, text[stop:until], text[since:begin])
    return bool(_ONCE.search(before) and any(_NOW.search(each) for each in now))


def is_gone(spec: FactSpec, piece: str) -> bool:
    """Whether a piece says of what the fact names that it was had and is no more (a workstation cancelled in 2024)."""
    found = (match for word in spec.words for match in compiled(word).finditer(piece))
    return spec.kind == "have" and any(GONE.match(piece[match.end() :]) for match in found)


def segment_of(text: str, offset: int) -> tuple[int, int]:
    """Offsets of the piece between commas that holds `offset`."""
    return next(((s, e) for s, e in segments(text) if s <= offset < e), (0, len(text)))
