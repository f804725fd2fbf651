"""Make a pack of laws as a folder of files and ask it: seconds, memory, bytes, time of an answer, right answers.

    python -m evals.folder --bench DIR [--documents 600] [--store chroma|file] [--questions evals/folder/questions.yaml]

Without --documents every law is written out. The files are text, Word and Markdown by turns. Everything is done in a
temporary folder, by the commands a user would type.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import yaml

from evals.overlap import overlap_questions
from training.corpus import Passage, laws

ASKED = 200
COMMAND = [sys.executable, "-m", "advisor.cli"]


def write_out(articles: list[Passage], folder: Path, documents: int | None, asked: set[str]) -> int:
    """The laws as files, one a law; when there are to be fewer, those `asked` about and others evenly drawn. How many."""
    texts: dict[str, list[Passage]] = {}
    for article in articles:
        # The first part of an id is the law's, so that two editions of one law stay two files.
        texts.setdefault(f"{article.id.split('-')[0]} {article.name}", []).append(article)
    names = list(texts)
    step = max(1, len(names) // documents) if documents else 1
    known = [name for name in names if name.split(" ", 1)[1] in asked]
    chosen = list(dict.fromkeys([*known, *names[::step]]))[:documents]
    for number, name in enumerate(chosen):
        lines = [name.split(" ", 1)[1]]
        for article in texts[name]:
            heading = article.heading.rsplit("/", 1)[-1].strip()
            if re.match(r"第.+[编章节]", heading) and heading not in lines:
                lines.append(heading)
            lines.append(f"{article.number} {article.text}")
        _write(folder / f"{number:04d}-{re.sub(r'[^A-Za-z0-9一-鿿]', '', lines[0])[:50]}", lines, number)
    return len(chosen)


def _write(stem: Path, lines: list[str], number: int) -> None:
    if number % 10:
        ending = ".md" if number % 3 == 0 else ".txt"
        stem.with_name(stem.name + ending).write_text("\n".join(lines), encoding="utf-8")
        return
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(stem.with_name(stem.name + ".docx")))


def ask(environment: dict[str, str], questions: list[str]) -> list[dict[str, object]]:
    """The answers, one process for all of them."""
    lines = "".join(json.dumps({"question": question}, ensure_ascii=False) + "\n" for question in questions)
    run = subprocess.run(
        [*COMMAND, "ask", "--pack", "laws", "--jsonl"],
        input=lines,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def judge(answers: list[dict[str, object]], wanted: list[dict[str, object]]) -> None:
    """Print every wrong answer and how many were right."""
    right = 0
    for got, gold in zip(answers, wanted, strict=True):
        cited = [str(each["clause"]).split("/", 1)[1] for each in got["citations"]]  # type: ignore[attr-defined]
        clauses = gold.get("clauses") or []
        good = bool(got["refused"]) if not clauses else not got["refused"] and bool(set(cited) & set(clauses))  # type: ignore[call-overload]
        right += good
        if not good:
            print(f"  wrong: {gold['q']} -> {'refused' if got['refused'] else ''} {cited[:3]}")
    print(f"{right} of {len(wanted)} right")


def measure(options: argparse.Namespace, place: Path) -> None:
    """Write, make, ask, print."""
    source = place / "source"
    source.mkdir()
    articles = laws(options.bench)
    wanted = yaml.safe_load(options.questions.read_text(encoding="utf-8")) if options.questions else []
    asked = {clause.split(":")[0] for each in wanted for clause in each.get("clauses") or ()}
    documents = write_out(articles, source, options.documents, asked)
    environment = {**os.environ, "ADVISOR_DATA": str(place / "data"), "ADVISOR_PACKS": str(place / "packs")}
    environment["ADVISOR_VECTOR_STORE"] = options.store
    began = time.perf_counter()
    made = subprocess.run(
        [*COMMAND, "pack", "new", "laws", "--from", str(source)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    size = sum(path.stat().st_size for path in (place / "data").rglob("*") if path.is_file())
    print(made.stdout.splitlines()[-2])
    clock, processor = time.perf_counter() - began, spent.ru_utime + spent.ru_stime
    print(f"{documents} documents in {clock:.0f} s by the clock, {processor:.0f} s of CPU")
    print(f"peak {spent.ru_maxrss / 1024:.0f} MB, index {size / 1e6:.0f} MB")
    answers = ask(environment, [question.text for question in overlap_questions(articles, ASKED)])
    times = [float(each["trace"]["elapsed_ms"]) for each in answers[1:]]  # type: ignore[index]
    print(
        f"an answer: p50 {np.percentile(times, 50):.0f} ms, p95 {np.percentile(times, 95):.0f} ms of {len(times)}"
    )
    if wanted:
        judge(ask(environment, [each["q"] for each in wanted]), wanted)


def main() -> None:
    """Print the figures of docs/retrieval.md."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder with laws.jsonl.gz")
    parser.add_argument("--documents", type=int, help="how many laws; all of them by default")
    parser.add_argument("--store", default="chroma", help="where the vectors are kept")
    parser.add_argument("--questions", type=Path, help="questions with their clauses, YAML")
    options = parser.parse_args()
    with TemporaryDirectory() as place:
        measure(options, Path(place))


if __name__ == "__main__":
    main()
