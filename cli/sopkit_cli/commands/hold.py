"""`sop hold`, `sop go-on`: hold the whole run, and go on."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run
from sopkit_cli.session import Session

__all__ = ["go_on", "hold"]


@command("hold")
@on_run()
@click.argument("reason")
def hold(session: Session, reason: str) -> int:
    """Hold the run: nothing is taken, every clock stands still."""
    from sopkit.commands import HoldRun

    return session.do(HoldRun(session.by, reason))


@command("go-on")
@on_run()
def go_on(session: Session) -> int:
    """Go on after a hold."""
    from sopkit.commands import ResumeRun

    return session.do(ResumeRun(session.by))
