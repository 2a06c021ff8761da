"""`sop report`: the account of the run so far."""

from __future__ import annotations

from sopkit_cli.options import command, on_run
from sopkit_cli.session import Session

__all__ = ["report"]


@command("report")
@on_run(by=False)
def report(session: Session) -> None:
    """Sum the run up."""
    from sopkit_cli.plain import plain
    from sopkit_cli.render.report import print_report
    from sopkit_cli.render.slots import print_shown

    run = session.run
    if session.terminal.as_json:
        session.terminal.data({"ok": True, "run": run.id, "report": plain(run.report())})
    else:
        print_report(session.terminal, run.state, run.report())
        print_shown(session.terminal, run)
