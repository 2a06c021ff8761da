"""Questions: what a run answers without changing anything."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING

from sopkit.board import Board, board_of
from sopkit.commands import Command
from sopkit.decide import check, settle
from sopkit.decide.choices import legal_choices
from sopkit.definition.runbook import Runbook
from sopkit.errors import UsageError
from sopkit.evolve import fold
from sopkit.moment import Moment
from sopkit.near import near
from sopkit.refusal import Choice, Refusal
from sopkit.report import Report, report_of
from sopkit.tick import Due, cues_ahead, due_times, overdue

if TYPE_CHECKING:
    from sopkit.planner import Plan
    from sopkit.state import RunState
    from sopkit.stores.protocol import Entry, Store
    from sopkit.wording import Rules

__all__ = ["Questions"]


class Questions(ABC):
    """The questions as methods; each looks at the journal first, and is answered under the run's lock."""

    __slots__ = ()

    id: str
    state: RunState
    _store: Store
    _lock: RLock

    @abstractmethod
    def _catch_up(self) -> None:
        """Fold in what others appended since."""

    @abstractmethod
    def _moment(self) -> Moment:
        """Return the moment that a command would carry now."""

    @abstractmethod
    def _rules(self) -> Rules:
        """Return the wording rules, loaded at the first need."""

    def check(self, command: Command) -> Refusal | None:
        """
        Return what the command would be refused for now, ``None`` where it would be taken. Changes nothing.

        Raises:
            UsageError: it is no command, or a value in it has the wrong form; `do` raises the same.
        """
        with self._lock:
            self._catch_up()
            moment = self._moment()
            return check(self._as_of(moment), command, moment)

    def _as_of(self, moment: Moment) -> RunState:
        """Return the state as a command would meet it: with what fell due since noticed, in a copy."""
        state = self.state
        events = overdue(state, moment)
        if not events:
            return state
        state = fold(state.runbook, (entry.event for entry in self._store.read(self.id)))
        while events:
            settle(state, events, moment)
            events = overdue(state, moment)
        return state

    def legal(self, *, by: str | None = None, limit: int = 100) -> tuple[Choice, ...]:
        """
        Return the steps that may be taken now, by one person where *by* is given, else by anybody.

        One choice for each step: the command that takes it on. `check` has
        nothing against it but what it may ask to be filled in.
        """
        with self._lock:
            self._catch_up()
            moment = self._moment()
            return legal_choices(self._as_of(moment), moment, by, limit)

    def due(self) -> tuple[Due, ...]:
        """Return every time that stands ahead, the earliest first."""
        with self._lock:
            self._catch_up()
            ahead = [*due_times(self.state), *cues_ahead(self.state)]
            return tuple(sorted(ahead, key=lambda due: due.at))

    def board(self, *, role: str | None = None, person: str | None = None, lang: str = "zh") -> Board:
        """Return what a role, or a person over all their seats, sees now; the whole room without either."""
        if role is not None and role not in self.state.runbook.roles:
            hint = "、".join(near(role, self.state.runbook.roles) or self.state.runbook.roles)
            raise UsageError(
                f"没有“{role}”这个座位；有：{hint}", f"there is no seat “{role}”; there are: {hint.replace('、', ', ')}"
            )
        with self._lock:
            self._catch_up()
            moment = self._moment()
            state = self._as_of(moment)
            return board_of(state, moment, role=role, person=person, lang=lang, rules=self._rules)

    def plan(
        self,
        given: Mapping[str, object] | None = None,
        *,
        out: Collection[str] = (),
        into: Mapping[str, str] | None = None,
        shorten: bool = False,
    ) -> Plan:
        """
        Return the line-up on the clock: before the show as laid out, on air again from now with what was shown.

        *given* are numbers of the planner that differ for this plan; *out*
        leaves products out, *into* swaps them, *shorten* cuts every slot to
        come to its least.
        """
        from sopkit.planner import plan_of

        with self._lock:
            self._catch_up()
            return plan_of(self.state, self._moment().at, given or {}, out=out, into=into or {}, shorten=shorten)

    def history(self, after: int = 0) -> Sequence[Entry]:
        """Return the journal's entries behind *after*, in order."""
        return self._store.read(self.id, after)

    def report(self) -> Report:
        """Return the account of the run so far: planned against actual, faults, waivers, corrections, debts."""
        with self._lock:
            self._catch_up()
            entries = self._store.read(self.id)
            return report_of(self.state, [entry.event for entry in entries], self._moment().at)

    @property
    def wording(self) -> Rules:
        """The rules that boards hold scripts against, loaded at the first need."""
        with self._lock:
            return self._rules()

    @property
    def runbook(self) -> Runbook:
        """The definition that this run pins."""
        return self.state.runbook

    @property
    def now(self) -> datetime:
        """The time that the next command would carry."""
        return self._moment().at
