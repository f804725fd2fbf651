"""Where an applicant that tells of itself in English is registered: by the names of places in facts.yaml and the words beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from advisor.answer.english import INTENDS
from advisor.answer.language import ABOUT_RULE, MINE
from advisor.answer.sightings import is_former, segment_of
from advisor.pack.facts import FactSpec
from advisor.pack.patterns import compiled


class Rank(IntEnum):
    """How surely a place is that of registration, the surest first: moved to, said to be it, in one piece with a word for
    it, told of the unit, told with somebody else and a word for it, worded without a name; or of somebody else."""

    MOVED = 0
    SAID = 1
    NEAR = 2
    PLAIN = 3
    BESIDE = 4
    WORDED = 5
    OTHERS = 6


_PLANNED = re.compile(
    INTENDS + r"|\b(?:plan|want|hope|wish|intend|thinking|considering)\w*\b|\bwill\b|\bmay\b|\bmight\b|"
    r"\bappl(?:ied|y|ying) (?:for|to) (?:be |an? |the |our )?(?:re-?)?(?:regist|licen[cs]|incorporat)\w*|\bin the process of\b"
)
_UNIT = (
    r"(?:company|companies|firm|enterprise|university|institute|institution|hospital|college|school|association|"
    r"society|foundation|"
    r"start-?up|corporation|corp|group|ltd|inc|llc|limited|manufacturer|business|outfit|bureau|cooperative|ngo|entity)"
)
_REGISTERED = (
    r"(?:registered|registration|incorporated|domiciled|licen[cs]es?\b|licen[cs]ed(?! by (?:an?|the|our|some) )|"
    r"legal (?:seat|address|entity|person)|headquartered)"
)
_SAID_BEFORE = re.compile(
    rf"\b{_REGISTERED}(?! (?:trade|engineer|user))[^，。；？]{{0,24}}?\b(?:in|at|with|under|of|from|by|is|"
    rf"as)(?: the)?(?: city of| province of)? (?:[\w-]+，? ){{0,2}}$|"
    rf"\bregistered (?:[a-z]+，? )?$"
)
_SAID_AFTER = re.compile(
    r"^(?:[-–]| )(?:registered|incorporated|domiciled)\b|^[^，。；]{0,8}(?:is|on) (?:our|"
    r"the) (?:place of registration|licen[cs]e)"
)
_BASED = re.compile(
    rf"^[- ]based\b|^ (?:[\w-]+ ){{0,3}}{_UNIT}\b(?!'s? )|^ (?:is|are) (?:our|my|the) (?:home|seat|base)\b"
)
_BASED_BEFORE = re.compile(
    rf"\b(?:based|located|seated|situated)\b[^，。；]{{0,12}} (?:in|at|near)? ?(?:[\w-]+，? )?$|"
    rf"\b{_UNIT}(?: here)?(?: is| are| sits| lies)?,? (?:in|from|of|at) (?:[\w-]+，? )?$"
)
_MOVED = re.compile(
    r"\b(?:moved|relocated|transferred|changed)\b[^，。；]{0,40}\b(?:to|into) (?:[\w-]+，? )?$|\b(?:moved|"
    r"relocated) (?:[\w-]+，? )?$"
)
_LEFT = re.compile(
    r"\b(?:moved|relocated|transferred|came|away|switched)\b[^，。；]{0,30}\bfrom (?:[\w-]+，? )?$|\b(?:formerly|"
    r"previously|originally|used to be|once) (?:[\w-]+ ){0,3}in $"
)
_ENDED = re.compile(r"^ (?:until|till|up to|before moving|before we moved)\b")
_SINCE = re.compile(r"\b(?:since then|from then on|now|today|currently)(?: registered)? (?:in|at|from) $")
_LEFT_FROM = re.compile(r"\bfrom $")
_TURNED = re.compile(r"^[^，。；]{0,16} to\b")
_NOT_THERE = re.compile(
    r"\b(?:not|never)(?! only)(?: [\w-]+){0,5}? (?:in|from|at) $|\b(?:not|never) $|\b(?:outside|leave|left|leaving)(?: of)? $"
)
_NEAR = re.compile(
    r"\b(?:near|close to|next to|minutes from|hours from|hour from|north of|south of|border\w* (?:on|with)|between|"
    r"unlike|as in|like|than(?: in)?) $"
)
_ASIDE_BEFORE = re.compile(
    r"\b(?:customers?|clients?|users?|plants?|factor(?:y|ies)|warehouses?|(?<!registered )offices?|branch(?:es)?|"
    r"labs?|laborator\w+|teams?|servers?|data ?cent(?:er|re)s?|projects?|sites?|halls?|people|"
    r"staff|engineers?|markets?|exhibitions?|partners?|parent|headquarters|head office|hq|shareholders?|investors?|"
    r"owners?|suppliers?|graduat\w+|professors?|academicians?|experts?|subsidiar(?:y|ies)|daughter|"
    r"arm|desks?|workshops?|sister company|boss|founders?|stores?|shops?|farms?|trainees|students|friend|colleague|"
    r"live|lives|born|call|ring|phone|ask|ministr(?:y|ies)|journalists?|tourists?|authorit(?:y|ies)|embassy|"
    r"consulate|pilot|deliver\w*|sell|sold|work|works|teach\w*|travel\w*|visit\w*)"
    r"(?: [\w'-]+){0,3}? (?:in|at|from|of|near|across|around|to|is|are|is in|are in|sit in|sits in) (?:[\w-]+，? |"
    r"and )?$|"
    r"\b(?:owned|controlled|held|invested|funded|backed|run|supported|financed) by (?:an? |the |"
    r"some )?(?:[\w-]+ ){0,2}$|\b(?:part|unit|subsidiary|branch|arm|daughter|member|office) of (?:an? |"
    r"the )?(?:[\w-]+ ){0,2}$|"
    r"\blicen[cs]ed by (?:an?|the|our|some) (?:[\w-]+ ){1,4}(?:in|of|from|at) (?:the )?$|"
    r"\b(?:with|for|and|supply|serve|serving|beside|besides|between) (?:an? |the |some |two |three |several |"
    r"our )?(?:[\w-]+ )?$"
)
_ASIDE_AFTER = re.compile(
    r"^(?:'s)? (?:[\w-]+ )?(?:customers?|clients?|plants?|factory|warehouses?|offices?|branch(?:es)?|markets?|"
    r"parent|headquarters|hq|partners?|investors?|shareholders?|suppliers?|team|project|site)\b|"
    r"^(?:'s\b| (?:province(?:'s)?|provincial|plan|scheme|programme|program|policy|government|digital|bot|"
    r"department|authorit\w+|list|system|innovation|platforms?|title|badge|label|model)\b)"
)
_OFFICE = re.compile(
    r"^ (?:[\w-]+ ){0,2}(?:civil affairs|market (?:supervision|regulation)|administration|registry|registrar|aic\b|"
    r"samr\b)"
)
_HEARD = re.compile(
    r"\b(?:somebody|someone|people|they|everyone|some|experts?) (?:say|says|said|think|thinks|claim|claims)\b"
)


def named_places(spec: FactSpec, text: str) -> Iterator[tuple[Rank, int, str, str]]:
    """The English names of places in a text: how surely the unit is registered there, where it stands, on which side it
    lies, and the name."""
    for value in spec.values:
        if not value.names:
            continue
        for match in compiled(rf"\b(?:{'|'.join(value.names)})\b").finditer(text):
            begin, stop = segment_of(text, match.start())
            side = str(value.value)
            before = text[begin : match.start()]
            if _NOT_THERE.search(before):
                if side == "outside":
                    continue
                side = "outside"
            rank = _rank(spec, text, begin, match.start(), match.end(), stop)
            if rank is not None:
                yield rank, match.start(), side, match[0]


def _rank(spec: FactSpec, text: str, begin: int, start: int, end: int, stop: int) -> Rank | None:
    """How surely a unit is registered at the place at `start:end` of the piece `begin:stop`; None where that says nothing."""
    before, after, segment = text[begin:start], text[end:stop], text[begin:stop]
    if (
        _HEARD.search(before)
        or _NEAR.search(before)
        or (ABOUT_RULE.search(segment) and not MINE.search(segment))
    ):
        return None
    if _LEFT.search(before) or (_LEFT_FROM.search(before) and _TURNED.match(after)):
        return None
    if _ENDED.match(after):
        return None
    if _MOVED.search(before) or (_SINCE.search(before) and "regist" in text[:start]):
        return Rank.OTHERS if _PLANNED.search(segment) else Rank.MOVED
    if is_former(text, start, end, place=True):
        return None
    if _SAID_BEFORE.search(before) or _SAID_AFTER.match(after) or (_OFFICE.match(after) and "regist" in text):
        return Rank.OTHERS if _PLANNED.search(before) else Rank.SAID
    if _ASIDE_BEFORE.search(before) or _ASIDE_AFTER.match(after):
        return Rank.OTHERS
    registered = any(word in segment for word in spec.words if word.isascii())
    if not re.search(
        rf"\b(?:we|our|subsidiary|academy|shop|licen[cs]e|{_UNIT[3:]}\b", segment
    ) and not re.search(r"[\u4e00-\u9fff]", segment):
        return None
    if registered or _BASED.match(after) or _BASED_BEFORE.search(before):
        return Rank.NEAR
    return Rank.PLAIN
