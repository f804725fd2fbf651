"""How many characters of drawn pages are recognised right: `python evals/ocr.py [--pages N] [--speed]`.

Pages are drawn here from an invented text in several faces, resolutions, with noise, a slope of two degrees, and a
red seal over the words; the character accuracy is 1 - edits / characters. `--speed` adds pages per minute beside the
bare recogniser.
"""

from __future__ import annotations

import argparse
import io
import math
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from ingest.layout.flow import Sheet, page_blocks
from ingest.picture.pixels import upright
from ingest.picture.recognition import recognise

FACES = (
    ("NotoSerifCJK-Regular.ttc", "Serif"),
    ("NotoSansCJK-Regular.ttc", "Sans"),
    ("NotoSerifCJK-Bold.ttc", "Serif bold"),
)
FONTS = Path("/usr/share/fonts/opentype/noto")
WORDS = (
    "样例公司围绕工业互联网开展关键技术攻关，建成试验场地1500平方米，设备原值386.5万元，专职人员42人。",
    "三年内计划申请发明专利9件、登记软件著作权12项，服务企事业单位58家，培训人员620人次。",
    "经费单独核算，专款专用；重大事项集体研究决定，接受主管部门的监督检查（含现场核查）。",
    "项目负责人王立新，联系电话0531-81234567，电子邮箱wanglx@example.com。",
    "统一社会信用代码91370102MA3C4D5E9K，注册地址为山东省济南市历下区样例路1号。",
    "平台将坚持开放共享，为中小企业提供测试、验证与咨询服务，推动数字技术与实体经济融合。",
)


@dataclass(frozen=True)
class Condition:
    """How a page is drawn."""

    dpi: int
    noise: float = 0.0
    slope: float = 0.0
    seal: bool = False


CONDITIONS = (
    Condition(150), Condition(200), Condition(300), Condition(200, noise=14), Condition(200, slope=2.0),
    Condition(200, seal=True), Condition(200, noise=10, slope=-2.0, seal=True), Condition(150, noise=14, slope=2.0, seal=True),
)  # fmt: skip


def drawn_page(condition: Condition, face: str, draw_seed: int) -> tuple[Image.Image, str]:
    """A page in a face under a condition, and its text."""
    draw = random.Random(draw_seed)
    scale = condition.dpi / 72
    page = Image.new("RGB", (int(595 * scale), int(842 * scale)), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONTS / face), int(14 * scale))
    lines: list[str] = []
    for number in range(1, 10):
        text = f"{number}．{draw.choice(WORDS)}"
        lines += [text[at : at + 30] for at in range(0, len(text), 30)]
    for index, line in enumerate(lines):
        pen.text((80 * scale, (90 + 26 * index) * scale), line, font=font, fill=(20, 20, 25))
    if condition.seal:
        stamp(page, scale)
    return spoiled(page, condition, draw_seed), "".join(lines)


def stamp(page: Image.Image, scale: float) -> None:
    """A red seal laid over the words."""
    side = int(118 * scale)
    seal = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(seal)
    red = (205, 30, 40, 205)
    pen.ellipse((2, 2, side - 2, side - 2), outline=red, width=max(3, side // 30))
    points = []
    for corner in range(10):
        reach = side * (0.15 if corner % 2 == 0 else 0.06)
        angle = corner * math.pi / 5
        points.append((side / 2 + reach * math.sin(angle), side / 2 - reach * math.cos(angle)))
    pen.polygon(points, fill=red)
    page.paste(seal, (int(300 * scale), int(250 * scale)), seal)


def spoiled(page: Image.Image, condition: Condition, seed: int) -> Image.Image:
    """The page as a scanner gives it: sloping, noisy, packed as JPEG."""
    if condition.slope:
        page = page.rotate(condition.slope, fillcolor="white", resample=Image.Resampling.BICUBIC)
    if condition.noise:
        noise = numpy.random.default_rng(seed).normal(0, condition.noise, (page.height, page.width, 3))
        page = Image.fromarray(numpy.clip(numpy.asarray(page) - 8 + noise, 0, 255).astype("uint8"))
    packed = io.BytesIO()
    page.save(packed, "JPEG", quality=80)
    return Image.open(packed)


def accuracy(page: Image.Image, text: str) -> float:
    """The share of characters recognised right; width of brackets and blanks do not count."""
    seen = recognise(upright(page))
    blocks = page_blocks(Sheet(1, seen.width, seen.height, seen.spans, seen.rules, flags=frozenset({"ocr"})))
    read = plain("".join(block.text for block in blocks))
    return 1 - Levenshtein.distance(plain(text), read) / len(plain(text))


def plain(text: str) -> str:
    """The characters that count."""
    wide = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
    return re.sub(r"\s", "", text).translate(wide)


@dataclass(frozen=True)
class Speed:
    """What recognising a page costs."""

    pages_per_minute: float
    cpu_seconds: float


def speeds(pages: int) -> dict[str, Speed]:
    """The cost of a page through our PDF reader, and through the bare recogniser with its own settings."""
    from rapidocr import RapidOCR

    from ingest.readers import pdf
    from ingest.reading import Content

    drawn = [drawn_page(Condition(200), FACES[0][0], seed)[0] for seed in range(pages)]
    packed = io.BytesIO()
    drawn[0].save(packed, "PDF", resolution=200, save_all=True, append_images=drawn[1:])
    engine = RapidOCR(params={"Global.log_level": "critical"})
    arrays = [numpy.asarray(page.convert("RGB"))[:, :, ::-1] for page in drawn]
    engine(arrays[0])
    return {
        "ingest": timed(pages, lambda: pdf.read(Content(packed.getvalue(), "drawn.pdf"))),
        "bare rapidocr": timed(pages, lambda: [engine(array) for array in arrays]),
    }


def timed(pages: int, work: Callable[[], object]) -> Speed:
    """The speed of some work over so many pages, loading included."""
    wall, cpu = time.monotonic(), time.process_time()
    work()
    return Speed(60 * pages / (time.monotonic() - wall), (time.process_time() - cpu) / pages)


def main() -> None:
    """Print a Markdown table of accuracies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1, help="pages a face and condition")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    print("| dpi | noise | slope | seal | " + " | ".join(name for _, name in FACES) + " |")
    print("|---|---|---|---|" + "---|" * len(FACES))
    for condition in CONDITIONS:
        cells = []
        for face, _ in FACES:
            scores = [accuracy(*drawn_page(condition, face, seed)) for seed in range(options.pages)]
            cells.append(f"{sum(scores) / len(scores):.4f}")
        seal = "yes" if condition.seal else "no"
        print(
            f"| {condition.dpi} | {condition.noise:g} | {condition.slope:g}° | {seal} | "
            + " | ".join(cells)
            + " |"
        )
    if options.speed:
        print("\n| reader | pages a minute | CPU seconds a page |\n|---|---|---|")
        for name, cost in speeds(6).items():
            print(f"| {name} | {cost.pages_per_minute:.1f} | {cost.cpu_seconds:.1f} |")


if __name__ == "__main__":
    main()
