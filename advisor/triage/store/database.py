"""Opening the store: SQLite in the data folder, or the database of `ADVISOR_DATABASE_URL`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.orm import Session

from advisor.errors import AdvisorError, ConfigurationError
from advisor.settings import settings

_LOCK = 7_340_112
"""the advisory lock under which one process at a time brings a PostgreSQL database up to date"""


def open_store(url: str | None = None) -> Engine:
    """The database, brought to the present form. Raises AdvisorError when it cannot be reached."""
    engine = connect(url or settings().database_url or f"sqlite:///{local_file()}")
    try:
        _upgrade(engine)
    except (DatabaseError, InterfaceError) as error:
        shown = engine.url.render_as_string(hide_password=True)
        raise AdvisorError(f"初审数据库打不开（{shown}）：请检查地址、权限和磁盘空间") from error
    return engine


def connect(url: str) -> Engine:
    """An engine for the address; nothing is opened yet. Raises ConfigurationError for one that cannot be used."""
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    try:
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"ADVISOR_DATABASE_URL 要用的驱动 {error.name} 没有安装；PostgreSQL 请装：pip install 'shenchuangtong[postgres]'"
        ) from error
    except Exception as error:
        raise ConfigurationError(
            "ADVISOR_DATABASE_URL 的写法不对，例如 postgresql://用户:口令@主机/库名"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _careful)
        event.listen(engine, "begin", _begin)
    return engine


def local_file() -> Path:
    """Where the store lies without `ADVISOR_DATABASE_URL`; its folder is made."""
    folder = settings().data
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AdvisorError(f"数据文件夹 {folder} 建不了：{error.strerror}") from error
    return (folder / "triage.sqlite").resolve()


@contextmanager
def acting(engine: Engine) -> Iterator[Session]:
    """One act: all of it is on disk when this ends, or none of it. Raises AdvisorError when that fails."""
    writing = engine.execution_options(writes=True)
    try:
        with Session(writing, expire_on_commit=False) as session, session.begin():
            yield session
    except (DatabaseError, InterfaceError) as error:
        if error.__class__.__name__ == "IntegrityError":
            raise
        raise AdvisorError("初审数据库写不进去，这一步没有保存；请检查磁盘空间和数据库后重做") from error


@contextmanager
def looking(engine: Engine) -> Iterator[Session]:
    """A look at the store at one moment. Raises AdvisorError when it is gone."""
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
    except (DatabaseError, InterfaceError) as error:
        raise AdvisorError("初审数据库读不出来；请检查数据库是否还在运行，稍后再试") from error


def _careful(connection: Any, _: object) -> None:
    """Readers do not wait for a writer; an acknowledged write survives the loss of power."""
    # The driver would begin transactions by itself, and not before reads: `_begin` does.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its turn before it looks: else two that looked at once could not both go on."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
