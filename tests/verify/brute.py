"""Brute force: every play of a small runbook through the real engine, told apart by what matters to its flow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import sopkit
from sopkit import commands as cm
from sopkit.decide import check, handle
from sopkit.definition.runbook import Runbook
from sopkit.errors import RefusedError
from sopkit.events import Event
from sopkit.evolve import fold
from sopkit.flow import exits_only, ready_keys
from sopkit.lifecycle import StepStatus
from sopkit.moment import Moment
from sopkit.state import PASSED, ActivityState, RunState
from sopkit.stores.memory import MemoryStore

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CREW = {"operations": "阿杰", "host": "小美", "floor": "老王", "control": "小李"}
MOST = 700


class TooManyError(Exception):
    """There are more situations than a test should look at."""


class Plays:
    """
    What all plays of the second phase come to.

    ``legal`` are the steps that were ever offered, ``stuck`` whether there
    is a situation from which the phase can never be left.
    """

    def __init__(self, book: Runbook) -> None:
        self.book = book
        self.legal: set[tuple[str, str]] = set()
        run = sopkit.start(
            book, store=MemoryStore(), crew=CREW, products=(), clock=sopkit.HandClock(NOON), run_id="show"
        )
        run.enter("live", by="阿杰")
        first = tuple(entry.event for entry in run.history())
        known = {self.situation(run.state, NOON): first}
        after: dict[object, set[object]] = {}
        good: set[object] = set()
        left = list(known.items())
        for situation, events in left:
            if len(known) > MOST:
                raise TooManyError
            if self.good(fold(book, events)):
                good.add(situation)
            after[situation] = set()
            for following in self.next(events):
                state = fold(book, following)
                there = self.situation(state, state.at or NOON)
                after[situation].add(there)
                if there not in known:
                    known[there] = following
                    left.append((there, following))
        self.stuck = self._unending(after, good)

    def _unending(self, after: dict[object, set[object]], good: set[object]) -> list[object]:
        grown = True
        while grown:
            grown = False
            for situation, following in after.items():
                if situation not in good and following & good:
                    good.add(situation)
                    grown = True
        return [situation for situation in after if situation not in good]

    def good(self, state: RunState) -> bool:
        """Whether the phase may be left."""
        return check(state, cm.EnterPhase("阿杰", "post"), Moment(state.at or NOON)) is None

    def next(self, events: tuple[Event, ...]) -> Iterator[tuple[Event, ...]]:
        """Yield the journal after each command that is taken."""
        for command, wait in self.commands(fold(self.book, events)):
            state = fold(self.book, events)
            at = (state.at or NOON) + wait
            try:
                more = handle(state, command, Moment(at))
            except RefusedError:
                continue
            if more:
                yield (*events, *more)

    def commands(self, state: RunState) -> Iterator[tuple[cm.Command, timedelta]]:
        """Yield everything that somebody might try."""
        now = state.at or NOON
        yield cm.Tick(""), timedelta(hours=1)
        for activity in list(state.open.values()):
            yield cm.FinishActivity("阿杰", activity.id), timedelta(0)
        for activity in list(state.open.values()):
            for key in activity.index.calls:
                if key in activity.steps and activity.steps[key].status is StepStatus.ACTIVE:
                    by = CREW[activity.index.steps[key].seats.roles[0]]
                    yield from self.passing(by, key, activity.id)
        at_hand = [(one, key) for one in state.open.values() for key in ready_keys(one, state, now)]
        for activity, key in at_hand:
            self.legal.add((activity.procedure, key))
            step = activity.index.steps[key]
            by = CREW[step.seats.roles[0]]
            if step.call:
                yield cm.StartStep(by, step.id, activity.id), timedelta(0)
            else:
                for outcome in tuple(one.name for one in step.outcomes) or (None,):
                    for value in ("true", "false", "") if step.record else ("",):
                        record = {one.id: value for one in step.record if value}
                        yield cm.CompleteStep(by, step.id, activity.id, record=record, outcome=outcome), timedelta(0)
            yield from self.passing(by, step.id, activity.id)

    def passing(self, by: str, step: str, activity: str) -> Iterator[tuple[cm.Command, timedelta]]:
        """Yield the ways to be rid of a step without doing it."""
        for kind in (cm.SkipStep, cm.MarkNotApplicable, cm.FailStep):
            yield kind(by, step, activity, reason="试"), timedelta(0)

    def situation(self, state: RunState, now: datetime) -> object:
        """Return what matters of a state: two that are equal here go on alike."""
        return frozenset(
            (self._line(state, activity), self._stand(state, activity, now)) for activity in state.open.values()
        )

    def _line(self, state: RunState, activity: ActivityState) -> tuple[object, ...]:
        parent = state.activities[activity.parent] if activity.parent else None
        above = self._line(state, parent) if parent else ()
        return (activity.procedure, activity.parent_step, above)

    def _stand(self, state: RunState, activity: ActivityState, now: datetime) -> tuple[object, ...]:
        statuses = []
        for key in activity.index.keys:
            touched = activity.steps.get(key)
            status = touched.status if touched else StepStatus.READY
            calls = activity.index.steps[key].call is not None and status is StepStatus.ACTIVE
            failed = status is StepStatus.FAILED and bool(activity.index.steps[key].when)
            statuses.append("failed" if failed else "calling" if calls else status.value if status in PASSED else "")
        limits = activity.index.procedure.limits
        most = state.number(limits.rounds) if limits and limits.rounds is not None else 1
        values = frozenset((activity.values or {}).items())
        limited = exits_only(state, activity, now), activity.limit, activity.discharged
        rounds = min(activity.round, most)
        return (tuple(statuses), activity.floor, activity.front, rounds, limited, values, activity.outcome)
