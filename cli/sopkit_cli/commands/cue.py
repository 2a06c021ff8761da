"""`sop cue`, `sop task`: give a seat or a person something that no plan has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["cue", "task"]


def _to_whom(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add whom it is for, what it says, and within what time."""
    wrapped = option("--within", metavar="LENGTH")(function)
    wrapped = option("--person", metavar="NAME")(wrapped)
    wrapped = option("--role", metavar="ROLE")(wrapped)
    return on_run()(click.argument("text")(wrapped))


def _give(session: Session, text: str, role: str | None, person: str | None, within: str | None, *, task: bool) -> int:
    from sopkit.commands import GiveCue
    from sopkit_cli.render.aloud import print_why

    code = session.do(GiveCue(session.by, text, session.seat(role) if role else None, person, within, task))
    if not session.asking and not session.terminal.as_json:
        # Whoever asks for words that may not be said learns of it before they are said.
        newest = next(reversed(session.run.state.cues_open), "")
        print_why(session.terminal, session.run.board().cue_wording.get(newest, ()))
    return code


@command("cue")
@_to_whom
def cue(session: Session, text: str, role: str | None, person: str | None, within: str | None) -> int:
    """Give a cue."""
    return _give(session, text, role, person, within, task=False)


@command("task")
@_to_whom
def task(session: Session, text: str, role: str | None, person: str | None, within: str | None) -> int:
    """Give a task."""
    return _give(session, text, role, person, within, task=True)
