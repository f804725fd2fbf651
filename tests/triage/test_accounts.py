"""Accounts: who gets in, who is kept out, when a session ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update

from advisor.errors import DeniedError, InputError, MissingError
from advisor.settings import settings
from advisor.triage.person import Person, Role
from advisor.triage.store import accounts
from advisor.triage.store.database import acting, looking
from advisor.triage.store.log import history
from advisor.triage.store.tables import Login, User

PASSWORD = "正确的马电池订书钉2025"
BY = accounts.SYSTEM


@pytest.fixture
def store(engine: Engine) -> Engine:
    """A store with one city's clerk."""
    accounts.add_user(engine, BY, "jinan", "王济南", "city", "济南", PASSWORD)
    return engine


def age(store: Engine, **columns: timedelta) -> None:
    """Make every session older."""
    now = datetime.now(UTC)
    with acting(store) as session:
        session.execute(update(Login).values({name: now - by for name, by in columns.items()}))


def test_a_clerk_gets_in_with_the_right_password_and_out_again(store: Engine) -> None:
    token = accounts.log_in(store, "jinan", PASSWORD)
    assert accounts.person_of(store, token) == Person("jinan", "王济南", "city", "济南")
    accounts.log_out(store, token)
    assert accounts.person_of(store, token) is None
    assert [act.what for act in history(store, BY)] == ["user", "login", "logout"]


def test_neither_password_nor_token_lies_in_the_store(store: Engine) -> None:
    token = accounts.log_in(store, "jinan", PASSWORD)
    with looking(store) as session:
        user, login = session.scalars(select(User)).one(), session.scalars(select(Login)).one()
    assert user.password.startswith("$argon2id$")
    assert token not in login.token


def test_a_wrong_name_and_a_wrong_password_read_the_same(store: Engine) -> None:
    for login, password in (("jinan", "不对的密码不对的"), ("nobody", PASSWORD), ("", "")):
        with pytest.raises(DeniedError, match=r"^账号或密码不对$"):
            accounts.log_in(store, login, password)


def test_repeated_failures_lock_the_account_for_a_while(store: Engine) -> None:
    for _ in range(settings().staff_attempts):
        with pytest.raises(DeniedError, match="不对"):
            accounts.log_in(store, "jinan", "猜一猜猜一猜猜一")
    with pytest.raises(DeniedError, match="锁定"):
        accounts.log_in(store, "jinan", PASSWORD)
    assert accounts.accounts(store)[0].locked
    with acting(store) as session:
        session.execute(update(User).values(locked_until=datetime.now(UTC) - timedelta(seconds=1)))
    assert accounts.log_in(store, "jinan", PASSWORD)


def test_one_right_password_forgets_the_wrong_ones(store: Engine) -> None:
    for _ in range(2):
        for _ in range(settings().staff_attempts - 1):
            with pytest.raises(DeniedError):
                accounts.log_in(store, "jinan", "猜一猜猜一猜猜一")
        assert accounts.log_in(store, "jinan", PASSWORD)


def test_a_session_ends_when_nothing_is_done(store: Engine) -> None:
    token, idle = accounts.log_in(store, "jinan", PASSWORD), timedelta(minutes=settings().staff_idle_minutes)
    age(store, seen=idle - timedelta(seconds=10))
    assert accounts.person_of(store, token, touch=False)
    age(store, seen=idle + timedelta(seconds=10))
    assert accounts.person_of(store, token) is None


def test_doing_something_keeps_a_session_and_looking_on_does_not(store: Engine) -> None:
    token, idle = accounts.log_in(store, "jinan", PASSWORD), timedelta(minutes=settings().staff_idle_minutes)
    age(store, seen=idle / 2)
    accounts.person_of(store, token, touch=False)
    with looking(store) as session:
        before = session.scalars(select(Login.seen)).one()
    accounts.person_of(store, token)
    with looking(store) as session:
        assert session.scalars(select(Login.seen)).one() > before


def test_no_session_outlives_its_day(store: Engine) -> None:
    token, whole = accounts.log_in(store, "jinan", PASSWORD), timedelta(hours=settings().staff_session_hours)
    age(store, created=whole - timedelta(seconds=10))
    assert accounts.person_of(store, token)
    age(store, created=whole + timedelta(seconds=10))
    assert accounts.person_of(store, token) is None


@pytest.mark.parametrize("change", [{"password": "另外一个很长的密码2026"}, {"active": False}])
def test_a_changed_account_is_logged_out_everywhere(store: Engine, change: dict[str, object]) -> None:
    token = accounts.log_in(store, "jinan", PASSWORD)
    accounts.change_user(store, BY, "jinan", **change)  # type: ignore[arg-type]
    assert accounts.person_of(store, token) is None
    with pytest.raises(DeniedError):
        accounts.log_in(store, "jinan", PASSWORD)


def test_an_own_password_is_changed_by_who_knows_the_old_one(store: Engine) -> None:
    person = Person("jinan", "王济南", "city", "济南")
    with pytest.raises(DeniedError, match="原密码"):
        accounts.change_own(store, person, "不是这个密码啊啊", "另外一个很长的密码2026")
    accounts.change_own(store, person, PASSWORD, "另外一个很长的密码2026")
    assert accounts.log_in(store, "jinan", "另外一个很长的密码2026")


NO_ACCOUNTS: tuple[tuple[str, Role, str | None, str, str], ...] = (
    ("jinan", "city", "济南", PASSWORD, "已有账号"),
    ("a", "city", None, PASSWORD, "哪个市"),
    ("a", "province", "济南", PASSWORD, "不分市"),
    ("a", "king", None, PASSWORD, "角色"),  # type: ignore[arg-type]
    ("a", "reader", None, "短密码", "至少"),
    ("a", "reader", None, "1111111111111", "反复"),
    ("zhang", "reader", None, "Zhang2025济南市", "含账号"),
    (" a", "reader", None, PASSWORD, "空格"),
)


def test_what_is_no_account_is_told(store: Engine) -> None:
    for login, role, city, password, says in NO_ACCOUNTS:
        with pytest.raises(InputError, match=says):
            accounts.add_user(store, BY, login, "某人", role, city, password)
    assert len(accounts.accounts(store)) == 1


def test_cases_are_given_to_those_who_may_act_on_them(store: Engine) -> None:
    accounts.add_user(store, BY, "sheng", "李省厅", "province", None, PASSWORD)
    accounts.add_user(store, BY, "looker", "孙只读", "reader", "济南", PASSWORD)
    accounts.add_user(store, BY, "qd", "赵青岛", "city", "青岛", PASSWORD)
    assert [person.login for person in accounts.clerks(store, "济南")] == ["jinan", "sheng"]
    with pytest.raises(MissingError):
        accounts.change_user(store, BY, "nobody", active=False)


def test_an_account_without_a_password_is_opened_by_none(store: Engine) -> None:
    accounts.add_user(store, BY, "sunliu", "孙六", "city", "济南", None)
    for guess in ("", "None", PASSWORD):
        with pytest.raises(DeniedError):
            accounts.log_in(store, "sunliu", guess)
    token = accounts.log_in_vouched(store, "sunliu")
    assert accounts.person_of(store, token) == Person("sunliu", "孙六", "city", "济南")
