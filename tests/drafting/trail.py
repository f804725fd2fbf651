"""Following every number and name of a paper back to where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from advisor.drafting.model import Draft
from advisor.drafting.trace import Source, Use
from ingest import read_all

NUMBER = re.compile(r"\d+(?:\.\d+)?")
ANNEX = "附表"


def body(path: Path) -> list[str]:
    """The paper's paragraphs and cells up to the table of sources; running numbers of tables are left out."""
    texts: list[str] = []
    for part in docx.Document(str(path)).iter_inner_content():
        if isinstance(part, Paragraph):
            if part.text.strip() == ANNEX:
                break
            texts.append(part.text)
        elif isinstance(part, Table):
            numbered = part.rows[0].cells[0].text == "序号"
            for row in part.rows:
                texts += [cell.text for cell in row.cells[1 if numbered else 0 :]]
    return texts


def numbers(text: str) -> set[Decimal]:
    """Every Arabic number of a text as a value; the numeral that numbers a paragraph is none."""
    return {Decimal(found).normalize() for found in NUMBER.findall(re.sub(r"^\d+\. ", "", text))}


def raw_text(paths: list[Path]) -> str:
    """What stands in the facts file and in the evidence, as read."""
    plain = [path.read_text("utf-8") for path in paths if path.suffix == ".yaml"]
    read = read_all([path for path in paths if path.suffix != ".yaml"])
    return "\n".join([*plain, *(f"{document.path}\n{document.text}" for document in read)])


def untraced_numbers(texts: list[str], draft: Draft, fixed: str) -> list[str]:
    """Numbers of the paper that no use has and that are not the outline's own."""
    known = numbers(fixed) | {value for use in draft.sources for value in numbers(use.value)}
    return [text for text in texts if not numbers(text) <= known]


def unfounded(draft: Draft, raw: str) -> Iterator[str]:
    """Numbers of uses that stand in none of the sources and do not follow from them."""
    written = numbers(re.sub(r"0(?=\d)", " 0", raw)) | numbers(raw) | numbers(raw.replace("-0", "-"))
    for use in draft.sources:
        allowed = written | {
            value for source in use.sources for value in computed(source, use, draft, written)
        }
        if not numbers(use.value) <= allowed:
            yield f"{use.label}：{use.value}"


def computed(source: Source, use: Use, draft: Draft, written: set[Decimal]) -> set[Decimal]:
    """What a computed source comes to, done again here from its operands, which must themselves be written."""
    if source.by != "computed":
        return set()
    if counted := re.search(r"“(.+?)”逐条计数，共 (\d+) 条", source.where):
        rows = [each for each in draft.sources if re.fullmatch(rf"{counted[1]}第\d+条", each.label)]
        assert len({each.label for each in rows}) == int(counted[2])
        return {Decimal(counted[2])}
    operands = [Decimal(each) for each in NUMBER.findall(source.quote)]
    if "/" in source.quote:
        done, wanted = operands
        value = (done / wanted * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return {value.normalize()}
    assert set(map(Decimal.normalize, operands)) <= written
    return {sum(operands, Decimal(0)).normalize()}
