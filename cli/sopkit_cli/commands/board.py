"""`sop board`: who does and says what now."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.options import command, on_run, option
from sopkit_cli.session import Session

__all__ = ["board"]


@command("board")
@on_run(by=False)
@option("--role", metavar="ROLE")
@option("--person", metavar="NAME")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def board(session: Session, role: str | None, person: str | None, folders: tuple[Path, ...]) -> None:
    """Show the board of a seat, of a person, or of the whole room."""
    from sopkit_cli.language import language
    from sopkit_cli.plain import plain
    from sopkit_cli.render.board import print_board
    from sopkit_cli.render.slots import late_plan, print_slots, slots_data

    session.folders = folders
    run = session.run
    if role is None and person is None:
        person = session.played
    shown = run.board(role=session.seat(role) if role else None, person=session.person(person), lang=language())
    late = late_plan(run)
    if session.terminal.as_json:
        session.terminal.data({"ok": True, "board": plain(shown), "line_up": slots_data(late) if late else None})
    else:
        print_board(session.terminal, run.state, shown)
        if late is not None:
            print_slots(session.terminal, run, late)
