"""What the events about faults, and what they owe, do."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.evolve.handlers import count_id, on
from sopkit.lifecycle import FAULT
from sopkit.state import FaultState, Obligation, RunState


@on(ev.FaultRaised)
def _fault_raised(state: RunState, e: ev.FaultRaised) -> None:
    state.faults[e.fault] = state.faults_open[e.fault] = FaultState(
        e.fault, e.kind, e.at, e.by, activity=e.activity, product=e.product, note=e.note
    )
    count_id(state, e.fault)


@on(ev.FaultAcknowledged)
def _fault_acknowledged(state: RunState, e: ev.FaultAcknowledged) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["acknowledge"]
    fault.acknowledged_at, fault.acknowledged_by = e.at, e.by


@on(ev.FaultHandled)
def _fault_handled(state: RunState, e: ev.FaultHandled) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["handle"]


@on(ev.FaultRecovered)
def _fault_recovered(state: RunState, e: ev.FaultRecovered) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["recover"]
    fault.ended_at = e.at
    state.faults_open.pop(e.fault, None)


@on(ev.FaultDismissed)
def _fault_dismissed(state: RunState, e: ev.FaultDismissed) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["dismiss"]
    fault.ended_at = e.at
    state.faults_open.pop(e.fault, None)


@on(ev.FaultReviewed)
def _fault_reviewed(state: RunState, e: ev.FaultReviewed) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["review"]


@on(ev.ObligationOwed)
def _obligation_owed(state: RunState, e: ev.ObligationOwed) -> None:
    state.obligations[e.obligation] = Obligation(e.obligation, e.procedure, e.fault, e.owner, e.due, e.activity)
    count_id(state, e.obligation)
