"""Stage: plays a run on a hand-turned clock: finds who may take a step, what they write, and goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random  # noqa: TID251 -- seeded: the same seed plays the same show
from typing import TYPE_CHECKING

from sopkit.clock import HandClock
from sopkit.commands import CheckStep, Command, CompleteStep, MarkNotApplicable, StartStep
from sopkit.errors import RefusedError
from sopkit_cli.demo.script import NOT_THIS_TIME
from sopkit_cli.demo.writing import chosen_outcome, record_for
from sopkit_cli.stepping.reasons import reasons_text

if TYPE_CHECKING:
    from sopkit import Done, Item, Run
    from sopkit.definition.step import Step

__all__ = ["Stage", "Wanted"]

Wanted = Callable[["Item"], bool]

BEAT = 20  # seconds between two readings of the viewers
PATIENCE = 240  # how often the clock is turned on for a step whose time has not come


class Stage:
    """One run being played. ``aside`` is told what is no event: what was said, and what was refused."""

    def __init__(
        self, run: Run, clock: HandClock, seed: int, speed: float, aside: Callable[[str, str, str], None]
    ) -> None:
        self.run = run
        self.clock = clock
        self.chance = Random(seed)  # noqa: S311 -- a show, not a secret
        self.speed = speed
        self.aside = aside
        self.crowd = 0
        self.orders = 0

    # --- time

    def wait(self, length: timedelta | float) -> None:
        """Let time pass, a beat at a time; on air the viewers are counted at every beat."""
        left = length if isinstance(length, timedelta) else timedelta(seconds=length)
        while left > timedelta(0):
            beat = min(left, timedelta(seconds=BEAT)) if self.run.state.live else left
            left -= beat
            self.clock.turn(beat)
            if self.speed > 0:
                time.sleep(beat.total_seconds() / self.speed)
            self._count()

    def _count(self) -> None:
        """Feed in what the room's own systems would: viewers and orders, while on air."""
        known = self.run.runbook.signals
        if not (self.run.state.live and self.crowd):
            self.run.tick()
            return
        self.orders += self.chance.randint(1, 2 + self.crowd // 100)
        for name, value in (("viewers", self.crowd + self.chance.randint(-15, 15)), ("orders", self.orders)):
            if name in known:
                self.run.signal(name, value)

    def until(self, when: datetime) -> None:
        """Let time pass until *when*, if that is still ahead."""
        self.wait(when - self.clock())

    def pause(self) -> None:
        """Let the few seconds pass that a step takes."""
        self.wait(self.chance.randint(8, 20) if self.run.state.live else self.chance.randint(20, 60))

    # --- moves

    def attempt(self, command: Command) -> Done | None:
        """Carry a command out; a refusal is part of the show."""
        try:
            return self.run.do(command)
        except RefusedError as refused:
            self.aside(command.by, "refused", reasons_text(refused.refusal.reasons))
            return None

    def may(self, command: Command) -> bool:
        """Whether a command would be taken now."""
        return self.run.check(command) is None

    def items(self, wanted: Wanted) -> list[Item]:
        """Return what may be taken now and must be: faults first, then by due time, then as it was opened."""
        order = {identity: place for place, identity in enumerate(self.run.state.open)}
        found = [i for i in self.run.board().mine_now if wanted(i) and self.step(i).blocks]
        far = self.clock() + timedelta(days=99)
        return sorted(found, key=lambda item: (item.fault is None, item.due or far, order[item.activity]))

    def step(self, item: Item) -> Step:
        """Return the definition of a step."""
        return self.run.state.activities[item.activity].step(item.key)

    def work(self, wanted: Wanted = lambda _: True, *, stop: Wanted | None = None, patient: bool = True) -> None:
        """Take every step that is wanted, until none is left, or the next is to stop at or not yet due."""
        barred: set[tuple[str, str]] = set()
        patience = PATIENCE if patient else 1
        while items := self.items(wanted):
            item = next((one for one in items if (one.activity, one.key) not in barred), None)
            if item is None:
                patience -= 1
                if not patience:
                    return
                self.wait(30)
                barred.clear()
                continue
            if stop is not None and stop(item):
                return
            if not self.take(item):
                barred.add((item.activity, item.key))

    def take(self, item: Item) -> bool:
        """Take one step as its seat would; whether anything came of it."""
        command = self.command_for(item)
        if command is None or not self.may(command):
            return False
        self.pause()
        if not self.may(command):
            return False
        self.speak(item, command)
        self.run.do(command)
        return True

    def speak(self, item: Item, command: Command) -> None:
        """Let the script be heard with the step that it belongs to."""
        if isinstance(command, StartStep) and item.ask:
            self.aside(command.by, "said", item.ask)
        elif isinstance(command, CompleteStep):
            for line in item.say:
                self.aside(command.by, "said", line)

    def command_for(self, item: Item) -> Command | None:
        """Return the command that takes the step, by somebody who may."""
        touched = self.run.state.activities[item.activity].steps.get(item.key)
        done_by = touched.done_by if touched and item.command == "CheckStep" else ""
        for person in self.people(item.roles):
            if person == done_by:
                continue
            command = self._command(item, person)
            if self.may(command):
                return command
        return None

    def _command(self, item: Item, by: str) -> Command:
        if item.command == "StartStep":
            return StartStep(by, item.key, item.activity)
        if item.command == "CheckStep":
            return CheckStep(by, item.key, item.activity)
        step = self.step(item)
        reason = NOT_THIS_TIME.get(step.id)
        if reason is not None and step.not_applicable:
            return MarkNotApplicable(by, item.key, item.activity, None, reason)
        outcome = chosen_outcome(self.run, item, step, by)
        record = record_for(self.run, item, step, outcome, self.clock())
        return CompleteStep(by, item.key, item.activity, None, record, outcome)

    def people(self, roles: tuple[str, ...]) -> list[str]:
        """Return who may act for one of *roles*: who sits there first, then who covers."""
        crew: Mapping[str, tuple[str, ...]] = self.run.state.crew.seats
        seated = [person for role in roles for person in crew.get(role, ())]
        acting = [person for person, able in self.run.state.acting.items() if able.intersection(roles)]
        return list(dict.fromkeys((*seated, *acting)))

    def holder(self, role: str) -> str:
        """Return who sits in a seat, or covers it."""
        return self.people((role,))[0]
