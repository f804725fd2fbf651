"""The reading process, `python -m ingest.worker MEMORY`: jobs and answers are JSON lines."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from ingest.document import Document, Fault, Unread
from ingest.limits import Limits
from ingest.reading import OLE, Content, Damaged, Reading, ReadingError, TooLarge

# Address space is counted well before it is used, and recognition maps much it never touches.
_ADDRESS_SLACK = 3 * 2**30
_NICE = 10
_ARCHIVES = (b"PK", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_ARCHIVE_ENDINGS = {"zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz"}


def main() -> None:
    """Serve jobs until the parent closes the pipe."""
    channel = os.fdopen(os.dup(1), "wb")
    # Parsers print; their words must not reach the channel.
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    _bound_memory(int(sys.argv[1]))
    _step_back()
    for line in sys.stdin.buffer:
        job = json.loads(line)
        limits = Limits(**job["limits"])
        if job["job"] == "read":
            answer = {"document": _read(job, limits, channel).model_dump(mode="json")}
        else:
            answer = _expand(job, limits)
        _say(channel, answer)
        gc.collect()


_speaking = threading.Lock()


def _say(channel: BinaryIO, answer: dict[str, Any]) -> None:
    # Half a surrogate pair, which broken files hold, is no text: what leaves here can always be written as UTF-8.
    line = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    with _speaking:
        channel.write(line)
        channel.flush()


def _step_back() -> None:
    """Whoever waits for an answer meanwhile is served first."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
        # A session of its own counts as one party, however nice its processes are (sched(7), autogroup).
        Path("/proc/self/autogroup").write_text(str(_NICE))


def _bound_memory(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        bound = memory + _ADDRESS_SLACK
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def _read(job: dict[str, Any], limits: Limits, channel: BinaryIO) -> Document:
    path, name = job["path"], job["path"].rpartition("/")[2]
    sha256 = ""
    form = Path(name).suffix.lower().lstrip(".") or "unknown"
    try:
        data = _bytes(Path(job["file"]), limits)
        sha256 = hashlib.sha256(data).hexdigest()
        report = lambda page, pages: _say(channel, {"page": page, "pages": pages})  # noqa: E731
        return read_content(Content(data, name, limits, report)).document(path, sha256)
    except ReadingError as error:
        fault = Fault(kind=error.kind, detail=str(error))
    except MemoryError:
        fault = Fault(kind="too-large", detail=f"读取所需内存超过 {limits.memory // 2**20} MB，已停止读取")
    except RecursionError:
        fault = Fault(kind="unreadable", detail="文件内容嵌套过深，无法读取")
    except Exception as error:
        # A parser's bug must end this file only; the type of the error tells us which.
        fault = Fault(kind="unreadable", detail=f"文件已损坏或不合规范，无法读取（{type(error).__name__}）")
    return Document(path=path, format=form, faults=(fault,), sha256=sha256)


def _bytes(file: Path, limits: Limits) -> bytes:
    size = file.stat().st_size
    if size == 0:
        raise Damaged("文件是空的（0 字节）")
    if size > limits.bytes:
        raise TooLarge(f"文件有 {size / 2**20:.0f} MB，超过 {limits.bytes // 2**20} MB 的上限")
    return file.read_bytes()


def read_content(content: Content) -> Reading:
    """Read content with the reader that knows it; ReadingError when there is none or it fails."""
    from ingest.formats import mismatch
    from ingest.readers import reader_of

    found = reader_of(content)
    if found is None:
        raise Damaged(_unknown(content))
    form, reader = found
    reading = reader.read(content)
    told = reading.marks or any(not entry.inner for entry in reading.unread)
    if not told and not any(block.text.strip() for block in reading.blocks):
        reading.skip("文件中没有读到任何文字")
    wrong = mismatch(content.suffix, form)
    if wrong:
        reading.fault("type-mismatch", wrong)
    return reading


def _unknown(content: Content) -> str:
    ending = f" .{content.suffix}" if content.suffix else ""
    if not content.data.strip(b"\0 \r\n\t"):
        return "文件没有内容"
    if content.magic in {"heic", "heif", "avif"}:
        return "手机照片的 HEIC 格式不能读取；请另存为 .jpg 后再交"
    if content.data.startswith(_ARCHIVES) and content.suffix in _ARCHIVE_ENDINGS:
        return "压缩包要整包交来逐个读取，不能当作一份材料"
    if content.data.startswith((b"PK", OLE)) and not content.members and not content.streams:
        return "文件已损坏，无法打开；请用原来的软件重新保存后再交"
    return f"无法识别或不支持的{ending} 文件；请另存为 .docx、.xlsx 或 .pdf 后再交"


def _expand(job: dict[str, Any], limits: Limits) -> dict[str, Any]:
    from ingest.archives import archive_format, expand

    faults: list[Fault] = []
    members: list[tuple[str, str]] = []
    form = archive_format(Path(job["file"]), job["path"])
    try:
        form, members, faults = expand(
            Path(job["file"]), job["path"], Path(job["folder"]), job["entries"], job["bytes"], limits
        )
    except ReadingError as error:
        faults = [Fault(kind=error.kind, detail=str(error))]
    except MemoryError:
        faults = [Fault(kind="too-large", detail="压缩包解开所需内存超过上限")]
    except Exception as error:
        # As for documents: a broken archive must not stop the other files.
        faults = [Fault(kind="unreadable", detail=f"压缩包已损坏，无法解开（{type(error).__name__}）")]
    empty = () if members or faults else (Unread(why="压缩包里没有文件"),)
    document = Document(path=job["path"], format=form, faults=tuple(faults), unread=empty)
    return {"document": document.model_dump(mode="json"), "members": members}


if __name__ == "__main__":
    main()
