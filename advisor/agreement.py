"""Does a sentence agree with the clauses it cites? Numbers, hedges, modality, places and quoted words count.

Used on every explanation of a pack when it is linted, and on every sentence a language model words; such a
sentence must further agree with the one it was made from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from advisor.domain import Clause
from ingest.chinese import find_numbers, narrow
from ingest.divisions import find_divisions

_MARK = re.compile(r"\[([\w.:-]+)\]")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]?")
_QUOTED = re.compile(r"“([^”]{2,})”|「([^」]{2,})」")
_COUNTED = re.compile(r"^(?:个|家|所|年|月|日|天|名|人|次|份|%|％|万|亿|元|号|批)")
_OBLIGATION = re.compile(r"必须|须|应当|应|不得|一律")
_PERMISSION = re.compile(r"可以|可")
_NEGATION = re.compile(
    r"(?:没有|没|未有|未|无(?!论|锡|人机|线)|并非|非(?!常)|勿|取消|禁止|严禁|不(?!过|仅|但|断|论|管|超过|多于|少于))(?P<what>[\w“]?)"
)
_FORCE = re.compile(
    r"(?P<duty>必须|须|应当|应该|应|需要|需(?!求)|务必|不得|一律)|(?P<permission>可以|可(?!能|靠))"
)
_SHARP = re.compile(r"必须|务必|一律|绝对|肯定|一定")
_STATED_SHARP = re.compile(r"须|不得|一律|务必")
_SIDE = re.compile(r"省内|省外|境内|境外")
_CONCLUSION = re.compile(r"不?符合|够格|有资格|没资格|没问题|放心|不?能申?报|可以申?报")
_BEFORE = re.compile(r"(不超过|不多于|最多|至多|不少于|至少|最少|超过|最近|近|自|到|至|每|满)?\s*$")
_AFTER = re.compile(r"\s*([^\W\d_]?)\s*(左右|以上|以下|以内|之内|内|之前|前|之后|后|底|起)?")
_BOUNDS = {
    "不多于": "不超过",
    "最多": "不超过",
    "至多": "不超过",
    "最近": "近",
    "最少": "至少",
    "不少于": "至少",
}
_UNITS = {"家": "个", "所": "个"}


def marks(text: str) -> tuple[str, ...]:
    """The clause paths in a text's marks, [4.5], in order, each once."""
    return tuple(dict.fromkeys(_MARK.findall(text)))


def unmarked(text: str) -> str:
    """The text without its clause marks."""
    return _MARK.sub("", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop and marks."""
    return [piece.strip() for piece in _SENTENCE.findall(text) if piece.strip()]


def disagreements(
    sentence: str, clauses: Sequence[Clause], hedges: Sequence[str], allowed: Iterable[str] = ()
) -> list[str]:
    """Why the sentence does not agree with the clauses, in Chinese; empty when it does.

    `allowed` are words known from elsewhere (the asker's own facts), whose numbers and places need no clause.
    """
    source = "\n".join(clause.text for clause in clauses)
    told = "\n".join(allowed)
    plain = unmarked(sentence)
    faults = [f"引号里的“{words}”不在条款中" for words in _false_quotes(plain, source)]
    faults += [f"数字“{number}”不在条款中" for number in _foreign_numbers(plain, source, told)]
    faults += [f"地名“{place}”不在条款中" for place in _foreign_places(plain, source, told)]
    faults += _modality(plain, source, hedges)
    return faults


def _false_quotes(plain: str, source: str) -> list[str]:
    quotes = [first or second for first, second in _QUOTED.findall(plain)]
    return [words for words in quotes if words not in source]


def _foreign_numbers(plain: str, source: str, told: str) -> list[str]:
    known = {number.value for number in find_numbers(source)} | {
        number.value for number in find_numbers(told)
    }
    counted = [n for n in find_numbers(plain) if _COUNTED.match(narrow(plain)[n.end :])]
    return [number.quote for number in counted if number.value not in known]


def _foreign_places(plain: str, source: str, told: str) -> list[str]:
    known = {place.name for place in find_divisions(source + told)}
    return [place.quote for place in find_divisions(plain) if not any(place.name in name for name in known)]


def _modality(plain: str, source: str, hedges: Sequence[str]) -> list[str]:
    """A hedge of the clause must stay with its number; a permission must not become a duty."""
    faults = []
    for hedge in hedges:
        for match in re.finditer(rf"{hedge}[^，。；、]{{0,8}}?(\d+)|(\d+)个{hedge}", source):
            number = match[1] or match[2]
            if re.search(rf"(?<!\d){number}(?!\d)", plain) and hedge not in plain:
                faults.append(f"漏了“{hedge}”")
    if re.search(r"必须", plain) and not _OBLIGATION.search(source) and _PERMISSION.search(source):
        faults.append("把“可以”说成了“必须”")
    return faults


def differences(worded: str, stated: str, hedges: Sequence[str]) -> list[str]:
    """Why `worded` does not say what `stated` says, in Chinese; empty when nothing was noticed.

    Compared are figures with their bounds and time windows, hedges, denials and what they deny, duty and
    permission, places, words in quotation marks, and conclusions.
    """
    faults = _figure_changes(worded, stated)
    faults += [
        f"{'漏' if hedge in stated else '多'}了“{hedge}”"
        for hedge in hedges
        if (hedge in stated) != (hedge in worded)
    ]
    if _denials(worded) != _denials(stated):
        faults.append("肯定、否定变了")
    if _forces(worded) != _forces(stated):
        faults.append("应当、可以的轻重变了")
    elif _SHARP.search(worded) and not _STATED_SHARP.search(stated):
        faults.append("话说重了")
    places = {place.name for place in find_divisions(stated)} ^ {
        place.name for place in find_divisions(worded)
    }
    if places or Counter(_SIDE.findall(worded)) != Counter(_SIDE.findall(stated)):
        faults.append("地名或境内外变了")
    faults += [f"引号里的“{words}”不是原句的" for words in _false_quotes(worded, stated)]
    if Counter(_CONCLUSION.findall(worded)) != Counter(_CONCLUSION.findall(stated)):
        faults.append("结论变了")
    return faults


def _figure_changes(worded: str, stated: str) -> list[str]:
    ours, theirs = Counter(_figures(stated)), Counter(_figures(worded))
    faults = [f"漏了“{''.join(figure)}”" for figure in (ours - theirs)]
    return faults + [f"多了“{''.join(figure)}”" for figure in (theirs - ours)]


def _figures(text: str) -> list[tuple[str, str, str, str]]:
    """Every counted or Arabic number as (bound, value, unit, window)."""
    plain = narrow(text)
    found = []
    for number in find_numbers(plain):
        counted = _COUNTED.match(plain[number.end :])
        if not counted and not re.search(r"\d", number.quote):
            continue
        before = _BEFORE.search(plain[: number.start])
        after = _AFTER.match(plain[number.end :])
        bound = (before[1] if before else "") or ""
        unit, window = (after[1] or "", after[2] or "") if after else ("", "")
        found.append(
            (_BOUNDS.get(bound, bound), f"{number.value.normalize():f}", _UNITS.get(unit, unit), window)
        )
    return found


def _denials(text: str) -> Counter[str]:
    """What is denied, by the character after the denying word."""
    return Counter(match["what"] for match in _NEGATION.finditer(text))


def _forces(text: str) -> list[str]:
    return [match.lastgroup or "" for match in _FORCE.finditer(text)]
