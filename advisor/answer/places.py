"""Where the applicant is registered, read out of a story: places moved to, left, planned, denied, or of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from advisor.answer.events import Story
from advisor.answer.language import ABOUT_RULE, MINE
from advisor.answer.seats import Rank, named_places
from advisor.answer.sightings import is_former, matches, segment_of, sighting
from advisor.domain import Sighting
from advisor.pack.facts import FactSpec
from advisor.pack.patterns import compiled
from advisor.retrieval.lexical import words_in
from ingest.divisions import Division, find_divisions

_UNNEEDED = re.compile(r"不用|无需|不必|不需要")
_MOVED_TO = re.compile(
    r"(?:迁|搬|挪|转|落户|变更)(?:址|家|移)?(?:到|至|来|回|入|进|了)*[^，。；]{0,4}$|落户(?:在|于)?[^，。；]{0,3}$"
)
_NOT_THERE = re.compile(r"(?:不|没|未|非|没有)(?:是)?(?:在|到|去)?$")
_WORKS = re.compile(
    r"厂|研发|生产|办公|产线|车间|设备|团队|人员|社保|税|户口|档案|账户|开户行?|服务器|机房|数据中心|仓库|业务|市场|重心"
)
"""what may move while the registration stays (厂子研发全搬枣庄了)"""
_PLANNED = re.compile(r"打算|计划|准备|拟|明年|后年|下个?月|将来|以后|想(?:要)?(?:迁|搬)|要(?:迁|搬)")
_GONE_TO = re.compile(r"(?:报|申报|申请|跑|飞|毕业于|来自|调|出差|去)(?:去|到|了)*$")
_CLOSE_TO = re.compile(
    r"(?<![分脱偏])(?:离|距离?|靠近?|挨着?|紧[邻挨靠]|毗邻|临近|邻近|隔壁是|挨近)(?:着|得)?$"
)
"""what a place is only near to: 离枣庄就半小时车"""
_HEARD = re.compile(r"(?:有人|人家|别人|都|他们|专家|同行)[^，。；]{0,3}(?:说|讲|觉得|认为)")
"""what others say of the applicant: 有人说它是上海的"""
_WORDED_SEAT = re.compile(r"注册|registered|incorporated|headquartered")
_OF_A_UNIT = re.compile(
    r"[我咱俺]|公司|企业|单位|[院校厂所]|\b(?:we|our|i|my|company|firm|client|university|institute|hospital|college)\b"
)
_PARTNER = re.compile(
    r"(?:(?:联合|合作|共建|参与)(?:建设|申报)?的?(?:那[家个所])?(?:单位|高校|大学|院校|学校|企业|公司|方)|伙伴)[^，。；？]{0,6}$"
)
"""那联合单位在外省呢: where a partner is"""
_COMING = re.compile(r"[^，。；]{0,2}?(?:过来|赶来|来上班|坐车|开车|通勤)")
"""where people come from: 从聊城过来上班"""
_NOT_SEAT = re.compile(
    r"[^，。；]{0,3}?(?:交税|纳税|缴税|办公|干活|[做有]项目|有客户|设点|招人|(?:设|开|建)(?:了|有)(?!限|[^，。；]{0,3}(?:公司|企业|厂|单位|院|所))|[^，。；]{0,4}?(?:毕业|留学|读的书|出身)|(?:搞|干|接)(?:项目|业务|生意)|有(?:个|一个)?(?:分部|分公司|办事处|研发中心|基地|工厂|子公司|项目|团队|客户)|开会|出差|参展|(?:同事|朋友|老乡|客户)(?!公司)|"
    r"[^，。；]{0,2}?(?:分公司|支公司|办事处|联络处|代表处|分部)|部里|部委|派人|来人|来的?专家)"
)


def read_place(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """inside / outside the pack's division; the place moved to wins, then one beside a word of registration."""
    text = story.alone
    scored: list[tuple[Rank, int, Sighting]] = []
    for place in find_divisions(text) if spec.division else ():
        if not is_word(text, place):
            continue
        start, end = segment_of(text, place.start)
        segment = text[start:end]
        value = side(place, spec.division)
        if value and _NOT_THERE.search(text[start : place.start]):
            value = "outside" if value == "inside" else None
        before = text[start : place.start]
        if _NOT_SEAT.match(text[place.end : end]) or _GONE_TO.search(before) or _CLOSE_TO.search(before):
            continue
        if text[start : place.start].endswith("从") and _COMING.match(text[place.end : end]):
            continue
        if _HEARD.search(segment) or (ABOUT_RULE.search(segment) and not MINE.search(segment)):
            continue
        if not value or _UNNEEDED.search(segment) or _left(text, place.start, place.end):
            continue
        rank = _rank_of_place(spec, segment, place.start - start, place.end - start, story.applicant)
        if rank > Rank.SAID and _PARTNER.search(story.text[: place.start]):
            rank = Rank.OTHERS
        scored.append((rank, place.start, sighting(spec, value, story.text[start:end], place.quote)))
    for rank, offset, where, name in named_places(spec, text):
        start, end = segment_of(text, offset)
        scored.append((rank, offset, sighting(spec, where, story.text[start:end], name)))
    for value_spec in spec.values:
        for match in matches(value_spec, text):
            said = story.text[match.start() : match.end()]
            rank = Rank.SAID if _WORDED_SEAT.search(said) else Rank.WORDED
            if rank is Rank.WORDED and _PARTNER.search(story.text[: match.start()]):
                rank = Rank.OTHERS
            scored.append((rank, match.start(), sighting(spec, value_spec.value, said, said)))
    yield from _surest(scored, told=bool(_OF_A_UNIT.search(text)))


