"""A folder of documents made into a pack: every file read, its text kept, its title and edition told."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from advisor.errors import InputError
from advisor.pack.editions import documents_of
from advisor.pack.ledger import Entry, append, read_ledger, rewrite, write_documents
from advisor.pack.titles import Edition, edition_of, label_of, title_of
from ingest import Limits, read_all
from ingest.document import Document

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the path of the last."""

TEXTS = "policy"
_ASIDE = {"header", "footer", "comment", "annotation", "image"}
_UNSEEN = {"hidden", "white", "toc"}
_LITTER = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
_LEAST = 10
"""characters: less than this is no document"""


@dataclass
class Gathered:
    """What became of the folder: entries of all files, lines about doubtful editions, how many were read now."""

    folder: Path
    entries: list[Entry] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    read_now: int = 0

    def of_state(self, state: str) -> list[Entry]:
        """The entries of this state, those with a remark first."""
        return [entry for entry in self.entries if entry.state == state]


def gather(
    name: str, source: Path, packs: Path, limits: Limits, progress: Progress | None = None
) -> Gathered:
    """Make or refresh the pack `name` under `packs` from the files of `source`.

    Files that have not changed since the last time are not read again. Raises InputError for a bad name, for a
    folder that is no folder or has no files, and for a pack of this name that was written by hand.
    """
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise InputError(f"知识包名“{name}”只能用文字、数字、点、横线和下划线")
    if not source.is_dir():
        raise InputError(f"找不到文件夹 {source}")
    files = sorted(_files(source))
    if not files:
        raise InputError(f"文件夹 {source} 里没有文件")
    folder = packs / name
    if (folder / "pack.yaml").exists() and not (folder / "reading.jsonl").exists():
        raise InputError(f"已有名为“{name}”的知识包，不是由文件夹做成的，请换一个名字")
    (folder / TEXTS).mkdir(parents=True, exist_ok=True)
    found = _Gathering(folder, source, files, limits).run(progress)
    kept = found.of_state("kept")
    if not kept:
        raise InputError(
            f"文件夹 {source} 里没有读得出文字的文件：{found.entries[0].path}：{found.entries[0].why}"
        )
    documents, found.doubts = documents_of(found.entries)
    write_documents(folder, documents)
    _write_head(folder, name, kept)
    return found


@dataclass(frozen=True)
class _Read:
    """One file as read now: its documents (several for an archive), or the entries an earlier run left."""

    sha256: str
    documents: tuple[Document, ...] = ()
    known: tuple[Entry, ...] = ()


