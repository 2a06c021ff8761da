"""What follows when the run enters a phase: what it opens, what it ends, what is owed."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.follow.owed import open_owed
from sopkit.lifecycle import ActivityStatus
from sopkit.moment import Moment
from sopkit.opening import is_beside, opening
from sopkit.state import RunState

__all__ = ["phase_entered", "run_started"]


def run_started(state: RunState, e: ev.RunStarted, moment: Moment) -> list[ev.Event]:
    """Enter the first phase."""
    return [ev.PhaseEntered(e.at, e.by, state.runbook.phases[0].id)]


def phase_entered(state: RunState, e: ev.PhaseEntered, moment: Moment) -> list[ev.Event]:
    """End what is left of the phase before, open what this one opens, and what is owed where it receives it."""
    phase = next(p for p in state.runbook.phases if p.id == e.phase)
    events: list[ev.Event] = [
        ev.ActivityFinished(e.at, e.by, activity.id, activity.outcome)
        for activity in state.open.values()
        if activity.phase == e.left
        and activity.status is ActivityStatus.OPEN
        and activity.finishable
        and not is_beside(state, activity)
    ]
    for procedure in phase.opens:
        if state.runbook.procedures[procedure].for_each:
            events += [
                opening(state, e.at, e.by, procedure, "phase", product=product, number=n)
                for n, product in enumerate(state.products, 1)
            ]
        else:
            events.append(opening(state, e.at, e.by, procedure, "phase"))
    return events + open_owed(state, phase, e)
