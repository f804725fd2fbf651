"""Who acts, and what that person may see and do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.errors import DeniedError

Role = Literal["province", "city", "reader"]
ROLES: dict[Role, str] = {"province": "省级", "city": "市级", "reader": "只读"}


@dataclass(frozen=True)
class Person:
    """An acting person; `city` None sees the whole province."""

    login: str
    name: str
    role: Role
    city: str | None = None

    @property
    def who(self) -> str:
        """How the log names the person: names are not unique, logins are."""
        return f"{self.name}（{self.login}）"

    @property
    def may_act(self) -> bool:
        """False for read-only accounts."""
        return self.role != "reader"

    def acting(self) -> Person:
        """The person, where it may act. Raises DeniedError for a read-only account."""
        if not self.may_act:
            raise DeniedError("只读账号不能办理，请用经办账号登录")
        return self

    def sees(self, office: str | None) -> bool:
        """True when a case of that office is this person's to see."""
        return self.city is None or self.city == office
