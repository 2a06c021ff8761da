"""`sop legal`: the steps that may be taken now."""

from __future__ import annotations

from sopkit_cli.language import t
from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["legal"]


@command("legal")
@on_run(by=False)
@option("--person", metavar="NAME")
@option("--limit", default=100, metavar="N")
def legal(session: Session, person: str | None, limit: int) -> None:
    """List what may be done now, by one person or by anybody."""
    from sopkit_cli.plain import plain
    from sopkit_cli.render.refusal import choice_text

    choices = session.run.legal(by=session.person(person), limit=max(0, limit))
    if session.terminal.as_json:
        session.terminal.data({"ok": True, "run": session.run.id, "legal": plain(choices)})
        return
    for choice in choices:
        session.terminal.line(choice_text(choice), rest="    ")
    if not choices:
        session.terminal.line(t("board.nothing"))
