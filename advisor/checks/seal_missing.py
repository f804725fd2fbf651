"""Pages that must be sealed and show no seal."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.checks.party_blocks import uneven as uneven_parties
from advisor.checks.signing import asks_to_sign, may_be_sealed, signing_of
from advisor.checks.unseen import unread_at
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import is_organisation
from advisor.profile.reading import Reading
from ingest.document import Place

_ASKS = re.compile(r"[（(](?:单位)?(?:盖章|公章|签章|印章|加盖公章)[）)]")

_LIST = re.compile(r"(?:一览表?|清单|汇总表?|目录|台账|签[署章字]页)$")
_PARTY = re.compile(
    r"^[甲乙丙丁戊]方|代表|签署|签约|[(]印[)]|签[署章字]页|^(?:20|二)\S{1,4}年\S{1,3}月\S{1,3}日$"
)
"""A party, a day or a page for signatures, at the end of an agreement."""
_UNSEALED = re.compile(
    r"(?:未|没有?|尚未|暂未)(?:能)?(?:用印|盖章|加盖(?:公章|印章)?+)(?!的|者|[,，]?(?:一律|无效|不予|不得|视为))|(?:公章|印章|盖章|用印)[^。]{0,8}(?:后补|待补|补盖|另补)"
)
_TAIL = 8
"""Blocks at the end of a paper in which it may say itself that its seal is not there yet."""
_BLANK_SEAL = re.compile(
    r"^(?:申报|建设|承担|牵头|填报|承诺|报告|申请|提交|本|我)?(?:单位|学校|学院|公司|医院|协会)[(](?:盖章|公章|加盖公章|签章|单位公章)[)]:$"
)
_ABOUT = 5
"""Blocks behind a sealing line, itself counted, in which the unit may be typed."""
_COVER = 30
"""Blocks at the beginning among which the cover's own sealing line stands."""
_END = 3
"""Lines at the end of an agreement in which its parties stand."""


def check(
    case: Case,
    row: Row,
    *,
    materials: tuple[str, ...],
    sections: tuple[str, ...],
    given: tuple[str, ...] = (),
    parties: tuple[str, ...] = (),
    opinion: str = "",
    uneven: str = "",
) -> Findings:
    """Files of `materials` without any picture or seal at their end (a signature is none), and parts of the form
    (`sections`) whose sealing line has none, those of `given` where an `opinion` stands over it and the day is blank as well; a
    sealing line left blank anywhere; files of `parties` in which no line is for their seals, or (told as `uneven`) one
    party's place is not filled as the others are. Where the page of the line, or the one behind it, was not read, nothing
    is decided."""
    for reading in case.of(*materials):
        signing = signing_of(reading, reading.body)
        if not signing.sealed and not reading.unread and squeeze(reading.text):
            yield row.finding(
                file=reading.path, place=signing.place, quote=signing.quote, what=squeeze(signing.quote)[:30]
            )
    for reading in case.main:
        for section in reading.sections:
            if section.meaning in sections and any(_ASKS.search(b.text) for b in section.blocks):
                signing = signing_of(reading, section.blocks)
                if not signing.sealed and not signing.named:
                    yield _told(row, reading, signing.place or section.place, signing.quote)
            elif section.meaning in given and (signing := signing_of(reading, section.blocks)).blank_date:
                says = re.search(opinion, "".join(squeeze(block.text) for block in section.blocks))
                if says and signing.asks_seal and not (signing.sealed or signing.named or signing.dated):
                    yield _told(row, reading, signing.place or section.place, signing.quote)
        yield from _cover(case, reading, row)
        yield from _nobody(case, reading, row)
        for block in reading.body[-_TAIL:]:
            if _UNSEALED.search(squeeze(block.text)):
                yield _told(row, reading, block.place, block.text)
    agreements = case.of(*parties) if parties else ()
    yield from _unsigned(case, row, agreements)
    yield from _uneven(row, agreements, uneven)


