"""Legal: what may be done now, for one person or for anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from sopkit.flow import ready_keys, status_of
from sopkit.lifecycle import ActivityStatus, RunStatus, StepStatus
from sopkit.refusal import Choice
from sopkit.state import ActivityState, RunState
from sopkit.words import titles, titles_en

__all__ = ["command_for", "legal_choices", "legal_steps", "newest_first"]


def legal_choices(state: RunState, now: datetime, person: str | None = None, limit: int = 12) -> tuple[Choice, ...]:
    """
    Return the steps that may be taken now, those of *person* only where one is named.

    A person who holds no seat gets none. Nearest first: what a limit or a
    fault asks for, then the latest activity's.
    """
    return tuple(islice(legal_steps(state, now, person), limit))


def legal_steps(state: RunState, now: datetime, person: str | None = None) -> Iterator[Choice]:
    """Yield each step that may be taken now, with the command that takes it."""
    if state.status is not RunStatus.RUNNING:
        return
    able = state.acting.get(person) if person else None
    if person and able is None:
        return
    for activity in newest_first(state):
        if activity.status is not ActivityStatus.OPEN:
            continue
        for key in ready_keys(activity, state, now):
            choice = _choice(state, activity, key)
            if able is None or not able.isdisjoint(choice.roles):
                yield choice


def newest_first(state: RunState) -> list[ActivityState]:
    """Return the open activities: what a fault asks for, then the latest that was opened."""
    opened = list(reversed(state.open.values()))
    opened.sort(key=lambda a: a.fault is None)
    return opened


def _choice(state: RunState, activity: ActivityState, key: str) -> Choice:
    step = activity.index.steps[key]
    command, roles = command_for(state, activity, key)
    book = state.runbook
    product = key.partition("@")[2]
    title = f"{step.title}（{product}）" if product else step.title
    return Choice(
        command,
        key,
        activity.id,
        roles,
        f"{titles(book, roles)}：{title}",
        f"{titles_en(book, roles)}: {title}",
    )


def command_for(state: RunState, activity: ActivityState, key: str) -> tuple[str, tuple[str, ...]]:
    """Return the command that takes the step from where it stands, and the roles that may give it."""
    step = activity.index.steps[key]
    touched = activity.steps.get(key)
    if status_of(activity, key) is StepStatus.AWAITING_CHECK:
        checker = step.verify.role if step.verify else None
        return "CheckStep", (checker,) if checker else tuple(state.crew.seats)
    if step.asked_by is not None and not (touched and touched.asked):
        return "StartStep", (step.asked_by,)
    if step.call is not None:
        return "StartStep", step.seats.roles
    if step.seats.all and touched is not None:
        left = tuple(role for role in step.seats.roles if role not in touched.confirmed)
        return "CompleteStep", left
    return "CompleteStep", step.seats.roles
