"""`sop fail`, `sop skip`, `sop na`: a step that is not done: it did not work, is passed over, does not apply."""

from __future__ import annotations

from sopkit_cli.options import command, on_step, reason_option
from sopkit_cli.session import Session

__all__ = ["fail", "na", "skip"]


@command("fail")
@on_step
@reason_option
def fail(session: Session, step: str, activity: str | None, product: str | None, reason: str) -> int:
    """Report that a step did not work."""
    from sopkit.commands import FailStep

    return session.do(FailStep(session.by, step, activity, product, reason))


@command("skip")
@on_step
@reason_option
def skip(session: Session, step: str, activity: str | None, product: str | None, reason: str) -> int:
    """Pass over a step."""
    from sopkit.commands import SkipStep

    return session.do(SkipStep(session.by, step, activity, product, reason))


@command("na")
@on_step
@reason_option
def na(session: Session, step: str, activity: str | None, product: str | None, reason: str) -> int:
    """Say that a step does not apply."""
    from sopkit.commands import MarkNotApplicable

    return session.do(MarkNotApplicable(session.by, step, activity, product, reason))
