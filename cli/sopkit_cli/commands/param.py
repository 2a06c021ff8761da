"""`sop param`: set a parameter of this run."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, reason_option
from sopkit_cli.session import Session

__all__ = ["param"]


@command("param")
@on_run()
@click.argument("param", metavar="PARAM")
@click.argument("value")
@reason_option
def param(session: Session, param: str, value: str, reason: str) -> int:
    """Set PARAM to VALUE, within its bounds."""
    from sopkit.commands import SetParam

    return session.do(SetParam(session.by, param, value, reason))
