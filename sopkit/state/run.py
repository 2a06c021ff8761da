"""The state of a whole run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from attrs import define, field

from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.value import Duration, ParamRef, Value
from sopkit.lifecycle import RunStatus
from sopkit.role import Crew
from sopkit.state.activity import ZERO, ActivityState
from sopkit.state.matters import CueState, FaultState, Measuring, Obligation
from sopkit.state.stock import StockState

__all__ = ["RunState"]


@define
class RunState:
    """
    Where a run stands.

    ``activities`` holds all of them, ``open`` those that have not ended.
    ``acting`` maps each person to the roles they may act for, by seat or by
    cover. ``version`` counts the events folded in.
    """

    runbook: Runbook = field(eq=False, repr=False)
    run: str = ""
    status: RunStatus = RunStatus.PLANNED
    kind: str = "live"
    title: str = ""
    crew: Crew = Crew({})
    acting: Mapping[str, frozenset[str]] = field(factory=dict, repr=False)
    products: dict[str, Product] = field(factory=dict)
    stock: dict[str, StockState] = field(factory=dict)
    params: dict[str, Value] = field(factory=dict)
    started_at: datetime | None = None
    at: datetime | None = None
    go_live: datetime | None = None
    went_live: datetime | None = None
    phase: str | None = None
    phase_at: datetime | None = None
    held_at: datetime | None = None
    ended_at: datetime | None = None
    activities: dict[str, ActivityState] = field(factory=dict)
    open: dict[str, ActivityState] = field(factory=dict, repr=False, eq=False)
    faults: dict[str, FaultState] = field(factory=dict)
    faults_open: dict[str, FaultState] = field(factory=dict, repr=False, eq=False)
    cues: dict[str, CueState] = field(factory=dict)
    cues_open: dict[str, CueState] = field(factory=dict, repr=False, eq=False)
    obligations: dict[str, Obligation] = field(factory=dict)
    waived: frozenset[tuple[str | None, str]] = frozenset()
    measuring: dict[tuple[str, str], Measuring] = field(factory=dict)
    measures: list[tuple[str, str, int, Value]] = field(factory=list)
    cue_at: dict[str, datetime] = field(factory=dict)
    beats: dict[tuple[str, str], timedelta] = field(factory=dict)
    """The last moment that was given of each rule on time, by the stretch that it is counted in."""
    counters: dict[str, int] = field(factory=dict)
    timed: int = field(default=0, repr=False, eq=False)
    """How many open activities have times that can fall due."""
    version: int = 0

    def param(self, name: str, activity: ActivityState | None = None) -> Value:
        """Return the value of a parameter: the activity's own, the run's, or the default."""
        if activity is not None and activity.params and name in activity.params:
            return activity.params[name]
        if name in self.params:
            return self.params[name]
        definition = self.runbook.params.get(name)
        return definition.default if definition else None

    def length(self, duration: Duration, activity: ActivityState | None = None) -> timedelta:
        """Return a duration that may be given by a parameter."""
        if isinstance(duration, ParamRef):
            value = self.param(duration.name, activity)
            if not isinstance(value, timedelta):
                return ZERO
            return -value if duration.negative else value
        return duration

    def number(self, value: int | ParamRef, activity: ActivityState | None = None) -> int:
        """Return a whole number that may be given by a parameter."""
        if isinstance(value, ParamRef):
            given = self.param(value.name, activity)
            return int(given) if isinstance(given, int) else 0
        return value

    @property
    def live(self) -> bool:
        """Whether the run is in a phase that is on air."""
        return any(p.live for p in self.runbook.phases if p.id == self.phase)

    @property
    def over(self) -> bool:
        """Whether the run has ended."""
        return self.status in (RunStatus.CLOSED, RunStatus.ABORTED)

    def next_id(self, prefix: str) -> str:
        """Return the id that the next activity, fault or cue of this kind will have."""
        return f"{prefix}#{self.counters.get(prefix, 0) + 1}"
