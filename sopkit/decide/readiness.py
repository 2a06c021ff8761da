"""Readiness: what holds a step, whoever asks for it: its status, order, limits, times, and its seat."""

from __future__ import annotations

from sopkit import commands as cm
from sopkit.decide.case import Case, title_of
from sopkit.decide.place import find_step, workable
from sopkit.definition.step import Step
from sopkit.duration import show_duration
from sopkit.flow import anchor_time, exits_only, limit_reached, status_of, waits_for
from sopkit.lifecycle import STEP, ActivityStatus, RunStatus, StepStatus
from sopkit.state import ActivityState
from sopkit.words import status_word

__all__ = ["bar_limit", "begin", "seat"]

_LIMITS = {"duration": "时长", "rounds": "轮数"}


def ready(case: Case, activity: ActivityState, key: str, trigger: str) -> StepStatus:
    """Bar the command where the step's status, its order, or a limit holds it; return its status."""
    step = activity.index.steps[key]
    status = status_of(activity, key)
    limited = exits_only(case.state, activity, case.now) if activity.index.procedure.limits else False
    if limited and key in activity.index.exits:
        status = StepStatus.READY if status is StepStatus.WAITING else status
    elif limited:
        bar_limit(case, activity)
    elif step.only:
        case.bar("only-on-limit", step=title_of(step, key))
    if status is StepStatus.WAITING:
        holders = waits_for(activity, key)
        case.bar("step-waits", holders, steps=case.step_titles(activity, holders))
    elif STEP.fire(status, trigger) is None or (status is StepStatus.AWAITING_CHECK and trigger == "complete"):
        # Only the check itself completes what awaits it.
        _bar_status(case, activity, key, status)
    return status


def bar_limit(case: Case, activity: ActivityState) -> None:
    """Note that a limit is reached, and which ways out it leaves."""
    exits = activity.index.exits
    limit = limit_reached(case.state, activity, case.now) or "duration"
    words = {"limit": _LIMITS.get(limit, limit), "limit_en": limit}
    case.bar("limit-reached", exits, exits=case.step_titles(activity, exits), **words)


def _bar_status(case: Case, activity: ActivityState, key: str, status: StepStatus) -> None:
    step = activity.index.steps[key]
    title = title_of(step, key)
    touched = activity.steps.get(key)
    words = {"status": status_word(status), "status_en": status_word(status, "en")}
    if status is StepStatus.AWAITING_CHECK:
        case.bar("step-awaits-check", _checkers(case, activity, step), step=title)
    elif status in (StepStatus.DONE, StepStatus.SKIPPED, StepStatus.NOT_APPLICABLE):
        case.bar("step-passed", step=title, by=(touched.by if touched else "") or "—", **words)
    else:
        case.bar("step-not-startable", step=title, **words)


def _checkers(case: Case, activity: ActivityState, step: Step) -> tuple[str, ...]:
    if step.verify and step.verify.role:
        return (step.verify.role,)
    return tuple(case.state.crew.seats)


def seat(case: Case, roles: tuple[str, ...]) -> frozenset[str]:
    """Bar a person who may act for none of *roles*; return roles that they may act for, all of *roles* at least."""
    person = case.command.by
    able = case.state.acting.get(person)
    if able is None:
        case.in_crew()
        return frozenset()
    if len(roles) == 1 and roles[0] in able:
        return able
    mine = able.intersection(roles)
    if not mine:
        case.bar_seat("wrong-seat", roles)
    return mine


def _times(case: Case, activity: ActivityState, key: str, step: Step) -> None:
    """Bar a step outside its window, or too soon after another."""
    state, now, local = case.state, case.now, case.moment.local
    if step.window is not None:
        opens = anchor_time(state, activity, step.window.opens) if step.window.opens else None
        closes = anchor_time(state, activity, step.window.closes) if step.window.closes else None
        if opens is not None and now < opens:
            case.bar("too-early", time=local(opens))
        if closes is not None and now > closes:
            case.bar("too-late", time=local(closes))
    if step.every is not None and step.every.start is not None:
        start = anchor_time(state, activity, step.every.start)
        if start is not None and now < start:
            case.bar("too-early", time=local(start))
    if step.gap is not None:
        length = state.length(step.gap.at_least, activity)
        done = activity.steps.get(step.gap.after)
        # What was passed over was not done: nothing has to be waited for.
        if done is not None and done.status is StepStatus.DONE:
            earliest = activity.wall(done.clock + length)
            if earliest is not None and now < earliest:
                title = activity.index.steps[step.gap.after].title
                words = {"length": show_duration(length), "length_en": show_duration(length, "en")}
                case.bar("gap", step=title, time=local(earliest), **words)


def begin(case: Case, trigger: str) -> tuple[ActivityState, str, Step, StepStatus]:
    """Find the step that the command means, and note what holds it whoever asks."""
    command = case.command
    assert isinstance(command, cm.StepCommand)
    if case.state.status is not RunStatus.RUNNING:
        case.running()
    activity, key = find_step(case, command)
    step = activity.index.steps[key]
    if activity.status is not ActivityStatus.OPEN:
        workable(case, activity)
        return activity, key, step, status_of(activity, key)
    status = ready(case, activity, key, trigger)
    if step.window or step.gap or step.every:
        _times(case, activity, key, step)
    return activity, key, step, status
