"""A copy of the whole store with the uploaded files in one .zip, and back, whichever database it came from."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Connection, Date, Engine, Table, func, insert, select, text

from advisor.errors import AdvisorError, InputError
from advisor.triage.store.database import acting
from advisor.triage.store.tables import Base, Login, Moment

_FORM = 1
_ROWS, _FILES = "store.jsonl", "files/"


def back_up(engine: Engine, uploads: Path, file: Path) -> dict[str, int]:
    """Write every table as of one moment and every uploaded file to `file`; how many rows of each table.

    Sessions are left out. Raises AdvisorError when it cannot be written; it is there whole or not at all.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
                lines, counts = _rows(engine)
                package.writestr(_ROWS, "\n".join(lines))
                for path in sorted(uploads.rglob("*")) if uploads.is_dir() else ():
                    if path.is_file():
                        package.write(path, _FILES + path.relative_to(uploads).as_posix())
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise AdvisorError(f"备份 {file} 写不了：{error.strerror}；请检查磁盘空间和权限") from error
    return counts


def restore(engine: Engine, uploads: Path, file: Path) -> dict[str, int]:
    """Put a copy into an empty store and its files into `uploads`; how many rows of each table.

    Raises InputError for a file that is none or is torn, and for a store that holds something already.
    """
    try:
        with zipfile.ZipFile(file) as package:
            if package.testzip() is not None:
                raise InputError(f"“{file.name}”不是完整的备份，没有恢复任何内容")
            head, rows, counts = _read(package.read(_ROWS).decode().splitlines())
            with acting(engine) as session:
                _put_rows(session.connection(), file, head, rows)
                # Within the transaction: a file that cannot be written takes the rows back with it.
                _put_files(package, uploads)
    except FileNotFoundError:
        raise InputError(f"找不到 {file}") from None
    except (zipfile.BadZipFile, EOFError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise InputError(f"“{file.name}”不是完整的备份，没有恢复任何内容") from error
    except OSError as error:
        raise AdvisorError(f"恢复时写不了文件：{error.strerror}；请检查磁盘空间后重来") from error
    return counts


def _rows(engine: Engine) -> tuple[list[str], dict[str, int]]:
    counts: dict[str, int] = {}
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        lines = [json.dumps({"form": _FORM, "revision": _revision(connection)})]
        for table in _tables():
            rows = [_plain(row._mapping) for row in connection.execute(select(table))]
            counts[table.name] = len(rows)
            lines += [json.dumps({"table": table.name, "row": row}, ensure_ascii=False) for row in rows]
    return [*lines, json.dumps({"end": counts})], counts


def _put_rows(
    connection: Connection, file: Path, head: dict[str, Any], rows: dict[str, list[dict[str, Any]]]
) -> None:
    if head["revision"] != _revision(connection):
        raise InputError(f"“{file.name}”来自另一个版本的程序（{head['revision']}），请用那个版本恢复后再升级")
    if any(connection.scalar(select(func.count()).select_from(table)) for table in _tables()):
        raise InputError(
            "现在的数据库里已有记录，没有恢复；请用 ADVISOR_DATA 或 ADVISOR_DATABASE_URL 另设一个空的"
        )
    for table in _tables():
        found = [_typed(table, row) for row in rows.get(table.name, [])]
        if found:
            connection.execute(insert(table), found)
        _follow(connection, table)


def _put_files(package: zipfile.ZipFile, uploads: Path) -> None:
    for info in package.infolist():
        inner = PurePosixPath(info.filename)
        if not info.filename.startswith(_FILES) or info.is_dir() or ".." in inner.parts:
            continue
        target = uploads.joinpath(*inner.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        with package.open(info) as source, target.open("wb") as stream:
            shutil.copyfileobj(source, stream)


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name != Login.__tablename__]


def _revision(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
    }


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    found = dict(row)
    for column in table.columns:
        value = found.get(column.name)
        if isinstance(value, str) and isinstance(column.type, Moment):
            found[column.name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(column.type, Date):
            found[column.name] = date.fromisoformat(value)
    return found


def _follow(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids by itself: it goes on after the highest."""
    column = table.columns.get("id")
    if connection.dialect.name == "postgresql" and column is not None:
        highest = connection.scalar(select(func.max(column)))
        if highest:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :to)"),
                {"name": table.name, "to": highest},
            )


def _read(lines: list[str]) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]], dict[str, int]]:
    head, *told = [json.loads(line) for line in lines]
    if head.get("form") != _FORM:
        raise ValueError("another form")
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in told[:-1]:
        rows.setdefault(line["table"], []).append(line["row"])
    counts: dict[str, int] = told[-1]["end"]
    if counts != {name: len(rows.get(name, [])) for name in counts}:
        raise ValueError("rows are missing")
    return head, rows, counts
