"""Place: finding the activity and the step that a command means, and whether it is open to be worked on."""

from __future__ import annotations

from collections.abc import Iterable

from sopkit.commands import StepCommand
from sopkit.decide.case import Case
from sopkit.flow import status_of
from sopkit.lifecycle import ActivityStatus, StepStatus
from sopkit.state import ActivityState
from sopkit.words import status_word

__all__ = ["activity_of", "find_step", "workable"]

_WORKABLE = frozenset({StepStatus.READY, StepStatus.ACTIVE, StepStatus.AWAITING_CHECK, StepStatus.FAILED})


def activity_of(case: Case, identity: str) -> ActivityState:
    """Return the activity with this id, or refuse the command naming those that are open."""
    found = case.state.activities.get(identity)
    if found is None:
        case.bar("unknown-activity", activity=identity, open="、".join(case.state.open) or "（无）")
        case.refuse()
    return found


def find_step(
    case: Case, command: StepCommand, *, among: Iterable[ActivityState] | None = None
) -> tuple[ActivityState, str]:
    """
    Return the activity and the key of the step that the command means.

    Without an activity named, it is the one open activity where the step can
    be worked on; refused where there is none or more than one.
    """
    if command.activity is not None:
        activity = activity_of(case, command.activity)
        keys = _keys(activity, command)
        if len(keys) == 1:
            return activity, keys[0]
        return _unclear(case, command, [(activity, key) for key in keys], activity.index.steps)
    places = case.state.open.values() if among is None else among
    if command.product is None:
        step = command.step
        having = [activity for activity in places if step in activity.index.steps]
        if len(having) == 1:
            return having[0], step
    found = [(activity, key) for activity in places for key in _keys(activity, command)]
    if len(found) > 1 and among is None:
        ready = [(a, k) for a, k in found if a.status is ActivityStatus.OPEN and status_of(a, k) in _WORKABLE]
        found = ready or found
    if len(found) == 1 or (found and among is not None):
        return found[0]
    return _unclear(case, command, found, [k for a in case.state.open.values() for k in a.index.keys])


def _keys(activity: ActivityState, command: StepCommand) -> list[str]:
    """Return the keys of the activity that the command's step may mean."""
    steps = activity.index.steps
    step, product = command.step, command.product
    if product is not None:
        if f"{step}@{product}" in steps:
            return [f"{step}@{product}"]
        return [step] if step in steps and activity.product == product else []
    if step in steps:
        return [step]
    return [key for key, definition in steps.items() if definition.id == step and not activity.passed(key)]


def _unclear(
    case: Case, command: StepCommand, found: list[tuple[ActivityState, str]], known: Iterable[str]
) -> tuple[ActivityState, str]:
    if found:
        where = "、".join(f"{activity.id} {key}" for activity, key in found[:6])
        case.bar("step-ambiguous", step=command.step, where=where)
    else:
        case.bar("unknown-step", step=command.step, **case.near(command.step, dict.fromkeys(known)))
    case.refuse()


def workable(case: Case, activity: ActivityState) -> None:
    """Bar work in an activity that has ended, or that a fault suspends."""
    if activity.status is ActivityStatus.OPEN:
        return
    title = activity.index.procedure.title
    if activity.status is ActivityStatus.SUSPENDED:
        for identity in activity.held_by:
            fault = case.state.faults[identity]
            definition = case.state.runbook.faults[fault.kind]
            case.bar(
                "activity-suspended",
                (identity,),
                activity=title,
                fault=definition.title,
                id=identity,
            )
        return
    case.bar(
        "activity-ended",
        activity=title,
        status=status_word(activity.status),
        status_en=status_word(activity.status, "en"),
    )
