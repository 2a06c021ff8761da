"""Play: the demo from its first line to the closing summary, printed as it goes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import sopkit
from sopkit import events as ev
from sopkit.clock import HandClock
from sopkit_cli.demo import acts
from sopkit_cli.demo.script import CREW, GO_LIVE, RUNBOOK, line_up
from sopkit_cli.demo.stage import Stage
from sopkit_cli.language import t
from sopkit_cli.render.event import EventLine, EventTeller
from sopkit_cli.render.outcome import EventPrinter
from sopkit_cli.render.report import print_report
from sopkit_cli.render.wording import roles_of

if TYPE_CHECKING:
    from sopkit import Entry, Run, Store
    from sopkit_cli.terminal import Terminal

__all__ = ["play"]

_QUIET = (ev.StepNotApplicable, ev.FlowMoved, ev.MeasureStarted)


def play(terminal: Terminal, store: Store, *, seed: int, speed: float) -> Run:
    """Play the whole show into *store*, and return the run."""
    book = sopkit.load(RUNBOOK)
    clock = HandClock(GO_LIVE - timedelta(hours=25))
    run_id = _free_id(store, f"demo-{seed}")
    run = sopkit.start(
        book,
        store=store,
        crew=CREW,
        products=line_up(),
        go_live=GO_LIVE,
        title=f"{book.title}（演示）",
        run_id=run_id,
        clock=clock,
        new_name=lambda: "demo",
    )
    narrator = Narrator(terminal, run)
    if not terminal.as_json:
        people = len(run.state.crew.people)
        terminal.line(t("demo.head", title=book.title, people=people, seats=len(CREW), seed=seed), "head")
    for entry in run.history():
        narrator.event(entry)
    run.listen(narrator.event)
    stage = Stage(run, clock, seed, speed, narrator.aside)
    for act in (acts.before, acts.on_air, acts.hold_order, acts.after):
        act(stage)
    if not terminal.as_json:
        terminal.line()
        print_report(terminal, run.state, run.report())
    return run


def _free_id(store: Store, wished: str) -> str:
    """Return *wished*, or where a run has that name already, the next one that is free."""
    taken = {run.run for run in store.runs()}
    number, name = 1, wished
    while name in taken:
        number += 1
        name = f"{wished}-{number}"
    return name


class Narrator:
    """Prints the show: each event, what is said aloud, what is refused, where a scene begins."""

    def __init__(self, terminal: Terminal, run: Run) -> None:
        self._terminal = terminal
        self._run = run
        self._teller = EventTeller(run.runbook)
        self._printer = EventPrinter(terminal)
        self._silent = terminal.as_json

    def event(self, entry: Entry) -> None:
        """Print an event of the journal; what came of itself and nobody waits for is left to the history."""
        line = self._teller.tell(entry.event)
        if not self._silent and (entry.event.by or not isinstance(entry.event, _QUIET)):
            with suppress(OSError):  # an output that takes no more is met again by the next line that is no event
                self._printer.print(line)

    def aside(self, person: str, kind: str, text: str) -> None:
        """Print what is no event."""
        if self._silent:
            return
        if kind == "scene":
            self._terminal.line()
            self._terminal.line(t("demo.scene", title=t(f"demo.{text}")), "head")
        elif kind == "refused":
            seats = roles_of(self._run.runbook, self._run.state.crew.roles_of(person)[:1])
            line = EventLine(self._run.now, seats, person, t("demo.refused", why=text), "refused")
            self._printer.print(line)
        else:
            self._terminal.line(t("demo.said", person=person, text=text), "say", first=" " * 12)
