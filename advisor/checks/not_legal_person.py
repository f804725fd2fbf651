"""Applicants that are no independent legal persons: by the licence's type line, the text, then the code."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.checks.lost_standing import Standing, lost_standing
from advisor.domain import Level
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness

_HAVING = "拥有|下设|设有|设立(?![于在])|设了|开设|派驻|辖|控股|还有|建有"
_OWNING = f"{_HAVING}|设立|下属|所属"
"""Words behind which something of the unit's is spoken of, not the unit."""
_PEOPLE = "股东|工会|出资人|投资人|投资方|发起人|合伙人|客户|用户|供应商"
_FUNDED = "[^,。;]{0,10}(?:出资|投资|持股|发起|入股|参股|共同)"
_PARTS = (
    f"{_PEOPLE}|下属|所属|旗下|子公司|分公司|分支|办事处|联络处|营业部|门店|校区|分院|分所|院区|厂区|站点|服务点|车间|"
    "科室|研究室|委员会|专委会|分会|有(?!限)"
)
"""Words between the unit and what is said that turn to a part of it, or to another company."""
_HERE = re.compile(r"(?:[本我]|^)(中心|机构|基地|实验室|平台)")
_PARENT = re.compile(
    r"(?:由|为|是|系|属于?|隶属于?)[^,。;]{0,12}?(学院|大学|学校|医院|公司|集团|研究院|研究所|协会|局|委|单位)"
)
_OPEN = ("省", "市", "县", "区")
"""Ends of what is no unit's name yet, cut short by recognition."""
_SAME = 0.85
"""Likeness from which a certified name, perhaps misread, is the applicant's."""
_KEPT = Standing()
_OFTEN, _BARE = ("研究所", "研究院", "学院", "医院"), 6
"""Parts that are often legal persons of their own, where more than their kind and a word is named."""
_STILL = "目前|现|尚|仍|暂|本身|自身|并|也|均|都|但|故|因此|性质|类型|登记|注册|依法|经济|组织|形式|企业|系|为|是|属于?"
"""Words that go on speaking of the same unit."""


def check(
    case: Case,
    row: Row,
    *,
    prefixes: tuple[str, ...],
    subjects: str,
    materials: tuple[str, ...],
    inner: tuple[str, ...] = (),
    standing: Standing = _KEPT,
) -> Findings:
    """`subjects` matches the words by which the text speaks of its own unit; `prefixes` of codes are no persons; `inner`
    are the endings of parts of a unit: the applicant is one where the certificate names only what stands before it;
    `standing` tells how one ceases to be a person."""
    kinds = case.checking.words("not_legal_person_types")
    denied = "|".join(kind for kind in kinds if "法人" in kind)
    types = re.compile("|".join(kinds))
    partners = set(case.profile.value("partners") or ())
    foreign = {s.file for s in case.profile.sightings("registered_name") if s.value in partners}
    for sighting in case.profile.sightings("entity_type"):
        found = types.search(str(sighting.value))
        if found and sighting.file not in foreign and _is(case, sighting.file, materials):
            yield row.finding(
                file=sighting.file, place=sighting.place, quote=sighting.quote, words=found.group()
            )
    for reading in case.of(*materials):
        for sentence in reading.sentences:
            found = _said(sentence.bare, subjects, types.pattern, denied)
            if found and _of_platform(case, found.group()):
                continue
            if found and not re.search(r"不(?:是|属于|为)|非" + re.escape(found["kind"]), sentence.bare):
                yield row.finding(
                    file=sentence.file, place=sentence.place, quote=sentence.text, words=found["kind"]
                )
    name = str(case.profile.value("applicant") or "")
    yield from _branch(case, row, name)
    yield from lost_standing(case, row, standing, subjects, materials, foreign)
    yield from _part(case, row, name, inner)
    yield from _by_code(case, row, prefixes, materials)


def _branch(case: Case, row: Row, name: str) -> Findings:
    first = next((s for s in case.profile.sightings("applicant") if s.value == name), None)
    if name.endswith("分公司") and first:
        yield row.finding(file=first.file, place=first.place, quote=name, words="分公司")


