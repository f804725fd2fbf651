"""This report against an earlier one: what was mended, what is still open, what is new, what was waived."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from pydantic import BaseModel

from advisor.domain import CheckReport, Finding
from ingest.document import Frozen


class Waiver(Frozen):
    """A finding that somebody decided to let stand: why, and who."""

    finding: str
    reason: str
    by: str


class Comparison(BaseModel):
    """Findings of two reports, set side by side."""

    mended: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()
    waived: tuple[tuple[Finding, Waiver], ...] = ()


def compare(earlier: CheckReport, later: CheckReport, waivers: Iterable[Waiver] = ()) -> Comparison:
    """Pair findings by id, else by check, file name and words, so that a page that moved is no new fault."""
    waived = {waiver.finding: waiver for waiver in waivers}
    before = list(earlier.findings)
    still: list[Finding] = []
    new: list[Finding] = []
    let: list[tuple[Finding, Waiver]] = []
    for finding in later.findings:
        match = next((f for f in before if f.id == finding.id), None)
        match = match or next((f for f in before if _key(f) == _key(finding)), None)
        if match is not None:
            before.remove(match)
        waiver = waived.get(finding.id) or (waived.get(match.id) if match else None)
        if waiver is not None:
            let.append((finding, waiver))
        else:
            (still if match is not None else new).append(finding)
    return Comparison(mended=tuple(before), open=tuple(still), new=tuple(new), waived=tuple(let))


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check, PurePosixPath(finding.file or "").name, finding.quote
