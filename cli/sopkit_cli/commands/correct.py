"""`sop correct`: correct a wrong statement on the spot."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["correct"]


@command("correct")
@on_run()
@click.argument("said")
@click.argument("right")
@option("--speaker", required=True, metavar="NAME")
@option("--product", metavar="ID")
def correct(session: Session, said: str, right: str, speaker: str, product: str | None) -> int:
    """SAID was wrong, RIGHT is right."""
    from sopkit.commands import Correct

    return session.do(Correct(session.by, said, right, speaker, product))
