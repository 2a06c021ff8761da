"""Door: which run is stepped through: a new one of a runbook, one that is named, or one that was left open."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sopkit_cli.language import language, t
from sopkit_cli.render.event import EventTeller
from sopkit_cli.render.outcome import EventPrinter
from sopkit_cli.render.runs import run_text
from sopkit_cli.render.wording import head, span
from sopkit_cli.session import file_of
from sopkit_cli.stepping.asking import Asker, TakenBack
from sopkit_cli.stepping.stepper import Stepper

if TYPE_CHECKING:
    from sopkit import Run, Runbook
    from sopkit_cli.session import Session
    from sopkit_cli.terminal import Terminal

__all__ = ["open_run", "read_line"]

LAST = 3


def read_line(prompt: str) -> str:
    """Show a prompt and return a line; raises EOFError at the end of the input."""
    if sys.stdin.isatty():
        import readline  # noqa: F401 -- lets a person edit the line, Chinese and all

        return input(prompt)
    line = input(prompt)
    print(line)  # what came by a pipe was not typed here, and is missing in the transcript
    return line


def open_run(session: Session, target: str | None, person: str | None, given: Mapping[str, Any]) -> Stepper | None:
    """Return the run to step through, under the hands of *person*; ``None`` where the person chose none."""
    import sopkit

    asker = Asker(session.terminal, read_line)
    path = file_of(session.address)
    known = list(session.store.runs()) if path is not None and path.exists() else []
    try:
        name = target or _choose(session, asker, known)
    except (TakenBack, EOFError, KeyboardInterrupt):
        return None
    if any(one.run == name for one in known):
        session.folders = given["folders"]
        run = sopkit.resume(name, store=session.store, wording=session.wording)
        _welcome_back(session.terminal, run)
    else:
        run = _begin(session, name, given)
        session.terminal.line(t("run.started", title=run.state.title, run=run.id), "head")
    session.adopt(run)
    return Stepper(session.terminal, run, asker, session.person(person), session.address)


def _choose(session: Session, asker: Asker, known: list[Any]) -> str:
    """Return the one run that is open; of several, the one that is chosen."""
    still = [one for one in known if not one.ended]
    if len(still) <= 1:
        return session.only_run()
    session.terminal.line(head(t("run.runs"), session.terminal.width), "head")
    return asker.choose(t("runs.head"), [(one.run, f"{one.run} · {run_text(one)}") for one in still])


def _begin(session: Session, name: str, given: Mapping[str, Any]) -> Run:
    """Start a run; without a crew, every seat gets a person who is called as the seat is."""
    import sopkit
    from sopkit_cli.commands.start import begin, crew_of

    options = dict(given)
    crew = crew_of(options.pop("crew"))
    if not crew:
        # Nobody of the room is there: whatever is practised is no show, and its journal does not claim to be one.
        options["kind"] = options["kind"] or "rehearsal"
        crew = _everybody(sopkit.load(name, folders=options["folders"] or (Path(),)))
    return begin(session, name, crew, **options)


def _everybody(book: Runbook) -> dict[str, tuple[str, ...]]:
    return {role.id: (role.title if language() == "zh" else role.title_en or role.id,) for role in book.roles.values()}


def _welcome_back(terminal: Terminal, run: Run) -> None:
    """Say how long we were away, and what happened last."""
    entries = run.history()
    away = max(run.now - entries[-1].event.at, timedelta(0))
    terminal.line(t("run.resumed", title=run.state.title, run=run.id, time=span(away)), "head")
    teller, printer = EventTeller(run.runbook), EventPrinter(terminal)
    lines = [teller.tell(entry.event) for entry in entries]
    for line in lines[-LAST:]:
        printer.print(line)
