"""Many people at once: `python evals/load.py [--seconds 60] [--asking 50] [--uploading 5] [--pause 2] [--questions 10000]`.

A server of its own is started. The askers each ask one question after another, with a pause of up to twice `--pause`
seconds between them, and compare every answer with the one this process gives; the uploaders hand in a form of a unit of
their own and look for its name in their report. Then `--questions` questions are asked by eight callers at once and the
server's memory is read every thousand. Prints one JSON object; exit status 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from advisor import service
from advisor.pack import open_pack
from evals.startup import serving

SLOWEST_P95 = 1.0
MOST_GROWTH = 60
"""MB of resident memory between the first and the last thousand questions"""
CALLERS = 8
MEMORY = re.compile(r"^process_resident_memory_bytes ([\d.e+]+)$", re.MULTILINE)


@dataclass
class Seen:
    """What the visitors met."""

    seconds: list[float] = field(default_factory=list)
    checks: list[float] = field(default_factory=list)
    most_ahead: int = 0
    errors: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)


def questions() -> dict[str, str]:
    """Questions with their answers, as this process gives them."""
    pack = open_pack()
    asked = [question for guide in pack.guides for question in guide.asks[:1]][:60]
    return {question: service.ask(question).answer for question in asked}


async def ask_on(
    client: httpx.AsyncClient, name: str, known: dict[str, str], until: float, pause: float, seen: Seen
) -> None:
    """One person asking until the time is over."""
    choose = random.Random(name)
    while time.monotonic() < until:
        question = choose.choice(list(known))
        mark = f"{name}-{choose.random()}"
        began = time.monotonic()
        response = await client.post("/api/v1/ask", json={"question": question, "id": mark})
        seen.seconds.append(time.monotonic() - began)
        if response.status_code != 200:
            seen.errors.append(f"ask {response.status_code}")
        elif (response.json()["id"], response.json()["answer"]) != (mark, known[question]):
            seen.mixed.append(f"{name}: {question}")
        await asyncio.sleep(choose.uniform(0, 2 * pause))


async def upload_on(client: httpx.AsyncClient, name: str, forms: Path, until: float, seen: Seen) -> None:
    """One person handing in their form again and again."""
    unit, content = form_of(name, forms)
    while time.monotonic() < until:
        began = time.monotonic()
        response = await client.post("/api/v1/checks", files={"files": (f"{unit}.docx", content)})
        if response.status_code != 202:
            seen.errors.append(f"check {response.status_code}")
            return
        job: dict[str, Any] = response.json()
        while job["state"] in {"waiting", "running"}:
            seen.most_ahead = max(seen.most_ahead, job["ahead"])
            await asyncio.sleep(0.5)
            job = (await client.get(job["links"]["self"])).json()
        seen.checks.append(time.monotonic() - began)
        if job["state"] != "done":
            seen.errors.append(str(job["error"]))
            continue
        report = (await client.get(job["links"]["report"])).json()
        if report["profile"]["unit_name"] != unit:
            seen.mixed.append(f"{unit}: {report['profile']['unit_name']}")


def form_of(name: str, folder: Path) -> tuple[str, bytes]:
    """A form of an invented unit: its name and the Word file."""
    from docx import Document

    unit = f"济南{'甲乙丙丁戊己庚辛壬癸'[int(name) % 10]}样例科技有限公司"
    document = Document()
    document.add_heading("申报书", 0)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in {"申报单位": unit, "单位性质": "有限责任公司", "联系人": "王样例"}.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    for number in range(60):
        document.add_paragraph(f"{number + 1}．公司从事工业软件研发，现有研发人员{20 + number}人。")
    path = folder / f"{name}.docx"
    document.save(str(path))
    return unit, path.read_bytes()


async def crowd(url: str, given: argparse.Namespace, known: dict[str, str]) -> Seen:
    """Everybody at once."""
    seen = Seen()
    until = time.monotonic() + given.seconds
    limits = httpx.Limits(max_connections=None)
    with TemporaryDirectory() as forms:
        async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:
            asking = [ask_on(client, str(n), known, until, given.pause, seen) for n in range(given.asking)]
            uploading = [upload_on(client, str(n), Path(forms), until, seen) for n in range(given.uploading)]
            await asyncio.gather(*asking, *uploading)
    return seen


async def many(url: str, count: int, known: dict[str, str]) -> list[int]:
    """The server's memory in MB after each thousand questions."""
    sizes: list[int] = []
    texts = list(known)
    async with httpx.AsyncClient(base_url=url, timeout=120) as client:
        for start in range(0, count, 1000):

            async def some(first: int, start: int = start) -> None:
                for number in range(start + first, start + min(1000, count - start), CALLERS):
                    # A number of its own keeps any cache of questions from answering.
                    text = f"{texts[number % len(texts)]}（第{number}次问）"
                    (await client.post("/api/v1/ask", json={"question": text})).raise_for_status()

            await asyncio.gather(*(some(first) for first in range(CALLERS)))
            sizes.append(await memory(client))
    return sizes


async def memory(client: httpx.AsyncClient) -> int:
    """Resident megabytes of the server, by its own figures."""
    found = MEMORY.search((await client.get("/metrics")).text)
    return round(float(found[1]) / 1e6) if found else -1


def main() -> int:
    """Measure, print, and say by the exit status whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--asking", type=int, default=50)
    parser.add_argument("--uploading", type=int, default=5)
    parser.add_argument(
        "--pause", type=float, default=2, help="mean seconds a person takes before the next question"
    )
    parser.add_argument("--questions", type=int, default=10_000)
    given = parser.parse_args()
    known = questions()
    with serving() as page:
        httpx.post(f"{page.url}api/v1/ask", json={"question": next(iter(known))}, timeout=120)
        seen = asyncio.run(crowd(page.url, given, known))
        sizes = asyncio.run(many(page.url, given.questions, known)) if given.questions else []
    p95 = quantiles(seen.seconds, n=20)[-1]
    figures = {
        "questions": len(seen.seconds),
        "median_s": round(median(seen.seconds), 3),
        "p95_s": round(p95, 3),
        "slowest_s": round(max(seen.seconds), 3),
        "checks": len(seen.checks),
        "check_median_s": round(median(seen.checks), 1) if seen.checks else None,
        "most_ahead": seen.most_ahead,
        "errors": seen.errors,
        "mixed": seen.mixed,
        "memory_mb": sizes,
    }
    print(json.dumps(figures, ensure_ascii=False))
    level = len(sizes) < 2 or sizes[-1] - sizes[0] <= MOST_GROWTH
    return 0 if p95 <= SLOWEST_P95 and level and not seen.errors and not seen.mixed else 1


if __name__ == "__main__":
    sys.exit(main())
