"""Deciding the commands about steps: start, complete, fail, skip, not applicable."""

from __future__ import annotations

from collections.abc import Mapping

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case, gates_before, title_of
from sopkit.decide.opening import may_open
from sopkit.decide.outcome import outcome_of
from sopkit.decide.readiness import begin, seat
from sopkit.definition.step import Step
from sopkit.definition.value import Value
from sopkit.record import read_record
from sopkit.route import failed, failure
from sopkit.scope import product_at
from sopkit.state import ActivityState
from sopkit.words import titles, titles_en

__all__ = ["complete_step", "fail_step", "mark_not_applicable", "skip_step", "start_step"]


def start_step(case: Case, command: cm.StartStep) -> list[ev.Event]:
    """Begin a step, put its question, or open what it calls."""
    activity, key, step, _ = begin(case, "start")
    touched = activity.steps.get(key)
    if step.asked_by is not None:
        if touched is not None and touched.asked:
            case.bar("already-asked", step.seats.roles, by=touched.by)
        seat(case, (step.asked_by,))
    else:
        seat(case, step.seats.roles)
    about = product_at(activity, key)
    case.gates(gates_before(case.state.runbook, step), activity, None, about)
    if step.call:
        may_open(case, step.call, about, by_hand=False, inside=activity)
    case.stop()
    return [ev.StepStarted(case.now, command.by, activity.id, key, step.asked_by is not None)]


def complete_step(case: Case, command: cm.CompleteStep) -> list[ev.Event]:
    """Report a step done: confirmed by one of several seats, handed to the second person, or done for good."""
    activity, key, step, _ = begin(case, "complete")
    mine = seat(case, step.seats.roles)
    touched = activity.steps.get(key)
    if step.asked_by is not None and (touched is None or not touched.asked):
        roles = (step.asked_by,)
        book = case.state.runbook
        case.bar("not-asked", roles, roles=titles(book, roles), roles_en=titles_en(book, roles), ask=step.ask)
    if step.call:
        _called(case, activity, key, step)
    mine = mine.intersection(step.seats.roles) if step.seats.all else mine
    missing = _confirming(case, step, mine, touched.confirmed if touched else ()) if step.seats.all else ()
    record: dict[str, Value] = {}
    outcome = None
    if step.record or step.outcomes or command.record or command.outcome is not None:
        record = _record(case, step, command, partial=bool(missing), before=touched.record if touched else {})
        outcome = outcome_of(case, activity, key, step, command.outcome) if not missing else None
    if step.gates:
        case.gates(step.gates, activity, record, product_at(activity, key))
    if case.reasons:
        case.refuse()
    now, by = case.now, command.by
    if missing:
        return [ev.StepConfirmed(now, by, activity.id, key, tuple(sorted(mine)), record)]
    if step.expect is not None and not case.holds(step.expect, activity, record, product_at(activity, key)):
        return _unexpected(case, activity, key, step, record)
    if step.verify is not None:
        return [ev.StepSubmitted(now, by, activity.id, key, record, outcome)]
    return [ev.StepCompleted(now, by, activity.id, key, record, outcome)]


def _confirming(case: Case, step: Step, mine: frozenset[str], confirmed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the seats that are still missing after this confirmation of an all-of step."""
    left = tuple(role for role in step.seats.roles if role not in mine and role not in confirmed)
    if mine and left and mine.issubset(confirmed):
        book = case.state.runbook
        case.bar(
            "already-confirmed", left, person=case.command.by, roles=titles(book, left), roles_en=titles_en(book, left)
        )
    return left


def _record(
    case: Case, step: Step, command: cm.CompleteStep, *, partial: bool, before: Mapping[str, Value]
) -> dict[str, Value]:
    """Read what is recorded with a completion; the first of several confirmations may leave it to the last."""
    raw = command.record
    fields = step.record
    chosen = next((o for o in step.outcomes if o.name == command.outcome), None)
    if chosen is not None:
        fields = (*fields, *chosen.ask)
    values, wrong = read_record(fields, {**before, **raw})
    for why in wrong:
        if not (partial and why.code == "record-missing"):
            case.add(why)
    return values


def _called(case: Case, activity: ActivityState, key: str, step: Step) -> None:
    for child in case.state.open.values():
        if child.parent == activity.id and child.parent_step == key:
            case.bar("step-called", (child.id,), step=step.title, activity=child.index.procedure.title, id=child.id)
            return
    assert step.call is not None
    case.bar("step-calls", step=step.title, procedure=case.state.runbook.procedures[step.call].title)


def _unexpected(case: Case, activity: ActivityState, key: str, step: Step, record: dict[str, Value]) -> list[ev.Event]:
    """Fail a step whose record is not what was expected: its ``else`` at once, or like any failure without one."""
    why, now, by = f"{step.expect}", case.now, case.command.by
    if step.otherwise is None:
        return failed(case.state, activity, key, why, now, by, record)
    return failure(case.state, activity, key, why, step.otherwise, now, by, record)


def fail_step(case: Case, command: cm.FailStep) -> list[ev.Event]:
    """Report that a step did not work, and do what the runbook says then."""
    activity, key, step, _ = begin(case, "fail")
    seat(case, step.seats.roles)
    case.reasoned(command.reason)
    case.stop()
    return failed(case.state, activity, key, command.reason, case.now, command.by)


def skip_step(case: Case, command: cm.SkipStep) -> list[ev.Event]:
    """Pass over a step that may be skipped, by those who may, with a reason."""
    activity, key, step, _ = begin(case, "skip")
    if step.optional:
        seat(case, (*step.seats.roles, *step.skip))
    elif step.skip:
        seat(case, step.skip)
        case.reasoned(command.reason)
    else:
        case.bar("not-skippable", step=title_of(step, key))
    case.stop()
    return [ev.StepSkipped(case.now, command.by, activity.id, key, command.reason)]


def mark_not_applicable(case: Case, command: cm.MarkNotApplicable) -> list[ev.Event]:
    """Say that a step does not apply this time, where it has that answer, with a reason."""
    activity, key, step, _ = begin(case, "pass")
    if not step.not_applicable:
        case.bar("not-applicable-forbidden", step=title_of(step, key))
    else:
        seat(case, step.seats.roles)
        case.reasoned(command.reason)
    case.stop()
    return [ev.StepNotApplicable(case.now, command.by, activity.id, key, command.reason)]
