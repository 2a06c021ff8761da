"""Deciding the commands about faults: raise, acknowledge, recover, review, dismiss."""

from __future__ import annotations

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case
from sopkit.decide.place import activity_of, workable
from sopkit.definition.fault import Interrupts
from sopkit.lifecycle import FAULT, FaultStatus
from sopkit.opening import is_beside
from sopkit.state import ActivityState, FaultState
from sopkit.words import status_word

__all__ = ["acknowledge_fault", "dismiss_fault", "raise_fault", "recover_fault", "review_fault"]


def raise_fault(case: Case, command: cm.RaiseFault) -> list[ev.Event]:
    """Raise a fault; allowed while the run is held, for things go wrong then too."""
    state = case.state
    case.running(held=True)
    rule = state.runbook.faults.get(command.fault)
    if rule is None:
        case.bar("unknown-fault", fault=command.fault, **case.near(command.fault, state.runbook.faults))
        case.refuse()
    case.entitled((*rule.noticed_by, rule.first) if rule.noticed_by else ())
    if command.product is not None and command.product not in state.products:
        case.bar("unknown-product", product=command.product, **case.near(command.product, state.products))
    target = _target(case, command, rule.interrupts)
    case.stop()
    product = command.product or (target.product if target else None)
    return [
        ev.FaultRaised(
            case.now,
            command.by,
            state.next_id(command.fault),
            command.fault,
            target.id if target else None,
            product,
            command.note,
        )
    ]


def _target(case: Case, command: cm.RaiseFault, interrupts: Interrupts) -> ActivityState | None:
    """
    Return the activity that the fault is about.

    The one named; else the one about the product named; else, where it
    interrupts one activity, the latest that somebody opened on air. A room
    on air has no time to be asked which.
    """
    if command.activity is not None:
        return activity_of(case, command.activity)
    shown = [a for a in case.state.open.values() if a.fault is None and not is_beside(case.state, a)]
    if command.product is not None:
        shown = [a for a in shown if a.product == command.product]
    elif interrupts is not Interrupts.ACTIVITY:
        return None
    else:
        shown = [a for a in shown if a.origin in ("hand", "cue", "outcome", "call")]
    return shown[-1] if shown else None


def _fault(case: Case, identity: str, trigger: str) -> FaultState:
    """Return the raised fault that is meant; bar a trigger that its lifecycle does not know now."""
    state = case.state
    fault = state.faults.get(identity)
    if fault is None:
        alike = [f for f in state.faults_open.values() if f.kind == identity]
        if len(alike) != 1:
            case.bar("unknown-fault", fault=identity, **case.near(identity, state.faults))
            case.refuse()
        fault = alike[0]
    if FAULT.fire(fault.status, trigger) is None:
        title = state.runbook.faults[fault.kind].title
        if fault.status in (FaultStatus.ACKNOWLEDGED, FaultStatus.HANDLING) and trigger == "acknowledge":
            case.bar("fault-acknowledged", by=fault.acknowledged_by)
        elif fault.open and trigger == "review":
            case.bar("fault-not-ended", fault=title)
        elif not fault.open:
            case.bar(
                "fault-ended",
                fault=title,
                status=status_word(fault.status),
                status_en=status_word(fault.status, "en"),
            )
    return fault


def acknowledge_fault(case: Case, command: cm.AcknowledgeFault) -> list[ev.Event]:
    """Say that you have the fault in hand."""
    case.running(held=True)
    fault = _fault(case, command.fault, "acknowledge")
    rule = case.state.runbook.faults[fault.kind]
    seats = {role for step in rule.handling.steps for role in step.seats.roles}
    case.entitled((rule.first, *sorted(seats - {rule.first})))
    case.stop()
    events: list[ev.Event] = [ev.FaultAcknowledged(case.now, command.by, fault.id)]
    able = case.state.acting[command.by]
    mine = [cue for cue in case.state.cues_open.values() if cue.fault == fault.id and cue.role in able]
    return events + [ev.CueAcknowledged(case.now, command.by, cue.id) for cue in mine]


def recover_fault(case: Case, command: cm.RecoverFault) -> list[ev.Event]:
    """Declare a fault recovered while only optional steps of its handling are left."""
    state = case.state
    case.running()
    fault = _fault(case, command.fault, "recover")
    rule = state.runbook.faults[fault.kind]
    case.entitled((rule.first, *state.runbook.may.enter))
    handling = state.activities[fault.handling] if fault.handling else None
    if fault.open and handling is not None and not handling.ended:
        workable(case, handling)
        if not handling.finishable:
            index = handling.index
            left = [k for k in index.keys if index.blocks[index.position[k]] and not handling.passed(k)]
            case.bar("fault-unhandled", tuple(left), steps=case.step_titles(handling, left))
    case.stop()
    if handling is not None and not handling.ended:
        return [ev.ActivityFinished(case.now, command.by, handling.id, handling.outcome)]
    # Its handling was cancelled or cut: whoever acts first says that it is mended all the same.
    events: list[ev.Event] = []
    if fault.status is FaultStatus.RAISED:
        events.append(ev.FaultAcknowledged(case.now, command.by, fault.id))
    if fault.status is not FaultStatus.HANDLING:
        events.append(ev.FaultHandled(case.now, command.by, fault.id))
    return [*events, ev.FaultRecovered(case.now, command.by, fault.id)]


def review_fault(case: Case, command: cm.ReviewFault) -> list[ev.Event]:
    """Write down what was learnt from a fault, after it."""
    case.running()
    fault = _fault(case, command.fault, "review")
    case.in_crew()
    if not command.finding.strip():
        case.bar("text-needed")
    case.stop()
    return [ev.FaultReviewed(case.now, command.by, fault.id, command.finding)]


def dismiss_fault(case: Case, command: cm.DismissFault) -> list[ev.Event]:
    """Declare a fault a false alarm: by who acts first on it, or who runs the show."""
    case.running(held=True)
    fault = _fault(case, command.fault, "dismiss")
    rule = case.state.runbook.faults[fault.kind]
    case.entitled((rule.first, *case.state.runbook.may.enter))
    case.reasoned(command.reason)
    case.stop()
    return [ev.FaultDismissed(case.now, command.by, fault.id, command.reason)]
