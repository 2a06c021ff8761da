"""Stepper: who plays, which step is in hand, and who of the room may give a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sopkit.commands import CheckStep, Command, CompleteStep, StartStep
from sopkit_cli.language import language, t
from sopkit_cli.render.event import EventTeller
from sopkit_cli.render.outcome import EventPrinter

if TYPE_CHECKING:
    from sopkit import Board, Entry, Item, Refusal, Run
    from sopkit_cli.stepping.asking import Asker
    from sopkit_cli.terminal import Terminal

__all__ = ["Stepper", "quoted"]


def quoted(word: str) -> str:
    """Return *word* as a shell takes it; plain where it is plain, in whatever script."""
    if re.fullmatch(r"[\w@%+=:,./-][\w@%+=:,./#-]*", word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"


class Stepper:
    """One run under one person's hands; ``person`` is ``None`` while they play everybody."""

    def __init__(self, terminal: Terminal, run: Run, asker: Asker, person: str | None, address: str) -> None:
        self.terminal = terminal
        self.run = run
        self.ask = asker
        self.person = person
        self.address = address
        self.wanted: tuple[str, str] | None = None
        self.left = False
        self._teller = EventTeller.knowing(run.state)
        self._printer = EventPrinter(terminal, days=False)
        run.listen(self._show)

    def _show(self, entry: Entry) -> None:
        with suppress(OSError):  # an output that takes no more is met again by the header that follows
            self._printer.print(self._teller.tell(entry.event))

    def board(self) -> Board:
        """Return what the person, or the whole room, sees now."""
        return self.run.board(person=self.person, lang=language())

    def choices(self, board: Board | None = None) -> list[Item]:
        """Return the steps that may be taken: faults first, what must be done before what may, then by due time."""
        shown = board or self.board()
        order = {identity: place for place, identity in enumerate(self.run.state.open)}

        def rank(item: Item) -> tuple[bool, bool, float, int]:
            due = item.due.timestamp() if item.due else float("inf")
            return (item.fault is None, item.optional, due, order[item.activity])

        return sorted(shown.mine_now, key=rank)

    def current(self, board: Board | None = None) -> Item | None:
        """Return the step in hand: the one that was jumped to, else the first."""
        items = self.choices(board)
        for item in items:
            if self.wanted == (item.activity, item.key):
                return item
        self.wanted = None
        return items[0] if items else None

    def command_for(self, item: Item, by: str) -> Command:
        """Return the command that takes the step from where it stands, still without what it records."""
        if item.command == "StartStep":
            return StartStep(by, item.key, item.activity)
        if item.command == "CheckStep":
            return CheckStep(by, item.key, item.activity)
        return CompleteStep(by, item.key, item.activity)

    def people(self, roles: Sequence[str] = ()) -> list[str]:
        """Return who could act: the person played; playing everybody, those of *roles* first."""
        if self.person is not None:
            return [self.person]
        state = self.run.state
        seated = [person for role in roles for person in state.crew.seats.get(role, ())]
        able = [person for person, seats in state.acting.items() if seats.intersection(roles)]
        return list(dict.fromkeys((*seated, *able, *state.acting)))

    def actor(self, make: Callable[[str], Command], roles: Sequence[str] = ()) -> tuple[str, Refusal | None]:
        """
        Return who may give the command that *make* makes of a name; with the refusal, where nobody may.

        Of several refusals it is the one with the fewest reasons: that of whom
        nothing but the matter itself stands against, and not the seat as well.
        """
        people = self.people(roles)
        refused: list[tuple[str, Refusal]] = []
        for person in people:
            refusal = self.run.check(make(person))
            if refusal is None:
                return person, None
            refused.append((person, refusal))
        return min(refused, key=lambda one: len(one[1].reasons))

    def doer(self, item: Item) -> str:
        """Return who takes a step: who may by seat, and for a check never the one who did it."""
        touched = self.run.state.activities[item.activity].steps.get(item.key)
        done_by = touched.done_by if touched is not None and item.command == "CheckStep" else None
        able = [p for p in self.people(item.roles) if p != done_by]
        return able[0] if able else self.people(item.roles)[0]

    def say_goodbye(self) -> None:
        """Say that all is saved, and how to go on; or that the run has ended, and where its report is."""
        words = ["--store", quoted(self.address)]
        if self.run.state.over:
            self.terminal.line(t("run.over"), "good")
            command = " ".join(["sop report", "--run", quoted(self.run.id), *words])
            self.terminal.line(t("run.see-report", command=command))
            return
        me = ["--as", quoted(self.person)] if self.person is not None else []
        self.terminal.line(t("run.saved"), "good")
        # On one line, however long, so that it can be copied as it is.
        self.terminal.block(["  " + " ".join(["sop run", quoted(self.run.id), *words, *me])])
