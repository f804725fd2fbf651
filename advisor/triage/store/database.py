"""Opening the store: SQLite in the data folder, or the database of `ADVISOR_DATABASE_URL`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from advisor.errors import AdvisorError
from advisor.settings import settings


def open_store(url: str | None = None) -> Engine:
    """The database, brought to the present form. Raises AdvisorError when it cannot be reached."""
    chosen = url or settings().database_url or _local()
    engine = create_engine(chosen)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _careful)
    try:
        _upgrade(engine)
    except DBAPIError as error:
        shown = engine.url.render_as_string(hide_password=True)
        raise AdvisorError(f"初审数据库打不开（{shown}）：请检查地址、权限和磁盘空间") from error
    return engine


@contextmanager
def acting(engine: Engine) -> Iterator[Session]:
    """One act: all of it is on disk when this ends, or none of it. Raises AdvisorError when that fails."""
    try:
        with Session(engine) as session, session.begin():
            yield session
    except OperationalError as error:
        raise AdvisorError("初审数据库写不进去，这一步没有保存；请检查磁盘空间和数据库后重做") from error


def _local() -> str:
    folder = settings().data
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AdvisorError(f"数据文件夹 {folder} 建不了：{error.strerror}") from error
    return f"sqlite:///{(folder / 'triage.sqlite').resolve()}"


def _careful(connection: Any, _: object) -> None:
    """Readers do not wait for a writer; an acknowledged write survives the loss of power."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
