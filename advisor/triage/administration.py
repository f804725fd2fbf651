"""What an administrator does from the command line: accounts, backup, restore."""

from __future__ import annotations

from pathlib import Path

from advisor.pack.load import open_pack
from advisor.triage.desk import known_city
from advisor.triage.person import Role
from advisor.triage.store import accounts as kept
from advisor.triage.store import backup as copies
from advisor.triage.store.database import open_store
from advisor.triage.uploads import uploads_folder


def add_user(login: str, *, name: str, role: Role, city: str | None, password: str | None) -> None:
    """Make an account of the desk. Raises InputError for one that cannot be."""
    known_city(open_pack(), city)
    kept.add_user(open_store(), kept.SYSTEM, login, name, role, city, password)


def accounts() -> list[kept.Account]:
    """The accounts of the desk."""
    return kept.accounts(open_store())


def change_user(login: str, *, password: str | None = None, active: bool | None = None) -> None:
    """A new password for an account, or close or open it; its sessions end. Raises MissingError."""
    kept.change_user(open_store(), kept.SYSTEM, login, password=password, active=active)


def backup(file: Path) -> dict[str, int]:
    """Everything of the desk in one file; rows by table. Raises AdvisorError when it cannot be written."""
    return copies.back_up(open_store(), uploads_folder(), file)


def restore(file: Path) -> dict[str, int]:
    """A backup into an empty store; rows by table. Raises InputError for no backup or a store in use."""
    return copies.restore(open_store(), uploads_folder(), file)
