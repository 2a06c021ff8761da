"""Deciding the commands about steps: start, complete, check, fail, skip, not applicable, undo."""

from __future__ import annotations

from collections.abc import Mapping

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case, title_of
from sopkit.decide.opening import may_open
from sopkit.decide.place import find_step, workable
from sopkit.decide.route import rounds_used, route
from sopkit.definition.step import Outcome, Step, Target, TargetKind
from sopkit.definition.value import Value
from sopkit.flow import anchor_time, exits_only, status_of, waits_for
from sopkit.lifecycle import ACTIVITY, STEP, ActivityStatus, RunStatus, StepStatus
from sopkit.record import read_record
from sopkit.scope import product_at
from sopkit.state import ActivityState
from sopkit.words import status_word, titles, titles_en

__all__ = ["check_step", "complete_step", "fail_step", "mark_not_applicable", "skip_step", "start_step", "undo_step"]


def _ready(case: Case, activity: ActivityState, key: str, trigger: str) -> StepStatus:
    """Bar the command where the step's status, its order, or a limit holds it; return its status."""
    step = activity.index.steps[key]
    status = status_of(activity, key)
    limited = exits_only(case.state, activity, case.now) if activity.index.procedure.limits else False
    if limited and key in activity.index.exits:
        status = StepStatus.READY if status is StepStatus.WAITING else status
    elif limited:
        _bar_limit(case, activity)
    elif step.only:
        case.bar("only-on-limit", step=title_of(step, key))
    if status is StepStatus.WAITING:
        holders = waits_for(activity, key)
        case.bar("step-waits", holders, steps=case.step_titles(activity, holders))
    elif STEP.fire(status, trigger) is None or (status is StepStatus.AWAITING_CHECK and trigger == "complete"):
        # Only the check itself completes what awaits it.
        _bar_status(case, activity, key, status)
    return status


def _bar_limit(case: Case, activity: ActivityState) -> None:
    exits = activity.index.exits
    limit = activity.limit or "duration"
    case.bar("limit-reached", exits, limit=limit, exits=case.step_titles(activity, exits))


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


def _seat(case: Case, roles: tuple[str, ...]) -> frozenset[str]:
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
        if done is not None and activity.passed(step.gap.after):
            earliest = activity.wall(done.clock + length)
            if earliest is not None and now < earliest:
                title = activity.index.steps[step.gap.after].title
                case.bar("gap", step=title, length=length, time=local(earliest))


def _begin(case: Case, trigger: str) -> tuple[ActivityState, str, Step, StepStatus]:
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
    status = _ready(case, activity, key, trigger)
    if step.window or step.gap or step.every:
        _times(case, activity, key, step)
    return activity, key, step, status


def start_step(case: Case, command: cm.StartStep) -> list[ev.Event]:
    """Begin a step, put its question, or open what it calls."""
    activity, key, step, _ = _begin(case, "start")
    touched = activity.steps.get(key)
    if step.asked_by is not None:
        if touched is not None and touched.asked:
            case.bar("already-asked", step.seats.roles, by=touched.by)
        _seat(case, (step.asked_by,))
    else:
        _seat(case, step.seats.roles)
    about = product_at(activity, key)
    case.gates(step.gates, activity, None, about)
    if step.call:
        may_open(case, step.call, about, by_hand=False, inside=activity)
    case.stop()
    return [ev.StepStarted(case.now, command.by, activity.id, key, step.asked_by is not None)]


def complete_step(case: Case, command: cm.CompleteStep) -> list[ev.Event]:
    """Report a step done: confirmed by one of several seats, handed to the second person, or done for good."""
    activity, key, step, _ = _begin(case, "complete")
    mine = _seat(case, step.seats.roles)
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
        outcome = _outcome(case, activity, key, step, command.outcome) if not missing else None
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


def _outcome(case: Case, activity: ActivityState, key: str, step: Step, name: str | None) -> str | None:
    """Check the outcome that was chosen: that it is needed and known, and that the flow may go there."""
    if not step.outcomes:
        if name is not None:
            case.bar("outcome-unknown", outcome=name, outcomes="（无）")
        return None
    names = "、".join(outcome.name for outcome in step.outcomes)
    if name is None:
        case.bar("outcome-needed", outcomes=names)
        return None
    chosen: Outcome | None = next((outcome for outcome in step.outcomes if outcome.name == name), None)
    if chosen is None:
        case.bar("outcome-unknown", outcome=name, outcomes=names)
        return None
    _may_go(case, activity, key, chosen.target)
    return name


