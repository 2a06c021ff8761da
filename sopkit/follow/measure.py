"""What follows for the measures: the moments that pass when a step is done, and the end of a round."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.definition.measure import Measure, MeasureKind
from sopkit.definition.value import Value
from sopkit.expression import ExpressionError, evaluate
from sopkit.index import measures_of
from sopkit.moment import Moment
from sopkit.state import ActivityState, RunState

__all__ = ["measured", "measures_left", "round_measured", "taken"]


def measured(state: RunState, activity: ActivityState, e: ev.StepCompleted, moment: Moment) -> list[ev.Event]:
    """Take the measures whose moments this completion is."""
    measures = measures_of(state.runbook, activity.procedure)
    if not measures:
        return []
    step = activity.index.steps[e.step].id
    events: list[ev.Event] = []
    for measure in measures:
        if measure.to_step == step and (measure.id, activity.id) in state.measuring:
            events.append(taken(state, activity, measure, moment))
            if measure.after is None:
                continue
        if measure.from_step == step:
            if measure.kind is MeasureKind.VALUE:
                value = e.record.get(measure.field or "")
                events.append(ev.MeasureTaken(e.at, "", measure.id, activity.id, activity.round, value))
            elif measure.kind is not MeasureKind.COUNT:
                events.append(_started(activity, measure, e, moment))
    return events


def round_measured(
    state: RunState, activity: ActivityState, e: ev.ActivityOpened | ev.RoundStarted, moment: Moment
) -> list[ev.Event]:
    """Take the measures that run to the end of the round before, and start those that run from this one's start."""
    events: list[ev.Event] = []
    for measure in measures_of(state.runbook, activity.procedure):
        begun = state.measuring.get((measure.id, activity.id))
        to_the_end = measure.to_step is None and measure.after is None
        if begun is not None and to_the_end and begun.number != activity.round:
            events.append(taken(state, activity, measure, moment))
        if measure.from_step is None and measure.kind not in (MeasureKind.VALUE, MeasureKind.COUNT):
            events.append(_started(activity, measure, e, moment))
    return events


def _started(activity: ActivityState, measure: Measure, e: ev.Event, moment: Moment) -> ev.MeasureStarted:
    return ev.MeasureStarted(e.at, "", measure.id, activity.id, activity.round, _reading(measure, moment))


def _reading(measure: Measure, moment: Moment) -> Value:
    return moment.readings.get(measure.signal) if measure.signal else None


def taken(state: RunState, activity: ActivityState, measure: Measure, moment: Moment) -> ev.MeasureTaken:
    """Return the measure's value, now that its last moment has passed."""
    begun = state.measuring[measure.id, activity.id]
    value: Value = None
    if measure.kind is MeasureKind.DURATION:
        value = round((activity.clock(moment.at) - begun.clock).total_seconds())
    else:
        last, first = _reading(measure, moment), begun.value
        if last is not None and first is not None:
            text = "last / first - 1" if measure.kind is MeasureKind.RATIO else "last - first"
            try:
                value = evaluate(text, {"last": last, "first": first})
            except ExpressionError:  # from nothing there is no ratio
                value = None
    return ev.MeasureTaken(moment.at, "", measure.id, activity.id, begun.number, value)


def measures_left(state: RunState, activity: ActivityState, e: ev.Event, moment: Moment) -> list[ev.Event]:
    """Close the measures that run to the end of the activity, and count what was counted in it."""
    counts = activity.counts or {}
    events: list[ev.Event] = [
        ev.MeasureTaken(e.at, "", measure.id, activity.id, activity.round, counts.get(measure.from_step or "", 0))
        for measure in measures_of(state.runbook, activity.procedure)
        if measure.kind is MeasureKind.COUNT
    ]
    return events + [
        taken(state, activity, measure, moment)
        for measure in measures_of(state.runbook, activity.procedure)
        if measure.to_step is None and measure.after is None and (measure.id, activity.id) in state.measuring
    ]
