"""Step: work that a seat does inside a procedure, and everything that may be said of it."""

from __future__ import annotations

from enum import StrEnum

from sopkit.definition.value import Duration, Field, Offset, ParamRef
from sopkit.frozen import frozen

__all__ = [
    "Every",
    "Gap",
    "OnFail",
    "Outcome",
    "Owed",
    "Plan",
    "Seats",
    "Step",
    "StepKind",
    "Target",
    "TargetKind",
    "Verify",
    "Window",
]


class StepKind(StrEnum):
    """What sort of work a step is; it follows from the keys that the step has."""

    DO = "do"
    SAY = "say"
    CHECK = "check"
    RECORD = "record"
    DECIDE = "decide"


@frozen
class Seats:
    """Which roles take a step: ``any`` one of them, or ``all`` of them, each confirming."""

    roles: tuple[str, ...]
    all: bool = False


@frozen
class Verify:
    """A second person looks: never the one who did it; of ``role`` if one is named."""

    role: str | None = None


class TargetKind(StrEnum):
    """Where the flow goes."""

    NEXT = "next"
    STEP = "step"
    FINISH = "finish"
    RAISE = "raise"
    OPEN = "open"


@frozen
class Target:
    """Where the flow goes after an outcome, a failure or a broken expectation."""

    kind: TargetKind
    id: str | None = None


@frozen
class Outcome:
    """One answer of a step that decides: where the flow goes, and what must be written with it."""

    name: str
    target: Target
    ask: tuple[Field, ...] = ()


@frozen
class OnFail:
    """
    After a failure: try again up to ``retry`` times, then go to ``then`` (or stay open).

    A broken ``expect`` is a failure, too, unless the step's ``else`` says where it goes at once.
    """

    retry: int | ParamRef = 0
    then: Target | None = None


@frozen
class Every:
    """The step comes back each ``interval``, between ``start`` and ``until`` where given."""

    interval: Duration
    start: Offset | None = None
    until: Offset | None = None


@frozen
class Window:
    """The step may be taken only from ``opens`` to ``closes``."""

    opens: Offset | None = None
    closes: Offset | None = None


@frozen
class Gap:
    """The step may be taken only ``at_least`` after step ``after`` was done."""

    after: str
    at_least: Duration


@frozen
class Plan:
    """
    When something should run and for how long; for the timers, never a bar.

    ``warn`` and ``danger`` are how long before the planned end the timer
    changes colour. ``hold`` is what stays put when the start slips: the
    planned ``end``, or the ``length``.
    """

    duration: Duration
    start: Offset | None = None
    warn: Duration | None = None
    danger: Duration | None = None
    hold: str = "length"


@frozen
class Owed:
    """What a fault, or a promise, leaves for after the stream: a procedure, its owner and its due time."""

    procedure: str
    owner: str | None = None
    within: Duration | None = None


@frozen
class Step:
    """
    Work owned by a role inside a procedure.

    ``after`` holds it back until those steps are passed (beside the order of
    a sequence). ``when`` false makes it not applicable by itself; ``gates``
    must hold, or be waived, before it is taken. ``asked_by`` makes it a
    challenge: that seat starts it, the step's own seat answers. ``only``
    is ``"on_limit"`` for a way out that opens at a limit. ``ends`` says how
    the activity ends when this step is done (``finished``, ``cancelled``).
    ``owes`` are the promises that doing it makes, to be kept after the stream.
    """

    id: str
    title: str
    seats: Seats
    say: tuple[str, ...] = ()
    note: str = ""
    asked_by: str | None = None
    ask: str = ""
    answer: str = ""
    record: tuple[Field, ...] = ()
    verify: Verify | None = None
    after: tuple[str, ...] = ()
    when: str | None = None
    gates: tuple[str, ...] = ()
    optional: bool = False
    skip: tuple[str, ...] = ()
    not_applicable: bool = False
    outcomes: tuple[Outcome, ...] = ()
    call: str | None = None
    on_fail: OnFail | None = None
    expect: str | None = None
    otherwise: Target | None = None
    within: Duration | None = None
    at: Offset | None = None
    every: Every | None = None
    window: Window | None = None
    gap: Gap | None = None
    plan: Plan | None = None
    only: str | None = None
    for_each: str | None = None
    ends: str | None = None
    owes: tuple[Owed, ...] = ()
    source: tuple[str, ...] = ()
    caution: str = ""

    @property
    def kind(self) -> StepKind:
        """What sort of work this is."""
        if self.outcomes:
            return StepKind.DECIDE
        if self.verify or self.expect:
            return StepKind.CHECK
        if self.record:
            return StepKind.RECORD
        return StepKind.SAY if self.say else StepKind.DO

    @property
    def blocks(self) -> bool:
        """Whether the procedure cannot finish before this step is passed."""
        return not (self.optional or self.only or self.every)
