"""Logging in through the office's own identity provider (OpenID Connect), where a setting names one.

The provider says who somebody is; what they may see is their account's here.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from advisor.errors import AdvisorError, ConfigurationError, DeniedError, MissingError
from advisor.settings import settings
from advisor.triage.store import accounts
from advisor.web.staff.door import ROOT, store
from advisor.web.staff.login import entering_page, login_page, remember
from advisor.web.staff.routing import DeskRoute

if TYPE_CHECKING:
    from authlib.integrations.starlette_client import StarletteOAuth2App
    from itsdangerous import URLSafeTimedSerializer

BEGIN, RETURN = f"{ROOT}/oidc/begin", f"{ROOT}/oidc/return"
UNDERWAY = "advisor_staff_oidc"
"""the cookie of a login that is under way: state, nonce and verifier, signed"""
MINUTES = 10
SECONDS = 10.0
"""how long the provider may take to answer"""

router = APIRouter(route_class=DeskRoute)


def check_provider() -> None:
    """Raises ConfigurationError when a provider is set that cannot be used."""
    chosen = settings()
    if not chosen.oidc_issuer:
        return
    if not (chosen.oidc_client_id and chosen.oidc_client_secret):
        raise ConfigurationError(
            "写了 ADVISOR_OIDC_ISSUER，还要写 ADVISOR_OIDC_CLIENT_ID 和 ADVISOR_OIDC_CLIENT_SECRET"
        )
    try:
        _client()
    except ImportError as error:
        raise ConfigurationError(
            "ADVISOR_OIDC_ISSUER 需要先安装：pip install 'shenchuangtong[oidc]'"
        ) from error


@router.get(BEGIN)
async def begin(request: Request) -> Response:
    """Send the browser to the provider."""
    request.scope["session"] = {}
    try:
        answer: Response = await _client().authorize_redirect(request, _return_address(request))
    except AdvisorError:
        raise
    except Exception as error:
        # Whatever a provider that is down or odd makes of it, the clerk gets a form to log in by.
        return _failed(error)
    answer.set_cookie(
        UNDERWAY,
        _seal().dumps(request.scope["session"]),
        max_age=MINUTES * 60,
        path=f"{ROOT}/oidc",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


@router.get(RETURN)
async def come_back(request: Request) -> Response:
    """Begin a session for whom the provider vouches, or say why not."""
    try:
        login = await _vouched(request)
        token = await anyio.to_thread.run_sync(accounts.log_in_vouched, store(), login)
    except MissingError:
        raise
    except AdvisorError as error:
        answer = login_page(403, said=str(error))
    except Exception as error:
        answer = _failed(error)
    else:
        # The browser comes from another site, so that a redirect would not carry the strict cookie: a page of ours does.
        answer = entering_page()
        remember(answer, request, token)
    answer.delete_cookie(UNDERWAY, path=f"{ROOT}/oidc")
    return answer


async def _vouched(request: Request) -> str:
    """The account the provider names. Raises DeniedError when the login was refused, is stale or names none."""
    from authlib.common.errors import AuthlibBaseError
    from itsdangerous import BadData
    from joserfc.errors import JoseError

    client, claim = _client(), settings().oidc_claim
    try:
        request.scope["session"] = _seal().loads(request.cookies.get(UNDERWAY, ""), max_age=MINUTES * 60)
        token = await client.authorize_access_token(request)
    except (AuthlibBaseError, JoseError, BadData) as error:
        logging.getLogger(__name__).warning("login through the provider: %s", type(error).__name__)
        raise DeniedError(f"{settings().oidc_name}没有通过，或者等得太久，请重新登录") from error
    login = (token.get("userinfo") or {}).get(claim)
    if not isinstance(login, str) or not login:
        raise DeniedError(f"{settings().oidc_name}没有给出账号（{claim}），请联系管理员")
    return login


def _return_address(request: Request) -> str:
    return str(request.url.replace(path=RETURN, query=""))


def _failed(error: Exception) -> Response:
    logging.getLogger(__name__).error("the identity provider cannot be used", exc_info=error)
    return login_page(503, said=f"{settings().oidc_name}暂时连不上，请稍后再试，或者用密码登录")


def _client() -> StarletteOAuth2App:
    chosen = settings()
    if not chosen.oidc_issuer or chosen.oidc_client_secret is None:
        raise MissingError("没有设统一身份认证")
    return _client_of(chosen.oidc_issuer, chosen.oidc_client_id, chosen.oidc_client_secret.get_secret_value())


@lru_cache(maxsize=2)
def _client_of(issuer: str, client_id: str, secret: str) -> Any:
    from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        "desk",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": SECONDS},
    )


def _seal() -> URLSafeTimedSerializer:
    """Signs with the client's secret, so that any process of the server can read what another began."""
    from itsdangerous import URLSafeTimedSerializer

    secret = settings().oidc_client_secret
    if secret is None:
        raise MissingError("没有设统一身份认证")
    return URLSafeTimedSerializer(secret.get_secret_value(), salt=UNDERWAY)
