"""`sop runs`: the runs in a store."""

from __future__ import annotations

from sopkit_cli.options import command, with_store
from sopkit_cli.session import Session

__all__ = ["runs"]


@command("runs")
@with_store
def runs(session: Session) -> None:
    """List the runs, in the order in which they began."""
    from sopkit_cli.plain import plain
    from sopkit_cli.render.runs import print_runs

    found = session.store.runs()
    if session.terminal.as_json:
        session.terminal.data({"ok": True, "runs": [plain(run._asdict()) for run in found]})
    else:
        print_runs(session.terminal, found)
