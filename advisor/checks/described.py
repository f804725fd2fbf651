"""Words like a platform's name that name none: what shall be built, and what is somebody else's."""

from __future__ import annotations

import re

from advisor.pack.squeeze import squeeze
from advisor.profile.shortnames import is_part

_DESCRIBED = re.compile(
    r"(?:建成|建设[成为]?|打造成?|形成|成为|创建|争创|建立|构建|培育|[办做升]成|发展[成为])[^，。；,;]{2,30}的$|"
    r"(?:一流|领先|先进|知名|影响力?|特色|水平|标杆|示范性?|综合性|区域性|开放|专业化?)的$"
)
"""Words before a goal told in words of the name (建成国内有影响的…创新中心): with words left out it is no name."""
_SERVING = re.compile(
    r"(?:建成|建设[成为]?|打造成?为?|形成|成为|创建|构建|培育|[办做升]成|发展[成为]|(?:定位|目标)[是为]?)[^，。；]{0,12}?"
    r"(?:面向|服务于?|立足|扎根|辐射|覆盖|支撑|带动)[^。；]{2,30}的$|^(?:并|、)?(?:面向|服务|立足|辐射|覆盖)[^。；]{2,30}的$"
)
"""Words before a goal that tell whom it shall serve (建成面向鲁南的…服务机构): whatever follows tells what it shall be."""
_OTHERS = re.compile(
    r"(?:某|其他|其它|兄弟|同行|别的|外省|省外|不少|多个|多家|各类|省内|国内|国外|外地|已有|现有|既有|另一[家个]?|另有|同类)"
    r"[^，。；]{0,8}$"
)
"""Words before a platform of somebody else's."""
_WITH = re.compile(r"(?:与|同|和|跟|对接|区别于|不同于|相较)[^，。；]{0,10}$")
_APART = re.compile(
    r"[^，。；]{0,8}?(?:错位|互补|互为|不同|区别|区分|协同|协作|合作|联动|对接|衔接|交流|分工|签订|签署|联合|竞争|重复|无关)"
)
"""Words about a platform that the own one is set beside."""
_PHRASE = re.compile(
    r"为(?:研究|主要|重点|建设)?(?:方向|主题|重点|主线|特色|核心|依托|基础)|申报|申请(?!专利)|创建"
)
"""What stands in words that run up to the kind and in no name (以…为方向申报…人才基地)."""
_KIND = 5
"""Characters at the end of a name that tell its kind."""


def names_another(before: str, after: str) -> bool:
    """Whether the words around a mention tell of a platform of somebody else's."""
    return bool(_OTHERS.search(before) or (_WITH.search(before) and _APART.match(after)))


def describes(mention: str, name: str, before: str) -> bool:
    """Whether a mention only says in words of the name what there is or shall be (建成一流的…, 面向运维的实训基地)."""
    if ("的" in mention and "的" not in name) or _SERVING.search(before) or _PHRASE.search(mention):
        return True
    # A goal tells a kind of its own (公共服务机构); a name with other words for the subject keeps the kind.
    told = is_part(mention, name) or squeeze(mention)[-_KIND:] != squeeze(name)[-_KIND:]
    return told and _DESCRIBED.search(before) is not None
