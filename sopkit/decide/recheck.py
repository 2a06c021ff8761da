"""Deciding the command of the second person: accept what was reported done, or send it back."""

from __future__ import annotations

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case, title_of
from sopkit.decide.outcome import outcome_of
from sopkit.decide.place import find_step, workable
from sopkit.decide.readiness import bar_limit, seat
from sopkit.flow import exits_only, status_of
from sopkit.lifecycle import STEP

__all__ = ["check_step"]


def check_step(case: Case, command: cm.CheckStep) -> list[ev.Event]:
    """As the second person, accept what was reported done or send it back."""
    case.running()
    activity, key = find_step(case, command)
    step = activity.index.steps[key]
    workable(case, activity)
    touched = activity.steps.get(key)
    status = status_of(activity, key)
    if touched is None or STEP.fire(status, "reject") is None:
        case.bar("step-not-submitted", step.seats.roles, step=title_of(step, key))
        case.refuse()
    if case.in_crew():
        if command.by == touched.done_by or command.by in touched.people:
            others = tuple(sorted(case.state.crew.people - {command.by, touched.done_by, *touched.people}))
            case.bar("same-person", others, person=command.by)
        if step.verify is not None and step.verify.role is not None:
            seat(case, (step.verify.role,))
    if not command.accepted:
        case.reasoned(command.reason)
    elif key not in activity.index.exits and exits_only(case.state, activity, case.now):
        bar_limit(case, activity)
    elif step.outcomes:
        outcome_of(case, activity, key, step, touched.outcome)
    case.stop()
    now, by = case.now, command.by
    if not command.accepted:
        return [ev.StepRejected(now, by, activity.id, key, command.reason)]
    return [ev.StepCompleted(now, by, activity.id, key, touched.record, touched.outcome, touched.done_by)]
