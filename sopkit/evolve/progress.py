"""Progress: how an activity moves on when a step of it is passed, or is open again."""

from __future__ import annotations

from sopkit.definition.value import Value
from sopkit.events import Event
from sopkit.lifecycle import StepStatus
from sopkit.state import PASSED, ActivityState, StepState

__all__ = ["after_pass", "count_step", "keep_values", "last_outcome", "rejudge", "settle", "touch", "values_without"]


def touch(activity: ActivityState, key: str) -> StepState:
    """Return the step's state; an untouched one that an event names was ready."""
    step = activity.steps.get(key)
    if step is None:
        step = activity.steps[key] = StepState(StepStatus.READY)
    return step


def settle(activity: ActivityState) -> None:
    """Move the two fronts of a sequence past what no longer holds it."""
    index = activity.index
    if not index.sequence:
        return
    places, blocks, ordered = index.keys_at, index.blocks, index.ordered
    total = len(places)
    steps = activity.steps
    front = activity.front
    while front < total and (not blocks[front] or all_passed(steps, places[front])):
        front += 1
    floor = activity.floor
    while floor < front and (not ordered[floor] or all_passed(steps, places[floor])):
        floor += 1
    activity.front, activity.floor = front, floor


def all_passed(steps: dict[str, StepState], keys: tuple[str, ...]) -> bool:
    for key in keys:
        step = steps.get(key)
        if step is None or step.status not in PASSED:
            return False
    return True


def after_pass(activity: ActivityState, key: str, step: StepState, e: Event) -> None:
    """Book a step that was just passed: who, when, and what that frees."""
    step.by, step.at = e.by, e.at
    index = activity.index
    place = index.position[key]
    if index.clocked:
        step.clock = activity.clock(e.at)
    if index.plain[place]:
        activity.remaining -= 1
        if place == activity.front == activity.floor:
            activity.front = activity.floor = place = place + 1
            activity.moved = step.clock
            if place < len(index.plain) and index.plain[place] and index.keys_at[place][0] not in activity.steps:
                return
    else:
        count_step(activity, place, -1)
    if index.sequence:
        front = activity.front
        settle(activity)
        if activity.front != front:
            activity.moved = step.clock


def rejudge(activity: ActivityState, key: str) -> None:
    """Forget what stopped applying by itself behind a step that was taken back: it is judged anew."""
    index = activity.index
    place = index.position[key]
    behind = [key]
    for other, later in index.position.items():
        if (index.ordered[place] and index.ordered[later] and later > place) or not set(behind).isdisjoint(
            index.after.get(other, ())
        ):
            step = activity.steps.get(other)
            if step is not None and step.status is StepStatus.NOT_APPLICABLE and step.by == "":
                del activity.steps[other]
                count_step(activity, later, 1)
                behind.append(other)


def last_outcome(activity: ActivityState) -> str | None:
    """Return the answer that was given last, of those that still stand."""
    given = [step for step in activity.steps.values() if step.outcome is not None and step.status is StepStatus.DONE]
    return max(given, key=lambda step: step.at or activity.opened_at).outcome if given else None


def keep_values(activity: ActivityState) -> None:
    """Keep what is recorded by now, though steps that recorded it are to be done anew."""
    if activity.values:
        activity.carried = activity.values
        activity.settled = frozenset(k for k, s in activity.steps.items() if s.record and s.status is StepStatus.DONE)


def values_without(activity: ActivityState, key: str) -> dict[str, Value]:
    """Return what is recorded without a step: under its names what stood there before it, or another recorded since."""
    others = {k: s for k, s in activity.steps.items() if k != key and s.record and s.status is StepStatus.DONE}
    found: dict[str, Value] = {}
    if key in activity.settled:
        activity.settled -= {key}
    else:
        found.update(activity.carried or {})
        others = {k: s for k, s in others.items() if k not in activity.settled}
    for step in sorted(others.values(), key=lambda step: step.at or activity.opened_at):
        found.update(step.record)
    names = activity.steps[key].record
    values = {k: v for k, v in (activity.values or {}).items() if k not in names}
    return values | {name: found[name] for name in names if name in found}


def count_step(activity: ActivityState, place: int, change: int) -> None:
    """Count a step of this position as open again (or, with -1, as passed)."""
    if activity.index.blocks[place]:
        activity.remaining += change
    elif activity.index.spares[place]:
        activity.spare += change
