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
            name = PurePosixPath(first.path.replace("!", "/")).stem
            yield row.finding(file=later.path, name=name, other=first.path)


def _versions(case: Case) -> Iterator[tuple[Reading, Reading]]:
    """A file and another named alike but for a mark of its version (设备清单, 设备清单（新）), with other words."""
    by_name = {PurePosixPath(r.path): r for r in case.readings if r.document.readable}
    for path, later in by_name.items():
        stem = _VERSION.sub("", path.stem)
        marked = stem != path.stem and _LIST.search(stem)
        first = by_name.get(path.with_name(stem + path.suffix)) if marked else None
        if first is not None and squeeze(first.text) != squeeze(later.text):
            yield first, later


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
