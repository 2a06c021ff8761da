"""
The lifecycle tables: the one place that says which status may follow which.

Rule 1: nothing else in sopkit changes a status; everything asks a table.
Rule 2: this file does not know who is acting. Whether a person may is a
separate question, asked where commands are decided.

Each table runs on one shared, flat `transitions` machine whose models are
never registered; the machine answers for a live command, and the same table
(read back from the machine, and tested against it cell by cell) serves
replay, diagrams, and the answer to "what is legal now".
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from transitions import Machine

__all__ = [
    "ACTIVITY",
    "CUE",
    "FAULT",
    "LIFECYCLES",
    "RUN",
    "STEP",
    "ActivityStatus",
    "CueStatus",
    "Cursor",
    "FaultStatus",
    "Lifecycle",
    "RunStatus",
    "Status",
    "StepStatus",
]


class Status(StrEnum):
    """Base of the statuses: they hash as the text that they are, which an `Enum` does in slow code."""

    __hash__ = str.__hash__


class RunStatus(Status):
    """Where a run stands."""

    PLANNED = "planned"
    RUNNING = "running"
    HELD = "held"
    CLOSED = "closed"
    ABORTED = "aborted"


class ActivityStatus(Status):
    """Where an activity stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    FINISHED = "finished"
    CUT = "cut"
    CANCELLED = "cancelled"


class StepStatus(Status):
    """
    Where a step stands.

    ``waiting`` and ``ready`` are never stored: a step that nobody touched is
    ready when nothing holds it back, and waiting otherwise.
    """

    WAITING = "waiting"
    READY = "ready"
    ACTIVE = "active"
    AWAITING_CHECK = "awaiting_check"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


class FaultStatus(Status):
    """Where a raised fault stands."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    HANDLING = "handling"
    RECOVERED = "recovered"
    REVIEWED = "reviewed"
    FALSE_ALARM = "false_alarm"


class CueStatus(Status):
    """Where a given cue stands."""

    GIVEN = "given"
    ACKNOWLEDGED = "acknowledged"
    ACTED = "acted"
    DISMISSED = "dismissed"
    EXPIRED = "expired"


class Cursor:
    """A place in a lifecycle: what a machine moves. Never registered with one."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


S = TypeVar("S", bound=Status)


class Lifecycle(Generic[S]):
    """One table, and the shared machine that runs it."""

    def __init__(self, name: str, table: Mapping[S, Mapping[str, S]]) -> None:
        self.name = name
        self.table = table
        self.triggers: tuple[str, ...] = tuple(dict.fromkeys(t for row in table.values() for t in row))
        # The machine knows plain text: it treats enum members by their name, three times slower.
        self._member: dict[str, S] = {status.value: status for status in table}
        self._answers: dict[tuple[S, str], S | None] = {}

    def next(self, status: S, trigger: str) -> S | None:
        """Return the status after *trigger*, or ``None`` where the table has no such cell."""
        return self.table[status].get(trigger)

    def fire(self, status: S, trigger: str) -> S | None:
        """
        Like `next`, by the machine: what a live command asks.

        The machine has no guards, so it answers a cell the same for ever; it
        is asked once for each, and its answer remembered.
        """
        cell = (status, trigger)
        try:
            return self._answers[cell]
        except KeyError:
            after = self._answers[cell] = self._ask(status, trigger)
            return after

    def _ask(self, status: S, trigger: str) -> S | None:
        from transitions import MachineError

        event = self.machine.events.get(trigger)
        if event is None:
            return None
        cursor = Cursor(status.value)
        try:
            event.trigger(cursor)
        except MachineError:
            return None
        return self._member[cursor.state]

    @cached_property
    def machine(self) -> Machine:
        """The engine's own machine: shared, without callbacks. Never hang anything on it."""
        return self.new_machine()

    def new_machine(self) -> Machine:
        """
        Build a machine of this lifecycle for your own callbacks.

        Drive it with a `Cursor`, ``machine.events[trigger].trigger(cursor)``,
        from a listener: it then runs after the append and never on replay.
        """
        from transitions import Machine

        return Machine(
            model=None,
            states=list(self._member),
            initial=next(iter(self._member)),
            transitions=[
                {"trigger": trigger, "source": status.value, "dest": after.value}
                for status, row in self.table.items()
                for trigger, after in row.items()
            ],
            auto_transitions=False,
            queued=False,
        )


_R, _A, _S, _F, _C = RunStatus, ActivityStatus, StepStatus, FaultStatus, CueStatus

