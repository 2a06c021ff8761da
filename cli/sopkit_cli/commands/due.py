"""`sop due`: what falls due, the earliest first."""

from __future__ import annotations

from sopkit_cli.language import t
from sopkit_cli.options import command, on_run
from sopkit_cli.session import Session

__all__ = ["due"]


@command("due")
@on_run(by=False)
def due(session: Session) -> None:
    """List every time that stands ahead."""
    from sopkit_cli.plain import plain
    from sopkit_cli.render.status import due_text

    run = session.run
    times = run.due()
    if session.terminal.as_json:
        session.terminal.data({"ok": True, "run": run.id, "due": plain(times)})
        return
    for one in times:
        session.terminal.line(due_text(run.state, one), rest="    ")
    if not times:
        session.terminal.line(t("word.none"))
