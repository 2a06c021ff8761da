"""`sop status`: where the run stands."""

from __future__ import annotations

from sopkit_cli.options import command, on_run
from sopkit_cli.session import Session

__all__ = ["status"]


@command("status")
@on_run(by=False)
def status(session: Session) -> None:
    """Show the run in one screen."""
    from sopkit_cli.render.status import print_status, status_data

    run = session.run
    board, due = run.board(), run.due()
    if session.terminal.as_json:
        session.terminal.data(status_data(run.state, board, due))
    else:
        print_status(session.terminal, run.state, board, due)
