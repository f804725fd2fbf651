"""`advisor user`: the accounts of the desk. Passwords are asked for, or read from standard input; never an argument."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from advisor.errors import InputError
from advisor.triage.person import Role

user_app = typer.Typer(no_args_is_help=True, help="初审台的账号：新建、列出、改密码、停用。")

LoginArgument = Annotated[str, typer.Argument(help="账号", show_default=False)]


@user_app.command("add")
def add(
    login: LoginArgument,
    role: Annotated[Role, typer.Option("--role", help="province 省级；city 市级；reader 只读")] = "city",
    city: Annotated[str | None, typer.Option("--city", help="哪个市，如 济南；省级不写")] = None,
    name: Annotated[str, typer.Option("--name", help="姓名，写在每一步记录里")] = "",
    without_password: Annotated[
        bool, typer.Option("--without-password", help="不设密码，只用统一身份认证登录")
    ] = False,
) -> None:
    """新建账号。密码从键盘输入（不显示），或从标准输入读一行。"""
    from advisor.triage import administration

    given = None if without_password else _password()
    administration.add_user(login, name=name, role=role, city=city, password=given)
    print(f"已新建账号 {login}")


@user_app.command("list")
def show() -> None:
    """列出全部账号。"""
    from advisor.triage import administration
    from advisor.triage.person import ROLES

    for account in administration.accounts():
        person = account.person
        state = "锁定" if account.locked else "" if account.active else "停用"
        print(
            f"{person.login}\t{person.name}\t{ROLES[person.role]}\t{person.city or '全省'}\t{state}".rstrip()
        )


@user_app.command("password")
def password(login: LoginArgument) -> None:
    """改密码，同时解锁；正在登录的要重新登录。"""
    from advisor.triage import administration

    administration.change_user(login, password=_password())
    print(f"{login} 的密码已改")


@user_app.command("close")
def close(login: LoginArgument) -> None:
    """停用账号，正在登录的立刻退出；办过的记录都在。"""
    from advisor.triage import administration

    administration.change_user(login, active=False)
    print(f"{login} 已停用")


@user_app.command("open")
def reopen(login: LoginArgument) -> None:
    """恢复停用或锁定的账号。"""
    from advisor.triage import administration

    administration.change_user(login, active=True)
    print(f"{login} 可以登录了")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    given: str = typer.prompt("密码", hide_input=True)
    if typer.prompt("再输一次", hide_input=True) != given:
        raise InputError("两次输入的密码不一样")
    return given
