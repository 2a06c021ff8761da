"""`sop close`, `sop abort`: end the run, for good or where it stands."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run
from sopkit_cli.session import Session

__all__ = ["abort", "close"]


@command("close")
@on_run()
def close(session: Session) -> int:
    """Close the run."""
    from sopkit.commands import CloseRun

    return session.do(CloseRun(session.by))


@command("abort")
@on_run()
@click.argument("reason")
def abort(session: Session, reason: str) -> int:
    """End the run where it stands."""
    from sopkit.commands import AbortRun

    return session.do(AbortRun(session.by, reason))
