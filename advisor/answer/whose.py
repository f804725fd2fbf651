"""Whose a statement is: the asker's own, or that of a partner, a parent, a customer or somebody talked about."""

from __future__ import annotations

import re

from advisor.answer.language import SEGMENT_END, SENTENCE_END, segments

_UNIT = (
    r"(?:企业|公司|大学|高校|学校|学院|研究院|研究所|设计院|医院|单位|机构|协会|学会|集团|工厂|院校|科研院所|国企|央企|民企|外企|"
    r"(?<=\w)[院所厂])(?:们)?"
)
_BESIDE = re.compile(
    r"(?:(?<!面)跟(?!踪|进|不上|得上)|(?<!参)与|和|(?<![合共相不一])同(?![时样等一期步意])|联合(?!会|体|国)|联名|"
    r"拉[上着了]?|找[了来]?|带[上着]|携手|联手|邀请?|引入|依托)"
    rf"(?:[^，。；、？！?!我咱俺本自]{{0,12}}?{_UNIT})"
)
"""a unit that stands beside the asker: 跟德国企业, 拉上海一家大学"""
_ONLY = re.compile(
    rf"(?:只有|只准|只让|只许|只收|必须得?是|非得是?|限于|仅限|专给)[^，。；？]{{0,10}}?{_UNIT}(?=[^，。；？]{{0,4}}(?:才|能|可|报|申|参|$|[，。；？]))"
)
"""a unit that a rule is said to be about: 只有国企才能报"""
_PERSON = (
    r"老公|老婆|老丈人|岳父|父亲|母亲|[儿女]子|丈夫|妻子|爱人|对象|媳妇|朋友|同学|表[哥弟姐妹]|亲戚|邻居|同行|别人|人家|对方|隔壁|前东家|"
    r"那[家边个](?!我)|他们|它们?|他|她"
)
_AFFILIATE = (
    r"供货[商方]|配套厂|经销商|代理商|外包(?:方|公司|单位)?|承包商|施工(?:队|方|单位)|房东|物业|上下?游|合作(?:方|伙伴|单位|企业|公司|高校)|伙伴(?:单位)?|联合(?:建设)?(?:单位|方)|甲方|乙方|客户|供应商|"
    r"(?:[子母总]公司|总部)(?!自己|本身|出面|直接|作为|名义)|兄弟单位|股东|投资方|大股东|上级(?:单位|公司)|关联公司"
)
_LEAD = (
    r"(?:可是?|但是?|而|不过|因为|由于|只是|就是|听说|比如|要是|如果|假如|万一|其中|另外|当时|后来|结果|还有|至于|现在|"
    r"我们?的?|咱们?的?|俺们?的?|有[个家一]?[个家]?|(?:给|卖给?|帮|替)(?:我们|咱们?|俺们?)[^，。；]{0,10}的|[一两]?[个家]|[^，。；我咱俺]{0,4}的)*"
)
_THIRD = re.compile(rf"{_LEAD}(?:{_PERSON}|{_AFFILIATE})")
_OWN = re.compile(
    rf"(?:可是?|但是?|而|不过|现在|目前|因为|如果|要是)*(?:想|打算|准备|计划|[^，。；]{{0,4}}(?:这边|这里|这儿)|"
    rf"我们|咱|俺|我(?!的?(?:{_PERSON}))|本|自己|自家|我[司校院厂]|(?:公司|单位)(?=[是在注有没刚成叫]))"
)


def others(text: str) -> list[tuple[int, int]]:
    """Offsets of what is told of somebody else. Nothing is, while the asker never speaks of oneself as well."""
    spans: list[tuple[int, int]] = []
    pieces = segments(text)
    if not any(_OWN.match(text[start:end].lstrip()) for start, end in pieces):
        return spans
    theirs = False
    for start, end in pieces:
        piece = text[start:end]
        if start == 0 or SENTENCE_END.match(text[start - 1]):
            theirs = False
        if _THIRD.match(piece):
            theirs = True
        elif _OWN.match(piece):
            theirs = False
        if theirs:
            spans.append((start, end))
    return spans


def own(text: str) -> str:
    """The text with everything told of others, and every unit beside the asker, blanked out; its length stays."""
    for start, end in others(text):
        text = text[:start] + _blank(text[start:end]) + text[end:]
    for pattern in (_BESIDE, _ONLY):
        text = pattern.sub(lambda match: _blank(match[0]), text)
    return text


def _blank(text: str) -> str:
    return "".join(char if SEGMENT_END.match(char) else "□" for char in text)
