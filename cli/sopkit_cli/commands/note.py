"""`sop note`: write something down."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["note"]


@command("note")
@on_run()
@click.argument("text")
@option("--activity", metavar="ID")
@option("--review", is_flag=True)
def note(session: Session, text: str, activity: str | None, review: bool) -> int:
    """Write something down for the report."""
    from sopkit.commands import TakeNote

    return session.do(TakeNote(session.by, text, activity, review))
