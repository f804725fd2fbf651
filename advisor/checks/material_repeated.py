"""The same material twice with different content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_VERSION = re.compile(
    r"[-_ \u3000]*[(（【\[](?:\d{1,2}月)?(?:\d{1,2}日)?(?:最?新|最?终|修改后?|修订|更新|改后?|定|初|旧|原|送审|报审|草)"
    r"(?:版本?|稿|报)?[)）】\]]$|[-_ \u3000]*(?:最终|修改|修订|更新|送审|初)[版稿]$"
)
"""What marks another version at the end of a file's name."""
_LIST = re.compile("清单|名单|目录|台账|[表书]$")
"""Papers of which there is one: two photographs, old and new, or two certificates are evidence."""

_DECIDED = re.compile(r"关于[^:。]{4,40}(?:批复|决定)(?:$|[\u4e00-\u9fff、]{2,20}:$)|[^:。]{2,24}通知书$")
"""How the title of what an office decided reads, also where it was recognised with the addressee behind it."""
_ATTACHED = re.compile(
    r"^(?:附件|附|材料)?[（(]?\d{1,2}[)）]?(?![\d年级号月日届期批]|[.\-]\d)[.、_\- \u3000]*"
)
"""The number of an attachment at the beginning of a file's name, and no year, grade or sub-number."""
_TELLS_APART = re.compile("[\\dA-Za-z一二三四五六七八九十甲乙丙丁]")
"""What in a file's name tells one of several lists."""
_ROWS = 4
"""Lines of such a list at least."""
_HEAD = 4
"""Lines among which a paper has its title."""


def check(case: Case, row: Row, *, pictures: tuple[str, ...]) -> Findings:
    """Every further file of a material that is handed in once as a rule; `pictures` are formats that hold one page.
    Files named alike but for a mark of their version are the same material, whatever it is; in a change the old and
    the new are wanted."""
    told: set[str] = set()
    for material in case.checking.materials:
        if material.repeatable or (material.before_after and case.stage == "change"):
            continue
        files = [r for r in case.of(material.id) if r.document.readable and not r.file.part]
        for later in files[1:]:
            if _same(files[0], later, pictures) or _other_paper(files[0], later):
                continue
            if not _other_owner(case, files[0].path, later.path):
                told.add(later.path)
                yield row.finding(file=later.path, name=material.name, other=files[0].path)
    for first, later in _versions(case) if case.stage != "change" else ():
        if later.path not in told:
            told.add(later.path)
            yield row.finding(file=later.path, name=_stem(first), other=first.path)


def _versions(case: Case) -> Iterator[tuple[Reading, Reading]]:
    """A file marked as another version (设备清单（新）), and one beside it that is named alike but for that and the number of
    its attachment, or a list of the same material under the same title, with other words."""
    readable = [r for r in case.readings if r.document.readable]
    for later in readable:
        stem = _VERSION.sub("", _stem(later))
        if stem == _stem(later) or not _LIST.search(stem):
            continue
        for first in (r for r in readable if _beside(r, later) and not _VERSION.search(_stem(r))):
            alike = _bare(_stem(first)) == _bare(stem) or _lists_alike(first, later, stem)
            if alike and squeeze(first.text) != squeeze(later.text):
                yield first, later
                break


def _beside(one: Reading, other: Reading) -> bool:
    """Whether two files lie in one folder and are of one format; a scan of a list never has the very words of it."""
    paths = [PurePosixPath(r.path) for r in (one, other)]
    return (
        one is not other
        and paths[0].parent == paths[1].parent
        and paths[0].suffix == paths[1].suffix
        and not (one.document.ocr or other.document.ocr)
    )


def _stem(reading: Reading) -> str:
    return PurePosixPath(reading.path.replace("!", "/")).stem


def _bare(stem: str) -> str:
    """A name without the number of the attachment before it."""
    return _ATTACHED.sub("", stem)


def _lists_alike(one: Reading, other: Reading, stem: str) -> bool:
    """Lists of one material under the same title, with most rows in common; names that count or number something (二号机房,
    2024年) may be those of two lists."""
    if one.file.material is None or one.file.material != other.file.material:
        return False
    if any(_TELLS_APART.search(_bare(name).replace("一览", "")) for name in (_stem(one), stem)):
        return False
    lines = [
        [squeeze(line) for block in r.document.tables() for line in block.text.splitlines() if line.strip()]
        for r in (one, other)
    ]
    common = set(lines[0]) & set(lines[1])
    return lines[0][:1] == lines[1][:1] and 2 * len(common) > max(map(len, lines)) >= _ROWS


def _same(one: Reading, other: Reading, pictures: tuple[str, ...]) -> bool:
    """The same words, or pages of one paper: pictures named alike but for their number."""
    if squeeze(one.text) == squeeze(other.text):
        return True
    paged = one.document.format in pictures and other.document.format in pictures
    return paged and _unnumbered(one.path) == _unnumbered(other.path)


def _unnumbered(path: str) -> str:
    return re.sub(r"[\d\W_]+|第|页", "", PurePosixPath(path.replace("!", "/")).stem)


def _other_paper(one: Reading, other: Reading) -> bool:
    """A form beside a report to it: of two titles one asks to fill in a table and the other does not; or what an office
    decided on two matters (名称变更登记通知书, 住所变更登记通知书)."""
    titles = [squeeze(r.body[0].text) if r.body else "" for r in (one, other)]
    heads = [next(filter(_DECIDED.match, _heads(r)), "") for r in (one, other)]
    decided = heads[0] != heads[1]
    return decided or (all(titles) and len([t for t in titles if re.search(r"表(?:\(.*\))?$", t)]) == 1)


def _heads(reading: Reading) -> list[str]:
    return [squeeze(block.text) for block in reading.body[:_HEAD] if block.kind != "table"]


def _other_owner(case: Case, one: str, other: str) -> bool:
    """Partners hand in their own licences and reports."""
    partners = set(case.profile.value("partners") or ())
    names = {
        s.file: s.value for name in ("registered_name", "promised_name") for s in case.profile.sightings(name)
    }
    return bool(partners & {names.get(one), names.get(other)})
