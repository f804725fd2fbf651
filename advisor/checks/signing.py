"""Signature blocks: the lines to be sealed, signed and dated, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.dates import find_dates
from ingest.document import Block, Mark, Place

_SEAL = re.compile(r"[（(](?:单位)?(?:盖章|公章|签章|印章|加盖公章|盖公章|章)[）)]|盖\s*章|公\s*章")
_SIGN = re.compile(r"签\s*字|签\s*名|签\s*章")
_ONLINE = re.compile(r"[（(](?:已)?(?:加盖)?电子(?:签章|印章|公章)[）)]|已(?:加盖)?电子(?:签章|印章|公章)")
_UNSEALED = re.compile("未|待|请|需|或|拟|[将应]")
_COLOURED = 0.6
"""Confidence from which a signature is in coloured ink: the page was scanned in colour, and a red seal would show."""
_BLANK_DATE = re.compile(r"(?:^|[\s　：:＿_])(?:20\d{2})?[\s　＿_]*年[\s　＿_]*月[\s　＿_]*日")

_LINE = 40
"""Characters of a line to be signed or dated, at most."""


@dataclass(frozen=True)
class Signing:
    """What a signature block asks for and has. `pictures` counts images and seals found beside it."""

    asks_seal: bool
    asks_signature: bool
    named: bool
    """A unit's name is typed in the sealing line."""
    dated: bool
    blank_date: bool
    pictures: int
    signed: bool
    """A name is typed in the signing line."""
    sealed: bool = False
    """One of the pictures may be a seal: they are not all signatures in coloured ink."""
    unclear: bool = False
    """A picture beside it shows neither words nor a seal nor a signature that were made out."""
    place: Place | None = None
    quote: str = ""

    def lacking(self, *, pictures_known: bool) -> tuple[str, ...]:
        """What is missing of seal, signature and date; pictures count only where the reader can see them."""
        lacking: list[str] = []
        unsealed = not self.sealed and (self.asks_seal or not self.pictures)
        if unsealed if pictures_known else not (self.named or self.pictures):
            lacking.append("盖章")
        if pictures_known and not self.pictures and self.asks_signature and not self.signed:
            lacking.append("签字")
        if self.blank_date or not (self.dated or self.unclear):
            lacking.append("日期")
        return tuple(lacking)


def signing_of(reading: Reading, blocks: Iterable[Block]) -> Signing:
    """Read the signature block at the end of these blocks (the last dozen), and pictures and seals beside it."""
    tail = tuple(blocks)[-14:]
    texts = [block for block in tail if block.text.strip()]
    seal = next((b for b in texts if _SEAL.search(b.text)), None)
    sign = next((b for b in texts if _SIGN.search(b.text)), None)
    lines = [line for b in texts for line in b.text.splitlines()]
    dates = [line for line in lines if _dated(line) and (len(squeeze(line)) < _LINE or _asks(line))]
    blank = next((line for line in lines if _BLANK_DATE.search(line) and not _dated(line)), None)
    anchor = seal or sign or (texts[-1] if texts else None)
    pictures = _pictures(reading, tail)
    return Signing(
        asks_seal=seal is not None,
        asks_signature=sign is not None,
        named=seal is not None and _filled(seal.text),
        dated=bool(dates),
        blank_date=blank is not None,
        pictures=pictures,
        signed=sign is not None and _filled(sign.text),
        sealed=pictures > _signatures(reading, tail) or any(_sealed_online(line) for line in lines),
        unclear=_unclear(reading, tail),
        place=anchor.place if anchor else None,
        quote=anchor.text.strip() if anchor else "",
    )


def may_be_sealed(reading: Reading, blocks: Iterable[Block]) -> bool:
    """Whether one of the pictures at the end of these blocks may be a seal: those that were made out as signatures are none."""
    tail = tuple(blocks)[-14:]
    marks = _marks(reading, tail)
    signed = {mark.anchor for mark in marks if mark.kind == "signature"}
    unknown = any(block.kind == "image" and block.anchor not in signed for block in tail)
    return unknown or any(mark.kind != "signature" for mark in marks)


def asks_to_sign(blocks: Iterable[Block]) -> bool:
    """Whether a line of its own asks for a seal or a signature; sentences that speak of signing do not."""
    lines = (line for block in blocks for line in block.text.splitlines())
    return any(_asks(line) and len(squeeze(line)) < _LINE and "。" not in line for line in lines)


def _asks(line: str) -> bool:
    return bool(_SEAL.search(line) or _SIGN.search(line))


def _dated(line: str) -> bool:
    """Whether a line gives a date; a year before blanks for month and day (2025年　月　日) is none."""
    return any(date.exact for date in find_dates(line)) or (
        bool(find_dates(line)) and _BLANK_DATE.search(line) is None
    )


def _sealed_online(line: str) -> bool:
    """Whether a short line says that an electronic seal stands there, which a Word file cannot show."""
    return len(squeeze(line)) < _LINE and bool(_ONLINE.search(line)) and not _UNSEALED.search(line)


def _filled(text: str) -> bool:
    """Something stands after the colon of the line that asks."""
    for line in text.splitlines():
        if _asks(line):
            after = re.split(r"[：:]", line, maxsplit=1)
            if len(after) == 2 and len(re.sub(r"[\s　_＿]|年|月|日", "", after[1])) >= 2:
                return True
    return False


def _unclear(reading: Reading, tail: tuple[Block, ...]) -> bool:
    marked = {mark.anchor for mark in reading.document.marks if mark.anchor is not None}
    return any(b.kind == "image" and not b.text.strip() and b.anchor not in marked for b in tail)


def _cells(reading: Reading, tail: tuple[Block, ...]) -> set[str]:
    """Addresses of the cells these blocks stand in: pictures in a cell are told after its table, with its address."""
    found: set[str] = set()
    for block in tail:
        table = reading.document.block_at(block.place.start or 0)
        for cell in table.cells if table is not None and block is not table else ():
            if cell.anchor is not None and cell.start <= (block.place.start or 0) < max(
                cell.end, cell.start + 1
            ):
                found.add(cell.anchor)
    return found


def _signatures(reading: Reading, tail: tuple[Block, ...]) -> int:
    """Signatures in coloured ink on the drawn pages of these blocks."""
    return sum(
        mark.kind == "signature" and mark.anchor is None and mark.confidence >= _COLOURED
        for mark in _marks(reading, tail)
    )


def _marks(reading: Reading, tail: tuple[Block, ...]) -> list[Mark]:
    pages = {block.place.page for block in tail if block.place.page is not None and block.text.strip()}
    return [mark for mark in reading.document.marks if mark.page in pages or not pages]


def _pictures(reading: Reading, tail: tuple[Block, ...]) -> int:
    cells = _cells(reading, tail)
    beside = (b for b in reading.document.blocks if b.kind == "image" and b.anchor in cells)
    images = sum(block.kind == "image" for block in tail) + sum(block not in tail for block in beside)
    return images + len(_marks(reading, tail))
