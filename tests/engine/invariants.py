"""Invariants: what holds of every state of every run, recounted from scratch."""

from __future__ import annotations

from collections.abc import Sequence

from sopkit import events as ev
from sopkit.definition.fault import ClockPolicy
from sopkit.evolve import fold
from sopkit.lifecycle import ActivityStatus, RunStatus, StepStatus
from sopkit.state import ActivityState, RunState

PASSED = (StepStatus.DONE, StepStatus.SKIPPED, StepStatus.NOT_APPLICABLE)
TAKEN = (
    ev.StepStarted,
    ev.StepConfirmed,
    ev.StepSubmitted,
    ev.StepRejected,
    ev.StepCompleted,
    ev.StepFailed,
    ev.StepSkipped,
    ev.StepNotApplicable,
    ev.StepUndone,
)


def assert_sound(state: RunState, events: Sequence[ev.Event]) -> None:
    """Check everything that must hold of a state and the journal that it comes from."""
    assert fold(state.runbook, events) == state, "the journal folded again is not the live state"
    assert state.version == len(events)
    assert_counts(state)
    assert_journal(state, events)


def assert_counts(state: RunState) -> None:
    """Check that what the state keeps for speed is what a recount gives."""
    assert state.open == {a.id: a for a in state.activities.values() if not a.ended}
    assert state.faults_open == {f.id: f for f in state.faults.values() if f.open}
    waiting = {c.id: c for c in state.cues.values() if c.status.value == "given" or _kept(c.task, c.status.value)}
    assert state.cues_open == waiting
    assert (state.held_at is not None) == (state.status is RunStatus.HELD) or state.status is RunStatus.ABORTED
    for activity in state.open.values():
        assert_activity(state, activity)
    for fault in state.faults_open.values():
        assert fault.handling is not None
        for held in fault.holds:
            assert state.activities[held].ended or fault.id in state.activities[held].held_by


def _kept(task: bool, status: str) -> bool:
    return task and status == "acknowledged"


def assert_activity(state: RunState, activity: ActivityState) -> None:
    """Check one open activity: suspended just while it is held, its counts and its fronts."""
    index = activity.index
    assert (activity.status is ActivityStatus.SUSPENDED) == bool(activity.held_by)
    assert all(state.faults[f].open for f in activity.held_by)
    left = {key for key in index.keys if not activity.passed(key)}
    assert activity.remaining == sum(1 for key in left if index.blocks[index.position[key]])
    assert activity.spare == sum(1 for key in left if index.spares[index.position[key]])
    frozen = sum(state.runbook.faults[state.faults[f].kind].clock is not ClockPolicy.KEEP for f in activity.held_by) + (
        state.held_at is not None
    )
    if state.status is not RunStatus.ABORTED:
        assert activity.freezers == frozen
        assert (activity.frozen_at is not None) == (frozen > 0)
    if index.sequence:
        places = range(len(index.keys_at))
        front = next((p for p in places if index.blocks[p] and not left.isdisjoint(index.keys_at[p])), len(places))
        assert activity.front == front
        assert activity.floor <= activity.front
    if activity.status is ActivityStatus.OPEN and not index.recurring:
        assert activity.remaining or activity.spare, f"{activity.id} has nothing left and has not finished"
    for key, step in activity.steps.items():
        assert key in index.steps
        assert isinstance(step.status, StepStatus)


def assert_journal(state: RunState, events: Sequence[ev.Event]) -> None:
    """Check the order of time, that nobody worked in what was suspended, and that two people did every check."""
    suspended: dict[str, set[str]] = {}
    held = False
    last = events[0].at
    for event in events:
        assert event.at >= last, "time ran back"
        last = event.at
        if isinstance(event, ev.ActivitySuspended):
            suspended.setdefault(event.activity, set()).add(event.fault)
        elif isinstance(event, ev.ActivityReleased):
            suspended[event.activity].discard(event.fault)
        elif isinstance(event, (ev.RunHeld, ev.RunResumed)):
            held = isinstance(event, ev.RunHeld)
        elif isinstance(event, TAKEN):
            step = state.activities[event.activity].index.steps[event.step]
            if event.by and not step.call:
                assert not suspended.get(event.activity), f"{event} in a suspended activity"
                assert not held, f"{event} while the run is held"
            if isinstance(event, ev.StepCompleted) and step.verify is not None:
                assert event.done_by
                assert event.by
                assert event.done_by != event.by, f"{event}: one person did and checked it"
