"""What follows from what is owed: booking it, and opening it in the phase that receives it."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.definition.runbook import Phase
from sopkit.definition.step import Owed
from sopkit.moment import Moment
from sopkit.opening import opening
from sopkit.state import Obligation, RunState

__all__ = ["obligation_owed", "open_owed", "owed_events"]


def open_owed(state: RunState, phase: Phase, e: ev.Event) -> list[ev.Event]:
    """Open what is owed, where the phase is the one that receives it."""
    if not phase.receives:
        return []
    numbers: dict[str, int] = {}
    events: list[ev.Event] = []
    for owed in state.obligations.values():
        if owed.status == "owed":
            numbers[owed.procedure] = numbers.get(owed.procedure, 0) + 1
            events.append(
                opening(
                    state,
                    e.at,
                    "",
                    owed.procedure,
                    "owed",
                    product=_product_owed(state, owed),
                    fault=owed.fault,
                    owner=owed.owner,
                    due=owed.due,
                    owed=owed.id,
                    number=numbers[owed.procedure],
                )
            )
    return events


def _product_owed(state: RunState, owed: Obligation) -> str | None:
    """Return the product that what is owed is about: the fault's, or that of the activity that promised it."""
    if owed.fault is not None:
        return state.faults[owed.fault].product
    return state.activities[owed.promised_in].product if owed.promised_in else None


def obligation_owed(state: RunState, e: ev.ObligationOwed, moment: Moment) -> list[ev.Event]:
    """Open what has just become owed, where the run is in the phase that receives it already."""
    phase = next((p for p in state.runbook.phases if p.id == state.phase), None)
    return open_owed(state, phase, e) if phase is not None else []


def owed_events(
    state: RunState, owes: tuple[Owed, ...], fault: str | None, activity: str | None, e: ev.Event
) -> list[ev.Event]:
    """Book what a fault, or a promise made in a step, leaves for after the stream."""
    first = state.counters.get("owed", 0)
    return [
        ev.ObligationOwed(
            e.at,
            "",
            f"owed#{first + number}",
            owed.procedure,
            fault,
            owed.owner,
            e.at + state.length(owed.within) if owed.within is not None else None,
            activity,
        )
        for number, owed in enumerate(owes, 1)
    ]
