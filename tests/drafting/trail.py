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
from ingest.chinese import find_amounts

NUMBER = re.compile(r"\d+(?:\.\d+)?")
SCALED = re.compile(r"(\d+(?:\.\d+)?)([万亿]?)")
SCALE = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}
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
    return [text for text in texts if not numbers(re.sub(r"【待补：[^】]*】", "", text)) <= known]


def unfounded(draft: Draft, raw: str) -> Iterator[str]:
    """Numbers of uses that stand in none of the sources and do not follow from them."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", raw)
    written = numbers(re.sub(r"0(?=\d)", " 0", raw)) | numbers(plain) | numbers(raw.replace("-0", "-"))
    # Dates by their parts, those broken over two lines of a cell too.
    for text in (raw, re.sub(r"(?<=\d)\n(?=\d)", "", raw)):
        written |= numbers(
            re.sub(r"(20\d{2})[./-](\d{1,2})(?:[./-](\d{1,2}))?", r"\1 \2 \3", text)
        ) | numbers(text)
    written |= {value for source in _sources(draft) for value in turned(source, written)}
    for use in draft.sources:
        allowed = written | {
            value for source in use.sources for value in computed(source, use, draft, written)
        }
        if not numbers(use.value) <= allowed:
            yield f"{use.label}：{use.value}"


def turned(source: Source, written: set[Decimal]) -> set[Decimal]:
    """What a quantity comes to in another unit, reckoned again here; it must itself be written."""
    if source.by != "computed" or "=" not in source.quote:
        return set()
    left, _, right = source.quote.partition(" = ")
    other = SCALED.findall(right)[0][1]
    if not NUMBER.search(left):
        return {(find_amounts(left)[0].yuan / SCALE[other]).normalize()}
    number, one = SCALED.findall(left)[0]
    assert Decimal(number).normalize() in written, source.quote
    return {(Decimal(number) * SCALE[one] / SCALE[other]).normalize()}


def _sources(draft: Draft) -> Iterator[Source]:
    return (source for use in draft.sources for source in use.sources)


def computed(source: Source, use: Use, draft: Draft, written: set[Decimal]) -> set[Decimal]:
    """What a computed source comes to, done again here from its operands, which must themselves be written."""
    if source.by != "computed":
        return set()
    if counted := re.search(r"“(.+?)”逐条计数，共 (\d+) 条", source.where):
        rows = [each for each in draft.sources if re.fullmatch(rf"{counted[1]}第\d+条", each.label)]
        assert len({each.label for each in rows}) == int(counted[2])
        return {Decimal(counted[2])}
    if "=" in source.quote:
        return turned(source, written)
    operands = [Decimal(each) for each in NUMBER.findall(source.quote)]
    if "/" in source.quote:
        done, wanted = (Decimal(n) * SCALE[m] for n, m in SCALED.findall(source.quote))
        value = (done / wanted * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return {value.normalize()}
    assert set(map(Decimal.normalize, operands)) <= written
    return {sum(operands, Decimal(0)).normalize()}
