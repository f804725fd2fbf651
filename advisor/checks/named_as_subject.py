"""A sentence that tells of another platform what is told of one's own: a subject left in from an older paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.checks.case import Case, Row
from advisor.checks.described import is_namesake, is_run_by_another
from advisor.checks.misread import CLEAR, may_be_misread
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.shortnames import is_part

_HEAD, _TAIL, _WORD = 4, 5, 2
"""Characters by which the head and the end of two names are the same; one word, of names that have half in common."""
_HALF, _SOME = 0.55, 0.4
"""Likeness of two names that have half in common, and of one that a letter says a unit applies for."""
_LIKE = 0.6
"""Likeness of a subject in papers that are about one platform alone, however the two names begin."""
_ALONE = frozenset({"annual", "change"})
"""Stages whose papers are about one platform, the one that was approved."""
_ACTS = "还|又|也|全年|今年|本年度?|年内|当年|现有|目前|继续|始终|先后|累计|共(?!建|同)"
"""Words behind a subject that tell what it is or did, as an applicant tells of its own."""
_RULED = (
    r"(?:(?:全面|统一|严格)?(?:实行|施行|实施|采用|采取|推行|执行)|(?:下设|设有?|设立|成立|组建|建立)了?)[^,。;]{0,24}?"
    r"(?:负责制|责任制|委员会|理事会|管委会|领导小组|办公会|例会|管理办公室|综合办公室|秘书处|管理制度|管理机制|运行机制|章程)"
)
"""How a platform is run; what another one does is told so only of a namesake."""
_AIMED = (
    r"(?:围绕|按照?|对照|对标|紧扣|根据|落实|聚焦|立足)(?P<name>{name}"
    r"(?=的?(?:年度|运行|建设|发展|总体|各项)*(?:要求|目标|任务|方案|计划|定位|规划))"
)
"""What a year's work was done for."""
_CARRIED = (
    r"(?:承诺|保证)[^。;]{0,40}?(?:继续|认真|切实|全力|扎实|进一步)+(?:做好|抓好|搞好|承担好?|推进|履行好?|落实好?)(?P<name>{name}"
    r"(?=的?(?:各项|全部|年度|后续|日常)?(?:建设|运行|运营|任务|管理工作)))"
)
"""What a unit promises to go on with."""
_CLOSE = 0.75
"""Likeness of a platform that a year's work was done for, whatever the end of its name."""
_APPLIED = (
    r"[本我](?:单位|公司|企业|集团|院|校|所|中心|会|局|站|机构)[^,。;:]{0,4}(?:同意|自愿|特此?|兹|拟|决定)(?:申报|申请)(?:建设|认定|设立|组建)?"
    r"[“\"]?{batch}(?P<name>{name})"
)
"""What the applicant says that it applies for."""
_PROMISED = (
    r"[本我](?:单位|公司|企业|集团|院|校|所|中心|会|局|站|机构)(?:此次|本次|现|拟|特|自愿|同意|决定)*(?:申报|申请)(?:建设|认定|的)?"
    r"[“\"]?{batch}(?P<name>{name})[”\"]?(?:[,，]|事宜|并|的)"
)
"""The same in a promise, which is about this application alone."""
_OPINION = "applicant-opinion"
"""The part of a form with the applicant's own opinion, as `sections.yaml` calls it."""
_DECIDED = r"(?:同意|决定)(?:申报|申请)(?:建设|认定|设立|组建)?[“\"]?{batch}(?P<name>{name})"
"""What the applicant's opinion at the end of its form decides on."""
_RECOMMENDED = (
    r"(?:推荐|同意)(?:其|{unit}|该?(?:单位|公司|企业|集团|院|校|所|中心|学院|学校|医院|协会))"
    r"(?:所?(?:申报|申请|建设|报送|组建|设立|拟建|在建|牵头|承建)的?)+[“\"]?{batch}(?P<name>{name})"
)
"""What a letter of recommendation says of the applicant alone."""
_NOT_THIS = re.compile(
    "近年|前期|上年|去年|已(?:获|被|经|有)|[市县区]级|国家级|重点实验室|工程(?:技术)?研究中心|[两三四五多]个|等[^,。;]{0,4}平台"
)
"""Words of a letter that speaks of other platforms as well."""
_FIELD = re.compile("(?:领域|方向|行业|专业|类)[^,。;]{2,16}$")
"""A name that is the kind in a field."""
_BEFORE = re.compile(r"曾|对方|20\d\d年|未获|此前|以前|过去")
"""Words of a sentence that tells of another application, or another's."""
_GRANTED = "获批|认定|批准|批复|建有|拥有|已有|[省市区县校院部]级|依托|入选|挂牌|公布"
"""Words before a platform that there is already."""
_OFTEN = 2
"""How often a name left in stands in the papers at most: the words of a cell are there as a table's and as prose."""
_BESIDE = re.compile(
    r"原名|曾用名|更名|前身|改称|[对我双]方|另一[家个]|兄弟|同类|互[通认联补]|对接|协同|联动|衔接|"
    r"(?:与|同|和)(?:本|我)(?:单位|公司|院|校|所|中心|平台|实验室|基地|机构|们)"
)
"""Words of a sentence that sets another platform beside the own one, or tells of a former name."""


