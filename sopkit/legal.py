"""Legal: the command that takes a step on from where it stands, who may give it, and how it is offered."""

from __future__ import annotations

from sopkit.flow import status_of
from sopkit.lifecycle import StepStatus
from sopkit.refusal import Choice
from sopkit.scope import product_at
from sopkit.state import ActivityState, RunState
from sopkit.words import titles, titles_en

__all__ = ["choice_of", "command_for", "newest_first"]


def newest_first(state: RunState) -> list[ActivityState]:
    """Return the open activities: what a fault asks for, then the latest that was opened."""
    opened = list(reversed(state.open.values()))
    opened.sort(key=lambda a: a.fault is None)
    return opened


def choice_of(
    state: RunState,
    activity: ActivityState,
    key: str,
    command: str,
    roles: tuple[str, ...],
    outcomes: tuple[str, ...] = (),
) -> Choice:
    """Return the step as a choice, in words and as data."""
    step = activity.index.steps[key]
    book = state.runbook
    title = f"{step.title}（{about}）" if (about := _about(state, activity, key)) else step.title
    return Choice(
        command,
        key,
        activity.id,
        roles,
        f"{titles(book, roles)}：{title}",
        f"{titles_en(book, roles)}: {title}",
        outcomes,
    )


def _about(state: RunState, activity: ActivityState, key: str) -> str:
    """Return what tells the step from others of its title: its product, and its activity where two are open."""
    product = product_at(activity, key)
    alike = (a for a in state.open.values() if a.index is activity.index and product_at(a, key) == product)
    twice = any(other is not activity for other in alike)
    return "，".join(filter(None, (product, activity.id if twice else None)))


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
