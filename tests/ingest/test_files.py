"""Every fixture under tests/files is read and compared with the YAML beside it."""

import os
import shutil
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest import read_all
from ingest.document import Block, Document

FILES = Path(__file__).parent.parent / "files"
EXPECTED = sorted(FILES.rglob("*.yaml"))


def shown(block: Block) -> str:
    level = f" {block.level}" if block.level else ""
    flags = f" [{', '.join(sorted(block.flags))}]" if block.flags else ""
    text = block.text.replace("\t", "|").replace("\n", " / ")
    return f"{block.kind}{level}{flags}: {text}"


def summary(document: Document) -> dict[str, Any]:
    return {
        "path": document.path,
        "format": document.format,
        "title": document.title,
        "pages": len(document.pages),
        "blocks": [shown(block) for block in document.blocks],
        "faults": [fault.kind for fault in document.faults],
        "unread": [entry.why for entry in document.unread],
        "revisions": [f"{r.kind} {r.author}: {r.text}" for r in document.revisions],
        "marks": [f"{mark.kind} {mark.page}: {mark.text}" for mark in document.marks],
    }


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@pytest.mark.parametrize("expected", EXPECTED, ids=[str(path.relative_to(FILES)) for path in EXPECTED])
def test_a_file_is_read_as_expected(expected: Path) -> None:
    wanted = yaml.safe_load(expected.read_text(encoding="utf-8"))
    need(wanted.get("needs"))
    documents = read_all([expected.with_suffix("")])
    cases = wanted.get("documents") or [wanted]
    assert len(documents) == len(cases)
    for document, case in zip(documents, cases, strict=True):
        compare(document, case)


def need(what: str | None) -> None:
    """Skip where an optional part is missing: the plain install has neither."""
    if what == "ocr":
        pytest.importorskip("rapidocr")
    if what in {"libreoffice", "impress"} and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    if what == "impress" and not list(Path("/usr/lib/libreoffice/program").glob("libsdlo.so")):
        pytest.skip("LibreOffice Impress is not installed")


@pytest.mark.parametrize("form", ["pdf", "doc", "odt", "rtf"])
def test_the_same_content_is_read_alike_whatever_its_format(form: str) -> None:
    need(None if form == "pdf" else "libreoffice")
    word, other = read_all([FILES / "legacy/same.docx", FILES / f"legacy/same.{form}"])
    assert [block.text for block in word.blocks] == [block.text for block in other.blocks]
    assert [block.kind for block in word.blocks] == [block.kind for block in other.blocks]
    assert grids(word) == grids(other)


@pytest.mark.parametrize("form", ["pdf", "doc"])
def test_a_report_keeps_its_headings_and_words_in_every_format(form: str) -> None:
    need(None if form == "pdf" else "libreoffice")
    word, other = read_all([FILES / "legacy/report.docx", FILES / f"legacy/report.{form}"])
    assert headings(word) == headings(other)
    assert grids(word) == grids(other)
    bodies = [
        ["".join(b.text.split()) for b in document.blocks if b.kind in {"heading", "paragraph"}]
        for document in (word, other)
    ]
    assert bodies[0] == bodies[1]


def headings(document: Document) -> list[tuple[int | None, str]]:
    return [(b.level, "".join(b.text.split())) for b in document.blocks if b.kind == "heading"]


def grids(document: Document) -> list[list[tuple[int, int, str]]]:
    return [[(c.row, c.column, c.text) for c in table.cells] for table in document.tables()]


def compare(document: Document, case: dict[str, Any]) -> None:
    found = summary(document)
    for key in ("faults", "unread", "revisions", "marks"):
        assert found[key] == case.get(key, []), key
    for key in ("path", "format", "title", "pages"):
        assert found[key] == case.get(key, found[key]), key
    if "like" in case:
        assert likeness(document.text, case["like"]) >= 0.97
    else:
        assert found["blocks"] == case.get("blocks", [])


def test_places_count_characters_of_the_text() -> None:
    (document,) = read_all([FILES / "docx/everything.docx"])
    for block in document.blocks:
        assert document.text[block.place.start : block.place.end] == block.text
        for cell in block.cells:
            assert document.text[cell.start : cell.end] == cell.text
    for revision in document.revisions:
        if revision.kind == "insertion":
            assert document.text[revision.place.start : revision.place.end] == revision.text


@pytest.mark.skipif(not os.environ.get("ACCEPT_FIXTURES"), reason="writes the YAML of new fixtures")
def test_accept() -> None:
    for file in sorted(path for path in FILES.rglob("*") if path.is_file() and path.parent != FILES):
        target = file.with_name(file.name + ".yaml")
        if file.suffix == ".yaml" or target.exists():
            continue
        documents = [accepted(document) for document in read_all([file])]
        content = (
            documents[0]
            if len(documents) == 1 and "/" not in documents[0]["path"]
            else {"documents": documents}
        )
        if any("like" in document for document in documents):
            content["needs"] = "ocr"
        target.write_text(
            yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8"
        )


def accepted(document: Document) -> dict[str, Any]:
    found = {key: value for key, value in summary(document).items() if value not in ([], "", 0)}
    if document.ocr:
        found.pop("blocks", None)
        found["like"] = document.text
    return found
