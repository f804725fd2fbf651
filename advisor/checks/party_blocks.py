"""The places for each party's seal, signature and day at the end of an agreement, held against one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.dates import find_dates
from ingest.document import Block, Place

_ORDINAL = "[甲乙丙丁戊己庚]方"
_SEAL = r"[(](?:单位|公司|学校)?(?:盖章|公章|签章|印章|加盖公章|盖公章|章|签字盖章|盖章签字)[)]"
_HEAD = re.compile(
    rf"{_ORDINAL}(?:[(][^()]{{1,12}}[)]){{0,2}}(?=:|$)|"
    rf"(?!.*(?:代表|法人|负责人|经办|签字人|联系人|鉴证|见证|鉴定|备案|推荐|主管))[^:。,、]{{2,24}}{_SEAL}(?::|$)|"
    rf"{_SEAL}:?[^:。,、]{{0,24}}$"
)
"""The line that opens a party's place: 甲方（盖章）：, 乙方：…, 示例大学（公章）, （盖章）示例大学."""
_SIGN = re.compile(
    r"(?:签字|签名|签署)[)]?[:]?|(?:代表|法定代表人|负责人|委托代理人)(?:人)?(?:[(][^()]*[)])?[:]"
)
_BLANK_DAY = re.compile(r"(?:20\d{0,2})?[\s　＿_]*年[\s　＿_]*月[\s　＿_]*日")
_DAY = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|[二〇○零一三四五六七八九十]{4}年\S{1,3}月\S{1,4}日"
)
_APART = re.compile("签[订署约](?:日期|时间|地点)|^附件|^附:")
"""A line for all parties together, or the end of the places."""
_LABEL = re.compile(r"(?:牵头|联合|共建|参与|参加|合作|成员|申报|建设)*(?:单位|方)(?:名称|全称)?")
_GAP = re.compile(rf"(?<=\S)(?:\t|[ 　]{{2,}})(?=\s*{_ORDINAL})")
_LINE = 60
"""Characters of a line in a party's place, at most."""
_SEVERAL = 2


@dataclass
class Party:
    """What stands in the place of one party."""

    head: str
    place: Place
    lines: list[str] = field(default_factory=list)
    anchors: frozenset[str | None] = frozenset()
    """Of the cells it stands in, where it stands in a table."""
    pictures: int = 0
    at_sign: int = 0
    """Pictures right behind the line that is signed."""

    @property
    def dated(self) -> bool:
        """A day is written."""
        return any(find_dates(squeeze(line)) for line in self.lines)

    @property
    def blank_day(self) -> bool:
        """The line for the day is empty."""
        return not self.dated and any(_BLANK_DAY.search(line) for line in self.lines)

    @property
    def named(self) -> bool:
        """The unit is typed in or right below the line that is sealed."""
        head, *below = [squeeze(line) for line in self.lines]
        label, _, after = head.partition(":")
        after = after or re.sub(rf"{_ORDINAL}|[(][^()]*[)]", "", label)
        after = "" if _LABEL.fullmatch(after) else after
        told = [re.sub(r"^[^:]{1,6}:", "", line) for line in (after, *below)]
        return any(len(line) > _SEVERAL and not re.search("年.*月.*日|[签盖]", line) for line in told)

    @property
    def signed(self) -> bool | None:
        """A name is typed in the line to be signed; None where there is none."""
        lines = [squeeze(line) for line in self.lines]
        asks = [line for line in lines if _SIGN.search(line)]
        if not asks:
            return None
        return any(
            re.search(r"[\u4e00-\u9fff]{2,4}", re.split("[:]", line)[-1]) for line in asks if ":" in line
        )


def uneven(reading: Reading) -> Iterator[tuple[Party, tuple[str, ...]]]:
    """Parties whose place lacks what all the others have: a day, a name, a signature, a picture of a seal."""
    if reading.unread or reading.document.ocr:
        return
    parties = _parties(reading)
    for party in parties if len(parties) >= _SEVERAL else ():
        if lacking := _lacking(party, [other for other in parties if other is not party]):
            yield party, lacking


