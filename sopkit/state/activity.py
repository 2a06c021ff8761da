"""The state of an activity and of the steps in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from attrs import define, field

from sopkit.definition.step import Step
from sopkit.definition.value import Value
from sopkit.index import ProcedureIndex
from sopkit.lifecycle import ActivityStatus, StepStatus

__all__ = ["NOTHING", "PASSED", "ZERO", "ActivityState", "StepState"]

NOTHING: Mapping[str, Value] = {}
PASSED = frozenset({StepStatus.DONE, StepStatus.SKIPPED, StepStatus.NOT_APPLICABLE})
ZERO = timedelta(0)


class StepState:
    """
    A step that somebody touched.

    ``clock`` is the activity's own clock when it last changed; ``count`` is
    how often a step that comes back has come back; ``confirmed`` are the
    seats, and ``people`` the persons, that confirmed it so far. Written by hand, with
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
    people: tuple[str, ...] = ()
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
    carried: dict[str, Value] | None = None
    """What was recorded when the round (or a step that comes back) last began anew, and by which steps."""
    settled: frozenset[str] = frozenset()
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
