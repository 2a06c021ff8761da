"""What follows when a fault is raised, recovered or dismissed, and when it lets go of an activity."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.definition.fault import ClockPolicy, Fault, Interrupts
from sopkit.follow.owed import owed_events
from sopkit.follow.step import advance
from sopkit.moment import Moment
from sopkit.opening import is_beside, opening
from sopkit.scope import lookup_in, names_for
from sopkit.script import fill
from sopkit.state import ActivityState, FaultState, RunState

_STRENGTH = ("where", "step", "round", "cut")

__all__ = ["activity_released", "fault_dismissed", "fault_raised", "fault_recovered"]


def fault_raised(state: RunState, e: ev.FaultRaised, moment: Moment) -> list[ev.Event]:
    """Suspend what it interrupts, open its handling, and give every role its first line at the same second."""
    fault = state.faults[e.fault]
    rule = state.runbook.faults[e.kind]
    events: list[ev.Event] = [
        ev.ActivitySuspended(e.at, "", activity.id, e.fault) for activity in _interrupted(state, fault, rule)
    ]
    events.append(opening(state, e.at, e.by, f"fault:{e.kind}", "fault", product=e.product, fault=e.fault))
    due = e.at + state.length(rule.within) if rule.within is not None else None
    first_cue = state.counters.get("cue", 0)
    lines = dict(rule.first_lines)
    lines.setdefault(rule.first, rule.title)
    names = names_for(state, state.activities.get(e.activity or ""), None, e.product)
    for number, (role, text) in enumerate(lines.items(), 1):
        events.append(
            ev.CueGiven(
                e.at,
                e.by,
                f"cue#{first_cue + number}",
                fill(text, lookup_in(names)).text,
                role=role,
                fault=e.fault,
                due=due if role == rule.first else None,
            )
        )
    return events


def _interrupted(state: RunState, fault: FaultState, rule: Fault) -> list[ActivityState]:
    """Return the activities that the fault suspends: never a handling, never what runs beside the show."""
    if rule.interrupts is Interrupts.NOTHING:
        return []
    if rule.interrupts is not Interrupts.ACTIVITY:
        shown = [a for a in state.open.values() if a.fault is None and not is_beside(state, a)]
        return [a for a in shown if rule.interrupts is Interrupts.RUN or a.phase == state.phase]
    target = state.activities.get(fault.activity) if fault.activity else None
    if target is None or target.ended or is_beside(state, target):
        return []
    family = [target]
    for activity in state.open.values():
        if activity.parent is not None and any(activity.parent == a.id for a in family):
            family.append(activity)
    return family


def _release(state: RunState, fault: FaultState, e: ev.Event) -> list[ev.Event]:
    """Let go of all that the fault holds, in the order in which it took hold."""
    events: list[ev.Event] = []
    for identity in fault.holds:
        activity = state.activities[identity]
        if fault.id not in activity.held_by or activity.ended:
            continue
        resumed = activity.held_by == (fault.id,)
        resume, restarts = activity.resume, activity.restarts
        if isinstance(e, ev.FaultRecovered):  # a false alarm changes nothing in what it held
            rule = state.runbook.faults[fault.kind]
            resume = max(resume, rule.resume.value, key=_STRENGTH.index)
            restarts = restarts or rule.clock is ClockPolicy.RESTART
        clock = "restart" if restarts else "freeze"
        events.append(ev.ActivityReleased(e.at, "", identity, fault.id, resumed, resume, clock))
    return events


def activity_released(state: RunState, e: ev.ActivityReleased, moment: Moment) -> list[ev.Event]:
    """Let an activity go on as its fault says: as it was, its round anew, or not at all."""
    if not e.resumed:
        return []
    activity = state.activities[e.activity]
    if e.resume == "cut":
        return [ev.ActivityCut(e.at, "", e.activity, reason=e.fault)]
    if e.resume == "round":
        return [ev.RoundStarted(e.at, "", e.activity, activity.round, activity.round_step)]
    return advance(state, activity, e)


def fault_recovered(state: RunState, e: ev.FaultRecovered, moment: Moment) -> list[ev.Event]:
    """Release what the fault held, and book what it owes."""
    fault = state.faults[e.fault]
    rule = state.runbook.faults[fault.kind]
    owed = owed_events(state, rule.owes, e.fault, fault.activity, e)
    return [*_release(state, fault, e), *owed, *_lines_over(state, e.fault, e)]


def _lines_over(state: RunState, fault: str, e: ev.Event) -> list[ev.Event]:
    """Take the first lines that nobody answered off the boards, now that their fault is over."""
    return [ev.CueExpired(e.at, "", cue.id) for cue in state.cues_open.values() if cue.fault == fault]


def fault_dismissed(state: RunState, e: ev.FaultDismissed, moment: Moment) -> list[ev.Event]:
    """End the handling of a false alarm, and release what it held."""
    fault = state.faults[e.fault]
    events: list[ev.Event] = []
    if fault.handling is not None and not state.activities[fault.handling].ended:
        events.append(ev.ActivityCut(e.at, e.by, fault.handling, reason=e.reason))
    return [*events, *_release(state, fault, e), *_lines_over(state, e.fault, e)]
