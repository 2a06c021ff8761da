"""`sop begin`: begin a step, put its question, or open what it calls."""

from __future__ import annotations

from sopkit_cli.options import command, on_step
from sopkit_cli.session import Session

__all__ = ["begin"]


@command("begin")
@on_step
def begin(session: Session, step: str, activity: str | None, product: str | None) -> int:
    """Begin a step."""
    from sopkit.commands import StartStep

    return session.do(StartStep(session.by, step, activity, product))
