"""`sop ack`, `sop dismiss`, `sop act`: answer a fault or a cue: in hand, not so, done."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["ack", "act", "dismiss"]


@command("ack")
@on_run()
@click.argument("identity", metavar="FAULT|CUE")
def ack(session: Session, identity: str) -> int:
    """Take a fault in hand, or say that a cue was seen."""
    from sopkit.commands import AcknowledgeCue, AcknowledgeFault

    if identity in session.run.state.cues:
        return session.do(AcknowledgeCue(session.by, identity))
    return session.do(AcknowledgeFault(session.by, identity))


@command("dismiss")
@on_run()
@click.argument("identity", metavar="FAULT|CUE")
@click.argument("reason")
def dismiss(session: Session, identity: str, reason: str) -> int:
    """Declare a fault a false alarm, or turn a cue down."""
    from sopkit.commands import DismissCue, DismissFault

    if identity in session.run.state.cues:
        return session.do(DismissCue(session.by, identity, reason))
    return session.do(DismissFault(session.by, identity, reason))


@command("act")
@on_run()
@click.argument("cue", metavar="CUE")
@option("--open", "opens", metavar="PROCEDURE", key="open")
@option("--product", metavar="ID")
def act(session: Session, cue: str, opens: str | None, product: str | None) -> int:
    """Say that a cue or a task is done; open what it offers."""
    from sopkit.commands import ActOnCue

    return session.do(ActOnCue(session.by, cue, opens, product))
