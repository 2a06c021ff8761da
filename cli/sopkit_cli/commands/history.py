"""`sop history`: the journal of the run."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["history"]


@command("history")
@on_run(by=False)
@option("--after", type=click.IntRange(min=0), default=0, metavar="N")
@option("--limit", type=click.IntRange(min=0), metavar="N")
def history(session: Session, after: int, limit: int | None) -> None:
    """Show the entries behind ``--after``; the last ones where ``--limit`` says how many."""
    from sopkit_cli.plain import plain_entry
    from sopkit_cli.render.event import EventTeller
    from sopkit_cli.render.outcome import EventPrinter

    run = session.run
    entries = run.history()
    first = max(after, len(entries) - limit if limit is not None else 0, 0)
    if session.terminal.as_json:
        session.terminal.data({"ok": True, "run": run.id, "entries": [plain_entry(entry) for entry in entries[first:]]})
        return
    teller, printer = EventTeller(run.runbook), EventPrinter(session.terminal)
    for entry in entries:
        line = teller.tell(entry.event)
        if entry.seq > first:
            printer.print(line)
