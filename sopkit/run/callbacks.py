"""Callbacks: a lifecycle machine of your own, moved by what happens in a run, live and never on replay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sopkit import events as ev
from sopkit.lifecycle import LIFECYCLES, Cursor, FaultStatus, Lifecycle, RunStatus, StepStatus
from sopkit.lifecycle import ActivityStatus as ActivityIs
from sopkit.lifecycle import CueStatus as CueIs
from sopkit.stores.protocol import Entry

if TYPE_CHECKING:
    from transitions import Machine

    from sopkit.state import RunState

__all__ = ["Callbacks", "Followed"]

_FIRST = {
    "run": RunStatus.PLANNED,
    "activity": ActivityIs.OPEN,
    "step": StepStatus.READY,
    "fault": FaultStatus.RAISED,
    "cue": CueIs.GIVEN,
}

TRIGGERS: dict[type[ev.Event], tuple[str, str]] = {
    ev.PhaseEntered: ("run", "enter"),
    ev.RunHeld: ("run", "hold"),
    ev.RunResumed: ("run", "resume"),
    ev.RunClosed: ("run", "close"),
    ev.RunAborted: ("run", "abort"),
    ev.ActivitySuspended: ("activity", "suspend"),
    ev.ActivityFinished: ("activity", "finish"),
    ev.ActivityCut: ("activity", "cut"),
    ev.ActivityCancelled: ("activity", "cancel"),
    ev.ActivityReopened: ("activity", "reopen"),
    ev.StepStarted: ("step", "start"),
    ev.StepConfirmed: ("step", "confirm"),
    ev.StepSubmitted: ("step", "submit"),
    ev.StepRejected: ("step", "reject"),
    ev.StepCompleted: ("step", "complete"),
    ev.StepFailed: ("step", "fail"),
    ev.StepSkipped: ("step", "skip"),
    ev.StepNotApplicable: ("step", "pass"),
    ev.StepUndone: ("step", "undo"),
    ev.StepRecurred: ("step", "recur"),
    ev.FaultAcknowledged: ("fault", "acknowledge"),
    ev.FaultHandled: ("fault", "handle"),
    ev.FaultRecovered: ("fault", "recover"),
    ev.FaultDismissed: ("fault", "dismiss"),
    ev.FaultReviewed: ("fault", "review"),
    ev.CueAcknowledged: ("cue", "acknowledge"),
    ev.CueActed: ("cue", "act"),
    ev.CueDismissed: ("cue", "dismiss"),
    ev.CueExpired: ("cue", "expire"),
}
"""The trigger of each event that moves one thing along its lifecycle."""


class Followed(Cursor):
    """What a callback machine moves: ``id`` is the run's, an activity's, ``activity/step``, a fault's or a cue's."""

    __slots__ = ("id",)

    def __init__(self, identity: str, state: str) -> None:
        super().__init__(state)
        self.id = identity


class Callbacks:
    """A listener that moves one machine, a cursor for each thing of its kind, starting where the run stands."""

    def __init__(self, name: str, state: Callable[[], RunState]) -> None:
        lifecycle: Lifecycle[Any] = LIFECYCLES[name]
        self.name = name
        self.machine: Machine = lifecycle.new_machine()
        self._state = state
        self._cursors = {identity: Followed(identity, status) for identity, status in _standing(name, state())}

    def __call__(self, entry: Entry) -> None:
        """Move what the entry's event is about; the callbacks are given the cursor and the entry."""
        for identity, trigger in self._moves(entry.event):
            cursor = self._cursors.get(identity)
            if cursor is None:
                cursor = self._cursors[identity] = Followed(identity, _FIRST[self.name].value)
            self.machine.events[trigger].trigger(cursor, cursor, entry)

    def _moves(self, event: ev.Event) -> Iterator[tuple[str, str]]:
        known = TRIGGERS.get(type(event))
        if known is not None:
            if known[0] == self.name:
                yield _identity(self.name, event), known[1]
        elif isinstance(event, ev.ActivityReleased) and self.name == "activity":
            yield event.activity, "resume" if event.resumed else "release"
        elif self.name == "step" and isinstance(event, ev.FlowMoved):
            yield from ((f"{event.activity}/{key}", "pass") for key in event.passed)
        elif self.name == "step" and isinstance(event, ev.RoundStarted):
            position = self._state().activities[event.activity].index.position
            for key, place in position.items():
                identity = f"{event.activity}/{key}"
                if place >= position[event.step] and identity in self._cursors:
                    yield identity, "reset"
                    del self._cursors[identity]


def _identity(name: str, event: ev.Event) -> str:
    if isinstance(event, ev.StepEvent):
        return f"{event.activity}/{event.step}"
    return str(getattr(event, name, "run"))


def _standing(name: str, state: RunState) -> Iterator[tuple[str, str]]:
    """Yield where each thing of this kind stands now."""
    if name == "run":
        yield "run", state.status.value
    elif name == "activity":
        yield from ((a.id, a.status.value) for a in state.activities.values())
    elif name == "step":
        for activity in state.activities.values():
            yield from ((f"{activity.id}/{key}", step.status.value) for key, step in activity.steps.items())
    elif name == "fault":
        yield from ((fault.id, fault.status.value) for fault in state.faults.values())
    else:
        yield from ((cue.id, cue.status.value) for cue in state.cues.values())