RUN: Lifecycle[RunStatus] = Lifecycle(
    "run",
    {
        _R.PLANNED: {"enter": _R.RUNNING, "abort": _R.ABORTED},
        _R.RUNNING: {"enter": _R.RUNNING, "hold": _R.HELD, "close": _R.CLOSED, "abort": _R.ABORTED},
        _R.HELD: {"resume": _R.RUNNING, "abort": _R.ABORTED},
        _R.CLOSED: {},
        _R.ABORTED: {},
    },
)

ACTIVITY: Lifecycle[ActivityStatus] = Lifecycle(
    "activity",
    {
        _A.OPEN: {"suspend": _A.SUSPENDED, "finish": _A.FINISHED, "cut": _A.CUT, "cancel": _A.CANCELLED},
        _A.SUSPENDED: {"suspend": _A.SUSPENDED, "release": _A.SUSPENDED, "resume": _A.OPEN, "cut": _A.CUT},
        _A.FINISHED: {"reopen": _A.OPEN},
        _A.CUT: {},
        _A.CANCELLED: {},
    },
)

STEP: Lifecycle[StepStatus] = Lifecycle(
    "step",
    {
        _S.WAITING: {"release": _S.READY, "pass": _S.NOT_APPLICABLE, "reset": _S.WAITING},
        _S.READY: {
            "start": _S.ACTIVE,
            "confirm": _S.ACTIVE,
            "submit": _S.AWAITING_CHECK,
            "complete": _S.DONE,
            "fail": _S.FAILED,
            "skip": _S.SKIPPED,
            "pass": _S.NOT_APPLICABLE,
            "reset": _S.WAITING,
        },
        _S.ACTIVE: {
            "confirm": _S.ACTIVE,
            "submit": _S.AWAITING_CHECK,
            "complete": _S.DONE,
            "fail": _S.FAILED,
            "skip": _S.SKIPPED,
            "pass": _S.NOT_APPLICABLE,
            "restart": _S.READY,
            "reset": _S.WAITING,
        },
        _S.AWAITING_CHECK: {
            "complete": _S.DONE,
            "reject": _S.ACTIVE,
            "pass": _S.NOT_APPLICABLE,
            "restart": _S.READY,
            "reset": _S.WAITING,
        },
        _S.FAILED: {
            "start": _S.ACTIVE,
            "confirm": _S.ACTIVE,
            "submit": _S.AWAITING_CHECK,
            "complete": _S.DONE,
            "fail": _S.FAILED,
            "skip": _S.SKIPPED,
            "pass": _S.NOT_APPLICABLE,
            "reset": _S.WAITING,
        },
        _S.DONE: {"undo": _S.READY, "recur": _S.READY, "reset": _S.WAITING},
        _S.SKIPPED: {"undo": _S.READY, "recur": _S.READY, "reset": _S.WAITING},
        _S.NOT_APPLICABLE: {"undo": _S.READY, "recur": _S.READY, "reset": _S.WAITING},
    },
)

FAULT: Lifecycle[FaultStatus] = Lifecycle(
    "fault",
    {
        _F.RAISED: {"acknowledge": _F.ACKNOWLEDGED, "dismiss": _F.FALSE_ALARM},
        _F.ACKNOWLEDGED: {"handle": _F.HANDLING, "dismiss": _F.FALSE_ALARM},
        _F.HANDLING: {"recover": _F.RECOVERED, "dismiss": _F.FALSE_ALARM},
        _F.RECOVERED: {"review": _F.REVIEWED},
        _F.REVIEWED: {"review": _F.REVIEWED},
        _F.FALSE_ALARM: {},
    },
)

CUE: Lifecycle[CueStatus] = Lifecycle(
    "cue",
    {
        _C.GIVEN: {
            "acknowledge": _C.ACKNOWLEDGED,
            "act": _C.ACTED,
            "dismiss": _C.DISMISSED,
            "expire": _C.EXPIRED,
        },
        _C.ACKNOWLEDGED: {"act": _C.ACTED, "dismiss": _C.DISMISSED, "expire": _C.EXPIRED},
        _C.ACTED: {},
        _C.DISMISSED: {},
        _C.EXPIRED: {},
    },
)

LIFECYCLES: Mapping[str, Lifecycle[Any]] = {
    "run": RUN,
    "activity": ACTIVITY,
    "step": STEP,
    "fault": FAULT,
    "cue": CUE,
}
"""Every lifecycle by name."""
