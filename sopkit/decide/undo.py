"""Deciding the command that takes back a step."""

from __future__ import annotations

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case, title_of
from sopkit.decide.place import find_step, workable
from sopkit.decide.readiness import seat
from sopkit.definition.step import Step, TargetKind
from sopkit.flow import status_of
from sopkit.lifecycle import ACTIVITY, STEP, ActivityStatus
from sopkit.state import ActivityState
from sopkit.words import status_word

__all__ = ["undo_step"]


def undo_step(case: Case, command: cm.UndoStep) -> list[ev.Event]:
    """Take back a passed step that nothing has been built on yet."""
    case.running()
    recent = [a for a in reversed(list(case.state.activities.values())) if _may_reopen(case, a)]
    among = [
        a
        for a in recent
        if a.passed(command.step) or (command.product and a.passed(f"{command.step}@{command.product}"))
    ]
    activity, key = find_step(case, command, among=among or None)
    step = activity.index.steps[key]
    status = status_of(activity, key)
    if not _may_reopen(case, activity):
        workable(case, activity)
    elif key not in activity.steps and activity.round > 1 and _began_anew(activity, key):
        case.bar("undo-round", step=title_of(step, key), round=activity.round)
    elif STEP.fire(status, "undo") is None:
        case.bar(
            "step-not-passed",
            step=title_of(step, key),
            status=status_word(status),
            status_en=status_word(status, "en"),
        )
    else:
        _undoable(case, activity, key, step)
    touched = activity.steps.get(key)
    if touched is None or command.by not in (touched.by, touched.done_by):
        seat(case, (*step.seats.roles, *case.state.runbook.may.waive))
    else:
        case.in_crew()
    case.stop()
    events: list[ev.Event] = []
    if activity.status is ActivityStatus.FINISHED:
        events.append(ev.ActivityReopened(case.now, command.by, activity.id))
    events.append(ev.StepUndone(case.now, command.by, activity.id, key, command.reason))
    return events


def _may_reopen(case: Case, activity: ActivityState) -> bool:
    """Whether a step of this activity could be taken back at all: open, or a finished one nothing waits on."""
    if activity.status is ActivityStatus.OPEN:
        return True
    return (
        ACTIVITY.next(activity.status, "reopen") is not None
        and activity.origin not in ("fault", "call")
        and activity.phase == case.state.phase
    )


def _began_anew(activity: ActivityState, key: str) -> bool:
    """Whether the round that the activity is in took the step up again."""
    position = activity.index.position
    return position[key] >= position[activity.round_step]


def _undoable(case: Case, activity: ActivityState, key: str, step: Step) -> None:
    """Bar taking back what later steps stand on, or what has led to something that cannot be taken back."""
    index = activity.index
    place = index.position[key]
    later: list[str] = []
    if index.ordered[place]:
        for other in range(place + 1, len(index.keys_at)):
            if index.ordered[other]:
                later += [k for k in index.keys_at[other] if _done(activity, k)]
    later += [k for k in index.waiters.get(key, ()) if _done(activity, k) and k not in later]
    if later:
        case.bar("undo-later", tuple(later), steps=case.step_titles(activity, later))
    touched = activity.steps[key]
    chosen = next((o for o in step.outcomes if o.name == touched.outcome), None)
    if chosen is not None and chosen.target.kind in (TargetKind.RAISE, TargetKind.OPEN):
        case.bar("undo-consequence", step=step.title, what=chosen.target.id)
    for what in (step.call, *(owed.procedure for owed in step.owes)):
        if what:
            case.bar("undo-consequence", step=step.title, what=what)


def _done(activity: ActivityState, key: str) -> bool:
    """Whether a person passed the step; what became not applicable by itself is nobody's work."""
    touched = activity.steps.get(key)
    return touched is not None and activity.passed(key) and touched.by != ""
