"""`sop waive`: let a gate, or something owed, pass by name and with a reason."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["waive"]


@command("waive")
@on_run()
@click.argument("target")
@click.argument("reason")
@option("--activity", metavar="ID")
def waive(session: Session, target: str, reason: str, activity: str | None) -> int:
    """TARGET is a gate's id, or the id of something owed."""
    from sopkit.commands import Waive

    return session.do(Waive(session.by, target, reason, activity))
