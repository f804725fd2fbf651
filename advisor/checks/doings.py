"""Whose doing a dated sentence tells: the unit's own, or that of persons, products, buildings and others."""

from __future__ import annotations

import re

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading, Sentence
from advisor.profile.shortnames import is_part
from ingest.document import Frozen

_STOPS = re.compile(r"[,，。;；:：、]")
_AT = re.compile(r"(?:早在|截至|于|在|自|从|至|到)+$")
_BEHIND = re.compile(r"^(?:年?初|年?[底末]|[春夏秋冬]季?|[上下]半年|[一二三四]季度|起|间|时|前后|,|，)*")
_BULLET = re.compile(r"^[·•●◆◇▪■□○▶►➢\-]+")
_MARK = re.compile(
    r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\)?[.是]?|[①-⑳]|其[一二三四五六七八九十])$"
)
"""What numbers a sentence or a part of it, and says nothing of whose it is."""
_PERSON = re.compile("负责人|带头人|专家|教授|研究员|博士|硕士|高级?工|,[男女],|主任|先生|女士")
_KIND = 2
"""Characters at the end of a unit's name by which it speaks of itself (…服务中心: 中心)."""
_SHORT = 4
"""Characters of a short name at least; fewer may be no more than the place in it."""


class Doing(Frozen):
    """How a text tells that the unit itself did something (regular expressions).

    `subjects` are words by which it speaks of its own unit, `parted` words behind them that turn to somebody or something
    else (公司总经理), `made` what stands between the unit and its product (自主研发的), `adverbs` what may stand before the
    deed where nobody is named; `headed` words that lead in what the unit has won, in parts of `own_parts` (所获荣誉：).
    Behind a date with words of `begun` (起) a thing of `activities` that goes on is a deed as well; nothing is the unit's
    that went on until the unit itself came of it, or that a person did (`sprung`).
    """

    subjects: str
    parted: str
    made: str
    adverbs: str
    headed: str = "$^"
    own_parts: tuple[str, ...] = ()
    begun: str = "(?!)"
    activities: str = "(?!)"
    sprung: str = "(?!)"

    def told(
        self, reading: Reading, sentence: Sentence, span: tuple[int, int], unit: str, deeds: str
    ) -> bool:
        """Whether the deed at the date of `span` (offsets in the sentence) is told as the unit's own."""
        before = _BULLET.sub("", squeeze(sentence.text[: span[0]]))
        behind = squeeze(sentence.text[span[1] :])
        begun = re.match(self.begun, behind) is not None
        activities = self.activities if begun else "(?!)"
        if begun and re.search(self.sprung, behind):
            return False
        if not re.search(f"{deeds}|{activities}", sentence.bare):
            return False
        behind = _BEHIND.sub("", behind)
        *earlier, clause = (_MARK.sub("", _AT.sub("", part)) for part in _STOPS.split(before))
        if clause:
            return self._named(clause, unit)
        if (whom := self._subject(behind, unit)) is not None:
            return not re.match(self.parted, whom)
        if before.endswith(":") and any(earlier) and re.fullmatch(self.headed, earlier[-1]):
            return self._in_own_part(reading, sentence)
        begins = re.match(rf"(?:{self.adverbs})*(?:{activities})", behind) is not None
        if not (begins and self._in_own_part(reading, sentence)) and (
            re.match(rf"(?:{self.adverbs})*(?:{deeds})", behind) is None
        ):
            return False
        if any(earlier):
            # Named in the clause before: 本院自主研制的浮标，2013年9月通过鉴定.
            return before.endswith(",") and self._named(earlier[-1], unit)
        return _opens(reading, sentence)

    def _in_own_part(self, reading: Reading, sentence: Sentence) -> bool:
        """Whether it stands in a part on the unit itself, and not behind words on a person."""
        return bool(sentence.meanings & set(self.own_parts)) and not _of_person(reading, sentence)

    def _named(self, clause: str, unit: str) -> bool:
        rest = self._subject(clause, unit)
        return rest is not None and re.fullmatch(rf"(?:的?(?:{self.made})[^,。;]{{1,24}})?", rest) is not None

    def _subject(self, text: str, unit: str) -> str | None:
        """What stands behind the words for the unit with which the text begins; None where it begins otherwise."""
        if unit and text.startswith(unit):
            return text[len(unit) :]
        if (found := re.match(self.subjects, text)) is not None:
            return text[found.end() :]
        if len(kind := unit[-_KIND:]) == _KIND and text.startswith(kind):
            return text[_KIND:]
        for end in range(min(len(unit), len(text)), _SHORT - 1, -1):
            if is_part(text[:end], unit):
                return text[end:]
        return None


def _of_person(reading: Reading, sentence: Sentence) -> bool:
    """Whether one of the two sentences before tells of a person, whose honours then follow."""
    at = reading.sentences.index(sentence)
    return any(_PERSON.search(each.bare) for each in reading.sentences[max(0, at - 2) : at])


def _opens(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is the first of its paragraph: nobody was named before it."""
    block = reading.document.block_at(sentence.start)
    return block is None or not block.text[: sentence.start - (block.place.start or 0)].strip()
