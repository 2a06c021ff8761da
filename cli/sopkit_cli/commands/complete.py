"""`sop do`: report a step done."""

from __future__ import annotations

from sopkit_cli.options import command, on_step, option
from sopkit_cli.session import Session, pairs

__all__ = ["complete"]


@command("do")
@on_step
@option("--set", "values", multiple=True, metavar="ID=VALUE", key="set")
@option("--outcome", metavar="NAME")
def complete(
    session: Session, step: str, activity: str | None, product: str | None, values: tuple[str, ...], outcome: str | None
) -> int:
    """Report a step done, with what it records and the outcome chosen."""
    from sopkit.commands import CompleteStep

    return session.do(CompleteStep(session.by, step, activity, product, pairs(values, "--set"), outcome))
