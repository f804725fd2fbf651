"""Names of provinces, cities and counties found in text, with their GB/T 2260 codes.

The table of names (past and present) is python-stdnum's, read once on first use. A short form (沧州 for 沧州市) is
recognised for provinces, cities and counties; a district needs its 区, since many are common words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ingest.chinese import Found

_LINE = re.compile(r'^\s*(\d{2}|\d{4}) (?:province|county)="(.*)"$')
_ERA = re.compile(r"\[[^\]]*\]")
_LONG_SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|地区|盟|自治州|自治县|自治旗|市|县|旗)$"
)
_PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,3}族|维吾尔|哈萨克|柯尔克孜|蒙古)+(?:[\u4e00-\u9fff]{1,4}族)*(?=自治[州县旗])"
)
# Short forms that are ordinary words: these places are recognised by their full name only.
_ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """
        合作 资源 公安 平安 和平 新兴 新和 平和 太和 同德 中方 大方 通道
        方正 惠民 团风 开化 兴国 新建 建设 新华 解放 青年 城区 郊区 矿区
        市区 高新 兴业 安化 永新 开发 西区 东区 新区 前进 向阳 红旗 光明
        民和 互助 共和 文成 正安 自治 直辖 省直辖 县 市 大同 长治 吉安
        安康 开放 中牟 上思 中山 东方 万年 万全 兴文 安平 安定 昌都 普通
        保定县 新民 江山 仁化 化德 大通 上海县 天等 天台 石台 平台 延长
        富裕 宜章 宝清 集安 集贤 文安 武功 商都 巴林 宁国 兴和 礼泉 奉节
        秀山 松山 大足 东海 连接 南部 西和 东明县 高明 云安 平原 新城 都安
        大新 大化 海安 广安 六合 通海 通化 龙门 中阳 高阳 新野 临时 建德
        建平 建宁 兴宁 兴安 兴山 兴平 汉中 海丰 金平 金堂 华容 大名 友谊
        太平 光泽 莲花 台前 商城 赤壁 凤凰 清新 长子 会同 洞口 威信 比如
        石门 天门 黄龙 清水 甘泉 温泉 永和 泰来 新河 沙河 江北 滨海 安宁
        平定 三门 象山 大城 应城 石首 名山 长安 永安 桃源 仙桃 东山 福清
        新平 突泉 三台 石狮 蒙山
        """,
    )
)


@dataclass(frozen=True)
class Division(Found):
    """A place name; `codes` are the six-digit codes it can mean (several when places share the name)."""

    name: str
    codes: tuple[str, ...]

    @property
    def provinces(self) -> frozenset[str]:
        """The two-digit province codes the name can mean."""
        return frozenset(code[:2] for code in self.codes)


def find_divisions(text: str) -> list[Division]:
    """Place names in reading order, the longest name at each place."""
    table = _table()
    found: list[Division] = []
    index = 0
    while index < len(text):
        for length in range(min(12, len(text) - index), 1, -1):
            name = text[index : index + length]
            if name in table:
                found.append(Division(name, index, index + length, name, table[name]))
                index += length - 1
                break
        index += 1
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Full and short name → codes; a city or province wins a short name over a county of the same name."""
    full: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for code, name in _rows():
        full.setdefault(name, set()).add(code)
        brief = _LONG_SUFFIX.sub("", _PEOPLE.sub("", name))
        if brief != name and len(brief) >= 2 and brief not in _ORDINARY:
            short.setdefault(brief, set()).add(code)
    for brief, codes in short.items():
        higher = {code for code in codes if code.endswith("00")}
        full.setdefault(brief, set()).update(higher or codes)
    return {name: tuple(sorted(codes)) for name, codes in full.items() if len(name) >= 2}


def _rows() -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    province = ""
    text = (files("stdnum") / "cn" / "loc.dat").read_text(encoding="utf-8")
    for line in text.splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        if len(match[1]) == 2:
            province = match[1]
            rows.append((province + "0000", _ERA.sub("", match[2])))
            continue
        names = {_ERA.sub("", part).strip() for part in match[2].split(",")}
        rows.extend(
            (province + match[1], name) for name in names if name not in _ORDINARY | {"市辖区"} and name
        )
    return rows
