"""Opening a pack: every file of its folder into its shape, with faults as file:line."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from advisor.domain import Clause
from advisor.errors import PackError
from advisor.pack.clauses import clause_id, clauses_of
from advisor.pack.examples import ExampleGroup
from advisor.pack.facts import FactSpec, Hindrance
from advisor.pack.guides import read_guides
from advisor.pack.ledger import DOCUMENTS
from advisor.pack.lexicon import Lexicon
from advisor.pack.model import (
    Case,
    Criterion,
    OffTopic,
    Pack,
    PackInfo,
    Parameter,
    Silence,
)
from advisor.pack.parsed import Parsed
from advisor.pack.places import Source
from advisor.pack.source import SourceDocument
from advisor.settings import settings
from ingest.chinese import parse_numeral

T = TypeVar("T")


class SilentOn(BaseModel):
    """silent_on.yaml"""

    model_config = {"extra": "forbid", "frozen": True}

    silences: tuple[Silence, ...] = ()
    off_topic: tuple[OffTopic, ...] = ()


def open_pack(name: str | None = None, folder: Path | None = None) -> Pack:
    """The pack of this name (the default one when None). Raises PackError when it is unknown or faulty."""
    chosen = name or settings().pack
    place = pack_folder(chosen, folder)
    listing = place / DOCUMENTS
    # A pack made anew in this process must not be answered from as it was.
    return _open(str(place), listing.stat().st_mtime_ns if listing.is_file() else 0)


def pack_names(folder: Path | None = None) -> list[str]:
    """The names of the packs in the knowledge folder and in that of the user's own packs."""
    return sorted({path.parent.name for base in _bases(folder) for path in base.glob("*/pack.yaml")})


def pack_folder(name: str, folder: Path | None = None) -> Path:
    """Where the pack of this name lies. Raises PackError when there is none."""
    if re.fullmatch(r"[\w.-]+", name):
        for base in _bases(folder):
            if (base / name / "pack.yaml").is_file():
                return (base / name).resolve()
    known = "、".join(pack_names(folder)) or "（无）"
    raise PackError(f"没有名为“{name}”的知识包；现有：{known}")


def _bases(folder: Path | None) -> tuple[Path, ...]:
    return (folder,) if folder else (settings().knowledge, settings().packs)


@lru_cache(maxsize=8)
def _open(folder: str, stamp: int) -> Pack:
    return load_pack(Path(folder))


def load_pack(folder: Path) -> Pack:
    """Read every file of the pack's folder; all faults of all files are reported at once."""
    faults: list[str] = []
    info = read(folder, "pack.yaml", TypeAdapter(PackInfo), faults)
    if info is None:
        raise _error(folder.name, faults)
    listed = read(folder, DOCUMENTS, TypeAdapter(tuple[SourceDocument, ...]), faults)
    info = info.model_copy(update={"documents": (*info.documents, *(listed or ()))})
    texts, clauses = _texts(folder, info, faults)
    silent = read(folder, "silent_on.yaml", TypeAdapter(SilentOn), faults) or SilentOn()
    found = {clause.id: clause for clause in clauses}
    written = {key: written_parameter(item, info.id, found) for key, item in info.parameters.items()}
    pack = Pack(
        info=info,
        clauses=tuple(clauses),
        texts=texts,
        parameters={key: _number(words) for key, words in written.items()},
        written={key: words for key, words in written.items() if words},
        criteria=read(folder, "criteria.yaml", TypeAdapter(tuple[Criterion, ...]), faults) or (),
        facts=read(folder, "facts.yaml", TypeAdapter(tuple[FactSpec, ...]), faults) or (),
        hindrances=read(folder, "hindrances.yaml", TypeAdapter(tuple[Hindrance, ...]), faults) or (),
        silences=silent.silences,
        off_topic=silent.off_topic,
        guides=read_guides(folder, faults),
        questions=_questions(folder, faults),
        lexicon=read(folder, "lexicon.yaml", TypeAdapter(Lexicon), faults) or Lexicon(),
        cases=read(folder, "cases.yaml", TypeAdapter(tuple[Case, ...]), faults) or (),
        examples=read(folder, "examples.yaml", TypeAdapter(tuple[ExampleGroup, ...]), faults) or (),
        folder=str(folder),
    )
    if faults:
        raise _error(folder.name, faults)
    return pack


def read(folder: Path, name: str, shape: TypeAdapter[T], faults: list[str]) -> T | None:
    """One YAML file in its shape; None when it is not there or faulty (the faults are added to the list)."""
    path = folder / name
    if not path.is_file():
        return None
    try:
        source = Source(path, f"{folder.name}/{name}")
    except PackError as error:
        faults.extend(error.faults)
        return None
    try:
        return shape.validate_python(source.value)
    except ValidationError as error:
        faults.extend(source.fault(_steps(item["loc"]), _message(dict(item))) for item in error.errors())
        return None


def written_parameter(parameter: Parameter, pack: str, clauses: dict[str, Clause]) -> str | None:
    """The number in the clause's own characters; None when the clause or the words around the number are gone."""
    clause = clauses.get(clause_id(pack, "", parameter.clause))
    found = re.search(parameter.pattern, clause.text) if clause else None
    return found[1] if found else None


def _number(written: str | None) -> int | None:
    value = parse_numeral(written) if written else None
    return None if value is None else int(value)


def _texts(folder: Path, info: PackInfo, faults: list[str]) -> tuple[dict[str, str], list[Clause]]:
    texts: dict[str, str] = {}
    clauses: list[Clause] = []
    kept = Parsed(info.id)
    for document in info.documents:
        path = folder / document.file
        try:
            # Offsets of quotes count these characters, so line ends must not be translated.
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{folder.name}/pack.yaml:1: 政策原文 {document.file} 读不了（{error}）")
            continue
        texts[document.file] = text
        known = kept.clauses(document.file, text, document.prefix)
        clauses.extend(clauses_of(text, info.id, document.prefix, document.file) if known is None else known)
    return texts, clauses


def _questions(folder: Path, faults: list[str]) -> dict[str, tuple[str, ...]]:
    """All files of questions/ together, in the order of their names."""
    together: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / "questions").glob("*.yaml")):
        found = read(folder, f"questions/{path.name}", TypeAdapter(dict[str, tuple[str, ...]]), faults) or {}
        for name, asks in found.items():
            together[name] = together.get(name, ()) + asks
    return together


def _steps(loc: tuple[int | str, ...]) -> list[int | str]:
    return [step for step in loc if not (isinstance(step, str) and step.startswith("tuple["))]


_MESSAGES = {
    "missing": "缺少必填项",
    "extra_forbidden": "不认识的键",
    "literal_error": "不在允许的取值之中",
    "string_type": "应为文字",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "tuple_type": "应为列表",
    "dict_type": "应为键值对",
    "bool_type": "应为 true 或 false",
}


def _message(item: dict[str, Any]) -> str:
    key = item["loc"][-1] if item["loc"] else ""
    reason = _MESSAGES.get(item["type"], item["msg"])
    return f"“{key}”{reason}"


def _error(name: str, faults: list[str]) -> PackError:
    more = f"（另有 {len(faults) - 1} 处）" if len(faults) > 1 else ""
    return PackError(f"知识包“{name}”有误：{faults[0] if faults else '空文件'}{more}", tuple(faults))
