"""`sop undo`: take back a step that was passed."""

from __future__ import annotations

from sopkit_cli.options import command, on_step, reason_option
from sopkit_cli.session import Session

__all__ = ["undo"]


@command("undo")
@on_step
@reason_option
def undo(session: Session, step: str, activity: str | None, product: str | None, reason: str) -> int:
    """Take a step back; the journal keeps both."""
    from sopkit.commands import UndoStep

    return session.do(UndoStep(session.by, step, activity, product, reason))