def _uneven(row: Row, agreements: tuple[Reading, ...], message: str) -> Findings:
    """Parties whose place in an agreement is not filled as the others' are; not beside a scan, which may show it signed."""
    if not message or any(reading.document.ocr for reading in agreements):
        return
    for reading in agreements:
        for party, lacking in uneven_parties(reading):
            yield row.finding(
                file=reading.path,
                place=party.place,
                quote=party.lines[0],
                message=message,
                what=party.head,
                lacking="、".join(lacking),
            )


def _unsigned(case: Case, row: Row, agreements: tuple[Reading, ...]) -> Findings:
    """Agreements at whose end nobody stands, where no page for signatures is handed in beside them."""
    if any(asks_to_sign(reading.body) for reading in agreements):
        return
    for reading in agreements:
        lines = [squeeze(line) for block in reading.body for line in block.text.splitlines() if line.strip()]
        listed = not lines or _LIST.search(lines[0])
        stands = any(_PARTY.search(line) for line in lines[-_END:])
        if listed or stands or reading.unread or signing_of(reading, reading.body).pictures:
            continue
        yield row.finding(file=reading.path, place=reading.body[-1].place, what="协议各方的签章")


def _nobody(case: Case, reading: Reading, row: Row) -> Findings:
    """The applicant's sealing line at the end of the main paper, where no picture stands that may be a seal, and either no
    unit is typed about it or the line below is signed by a picture; nor is a page with a seal handed in beside it."""
    if reading.document.ocr or any(mark.kind == "seal" for each in case.main for mark in each.document.marks):
        return
    for index, block in list(enumerate(reading.body))[-_TAIL:]:
        blank = index >= _COVER and block.kind == "paragraph" and _BLANK_SEAL.search(squeeze(block.text))
        alone = blank and not _unit_about(case, reading, index)
        if (alone or _signed_below(reading, index)) and not may_be_sealed(reading, reading.body):
            yield _told(row, reading, block.place, block.text)


def _signed_below(reading: Reading, index: int) -> bool:
    """Whether the line below a sealing line is signed by a picture, the only one about the two lines."""
    sealing, *below = reading.body[index : index + _ABOUT]
    line = squeeze(sealing.text)
    if sealing.kind != "paragraph" or not _ASKS.search(line) or "。" in line:
        return False
    signing = next((block for block in below if block.kind == "paragraph"), None)
    pictures = [b.anchor for b in reading.body[max(0, index - 2) : index + 2 * _ABOUT] if b.kind == "image"]
    return signing is not None and "签" in signing.text and pictures == [signing.anchor]


def _unit_about(case: Case, reading: Reading, index: int) -> bool:
    """Whether the applicant, or another unit alone in a line, is typed right above or in the lines below."""
    own = squeeze(str(case.profile.value("applicant") or ""))
    ends = case.checking.words("organisation_ends")
    around = [squeeze(b.text) for b in reading.body[max(0, index - 1) : index + _ABOUT] if b.text.strip()]
    return any((own and own in line) or is_organisation(line, ends) for line in around)


def _cover(case: Case, reading: Reading, row: Row) -> Findings:
    """The cover's own sealing line, where other sealing lines of the file do carry pictures."""
    body = reading.body
    for index, block in enumerate(body[:_COVER]):
        blank = _ASKS.search(block.text) and re.search(r"[）)]\s*[：:]\s*$", block.text.strip())
        if blank and not _unit_about(case, reading, index):
            around = body[max(0, index - 2) : index + 3]
            sealed = any(
                mark.anchor is None and mark.page == block.place.page for mark in reading.document.marks
            )
            if not sealed and not any(b.kind == "image" for b in around):
                yield _told(row, reading, block.place, block.text)


def _told(row: Row, reading: Reading, place: Place, quote: str) -> Finding:
    what = squeeze(quote)[:30]
    if unread_at(reading, place.page, after=1):
        return row.undecided(file=reading.path, place=place, quote=quote, of=what)
    return row.finding(file=reading.path, place=place, quote=quote, what=what)
