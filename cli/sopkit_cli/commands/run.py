"""`sop run`: step through a run at a line prompt; a new one, or one that was left."""

from __future__ import annotations

from typing import Any

import click

from sopkit_cli.commands.start import starting
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.session import Session
from sopkit_cli.terminal import Terminal

__all__ = ["run"]


@command("run")
@with_terminal(as_json=False)
@click.argument("target", required=False, metavar="[RUNBOOK|RUN]")
@option("--as", "person", metavar="NAME", key="as")
@starting
@option("--store", envvar="SOP_STORE", metavar="URL")
def run(terminal: Terminal, target: str | None, person: str | None, store: str | None, **given: Any) -> int:
    """Step through TARGET."""
    from sopkit_cli.stepping.door import open_run
    from sopkit_cli.stepping.loop import step_through

    stepper = open_run(Session(terminal, store), target, person, given)
    if stepper is None:
        return 0
    try:
        step_through(stepper)
    finally:
        stepper.say_goodbye()
    return 0
