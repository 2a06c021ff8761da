"""Outcome: what came of a command, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sopkit import events as ev
from sopkit_cli.language import language, t
from sopkit_cli.plain import plain, plain_event
from sopkit_cli.render.event import EventLine, EventTeller
from sopkit_cli.render.refusal import refusal_lines
from sopkit_cli.render.wording import clock, day
from sopkit_cli.width import pad

if TYPE_CHECKING:
    from sopkit import Done, Refusal, Run
    from sopkit_cli.terminal import Terminal

__all__ = ["NARROW", "EventPrinter", "show_cues", "show_done", "show_events", "show_verdict"]

NARROW = 60
"""Fewer columns than this, and a line of the journal takes two."""

_SEATS = {"zh": 6, "en": 16}  # columns of the longest seat, or near enough
_MARKS = {"fault": "!!", "warn": "! ", "refused": "x "}


def show_done(terminal: Terminal, run: Run, done: Done) -> None:
    """Show the events of a command, and whether it had been done before."""
    if terminal.as_json:
        data: dict[str, Any] = {"ok": True, "run": run.id, "version": done.version, "repeated": done.repeated}
        data |= _made(done.events)
        terminal.data(data | {"events": [plain_event(event) for event in done.events]})
        return
    if done.repeated:
        terminal.line(t("verb.repeated"))
    _lines(terminal, run, done.events)


def _made(events: Sequence[ev.Event]) -> dict[str, str]:
    """Return the ids of what a command itself brought into being."""
    made: dict[str, str] = {}
    for event in events[:1]:
        if isinstance(event, ev.ActivityOpened):
            made["activity"] = event.activity
        elif isinstance(event, ev.FaultRaised):
            made["fault"] = event.fault
        elif isinstance(event, ev.CueGiven):
            made["cue"] = event.cue
    return made


def show_events(terminal: Terminal, run: Run, events: Sequence[ev.Event]) -> None:
    """Show what came of letting time pass."""
    if terminal.as_json:
        shown = [plain_event(event) for event in events]
        terminal.data({"ok": True, "run": run.id, "version": run.state.version, "events": shown})
        return
    _lines(terminal, run, events)


def show_cues(terminal: Terminal, run: Run, cues: Sequence[str]) -> None:
    """Show the cues that a reading set off."""
    given = [run.state.cues[cue] for cue in cues]
    if terminal.as_json:
        terminal.data({"ok": True, "run": run.id, "version": run.state.version, "cues": plain(given)})
        return
    if not given:
        terminal.line(t("verb.no-cue"))
        return
    _lines(terminal, run, [e.event for e in run.history() if isinstance(e.event, ev.CueGiven) and e.event.cue in cues])


def show_verdict(terminal: Terminal, run: Run, refusal: Refusal | None) -> int:
    """Show what a command would meet; return the exit code that it would have."""
    if terminal.as_json:
        data = {"ok": True, "run": run.id, "allowed": refusal is None, "reasons": [], "legal": []}
        if refusal is not None:
            data |= {"command": refusal.command, "reasons": plain(refusal.reasons), "legal": plain(refusal.legal)}
        terminal.data(data)
    else:
        for line in refusal_lines(refusal) if refusal is not None else [t("why.yes")]:
            terminal.line(line)
    return 0 if refusal is None else 1


def _lines(terminal: Terminal, run: Run, events: Sequence[ev.Event]) -> None:
    if not events:
        terminal.line(t("verb.nothing"))
    teller = EventTeller.knowing(run.state)
    printer = EventPrinter(terminal, days=False)
    for event in events:
        printer.print(teller.tell(event))


class EventPrinter:
    """Prints events in order: time, seat, person, what happened; a new day gets a line of its own."""

    def __init__(self, terminal: Terminal, *, days: bool = True) -> None:
        self._terminal = terminal
        self._days = days
        self._day = ""

    def print(self, line: EventLine) -> None:
        """Print one event; on a narrow terminal its sentence has lines of its own."""
        today = day(line.at)
        if self._days and today != self._day:
            self._terminal.line(f"── {today}", "dim")
        self._day = today
        terminal = self._terminal
        seat = line.seat if line.seat != line.person else ""
        column = _SEATS[language()]
        who = f"{pad(seat, column)} {pad(line.person, 6)}" if line.person else pad(t("event.by-itself"), column + 7)
        first = f"{clock(line.at)} {_MARKS.get(line.style, '  ')} {who} "
        if terminal.width >= NARROW:
            terminal.line(line.text, line.style, first=first, rest=" " * 12)
        else:
            terminal.line(" ".join(first.split()), line.style)
            terminal.line(line.text, line.style, first="    ")