def named_as_subject(
    case: Case,
    row: Row,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
) -> Iterator[Finding]:
    """A clause of the main material whose subject begins and ends like the platform's name and is another; a sentence
    that tells what it did or how it is run, where it begins with the same word; in papers about one platform alone, one
    that tells what another of like name did or will do."""
    unit, bare = squeeze(str(case.profile.value("applicant") or "")), squeeze(name)
    frames = _frames(bare, case.checking.any_of(ends), _batch(case))
    for sentence in case.sentences:
        found = next(_found(case, sentence.bare, bare, frames), None)
        value = found["name"] if found else ""
        if not found or value == bare or (sentence.file, value) in told:
            continue
        reading = case.reading(sentence.file)
        if value in known or is_part(value, name) or (reading and reading.document.ocr):
            continue
        if bare in sentence.bare or _is_others(sentence.bare, value, bare, unit):
            continue
        told.add((sentence.file, value))
        yield row.finding(file=sentence.file, place=sentence.place, quote=value, name=name, other=value)
    yield from _promised(case, row, name, known, told, case.checking.any_of(ends))


def _batch(case: Case) -> str:
    """What may stand before the name or the kind of a platform that one applies for."""
    return f"(?:{case.checking.any_of(('before_names',)) or '(?!)'})*"


def _promised(
    case: Case, row: Row, name: str, known: set[str], told: set[tuple[str | None, str]], endings: str
) -> Iterator[Finding]:
    """What a promise says that its unit applies for (我单位申报…，郑重承诺), what the unit's own opinion decides
    (经研究，同意申报…) and what a letter recommends, of like name."""
    named = f"[\u4e00-\u9fffA-Za-z0-9]{{1,18}}?(?:{endings})"
    unit = re.escape(squeeze(str(case.profile.value("applicant") or ""))) or "(?!)"
    promised, decided, recommended = (
        re.compile(f.replace("{batch}", _batch(case)).replace("{name}", named).replace("{unit}", unit))
        for f in (_PROMISED, _DECIDED, _RECOMMENDED)
    )
    bare = squeeze(name)
    papers = [(reading, promised, reading.sentences) for reading in case.of("commitment")]
    papers += [(reading, recommended, reading.sentences) for reading in case.of("recommendation")]
    papers += [
        (reading, decided, tuple(s for s in reading.sentences if _OPINION in s.meanings))
        for reading in case.main
    ]
    for reading, applied, sentences in papers:
        for sentence in sentences:
            found = applied.search(sentence.bare)
            clear = found is not None and bare not in sentence.bare and not _BEFORE.search(sentence.bare)
            value = found["name"] if found and clear else ""
            if not value or value in known | {bare} or is_part(value, name) or (reading.path, value) in told:
                continue
            if applied is recommended and _is_kind(case, sentence.bare, found, bare):
                continue
            block = reading.document.block_at(sentence.start)
            sure = block is not None and (block.confidence or 0) >= CLEAR and not may_be_misread(value, name)
            least = _SOME if applied is recommended else _HALF
            if likeness(value, bare) >= least and (sure or not reading.document.ocr):
                told.add((reading.path, value))
                yield row.finding(
                    file=reading.path, place=sentence.place, quote=value, name=name, other=value
                )


