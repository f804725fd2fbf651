"""Words like a platform's name that name none: what shall be built, and what is somebody else's."""

from __future__ import annotations

import re

from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
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
_SET_BESIDE = re.compile(
    r"[与同和向为跟给][本我](?:中心|平台|实验室|基地|机构|方|们)(?!的?(?:主任|工作|人员|用户|客户|会员|企业))|[与同和跟]对方|"
    r"互[通认联补鉴]|另一[家个]|兄弟|同类|参照|借鉴|取经|[本我](?:中心|平台|实验室|基地|机构|们)[^,，。;；]{0,6}(?:派|参加|列席|加入|作为成员)|"
    r"双方[^,，。;；]{0,6}(?:会商|联席|互派|分工|各自)"
)
"""Words of a sentence that sets another platform beside the own one, which it calls by a word for it (与本中心互通)."""
_SLIP = 1.5
"""Characters up to which another name is a slip of the pen and no namesake."""
_RUNNER = re.compile(
    r"(?:由|是|系|隶属于?|依托|属于?)[^,。;]{2,40}?(?:建设|承担|运[营行]|牵头|举办|主管|管理|的平台|的实验室|的中心)"
)
_OWN = re.compile(
    r"[本我](?:单位|公司|院|校|所|中心|会|司)|"
    r"^由(?:公司|学院|学校|医院|协会|单位|牵头|申报|依托|承建|联合|[两三四多各甲乙]方)"
)
_PHRASE = re.compile(
    r"为(?:研究|主要|重点|建设)?(?:方向|主题|重点|主线|特色|核心|依托|基础)|申报|申请(?!专利)|创建"
)
"""What stands in words that run up to the kind and in no name (以…为方向申报…人才基地)."""
_KIND = 5
"""Characters at the end of a name that tell its kind."""


def names_another(before: str, after: str) -> bool:
    """Whether the words around a mention tell of a platform of somebody else's."""
    return bool(_OTHERS.search(before) or (_WITH.search(before) and _APART.match(after)))


def is_namesake(sentence: str, mention: str, name: str, unit: str = "") -> bool:
    """Whether a sentence tells of a platform of like name that is somebody else's: it differs in a word at least, and is
    set beside the own one, or run by another than `unit`."""
    if likeness(mention, name) > 1 - _SLIP / max(len(name), 1):
        return False
    return _SET_BESIDE.search(sentence.replace(mention, "")) is not None or is_run_by_another(sentence, unit)


def is_run_by_another(sentence: str, unit: str) -> bool:
    """Whether a sentence tells who runs a platform, and it is neither the applicant nor nobody by name."""
    runner = _RUNNER.search(squeeze(sentence))
    return runner is not None and bool(unit) and unit not in sentence and not _OWN.search(runner.group())


def describes(mention: str, name: str, before: str) -> bool:
    """Whether a mention only says in words of the name what there is or shall be (建成一流的…, 面向运维的实训基地)."""
    if ("的" in mention and "的" not in name) or _SERVING.search(before) or _PHRASE.search(mention):
        return True
    # A goal tells a kind of its own (公共服务机构); a name with other words for the subject keeps the kind.
    told = is_part(mention, name) or squeeze(mention)[-_KIND:] != squeeze(name)[-_KIND:]
    return told and _DESCRIBED.search(before) is not None
