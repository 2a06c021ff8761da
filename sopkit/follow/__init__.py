"""
Follow: what follows by itself from an event that has just been folded in.

Pure: it looks at the state after the event and returns further events, which
are folded and followed in their turn. Nobody asks for these; nobody may
refuse them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sopkit import events as ev
from sopkit.follow.activity import activity_ended, activity_opened, step_failed, step_started
from sopkit.follow.fault import activity_released, fault_dismissed, fault_raised, fault_recovered
from sopkit.follow.measure import taken
from sopkit.follow.owed import obligation_owed
from sopkit.follow.run import phase_entered, run_started
from sopkit.follow.step import flow_moved, round_started, step_passed, step_recurred
from sopkit.moment import Moment
from sopkit.state import RunState

__all__ = ["follow", "taken"]

_AFTER: dict[type[ev.Event], Callable[[RunState, Any, Moment], list[ev.Event]]] = {
    ev.RunStarted: run_started,
    ev.PhaseEntered: phase_entered,
    ev.ObligationOwed: obligation_owed,
    ev.StepCompleted: step_passed,
    ev.StepSkipped: step_passed,
    ev.StepNotApplicable: step_passed,
    ev.FlowMoved: flow_moved,
    ev.RoundStarted: round_started,
    ev.ActivityOpened: activity_opened,
    ev.StepStarted: step_started,
    ev.StepRecurred: step_recurred,
    ev.StepFailed: step_failed,
    ev.ActivityFinished: activity_ended,
    ev.ActivityCut: activity_ended,
    ev.ActivityCancelled: activity_ended,
    ev.ActivityReleased: activity_released,
    ev.FaultRaised: fault_raised,
    ev.FaultRecovered: fault_recovered,
    ev.FaultDismissed: fault_dismissed,
}


def follow(state: RunState, event: ev.Event, moment: Moment) -> list[ev.Event]:
    """Return the events that follow from *event*, which *state* already holds."""
    rule = _AFTER.get(type(event))
    return rule(state, event, moment) if rule is not None else []