def _is_kind(case: Case, sentence: str, found: re.Match[str] | None, bare: str) -> bool:
    """Whether a letter names the own platform with its kind in between (…方向省级产业创新中心), or a kind with the field
    in brackets behind it; or speaks of another time or level."""
    if found is None or _NOT_THIS.search(sentence) or sentence[found.end("name") :][:1] in {"(", "（"}:
        return True
    if _FIELD.search(found["name"]):
        return True
    words = case.checking.any_of(("before_names", "before_types", "plain_in_names")) or "(?!)"
    value, own = (re.sub(f"{words}|[省市]", "", each) for each in (found["name"], bare))
    return value in own


@dataclass(frozen=True)
class _Frame:
    """Where a platform stands in a sentence, and how alike its name must be: in likeness, and in its last characters."""

    pattern: re.Pattern[str]
    least: float = 0.0
    tail: int = _TAIL
    left_in: bool = False
    """Of no level of its own and hardly ever used."""
    alone: bool = False
    """In papers about one platform alone."""


def _frames(bare: str, endings: str, batch: str) -> tuple[_Frame, ...]:
    begun = "[\u4e00-\u9fffA-Za-z0-9]{1,18}?"
    head, word, end = re.escape(bare[:_HEAD]), re.escape(bare[:_WORD]), re.escape(bare[-_WORD:])
    rest = f"{begun}(?:{endings}))"
    subject = rf"(?:^|[,。;:、“(])(?P<name>{head}{rest}(?=将|由|于|是|已|以|自|的建设|,|”|{_ACTS})"
    acting = rf"^(?P<name>{word}{rest}(?={_ACTS})"
    alone = rf"(?:^|[,。;:])(?P<name>[\u4e00-\u9fff]{{2}}{rest}(?=将|已|{_ACTS})"
    ruled = rf"^(?:[一二三四五六七八九十\d]+[、.])?(?P<name>{word}{rest}(?={_RULED})"
    aimed = _AIMED.replace("{name}", f"{word}{begun}(?:{endings}|{end}))")
    carried = _CARRIED.replace("{name}", f"{word}{begun}(?:{endings})")
    applied = _APPLIED.replace("{batch}", batch).replace("{name}", f"{begun}(?:{endings})")
    return (
        _Frame(re.compile(subject)),
        _Frame(re.compile(applied), least=_HALF),
        _Frame(re.compile(acting), least=_HALF),
        _Frame(re.compile(alone), least=_LIKE, alone=True),
        _Frame(re.compile(ruled), least=_LIKE, left_in=True),
        _Frame(re.compile(aimed), least=_CLOSE, tail=_WORD, left_in=True, alone=True),
        _Frame(re.compile(carried), least=_HALF, tail=_WORD, left_in=True, alone=True),
    )


def _found(case: Case, text: str, bare: str, frames: tuple[_Frame, ...]) -> Iterator[re.Match[str]]:
    """Names that stand in a sentence as the own platform would, and are like its name."""
    for frame in frames:
        if frame.alone and case.stage not in _ALONE:
            continue
        if (found := frame.pattern.search(text)) is None or likeness(found["name"], bare) < frame.least:
            continue
        same = found["name"][-frame.tail :] == bare[-frame.tail :]
        if same and (not frame.left_in or _left_in(case, found["name"])):
            yield found


def _left_in(case: Case, value: str) -> bool:
    """Whether a name is of no level of its own and hardly ever used."""
    levels = "|".join(case.checking.words("platform_levels")) or "$^"
    texts = [squeeze(reading.text) for reading in case.readings]
    often = sum(text.count(value) for text in texts) > _OFTEN
    granted = re.compile(rf"(?:{_GRANTED})[^,。;]{{0,12}}{re.escape(value)}")
    return not (often or re.search(levels, value) or any(granted.search(text) for text in texts))


def _is_others(text: str, value: str, name: str, unit: str) -> bool:
    """Whether a sentence sets the platform beside the own one, or tells who runs it, and it is not the applicant."""
    if _BESIDE.search(text.replace(value, "")) or is_namesake(text, value, name):
        return True
    return is_run_by_another(text, unit)