def _lacking(party: Party, others: list[Party]) -> tuple[str, ...]:
    several = len(others) >= _SEVERAL
    lacking = []
    # One without a line for the day may share the one below.
    if party.blank_day and any(other.dated for other in others):
        lacking.append("日期")
    if party.pictures == party.at_sign == 1 and all(other.pictures > 1 for other in others):
        # All the others have a seal and a signature, and this one the signature alone.
        lacking.append("盖章")
    if not party.pictures:
        shown = {other.pictures for other in others}
        # Of two parties, one with two pictures may have the seals of both.
        if 0 not in shown and len(shown) == 1 and (several or shown == {1}):
            lacking.append("盖章")
        if party.signed is False and all(other.signed for other in others):
            lacking.append("签字")
    if (several or not party.pictures) and not party.named and all(other.named for other in others):
        lacking.append("单位名称")
    return tuple(lacking)


def _parties(reading: Reading) -> list[Party]:
    """The last run of places, each party once."""
    found: list[Party] = []
    for block in reading.body:
        if block.kind == "image":
            _show(found, block)
        elif block.kind == "table":
            if len(places := _in_table(block)) >= _SEVERAL:
                found = places
        else:
            _take(found, block)
    seen: dict[str, Party] = {}
    for party in reversed(found):
        if _ordinal(party) in seen or not _asks(party):
            break
        seen[_ordinal(party)] = party
    return list(seen.values())[::-1]


def _show(found: list[Party], block: Block) -> None:
    """Counts a picture to the place it stands in; one without an address may stand anywhere on its page."""
    own = next((p for p in found if block.anchor in p.anchors), None)
    if own is None and found and not found[-1].anchors and block.anchor:
        own = found[-1] if sum(p.place == found[-1].place for p in found) == 1 else None
    if own is not None and block.anchor:
        own.pictures += 1
        own.at_sign += bool(own.lines) and _SIGN.search(squeeze(own.lines[-1])) is not None


def _ordinal(party: Party) -> str:
    found = re.match(_ORDINAL, party.head)
    return found.group() if found else party.head


def _asks(party: Party) -> bool:
    """Whether a seal, a signature or a day is asked for there: 甲方：… at the head of an agreement asks for none."""
    text = "\n".join(squeeze(line) for line in party.lines)
    return bool(re.search(_SEAL, text) or _SIGN.search(text) or party.blank_day)


def _take(found: list[Party], block: Block) -> None:
    """Puts the lines of a paragraph where they belong; two places side by side get the days in turn."""
    for line in block.text.splitlines():
        heads = [part.strip() for part in _GAP.split(line)]
        if all(_HEAD.match(squeeze(head)) and len(squeeze(head)) <= _LINE for head in heads):
            found += [Party(squeeze(head), block.place, [head]) for head in heads]
            continue
        if not found or _APART.search(squeeze(line)):
            continue
        beside = [p for p in found if p.place == found[-1].place]
        days = [m.group() for m in re.finditer(f"{_DAY.pattern}|{_BLANK_DAY.pattern}", line)]
        if len(beside) > 1 and len(days) == len(beside):
            for party, day in zip(beside, days, strict=True):
                party.lines.append(day)
        elif len(beside) == 1 and len(squeeze(line)) <= _LINE:
            found[-1].lines.append(line)


def _in_table(block: Block) -> list[Party]:
    """Places in a table: side by side, a column each, or one below the other, the rows up to the next."""
    heads = [c for c in block.cells if _HEAD.match(squeeze(c.text.split("\n")[0]))]
    rows = [cell.row for cell in heads]
    beside = len(set(rows)) < len(rows)
    if beside and len(set(rows)) > 1:
        return []
    found = []
    for index, head in enumerate(heads):
        last = heads[index + 1].row if not beside and index + 1 < len(heads) else 10_000
        cells = [
            c
            for c in block.cells
            if c.row >= head.row and (c.column == head.column if beside else c.row < last)
        ]
        lines = [line for cell in cells for line in cell.text.split("\n")]
        anchors = frozenset(cell.anchor for cell in cells)
        found.append(Party(squeeze(head.text.split("\n")[0]), block.place, lines, anchors))
    return found
