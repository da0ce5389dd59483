"""The commands for who may sign in where a lake is served to others: accounts add, list, remove, token, revoke."""

import sys
from pathlib import Path
from typing import get_args

import click

from dateline.commands.output import line, told
from dateline.commands.recording import LAKE


@click.group()
def accounts() -> None:
    """Who may see and judge a lake that `dateline serve` shows beyond this machine.

    A reader sees, a reviewer also judges and adds, an admin does everything.

    \b
      dateline accounts add record/ anna --role reviewer
      dateline accounts token record/ anna --label nightly-export
    """


@accounts.command("add")
@click.argument("lake", type=LAKE)
@click.argument("name")
@click.option("--role", type=click.Choice(("reader", "reviewer", "admin")), default="reader", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add_(lake: Path, name: str, role: str, password_stdin: bool) -> None:
    """Make an account, or give one a new password and role."""
    from dateline.web.guard.accounts import add
    from dateline.web.guard.visitor import Role

    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with told():
        add(lake, name, password, next(one for one in get_args(Role) if one == role))
    click.echo(f"{line(name)} may sign in as {role}", err=True)


@accounts.command("list")
@click.argument("lake", type=LAKE)
def list_(lake: Path) -> None:
    """Say which accounts there are, with their roles and tokens."""
    from dateline.web.guard.accounts import listed

    with told():
        for account in listed(lake):
            labels = ", ".join(token.label for token in account.tokens)
            click.echo(line(f"{account.name}\t{account.role}\t{labels}"))


@accounts.command("remove")
@click.argument("lake", type=LAKE)
@click.argument("name")
def remove_(lake: Path, name: str) -> None:
    """Delete an account; its sessions and tokens end at once."""
    from dateline.web.guard.accounts import remove

    with told():
        remove(lake, name)


@accounts.command("token")
@click.argument("lake", type=LAKE)
@click.argument("name")
@click.option("--label", required=True, help="What it is for; a second one of this label replaces the first.")
def token_(lake: Path, name: str, label: str) -> None:
    """Print a token by which a program may use the API as NAME (Authorization: Bearer ...). It is shown this once."""
    from dateline.web.guard.accounts import new_token

    with told():
        click.echo(new_token(lake, name, label))


@accounts.command("revoke")
@click.argument("lake", type=LAKE)
@click.argument("name")
@click.option("--label", required=True, help="Which token.")
def revoke_(lake: Path, name: str, label: str) -> None:
    """Take a token back."""
    from dateline.web.guard.accounts import revoke

    with told():
        revoke(lake, name, label)
