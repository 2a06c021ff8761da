"""`sop open`, `sop finish`, `sop cut`: an activity of a procedure, from its opening to its end."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["cut", "finish", "open_"]


@command("open")
@on_run()
@click.argument("procedure")
@option("--product", metavar="ID")
@option("--title", default="", metavar="TEXT")
def open_(session: Session, procedure: str, product: str | None, title: str) -> int:
    """Open a procedure."""
    from sopkit.commands import OpenActivity

    return session.do(OpenActivity(session.by, procedure, product, title))


@command("finish")
@on_run()
@click.argument("activity")
def finish(session: Session, activity: str) -> int:
    """End an activity of which only optional steps are left."""
    from sopkit.commands import FinishActivity

    return session.do(FinishActivity(session.by, activity))


@command("cut")
@on_run()
@click.argument("activity")
@click.argument("reason")
def cut(session: Session, activity: str, reason: str) -> int:
    """End an activity before its end."""
    from sopkit.commands import CutActivity

    return session.do(CutActivity(session.by, activity, reason))
