"""Senses: how time and the shop's signals reach a run, and set off its cues."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from decimal import Decimal
from threading import RLock
from typing import TYPE_CHECKING

from sopkit.commands import Command, FireCue, Tick
from sopkit.definition.value import Number
from sopkit.errors import UsageError
from sopkit.events import CueGiven, Event
from sopkit.expression import names_in
from sopkit.lifecycle import RunStatus
from sopkit.moment import Moment
from sopkit.near import near
from sopkit.signals import SignalWindows, firing

if TYPE_CHECKING:
    from sopkit.definition.cue import CueRule
    from sopkit.run.done import Done
    from sopkit.state import RunState
    from sopkit.stores.protocol import Store

__all__ = ["Senses"]


_BY_THE_CLOCK = (Tick, FireCue)
_A_SECOND = timedelta(seconds=1)


class Senses(ABC):
    """Ticks and signals as methods. Raw signals stay in memory; the journal keeps the cues that they set off."""

    __slots__ = ()

    id: str
    state: RunState
    _store: Store
    _lock: RLock
    _timed_cues: tuple[CueRule, ...]
    _looked: datetime | None

    @abstractmethod
    def _windows(self) -> SignalWindows:
        """Return what keeps the readings, made at the first need."""

    @abstractmethod
    def _catch_up(self) -> None:
        """Fold in what others appended since."""

    @abstractmethod
    def _moment(self) -> Moment:
        """Return the moment that a command would carry now."""

    @abstractmethod
    def _note_overdue(self, moment: Moment) -> None:
        """Turn what fell due into events of their own."""

    @abstractmethod
    def _carry_out(self, command: Command, moment: Moment, key: str | None = None) -> Done:
        """Decide, fold and append."""

    @abstractmethod
    def _tell(self) -> None:
        """Tell the listeners what was appended."""

    def tick(self) -> tuple[Event, ...]:
        """Let time pass: turn what is overdue into events, look at the cues, and return what came of it."""
        with self._lock:
            self._catch_up()
            moment = self._moment()
            before = self.state.version
            self._note_overdue(moment)
            given = self._give_cues(tuple(self.state.runbook.cues.values()), moment.at)
            entries = self._store.read(self.id, before) if self.state.version > before else ()
            self._tell()
            return tuple(entry.event for entry in entries) or given

    def signal(self, name: str, value: Number | float | str) -> tuple[str, ...]:
        """
        Feed in one reading of a signal, and return the ids of the cues that it set off.

        Raises:
            UsageError: the runbook has no such signal, or the value is not a number.
        """
        book = self.state.runbook
        if name not in book.signals:
            hint = "、".join(near(name, book.signals) or book.signals) or "（无）"
            raise UsageError(
                f"没有叫“{name}”的信号；有：{hint}",
                f"no signal is called “{name}”; there are: {hint.replace('、', ', ')}",
            )
        try:
            number = value if isinstance(value, int) else Decimal(str(value))
            whole = Decimal(number).is_finite()
        except ArithmeticError:
            whole = False
        if not whole:
            raise UsageError(f"信号 {name} 要是数字：{value}", f"the signal {name} must be a number: {value}")
        with self._lock:
            self._catch_up()
            now = self._moment().at
            self._windows().add(name, number, now)
            self._note_overdue(self._moment())
            rules = tuple(rule for rule in book.cues.values() if name in names_in(rule.when))
            given = self._give_cues(rules, now)
            self._tell()
            return tuple(event.cue for event in given if isinstance(event, CueGiven))

    def _look_at_the_clock(self, command: Command, now: datetime) -> datetime | None:
        """Give the cues that are due by the clock, where nobody ticks, once a second at most; return the last look."""
        if type(command) in _BY_THE_CLOCK or (self._looked is not None and now - self._looked < _A_SECOND):
            return self._looked
        self._give_cues(self._timed_cues, now)
        return now

    def _give_cues(self, rules: tuple[CueRule, ...], now: datetime) -> tuple[Event, ...]:
        """Fire each rule that has held for long enough and is not cooling down."""
        given: list[Event] = []
        if rules and self.state.status is RunStatus.RUNNING:
            for rule in rules:
                values = firing(self.state, rule, self._windows(), now)
                if values is not None:
                    given += self._carry_out(FireCue("", rule.id, values), self._moment()).events
        return tuple(given)
