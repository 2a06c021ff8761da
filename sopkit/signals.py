"""Signals: the readings that the shop feeds in, kept in memory for as long as a cue may look back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from sopkit.beat import beat_due, in_place, subject_of
from sopkit.definition.cue import CueRule
from sopkit.definition.value import Number
from sopkit.expression import ExpressionError, evaluate, names_in
from sopkit.scope import lookups_for, names_for
from sopkit.state import ActivityState, RunState

__all__ = ["FUNCTIONS", "SignalWindows", "firing"]

LONGEST = timedelta(hours=2)
MOST = 20_000

FUNCTIONS = ("avg", "max", "min", "sum", "count", "last", "rate")
"""What a cue may ask of a signal: ``avg(viewers, 10m)``, and ``avg(viewers, 10m, 10m)`` for the 10 min before."""


class SignalWindows:
    """
    The readings of each signal with their times, at most two hours and 20,000 of each.

    Raw signals are never journalled; a cue that fires takes its values along.
    """

    __slots__ = ("_fewest", "_now", "_readings", "latest", "since")

    def __init__(self) -> None:
        self._readings: dict[str, deque[tuple[datetime, Number]]] = {}
        self.latest: dict[str, Number] = {}
        self.since: dict[str, datetime] = {}
        """For each cue rule that holds now, since when."""
        self._now: datetime | None = None
        self._fewest: int | None = None

    def add(self, signal: str, value: Number, at: datetime) -> None:
        """Keep one reading. One that is older than the last is kept as of the last."""
        readings = self._readings.get(signal)
        if readings is None:
            readings = self._readings[signal] = deque(maxlen=MOST)
        if readings and at < readings[-1][0]:
            at = readings[-1][0]
        readings.append((at, value))
        self.latest[signal] = value
        while readings[0][0] < at - LONGEST:
            readings.popleft()

    def look(self, now: datetime) -> Mapping[str, Callable[..., object]]:
        """Return the functions of a cue's expression as of *now*."""
        self._now, self._fewest = now, None
        return {name: self._function(name) for name in FUNCTIONS}

    @property
    def asked(self) -> bool:
        """Whether any window was looked into since `look` was called."""
        return self._fewest is not None

    @property
    def fewest(self) -> int:
        """The smallest number of samples that any window held since `look` was called."""
        return self._fewest or 0

    def _function(self, name: str) -> Callable[..., object]:
        def function(signal: object, *spans: object) -> object:
            if name == "last" and not spans:
                return self.latest.get(str(signal))
            values = self._window(str(signal), spans)
            return _AGGREGATES[name](values, _seconds(spans[0]) if spans else None)

        return function

    def _window(self, signal: str, spans: tuple[object, ...]) -> list[Number]:
        assert self._now is not None
        end = self._now - timedelta(seconds=float(_seconds(spans[1]))) if len(spans) > 1 else self._now
        start = end - timedelta(seconds=float(_seconds(spans[0]))) if spans else end - LONGEST
        values: list[Number] = []
        for at, value in reversed(self._readings.get(signal, ())):
            if at <= start:
                break
            if at <= end:
                values.append(value)
        self._fewest = len(values) if self._fewest is None else min(self._fewest, len(values))
        return values


def _seconds(span: object) -> Decimal:
    return Decimal(span) if isinstance(span, int | Decimal) else Decimal(0)


def _average(values: list[Number], _: Decimal | None) -> object:
    return sum(map(Decimal, values)) / len(values) if values else None


def _rate(values: list[Number], seconds: Decimal | None) -> object:
    """Return the change per minute over the window; the newest reading stands first."""
    if len(values) < 2 or not seconds:
        return None
    return (Decimal(values[0]) - Decimal(values[-1])) * 60 / seconds


_AGGREGATES: Mapping[str, Callable[[list[Number], Decimal | None], object]] = {
    "avg": _average,
    "max": lambda values, _: max(values, default=None),
    "min": lambda values, _: min(values, default=None),
    "sum": lambda values, _: sum(map(Decimal, values)),
    "count": lambda values, _: len(values),
    "last": lambda values, _: values[0] if values else None,
    "rate": _rate,
}


def firing(state: RunState, rule: CueRule, signals: SignalWindows, now: datetime) -> dict[str, Number] | None:
    """Return the values with which a rule holds and has held for long enough, else ``None``."""
    last = state.cue_at.get(rule.id)
    if last is not None and rule.cooldown is not None and now < last + state.length(rule.cooldown):
        return None
    if any(cue.rule == rule.id for cue in state.cues_open.values()):
        return None
    activity = subject_of(state, rule)
    if (
        not in_place(state, rule, activity)
        or (rule.timed and beat_due(state, rule, activity, now) is None)
        or (rule.when and not _holds(state, rule, activity, signals, now))
    ):
        signals.since.pop(rule.id, None)
        return None
    since = signals.since.setdefault(rule.id, now)
    if rule.hold is not None and now < since + state.length(rule.hold, activity):
        return None
    signals.since.pop(rule.id, None)
    return {name: signals.latest[name] for name in names_in(rule.when) if name in signals.latest}


def _holds(
    state: RunState, rule: CueRule, activity: ActivityState | None, signals: SignalWindows, now: datetime
) -> bool:
    try:
        names = names_for(state, activity)
        true = bool(evaluate(rule.when, names, {**lookups_for(state, names), **signals.look(now)}))
    except ExpressionError:
        return False
    return true and not (signals.asked and signals.fewest < rule.samples)
