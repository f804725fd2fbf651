"""One HTML file: findings by what is to be done, with the page's picture and a box around the place."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from html import escape
from pathlib import Path

from advisor.domain import CheckReport, Finding
from advisor.pack.checking import CheckRow
from advisor.report.grouping import LEVELS, OUTCOMES, basis, grouped, where
from advisor.report.pdf import Box, find_box
from advisor.report.picture import picture_of
from advisor.report.views import grid, identity, unused

_STYLE = """
body{font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:2rem auto;
max-width:56rem;padding:0 1rem;color:#1f2933;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #d5dbe1}
.sum{background:#f3f6f9;border-radius:8px;padding:.8rem 1rem}
.f{margin:1rem 0;padding:.6rem 1rem;border-left:4px solid #9aa5b1;break-inside:avoid}.f p{margin:.2rem 0}
.error{border-color:#c53030}.warning{border-color:#c98a1b}.advice{border-color:#4a7fb5}
.meta{color:#5a6672;font-size:.9rem}q{background:#fff6d6}img{max-width:100%;border:1px solid #d5dbe1;margin:.4rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{border:1px solid #d5dbe1;padding:.3rem .5rem;text-align:left}@media print{body{margin:0;max-width:none}}
"""
_PICTURES = 40
"""Most pictures in one page, so that the file stays small enough to send."""


def write_page(
    report: CheckReport, rows: tuple[CheckRow, ...], out: Path, sources: Mapping[str, Path] | None = None
) -> None:
    """Write the report to `out` (.html); `sources` gives the files pictures are drawn from."""
    left = _PICTURES
    parts = [_head(report)]
    for group in grouped(report.findings, rows):
        parts.append(f"<h2>{escape(group.title)}（{len(group.findings)}）</h2>")
        for finding in group.findings:
            picture = _picture(finding, sources or {}) if left > 0 else ""
            left -= bool(picture)
            parts.append(_finding(finding, picture))
    parts += [grid(report), identity(report), unused(report), _files(report)]
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>材料预审报告</title><style>{_STYLE}</style>'
    head += '<meta name="viewport" content="width=device-width">'
    out.write_text(
        f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{body}</body></html>', encoding="utf-8"
    )


def _head(report: CheckReport) -> str:
    summary = report.summary
    unit = report.profile.get("unit_name") or "（未识别出单位名称）"
    platform = report.profile.get("platform_name") or "（未识别出平台名称）"
    counts = f"必须处理 {summary.error} 项，请核对 {summary.warning} 项，建议 {summary.advice} 项"
    notes = "".join(f"<p>{escape(note)}。</p>" for note in report.notes)
    outcome = report.partly or OUTCOMES[summary.outcome]
    return (
        f"<h1>材料预审报告</h1><div class='sum'><p><b>{escape(unit)}</b>　{escape(platform)}</p>"
        f"<p>{outcome}：{counts}。</p>{notes}<p class='meta'>本报告由程序按公开的规则生成，供修改材料时参考，"
        "不代表评审结论；以方案原文、当年通知和主管部门意见为准。</p></div>"
    )


def _finding(finding: Finding, picture: str) -> str:
    place = "　".join(part for part in (finding.file or "", where(finding)) if part)
    quote = f"<p>原文：<q>{escape(finding.quote)}</q></p>" if finding.quote else ""
    return (
        f"<div class='f {finding.level}' id='{finding.id}'><p><b>{LEVELS[finding.level]}</b>　{escape(finding.message)}</p>"
        f"<p>改法：{escape(finding.hint)}</p>{quote}{picture}"
        f"<p class='meta'>{escape(place)}　依据：{escape(basis(finding))}　编号 {finding.id}</p></div>"
    )


def _files(report: CheckReport) -> str:
    lines = "".join(
        f"<tr><td>{escape(file.path)}</td><td>{escape(file.material_name or file.material or '未识别')}</td>"
        f"<td>{escape(file.format)}</td>"
        f"<td>{file.pages or ''}</td><td>{'是' if file.ocr else ''}</td><td>{escape('；'.join(file.unread))}</td></tr>"
        for file in report.files
    )
    heads = "".join(
        f"<th>{name}</th>" for name in ("文件", "材料", "格式", "页数", "文字识别", "未读出的部分")
    )
    return f"<h2>已检查的文件</h2><table><tr>{heads}</tr>{lines}</table>"


def _picture(finding: Finding, sources: Mapping[str, Path]) -> str:
    source = sources.get(finding.file or "")
    if source is None or finding.place.page is None:
        return ""
    number = finding.place.page
    if source.suffix.lower() == ".pdf":
        number, box = find_box(source, finding)
        drawn: bytes | None = draw(source, number, box)
    else:
        drawn = picture_of(finding, source)
    if drawn is None:
        return ""
    data = base64.b64encode(drawn).decode()
    return f'<img alt="第{number}页" src="data:image/jpeg;base64,{data}">'


def draw(source: Path, page: int, box: Box | None, scale: float = 1.3) -> bytes:
    """A JPEG of the page with a red box; only the strip around the box when there is one."""
    import pypdfium2
    from PIL import ImageDraw

    document = pypdfium2.PdfDocument(str(source))
    try:
        drawn = document[min(page, len(document)) - 1]
        height = drawn.get_height()
        image = drawn.render(scale=scale).to_pil().convert("RGB")
        if box is not None:
            left, bottom, right, top = box
            edges = [
                left * scale - 4,
                (height - top) * scale - 4,
                right * scale + 4,
                (height - bottom) * scale + 4,
            ]
            ImageDraw.Draw(image).rectangle(edges, outline=(197, 48, 48), width=3)
            image = image.crop(
                (0, max(0, int(edges[1]) - 90), image.width, min(image.height, int(edges[3]) + 90))
            )
        data = io.BytesIO()
        image.save(data, "JPEG", quality=70)
        return data.getvalue()
    finally:
        document.close()