def _may_go(case: Case, activity: ActivityState, key: str, target: Target) -> None:
    """Bar a way that leads past the bound on rounds, or into a procedure that may not be opened."""
    if target.kind is TargetKind.OPEN and target.id is not None:
        may_open(case, target.id, product_at(activity, key), by_hand=False, inside=activity)
    most = rounds_used(case.state, activity, key, target)
    if most is not None:
        case.bar("rounds-used", rounds=most)


def _called(case: Case, activity: ActivityState, key: str, step: Step) -> None:
    for child in case.state.open.values():
        if child.parent == activity.id and child.parent_step == key:
            case.bar("step-called", (child.id,), step=step.title, activity=child.index.procedure.title, id=child.id)
            return
    assert step.call is not None
    case.bar("step-calls", step=step.title, procedure=case.state.runbook.procedures[step.call].title)


def _unexpected(case: Case, activity: ActivityState, key: str, step: Step, record: dict[str, Value]) -> list[ev.Event]:
    """Fail a step whose record is not what was expected, and do what the runbook says then."""
    return _failed(case, activity, key, step, f"{step.expect}", step.otherwise, record)


def _failed(
    case: Case,
    activity: ActivityState,
    key: str,
    step: Step,
    why: str,
    then: Target | None,
    record: Mapping[str, Value],
    retries: int = 0,
) -> list[ev.Event]:
    touched = activity.steps.get(key)
    attempt = (touched.attempts if touched else 0) + 1
    retry = attempt <= retries
    now, by = case.now, case.command.by
    events: list[ev.Event] = [ev.StepFailed(now, by, activity.id, key, why, attempt, retry, record)]
    if then is not None and not retry:
        if then.kind is TargetKind.NEXT:
            events.append(ev.FlowMoved(now, by, activity.id, key, (key,)))
        else:
            events += route(case.state, activity, key, then, now, by, note=why)
    return events


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
            _seat(case, (step.verify.role,))
    if not command.accepted:
        case.reasoned(command.reason)
    elif key not in activity.index.exits and exits_only(case.state, activity, case.now):
        _bar_limit(case, activity)
    elif step.outcomes:
        _outcome(case, activity, key, step, touched.outcome)
    case.stop()
    now, by = case.now, command.by
    if not command.accepted:
        return [ev.StepRejected(now, by, activity.id, key, command.reason)]
    return [ev.StepCompleted(now, by, activity.id, key, touched.record, touched.outcome, touched.done_by)]


def fail_step(case: Case, command: cm.FailStep) -> list[ev.Event]:
    """Report that a step did not work, and do what the runbook says then."""
    activity, key, step, _ = _begin(case, "fail")
    _seat(case, step.seats.roles)
    case.reasoned(command.reason)
    case.stop()
    rule = step.on_fail
    retries = case.state.number(rule.retry, activity) if rule else 0
    return _failed(case, activity, key, step, command.reason, rule.then if rule else None, {}, retries)


def skip_step(case: Case, command: cm.SkipStep) -> list[ev.Event]:
    """Pass over a step that may be skipped, by those who may, with a reason."""
    activity, key, step, _ = _begin(case, "skip")
    if step.optional:
        _seat(case, (*step.seats.roles, *step.skip))
    elif step.skip:
        _seat(case, step.skip)
        case.reasoned(command.reason)
    else:
        case.bar("not-skippable", step=title_of(step, key))
    case.stop()
    return [ev.StepSkipped(case.now, command.by, activity.id, key, command.reason)]


def mark_not_applicable(case: Case, command: cm.MarkNotApplicable) -> list[ev.Event]:
    """Say that a step does not apply this time, where it has that answer, with a reason."""
    activity, key, step, _ = _begin(case, "pass")
    if not step.not_applicable:
        case.bar("not-applicable-forbidden", step=title_of(step, key))
    else:
        _seat(case, step.seats.roles)
        case.reasoned(command.reason)
    case.stop()
    return [ev.StepNotApplicable(case.now, command.by, activity.id, key, command.reason)]


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
        _seat(case, (*step.seats.roles, *case.state.runbook.may.waive))
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
