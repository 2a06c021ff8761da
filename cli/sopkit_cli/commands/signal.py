"""`sop signal`, `sop tick`: feed in a number, and let time pass."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from sopkit_cli.complaint import usage
from sopkit_cli.options import command, on_run
from sopkit_cli.session import Session

__all__ = ["signal", "tick"]


@command("signal")
@on_run(by=False)
@click.argument("name")
@click.argument("value", required=False)
def signal(session: Session, name: str, value: str | None) -> int:
    """Feed in one reading, or with “-” every line of the standard input."""
    from sopkit_cli.render.outcome import show_cues

    cues: list[str] = []
    for one, number in _lines() if name == "-" and value is None else ((name, value),):
        if number is None:
            raise usage("signal")
        cues += session.run.signal(one, number)
    if session.shows or not cues:
        show_cues(session.terminal, session.run, cues)
    return 0


def _lines() -> Iterator[tuple[str, str]]:
    for place, line in enumerate(sys.stdin, 1):
        words = line.split()
        if len(words) == 2:
            yield words[0], words[1]
        elif words:
            raise usage("signal-line", line=place, given=line.strip())


@command("tick")
@on_run(by=False)
def tick(session: Session) -> int:
    """Turn what is overdue into events."""
    from sopkit_cli.render.outcome import show_events

    events = session.run.tick()
    if session.shows or not events:
        show_events(session.terminal, session.run, events)
    return 0
