"""`sop enter`: leave the phase that the run is in and enter the next."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run
from sopkit_cli.session import Session

__all__ = ["enter"]


@command("enter")
@on_run()
@click.argument("phase")
def enter(session: Session, phase: str) -> int:
    """Enter a phase."""
    from sopkit.commands import EnterPhase

    return session.do(EnterPhase(session.by, phase))
