"""Accounts and sessions: Argon2 hashes, a lock after repeated failures, sessions that end by themselves."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from advisor.errors import DeniedError, InputError, MissingError
from advisor.settings import settings
from advisor.triage.person import ROLES, Person, Role
from advisor.triage.store.database import acting, looking
from advisor.triage.store.log import record
from advisor.triage.store.tables import Login, User

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
"""characters of a password"""
TOUCH = timedelta(seconds=30)
"""how exactly the last use of a session is kept: not every request needs a write"""
SYSTEM = Person("system", "命令行", "province")


@dataclass(frozen=True)
class Account:
    """An account as it is listed."""

    person: Person
    active: bool
    locked: bool


def add_user(
    engine: Engine, by: Person, login: str, name: str, role: Role, city: str | None, password: str | None
) -> None:
    """Make an account; without a password only an identity provider lets its owner in.

    Raises InputError for a login that is taken, a weak password, a role without its city.
    """
    _require(login, role, city)
    if password is not None:
        _strong(login, password)
    try:
        with acting(engine) as session:
            session.add(
                User(
                    login=login,
                    name=name.strip() or login,
                    role=role,
                    city=city,
                    password=_hasher().hash(password or secrets.token_urlsafe(32)),
                    active=True,
                    failures=0,
                    created=datetime.now(UTC),
                )
            )
            record(session, by, "user", after={"login": login, "role": role, "city": city})
    except IntegrityError as error:
        raise InputError(f"已有账号 {login}") from error


def change_user(
    engine: Engine, by: Person, login: str, *, password: str | None = None, active: bool | None = None
) -> None:
    """Set a new password, or close or open an account; its sessions end and its lock is lifted. Raises MissingError."""
    if password is not None:
        _strong(login, password)
    with acting(engine) as session:
        user = _user(session, login)
        if password is not None:
            user.password = _hasher().hash(password)
        before, user.active = {"active": user.active}, user.active if active is None else active
        user.failures, user.locked_until = 0, None
        session.execute(delete(Login).where(Login.user_id == user.id))
        after = {"login": login, "active": user.active, "password": password is not None}
        record(session, by, "user", before=before, after=after)


def change_own(engine: Engine, person: Person, old: str, new: str) -> None:
    """A person's own new password. Raises DeniedError when the old one is not right."""
    with looking(engine) as session:
        right = _matches(_user(session, person.login).password, old)
    if not right:
        raise DeniedError("原密码不对")
    change_user(engine, person, person.login, password=new)


def accounts(engine: Engine) -> list[Account]:
    """Every account by login."""
    now = datetime.now(UTC)
    with looking(engine) as session:
        return [
            Account(_person(user), user.active, bool(user.locked_until and user.locked_until > now))
            for user in session.scalars(select(User).order_by(User.login))
        ]


def clerks(engine: Engine, office: str | None) -> list[Person]:
    """Those a case of that office can be given to."""
    people = [each.person for each in accounts(engine) if each.active]
    return [person for person in people if person.may_act and person.sees(office)]


def log_in(engine: Engine, login: str, password: str) -> str:
    """The token of a new session. Raises DeniedError; the words do not tell which of the two was wrong."""
    now = datetime.now(UTC)
    with acting(engine) as session:
        user = session.scalar(select(User).where(User.login == login).with_for_update())
        locked = bool(user and user.locked_until and user.locked_until > now)
        # A stranger's name takes as long as a known one: the time must not tell who has an account.
        right = _matches(user.password if user else _unknown(), password)
        if user is not None and user.active and not locked and right:
            user.failures, user.locked_until = 0, None
            if _hasher().check_needs_rehash(user.password):
                user.password = _hasher().hash(password)
            return _begin(session, user, now)
        if user is not None and not locked:
            _count_failure(session, user, now)
    if locked:
        raise DeniedError("密码多次输错，这个账号暂时锁定，请稍后再试或请管理员解锁")
    raise DeniedError("账号或密码不对")


def log_in_vouched(engine: Engine, login: str) -> str:
    """The token of a new session for somebody an identity provider vouches for. Raises DeniedError without an account."""
    now = datetime.now(UTC)
    with acting(engine) as session:
        user = session.scalar(select(User).where(User.login == login))
        if user is not None and user.active:
            return _begin(session, user, now, way="oidc")
    raise DeniedError(f"{login} 没有开通初审台，请联系管理员")


def person_of(engine: Engine, token: str, *, touch: bool = True) -> Person | None:
    """Whose session this is; None when it has ended. `touch` tells that its owner has done something."""
    if not token:
        return None
    now = datetime.now(UTC)
    with looking(engine) as session:
        found = session.get(Login, _digest(token))
        user = session.get(User, found.user_id) if found else None
    if found is None or user is None or not user.active or _ended(found, now):
        return None
    if touch and now - found.seen > TOUCH:
        with acting(engine) as session:
            session.get_one(Login, found.token).seen = now
    return _person(user)


def log_out(engine: Engine, token: str) -> None:
    """End a session; an unknown one is over already."""
    with acting(engine) as session:
        found = session.get(Login, _digest(token))
        if found is not None:
            record(session, _person(session.get_one(User, found.user_id)), "logout")
            session.delete(found)


def _begin(session: Session, user: User, now: datetime, way: str = "password") -> str:
    for old in list(session.scalars(select(Login).where(Login.user_id == user.id))):
        if _ended(old, now):
            session.delete(old)
    token = secrets.token_urlsafe(32)
    session.add(Login(token=_digest(token), user_id=user.id, created=now, seen=now))
    record(session, _person(user), "login", after={"way": way})
    return token


def _count_failure(session: Session, user: User, now: datetime) -> None:
    user.failures += 1
    record(session, _person(user), "login-failed", after={"failures": user.failures})
    if user.failures >= settings().staff_attempts:
        user.failures = 0
        user.locked_until = now + timedelta(minutes=settings().staff_lock_minutes)


def _ended(found: Login, now: datetime) -> bool:
    idle = timedelta(minutes=settings().staff_idle_minutes)
    whole = timedelta(hours=settings().staff_session_hours)
    return now - found.seen > idle or now - found.created > whole


def _user(session: Session, login: str) -> User:
    user = session.scalar(select(User).where(User.login == login))
    if user is None:
        raise MissingError(f"没有账号 {login}")
    return user


def _person(user: User) -> Person:
    return Person(user.login, user.name, user.role, user.city)  # type: ignore[arg-type]


def _require(login: str, role: Role, city: str | None) -> None:
    if not login.strip() or len(login) > 100 or login != login.strip():
        raise InputError("账号要写 1 到 100 个字，前后不留空格")
    if role not in ROLES:
        raise InputError(f"角色只能是 {'、'.join(ROLES)}")
    if role == "city" and not city:
        raise InputError("市级账号要写明是哪个市")
    if role == "province" and city:
        raise InputError("省级账号不分市；只看一个市的请用市级或只读账号")


def _strong(login: str, password: str) -> None:
    if len(password) < SHORTEST or len(set(password)) < 5 or login.casefold() in password.casefold():
        raise InputError(f"密码至少 {SHORTEST} 个字符，不能只是几个字符反复，也不能含账号")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache(maxsize=1)
def _unknown() -> str:
    return _hasher().hash(secrets.token_hex())


def _matches(known: str, password: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return _hasher().verify(known, password)
    except VerificationError:
        return False
