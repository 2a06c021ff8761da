"""`sop fault`, `sop recover`, `sop review`: a fault: raise it, declare it mended, write down what was learnt."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["fault", "recover", "review"]


@command("fault")
@on_run()
@click.argument("fault", metavar="FAULT")
@option("--activity", metavar="ID")
@option("--product", metavar="ID")
@option("--note", default="", metavar="TEXT")
def fault(session: Session, fault: str, activity: str | None, product: str | None, note: str) -> int:
    """Raise the fault FAULT, on an activity or a product where it has one."""
    from sopkit.commands import RaiseFault

    return session.do(RaiseFault(session.by, fault, activity, product, note))


@command("recover")
@on_run()
@click.argument("fault", metavar="FAULT")
def recover(session: Session, fault: str) -> int:
    """Declare a fault recovered while only optional steps of its handling are left."""
    from sopkit.commands import RecoverFault

    return session.do(RecoverFault(session.by, fault))


@command("review")
@on_run()
@click.argument("fault", metavar="FAULT")
@click.argument("finding")
def review(session: Session, fault: str, finding: str) -> int:
    """Write down what was learnt from a fault."""
    from sopkit.commands import ReviewFault

    return session.do(ReviewFault(session.by, fault, finding))