def _surest(scored: list[tuple[Rank, int, Sighting]], told: bool) -> Iterator[Sighting]:
    """The sightings, surest first; of several moves the last. Where both sides are named of a unit and nothing tells which
    is that of registration, none: it is asked for."""
    named = [each for each in scored if each[0] < Rank.OTHERS]
    named.sort(key=lambda item: (item[0], -item[1] if item[0] is Rank.MOVED else 0))
    surest = {each.value for rank, _, each in named if rank == named[0][0]}
    if told and named and named[0][0] > Rank.SAID and len(surest) > 1:
        return
    yield from (each for _, _, each in named)


def _left(text: str, start: int, end: int) -> bool:
    """Whether the unit was there once and is no more; what is only planned (打算明年迁) leaves it where it is."""
    begin, stop = segment_of(text, start)
    return is_former(text, start, end, place=True) and not _PLANNED.search(text[begin:stop])


def _rank_of_place(spec: FactSpec, segment: str, start: int, end: int, applicant: str) -> Rank:
    """How surely the place at `start:end` of a segment is that of registration."""
    before, after = segment[:start], segment[end:]
    registered = any(word in segment for word in spec.words)
    named = [match[0] for unit in spec.units if (match := compiled(unit).search(segment))]
    if any(word != applicant for word in named):
        return Rank.BESIDE if registered else Rank.OTHERS
    if _MOVED_TO.search(before) and (registered or not _WORKS.search(before)):
        return Rank.OTHERS if _PLANNED.search(segment) else Rank.MOVED
    words = "|".join(map(re.escape, spec.words))
    if re.search(rf"(?:{words}|地处|位于|坐落)[^，。；]{{0,4}}$", before) or re.match(
        rf"[^，。；]{{0,3}}?(?:{words})", after
    ):
        return Rank.SAID
    return Rank.NEAR if registered else Rank.PLAIN


def is_word(text: str, place: Division) -> bool:
    """Whether the place is a word of the text, or the head of a longer one (济南大学): 财政和人社 does not speak of 政和,
    失信和安全 not of 和安."""
    borders = set(accumulate((len(word) for word in words_in(text[: place.end + 4])), initial=0))
    inside = any(place.start < border < place.end for border in borders)
    return place.start in borders and (place.end in borders or not inside)


def side(place: Division, home: str) -> str | None:
    """Whether a place lies inside or outside the division `home`; None where its name is found on both sides."""
    if place.provinces == {home}:
        return "inside"
    return None if home in place.provinces else "outside"
