"""Logging in through an identity provider: a real one on this machine, and what a false one would try."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from joserfc.jwk import KeySet, RSAKey
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser
from sqlalchemy import Engine
from starlette.testclient import TestClient

from advisor.errors import ConfigurationError
from advisor.settings import settings
from advisor.triage.store import accounts
from advisor.triage.store.log import history
from advisor.web.staff import oidc
from evals.startup import serving
from tests.house.tree import ROOT
from tests.staff.conftest import Enter
from tests.triage.conftest import JINAN, PROVINCE

PEOPLE = [
    User(sub="1", claims={"preferred_username": "jinan"}),
    User(sub="2", claims={"preferred_username": "qianqi"}),
    User(sub="3", claims={"name": "无账号"}),
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The provider's address; by a name of its own, so that it is another site to a browser."""
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def client(provider: str, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A browser before the door of a desk that knows the provider."""
    given = {"ISSUER": provider, "CLIENT_ID": "desk", "CLIENT_SECRET": "geheim"}
    for name, value in given.items():
        monkeypatch.setenv(f"ADVISOR_OIDC_{name}", value)
    settings.cache_clear()
    oidc._client_of.cache_clear()
    yield enter("")
    monkeypatch.undo()
    settings.cache_clear()


def sent_back(client: TestClient, sub: str, **form: str) -> str:
    """Begin, let the provider's form be filled in, and the address it sends the browser back to."""
    begun = client.get(oidc.BEGIN)
    assert begun.status_code == 302
    answer = httpx.post(begun.headers["location"], data={"sub": sub, **form})
    assert answer.status_code == 302
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def test_whom_the_provider_vouches_for_gets_into_the_own_account(client: TestClient, store: Engine) -> None:
    assert "用统一身份认证登录" in client.get("/staff/login").text
    answer = client.get(sent_back(client, "1"))
    assert (answer.status_code, 'url=/staff/"' in answer.text) == (200, True)
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert client.get("/staff/queue.xlsx").status_code == 200
    last = history(store, JINAN)[-1]
    assert (last.what, last.after) == ("login", {"way": "oidc"})


@pytest.mark.parametrize(
    ("sub", "form", "says"),
    [
        ("2", {}, "qianqi 没有开通初审台"),
        ("3", {}, "没有给出账号（preferred_username）"),
        ("1", {"action": "deny"}, "没有通过"),
    ],
)
def test_who_has_no_account_or_no_leave_stays_out(
    client: TestClient, sub: str, form: dict[str, str], says: str
) -> None:
    answer = client.get(sent_back(client, sub, **form))
    assert answer.status_code == 403
    assert says in answer.text
    assert client.get("/staff/queue.xlsx").status_code == 401


def test_a_closed_account_stays_closed(client: TestClient, store: Engine) -> None:
    accounts.change_user(store, PROVINCE, "jinan", active=False)
    try:
        assert "没有开通" in client.get(sent_back(client, "1")).text
    finally:
        accounts.change_user(store, PROVINCE, "jinan", active=True)


def test_an_answer_to_another_login_is_refused(client: TestClient, enter: Enter) -> None:
    """A link an attacker sends leads into no session: the state is another browser's."""
    theirs = sent_back(client, "1")
    other = enter("")
    other.get(oidc.BEGIN)
    for victim in (other, enter("")):
        assert victim.get(theirs).status_code == 403
        assert victim.get("/staff/queue.xlsx").status_code == 401


def test_a_token_signed_by_another_key_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = sent_back(client, "1")
    stranger = KeySet([RSAKey.generate_key(2048)]).as_dict()

    async def keys(self: object, force: bool = False) -> object:
        return stranger

    monkeypatch.setattr("authlib.integrations.starlette_client.StarletteOAuth2App.fetch_jwk_set", keys)
    answer = client.get(back)
    assert answer.status_code == 403
    assert client.get("/staff/queue.xlsx").status_code == 401


def test_a_provider_that_is_down_leaves_the_password(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_OIDC_ISSUER", "http://localhost:1")
    settings.cache_clear()
    answer = client.get(oidc.BEGIN)
    assert answer.status_code == 503
    assert "连不上" in answer.text
    assert 'name="password"' in answer.text


def test_without_the_setting_there_is_no_such_way_in(enter: Enter) -> None:
    client = enter("")
    assert "oidc" not in client.get("/staff/login").text
    for address in (oidc.BEGIN, oidc.RETURN):
        assert client.get(address).status_code == 404


def test_half_a_setting_is_told_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_OIDC_ISSUER", "http://localhost:1")
    settings.cache_clear()
    with pytest.raises(ConfigurationError, match="ADVISOR_OIDC_CLIENT_ID"):
        oidc.check_provider()
    monkeypatch.undo()
    settings.cache_clear()


def test_a_browser_comes_from_the_provider_into_the_desk(
    browser: Browser, provider: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Another site sends the browser back, which then withholds strict cookies: the desk opens all the same."""
    import os

    data = str(tmp_path_factory.mktemp("oidc"))
    command = ["user", "add", "jinan", "--name", "王济南", "--city", "济南", "--without-password"]
    environment = {**os.environ, "ADVISOR_DATA": data}
    subprocess.run(
        [sys.executable, "-m", "advisor.cli", *command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    known = {"oidc_issuer": provider, "oidc_client_id": "desk", "oidc_client_secret": "geheim"}
    with serving(data=data, **known) as page:
        context = browser.new_context()
        clerk = context.new_page()
        clerk.goto(f"{page.url}staff")
        clerk.get_by_role("link", name="用统一身份认证登录").click()
        clerk.get_by_text("1", exact=True).click()
        clerk.wait_for_selector(".desk", timeout=60_000)
        assert "王济南" in clerk.inner_text(".masthead")
        context.close()
