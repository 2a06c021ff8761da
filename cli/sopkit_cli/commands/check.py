"""`sop check`: as the second person, accept a step or send it back."""

from __future__ import annotations

from sopkit_cli.options import command, on_step, option
from sopkit_cli.session import Session

__all__ = ["check"]


@command("check")
@on_step
@option("--reject", metavar="TEXT")
def check(session: Session, step: str, activity: str | None, product: str | None, reject: str | None) -> int:
    """Accept a step, or with ``--reject`` send it back."""
    from sopkit.commands import CheckStep

    return session.do(CheckStep(session.by, step, activity, product, reject is None, reject or ""))
