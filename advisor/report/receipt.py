"""A receipt of a check: which bytes were checked, by which rules, when, with what result; and its verification."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path

from pydantic import ValidationError

from advisor.domain import CheckReport, Summary
from advisor.errors import InputError
from advisor.pack.checking import Checking
from advisor.report.grouping import OUTCOMES
from advisor.report.sources import handed_in
from ingest.document import Frozen

_DATA = re.compile(r'<script type="application/json" id="receipt">(.*?)</script>', re.DOTALL)


class Receipt(Frozen):
    """回执. `files` are SHA-256 of the bytes by path; `rules` of the check rows; `seal` of everything else in it."""

    schema_: int = 1
    pack: str
    rules: str
    today: date
    unit_name: str | None
    platform_name: str | None
    summary: Summary
    files: dict[str, str]
    findings: tuple[str, ...] = ()
    seal: str = ""


def rules_of(checking: Checking) -> str:
    """A short version of the rules: the same rows give the same version."""
    return hashlib.sha256(checking.model_dump_json().encode()).hexdigest()[:12]


def make_receipt(
    report: CheckReport, *, pack: str, checking: Checking, today: date, paths: Sequence[Path]
) -> Receipt:
    """The receipt of a report on the files of `paths`."""
    receipt = Receipt(
        pack=pack,
        rules=rules_of(checking),
        today=today,
        unit_name=report.profile.get("unit_name"),
        platform_name=report.profile.get("platform_name"),
        summary=report.summary,
        files=_hashes(handed_in(paths)),
        findings=tuple(finding.id for finding in report.findings),
    )
    return receipt.model_copy(update={"seal": _seal(receipt)})


def write_receipt(receipt: Receipt, out: Path) -> None:
    """Write the receipt as one HTML page that people read and `verify` reads too."""
    rows = "".join(
        f"<tr><td>{escape(path)}</td><td><code>{digest}</code></td></tr>"
        for path, digest in receipt.files.items()
    )
    summary = receipt.summary
    counts = f"必须处理 {summary.error} 项，请核对 {summary.warning} 项，建议 {summary.advice} 项"
    data = receipt.model_dump_json().replace("</", "<\\/")
    out.write_text(
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>预审回执</title>'
        "<style>body{font:16px/1.7 sans-serif;max-width:60rem;margin:2rem auto}td{border:1px solid #ccc;padding:.2rem .5rem}"
        "code{font-size:.75rem}</style>"
        f"<h1>材料预审回执</h1><p>{escape(receipt.unit_name or '')}　{escape(receipt.platform_name or '')}</p>"
        f"<p>{receipt.today.isoformat()}　知识包 {escape(receipt.pack)}　规则版本 {receipt.rules}</p>"
        f"<p>{OUTCOMES[summary.outcome]}：{counts}。</p><table>{rows}</table><p>校验码 <code>{receipt.seal}</code></p>"
        f'<script type="application/json" id="receipt">{data}</script></html>',
        encoding="utf-8",
    )


def read_receipt(path: Path) -> Receipt:
    """Read a receipt back. Raises InputError when it is none or was altered."""
    found = _DATA.search(path.read_text(encoding="utf-8", errors="replace"))
    if found is None:
        raise InputError(f"“{path.name}”不是预审回执")
    try:
        receipt = Receipt.model_validate(json.loads(found.group(1).replace("<\\/", "</")))
    except (json.JSONDecodeError, ValidationError) as error:
        raise InputError(f"回执“{path.name}”的内容已损坏") from error
    if receipt.seal != _seal(receipt):
        raise InputError(f"回执“{path.name}”的内容被改动过")
    return receipt


def verify(receipt: Receipt, paths: Sequence[Path]) -> tuple[str, ...]:
    """What differs between the receipt and the files of `paths`, a sentence each; nothing when all is the same."""
    now = _hashes(handed_in(paths))
    missing = [f"回执里的“{path}”现在没有" for path in receipt.files if path not in now]
    changed = [
        f"“{path}”与预审时不同" for path in receipt.files if path in now and now[path] != receipt.files[path]
    ]
    added = [f"“{path}”是预审之后新增的" for path in now if path not in receipt.files]
    return (*missing, *changed, *added)


def _hashes(sources: Mapping[str, Path]) -> dict[str, str]:
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in sorted(sources.items())}


def _seal(receipt: Receipt) -> str:
    bare = receipt.model_copy(update={"seal": ""})
    return hashlib.sha256(bare.model_dump_json().encode()).hexdigest()[:16]
