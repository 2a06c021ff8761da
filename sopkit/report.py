"""Report: the account of a run (复盘): planned against actual, faults, waivers, corrections, debts. A value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sopkit import events as ev
from sopkit.definition.value import Value
from sopkit.expression import ExpressionError, evaluate
from sopkit.frozen import frozen
from sopkit.lifecycle import StepStatus
from sopkit.state import ActivityState, FaultState, Obligation, RunState

__all__ = ["ActivityLine", "FaultLine", "MeasureLine", "PhaseLine", "Report", "StepLine", "report_of"]


@frozen
class PhaseLine:
    """One phase: when it began and how long it took (``None`` while it runs)."""

    phase: str
    title: str
    began: datetime
    length: timedelta | None


@frozen
class ActivityLine:
    """
    One activity: how it ended and how long it took against its plan.

    ``length`` is its own clock, stand-stills left out; ``over`` is positive
    where it took longer than planned.
    """

    id: str
    title: str
    status: str
    product: str | None
    rounds: int
    length: timedelta
    planned: timedelta | None
    over: timedelta | None
    done: int
    not_done: tuple[str, ...]
    reason: str = ""


@frozen
class StepLine:
    """A step that went otherwise than by plan: undone, failed, skipped, overdue, sent back, not applicable."""

    at: datetime
    what: str
    activity: str
    step: str
    by: str
    reason: str


@frozen
class FaultLine:
    """One fault: who raised it, how long until somebody had it in hand, and until it was mended."""

    id: str
    title: str
    severity: str
    status: str
    raised_at: datetime
    raised_by: str
    acknowledged: timedelta | None
    mended: timedelta | None
    holds: tuple[str, ...]
    finding: str = ""


@frozen
class MeasureLine:
    """One measure of one round."""

    id: str
    title: str
    activity: str
    round: int
    value: Value
    unit: str


@frozen
class Report:
    """The account of a run, for any page or screen to show."""

    run: str
    runbook: str
    version: str
    title: str
    kind: str
    status: str
    started_at: datetime | None
    ended_at: datetime | None
    went_live: datetime | None
    planned_live: datetime | None
    phases: tuple[PhaseLine, ...]
    activities: tuple[ActivityLine, ...]
    deviations: tuple[StepLine, ...]
    faults: tuple[FaultLine, ...]
    waivers: tuple[ev.Waived, ...]
    corrections: tuple[ev.CorrectionMade, ...]
    hand_overs: tuple[ev.SeatHandedOver, ...]
    notes: tuple[ev.NoteTaken, ...]
    cues_given: int
    cues_expired: int
    obligations: tuple[Obligation, ...]
    measures: tuple[MeasureLine, ...]
    diagnoses: tuple[tuple[str, str | None], ...]
    steps_done: int
    events: int


_DEVIATIONS: dict[type[ev.Event], str] = {
    ev.StepUndone: "undone",
    ev.StepFailed: "failed",
    ev.StepSkipped: "skipped",
    ev.StepRejected: "rejected",
    ev.StepOverdue: "overdue",
    ev.StepNotApplicable: "not_applicable",
}


def report_of(state: RunState, events: Sequence[ev.Event], now: datetime) -> Report:
    """Return the account of the run whose events these are."""
    book = state.runbook
    by_kind: dict[type[ev.Event], list[ev.Event]] = {}
    for event in events:
        by_kind.setdefault(type(event), []).append(event)
    measures = _measures(state)
    return Report(
        run=state.run,
        runbook=book.id,
        version=book.version,
        title=state.title,
        kind=state.kind,
        status=state.status.value,
        started_at=state.started_at,
        ended_at=state.ended_at,
        went_live=state.went_live,
        planned_live=state.go_live,
        phases=_phases(state, [e for e in events if isinstance(e, ev.PhaseEntered)]),
        activities=tuple(_activity(state, a, now) for a in state.activities.values()),
        deviations=tuple(_deviation(e) for e in events if _deviates(e)),
        faults=tuple(_fault(state, f, events) for f in state.faults.values()),
        waivers=tuple(e for e in events if isinstance(e, ev.Waived)),
        corrections=tuple(e for e in events if isinstance(e, ev.CorrectionMade)),
        hand_overs=tuple(e for e in events if isinstance(e, ev.SeatHandedOver)),
        notes=tuple(e for e in events if isinstance(e, ev.NoteTaken)),
        cues_given=len(by_kind.get(ev.CueGiven, ())),
        cues_expired=len(by_kind.get(ev.CueExpired, ())),
        obligations=tuple(state.obligations.values()),
        measures=measures,
        diagnoses=_diagnoses(state, measures),
        steps_done=len(by_kind.get(ev.StepCompleted, ())),
        events=len(events),
    )


def _phases(state: RunState, entered: Sequence[ev.PhaseEntered]) -> tuple[PhaseLine, ...]:
    titles = {phase.id: phase.title for phase in state.runbook.phases}
    ends: list[datetime | None] = [e.at for e in entered[1:]]
    ends.append(state.ended_at)
    return tuple(
        PhaseLine(e.phase, titles.get(e.phase, e.phase), e.at, end - e.at if end else None)
        for e, end in zip(entered, ends, strict=True)
    )


def _activity(state: RunState, activity: ActivityState, now: datetime) -> ActivityLine:
    procedure = activity.index.procedure
    length = activity.clock(activity.ended_at or now)
    planned = state.length(procedure.plan.duration, activity) if procedure.plan else None
    done = sum(1 for s in activity.steps.values() if s.status is StepStatus.DONE)
    not_done = tuple(
        activity.index.steps[k].title
        for k in activity.index.keys
        if activity.index.blocks[activity.index.position[k]] and not activity.passed(k)
    )
    return ActivityLine(
        activity.id,
        activity.title or procedure.title,
        activity.status.value,
        activity.product,
        activity.round,
        length,
        planned,
        length - planned if planned is not None else None,
        done,
        not_done,
        activity.reason,
    )


def _deviates(event: ev.Event) -> bool:
    """Whether an event belongs among the deviations: what became not applicable by itself does not."""
    if isinstance(event, ev.StepNotApplicable | ev.StepSkipped):
        return event.by != ""
    return type(event) in _DEVIATIONS


def _deviation(event: ev.Event) -> StepLine:
    assert isinstance(event, ev.StepEvent)
    reason = str(getattr(event, "reason", ""))
    return StepLine(event.at, _DEVIATIONS[type(event)], event.activity, event.step, event.by, reason)


def _fault(state: RunState, fault: FaultState, events: Sequence[ev.Event]) -> FaultLine:
    rule = state.runbook.faults[fault.kind]
    finding = next((e.finding for e in reversed(events) if isinstance(e, ev.FaultReviewed) and e.fault == fault.id), "")
    return FaultLine(
        fault.id,
        rule.title,
        rule.severity.value,
        fault.status.value,
        fault.raised_at,
        fault.raised_by,
        fault.acknowledged_at - fault.raised_at if fault.acknowledged_at else None,
        fault.ended_at - fault.raised_at if fault.ended_at else None,
        fault.holds,
        finding,
    )


def _measures(state: RunState) -> tuple[MeasureLine, ...]:
    rules = state.runbook.measures
    return tuple(
        MeasureLine(name, rules[name].title or name, activity, number, value, rules[name].unit)
        for name, activity, number, value in state.measures
    )


def _diagnoses(state: RunState, measures: Sequence[MeasureLine]) -> tuple[tuple[str, str | None], ...]:
    """Return what each diagnosis says that holds in any round of any activity, once each."""
    rounds: dict[tuple[str, int], dict[str, object]] = {}
    for line in measures:
        rounds.setdefault((line.activity, line.round), {})[line.id] = line.value
    blank = dict.fromkeys(state.runbook.measures)
    params = {name: state.param(name) for name in state.runbook.params}
    said: dict[tuple[str, str | None], None] = {}
    for rule in state.runbook.diagnoses:
        for values in rounds.values():
            try:
                holds = bool(evaluate(rule.when, {**blank, **values, "params": params}))
            except ExpressionError:
                holds = False
            if holds:
                said[rule.says, rule.owner] = None
    return tuple(said)
