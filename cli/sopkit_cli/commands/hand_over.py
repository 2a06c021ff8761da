"""`sop hand-over`: give a seat to another person."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["hand_over"]


@command("hand-over")
@on_run()
@click.argument("role")
@click.argument("person")
@option("--leaves", metavar="NAME")
@option("--note", default="", metavar="TEXT")
def hand_over(session: Session, role: str, person: str, leaves: str | None, note: str) -> int:
    """Give the seat ROLE to PERSON."""
    from sopkit.commands import HandOver

    return session.do(HandOver(session.by, session.seat(role), person, leaves, note))
