"""A paper whose title names the platform otherwise, or that says so of what one applies or vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.checks.misread import CLEAR, may_be_misread
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness

_WE = (
    r"(?:[本我](?:单位|公司|[院校所会厂司]|集团|企业|中心|协会|学校|医院)|我们)"
    r"(?:(?!曾|已|年|另|同时)[^，。；“”]){0,12}"
)
_ONES_OWN = (
    (rf"{_WE}申[报请](?:的|建设|认定|组建)*", ""),
    (rf"{_WE}(?:编制|填报|编写|准备|提交|报送|上报)了?的?", "(?=的?申[报请](?:材料|资料|书|表))"),
)
"""What leads and what follows the name of the platform that a unit itself applies for."""
_VOUCHED = (
    r"(?:对|就|保证|承诺|关于)(?P<name>(?![各全上以本该我联合共]|所有|校企)(?![^，。；]{0,12}的)[^，。；：、《》“”（）()\t]{4,40}?(?:{ends}))"
    r"(?=(?:的|20\d\d年?度?)*(?:年度)?(?:工作|申报|变更|备案)*(?:报告|总结|材料|资料|书|表)[^。；]{0,24}(?:真实|准确|属实|负责|责任))"
)
"""Whose report or material one vouches for."""
_REPORTED = (
    r"{unit}[^，。；“”]{0,4}(?:申报的(?=[^，。；]{4,40}?(?:{ends})”?，?(?:经[我本审初]|材料|符合|同意|具备|(?:已|认真)?(?:进行|作|开展|组织)了?[^，。；]{0,6}(?:审|核|查|评)))"
    r"|(?P<applied>申[报请])(?:建设|认定|组建)*(?=[“\"]?[^，。；]{4,40}?(?:{ends})[”\"]?的(?:申[报请])?(?:材料|资料|书|表)[^。；]{0,12}(?:审|核|查|评))"
    r"|(?:建设|承建|运行|运营|承担|报[送来]|上报|提交)的(?=[^，。；]{4,40}?(?:{ends})”?的?(?:20\d\d)年度?(?:工作)?报告[^。]{0,6}"
    r"(?:经[我本核审]|材料|内容|情况|收悉|属实|真实|齐全|完整|审[核查阅])))"
    r"[“\"]?(?P<name>[^的，。；：:、《》“”（）()\t]{4,40}?(?:{ends}))"
)
"""What the office says that the applicant applied for, or reports on."""
_HELD = "通过(?:认定|复核|验收)|被评|获评|获批|公示|[市县区]级|国家级"
_KINDLY = re.compile(r"^(?:[本该此各上前]|一[家个类]|全[省市]|首批|第.批)|领域|[类或]")
"""Words of what is called by its kind alone (本年度…创新中心, 制造业领域…)."""
_LIKE = 0.5
"""Likeness from which what the office says was applied for is the own platform's name, otherwise spelt."""
_ITS = (
    r"(?:其|该(?:单位|公司|企业|集团|院|校|所|会))?(?:拟|所|牵头)?(?:建设|申报|申请|组建|设立|创建|承建)?的?"
)
"""What a letter says before the name, of the unit and what it does (推荐其建设…)."""
_ROUND = r"(?:19|20)\d\d年度?|第[一二三四五六七八九十\d]+批次?"
"""The round before the type (2025年度山东省…服务机构)."""


def named_in_title(
    case: Case,
    row: Row,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
    titled_by: tuple[str, ...],
) -> Iterator[Finding]:
    """Papers whose very title names the platform (关于推荐…的意见), or that say what one applies for (我公司申报“…”), under
    another name, however unlike."""
    unit = squeeze(str(case.profile.value("applicant") or ""))
    titles, quoted, vouched = _frames(case.checking.any_of(ends), "|".join(titled_by), unit)
    reported = quoted[-1]
    generic = case.checking.any_of(("before_types", "plain_in_names")) or "(?!)"
    types = [w for key, words in case.checking.vocabulary.items() if key.startswith("track.") for w in words]
    papers = [(reading, [titles], quoted) for reading in case.of("recommendation", "agreement", "commitment")]
    for reading, first, later in (*papers, *((reading, [], []) for reading in case.main)):
        for number, block in enumerate(block for block in reading.body if block.kind != "table"):
            frames = [*(first if number < 2 else ()), *later, vouched]
            found = next((match for each in frames if (match := each.search(block.text))), None)
            value = squeeze(found["name"]).removeprefix(unit) if found else ""
            value = re.sub(f"^{_ITS}(?:{_ROUND}|{'|'.join(case.checking.words('home_places'))})*", "", value)
            if not found or len(value) < 6 or value in name or name in value or (reading.path, value) in told:
                continue
            if reading.document.ocr and ((block.confidence or 0) < CLEAR or may_be_misread(value, name)):
                continue
            bare = re.sub(f"^(?:{generic})*", "", value)
            if found.re is reported and (_had_before(found) or any(bare in each for each in types)):
                continue
            if found.groupdict().get("applied") and (_KINDLY.search(value) or likeness(value, name) < _LIKE):
                continue
            # Where the title names the own platform as well, the other words tell its type.
            typed = squeeze(name) in squeeze(block.text)
            if typed or any(value in other or likeness(value, other) > 0.9 for other in known):
                continue
            told.add((reading.path, value))
            start = (block.place.start or 0) + found.start("name")
            place = reading.place(start, start + len(found["name"]))
            yield row.finding(file=reading.path, place=place, quote=value, name=name, other=value)


def _had_before(found: re.Match[str]) -> bool:
    """Whether the sentence tells of a platform that the unit has already."""
    text = found.string
    sentence = re.split("[。；]", text[: found.start()])[-1] + re.split("[。；]", text[found.start() :])[0]
    return re.search(_HELD, sentence) is not None


def _frames(
    endings: str, verbs: str, unit: str
) -> tuple[re.Pattern[str], list[re.Pattern[str]], re.Pattern[str]]:
    """How a title names a platform, how one says what is applied for or reported on, and what one vouches for."""
    title = rf"(?:{verbs})(?P<name>(?:(?!{verbs})[^，。；：:、《》“”()（）\t]){{4,40}}?(?:{endings}))(?!的?(?:{verbs}))"
    name_quoted = rf"[“\"「](?P<name>[^“”\"「」，。；]{{4,40}}(?:{endings}))[”\"」]"
    quoted = [f"{before}{name_quoted}{after}" for before, after in _ONES_OWN]
    quoted.append(_REPORTED.replace("{ends}", endings).replace("{unit}", re.escape(unit) or "(?!)"))
    vouched = _VOUCHED.replace("{ends}", endings)
    return re.compile(title), [re.compile(each) for each in quoted], re.compile(vouched)
