"""Who may call the HTTP interface, and how often: both by setting, both off when nothing is set."""

from __future__ import annotations

import hmac
import threading
import time
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from advisor.api.problems import Refused
from advisor.settings import settings

MINUTE = 60.0
MOST_CALLERS = 10_000
bearer = HTTPBearer(auto_error=False, description="ADVISOR_API_KEYS 里的一个密钥")
header = APIKeyHeader(name="X-API-Key", auto_error=False, description="同上，另一种写法")


class Meter:
    """A bucket of requests for each caller, refilled evenly; callers that were quiet for a minute are forgotten."""

    def __init__(self, per_minute: int) -> None:
        self._most = per_minute
        self._held: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, caller: str) -> float:
        """Seconds until this caller may ask again; 0 means now, and counts as a request."""
        with self._lock:
            now = time.monotonic()
            if len(self._held) >= MOST_CALLERS:
                self._held = {who: held for who, held in self._held.items() if now - held[1] < MINUTE}
            left, at = self._held.get(caller, (float(self._most), now))
            left = min(self._most, left + (now - at) * self._most / MINUTE)
            if left < 1:
                self._held[caller] = (left, now)
                return (1 - left) * MINUTE / self._most
            self._held[caller] = (left - 1, now)
            return 0.0


@lru_cache(maxsize=1)
def meter() -> Meter | None:
    """The meter of this process, None when there is no limit."""
    per_minute = settings().api_per_minute
    return Meter(per_minute) if per_minute else None


def known(key: str | None) -> bool:
    """Whether this is one of the keys that are set; every one is compared, in constant time."""
    given = (key or "").encode()
    return bool(sum(hmac.compare_digest(given, each.encode()) for each in settings().keys))


def admit(request: Request, given: str | None) -> None:
    """Let a caller pass as often as is set, with a key where keys are set. Raises Refused (401, 429)."""
    if not settings().keys:
        _count(f"address {request.client.host if request.client else ''}")
        return
    if not known(given):
        raise Refused(
            401, "请在 Authorization: Bearer 或 X-API-Key 里写上密钥", {"WWW-Authenticate": "Bearer"}
        )
    _count(f"key {given}")


async def with_key(
    request: Request,
    token: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    key: Annotated[str | None, Depends(header)],
) -> None:
    """Let callers with a key pass, as often as is set."""
    admit(request, key or (token.credentials if token else None))


async def open_to_all(request: Request) -> None:
    """Let every caller pass, as often as is set for one address."""
    admit(request, None)


def _count(caller: str) -> None:
    limit = meter()
    seconds = limit.wait(caller) if limit else 0.0
    if seconds:
        raise Refused(429, f"请求太多，请过 {seconds:.0f} 秒再试", {"Retry-After": str(int(seconds) + 1)})
