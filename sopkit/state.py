"""State: where a run stands; the fold of its events so far, never stored as truth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from attrs import define, field

from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.definition.value import Duration, ParamRef, Value
from sopkit.index import ProcedureIndex
from sopkit.lifecycle import ActivityStatus, CueStatus, FaultStatus, RunStatus, StepStatus
from sopkit.role import Crew

__all__ = ["ActivityState", "CueState", "FaultState", "Measuring", "Obligation", "RunState", "StepState"]

NOTHING: Mapping[str, Value] = {}
PASSED = frozenset({StepStatus.DONE, StepStatus.SKIPPED, StepStatus.NOT_APPLICABLE})
ZERO = timedelta(0)


class StepState:
    """
    A step that somebody touched.

    ``clock`` is the activity's own clock when it last changed; ``count`` is
    how often a step that comes back has come back. Written by hand, with
    its defaults on the class: a run makes one for each step it takes, and
    most stay at their defaults.
    """

    status: StepStatus
    by: str = ""
    at: datetime | None = None
    clock: timedelta = ZERO
    done_by: str = ""
    record: Mapping[str, Value] = NOTHING
    outcome: str | None = None
    attempts: int = 0
    confirmed: tuple[str, ...] = ()
    count: int = 0
    asked: bool = False
    overdue: bool = False

    def __init__(self, status: StepStatus) -> None:
        self.status = status

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in StepState.__annotations__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StepState) and self._values() == other._values()

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return f"StepState({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


@define
class ActivityState:
    """
    One running instance of a procedure.

    Its clock runs from ``opened_at`` and stands still while ``freezers`` is
    above zero. ``floor`` is the first position of a sequence that is not
    passed at all, ``front`` the first that holds the flow up; ``remaining``
    counts the steps that must still be passed, ``spare`` the optional ones.
    """

    id: str
    procedure: str
    origin: str
    opened_at: datetime
    index: ProcedureIndex = field(eq=False, repr=False)
    remaining: int
    spare: int = 0
    status: ActivityStatus = ActivityStatus.OPEN
    phase: str | None = None
    product: str | None = None
    title: str = ""
    parent: str | None = None
    parent_step: str | None = None
    fault: str | None = None
    cue: str | None = None
    owner: str | None = None
    due: datetime | None = None
    opened_by: str = ""
    ended_at: datetime | None = None
    reason: str = ""
    outcome: str | None = None
    steps: dict[str, StepState] = field(factory=dict)
    floor: int = 0
    front: int = 0
    moved: timedelta = ZERO
    round: int = 1
    round_step: str = ""
    round_clock: timedelta = ZERO
    anchor: timedelta = ZERO
    limit: str | None = None
    discharged: bool = False
    paused: timedelta = ZERO
    freezers: int = 0
    frozen_at: datetime | None = None
    held_by: tuple[str, ...] = ()
    resume: str = "where"
    restarts: bool = False
    values: dict[str, Value] | None = None
    params: dict[str, Value] | None = None
    counts: dict[str, int] | None = None

    @property
    def finishable(self) -> bool:
        """Whether only optional and recurring steps are left, so that nothing waits for it any more."""
        return self.remaining == 0

    @property
    def timed(self) -> bool:
        """Whether anything in it can fall due."""
        return self.index.clocked or self.due is not None

    def clock(self, now: datetime) -> timedelta:
        """Return the activity's own time at *now*: since it opened, less every stand-still."""
        return (self.frozen_at or now) - self.opened_at - self.paused

    def freeze(self, at: datetime) -> None:
        """Let the clock stand still from *at*, for one more cause."""
        if self.freezers == 0:
            self.frozen_at = at
        self.freezers += 1

    def thaw(self, at: datetime) -> None:
        """Take one cause away; with the last, the clock runs on from *at*."""
        self.freezers -= 1
        if self.freezers == 0 and self.frozen_at is not None:
            self.paused += at - self.frozen_at
            self.frozen_at = None

    def wall(self, clock: timedelta) -> datetime | None:
        """Return when the activity's clock will show *clock*; ``None`` while it stands still."""
        return None if self.frozen_at else self.opened_at + self.paused + clock

    def passed(self, key: str) -> bool:
        """Whether the step is done, skipped or not applicable."""
        step = self.steps.get(key)
        return step is not None and step.status in PASSED

    @property
    def ended(self) -> bool:
        """Whether the activity has come to any end."""
        return self.status not in (ActivityStatus.OPEN, ActivityStatus.SUSPENDED)

    def step(self, key: str) -> Step:
        """Return the definition of the step with this key."""
        return self.index.steps[key]


@define
class FaultState:
    """A fault that was raised: ``kind`` is its id in the runbook, ``holds`` what it suspends."""

    id: str
    kind: str
    raised_at: datetime
    raised_by: str
    status: FaultStatus = FaultStatus.RAISED
    activity: str | None = None
    product: str | None = None
    note: str = ""
    handling: str | None = None
    holds: tuple[str, ...] = ()
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    ended_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return self.status in (FaultStatus.RAISED, FaultStatus.ACKNOWLEDGED, FaultStatus.HANDLING)


@define
class CueState:
    """A cue or a task that was given, to a role or to a person."""

    id: str
    text: str
    given_at: datetime
    given_by: str
    status: CueStatus = CueStatus.GIVEN
    role: str | None = None
    person: str | None = None
    rule: str | None = None
    fault: str | None = None
    task: bool = False
    due: datetime | None = None
    values: Mapping[str, Value] = NOTHING
    activity: str | None = None


@define
class Obligation:
    """
    Something owed after the stream, by a fault or by a promise made in an activity.

    ``status`` is ``owed``, ``open``, ``met`` or ``waived``.
    """

    id: str
    procedure: str
    fault: str | None = None
    owner: str | None = None
    due: datetime | None = None
    promised_in: str | None = None
    status: str = "owed"
    activity: str | None = None


@define
class Measuring:
    """A measure whose first moment has passed."""

    measure: str
    activity: str
    number: int
    at: datetime
    clock: timedelta
    value: Value = None


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