class _Gathering:
    """One run over the files; what an earlier run read of the same bytes is taken over."""

    def __init__(self, folder: Path, source: Path, files: list[Path], limits: Limits) -> None:
        self._folder, self._source, self._files, self._limits = folder, source, files, limits
        before = read_ledger(folder)
        self._known: dict[str, list[Entry]] = {}
        for entry in before:
            if not entry.gone:
                self._known.setdefault(_outer(entry.path, files, source), []).append(entry)
        self._result = Gathered(folder, [entry for entry in before if entry.gone])
        self._prefixes = {entry.prefix for entry in before if entry.state == "kept"}
        self._texts = {entry.text_sha256: entry.path for entry in before if entry.state == "kept"}
        self._single = len(files) == 1 and not before

    def run(self, progress: Progress | None) -> Gathered:
        """Read what is new or changed; the ledger grows with every file."""
        threads = ThreadPoolExecutor(min(4, os.cpu_count() or 1))
        try:
            for done, (file, read) in enumerate(
                zip(self._files, threads.map(self._read, self._files), strict=True), 1
            ):
                shown = file.relative_to(self._source).as_posix()
                self._result.read_now += len(read.documents)
                self._result.entries += read.known or self._taken_in(shown, read)
                if progress is not None:
                    progress(done, len(self._files), shown)
        finally:
            threads.shutdown(cancel_futures=True)
        rewrite(self._folder, self._result.entries)
        return self._result

    def _read(self, file: Path) -> _Read:
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        known = self._known.get(file.relative_to(self._source).as_posix(), [])
        if known and all(entry.sha256 == sha256 for entry in known):
            return _Read(sha256, known=tuple(known))
        return _Read(sha256, tuple(read_all([file], self._limits)))

    def _taken_in(self, shown: str, read: _Read) -> list[Entry]:
        """Entries for the documents of one file, texts and ledger lines written."""
        place = shown.rpartition("/")[0]
        entries = []
        for document in read.documents:
            path = f"{place}/{document.path}" if place else document.path
            entry = self._entry(path, read.sha256, document)
            append(self._folder, entry)
            entries.append(entry)
        return entries

    def _entry(self, path: str, sha256: str, document: Document) -> Entry:
        text = text_of(document)
        if len(text.strip()) < _LEAST:
            return Entry(path=path, sha256=sha256, state="unread", why=why_unread(document) or "没有文字")
        digest = hashlib.sha256(text.encode()).hexdigest()
        same = self._texts.setdefault(digest, path)
        if same != path:
            return Entry(path=path, sha256=sha256, state="same", why=f"与 {same} 内容相同")
        stem = Path(path).stem
        title = title_of(document.title, text, stem)
        edition = edition_of(title, text, stem)
        prefix = self._prefix(path, title, edition)
        file = f"{TEXTS}/{prefix or label_of(title)}.txt"
        (self._folder / file).write_bytes(text.encode())
        return Entry(
            path=path,
            sha256=sha256,
            state="kept",
            why=why_unread(document),
            prefix=prefix,
            file=file,
            text_sha256=digest,
            title=title,
            key=edition.key,
            day=edition.day,
            version=edition.version,
        )

    def _prefix(self, path: str, title: str, edition: Edition) -> str:
        """The document's name in clause ids: kept for a corrected file, a new one for a later edition."""
        before = next(
            (e for known in self._known.values() for e in known if e.path == path and e.state == "kept"), None
        )
        if before is not None and not edition.is_after(before.edition):
            return before.prefix
        if before is not None:
            older = before.model_copy(update={"gone": True})
            append(self._folder, older)
            self._result.entries.append(older)
        if self._single:
            return ""
        label = label_of(title)
        dated = f"{label}-{edition.day:%Y%m%d}" if edition.day else label
        names = [label, dated, *(f"{label}-{number}" for number in range(2, len(self._prefixes) + 3))]
        chosen = next(each for each in names if each not in self._prefixes)
        self._prefixes.add(chosen)
        return chosen


def text_of(document: Document) -> str:
    """The words of a document as its pack keeps them: without running heads, remarks and what readers do not see."""
    blocks = (b for b in document.blocks if b.kind not in _ASIDE and not b.flags & _UNSEEN)
    return "\n".join(block.text for block in blocks).replace("\r", "")


def why_unread(document: Document) -> str:
    """Why a document, or parts of it, could not be read; empty when all of it was."""
    pages = [f"第{each.page}页：{each.why}" if each.page else each.why for each in document.unread]
    return "；".join(dict.fromkeys([*(fault.detail for fault in document.faults), *pages]))


def _outer(path: str, files: list[Path], source: Path) -> str:
    """The file of the folder a path belongs to: the archive of a member."""
    parts = path.split("/")
    return next(
        (inner for end in range(1, len(parts)) if (source / (inner := "/".join(parts[:end]))).is_file()), path
    )


def _files(source: Path) -> Iterator[Path]:
    for file in source.rglob("*"):
        parts = file.relative_to(source).parts
        if file.is_file() and not _LITTER & set(parts) and not file.name.startswith(("~$", ".")):
            yield file


def _write_head(folder: Path, name: str, kept: list[Entry]) -> None:
    """pack.yaml, once: what people may then change by hand."""
    if (folder / "pack.yaml").exists():
        return
    title = kept[0].title if len(kept) == 1 else name
    head = {
        "id": name,
        "title": title,
        "short": "所给文件" if len(kept) > 1 else f"《{title}》",
        "issuer": "发文单位",
        "ask_whom": "请向发文单位或受理部门咨询",
        "ask_whom_english": "Please ask the body that issued the document",
    }
    (folder / "pack.yaml").write_text(
        yaml.safe_dump(head, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