def _part(case: Case, row: Row, name: str, inner: tuple[str, ...]) -> Findings:
    """The applicant's name is a certified unit's own with a part of it behind (…大学计算机学院, …公司研发部). Nothing is told
    where a certificate was not read in full, or the rest of the name stands behind the certified one."""
    papers = [reading for reading in case.readings if reading.file.material == "licence"]
    named = {s.file: str(s.value) for s in case.profile.sightings("registered_name")}
    whole = set(named.values()) - set(case.profile.value("partners") or ())
    first = next((s for s in case.profile.sightings("applicant") if s.value == name), None)
    unread = any(reading.unread or reading.path not in named for reading in papers)
    if first is None or unread or not name.endswith(inner) or any(_same(name, each) for each in whole):
        return
    parent = next((each for each in whole if name.startswith(each) and not each.endswith(_OPEN)), None)
    rest = name.removeprefix(parent or "")
    if parent and not any(rest in squeeze(reading.text) for reading in papers):
        words = f"证照上的单位是“{parent}”，申报单位写的是它的“{rest}”"
        yield row.finding(file=first.file, level=_level(rest), place=first.place, quote=name, words=words)


def _same(name: str, other: str) -> bool:
    return name == other or (likeness(name, other) > _SAME and not name.startswith(other))


def _level(rest: str) -> Level:
    """An institute or a college of a name of its own may well be registered: its own certificate is missing then."""
    return "warning" if rest.endswith(_OFTEN) and len(rest) > _BARE else "error"


def _said(text: str, subjects: str, types: str, denied: str) -> re.Match[str] | None:
    """Where the sentence says it of the unit; behind a comma the unit is still meant where nothing else is named in
    between, before the comma or after it."""
    kind, refused = f"(?P<kind>{types})", f"(?P<kind>{denied})"
    wordings = (
        rf"(?P<own>{subjects})(?:(?!{_PEOPLE})[^,。;]){{0,16}}?(?:系|为|是|属于)(?:(?!{_OWNING}|(?P=own))[^,。;]){{0,14}}?"
        rf"{kind}(?!{_FUNDED})",
        rf"(?:{subjects})(?:(?:系|为|是|属于)[^,。;]{{0,16}}?|(?:(?!{_HAVING}|{_PARTS})[^,。;]){{0,16}}?),"
        rf"(?:{_STILL}){{0,4}}{kind}",
        rf"(?:{subjects})(?:系|为|是|属于)(?:(?!{_HAVING}|{_PARTS})[^,。;]){{0,16}}(?:,(?!{_HAVING}|{_PARTS})[^,。;]{{0,14}})?,"
        rf"(?:{_STILL}){{0,4}}{refused}",
        rf"(?:{subjects})(?:(?!{_PARTS})[^,。;]){{0,8}}?{refused}",
    )
    return next(filter(None, (re.search(wording, text) for wording in wordings)), None)


def _of_platform(case: Case, words: str) -> bool:
    """Whether 本中心 is the platform and not its applicant; where another kind of unit (学院) runs it, it is the applicant."""
    subject = _HERE.match(words)
    unit = str(case.profile.value("applicant") or "")
    platform = str(case.profile.value("platform_name") or "")
    if subject is None or unit.endswith(subject[1]) or not platform.endswith(subject[1]):
        return False
    parent = _PARENT.search(words)
    return parent is None or unit.endswith(parent[1]) or parent[1] == "单位"


def _by_code(case: Case, row: Row, prefixes: tuple[str, ...], materials: tuple[str, ...]) -> Findings:
    for sighting in case.profile.sightings("uscc")[:3]:
        code = str(sighting.value)
        if code.startswith(prefixes) and _is(case, sighting.file, materials):
            words = f"代码以 {code[:2]} 开头"
            yield row.finding(file=sighting.file, place=sighting.place, quote=code, words=words)


def _is(case: Case, path: str | None, materials: tuple[str, ...]) -> bool:
    reading = case.reading(path)
    return reading is not None and squeeze(reading.file.material or "") in materials
