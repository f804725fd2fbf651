"""All that the platform has of a figure, told in words that do not name the figure (…共4600平方米作为基地用房)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.checks.case import Case
from advisor.checks.grid import whole, whole_number
from advisor.pack.figure_rows import WholeSpec
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.labels import is_listing
from advisor.profile.reading import Reading, Sentence
from ingest.document import Place

_QUALIFIED = re.compile(r"^([\u4e00-\u9fff]{2})(?:场地|场所|用房)")
_ROOM = re.compile(
    r"[室区厅间馆棚库站点窖井场池台廊房](?:[一二两三四五六七八九十几\d]+[处间个套])?(?:的?(?:面积|用房|场地))?(?:有|为|达|占|:)*$"
)
"""A room by its kind, right before its number."""
_COUNT = r"[一二两三四五六七八九十\d]+"
_BUILDING = re.compile(
    rf"(?:[楼栋幢]|大厦|广场|园区|(?<![一二两三四五六七八九十几\d])[层座])"
    rf"(?:内|体|的|主体|建筑|使用|总|共|合计|共计|一共|总计|有|为|是|达|:|面积|(?:共|总|有|高|地上|地下){_COUNT}层|{_COUNT}[栋幢座处])*$"
)
"""A building, or a floor of which no number is told, right before a number: that of all of it."""
_GIVEN = re.compile("将|把|划出|拿出|腾出|拨出")
_GIVING = re.compile("[^,。;]{0,4}(?:作为|用作|划归|划给|拨给|交给|交由|留给|供|归)")
"""Words before and behind the number by which a building is given to the platform (将B座3540平方米作为中心用房)."""
_OWNED = re.compile(rf"(?:{_COUNT}[栋幢座处间套]|有[^,。;:]{{0,8}}(?:楼|大厦))$")
"""A clause about a building or a room of the unit, whose number stands in the next one (自有科技楼一栋,面积8000平方米)."""
_LISTED = re.compile("[、和及与]")


@dataclass(frozen=True)
class Told:
    """A number with its unit as written, and where it stands."""

    number: Decimal
    unit: str
    place: Place
    quote: str
    of: str = ""
    """What the label says before its noun (实训 of 实训场地面积)."""


def lesser_cells(reading: Reading, spec: WholeSpec) -> list[Told]:
    """Cells with a unit beside lesser labels, if all of them give one value."""
    found: list[Told] = []
    for block in reading.document.tables():
        for label, value in () if not block.cells or is_listing(block) else block.pairs:
            bare = re.sub("^(?:现有|目前|期末|年末|年底)", "", bare_label(label.text))
            unit = re.search(spec.number, whole(value)) or re.search(spec.number, f"0{_bracket(label.text)}")
            amount = whole_number(value)
            if bare in spec.lesser and unit is not None and amount is not None:
                qualified = _QUALIFIED.match(bare)
                place = reading.place(value.start, value.end)
                quote = f"{label.text.strip()} {value.text.strip()}"
                found.append(Told(amount, unit["u"], place, quote, qualified[1] if qualified else ""))
    return found if len({told.number for told in found}) == 1 else []


def _bracket(label: str) -> str:
    found = re.search(r"\(([^()]*)\)", squeeze(label))
    return found[1] if found else ""


def told_whole(case: Case, reading: Reading, spec: WholeSpec, of: str) -> Iterator[tuple[Sentence, Told]]:
    """Sentences that say how much the platform has in all; `of` is what the form calls it."""
    own = _own(case)
    said = [re.compile(p.replace("{own}", own).replace("{of}", of or "专用")) for p in spec.said]
    for sentence in reading.sentences:
        if sentence.meanings & set(spec.outside) and not sentence.meanings & set(spec.within):
            continue
        text = sentence.counted
        titled = f"{squeeze(sentence.title)}:{text}" if sentence.title else text
        if re.search(spec.unless, titled) or not any(p.search(each) for p in said for each in (text, titled)):
            continue
        found = None if _by_another(case, text) else _of_all(text, spec)
        if found is not None:
            yield sentence, Told(Decimal(found["n"]), found["u"], sentence.place, sentence.text)


def _own(case: Case) -> str:
    """How a text names the platform: by its name, its kind, or the last word of its name."""
    name = squeeze(str(case.profile.value("platform_name") or ""))
    words = [re.escape(name), *case.checking.words("platform_nouns"), re.escape(name[-2:])]
    return rf"[本该我]?(?:{'|'.join(word for word in words if word) or '(?!)'})"


def _by_another(case: Case, text: str) -> bool:
    """Whether a clause begins with another unit, as that of one that gives rooms of its own."""
    ends = case.checking.any_of(("organisation_ends",)) or "(?!)"
    own = squeeze(str(case.profile.value("applicant") or ""))
    units = re.finditer(rf"(?:^|[,。;:])(?![租向从])(?P<unit>[\u4e00-\u9fff()]{{4,24}}?(?:{ends}))", text)
    return any(not own or own not in found["unit"] for found in units)


def _of_all(text: str, spec: WholeSpec) -> re.Match[str] | None:
    """The number of all there is: the only one, the one told to be the sum, or the first, when parts of it follow."""
    numbers = list(re.finditer(spec.number, text))
    totals = [m for m in numbers if re.search(f"(?:{spec.total})$", text[: m.start()])]
    first = totals[0] if len(totals) == 1 else (numbers[0] if numbers else None)
    if first is None or len(totals) > 1:
        return None
    before, clause = text[: first.start()], re.split(r"[,。;:]", text[: first.start()])[-1]
    if "其中" in before or any(Decimal(m["n"]) > Decimal(first["n"]) for m in numbers):
        return None
    later = [m for m in numbers if m.start() > first.start()]
    if later and not re.search(spec.parts, text[first.end() : later[0].start()]):
        return None
    if _of_building(before, text[first.end() :]):
        return None
    bare = re.sub(f"(?:{spec.total})$", "", clause)
    return None if _ROOM.search(bare) and not (totals and _LISTED.search(bare)) else first


def _of_building(before: str, after: str) -> bool:
    """Whether a number is that of a building in which the platform may have some rooms only."""
    *earlier, clause = re.split(r"[,。;:]", before)
    if _GIVEN.search(clause) or _GIVING.match(after):
        return False
    alone = re.fullmatch("(?:总|共|使用|面积|合计|共计|为|约)*", clause) is not None
    return _BUILDING.search(clause) is not None or bool(alone and earlier and _OWNED.search(earlier[-1]))
